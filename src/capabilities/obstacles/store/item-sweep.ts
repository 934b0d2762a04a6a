import { sql } from 'kysely'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { ObstaclesTables } from '../tables.ts'
import { insertItemEvents, type ItemEventRow } from './item-events.ts'
import type { ItemRow } from './items.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>

/** So many lines of the log in one statement: a statement takes at most 65,535 values. */
const LINES_AT_ONCE = 2_000

/** Items that may have fallen due, the longest due first, held until the end of the transaction; what another holds is passed over. */
export async function holdDue({ tx, scope }: Context, now: Date, limit: number): Promise<readonly ItemRow[]> {
  return tx
    .withTables<ObstaclesTables>()
    .selectFrom('items')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('sweep_at', '<=', now)
    .orderBy('sweep_at')
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
}

/** A stretch of items under way, in the order of their ids, held until the end of the transaction. */
export async function holdUnderWay({ tx, scope }: Context, after: string, limit: number): Promise<readonly ItemRow[]> {
  return tx
    .withTables<ObstaclesTables>()
    .selectFrom('items')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('id', '>', after)
    .where('state', 'not in', ['draft', 'given_back', 'closed', 'merged', 'withdrawn'])
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .execute()
}

/** An item as the sweep leaves it. */
export type SweptItem = Pick<
  ItemRow,
  | 'id'
  | 'state'
  | 'tier'
  | 'started_at'
  | 'due_at'
  | 'answer_due_at'
  | 'sweep_at'
  | 'is_late'
  | 'escalations'
  | 'closed_at'
  | 'last_sequence'
  | 'last_seal'
  | 'updated_at'
  | 'version'
>

/** Writes what a sweep made of many items in one statement; they are held, so that their versions are the ones it read. */
export async function keepSwept({ tx, scope }: Context, items: readonly SweptItem[]): Promise<void> {
  if (items.length === 0) return
  await sql`
    update items set state = s.state, tier = s.tier, started_at = s.started_at, due_at = s.due_at,
      answer_due_at = s.answer_due_at, sweep_at = s.sweep_at, is_late = s.is_late, escalations = s.escalations,
      closed_at = s.closed_at, last_sequence = s.last_sequence, last_seal = s.last_seal, updated_at = s.updated_at,
      version = s.version
    from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as s(
      id text, state text, tier int, started_at timestamptz, due_at timestamptz, answer_due_at timestamptz,
      sweep_at timestamptz, is_late boolean, escalations int, closed_at timestamptz, last_sequence int, last_seal text,
      updated_at timestamptz, version int)
    where items.region_code = ${scope.region} and items.id = s.id collate "C"`.execute(tx)
}

/** Adds many lines to many logs. */
export async function insertManyEvents(ctx: Context, lines: readonly ItemEventRow[]): Promise<void> {
  const written = lines.map(({ region_code: _region, data, ...line }) => ({ ...line, data: JSON.stringify(data) }))
  for (let at = 0; at < written.length; at += LINES_AT_ONCE)
    await insertItemEvents(ctx, written.slice(at, at + LINES_AT_ONCE))
}

/** How many items may have fallen due, counted up to a thousand. */
export async function countDue({ tx, scope }: Context, now: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from
    (select 1 from items where region_code = ${scope.region} and sweep_at <= ${now} limit 1000) due`.execute(tx)
  return rows[0]?.count ?? 0
}
