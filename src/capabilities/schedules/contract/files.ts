import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { FileAnswer } from '../../../kernel/file-answer.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { CALENDAR, CalendarLanguage } from './feed.ts'
import { Schedule } from './network.ts'

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const Params = z.record(z.string(), z.union([z.string(), z.number()]))

/** Give a plan as a file of Microsoft Project (MSPDI). */
export const exportMspdi = query({
  id: 'schedules.export_mspdi',
  summary: 'Give a plan as a file of Microsoft Project (MSPDI)',
  route: 'GET /key-projects/:projectId/plan/mspdi',
  permission: 'schedules.view',
  audited: true,
  fileOut: 'application/xml',
  input: z.object({ projectId: Id }),
  output: FileAnswer,
})

/** Give the nodes of a plan as a calendar (iCalendar). */
export const exportCalendar = query({
  id: 'schedules.export_calendar',
  summary: 'Give the nodes of a plan as a calendar (iCalendar)',
  route: 'GET /key-projects/:projectId/plan/calendar',
  permission: 'schedules.view',
  audited: true,
  fileOut: CALENDAR,
  input: CalendarLanguage.extend({ projectId: Id }),
  output: FileAnswer,
})

/** Give the 倒排工期表 of a year as a workbook, of some projects or of all in scope that have a plan. */
export const exportSheet = query({
  id: 'schedules.export_sheet',
  summary: 'Give the 倒排工期表 of a year as a workbook, of some projects or of all in scope that have a plan',
  route: 'GET /schedules/sheet',
  permission: 'schedules.view',
  audited: true,
  fileOut: WORKBOOK,
  input: z.object({ year: z.int().min(2000).max(2100), projectId: z.array(Id).max(2000).optional() }),
  output: FileAnswer,
})

/** What is wrong with a file or what is left out of it; `row` as the sheet numbers it. */
export const FileFault = z.object({ row: z.int().nullable(), code: z.string(), params: Params })
export type FileFault = z.output<typeof FileFault>

/** What an import would do to the plan of a project. `notices` do not stop it, `faults` do. */
export const PlanImportPreview = z.object({
  hasPlan: z.boolean(),
  version: RecordVersion.nullable(),
  nodes: z.int(),
  links: z.int(),
  added: z.array(z.string()),
  changed: z.array(z.string()),
  removed: z.array(z.string()),
  openOn: DayText.nullable(),
  startOn: DayText.nullable(),
  schedule: Schedule.omit({ nodes: true }).nullable(),
  faults: z.array(FileFault),
  notices: z.array(FileFault),
})
export type PlanImportPreview = z.output<typeof PlanImportPreview>

/**
 * How to read a file: `.xml` of Microsoft Project takes the place of the plan, a `.xlsx` 倒排工期表 of a year adds to it and changes it node by
 * node, by name.
 */
const Reading = z.object({
  projectId: Id,
  year: z.int().min(2000).max(2100),
  /** Opening day where the file names none and there is no plan yet. */
  openOn: DayText.nullable().default(null),
  holdsNoSecret: z.literal(true),
})
const FILE_IN = { types: ['xml', 'xlsx'], maxBytes: 20_000_000 } as const

/** Read a plan out of a file of Microsoft Project or a 倒排工期表 and show what an import would do, without writing anything. */
export const previewPlanImport = command({
  id: 'schedules.preview_import',
  summary: 'Read a plan out of a file and show what an import would do, without writing anything',
  route: 'POST /key-projects/:projectId/plan/import/preview',
  permission: 'schedules.plan',
  fileIn: FILE_IN,
  input: Reading,
  output: PlanImportPreview,
})

/** Import a plan from a file of Microsoft Project or a 倒排工期表 as one act. */
export const importPlan = command({
  id: 'schedules.import',
  summary: 'Import a plan from a file of Microsoft Project or a 倒排工期表 as one act',
  route: 'POST /key-projects/:projectId/plan/import',
  permission: 'schedules.plan',
  fileIn: FILE_IN,
  input: Reading.extend({ expectedVersion: RecordVersion.nullable().default(null) }),
  output: z.object({ projectId: Id, version: RecordVersion, nodes: z.int(), links: z.int() }),
})
