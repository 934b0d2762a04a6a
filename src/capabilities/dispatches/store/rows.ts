import { type Insertable, type Selectable, sql } from 'kysely'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { LedgerRecord, Match, RowState, RowValues } from '../contract.ts'
import type { DispatchesTables, KeptReceipt } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** A row as it is read. */
export type RowRecord = Selectable<DispatchesTables['dispatch_rows']>
/** A row as it is made. */
export type NewRow = Omit<Insertable<DispatchesTables['dispatch_rows']>, 'region_code'>

/** Rows of a dispatch in the order of its text, without those a later reading replaced. */
export async function listRows({ tx, scope }: Context, dispatchId: string): Promise<readonly RowRecord[]> {
  return tx
    .withTables<DispatchesTables>()
    .selectFrom('dispatch_rows')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('dispatch_id', '=', dispatchId)
    .where('is_dropped', '=', false)
    .orderBy('raw_start')
    .orderBy('id')
    .execute()
}

/** Rows of some dispatches counted by state. */
export async function countRows({ tx, scope }: Context, dispatchIds: readonly string[]) {
  if (dispatchIds.length === 0) return []
  return tx
    .withTables<DispatchesTables>()
    .selectFrom('dispatch_rows')
    .select(['dispatch_id', 'state', sql<number>`count(*)`.as('count')])
    .where('region_code', '=', scope.region)
    .where(sql<boolean>`dispatch_id = any(${[...dispatchIds]}::text[])`)
    .where('is_dropped', '=', false)
    .groupBy(['dispatch_id', 'state'])
    .orderBy('dispatch_id')
    .orderBy('state')
    .execute()
}

/** Keeps new rows. */
export async function insertRows({ tx, scope }: Context, rows: readonly NewRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += 500)
    await tx
      .withTables<DispatchesTables>()
      .insertInto('dispatch_rows')
      .values(rows.slice(start, start + 500).map((row) => ({ ...row, region_code: scope.region })))
      .execute()
}

/** Drops the proposals nobody touched: a new reading takes their place. They stay in the table. */
export async function dropProposals({ tx, scope }: Context, dispatchId: string): Promise<void> {
  await tx
    .withTables<DispatchesTables>()
    .updateTable('dispatch_rows')
    .set({ is_dropped: true })
    .where('region_code', '=', scope.region)
    .where('dispatch_id', '=', dispatchId)
    .where('state', '=', 'proposed')
    .where('proposer', '=', 'grammar')
    .execute()
}

/** Writes mended values of rows nobody has decided about, in one statement; refuses `conflict` where one changed since it was read. */
export async function mendRows(
  { tx, scope }: Context,
  mended: readonly {
    readonly id: string
    readonly version: number
    readonly values: RowValues
    readonly match: Match
  }[],
): Promise<void> {
  const changed = await sql<{ id: string }>`
    update dispatch_rows r
       set mended_values = m.values, match = m.match, state = 'mended', version = r.version + 1
      from jsonb_to_recordset(${JSON.stringify(mended)}::jsonb) as m(id text, version int, values jsonb, match jsonb)
     where r.region_code = ${scope.region} and r.id = m.id and r.version = m.version and r.state in ('proposed', 'mended')
    returning r.id`.execute(tx)
  if (changed.rows.length !== mended.length) refuse('conflict', problem('operation.conflict'))
}

/** A decision about one row. */
export interface Decision {
  readonly id: string
  readonly version: number
  readonly state: RowState
  readonly reason: string | null
  readonly decidedAt: Date | null
  readonly decidedBy: string | null
  readonly batchId: string | null
  readonly record: LedgerRecord | null
  readonly receipt: KeptReceipt | null
  readonly match: Match
}

