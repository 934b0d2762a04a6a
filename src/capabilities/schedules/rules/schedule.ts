import { addDays, type Day } from '../../../kernel/day.ts'
import { ok, type Outcome } from '../../../kernel/outcome.ts'
import { type Problem, problem } from '../../../kernel/problem.ts'
import type { WorkCalendar } from '../../../kernel/work-calendar.ts'
import type { Network, NodeVerdict, PlanFrame, PlanNode, Schedule, ScheduledNode } from '../contract/network.ts'
import { at, endOfDayTick, makeDayNames, startOfDayTick } from './clock.ts'
import { type Computed, compute } from './compute.ts'
import { countsWorkdays } from './plan-days.ts'
import { freeFloatOf, lastFinish, type Pass, roomOfLink, totalFloatOf } from './passes.ts'

/** How soon a latest day is called `due`, in calendar days after today. */
const DUE_WITHIN = 7

/**
 * Schedules a plan: backward from the opening day, forward from `today` and the facts. Without `today` nothing is judged late and early
 * dates begin where the late ones do (or with the start of the plan). Refuses as `compute` does; a plan that cannot be kept is no refusal,
 * its margin is negative. All nodes in the order of the network.
 */
export function scheduleNetwork(
  network: Network,
  frame: PlanFrame,
  calendar: WorkCalendar,
  today?: Day,
): Outcome<Schedule> {
  const computed = compute(network, frame, calendar, today)
  return computed.ok ? ok(toSchedule(network, frame, computed.value, calendar, today)) : computed
}

/** Puts a computed plan into words: see `scheduleNetwork`. */
export function toSchedule(
  network: Network,
  frame: PlanFrame,
  computed: Computed,
  calendar: WorkCalendar,
  today?: Day,
): Schedule {
  const { plan, early, end, standard } = computed
  const dayAt = makeDayNames()
  const isCritical = criticalNodes(computed)
  const finish = lastFinish(early)
  const provisional = provisionalNodes(computed, calendar)
  const view = { dayAt, today, provisional, isCritical, lastInstant: Math.max(end, finish) }
  const nodes = network.nodes.map((node, index) => describeNode(node, index, computed, view))
  const start = early.start.reduce((first, instant) => Math.min(first, instant), finish)
  const shortfall = nodes.reduce(
    (most, { daysLate, verdict }) => (isDone(verdict) ? most : Math.max(most, daysLate)),
    0,
  )
  return {
    startOn: dayAt(start),
    finishOn: dayAt(finish),
    openOn: dayAt(end),
    isBackward: frame.openOn !== null,
    length: standard.workedBefore(finish) - standard.workedBefore(startOfDayTick(dayAt(start))),
    margin: shortfall > 0 ? -shortfall : standard.workedBefore(end) - standard.workedBefore(finish),
    feasible: shortfall === 0,
    publishedThrough: calendar.publishedThrough,
    nodes,
    criticalLinks: criticalLinks(computed, isCritical),
    warnings: [...permitWarnings(network), ...orderWarnings(network, plan.graph.links)],
  }
}

interface View {
  readonly dayAt: (instant: number) => Day
  readonly today: Day | undefined
  readonly provisional: Uint8Array
  readonly isCritical: Uint8Array
  /** The end of the plan, or of its early dates where they pass it. */
  readonly lastInstant: number
}

function describeNode(node: PlanNode, index: number, computed: Computed, view: View): ScheduledNode {
  const { plan, early, late } = computed
  const dates = {
    earlyStart: view.dayAt(at(early.start, index)),
    earlyFinish: view.dayAt(at(early.finish, index)),
    // A milestone has one instant; the late start of its pass is kept for what comes before it.
    lateStart: view.dayAt(at(node.days === 0 ? late.finish : late.start, index)),
    lateFinish: view.dayAt(at(late.finish, index)),
  }
  const isLate = totalFloatOf(early, late, index) < 0 || dates.earlyFinish > dates.lateFinish
  return {
    id: node.id,
    ...dates,
    totalFloat: totalFloatOf(early, late, index),
    freeFloat: freeFloatOf(plan, early, late, view.lastInstant, index),
    critical: at(view.isCritical, index) === 1,
    verdict: verdictOf(node, dates, isLate, view.today),
    daysLate: isLate ? Math.max(1, workdaysLate(computed, index)) : 0,
    provisional: at(view.provisional, index) === 1,
  }
}

function workdaysLate({ early, late, standard }: Computed, node: number): number {
  return standard.workedBefore(at(early.finish, node)) - standard.workedBefore(at(late.finish, node))
}

