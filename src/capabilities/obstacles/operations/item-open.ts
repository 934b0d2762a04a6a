import type { OperationContext } from '../../../platform/run-operation.ts'
import type { ItemActor } from '../contract.ts'
import { actorsOf } from '../rules/states.ts'
import { type ItemEventRow, type ItemFileRow, listItemEvents, listItemFiles } from '../store/item-events.ts'
import { getItem, type ItemRow, type ItemUnit, listItemUnits } from '../store/items.ts'
import { type Loop, readLoop } from './item-loop.ts'

/** An item with everything an act on it is judged by. */
export interface OpenItem {
  readonly row: ItemRow
  readonly log: readonly ItemEventRow[]
  readonly units: readonly ItemUnit[]
  readonly files: readonly ItemFileRow[]
  readonly loop: Loop
}

/** The reader's own reach over items, whatever operation is under way: what he may see he may be told of. */
export function asReader(ctx: OperationContext): OperationContext {
  const scope = ctx.actor.scopeOf('items.view')
  return scope ? { ...ctx, scope } : ctx
}

/** An item the reader may see, with its log, its units and files; refuses `not_found` otherwise. */
export async function openItem(ctx: OperationContext, itemId: string): Promise<OpenItem> {
  return openRow(ctx, await getItem(asReader(ctx), itemId))
}

/** An item that was read already, with its log, its units and files. */
export async function openRow(ctx: OperationContext, row: ItemRow): Promise<OpenItem> {
  const [log, units, files, loop] = await Promise.all([
    listItemEvents(ctx, [row.id]),
    listItemUnits(ctx, [row.id]),
    listItemFiles(ctx, [row.id]),
    readLoop(ctx),
  ])
  return { row, log, units, files, loop }
}

/** The first start and the sample play every part; the jobs play the system's. */
const EVERY_PART: readonly ItemActor[] = ['proposer', 'assigner', 'handler', 'leader', 'inspector', 'system']

/** Which parts the reader plays on an item. */
export function partsOf(
  { actor }: Pick<OperationContext, 'actor'>,
  row: Pick<ItemRow, 'proposer_unit_id' | 'lead_unit_id'>,
  units: readonly ItemUnit[],
): readonly ItemActor[] {
  if (actor.personId === 'system') return EVERY_PART
  const isIn = (part: ItemUnit['part']) => units.some((unit) => unit.part === part && actor.isOf(unit.unit_id))
  return actorsOf({
    mayReport: actor.may('items.report'),
    mayAssign: actor.may('items.assign'),
    mayHandle: actor.may('items.handle'),
    mayConsent: actor.may('items.consent'),
    mayLead: actor.may('items.lead'),
    mayLookBack: actor.may('items.look_back'),
    isSystem: false,
    isOfProposer: actor.isOf(row.proposer_unit_id) || isIn('proposer'),
    isOfHandler: actor.isOf(row.lead_unit_id),
    isOfAssistant: isIn('assistant'),
  })
}