/** Writes decisions about rows in one statement; refuses `conflict` where a row changed since it was read. */
export async function saveDecisions({ tx, scope }: Context, decisions: readonly Decision[]): Promise<void> {
  const given = JSON.stringify(
    decisions.map((each) => ({
      id: each.id,
      version: each.version,
      state: each.state,
      reason: each.reason,
      decided_at: each.decidedAt?.toISOString() ?? null,
      decided_by: each.decidedBy,
      batch_id: each.batchId,
      record_kind: each.record?.kind ?? null,
      record_id: each.record?.id ?? null,
      receipt: each.receipt,
      match: each.match,
    })),
  )
  const changed = await sql<{ id: string }>`
    update dispatch_rows r
       set state = d.state, reason = d.reason, decided_at = d.decided_at, decided_by = d.decided_by, batch_id = d.batch_id,
           record_kind = d.record_kind, record_id = d.record_id, receipt = d.receipt, match = d.match, version = r.version + 1
      from jsonb_to_recordset(${given}::jsonb) as d(id text, version int, state text, reason text, decided_at timestamptz,
           decided_by text, batch_id text, record_kind text, record_id text, receipt jsonb, match jsonb)
     where r.region_code = ${scope.region} and r.id = d.id and r.version = d.version
    returning r.id`.execute(tx)
  if (changed.rows.length !== decisions.length) refuse('conflict', problem('operation.conflict'))
}

/** Acts of acceptance of a dispatch, the newest first. */
export async function listBatches({ tx, scope }: Context, dispatchId: string) {
  return tx
    .withTables<DispatchesTables>()
    .selectFrom('dispatch_batches')
    .select(['id', 'accepted_at', 'accepted_by', 'row_count', 'undone_at', 'undone_reason'])
    .where('region_code', '=', scope.region)
    .where('dispatch_id', '=', dispatchId)
    .orderBy('id', 'desc')
    .execute()
}

/** Keeps an act of acceptance. */
export async function insertBatch(
  { tx, scope }: Context,
  batch: {
    readonly id: string
    readonly dispatchId: string
    readonly at: Date
    readonly by: string
    readonly rows: number
  },
): Promise<void> {
  await tx
    .withTables<DispatchesTables>()
    .insertInto('dispatch_batches')
    .values({
      region_code: scope.region,
      id: batch.id,
      dispatch_id: batch.dispatchId,
      accepted_at: batch.at,
      accepted_by: batch.by,
      row_count: batch.rows,
      undone_at: null,
      undone_by: null,
      undone_reason: null,
    })
    .execute()
}

/** Marks an act of acceptance as taken back; answers whether it still stood. */
export async function markUndone(
  { tx, scope }: Context,
  id: string,
  undone: { readonly dispatchId: string; readonly at: Date; readonly by: string; readonly reason: string },
): Promise<boolean> {
  const result = await tx
    .withTables<DispatchesTables>()
    .updateTable('dispatch_batches')
    .set({ undone_at: undone.at, undone_by: undone.by, undone_reason: undone.reason })
    .where('region_code', '=', scope.region)
    .where('id', '=', id)
    .where('dispatch_id', '=', undone.dispatchId)
    .where('undone_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Accepted rows that a record of the ledger was read from, the oldest first. */
export async function listSources({ tx, scope }: Context, record: LedgerRecord) {
  return tx
    .withTables<DispatchesTables>()
    .selectFrom('dispatch_rows as row')
    .innerJoin('dispatches as dispatch', (join) =>
      join.onRef('dispatch.region_code', '=', 'row.region_code').onRef('dispatch.id', '=', 'row.dispatch_id'),
    )
    .select([
      'row.id as row_id',
      'row.quote',
      'row.decided_at',
      'row.decided_by',
      'dispatch.id as dispatch_id',
      'dispatch.title',
      'dispatch.printed_on',
    ])
    .where('row.region_code', '=', scope.region)
    .where('row.record_kind', '=', record.kind)
    .where('row.record_id', '=', record.id)
    .where('row.state', '=', 'accepted')
    .orderBy('row.decided_at')
    .orderBy('row.id')
    .execute()
}
