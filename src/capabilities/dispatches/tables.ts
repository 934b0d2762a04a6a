import type { ColumnType } from 'kysely'
import type { DispatchKind, LedgerRecord, Match, Proposer, RowKind, RowState, RowValues } from './contract.ts'

type Stored<T> = ColumnType<T, T | undefined, T>
/** A jsonb column: written as text, read as the value. */
type Json<T> = ColumnType<T, string, string>
type JsonOrNull<T> = ColumnType<T | null, string | null, string | null>

/** What a neighbour answered when a row was accepted, to be handed back when it is taken back. */
export interface KeptReceipt {
  readonly id: string
  readonly version: number
  readonly outcome: 'created' | 'updated' | 'confirmed'
  readonly before: unknown
}

/** The tables `dispatches` owns. Offsets are UTF-16 units of `raw_text`; days are `YYYY-MM-DD` texts. */
export type DispatchesTables = {
  dispatches: {
    region_code: string
    id: string
    title: string
    origin: 'paste' | 'upload'
    file_key: string | null
    file_name: string | null
    raw_text: string
    /** SM3 of the cleaned text, without spaces and punctuation. */
    digest: string
    fingerprint: number[]
    bands: number[]
    off: string[]
    place: string | null
    place_code: string | null
    printed_on: string | null
    year: number | null
    doc_type: DispatchKind
    model_asked_at: Date | null
    withdrawn_at: Date | null
    withdrawn_reason: string | null
    search_text: string
    bigrams: string[]
    created_by: string
    created_at: Date
    updated_at: Date
    version: Stored<number>
  }
  dispatch_batches: {
    region_code: string
    id: string
    dispatch_id: string
    accepted_at: Date
    accepted_by: string
    row_count: number
    undone_at: Date | null
    undone_by: string | null
    undone_reason: string | null
  }
  dispatch_rows: {
    region_code: string
    id: string
    dispatch_id: string
    kind: RowKind
    raw_start: number
    raw_end: number
    quote: string
    proposer: Proposer
    read_values: Json<RowValues>
    mended_values: JsonOrNull<RowValues>
    match: Json<Match>
    state: RowState
    reason: string | null
    decided_at: Date | null
    decided_by: string | null
    batch_id: string | null
    record_kind: LedgerRecord['kind'] | null
    record_id: string | null
    receipt: JsonOrNull<KeptReceipt>
    /** Replaced by a later reading before anybody decided about it. */
    is_dropped: Stored<boolean>
    version: Stored<number>
  }
}
