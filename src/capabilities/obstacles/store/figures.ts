import { sql } from 'kysely'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { ItemState } from '../contract.ts'
import type { ObstaclesTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>

/** A stretch of time, its end left out. */
export interface Stretch {
  readonly from: Date
  readonly until: Date
}

/** Items reported in a stretch of time, with who proposed them; drafts and what was given back are none. */
export function listRaised({ tx, scope }: Context, { from, until }: Stretch) {
  return tx
    .withTables<ObstaclesTables>()
    .selectFrom('items')
    .select(['id', 'proposer_unit_id'])
    .where('region_code', '=', scope.region)
    .where('reported_at', '>=', from)
    .where('reported_at', '<', until)
    .where('state', 'not in', ['draft', 'given_back'])
    .orderBy('id')
    .execute()
}

/** Items that were assigned in a stretch of time, each once, with the unit that leads them now. */
export function listAssigned({ tx, scope }: Context, { from, until }: Stretch) {
  return tx
    .withTables<ObstaclesTables>()
    .selectFrom('item_events as event')
    .innerJoin('items as item', (join) =>
      join.onRef('item.region_code', '=', 'event.region_code').onRef('item.id', '=', 'event.item_id'),
    )
    .select(['item.id', 'item.lead_unit_id'])
    .distinct()
    .where('event.region_code', '=', scope.region)
    .where('event.kind', '=', 'assigned')
    .where('event.at', '>=', from)
    .where('event.at', '<', until)
    .orderBy('item.id')
    .execute()
}

/** Closings in a stretch of time with their items, the first one first. `false_at`: when it turned out to be a false one. */
export function listClosed({ tx, scope }: Context, { from, until }: Stretch) {
  return tx
    .withTables<ObstaclesTables>()
    .selectFrom('item_closings as closing')
    .innerJoin('items as item', (join) =>
      join.onRef('item.region_code', '=', 'closing.region_code').onRef('item.id', '=', 'closing.item_id'),
    )
    .select([
      'item.id',
      'item.number',
      'item.title',
      'item.subject_title',
      'closing.lead_unit_id',
      'closing.closed_at',
      'closing.used_days',
      'closing.is_late',
      'closing.false_at',
    ])
    .where('closing.region_code', '=', scope.region)
    .where('closing.closed_at', '>=', from)
    .where('closing.closed_at', '<', until)
    .orderBy('closing.closed_at')
    .orderBy('closing.item_id')
    .orderBy('closing.round')
    .execute()
}

/** An item with the state it was in at an instant, by its log. Its unit, tier and deadline are those of today. */
export interface StandingItem {
  readonly id: string
  readonly number: string | null
  readonly title: string
  readonly subject_title: string
  readonly lead_unit_id: string | null
  readonly tier: number | null
  readonly due_at: Date | null
  readonly state: ItemState
}

/** Items that had been reported and were not over at an instant, by their deadline. */
export async function listStanding({ tx, scope }: Context, at: Date): Promise<readonly StandingItem[]> {
  const { rows } = await sql<StandingItem>`
    with alive as (
      select id, number, title, subject_title, lead_unit_id, tier, due_at
      from items
      where region_code = ${scope.region} and reported_at < ${at}
        and (state not in ('closed', 'merged', 'withdrawn') or updated_at >= ${at})
    ), told as (
      select distinct on (item_id) item_id, to_state
      from item_events
      where region_code = ${scope.region} and at < ${at} and item_id in (select id from alive)
      order by item_id, sequence desc
    )
    select alive.id, alive.number, alive.title, alive.subject_title, alive.lead_unit_id, alive.tier, alive.due_at, told.to_state as state
    from alive
    join told on told.item_id = alive.id
    where told.to_state not in ('draft', 'given_back', 'closed', 'merged', 'withdrawn')
    order by alive.due_at nulls last, alive.id`.execute(tx)
  return rows
}

/** Promises whose last day falls into some days and that are not withdrawn, the first due first. */
export function listPromisesDue({ tx, scope }: Context, days: { readonly from: string; readonly to: string }) {
  return tx
    .withTables<ObstaclesTables>()
    .selectFrom('promises')
    .select(['id', 'action', 'owner_text', 'unit_id', 'due_on', 'kept_on', 'state'])
    .where('region_code', '=', scope.region)
    .where('withdrawn_at', 'is', null)
    .where('due_on', '>=', days.from)
    .where('due_on', '<=', days.to)
    .orderBy('due_on')
    .orderBy('id')
    .execute()
}
