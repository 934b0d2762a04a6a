import type { ColumnType } from 'kysely'
import type { BaselineNode, Closure, PermitTerms, WinterStop } from './contract/network.ts'

type Stored<T> = ColumnType<T, T | undefined, T>
/** A jsonb column: written as text, read as the value. */
type Json<T> = ColumnType<T, string | null, string | null>

/** The tables `schedules` owns. Days are `YYYY-MM-DD` texts; what follows from a plan by rules is not among them. */
export type ScheduleTables = {
  schedule_plans: {
    region_code: string
    project_id: string
    open_on: string | null
    start_on: string | null
    winter_stop: Json<WinterStop | null>
    closures: Json<readonly Closure[]>
    template: string | null
    reference_baseline_id: string | null
    made_at: Date
    changed_at: Date
    changed_by: string
    version: Stored<number>
  }
  schedule_nodes: {
    region_code: string
    project_id: string
    id: string
    position: number
    name: string
    days: number
    day_kind: string
    calendar: string
    is_milestone: boolean
    min_days: number | null
    not_before: string | null
    not_after: string | null
    start_not_after: string | null
    finish_not_before: string | null
    permit: Json<PermitTerms | null>
    unit_id: string | null
    post_id: string | null
    note: string
    started_on: string | null
    finished_on: string | null
    remaining_days: number | null
    slip_reason: string
    version: Stored<number>
  }
  schedule_links: {
    region_code: string
    project_id: string
    from_id: string
    to_id: string
    type: string
    lag: number
    lag_kind: string
  }
  schedule_baselines: {
    region_code: string
    project_id: string
    id: string
    name: string
    reason: string
    open_on: string | null
    nodes: Json<readonly BaselineNode[]>
    kept_at: Date
    kept_by: string
  }
  schedule_feeds: {
    region_code: string
    person_id: string
    secret_digest: string
    opened_at: Date
  }
}
