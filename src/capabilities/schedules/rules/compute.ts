import type { Day } from '../../../kernel/day.ts'
import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import { type Problem, problem } from '../../../kernel/problem.ts'
import type { WorkCalendar } from '../../../kernel/work-calendar.ts'
import type { Network, PlanFrame, PlanNode } from '../contract/network.ts'
import { checkNodes, MOST_PROBLEMS } from './check.ts'
import { at, BEYOND, type Clock, dayClock, endOfDayTick, isOnAxis, startOfDayTick, type WorkedDays } from './clock.ts'
import { buildGraph } from './graph.ts'
import {
  backwardPass,
  forwardPass,
  lastFinish,
  makeNodeColumns,
  type NodeColumns,
  type Pass,
  type Passable,
} from './passes.ts'
import { CLOCK_KINDS, clockNumber, CONTINUOUS, planDays, STANDARD } from './plan-days.ts'
import { readLinks } from './links.ts'

/** A network computed on the axis of days, before anything is put into words. */
export interface Computed {
  readonly plan: Passable
  readonly early: Pass
  readonly late: Pass
  /** Late dates as they would be if nothing had room after the earliest finish: the chain without float in them is the critical one. */
  readonly tight: Pass
  /** Where early dates begin and late dates end. */
  readonly origin: number
  readonly end: number
  /** The working days of the plan, for counting lengths and delays. */
  readonly standard: Clock
}

/** Which days are standard working days and which may be worked at all; for calendars that are not those of the state's notices. */
export interface OwnDays {
  readonly workdays: WorkedDays
}

/**
 * Computes early and late dates. Early dates begin with `today` or the start of the plan, the later of both; with neither, where the late
 * dates begin, so that the longest chain has no float. Late dates end with the opening day, without one with the earliest finish.
 * Refuses what `checkNodes` and `readLinks` find, `schedules.cycle` with the nodes of one circle in order, `schedules.closed_all_year` for a node that
 * can never go on, and `schedules.beyond_calendar` for nodes whose days leave 1900–2199.
 */
export function compute(
  network: Network,
  frame: PlanFrame,
  calendar: WorkCalendar,
  today: Day | undefined,
  own?: OwnDays,
): Outcome<Computed> {
  const { columns, problems } = readLinks(network)
  const [first, ...rest] = [...checkNodes(network, frame, today), ...problems]
  if (first) return fail(first, ...rest.slice(0, MOST_PROBLEMS))
  const clocks = makeClocks(network, frame, calendar, own)
  const isShut = clocks.map((clock) => clock.startAt(0) === BEYOND)
  const closed = isShut.includes(true) ? network.nodes.filter((node) => isShut[clockNumber(node)] === true) : []
  const [shut, ...others] = closed.map((node) => problem('schedules.closed_all_year', { node: node.name }))
  if (shut) return fail(shut, ...others)
  const graph = buildGraph(network.nodes.length, columns)
  if ('cycle' in graph) return fail(cycleProblem(network, graph.cycle))
  const plan: Passable = { nodes: nodeColumns(network, clocks, today), graph, clocks }
  return onAxis(network, pass(plan, frame, today, clocks[STANDARD] as Clock))
}

function pass(plan: Passable, frame: PlanFrame, today: Day | undefined, standard: Clock): Computed {
  const given = [today, frame.startOn].flatMap((day) => (day ? [startOfDayTick(day)] : []))
  const opening = frame.openOn ? endOfDayTick(frame.openOn) : undefined
  const origin = given.length > 0 ? Math.max(...given) : originOf(plan, opening)
  const early = forwardPass(plan, origin)
  const finish = lastFinish(early)
  const end = opening ?? finish
  const late = backwardPass(plan, end, early)
  const tight = end > finish ? backwardPass(plan, finish, early) : late
  return { plan, early, late, tight, origin, end, standard }
}

/** Where a plan begins that nobody has given a beginning: with the earliest of its late starts. */
function originOf(plan: Passable, opening: number | undefined): number {
  if (opening === undefined) return 0
  const late = backwardPass(plan, opening)
  const starts = late.start.map((start, node) => (at(plan.nodes.days, node) === 0 ? at(late.finish, node) : start))
  return starts.reduce((first, start) => Math.min(first, start), BEYOND)
}

