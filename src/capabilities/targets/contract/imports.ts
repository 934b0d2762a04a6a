import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { DecimalText } from '../../../kernel/exact.ts'
import { FileAnswer } from '../../../kernel/file-answer.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { PeriodText } from '../../../kernel/period.ts'
import { Light } from '../../lights/contract.ts'
import { ActualStatus } from './actuals.ts'
import { Changed, Line, Passage, Printing, Year } from './shared.ts'

/** Office Open XML workbooks. */
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** Size limit of an uploaded workbook. */
export const MOST_BYTES = 20 * 1024 * 1024

/** What is wrong with a row, ready to be read: the number Excel shows, the column it concerns and the sentence's code with its values. */
export const RowProblem = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  path: z.array(z.union([z.string(), z.number()])).optional(),
  /** The sentence in Chinese, for problems of reading cells, whose words other rooms hold. */
  message: z.string().optional(),
})
export type RowProblem = z.output<typeof RowProblem>

/** One figure a workbook holds, as it would be entered. `before` is what stands there now. */
export const ImportCell = z.object({
  row: z.int(),
  indicatorId: Id,
  indicatorName: z.string(),
  unitId: Id,
  unitName: z.string(),
  period: PeriodText,
  before: DecimalText.nullable(),
  value: DecimalText.nullable(),
  growthPercent: DecimalText.nullable(),
  rank: z.int().nullable(),
  rankOf: z.int().nullable(),
  yearForecast: DecimalText.nullable(),
  outcome: z.enum(['new', 'revision', 'same']),
})
export type ImportCell = z.output<typeof ImportCell>

/** Which column of the sheet holds what, columns counted from 0. */
export const ColumnMapping = z.record(z.string().max(60), z.int().min(0).max(255))

/** How a workbook is to be read. The question about secrecy must be answered before anything is taken in. */
export const ImportReading = {
  year: Year,
  period: PeriodText,
  status: ActualStatus,
  asOf: DayText,
  releasedOn: DayText.nullable().default(null),
  reason: Passage,
  sheet: z.string().max(100).optional(),
  mapping: ColumnMapping.optional(),
  holdsNoSecret: z.literal(true),
}

/** Reads a workbook of actual figures without keeping anything. */
export const previewImport = command({
  id: 'targets.preview_import',
  summary: 'Read a workbook of actual figures and show what it would enter, without keeping anything',
  route: 'POST /actuals/import/preview',
  permission: 'targets.enter_actual',
  input: z.object(ImportReading),
  fileIn: { types: ['xlsx'], maxBytes: MOST_BYTES },
  output: z.object({
    sheets: z.array(z.string()),
    sheet: z.string(),
    headings: z.array(z.object({ column: z.int(), heading: z.string() })),
    mapping: ColumnMapping,
    cells: z.array(ImportCell),
    problems: z.array(RowProblem),
    skipped: z.int(),
    /** Rows of indicators other units enter. */
    others: z.int(),
  }),
})

/** Enters a workbook of actual figures as one act. */
export const applyImport = command({
  id: 'targets.apply_import',
  summary: 'Enter the figures of a workbook, all or none, as one act that can be undone',
  route: 'POST /actuals/import',
  permission: 'targets.enter_actual',
  input: z.object(ImportReading),
  fileIn: { types: ['xlsx'], maxBytes: MOST_BYTES },
  output: Changed.extend({ entered: z.int() }),
})

/** Gives the rows of a workbook that cannot be entered back as a workbook. */
export const explainImport = command({
  id: 'targets.explain_import',
  summary: 'Give the rows of a workbook that cannot be entered back as a workbook, each with what is wrong',
  route: 'POST /actuals/import/problems',
  permission: 'targets.enter_actual',
  input: z.object(ImportReading),
  fileIn: { types: ['xlsx'], maxBytes: MOST_BYTES },
  fileOut: XLSX,
  output: FileAnswer,
})

/** Lists imports. */
export const listImports = query({
  id: 'targets.list_imports',
  summary: 'List the last imports of figures and of goals',
  route: 'GET /actuals/imports',
  permission: 'targets.view',
  input: z.object({ year: Year.optional() }),
  output: z.object({
    items: z.array(
      z.object({
        id: Id,
        fileName: z.string(),
        holds: z.enum(['figures', 'goals']),
        period: PeriodText,
        entered: z.int(),
        by: z.string(),
        at: z.iso.datetime(),
        undoneAt: z.iso.datetime().nullable(),
        version: RecordVersion,
        actions: z.array(z.enum(['undo'])),
      }),
    ),
  }),
})

/** Takes an import back. */
export const undoImport = command({
  id: 'targets.undo_import',
  summary: 'Take an import of figures back as one act; figures revised since are named and nothing is taken back',
  route: 'POST /actuals/imports/:importId/undo',
  permission: 'targets.enter_actual',
  input: z.object({ importId: Id, expectedVersion: RecordVersion, reason: Passage }),
  output: Changed,
})

/** The 指标调度表 of a year as a workbook. */
export const exportTargets = query({
  id: 'targets.export',
  summary: 'Export the dispatch table of indicators (指标调度表) as a workbook',
  route: 'GET /targets/export',
  permission: 'targets.view',
  audited: true,
  input: z.object({
    year: Year,
    period: PeriodText.optional(),
    search: Line.optional(),
    unitId: z.array(Id).max(200).optional(),
    campaignId: Id.optional(),
    light: z.array(Light).optional(),
    ...Printing,
  }),
  fileOut: XLSX,
  output: FileAnswer,
})
