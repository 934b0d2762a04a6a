import { type Day, dayOf } from '../../../kernel/day.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { namesOfUnits } from '../../organisation/public.ts'
import { ItemFilter } from '../contract.ts'
import { listItems } from '../store/item-list.ts'
import { asReader } from './item-open.ts'
import { isOverdue } from './item-show.ts'

/** Tiers at which the leaders of the county meet on an item (T4, T5). */
const LEADERS_TIERS = [4, 5]

/** An item that climbed to the leaders of the county. */
export interface ClimbedItem {
  readonly id: string
  readonly title: string
  readonly tier: number
  readonly unitName: string
  readonly dueOn: Day | null
  readonly isOverdue: boolean
}

/** Open items of the region that climbed to the leaders of the county, the next due first; none for who may not see items. */
export async function listClimbedItems(ctx: OperationContext, limit: number): Promise<readonly ClimbedItem[]> {
  if (ctx.actor.scopeOf('items.view') === undefined) return []
  const filter = ItemFilter.parse({ tier: LEADERS_TIERS, state: ['assigned', 'signed', 'in_hand'] })
  const { items } = await listItems(asReader(ctx), filter, { now: ctx.now, sort: 'due', limit })
  const names = await namesOfUnits(
    ctx,
    items.map((row) => row.lead_unit_id),
  )
  return items.map((row) => ({
    id: row.id,
    title: row.title,
    tier: row.tier ?? 0,
    unitName: (row.lead_unit_id && names.get(row.lead_unit_id)?.shortName) || '',
    dueOn: row.due_at && dayOf(row.due_at),
    isOverdue: isOverdue(row, ctx.now),
  }))
}
