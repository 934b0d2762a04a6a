import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { type OperationContext, orNotFound } from '../../../platform/run-operation.ts'
import type { ObstaclesTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** A draw as it is read. */
export type DrawRow = Selectable<ObstaclesTables['look_back_draws']>
/** A look-back as it is read. */
export type LookBackRow = Selectable<ObstaclesTables['look_backs']>

/** Closings of some days, in the order of item and round: what a sample is drawn from. */
export async function listClosings({ tx, scope }: Context, from: Date, until: Date) {
  return tx
    .withTables<ObstaclesTables>()
    .selectFrom('item_closings')
    .select(['item_id', 'round', 'lead_unit_id', 'closed_at'])
    .where('region_code', '=', scope.region)
    .where('closed_at', '>=', from)
    .where('closed_at', '<', until)
    .orderBy('item_id')
    .orderBy('round')
    .execute()
}

/** Keeps a draw with the look-backs it drew. */
export async function insertDraw(
  { tx, scope }: Context,
  draw: Omit<Insertable<ObstaclesTables['look_back_draws']>, 'region_code'>,
  drawn: readonly { readonly id: string; readonly itemId: string; readonly round: number }[],
): Promise<void> {
  const db = tx.withTables<ObstaclesTables>()
  await db
    .insertInto('look_back_draws')
    .values({ ...draw, region_code: scope.region })
    .execute()
  if (drawn.length === 0) return
  await db
    .insertInto('look_backs')
    .values(
      drawn.map(({ id, itemId, round }) => ({
        region_code: scope.region,
        id,
        draw_id: draw.id,
        item_id: itemId,
        round,
      })),
    )
    .execute()
}

/** One draw; refuses `not_found`. */
export async function getDraw({ tx, scope }: Context, id: string): Promise<DrawRow> {
  return orNotFound(
    await tx
      .withTables<ObstaclesTables>()
      .selectFrom('look_back_draws')
      .selectAll()
      .where('region_code', '=', scope.region)
      .where('id', '=', id)
      .executeTakeFirst(),
  )
}

/** A page of draws, the newest first. */
export async function listDraws({ tx, scope }: Context, cursor: string | undefined, limit: number) {
  let rows = tx
    .withTables<ObstaclesTables>()
    .selectFrom('look_back_draws')
    .selectAll()
    .where('region_code', '=', scope.region)
  if (cursor !== undefined) rows = rows.where('id', '<', cursor)
  const found = await rows
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const items = found.slice(0, limit)
  return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null }
}

/** Look-backs of draws with what is told of their items, in the order of draw and id. */
export async function listLookBacks({ tx, scope }: Context, drawIds: readonly string[]) {
  if (drawIds.length === 0) return []
  return tx
    .withTables<ObstaclesTables>()
    .selectFrom('look_backs as back')
    .innerJoin('items as item', (join) =>
      join.onRef('item.region_code', '=', 'back.region_code').onRef('item.id', '=', 'back.item_id'),
    )
    .innerJoin('item_closings as closing', (join) =>
      join
        .onRef('closing.region_code', '=', 'back.region_code')
        .onRef('closing.item_id', '=', 'back.item_id')
        .onRef('closing.round', '=', 'back.round'),
    )
    .select([
      'back.id',
      'back.draw_id',
      'back.item_id',
      'back.round',
      'back.result',
      'back.text',
      'back.inspector_name',
      'back.recorded_at',
      'back.version',
      'item.number',
      'item.title',
      'item.class',
      'closing.lead_unit_id',
      'closing.closed_at',
    ])
    .where('back.region_code', '=', scope.region)
    .where('item.region_code', '=', scope.region)
    .where('closing.region_code', '=', scope.region)
    .where(sql<boolean>`back.draw_id = any(${[...drawIds]}::text[])`)
    .orderBy('back.draw_id')
    .orderBy('back.id')
    .execute()
}

/** One look-back of a draw; refuses `not_found`. */
export async function getLookBack({ tx, scope }: Context, drawId: string, id: string): Promise<LookBackRow> {
  return orNotFound(
    await tx
      .withTables<ObstaclesTables>()
      .selectFrom('look_backs')
      .selectAll()
      .where('region_code', '=', scope.region)
      .where('draw_id', '=', drawId)
      .where('id', '=', id)
      .executeTakeFirst(),
  )
}

/** Records what a look-back found; refuses `conflict` where somebody was faster. Answers the new version. */
export async function updateLookBack(
  { tx, scope }: Context,
  id: string,
  expectedVersion: number,
  change: Updateable<ObstaclesTables['look_backs']>,
): Promise<number> {
  const row = await tx
    .withTables<ObstaclesTables>()
    .updateTable('look_backs')
    .set({ ...change, version: expectedVersion + 1 })
    .where('region_code', '=', scope.region)
    .where('id', '=', id)
    .where('version', '=', expectedVersion)
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? refuse('conflict', problem('operation.conflict'))
}
