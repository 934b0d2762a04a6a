import { sql } from 'kysely'
import { ItemFilter } from '../contract.ts'
import type { ObstaclesTables } from '../tables.ts'
import { type ItemReader, narrowedItems } from './item-list.ts'

interface Span {
  readonly from: Date
  readonly until: Date
}

/** Items in scope that were alive in some days: reported before their end, and not over before their beginning. */
export async function listCounted(
  ctx: ItemReader,
  filter: Pick<ItemFilter, 'kind' | 'class' | 'tier' | 'unitId'>,
  { from, until }: Span,
) {
  return narrowedItems(ctx, ItemFilter.parse(filter), until)
    .select([
      'id',
      'lead_unit_id',
      'kind',
      'class',
      'tier',
      'state',
      'assigned_at',
      'due_at',
      'is_late',
      'returns',
      'extensions',
      'escalations',
      'round',
      'rating',
    ])
    .where('reported_at', '<', until)
    .where('state', 'not in', ['draft', 'given_back'])
    .where((row) => row.or([row('state', 'not in', ['closed', 'merged', 'withdrawn']), row('updated_at', '>=', from)]))
    .orderBy('id')
    .execute()
}

/** Closings of items in some days, in the order of item and round. */
export async function listClosingsOf({ tx, scope }: ItemReader, itemIds: readonly string[], { from, until }: Span) {
  if (itemIds.length === 0) return []
  return tx
    .withTables<ObstaclesTables>()
    .selectFrom('item_closings')
    .select(['item_id', 'used_days', 'is_late', 'false_at'])
    .where('region_code', '=', scope.region)
    .where('closed_at', '>=', from)
    .where('closed_at', '<', until)
    .where(sql<boolean>`item_id = any(${[...itemIds]}::text[])`)
    .orderBy('item_id')
    .orderBy('round')
    .execute()
}
