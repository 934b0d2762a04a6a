import type { ColumnType } from 'kysely'
import type {
  KnownFrom,
  ReportBody,
  ReportField,
  ReportKind,
  ReportNode,
  ReportProblem,
  ReportState,
} from './contract.ts'

type Stored<T> = ColumnType<T, T | undefined, T>
/** A jsonb column: written as text, read as the value. */
type Json<T> = ColumnType<T, string, string>

/** The tables `progress-reports` owns. Money is whole yuan, days are `YYYY-MM-DD` texts. */
export type ProgressReportTables = {
  progress_reports: {
    region_code: string
    id: string
    project_id: string
    kind: ReportKind
    period: string
    /** The last day of the period, by which reports are put in order. */
    period_end: string
    edition: number
    state: ReportState
    invested_in_period: number | null
    invested_this_year: number | null
    physical_share: number | null
    physical_progress: string
    funds_in_place: number | null
    year_forecast: number | null
    next_investment: number | null
    next_plan: string
    slip_reason: ReportBody['slipReason']
    slip_text: string
    adjust_reason: string
    nodes: Json<readonly ReportNode[]>
    problems: Json<readonly ReportProblem[]>
    /** Of how many fields the report asked when it was sent, how many stood as they were known, and which known ones were changed. */
    asked: number | null
    reused: number | null
    changed: Json<readonly string[]>
    /** Where each field that was known came from when the report was sent. */
    known_from: Json<Partial<Record<ReportField, KnownFrom>>>
    due_on: string
    correction_reason: string | null
    return_reason: string | null
    submitted_at: Date | null
    submitted_by: string | null
    submitted_by_name: string | null
    confirmed_at: Date | null
    confirmed_by_name: string | null
    locked_at: Date | null
    created_at: Date
    updated_at: Date
    version: Stored<number>
  }
  progress_report_photos: {
    region_code: string
    id: string
    project_id: string
    kind: ReportKind
    period: string
    file_key: string
    type: string
    bytes: number
    width: number
    height: number
    taken_on: string | null
    caption: string
    longitude: number | null
    latitude: number | null
    uploaded_at: Date
    uploaded_by: string
    uploaded_by_name: string
    removed_at: Date | null
  }
  progress_report_alarms: {
    region_code: string
    id: string
    project_id: string
    kind: 'late' | 'silent'
    /** Empty for a silence. */
    period: string
    since: string
    found_on: string
    ended_on: string | null
  }
  progress_report_reminders: {
    region_code: string
    id: string
    project_id: string
    period: string
    at: Date
    person_name: string
  }
}