function verdictOf(
  { facts }: PlanNode,
  { earlyFinish, lateStart, lateFinish }: Pick<ScheduledNode, 'earlyFinish' | 'lateStart' | 'lateFinish'>,
  isLate: boolean,
  today: Day | undefined,
): NodeVerdict {
  if (facts.finishedOn) return facts.finishedOn > lateFinish ? 'done_late' : 'done'
  const begun = facts.startedOn !== null
  if (today && (lateFinish < today || (!begun && lateStart < today))) return 'late'
  if (isLate || earlyFinish > lateFinish) return 'will_be_late'
  if (today && (begun ? lateFinish : lateStart) <= addDays(today, DUE_WITHIN)) return 'due'
  return begun ? 'running' : 'waiting'
}

function isDone(verdict: NodeVerdict): boolean {
  return verdict === 'done' || verdict === 'done_late'
}

/**
 * Nodes without float in a plan that has none to spare, and those that drive them: where calendars differ a node may have a weekend of its
 * own and still be what everything waits for.
 */
function criticalNodes({ plan, early, tight }: Computed): Uint8Array {
  const { nodes, graph } = plan
  const critical = nodes.state.map((state, node) => (state < 2 && at(tight.end, node) <= at(early.end, node) ? 1 : 0))
  for (const node of graph.order.toReversed()) {
    const link = at(early.driver, node)
    const from = link < 0 ? -1 : at(graph.links.from, link)
    if (at(critical, node) === 1 && from >= 0 && at(nodes.state, from) < 2) critical[from] = 1
  }
  return critical
}

function criticalLinks({ plan, early }: Computed, isCritical: Uint8Array): number[] {
  const { count, from, to } = plan.graph.links
  const found: number[] = []
  for (let link = 0; link < count; link += 1) {
    if (at(isCritical, at(from, link)) === 0 || at(isCritical, at(to, link)) === 0) continue
    if (at(early.driver, at(to, link)) === link || roomOfLink(plan, early, link) <= 0) found.push(link)
  }
  return found
}

/**
 * Nodes whose dates rest on days no notice has settled: because working days beyond the published years are counted in them, or because the
 * date that fixed theirs is such a date.
 */
function provisionalNodes({ plan, early, late }: Computed, calendar: WorkCalendar): Uint8Array {
  const { nodes, graph } = plan
  const { links, order } = graph
  const [first, last] = [startOfDayTick(calendar.publishedFrom), endOfDayTick(calendar.publishedThrough)]
  const beyond = (dates: Pass, node: number): boolean =>
    Math.max(at(dates.start, node), at(dates.finish, node)) > last || at(dates.start, node) < first
  const mark = (dates: Pass, sequence: Int32Array, driverEnd: Int32Array): Uint8Array => {
    const marked = new Uint8Array(nodes.count)
    for (const node of sequence) {
      const link = at(dates.driver, node)
      const own = at(nodes.state, node) < 2 && countsWorkdays(at(nodes.clock, node))
      const byLink =
        link >= 0 &&
        (at(marked, at(driverEnd, link)) === 1 || (at(links.lag, link) !== 0 && countsWorkdays(at(links.clock, link))))
      const inherits = link >= 0 && at(marked, at(driverEnd, link)) === 1
      marked[node] = inherits || ((own || byLink) && beyond(dates, node)) ? 1 : 0
    }
    return marked
  }
  const forward = mark(early, order, links.from)
  const backward = mark(late, order.toReversed(), links.to)
  return forward.map((marked, node) => marked | at(backward, node))
}

function permitWarnings({ nodes }: Network): readonly Problem[] {
  return nodes
    .filter(({ days, dayKind, permit }) => permit && dayKind === permit.ceilingKind && days > permit.ceilingDays)
    .map(({ name, days, permit }) =>
      problem('schedules.permit_beyond_ceiling', { node: name, days, ceiling: permit?.ceilingDays ?? 0 }),
    )
}

/** What has begun although what it waits for is not finished. */
function orderWarnings({ nodes, links }: Network, columns: { from: Int32Array; to: Int32Array }): readonly Problem[] {
  if (!nodes.some(({ facts }) => facts.startedOn)) return []
  return links.flatMap((link, index) => {
    const [before, after] = [nodes[at(columns.from, index)], nodes[at(columns.to, index)]]
    if (link.type !== 'FS' || link.lag < 0 || !before || !after) return []
    if (!after.facts.startedOn || before.facts.finishedOn) return []
    return [problem('schedules.started_before_predecessor', { node: after.name, before: before.name })]
  })
}
