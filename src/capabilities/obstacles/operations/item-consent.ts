import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import * as contract from '../contract.ts'
import { obstaclesMessages } from '../messages/index.ts'
import { readClock } from '../rules/clock.ts'
import { insertClosing, markFalseClosing } from '../store/item-events.ts'
import { type Act, keepAct, movedOf, openAt, performOn, type Place, type Signer } from './item-act.ts'
import { clockFactsOf, waitsForRating } from './item-clock.ts'
import type { OpenItem } from './item-open.ts'

const words = obstaclesMessages['zh-CN'].loop

/** Consent and its opposite: agree, contradict, rate, close, reopen. */
export const itemConsentOperations = [
  implement(contract.agreeToItem, async (ctx, { as, text, fileIds, ...place }) => {
    const action = as === 'proposer' ? 'agree_as_proposer' : 'agree_as_assigner'
    const agreed = await performOn(ctx, await openAt(ctx, place), { action, as, text, fileIds })
    return movedOf(await closedIfSettled(ctx, agreed))
  }),

  implement(contract.contradictItem, async (ctx, { reason, fileIds, ...place }) =>
    movedOf(await performOn(ctx, await openAt(ctx, place), { action: 'contradict', text: reason, fileIds })),
  ),

  implement(contract.rateItem, async (ctx, { rating, text, ...place }) => {
    const rated = await performOn(ctx, await openAt(ctx, place), { action: 'rate', text, data: { rating } })
    return movedOf(rating === 'not_satisfied' ? rated : await closedIfSettled(ctx, rated))
  }),

  implement(contract.closeItem, async (ctx, { text, ...place }) => {
    const closed = await performOn(ctx, await openAt(ctx, place), { action: 'close', text })
    await keepClosing(ctx, closed)
    return movedOf(closed)
  }),

  implement(contract.reopenItem, async (ctx, { reason, fileIds, ...place }) =>
    movedOf(await reopen(ctx, place, { action: 'reopen', text: reason, fileIds })),
  ),
]

/** Opens a closed item again: the closing before counts as a false one. */
export async function reopen(ctx: OperationContext, place: Place, act: Act): Promise<OpenItem> {
  const item = await openAt(ctx, place)
  const reopened = await performOn(ctx, item, act)
  await markFalseClosing(ctx, item.row.id, item.row.round, ctx.now)
  return reopened
}

/** With both agreements and nothing left to rate an item is closed at once: the rule closes it, not a person. */
async function closedIfSettled(ctx: OperationContext, item: OpenItem): Promise<OpenItem> {
  if (item.row.state !== 'agreed' || waitsForRating(ctx, item.loop, item.row)) return item
  const closed = await keepAct(asSystem(ctx), item, { action: 'close' }, { to: 'closed', signer: SYSTEM })
  await keepClosing(ctx, closed)
  return closed
}

/** The system's own part, whoever set it going. */
export const SYSTEM: Signer = { actor: 'system', postTitle: '', unitId: null }

/** The same operation under the name of the system: for lines of the log a rule writes and not a person. */
export function asSystem(ctx: OperationContext): OperationContext {
  return { ...ctx, actor: { ...ctx.actor, personId: 'system', name: words.system } }
}

/** Keeps a closing with the working days its clock used in this round: what rates and look-backs count. */
export async function keepClosing(ctx: OperationContext, { row, log, loop }: OpenItem): Promise<void> {
  const reading = readClock(clockFactsOf(ctx, loop, row, log))
  const legs = reading.legs.filter(({ round }) => round === row.round)
  await insertClosing(ctx, {
    item_id: row.id,
    round: row.round,
    closed_at: ctx.now,
    lead_unit_id: row.lead_unit_id ?? '',
    tier: row.tier ?? 0,
    used_days: legs.reduce((sum, leg) => sum + leg.used, 0),
    is_late: reading.isLateThisRound,
  })
}
