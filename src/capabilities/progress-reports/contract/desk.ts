import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { PeriodText } from '../../../kernel/period.ts'
import { YuanAmount } from '../../../kernel/yuan.ts'
import { STAGES } from '../../key-projects/contract.ts'
import { ReportAction, ReportState } from './report.ts'

const Money = YuanAmount.nullable()

/** What a list of reports can be narrowed by. `late` keeps those that are owed after their day, `mine` those the reader has to act on. */
export const DeskFilter = z.object({
  period: PeriodText,
  state: z.array(ReportState).optional(),
  unitId: z.array(Id).optional(),
  text: z.string().trim().max(100).optional(),
  late: z.boolean().default(false),
  mine: z.boolean().default(false),
})
export type DeskFilter = z.output<typeof DeskFilter>

/**
 * One project in a period: who owes the report, how far it is, what it says. `reportId` is null where nothing was written;
 * `isOwed` is false for a report nobody had to send; of the `asked` fields of a sent report `reused` stood as they were known.
 */
export const DeskLine = z.object({
  projectId: Id,
  number: z.string(),
  name: z.string(),
  stage: z.enum(STAGES),
  unitId: Id,
  unitName: z.string(),
  leadUnitName: z.string().nullable(),
  reportId: Id.nullable(),
  version: RecordVersion.nullable(),
  edition: z.int().nullable(),
  state: ReportState,
  isOwed: z.boolean(),
  isLate: z.boolean(),
  daysLate: z.int(),
  yearPlan: Money,
  investedInPeriod: Money,
  investedThisYear: Money,
  completion: z.number().nullable(),
  asked: z.int(),
  reused: z.int(),
  problems: z.int(),
  reminders: z.int(),
  remindedAt: z.string().nullable(),
  submittedAt: z.string().nullable(),
  submittedBy: z.string().nullable(),
  returnReason: z.string().nullable(),
  actions: z.array(ReportAction),
})
export type DeskLine = z.output<typeof DeskLine>

/** Lists the reports of a period. */
export const listReports = query({
  id: 'progress_reports.list',
  summary: 'List the reports of a month or week, owed and sent, by project number',
  route: 'GET /progress-reports',
  permission: 'progress_reports.view',
  input: DeskFilter.extend({
    cursor: z.string().max(400).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ items: z.array(DeskLine), nextCursor: z.string().nullable() }),
})

/** Counts the reports of a period. */
export const countReports = query({
  id: 'progress_reports.count',
  summary: 'Count the reports of a month or week by state, with the late ones and the share of reused fields',
  route: 'GET /progress-reports/count',
  permission: 'progress_reports.view',
  input: DeskFilter,
  output: z.object({
    owed: z.int(),
    sent: z.int(),
    late: z.int(),
    dueOn: DayText,
    byState: z.array(z.object({ state: ReportState, count: z.int() })),
    byUnit: z.array(z.object({ unitId: Id, unitName: z.string(), owed: z.int(), sent: z.int(), late: z.int() })),
    investedInPeriod: YuanAmount,
    investedThisYear: YuanAmount,
    yearPlan: YuanAmount,
    reused: z.int(),
    asked: z.int(),
  }),
})

/** A late month or a silence a job found; it stays listed with the day it ended. */
export const Alarm = z.object({
  projectId: Id,
  number: z.string(),
  name: z.string(),
  unitName: z.string(),
  kind: z.enum(['late', 'silent']),
  period: PeriodText.nullable(),
  since: DayText,
  days: z.int(),
  foundOn: DayText,
  endedOn: DayText.nullable(),
})
export type Alarm = z.output<typeof Alarm>

/** Lists late and silent projects. */
export const listAlarms = query({
  id: 'progress_reports.alarms',
  summary:
    'List late reports and projects that have told nothing for 60 days, as found at night; with `ended` those made up for too',
  route: 'GET /progress-reports/alarms',
  permission: 'progress_reports.view',
  input: z.object({
    ended: z.boolean().default(false),
    kind: z.enum(['late', 'silent']).optional(),
    limit: z.int().min(1).max(500).default(200),
  }),
  output: z.object({ items: z.array(Alarm) }),
})

/** A line of the reader's own: what is owed, what came back, what waits for him. */
export const OwnLine = z.object({
  projectId: Id,
  number: z.string(),
  name: z.string(),
  unitName: z.string(),
  period: PeriodText,
  state: ReportState,
  dueOn: DayText,
  isLate: z.boolean(),
  daysLate: z.int(),
  returnReason: z.string().nullable(),
  reminders: z.int(),
  actions: z.array(ReportAction),
})
export type OwnLine = z.output<typeof OwnLine>

/** Lists what the reader owes and what waits for the reader. */
export const listOwnReports = query({
  id: 'progress_reports.own',
  summary: 'List the reports the reader owes, those sent back, and those that wait for the reader to look at',
  route: 'GET /progress-reports/own',
  permission: 'progress_reports.view',
  input: z.object({}),
  output: z.object({
    owed: z.array(OwnLine),
    waiting: z.array(OwnLine),
    sent: z.array(OwnLine),
  }),
})

const Chosen = z.object({
  reports: z
    .array(z.object({ id: Id, expectedVersion: RecordVersion }))
    .min(1)
    .max(500),
})
const Passed = z.object({
  done: z.int(),
  /** Reports that were left as they are, with the code of what stood in the way. */
  left: z.array(z.object({ id: Id, code: z.string() })),
})

/** Confirms reports: the reported ledger takes their figures. */
export const confirmReports = command({
  id: 'progress_reports.confirm',
  summary: 'Confirm reports; the ledger of reported money takes their figures, and promises named in them are opened',
  route: 'POST /progress-reports/confirm',
  permission: 'progress_reports.confirm',
  input: Chosen,
  output: Passed,
})

/** Reminds the units that owe a report. */
export const remindUnits = command({
  id: 'progress_reports.remind',
  summary: 'Remind the units of projects that owe the report of a period',
  route: 'POST /progress-reports/remind',
  permission: 'progress_reports.manage',
  input: z.object({ period: PeriodText, projectIds: z.array(Id).min(1).max(500) }),
  output: z.object({ reminded: z.int() }),
})

/** Locks the confirmed reports of a period. */
export const lockPeriod = command({
  id: 'progress_reports.lock',
  summary: 'Lock the confirmed reports of a month or week; from then on only a correction changes them',
  route: 'POST /progress-reports/lock',
  permission: 'progress_reports.manage',
  input: z.object({ period: PeriodText }),
  output: z.object({ locked: z.int() }),
})

/** Looks for late and silent projects and locks what has been confirmed long enough; a job does it every night. */
export const findLateReports = command({
  id: 'progress_reports.find_late',
  summary:
    'Look for late reports and silent projects now, and lock reports whose day has come; a job does it every night',
  route: 'POST /progress-reports/find-late',
  permission: 'progress_reports.manage',
  input: z.object({}),
  output: z.object({ late: z.int(), silent: z.int(), ended: z.int(), locked: z.int() }),
})

/** The operations of the desk. */
export const deskContracts = [
  listReports,
  countReports,
  listAlarms,
  listOwnReports,
  confirmReports,
  remindUnits,
  lockPeriod,
  findLateReports,
] as const
