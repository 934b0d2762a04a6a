import type { Day } from '../../../kernel/day.ts'
import type { Period } from '../../../kernel/period.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { nodesDueIn, planOf, recordNodeDone } from '../../schedules/public.ts'
import type { ReportNode } from '../contract.ts'
import { periodAfter } from '../rules/periods.ts'
import type { PlannedNodes } from './known.ts'

/** The nodes of a project's plan that fall into a period, as far as they are known to be done, and the names of the next period's. */
export async function plannedNodes(ctx: OperationContext, projectId: string, period: Period): Promise<PlannedNodes> {
  const due = await nodesDueIn(ctx, projectId, period)
  const next = await nodesDueIn(ctx, projectId, periodAfter(period))
  return {
    nodes: due.map(({ nodeId, name, plannedOn, finishedOn, slipReason }) => ({
      nodeId,
      name,
      plannedOn,
      doneOn: finishedOn,
      reason: finishedOn === null ? slipReason : '',
    })),
    nextNodes: next.filter(({ finishedOn }) => finishedOn === null).map(({ name }) => name),
  }
}

/** Carries the nodes a confirmed report says are done into the plan, where the plan has them still and does not say otherwise. */
export async function recordNodesDone(
  ctx: OperationContext,
  projectId: string,
  nodes: readonly ReportNode[],
): Promise<void> {
  const done = nodes.filter(({ doneOn }) => doneOn !== null)
  if (done.length === 0) return
  const plan = await planOf(ctx, projectId)
  for (const { nodeId, doneOn } of done) {
    const held = plan?.nodes.find((each) => each.nodeId === nodeId)
    const isOpen = held && held.finishedOn === null && (held.startedOn === null || held.startedOn <= (doneOn as Day))
    if (isOpen) await recordNodeDone(ctx, projectId, nodeId, doneOn as Day)
  }
}
