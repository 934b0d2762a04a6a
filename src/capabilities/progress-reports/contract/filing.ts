import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { PeriodText } from '../../../kernel/period.ts'
import { HeldFacts, Known, Photo, Report, ReportAction, ReportBody, ReportKind, ReportPlace } from './report.ts'

const Changed = z.object({ id: Id, version: RecordVersion })
const Path = z.object({ reportId: Id, expectedVersion: RecordVersion })
const Reason = z.string().trim().min(2).max(500)

/** A report as its page shows it, whether anything was written yet or not. */
export const ReportPage = z.object({
  project: HeldFacts,
  kind: ReportKind,
  period: PeriodText,
  dueOn: DayText,
  known: Known,
  report: Report.nullable(),
  /** The edition that counts, where a later one is still on its way. */
  standing: Report.nullable(),
  editions: z.array(z.object({ edition: z.int(), state: z.string(), correctionReason: z.string().nullable() })),
  photos: z.array(Photo),
  actions: z.array(ReportAction),
})
export type ReportPage = z.output<typeof ReportPage>

/** Shows the report of a project and period. */
export const showReport = query({
  id: 'progress_reports.show',
  summary: 'Show the report of a project for a month or week, prefilled with what is known',
  route: 'GET /progress-reports/of/:projectId/:period',
  permission: 'progress_reports.view',
  input: ReportPlace,
  output: ReportPage,
})

/** Lists the reports of one project. */
export const listProjectReports = query({
  id: 'progress_reports.of_project',
  summary: 'List the reports and photos of one project, the latest period first',
  route: 'GET /progress-reports/of/:projectId',
  permission: 'progress_reports.view',
  input: z.object({ projectId: Id, limit: z.int().min(1).max(100).default(24) }),
  output: z.object({
    items: z.array(Report),
    photos: z.array(Photo),
    /** The periods the project owes a report of just now. */
    owed: z.array(z.object({ kind: ReportKind, period: PeriodText, dueOn: DayText })),
    mayFill: z.boolean(),
  }),
})

/** Lists what happened to the report of a project and period. */
export const listReportHistory = query({
  id: 'progress_reports.history',
  summary: 'List what happened to one report, newest first',
  route: 'GET /progress-reports/:reportId/history',
  permission: 'progress_reports.view',
  input: z.object({ reportId: Id }),
  output: z.object({
    items: z.array(
      z.object({
        id: Id,
        at: z.string(),
        topic: z.string(),
        actorName: z.string(),
        onBehalfOf: z.string().nullable(),
        reason: z.string().nullable(),
        changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
      }),
    ),
  }),
})

/** Keeps what was typed so far; nothing is checked but its shape. `expectedVersion` is null where nothing was kept yet. */
export const saveReport = command({
  id: 'progress_reports.save',
  summary: 'Keep a report as it is typed so far, without sending it',
  route: 'PUT /progress-reports/of/:projectId/:period',
  permission: 'progress_reports.fill',
  input: ReportPlace.extend({ expectedVersion: RecordVersion.nullable().default(null), body: ReportBody }),
  output: Changed,
})

/** Sends a report on its way. */
export const submitReport = command({
  id: 'progress_reports.submit',
  summary: 'Send the report of a project for a month or week',
  route: 'POST /progress-reports/of/:projectId/:period/submit',
  permission: 'progress_reports.fill',
  input: ReportPlace.extend({ expectedVersion: RecordVersion.nullable().default(null), body: ReportBody }),
  output: Changed.extend({ state: z.string(), reused: z.int(), asked: z.int() }),
})

/** The lead unit has looked at a monthly report and passes it on. */
export const checkReport = command({
  id: 'progress_reports.check',
  summary: 'Pass a monthly report on after the lead unit has checked it',
  route: 'POST /progress-reports/:reportId/check',
  permission: 'progress_reports.check',
  input: Path,
  output: Changed,
})

/** Sends a report back to those who filled it in. */
export const returnReport = command({
  id: 'progress_reports.return',
  summary: 'Send a report back to those who filled it in, with the reason',
  route: 'POST /progress-reports/:reportId/return',
  permission: 'progress_reports.check',
  input: Path.extend({ reason: Reason }),
  output: Changed,
})

/** Opens a confirmed or locked report for correction, as a new edition; the old one counts until the new one is confirmed. */
export const correctReport = command({
  id: 'progress_reports.correct',
  summary:
    'Open a confirmed report for correction as a new edition, with the reason; the old one counts until the new one is confirmed',
  route: 'POST /progress-reports/:reportId/correct',
  permission: 'progress_reports.fill',
  input: Path.extend({ reason: Reason }),
  output: Changed,
})

/** The operations of one report. */
export const filingContracts = [
  showReport,
  listProjectReports,
  listReportHistory,
  saveReport,
  submitReport,
  checkReport,
  returnReport,
  correctReport,
] as const
