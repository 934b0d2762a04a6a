import { dayOf } from '../../../kernel/day.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { listProjectStandings } from '../../key-projects/public.ts'
import { namesOfUnits, titlesOfPosts } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import type { Span } from '../rules/month-cells.ts'
import { listReferenceNodes } from '../store/baselines.ts'
import { listStandingPlans, type StandingPlan } from './nodes.ts'
import { spansOf } from './planned.ts'

/** The operation behind the wall chart. */
export const chartOperations = [
  implement(contract.showChart, async (ctx) => {
    const plans = await listStandingPlans(ctx)
    const projects = plans.map(({ project }) => project)
    const references = await listReferenceNodes(
      ctx,
      projects.map(({ id }) => id),
    )
    const units = await namesOfUnits(
      ctx,
      projects.map(({ unitId }) => unitId),
    )
    const posts = await titlesOfPosts(
      ctx,
      projects.map(({ sponsorPostId }) => sponsorPostId),
    )
    const planned = new Set(projects.map(({ id }) => id))
    return {
      today: dayOf(ctx.now),
      publishedThrough: plans[0]?.schedule.publishedThrough ?? null,
      items: plans.map((standing) => ({
        ...rowOf(standing, ghostsOf(references.get(standing.project.id))),
        unitName: units.get(standing.project.unitId)?.shortName ?? '',
        leader: (standing.project.sponsorPostId && posts.get(standing.project.sponsorPostId)?.title) || null,
        mayPlan: mayPlan(ctx, standing),
      })),
      withoutPlan: (await listProjectStandings(ctx)).filter(({ id }) => !planned.has(id)).length,
    }
  }),
]

function mayPlan({ actor }: OperationContext, { project }: StandingPlan): boolean {
  return actor.may('schedules.plan', [project.unitId, project.leadUnitId, project.taskForceId])
}

function ghostsOf(reference: readonly contract.BaselineNode[] = []): ReadonlyMap<string, Span> {
  return new Map(reference.map(({ id, startOn, finishOn }) => [id, { startOn, finishOn }]))
}

function rowOf({ project, plan, schedule }: StandingPlan, ghosts: ReadonlyMap<string, Span>) {
  const spans = spansOf(plan, schedule, [])
  return {
    projectId: project.id,
    number: project.number,
    name: project.name,
    stage: project.stage,
    light: project.light,
    chain: project.chain,
    openOn: plan.frame.openOn,
    finishOn: schedule.finishOn,
    margin: schedule.margin,
    feasible: schedule.feasible,
    version: plan.row.version,
    bars: plan.network.nodes.flatMap((node, at): contract.ChartBar[] => {
      const [days, span, ghost] = [schedule.nodes[at], spans.get(node.id), ghosts.get(node.id)]
      if (!days || !span) return []
      return [
        {
          id: node.id,
          name: node.name,
          startOn: span.startOn,
          finishOn: span.finishOn,
          isMilestone: node.days === 0,
          startedOn: node.facts.startedOn,
          finishedOn: node.facts.finishedOn,
          baselineStart: ghost?.startOn ?? null,
          baselineFinish: ghost?.finishOn ?? null,
          critical: days.critical,
          verdict: days.verdict,
          daysLate: days.daysLate,
          provisional: days.provisional,
        },
      ]
    }),
    criticalLinks: schedule.criticalLinks.flatMap((at) => {
      const link = plan.network.links[at]
      return link ? [{ from: link.from, to: link.to, type: link.type }] : []
    }),
  }
}