function onAxis(network: Network, computed: Computed): Outcome<Computed> {
  const { early, late } = computed
  const columns = [early.start, early.finish, late.start, late.finish]
  if (columns.every((dates) => dates.every(isOnAxis))) return ok(computed)
  const off = network.nodes.filter((_, node) => !columns.every((dates) => isOnAxis(at(dates, node))))
  const [first, ...rest] = off.slice(0, 10).map((node) => problem('schedules.beyond_calendar', { node: node.name }))
  return first ? fail(first, ...rest) : ok(computed)
}

function cycleProblem({ nodes }: Network, cycle: readonly number[]): Problem {
  const named = [...cycle, cycle[0] ?? 0].map((node) => nodes[node]?.name ?? '')
  const shown = named.length > 12 ? [...named.slice(0, 6), '…', ...named.slice(-5)] : named
  return problem('schedules.cycle', { nodes: shown.join(' → '), count: cycle.length }, ['links'])
}

/** Clocks already made, by calendar and by what makes them: a plan is scheduled many times when repairs are tried out. */
const known = new WeakMap<object, Map<string, Clock>>()
const MOST_KNOWN = 200

function clockOnce(owner: object, key: string, make: () => WorkedDays): Clock {
  const clocks = known.get(owner) ?? new Map<string, Clock>()
  known.set(owner, clocks)
  const found = clocks.get(key)
  if (found) return found
  if (clocks.size >= MOST_KNOWN) clocks.clear()
  const clock = dayClock(make())
  clocks.set(key, clock)
  return clock
}

/** The clocks a network uses, and always that of standard working days. The places of those it does not use are filled with that. */
function makeClocks(network: Network, frame: PlanFrame, calendar: WorkCalendar, own?: OwnDays): readonly Clock[] {
  const used = new Set(network.nodes.map(clockNumber))
  if (network.links.some((link) => link.lagKind === 'calendar')) used.add(CONTINUOUS)
  const { closures, winterStop } = frame
  const closed = closures.map(({ from, through }) => `${from}/${through}`).join()
  const season = winterStop ? `${winterStop.from}/${winterStop.through}` : ''
  const owner = own ?? calendar
  const once = (number: number): Clock => {
    const kind = CLOCK_KINDS[number] ?? CLOCK_KINDS[STANDARD]
    return clockOnce(owner, `${number} ${closed} ${season}`, () => planDays(kind, frame, calendar, own?.workdays))
  }
  return CLOCK_KINDS.map((_, number) => once(used.has(number) ? number : STANDARD))
}

function nodeColumns({ nodes }: Network, clocks: readonly Clock[], today: Day | undefined): NodeColumns {
  const columns = makeNodeColumns(nodes.length)
  nodes.forEach((node, index) => {
    const clock = clockNumber(node)
    columns.days[index] = node.days
    columns.clock[index] = clock
    if (node.notBefore) columns.startFloor[index] = startOfDayTick(node.notBefore)
    if (node.finishNotBefore) columns.finishFloor[index] = endOfDayTick(node.finishNotBefore)
    if (node.startNotAfter)
      columns.startCeiling[index] =
        node.days === 0 ? endOfDayTick(node.startNotAfter) : startOfDayTick(node.startNotAfter)
    if (node.notAfter) columns.finishCeiling[index] = endOfDayTick(node.notAfter)
    putFacts(columns, index, node, clocks[clock] as Clock, today)
  })
  return columns
}

/**
 * What has begun goes on for the days said to remain, from today on; nothing said: for its planned days from its real start, and at least
 * until today. What was finished without a known start is taken to have lasted its planned days. A milestone is reached or not.
 */
function putFacts(columns: NodeColumns, index: number, node: PlanNode, clock: Clock, today: Day | undefined): void {
  const { startedOn, finishedOn, remainingDays } = node.facts
  if (finishedOn) {
    const finish = endOfDayTick(finishedOn)
    columns.state[index] = 2
    columns.finishedAt[index] = finish
    const start = node.days === 0 ? finish : clock.startAt(clock.workedBefore(finish) - node.days)
    columns.startedAt[index] = startedOn && node.days > 0 ? startOfDayTick(startedOn) : Math.min(start, finish)
  } else if (startedOn && node.days > 0) {
    const from = clock.workedBefore(startOfDayTick(startedOn))
    const now = today ? clock.workedBefore(startOfDayTick(today)) : from
    columns.state[index] = 1
    columns.startedAt[index] = startOfDayTick(startedOn)
    columns.progressFloor[index] =
      remainingDays === null ? Math.max(from + node.days, now + 1) : now + Math.max(1, remainingDays)
  }
}
