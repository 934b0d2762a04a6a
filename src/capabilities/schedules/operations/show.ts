import type { Day } from '../../../kernel/day.ts'
import { orRefuse } from '../../../kernel/refusal.ts'
import { listHistory } from '../../../platform/audit.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { namesOfUnits, titlesOfPosts } from '../../organisation/public.ts'
import type { ProjectFacts } from '../../key-projects/public.ts'
import * as contract from '../contract.ts'
import type { Difference } from '../rules/differences.ts'
import { countNodes } from '../rules/nodes.ts'
import { applyChanges, whatIf } from '../rules/change.ts'
import { planTemplates } from '../rules/templates.ts'
import { templateFor } from '../rules/suggest.ts'
import { findRepairs } from '../rules/repair.ts'
import { whyThisDate } from '../rules/why.ts'
import { listBaselines } from '../store/baselines.ts'
import type { KeptPlan } from '../store/plans.ts'
import { openPlan, openProject, scheduled, SUBJECT, today, unitsOf } from './open-plan.ts'

/** The operations that read one plan. */
export const showOperations = [
  implement(contract.showPlan, async (ctx, { projectId }) => {
    const { project, plan } = await openProject(ctx, projectId)
    return {
      projectId,
      projectName: project.name,
      projectNumber: project.number,
      unitId: project.unitId,
      today: today(ctx),
      plan: plan ? await workingPlan(ctx, project, plan) : null,
      suggested: suggestedFor(project, today(ctx)),
      actions: [...actionsOn(ctx, project, plan)],
    }
  }),

  implement(contract.listTemplates, async () => ({
    items: planTemplates.map(({ id, name, about, category, network }) => ({
      id,
      name,
      about,
      category,
      nodes: network.nodes.length,
      permits: network.nodes.filter(({ permit }) => permit !== null).length,
    })),
  })),

  implement(contract.whatIfPlan, async (ctx, { projectId, changes }) => {
    const { plan } = await openPlan(ctx, projectId)
    const { network, frame } = plan
    const after = orRefuse(applyChanges(network, frame, changes))
    const answer = orRefuse(whatIf(network, frame, ctx.calendar, today(ctx), changes))
    return { ...answer, ...after, version: plan.row.version }
  }),

  implement(contract.explainDate, async (ctx, { projectId, nodeId, date }) => {
    const { plan } = await openPlan(ctx, projectId)
    const { network, frame } = plan
    const steps = [...orRefuse(whyThisDate(network, frame, ctx.calendar, today(ctx), nodeId, date))]
    const node = scheduled(ctx, plan).nodes.find(({ id }) => id === nodeId)
    const nodeName = network.nodes.find(({ id }) => id === nodeId)?.name ?? ''
    return { nodeId, nodeName, date, on: node?.[date] ?? ('' as Day), steps }
  }),

  implement(contract.listRepairs, async (ctx, { projectId }) => {
    const { plan } = await openPlan(ctx, projectId)
    const items = orRefuse(findRepairs(plan.network, plan.frame, ctx.calendar, today(ctx)))
    return { version: plan.row.version, margin: scheduled(ctx, plan).margin, items: [...items] }
  }),

  implement(contract.listPlanHistory, async (ctx, { projectId }) => {
    await openProject(ctx, projectId)
    const events = await listHistory(ctx.tx, ctx.scope.region, { kind: SUBJECT, id: projectId })
    return {
      items: events.map((event) => ({
        id: event.id,
        at: event.at.toISOString(),
        topic: event.topic,
        actorName: event.actorName,
        onBehalfOf: event.onBehalfOf,
        reason: typeof event.data?.['reason'] === 'string' ? event.data['reason'] : null,
        changes: [...((event.data?.['differences'] as readonly Difference[] | undefined) ?? [])],
      })),
    }
  }),
]

/** What a record says a plan could begin with: its planned days as far as they lie ahead, and the template of its kind. */
function suggestedFor(project: ProjectFacts, from: Day) {
  const ahead = (day: string | null): Day | null => (day !== null && day >= from ? (day as Day) : null)
  return {
    startOn: ahead(project.plannedStartOn),
    openOn: ahead(project.plannedProductionOn) ?? ahead(project.plannedCompletionOn),
    template: templateFor(project),
  }
}

function actionsOn(
  ctx: OperationContext,
  project: ProjectFacts,
  plan: KeptPlan | undefined,
): readonly contract.PlanAction[] {
  if (project.withdrawn || !ctx.actor.may('schedules.plan', unitsOf(project))) return []
  return plan ? ['make', 'change', 'keep_baseline'] : ['make']
}

async function workingPlan(
  ctx: OperationContext,
  project: ProjectFacts,
  plan: KeptPlan,
): Promise<contract.WorkingPlan> {
  const { row, network, frame, kept } = plan
  const { nodes: days, ...schedule } = scheduled(ctx, plan)
  const charges = [...kept.values()]
  const units = await namesOfUnits(
    ctx,
    charges.map(({ unitId }) => unitId),
  )
  const posts = await titlesOfPosts(
    ctx,
    charges.map(({ postId }) => postId),
  )
  const computed = new Map(days.map((node) => [node.id, node]))
  const mayRecordAll = !project.withdrawn && ctx.actor.may('schedules.record', unitsOf(project))
  return {
    frame,
    schedule,
    nodes: network.nodes.flatMap((node): contract.PlannedNode[] => {
      const [own, charge] = [computed.get(node.id), kept.get(node.id)]
      if (!own || !charge) return []
      const mayRecord = mayRecordAll || (!project.withdrawn && ctx.actor.may('schedules.record', [charge.unitId]))
      return [
        {
          ...node,
          ...own,
          ...charge,
          unitName: (charge.unitId && units.get(charge.unitId)?.shortName) || null,
          postTitle: (charge.postId && posts.get(charge.postId)?.title) || null,
          actions: mayRecord ? ['record'] : [],
        },
      ]
    }),
    links: [...network.links],
    counts: countNodes({ nodes: days }),
    baselines: (await listBaselines(ctx, row.project_id)).map((each) => ({
      id: each.id,
      name: each.name,
      reason: each.reason,
      openOn: each.open_on as Day | null,
      keptAt: each.kept_at.toISOString(),
      keptBy: each.kept_by,
      isReference: each.id === row.reference_baseline_id,
    })),
    template: row.template,
    madeAt: row.made_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
    changedBy: row.changed_by,
    version: row.version,
  }
}
