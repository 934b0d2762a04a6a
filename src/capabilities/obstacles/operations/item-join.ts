import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { listOwnPosts } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { insertItemUnits } from '../store/items.ts'
import { keepAct, openAt, performOn, signerOf } from './item-act.ts'
import { enterItem } from './item-enter.ts'
import { type OpenItem, openItem } from './item-open.ts'

/** Joins similar items into a systemic one: theirs end in it, their proposers see it and consent to it. */
export const joinOperation = implement(contract.joinItems, async (ctx, { systemicId, body, items, reason }) => {
  const opened: OpenItem[] = []
  for (const { id, expectedVersion } of items) opened.push(await openAt(ctx, { itemId: id, expectedVersion }))
  const systemic = await systemicItem(ctx, systemicId, body, opened)
  if (opened.some(({ row }) => row.id === systemic.row.id))
    refuse('rule_broken', problem('obstacles.joins_itself', {}, ['items']))
  for (const item of opened)
    await performOn(ctx, item, {
      action: 'join',
      text: reason,
      data: { systemicId: systemic.row.id, systemicNumber: systemic.row.number },
      change: { systemic_id: systemic.row.id },
    })
  const { row } = await keepAct(
    ctx,
    systemic,
    {
      action: 'join',
      event: 'joined_by',
      text: reason,
      data: { items: opened.map((each) => ({ id: each.row.id, number: each.row.number })) },
    },
    { to: systemic.row.state, signer: await signerOf(ctx, systemic, 'assigner') },
  )
  await insertItemUnits(
    ctx,
    opened.flatMap((each) =>
      each.units
        .filter(({ part }) => part === 'proposer')
        .map(({ unit_id }) => ({ item_id: row.id, part: 'proposer' as const, unit_id })),
    ),
  )
  return { systemicId: row.id, version: row.version, joined: opened.length }
})

async function systemicItem(
  ctx: OperationContext,
  systemicId: string | null,
  body: contract.ItemBody | null,
  opened: readonly OpenItem[],
): Promise<OpenItem> {
  if (systemicId !== null) {
    const item = await openItem(ctx, systemicId)
    const isOpen = !['closed', 'merged', 'withdrawn', 'draft'].includes(item.row.state)
    if (!item.row.is_systemic || !isOpen) refuse('rule_broken', problem('obstacles.not_systemic', {}, ['systemicId']))
    return item
  }
  if (body === null) return refuse('invalid', problem('obstacles.systemic_body_missing', {}, ['body']))
  const [post] = await listOwnPosts(ctx)
  const unitId = post?.unitId ?? opened[0]?.row.proposer_unit_id
  if (!unitId) return refuse('rule_broken', problem('obstacles.item_unit_not_yours', {}, ['items']))
  return enterItem(ctx, { body, unitId, isSystemic: true })
}
