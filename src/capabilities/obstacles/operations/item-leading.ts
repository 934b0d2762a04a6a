import { dayOf } from '../../../kernel/day.ts'
import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import { implement } from '../../../platform/run-operation.ts'
import * as contract from '../contract.ts'
import { checkedDecision, checkedReview, problemOfGuard } from '../rules/guards.ts'
import { checkedStep } from '../rules/ladder.ts'
import { perform } from './item-act.ts'
import { tierToClimb } from './item-climb.ts'

/** What county leaders do, and moving up by hand. */
export const itemLeadingOperations = [
  implement(contract.suspendItem, (ctx, { cause, reason, reviewOn, ...place }) =>
    perform(ctx, place, () => ({
      action: 'suspend',
      text: reason,
      data: { cause, reviewOn: orRefuse(checkedReview(reviewOn, dayOf(ctx.now))) },
    })),
  ),

  implement(contract.resumeItem, (ctx, { reason, ...place }) =>
    perform(ctx, place, { action: 'resume', text: reason }),
  ),

  implement(contract.needLevelAbove, (ctx, { body, ask, fileIds, ...place }) =>
    perform(ctx, place, { action: 'need_level_above', text: ask, data: { body }, fileIds }),
  ),

  implement(contract.decideItem, (ctx, { text, dueOn, fileIds, ...place }) =>
    perform(ctx, place, () => ({
      action: 'decide',
      text,
      data: { dueOn: dueOn && orRefuse(checkedDecision(dueOn, dayOf(ctx.now))) },
      fileIds,
    })),
  ),

  implement(contract.escalateItem, (ctx, { reason, package: written, fileIds, ...place }) =>
    perform(ctx, place, ({ row, log, loop }) => {
      orRefuse(checkedStep(loop.ladderOf(row.ladder_number), row.tier ?? 0, fileIds.length))
      return {
        action: 'escalate',
        text: reason,
        data: {
          from: row.tier,
          tier: tierToClimb(row, log) ?? refuse('rule_broken', problemOfGuard('tier_above')),
          cause: 'by_hand',
        },
        fileIds,
        change: {
          package: { package: written, writtenBy: ctx.actor.name, writtenAt: ctx.now.toISOString() },
        },
      }
    }),
  ),
]
