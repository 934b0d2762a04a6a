import type { ColumnType } from 'kysely'
import type { PromiseSource, PromiseState } from './contract.ts'

type Stored<T> = ColumnType<T, T | undefined, T>

/** The tables `obstacles` owns. Days are `YYYY-MM-DD` texts. */
export type ObstaclesTables = {
  promises: {
    region_code: string
    id: string
    owner_text: string
    unit_id: string | null
    action: string
    due_on: string | null
    made_on: string | null
    state: PromiseState
    kept_on: string | null
    evidence: string
    broken_at: Date | null
    withdrawn_at: Date | null
    reason: string | null
    /** Written as text, read as the value. */
    source: ColumnType<PromiseSource | null, string | null, string | null>
    search_text: string
    bigrams: string[]
    created_at: Date
    updated_at: Date
    version: Stored<number>
  }
}
