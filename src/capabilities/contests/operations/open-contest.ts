import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import { problem } from '../../../kernel/problem.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { ContestAction, ContestState } from '../contract.ts'
import { availableActions, stateAfter } from '../rules/states.ts'
import { type ContestRow, lockContest } from '../store/contests.ts'

/** The kind by which neighbours and the history refer to a contest. */
export const CONTEST = 'contest'

/** What the acting person may do to a contest now. */
export function actionsOn(ctx: OperationContext, row: Pick<ContestRow, 'state' | 'is_rehearsal'>): ContestAction[] {
  return [
    ...availableActions(
      { state: row.state, isRehearsal: row.is_rehearsal },
      { manage: ctx.actor.may('contests.manage'), supervise: ctx.actor.may('contests.supervise') },
    ),
  ]
}

/** Whether the acting person runs or supervises contests, and so sees a result before it is published. */
export function isInside(ctx: OperationContext): boolean {
  return ctx.actor.may('contests.manage') || ctx.actor.may('contests.supervise')
}

/**
 * Opens a contest for an act: nobody else acts on it until this ends. Refuses what is out of turn (`stateAfter`), and `conflict` where the act was
 * meant for another number of events. Answers the row and the state the act leads to.
 */
export async function openFor(
  ctx: OperationContext,
  contestId: string,
  action: ContestAction,
  expectedOrdinal?: number,
): Promise<{ readonly row: ContestRow; readonly next: ContestState }> {
  const row = await lockContest(ctx, contestId)
  const next = orRefuse(stateAfter({ state: row.state, isRehearsal: row.is_rehearsal }, action))
  if (expectedOrdinal !== undefined && expectedOrdinal !== row.event_count)
    refuse('conflict', problem('operation.conflict'))
  return { row, next }
}
