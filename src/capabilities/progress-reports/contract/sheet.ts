import { z } from 'zod'
import { FileAnswer } from '../../../kernel/file-answer.ts'
import { Id } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { PeriodText } from '../../../kernel/period.ts'
import { REPORT_FIELDS } from './report.ts'

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const FILE_IN = { types: ['xlsx'], maxBytes: 20_000_000 } as const

/** The columns of the sheet that are filled in: the single fields of a report, and one for problems. */
export const SHEET_FIELDS = [...REPORT_FIELDS, 'problem'] as const
/** One of `SHEET_FIELDS`. */
export const SheetField = z.enum(SHEET_FIELDS)
export type SheetField = z.output<typeof SheetField>

/** The sheet of a period, prefilled. */
export const exportReportSheet = query({
  id: 'progress_reports.sheet',
  summary: 'Give the sheet of a month or week with every project the reader reports on, prefilled with what is known',
  route: 'GET /progress-reports/sheet',
  permission: 'progress_reports.view',
  audited: true,
  fileOut: WORKBOOK,
  input: z.object({ period: PeriodText }),
  output: FileAnswer,
})

/** How to read a sheet that comes back. `holdsNoSecret` is the sender's word that nothing in it is a state secret. */
export const SheetReading = z.object({ period: PeriodText, holdsNoSecret: z.literal(true) })

/** What is wrong in a row; `field` is null where it is the row itself. */
export const SheetFault = z.object({
  row: z.int(),
  field: SheetField.nullable(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type SheetFault = z.output<typeof SheetFault>

/** One row of the sheet: `send` what would be sent, `same` what was sent already as it stands, `empty` nothing filled in, `fault` to be mended. */
export const SheetRow = z.object({
  row: z.int(),
  projectId: Id.nullable(),
  number: z.string(),
  name: z.string(),
  outcome: z.enum(['send', 'same', 'empty', 'fault']),
  /** What differs from what was known or sent before. */
  changes: z.array(z.object({ field: SheetField, before: z.unknown(), after: z.unknown() })),
})
export type SheetRow = z.output<typeof SheetRow>

/** What a sheet holds and what sending it would do. */
export const SheetPreview = z.object({
  counts: z.object({ rows: z.int(), send: z.int(), same: z.int(), empty: z.int(), fault: z.int() }),
  rows: z.array(SheetRow),
  faults: z.array(SheetFault),
})
export type SheetPreview = z.output<typeof SheetPreview>

/** Shows what sending a sheet would do. */
export const previewReportSheet = command({
  id: 'progress_reports.preview_sheet',
  summary: 'Read a filled-in sheet and show row by row what sending it would do, without sending anything',
  route: 'POST /progress-reports/sheet/preview',
  permission: 'progress_reports.fill',
  fileIn: FILE_IN,
  input: SheetReading,
  output: SheetPreview,
})

/** The faulty rows of a sheet as a workbook that can be mended and sent. */
export const exportSheetFaults = command({
  id: 'progress_reports.sheet_faults',
  summary:
    'Give the faulty rows of a sheet back as a workbook that says what is wrong with each, to be mended and sent',
  route: 'POST /progress-reports/sheet/faults',
  permission: 'progress_reports.fill',
  fileIn: FILE_IN,
  fileOut: WORKBOOK,
  input: SheetReading.extend({ locale: z.enum(['zh-CN', 'en']).default('zh-CN') }),
  output: FileAnswer,
})

/** Sends every report of a sheet as one act. */
export const sendReportSheet = command({
  id: 'progress_reports.send_sheet',
  summary: 'Send every report of a filled-in sheet as one act: all rows or none',
  route: 'POST /progress-reports/sheet',
  permission: 'progress_reports.fill',
  fileIn: FILE_IN,
  input: SheetReading,
  output: z.object({ sent: z.int(), same: z.int(), empty: z.int() }),
})

/** The operations on sheets. */
export const sheetContracts = [exportReportSheet, previewReportSheet, exportSheetFaults, sendReportSheet] as const
