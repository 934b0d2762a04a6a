import type { Day } from '../../../kernel/day.ts'
import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import { problem } from '../../../kernel/problem.ts'
import type { WorkCalendar } from '../../../kernel/work-calendar.ts'
import type { DateName, Network, PlanFrame, PlanNode, WhyStep } from '../contract/network.ts'
import { at, makeDayNames } from './clock.ts'
import { type Computed, compute } from './compute.ts'
import { FF, FS, SF, SS } from './graph.ts'
import { BY_FINISH_BOUND, BY_START_BOUND } from './passes.ts'

/**
 * The chain of rules that fixed a date, from the date asked about to its root: a fact, today, the start of the plan, a date somebody set,
 * the opening day, or the earliest finish of a plan without one. Refuses `schedules.unknown_node` and as `compute` does.
 */
export function whyThisDate(
  network: Network,
  frame: PlanFrame,
  calendar: WorkCalendar,
  today: Day | undefined,
  nodeId: string,
  date: DateName,
): Outcome<readonly WhyStep[]> {
  const node = network.nodes.findIndex((each) => each.id === nodeId)
  if (node < 0) return fail(problem('schedules.unknown_node', { node: nodeId }, ['nodeId']))
  const computed = compute(network, frame, calendar, today)
  if (!computed.ok) return computed
  const isEarly = date === 'earlyStart' || date === 'earlyFinish'
  const asked = { node, atStart: date === 'earlyStart' || date === 'lateStart' }
  const walk: Walk = { network, frame, today, computed: computed.value, dayAt: makeDayNames() }
  const steps: WhyStep[] = []
  let spot: Spot | undefined = asked
  while (spot) {
    const answer: Answer = isEarly ? whyEarly(walk, spot) : whyLate(walk, spot)
    steps.push(answer.step)
    spot = answer.next
  }
  return ok(steps)
}

interface Walk {
  readonly network: Network
  readonly frame: PlanFrame
  readonly today: Day | undefined
  readonly computed: Computed
  readonly dayAt: (instant: number) => Day
}

/** One end of one node. */
interface Spot {
  readonly node: number
  readonly atStart: boolean
}

interface Answer {
  readonly step: WhyStep
  readonly next: Spot | undefined
}

function whyEarly(walk: Walk, spot: Spot): Answer {
  const { plan, early } = walk.computed
  const node = nodeOf(walk, spot.node)
  const { state } = plan.nodes
  const driver = at(early.driver, spot.node)
  const step = stepMaker(walk, spot, 'early')
  if (at(state, spot.node) === 2) return last(step(spot.atStart ? 'fact_started' : 'fact_finished'))
  if (at(state, spot.node) === 1 && spot.atStart) return last(step('fact_started'))
  const fixesFinish = driver === BY_FINISH_BOUND || (driver >= 0 && bindsFinish(walk, driver))
  const isMilestone = node.days === 0
  if (!isMilestone && spot.atStart === fixesFinish) return acrossNode(spot, step, node)
  if (at(state, spot.node) === 1 && driver < 0) return acrossBegun(walk, spot, step, node)
  if (driver >= 0) return alongLink(walk, driver, step, 'from')
  if (driver === BY_START_BOUND) return last(step('not_before', { on: node.notBefore ?? '' }))
  if (driver === BY_FINISH_BOUND) return last(step('finish_not_before', { on: node.finishNotBefore ?? '' }))
  return last(step(byToday(walk) ? 'today' : 'plan_start'))
}

function whyLate(walk: Walk, spot: Spot): Answer {
  const { late } = walk.computed
  const node = nodeOf(walk, spot.node)
  const driver = at(late.driver, spot.node)
  const step = stepMaker(walk, spot, 'late')
  const fixesStart = driver === BY_START_BOUND || (driver >= 0 && bindsStartOfEarlier(walk, driver))
  if (node.days > 0 && spot.atStart !== fixesStart) return acrossNode(spot, step, node)
  if (driver >= 0) return alongLink(walk, driver, step, 'to')
  if (driver === BY_START_BOUND) return last(step('start_not_after', { on: node.startNotAfter ?? '' }))
  if (driver === BY_FINISH_BOUND) return last(step('not_after', { on: node.notAfter ?? '' }))
  return last(step(walk.frame.openOn ? 'opening_day' : 'plan_finish'))
}

type MakeStep = (code: WhyStep['code'], params?: WhyStep['params']) => WhyStep

function stepMaker({ network, computed, dayAt }: Walk, { node, atStart }: Spot, side: 'early' | 'late'): MakeStep {
  const pass = computed[side]
  const isMilestone = network.nodes[node]?.days === 0
  const instant = at(atStart && !isMilestone ? pass.start : pass.finish, node)
  const date = `${side}${atStart ? 'Start' : 'Finish'}` as const
  const { id, name } = network.nodes[node] as PlanNode
  return (code, params = {}) => ({ code, nodeId: id, nodeName: name, date, on: dayAt(instant), params })
}

function last(step: WhyStep): Answer {
  return { step, next: undefined }
}

/** The other end of the same node, its days away. */
function acrossNode(spot: Spot, step: MakeStep, { days, dayKind, calendar }: PlanNode): Answer {
  return { step: step('duration', { days, dayKind, calendar }), next: { node: spot.node, atStart: !spot.atStart } }
}

/** The finish of what goes on: from today by the days said to remain, otherwise from its real start by its planned days. */
function acrossBegun(walk: Walk, spot: Spot, step: MakeStep, node: PlanNode): Answer {
  const { dayKind, calendar, facts } = node
  if (facts.remainingDays !== null)
    return last(step('remaining', { days: facts.remainingDays, dayKind, calendar, today: walk.today ?? '' }))
  const next = { node: spot.node, atStart: true }
  return { step: step('duration', { days: node.days, dayKind, calendar }), next }
}

function alongLink(walk: Walk, link: number, step: MakeStep, end: 'from' | 'to'): Answer {
  const { type, lag, lagKind } = walk.network.links[link] as Network['links'][number]
  const columns = walk.computed.plan.graph.links
  const other = at(columns[end], link)
  const number = at(columns.type, link)
  const atStart = end === 'from' ? number === SS || number === SF : number === FS || number === SS
  const { id, name } = nodeOf(walk, other)
  return { step: step('link', { type, lag, lagKind, otherId: id, other: name }), next: { node: other, atStart } }
}

function nodeOf({ network }: Walk, node: number): PlanNode {
  return network.nodes[node] as PlanNode
}

function bindsFinish({ computed }: Walk, link: number): boolean {
  const type = at(computed.plan.graph.links.type, link)
  return type === FF || type === SF
}

function bindsStartOfEarlier({ computed }: Walk, link: number): boolean {
  const type = at(computed.plan.graph.links.type, link)
  return type === SS || type === SF
}

function byToday({ frame, today }: Walk): boolean {
  return today !== undefined && (!frame.startOn || today >= frame.startOn)
}
