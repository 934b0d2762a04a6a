import { problem } from '../../../kernel/problem.ts'
import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import { implement } from '../../../platform/run-operation.ts'
import { requireOpenUnits } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { checkedProof } from '../rules/guards.ts'
import { removeHandlers } from '../store/items.ts'
import { perform } from './item-act.ts'

/** What the handling unit does: sign, return, start, report progress, ask for days, answer. */
export const itemHandlingOperations = [
  implement(contract.signItem, (ctx, place) => perform(ctx, place, { action: 'sign' })),

  implement(contract.returnItem, async (ctx, { reason, lawBasis, proposedUnitId, ...place }) => {
    await requireOpenUnits(ctx, [{ field: 'proposedUnitId', id: proposedUnitId }])
    const moved = await perform(ctx, place, { action: 'return', text: reason, data: { lawBasis, proposedUnitId } })
    await removeHandlers(ctx, moved.id, ['lead', 'assistant'])
    return moved
  }),

  implement(contract.startItem, (ctx, { text, fileIds, ...place }) =>
    perform(ctx, place, { action: 'start', text, fileIds }),
  ),

  implement(contract.noteItem, (ctx, { text, fileIds, ...place }) =>
    perform(ctx, place, { action: 'note', text, fileIds }),
  ),

  implement(contract.askItemExtension, (ctx, { days, reason, progress, ...place }) =>
    perform(ctx, place, { action: 'ask_extension', text: reason, data: { days, progress } }),
  ),

  implement(contract.answerItem, (ctx, { text, approvedBy, fileIds, ...place }) =>
    perform(ctx, place, ({ row, files }) => {
      orRefuse(
        checkedProof(
          row.closing_proof,
          files.filter(({ id }) => fileIds.includes(id)),
        ),
      )
      return { action: 'answer', text, data: { approvedBy }, fileIds }
    }),
  ),
]

/** What the office does with an answer and with days asked for. */
export const itemJudgingOperations = [
  implement(contract.decideItemExtension, (ctx, { granted, days, reason, ...place }) =>
    perform(ctx, place, (item) => {
      const asked = item.row.extension?.days ?? null
      if (granted && asked !== null && days !== undefined && days > asked)
        refuse('rule_broken', problem('obstacles.more_days_than_asked', { days: asked }, ['days']))
      return {
        action: 'decide_extension',
        event: granted ? 'extension_granted' : 'extension_refused',
        text: reason,
        data: granted ? { days: days ?? asked } : {},
      }
    }),
  ),

  implement(contract.sendItemBack, (ctx, { reason, ...place }) =>
    perform(ctx, place, { action: 'send_back', text: reason }),
  ),
]
