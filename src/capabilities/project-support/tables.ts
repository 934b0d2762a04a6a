import type { ColumnType } from 'kysely'
import type { EntryKind, Factor, NeedState, VisitOutcome } from './contract.ts'

type Stored<T> = ColumnType<T, T | undefined, T>

/** The tables `project-support` owns. Days are `YYYY-MM-DD` texts, amounts whole smallest parts of the factor's unit. */
export type ProjectSupportTables = {
  project_visits: {
    region_code: string
    id: string
    project_id: string
    visited_on: string
    visitor_post_id: string
    sentence: string
    outcome: VisitOutcome
    problem: string
    solution: string
    next_on: string | null
    recorded_by_id: string
    recorded_by_name: string
    withdrawn_at: Date | null
    withdrawn_reason: string | null
    created_at: Date
    updated_at: Date
    version: Stored<number>
  }
  project_visit_promises: {
    region_code: string
    visit_id: string
    promise_id: string
    project_id: string
  }
  factor_needs: {
    region_code: string
    id: string
    project_id: string
    factor: Factor
    year: number
    unit_id: string
    needed_on: string | null
    note: string
    asked: number
    verified: number | null
    allocated: number
    borrowed: number
    delivered: number
    state: NeedState
    withdrawn_at: Date | null
    withdrawn_reason: string | null
    created_at: Date
    updated_at: Date
    version: Stored<number>
  }
  factor_entries: {
    region_code: string
    id: string
    need_id: string
    kind: EntryKind
    amount: number
    on_day: string
    basis: string
    lender: string
    due_on: string | null
    approval_post_id: string | null
    approval_document: string
    reverses_id: string | null
    actor_id: string
    actor_name: string
    at: Date
  }
  factor_supplies: {
    region_code: string
    id: string
    factor: Factor
    year: number
    amount: number
    on_day: string
    basis: string
    approval_post_id: string | null
    approval_document: string
    actor_id: string
    actor_name: string
    at: Date
  }
  factor_years: {
    region_code: string
    factor: Factor
    year: number
    movements: number
  }
}
