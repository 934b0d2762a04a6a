import { problem } from '../../../kernel/problem.ts'
import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { requireOpenUnits, titlesOfPosts } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { checkedLead } from '../rules/guards.ts'
import { insertItemUnits, removeHandlers } from '../store/items.ts'
import { type Act, perform } from './item-act.ts'
import { joinOperation } from './item-join.ts'
import type { OpenItem } from './item-open.ts'

/** What the office that verifies and assigns does. */
export const itemDeskOperations = [
  implement(contract.verifyItem, (ctx, { class: itemClass, severity, text, fileIds, ...place }) =>
    perform(ctx, place, ({ row }) => ({
      action: 'verify',
      text,
      fileIds,
      data: { class: itemClass ?? row.class, severity: severity ?? row.severity },
      change: { class: itemClass ?? row.class, severity: severity ?? row.severity },
    })),
  ),

  implement(contract.giveItemBack, (ctx, { reason, ...place }) =>
    perform(ctx, place, { action: 'give_back', text: reason }),
  ),

  implement(contract.assignItem, async (ctx, { assignment, ...place }) => {
    const moved = await perform(ctx, place, (item) => assigning(ctx, item, assignment))
    await keepHandlers(ctx, moved.id, assignment)
    return moved
  }),

  implement(contract.handItemOver, async (ctx, { leadUnitId, reason, ...place }) => {
    await requireOpenUnits(ctx, [{ field: 'leadUnitId', id: leadUnitId }])
    const moved = await perform(ctx, place, ({ row, units }) => {
      orRefuse(checkedLead(leadUnitId, { proposerUnitIds: proposersOf({ row, units }), assistantUnitIds: [] }))
      return {
        action: 'hand_over',
        text: reason,
        data: { from: row.lead_unit_id, to: leadUnitId },
        change: { lead_unit_id: leadUnitId },
      }
    })
    await removeHandlers(ctx, moved.id, ['lead'])
    await insertItemUnits(ctx, [{ item_id: moved.id, part: 'lead', unit_id: leadUnitId }])
    return moved
  }),

  joinOperation,
]

/** An assignment as an act: its units are open, its lead is not the proposer, its leader holds a post. */
export async function assigning(ctx: OperationContext, item: OpenItem, assignment: contract.Assignment): Promise<Act> {
  const { leadUnitId, assistantUnitIds, leaderPostId, text, ...terms } = assignment
  await requireOpenUnits(ctx, [
    { field: 'leadUnitId', id: leadUnitId },
    ...assistantUnitIds.map((id) => ({ field: 'assistantUnitIds', id })),
  ])
  orRefuse(checkedLead(leadUnitId, { proposerUnitIds: proposersOf(item), assistantUnitIds }))
  if (leaderPostId !== null && !(await titlesOfPosts(ctx, [leaderPostId])).has(leaderPostId))
    refuse('rule_broken', problem('obstacles.leader_unknown', {}, ['leaderPostId']))
  return {
    action: 'assign',
    text,
    data: { leadUnitId, assistantUnitIds, leaderPostId, ...terms },
    change: {
      lead_unit_id: leadUnitId,
      leader_post_id: leaderPostId,
      tier: terms.tier,
      days: terms.days,
      is_hard: terms.isHard,
      statutory_due_on: terms.statutoryDueOn,
      closing_standard: terms.closingStandard,
      closing_proof: terms.closingProof,
      ladder_number: item.loop.ladderNumber,
    },
  }
}

/** Puts the units of an assignment in the place of those the item had. */
export async function keepHandlers(
  ctx: OperationContext,
  itemId: string,
  { leadUnitId, assistantUnitIds }: Pick<contract.Assignment, 'leadUnitId' | 'assistantUnitIds'>,
): Promise<void> {
  await removeHandlers(ctx, itemId, ['lead', 'assistant'])
  await insertItemUnits(ctx, [
    { item_id: itemId, part: 'lead', unit_id: leadUnitId },
    ...[...new Set(assistantUnitIds)].map((unit_id) => ({ item_id: itemId, part: 'assistant' as const, unit_id })),
  ])
}

/** Who may not lead: the unit that proposed it. Of a systemic item many did, and one of them may still be the right one. */
function proposersOf({ row, units }: Pick<OpenItem, 'row' | 'units'>): readonly string[] {
  if (row.is_systemic) return row.proposer_unit_id === null ? [] : [row.proposer_unit_id]
  return units.filter(({ part }) => part === 'proposer').map(({ unit_id }) => unit_id)
}
