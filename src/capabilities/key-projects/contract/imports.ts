import { z } from 'zod'
import { FileAnswer } from '../../../kernel/file-answer.ts'
import { Id } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { PeriodText } from '../../../kernel/period.ts'
import { ProjectFilter, ProjectSort } from './project.ts'

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const FILE_IN = { types: ['xlsx'], maxBytes: 20_000_000 } as const

/** The columns of the ledger that an import understands, in the order of the ledger. */
export const LEDGER_FIELDS = [
  'number',
  'projectCode',
  'name',
  'level',
  'listClass',
  'stage',
  'category',
  'nature',
  'chain',
  'enterprise',
  'place',
  'scope',
  'land',
  'span',
  'totalInvestment',
  'investedBeforeYear',
  'yearPlan',
  'investedThisMonth',
  'investedThisYear',
  'investedAsOf',
  'startedOn',
  'plannedStartOn',
  'plannedCompletionOn',
  'physicalProgress',
  'openProblems',
  'nextSteps',
  'unit',
  'leadUnit',
  'responsiblePerson',
  'responsiblePhone',
  'sponsor',
  'taskForce',
  'note',
] as const
/** One of `LEDGER_FIELDS`. */
export const LedgerField = z.enum(LEDGER_FIELDS)
export type LedgerField = z.output<typeof LedgerField>

/** Export the ledger of key projects as a workbook, filtered and sorted like the list. */
export const exportProjects = query({
  id: 'key_projects.export',
  summary: 'Export the ledger of key projects as a workbook, filtered and sorted like the list',
  route: 'GET /key-projects/export',
  permission: 'key_projects.view',
  audited: true,
  fileOut: WORKBOOK,
  input: ProjectFilter.extend({ sort: ProjectSort.default('number'), descending: z.boolean().default(false) }),
  output: FileAnswer,
})

/**
 * How to read a county's own workbook. `asOf` is what the money of the year counts up to where the heading does not say it; `unitId`
 * answers for rows that name no unit; `columns` are columns (from 0) a person gave to a field, `null` to leave a field out.
 */
export const ImportReading = z.object({
  year: z.int().min(2000).max(2100),
  asOf: PeriodText.nullable().default(null),
  unitId: Id.nullable().default(null),
  sheet: z.string().max(100).nullable().default(null),
  columns: z.partialRecord(LedgerField, z.int().min(0).max(255).nullable()).default({}),
  holdsNoSecret: z.literal(true),
})
export type ImportReading = z.output<typeof ImportReading>

const Params = z.record(z.string(), z.union([z.string(), z.number()]))

/** What is wrong with one cell, or what is left out of it. */
export const ImportFault = z.object({ row: z.int(), field: LedgerField.nullable(), code: z.string(), params: Params })
export type ImportFault = z.output<typeof ImportFault>

/** One row of the workbook and what an import would do with it. */
export const ImportRow = z.object({
  row: z.int(),
  name: z.string(),
  outcome: z.enum(['create', 'update', 'same', 'fault']),
  projectId: Id.nullable(),
  number: z.string().nullable(),
  /** Past months the row tells and the reported ledger has no figure of yet: money since January, yuan. */
  months: z.array(z.object({ period: PeriodText, thisYear: z.int() })),
  changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
})
export type ImportRow = z.output<typeof ImportRow>

/** What was found in the workbook and what an import would do. `notices` do not stop it, `faults` do. */
export const ImportPreview = z.object({
  sheets: z.array(z.string()),
  sheet: z.string(),
  headingRow: z.int(),
  asOf: PeriodText.nullable(),
  mapping: z.array(z.object({ field: LedgerField, column: z.int(), heading: z.string(), unit: z.string().nullable() })),
  unmapped: z.array(z.object({ column: z.int(), heading: z.string() })),
  skipped: z.array(z.object({ row: z.int(), reason: z.string(), text: z.string() })),
  counts: z.object({ rows: z.int(), create: z.int(), update: z.int(), same: z.int(), fault: z.int() }),
  rows: z.array(ImportRow),
  faults: z.array(ImportFault),
  faultCount: z.int(),
  notices: z.array(ImportFault),
})
export type ImportPreview = z.output<typeof ImportPreview>

/** Read a county's own workbook of projects and show what an import would do, without writing anything. */
export const previewImport = command({
  id: 'key_projects.preview_import',
  summary: "Read a county's own workbook of projects and show what an import would do, without writing anything",
  route: 'POST /key-projects/import/preview',
  permission: 'key_projects.manage',
  fileIn: FILE_IN,
  input: ImportReading,
  output: ImportPreview,
})

/** Import a workbook of projects as one act: all rows or none. */
export const importProjects = command({
  id: 'key_projects.import',
  summary: 'Import a workbook of projects as one act: all rows or none',
  route: 'POST /key-projects/import',
  permission: 'key_projects.manage',
  fileIn: FILE_IN,
  input: ImportReading,
  output: z.object({ importId: Id.nullable(), created: z.int(), updated: z.int(), same: z.int() }),
})

/** Give the rows of a workbook that cannot be imported back as a workbook, with what is wrong beside each. */
export const exportImportFaults = command({
  id: 'key_projects.export_import_faults',
  summary: 'Give the rows of a workbook that cannot be imported back as a workbook, with what is wrong beside each',
  route: 'POST /key-projects/import/faults',
  permission: 'key_projects.manage',
  fileIn: FILE_IN,
  fileOut: WORKBOOK,
  input: ImportReading.extend({ locale: z.enum(['zh-CN', 'en']).default('zh-CN') }),
  output: FileAnswer,
})

/** List the imports of the region, latest first. */
export const listImports = query({
  id: 'key_projects.list_imports',
  summary: 'List the imports of the region, latest first',
  route: 'GET /key-projects/imports',
  permission: 'key_projects.manage',
  input: z.object({}),
  output: z.object({
    items: z.array(
      z.object({
        id: Id,
        fileName: z.string(),
        at: z.string(),
        personName: z.string(),
        created: z.int(),
        updated: z.int(),
        undoneAt: z.string().nullable(),
        undoneReason: z.string().nullable(),
        actions: z.array(z.enum(['undo'])),
      }),
    ),
  }),
})

/** Undo an import as one act: what it made is withdrawn, what it changed gets its values back; refused where a project changed since. */
export const undoImport = command({
  id: 'key_projects.undo_import',
  summary: 'Undo an import as one act; refused where one of its projects changed since',
  route: 'POST /key-projects/imports/:importId/undo',
  permission: 'key_projects.manage',
  input: z.object({ importId: Id, reason: z.string().trim().min(2).max(500) }),
  output: z.object({ withdrawn: z.int(), restored: z.int() }),
})
