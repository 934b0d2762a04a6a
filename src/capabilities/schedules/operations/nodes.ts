import { compareDays, dayOf } from '../../../kernel/day.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { unitInScope } from '../../../platform/access.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { listProjectStandings, type ProjectStanding } from '../../key-projects/public.ts'
import { namesOfUnits, titlesOfPosts } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { nodeDueOn } from '../rules/nodes.ts'
import { scheduleNetwork } from '../rules/schedule.ts'
import { type KeptPlan, listPlans } from '../store/plans.ts'
import { inWholeRegion } from './open-plan.ts'

/** A plan of many with its project and today's schedule. */
export interface StandingPlan {
  readonly project: ProjectStanding
  readonly plan: KeptPlan
  readonly schedule: contract.Schedule
}

/**
 * Plans of projects in reach, and of those with a node that a unit in reach answers for, computed for today. Withdrawn projects are left out,
 * and so is a plan that no longer computes; one is refused at the door, so that none is kept.
 */
export async function listStandingPlans(
  ctx: OperationContext,
  projectIds?: readonly string[],
): Promise<readonly StandingPlan[]> {
  const projects = new Map((await listProjectStandings(inWholeRegion(ctx))).map((project) => [project.id, project]))
  const today = dayOf(ctx.now)
  return (await listPlans(ctx, projectIds)).flatMap((plan) => {
    const project = projects.get(plan.row.project_id)
    if (!project || !isInReach(ctx, project, plan)) return []
    const schedule = scheduleNetwork(plan.network, plan.frame, ctx.calendar, today)
    return schedule.ok ? [{ project, plan, schedule: schedule.value }] : []
  })
}

function isInReach({ scope }: OperationContext, project: ProjectStanding, plan: KeptPlan): boolean {
  if (scope.reach === 'region') return true
  const own = [
    project.unitId,
    project.leadUnitId,
    project.taskForceId,
    ...[...plan.kept.values()].map((each) => each.unitId),
  ]
  return own.some((unitId) => unitInScope(scope, unitId))
}

/** A node of many before the names of its unit and post are known. */
export type PlainLine = Omit<contract.NodeLine, 'unitName' | 'postTitle'> & { readonly postId: string | null }

/** Every node of plans as a line, the ones owed first ahead; ties by project and node. */
export function linesOf(plans: readonly StandingPlan[]): readonly PlainLine[] {
  return plans
    .flatMap(({ project, plan, schedule }) =>
      plan.network.nodes.flatMap((node, at): PlainLine[] => {
        const [days, charge] = [schedule.nodes[at], plan.kept.get(node.id)]
        if (!days || !charge) return []
        return [
          {
            projectId: project.id,
            projectName: project.name,
            projectNumber: project.number,
            nodeId: node.id,
            name: node.name,
            unitId: charge.unitId,
            postId: charge.postId,
            lateStart: days.lateStart,
            lateFinish: days.lateFinish,
            earlyFinish: days.earlyFinish,
            startedOn: node.facts.startedOn,
            finishedOn: node.facts.finishedOn,
            dueOn: nodeDueOn(node, days),
            totalFloat: days.totalFloat,
            critical: days.critical,
            daysLate: days.daysLate,
            verdict: days.verdict,
            slipReason: charge.slipReason,
          },
        ]
      }),
    )
    .toSorted((one, other) => compareDays(one.dueOn, other.dueOn) || (keyOf(one) < keyOf(other) ? -1 : 1))
}

/** The operation over the nodes of many projects. */
export const nodeOperations = [
  implement(contract.listNodes, async (ctx, { cursor, limit, ...filter }) => {
    const all = linesOf(await listStandingPlans(ctx, filter.projectId)).filter(matcherOf(filter))
    const from = cursor === undefined ? undefined : placeOf(cursor)
    const rest = from === undefined ? all : all.filter((line) => isAfter(line, from))
    const page = rest.slice(0, limit)
    const last = page.at(-1)
    const counts = Object.fromEntries(contract.NODE_VERDICTS.map((verdict) => [verdict, 0])) as Record<
      contract.NodeVerdict,
      number
    >
    for (const { verdict } of all) counts[verdict] += 1
    return {
      items: await named(ctx, page),
      nextCursor: last && rest.length > limit ? cursorOf(last) : null,
      today: dayOf(ctx.now),
      total: all.length,
      counts,
    }
  }),
]

async function named(ctx: OperationContext, lines: readonly PlainLine[]): Promise<contract.NodeLine[]> {
  const units = await namesOfUnits(
    ctx,
    lines.map((line) => line.unitId),
  )
  const posts = await titlesOfPosts(
    ctx,
    lines.map((line) => line.postId),
  )
  return lines.map(({ postId, ...line }) => ({
    ...line,
    unitName: (line.unitId && units.get(line.unitId)?.shortName) || null,
    postTitle: (postId && posts.get(postId)?.title) || null,
  }))
}

function matcherOf(filter: contract.NodeFilter): (line: PlainLine) => boolean {
  const text = filter.text?.toLowerCase() ?? ''
  return (line) =>
    (!text || `${line.name}\n${line.projectName}`.toLowerCase().includes(text)) &&
    (filter.verdict?.length
      ? filter.verdict.includes(line.verdict)
      : filter.withFinished || line.finishedOn === null) &&
    (!filter.unitId?.length || (line.unitId !== null && filter.unitId.includes(line.unitId))) &&
    (filter.dueFrom === undefined || line.dueOn >= filter.dueFrom) &&
    (filter.dueTo === undefined || line.dueOn <= filter.dueTo) &&
    (!filter.critical || line.critical)
}

interface Place {
  readonly dueOn: string
  readonly key: string
}

function keyOf({ projectId, nodeId }: Pick<PlainLine, 'projectId' | 'nodeId'>): string {
  return `${projectId} ${nodeId}`
}

function cursorOf(line: PlainLine): string {
  return Buffer.from(JSON.stringify([line.dueOn, keyOf(line)])).toString('base64url')
}

function placeOf(cursor: string): Place {
  const [, dueOn, key] = /^\["(\d{4}-\d{2}-\d{2})","(.+)"\]$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  return dueOn && key ? { dueOn, key } : refuse('invalid', problem('schedules.bad_cursor', {}, ['cursor']))
}

function isAfter(line: PlainLine, { dueOn, key }: Place): boolean {
  return line.dueOn > dueOn || (line.dueOn === dueOn && keyOf(line) > key)
}
