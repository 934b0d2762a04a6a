import { type SelectQueryBuilder, sql } from 'kysely'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { ObstaclesTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
type Promises = SelectQueryBuilder<ObstaclesTables, 'promises', object>

/** Whose promises, and which days their last day falls into. */
export interface TrackedWanted {
  readonly by: 'unit' | 'owner'
  readonly from: string
  readonly to: string
}

/** Promises counted by who promised: by state, and those open after their last day. */
export async function countTracked(ctx: Context, wanted: TrackedWanted, today: string) {
  const key = keyColumn(wanted.by)
  return promisesInScope(ctx)
    .where('due_on', '>=', wanted.from)
    .where('due_on', '<=', wanted.to)
    .select([
      key.as('key'),
      sql<number>`count(*)`.as('total'),
      sql<number>`count(*) filter (where state = 'open' and due_on >= ${today}::date)`.as('open'),
      sql<number>`count(*) filter (where state = 'open' and due_on < ${today}::date)`.as('overdue'),
      sql<number>`count(*) filter (where state = 'kept')`.as('kept'),
      sql<number>`count(*) filter (where state = 'late')`.as('late'),
      sql<number>`count(*) filter (where state = 'broken')`.as('broken'),
    ])
    .groupBy(key)
    .orderBy(key)
    .execute()
}

/** Promises of one who promised, by their last day. */
export async function listTracked(ctx: Context, wanted: TrackedWanted, key: string) {
  return promisesInScope(ctx)
    .where('due_on', '>=', wanted.from)
    .where('due_on', '<=', wanted.to)
    .where(keyColumn(wanted.by), '=', key)
    .select(['id', 'action', 'owner_text', 'unit_id', 'state', 'due_on', 'kept_on', 'reason'])
    .orderBy('due_on')
    .orderBy('id')
    .limit(1000)
    .execute()
}

/** Promises that name no last day. */
export async function countUndated(ctx: Context): Promise<number> {
  const row = await promisesInScope(ctx)
    .where('due_on', 'is', null)
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

function keyColumn(by: TrackedWanted['by']) {
  return by === 'unit' ? sql<string>`coalesce(unit_id, '')` : sql<string>`owner_text`
}

function promisesInScope({ tx, scope }: Context): Promises {
  const rows = tx
    .withTables<ObstaclesTables>()
    .selectFrom('promises')
    .where('region_code', '=', scope.region)
    .where('withdrawn_at', 'is', null)
  return scope.reach === 'region' ? rows : rows.where(sql<boolean>`unit_id = any(${[...scope.unitIds]}::text[])`)
}
