import type { Day } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { implement } from '../../../platform/run-operation.ts'
import * as contract from '../contract.ts'
import { baselineOf, compareSchedules } from '../rules/compare.ts'
import { type BaselineRow, getBaseline, insertBaseline } from '../store/baselines.ts'
import { touchPlan } from '../store/plans.ts'
import { existing, openPlan, openToPlan, scheduled, SUBJECT } from './open-plan.ts'

/** The operations on baselines. */
export const baselineOperations = [
  implement(contract.keepBaseline, async (ctx, { projectId, expectedVersion, name, reason, isReference }) => {
    const plan = existing(await openToPlan(ctx, projectId))
    const id = newId(ctx.now)
    const isKept = await insertBaseline(ctx, {
      project_id: projectId,
      id,
      name,
      reason,
      open_on: plan.frame.openOn,
      nodes: baselineOf(plan.network, scheduled(ctx, plan)),
      kept_at: ctx.now,
      kept_by: ctx.actor.name,
    })
    if (!isKept) refuse('rule_broken', problem('schedules.baseline_name_taken', { name }, ['name']))
    const version = await touchPlan(ctx, projectId, expectedVersion, isReference ? { reference_baseline_id: id } : {})
    ctx.announce('schedules.baseline_kept', {
      subject: { kind: SUBJECT, id: projectId },
      after: { name, isReference, openOn: plan.frame.openOn },
      data: {
        differences: [{ nodeName: null, field: 'baseline', before: null, after: name }],
        ...(reason ? { reason } : {}),
      },
    })
    return { projectId, baselineId: id, version }
  }),

  implement(contract.chooseReference, async (ctx, { projectId, expectedVersion, baselineId }) => {
    const plan = existing(await openToPlan(ctx, projectId))
    const chosen = await getBaseline(ctx, projectId, baselineId)
    const before = plan.row.reference_baseline_id
    const old = before === null ? null : (await getBaseline(ctx, projectId, before)).name
    const version = await touchPlan(ctx, projectId, expectedVersion, { reference_baseline_id: baselineId })
    ctx.announce('schedules.reference_chosen', {
      subject: { kind: SUBJECT, id: projectId },
      before: { reference: old },
      after: { reference: chosen.name },
      data: { differences: [{ nodeName: null, field: 'reference', before: old, after: chosen.name }] },
    })
    return { projectId, version }
  }),

  implement(contract.compareBaselines, async (ctx, { projectId, baselineId, withId }) => {
    const { plan } = await openPlan(ctx, projectId)
    const baseline = await getBaseline(ctx, projectId, baselineId)
    const other = withId ? await getBaseline(ctx, projectId, withId) : null
    const current = other ? other.nodes : baselineOf(plan.network, scheduled(ctx, plan))
    return {
      baseline: nameOf(baseline),
      other: other && nameOf(other),
      items: [...compareSchedules(baseline.nodes, current, ctx.calendar)],
    }
  }),
]

function nameOf({ id, name, open_on }: BaselineRow) {
  return { id, name, openOn: open_on as Day | null }
}
