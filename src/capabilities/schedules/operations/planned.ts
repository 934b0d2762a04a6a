import type { OperationContext } from '../../../platform/run-operation.ts'
import type { BaselineNode, Schedule } from '../contract.ts'
import type { Span } from '../rules/month-cells.ts'
import { listReferenceNodes } from '../store/baselines.ts'
import type { KeptPlan } from '../store/plans.ts'
import { scheduled } from './open-plan.ts'

/** The days every node of a plan was planned for: by the reference baseline, else by today's schedule. */
export async function plannedSpans(ctx: OperationContext, plan: KeptPlan): Promise<ReadonlyMap<string, Span>> {
  const reference = (await listReferenceNodes(ctx, [plan.row.project_id])).get(plan.row.project_id) ?? []
  return spansOf(plan, scheduled(ctx, plan), reference)
}

/** The same where the schedule and the reference baseline are at hand: latest days with an opening day (倒排), earliest without. */
export function spansOf(
  { frame }: KeptPlan,
  schedule: Schedule,
  reference: readonly BaselineNode[],
): ReadonlyMap<string, Span> {
  const isBackward = frame.openOn !== null
  return new Map([
    ...schedule.nodes.map(({ id, lateStart, lateFinish, earlyStart, earlyFinish }): [string, Span] => [
      id,
      isBackward ? { startOn: lateStart, finishOn: lateFinish } : { startOn: earlyStart, finishOn: earlyFinish },
    ]),
    ...reference.map(({ id, startOn, finishOn }): [string, Span] => [id, { startOn, finishOn }]),
  ])
}
