import { compareDays, type Day, dayOf } from '../../kernel/day.ts'
import type { Duty } from '../../kernel/duty.ts'
import { firstDay, lastDay, type Period } from '../../kernel/period.ts'
import { type OperationContext, orNotFound } from '../../platform/run-operation.ts'
import type { NodeVerdict } from './contract.ts'
import { recordNode } from './operations/change.ts'
import { listOwnNodes } from './operations/feed.ts'
import { linesOf, listStandingPlans, type PlainLine } from './operations/nodes.ts'
import { inWholeRegion, scheduled } from './operations/open-plan.ts'
import { isOwed, type NodeHit, nodeHits } from './rules/nodes.ts'
import { listReferenceNodes } from './store/baselines.ts'
import { findPlan } from './store/plans.ts'

export type { FileSchedule } from './rules/offsets.ts'
export { scheduleFile } from './rules/schedule-file.ts'

/** A node of a plan as neighbours show it. Days are `YYYY-MM-DD`. */
export interface NodeOutline {
  readonly nodeId: string
  readonly name: string
  readonly unitId: string | null
  readonly lateStart: Day
  readonly lateFinish: Day
  readonly startedOn: Day | null
  readonly finishedOn: Day | null
  /** Its latest start until it began, its latest finish from then on. */
  readonly dueOn: Day
  readonly critical: boolean
  readonly verdict: NodeVerdict
}

/** A plan as neighbours show it: whether it can be kept, and its nodes, the ones owed first ahead. */
export interface PlanOutline {
  readonly projectId: string
  readonly openOn: Day | null
  readonly finishOn: Day
  /** Working days to spare; negative: that many short. */
  readonly margin: number
  readonly isFeasible: boolean
  readonly nodes: readonly NodeOutline[]
}

/** The plan of a project as it stands today, or `null`. The caller has seen to it that the reader may see the project. */
export async function planOf(ctx: OperationContext, projectId: string): Promise<PlanOutline | null> {
  return (await plansOf(ctx, [projectId])).get(projectId) ?? null
}

/** Plans of many projects as they stand today, by project; those without a plan are missing. Three statements for any number. */
export async function plansOf(
  ctx: OperationContext,
  projectIds: readonly string[],
): Promise<ReadonlyMap<string, PlanOutline>> {
  const plans = await listStandingPlans(inWholeRegion(ctx), projectIds)
  return new Map(
    plans.map((standing) => [
      standing.project.id,
      {
        projectId: standing.project.id,
        openOn: standing.plan.frame.openOn,
        finishOn: standing.schedule.finishOn,
        margin: standing.schedule.margin,
        isFeasible: standing.schedule.feasible,
        nodes: linesOf([standing]).map(outlineOf),
      },
    ]),
  )
}

function outlineOf(line: PlainLine): NodeOutline {
  const { nodeId, name, unitId, lateStart, lateFinish, startedOn, finishedOn, dueOn, critical, verdict } = line
  return { nodeId, name, unitId, lateStart, lateFinish, startedOn, finishedOn, dueOn, critical, verdict }
}

/** A node planned to be finished in a period, and whether it was; `slipReason` as its unit says. */
export interface DueNode extends NodeHit {
  readonly unitId: string | null
  readonly verdict: NodeVerdict
  readonly slipReason: string
}

/**
 * Nodes of a project planned to be finished in a period (节点命中), in the order of their days: by the reference baseline, else by the latest
 * finish of the working plan. Empty where the project has no plan.
 */
export async function nodesDueIn(
  ctx: OperationContext,
  projectId: string,
  period: Period,
): Promise<readonly DueNode[]> {
  const plan = await findPlan(ctx, projectId)
  if (!plan) return []
  const schedule = scheduled(ctx, plan)
  const reference = (await listReferenceNodes(ctx, [projectId])).get(projectId) ?? []
  const verdicts = new Map(schedule.nodes.map(({ id, verdict }) => [id, verdict]))
  const span = { first: firstDay(period), last: lastDay(period), today: dayOf(ctx.now) }
  return nodeHits(plan.network, schedule, reference, span).map((hit) => ({
    ...hit,
    unitId: plan.kept.get(hit.nodeId)?.unitId ?? null,
    verdict: verdicts.get(hit.nodeId) ?? 'waiting',
    slipReason: plan.kept.get(hit.nodeId)?.slipReason ?? '',
  }))
}

/**
 * Records that a node is finished, as a confirmed report says; a node that is finished already stays as it is. The caller has seen to it that
 * the reader may. Refuses `not_found` for a node that is not there, and what contradicts the facts of the node.
 */
export async function recordNodeDone(
  ctx: OperationContext,
  projectId: string,
  nodeId: string,
  finishedOn: Day,
): Promise<void> {
  const plan = orNotFound(await findPlan(ctx, projectId))
  const node = orNotFound(plan.network.nodes.find(({ id }) => id === nodeId))
  const charge = orNotFound(plan.kept.get(nodeId))
  if (node.facts.finishedOn !== null) return
  const facts = { startedOn: node.facts.startedOn ?? finishedOn, finishedOn, remainingDays: null }
  await recordNode(ctx, plan, nodeId, charge.version, { ...facts, slipReason: charge.slipReason })
}

/** Above this many nodes are told as one duty. */
const TOLD_ONE_BY_ONE = 12

/**
 * What the person who acts owes up to a day: nodes of their posts and units that are late or owed by then. Who plans for the whole region is
 * told too how many nodes of it are late.
 */
export async function listNodeDuties(ctx: OperationContext, until: Day): Promise<readonly Duty[]> {
  const own = (await listOwnNodes(ctx)).filter((line) => isOwed(line, until))
  const isOffice = ctx.actor.scopeOf('schedules.plan')?.reach === 'region'
  return [...ownDuties(own, dayOf(ctx.now)), ...(isOffice ? await lateInRegion(ctx) : [])]
}

async function lateInRegion(ctx: OperationContext): Promise<readonly Duty[]> {
  const late = linesOf(await listStandingPlans(inWholeRegion(ctx))).filter(({ verdict }) => verdict === 'late')
  const [first] = late
  return first
    ? [
        {
          key: 'schedules.late_of_region',
          kind: 'schedules.nodes_of_many',
          title: '',
          unitName: null,
          dueOn: first.dueOn,
          count: late.length,
          path: '/schedules?verdict=late',
          values: { overdue: late.length },
        },
      ]
    : []
}

function ownDuties(owed: readonly PlainLine[], today: Day): readonly Duty[] {
  const [first] = owed
  if (!first) return []
  if (owed.length > TOLD_ONE_BY_ONE)
    return [
      {
        key: 'schedules.nodes',
        kind: 'schedules.nodes_of_many',
        title: '',
        unitName: null,
        dueOn: first.dueOn,
        count: owed.length,
        path: '/schedules?verdict=late&verdict=due',
        values: { overdue: owed.filter(({ dueOn }) => compareDays(dueOn, today) < 0).length },
      },
    ]
  return owed.map((line) => ({
    key: `schedules.node:${line.projectId}.${line.nodeId}`,
    kind: line.startedOn === null ? 'schedules.node_to_begin' : 'schedules.node_to_finish',
    title: `${line.projectName} · ${line.name}`,
    unitName: null,
    dueOn: line.dueOn,
    count: 1,
    path: `/key-projects/${line.projectId}/plan`,
    values: { days: line.daysLate },
    float: line.totalFloat,
  }))
}

export { schedulesFigures, schedulesLists } from './operations/figures.ts'
