import { at, BEYOND, type Clock } from './clock.ts'
import { FF, FS, type Graph, SF, SS } from './graph.ts'

/**
 * Nodes as columns, on one axis of instants. Days are ticks of the node's clock; `lateDays` are those the late dates reckon with, the same
 * column unless told. A bound nobody set is `-BEYOND` (floors) or `BEYOND` (ceilings). Ceilings bind late dates; `earlyStartCeiling` and
 * `earlyFinishCeiling` hold early dates back even against links. `state`: 0 not begun, 1 begun at `startedAt`, 2 finished at `finishedAt`
 * too, 3 set by hand from `startedAt` to `finishedAt`. `progressFloor`: of a node begun, the position of its clock before which it cannot
 * be finished.
 */
export interface NodeColumns {
  readonly count: number
  readonly days: Int32Array
  readonly lateDays: Int32Array
  readonly clock: Uint8Array
  readonly startFloor: Int32Array
  readonly finishFloor: Int32Array
  readonly startCeiling: Int32Array
  readonly finishCeiling: Int32Array
  readonly earlyStartCeiling: Int32Array
  readonly earlyFinishCeiling: Int32Array
  readonly state: Uint8Array
  readonly startedAt: Int32Array
  readonly finishedAt: Int32Array
  readonly progressFloor: Int32Array
}

/** A network ready to be scheduled. */
export interface Passable {
  readonly nodes: NodeColumns
  readonly graph: Graph
  readonly clocks: readonly Clock[]
  /**
   * As Microsoft Project does it: a finish bound in closed time is met by the end of the work before it; the beginning of the plan binds
   * only what follows nothing and has no floor of its own, and what must finish with something else; a floor equal to its ceiling fixes the
   * late dates too; a node begun still waits for its late dates. Otherwise a finish bound is met at or after its instant, and nothing
   * begins before the plan.
   */
  readonly microsoft?: boolean
}

/**
 * Dates of one direction as columns of instants. `driver`: the link that fixed the node, or one of the negative causes below. A milestone is
 * reached at `finish`; its late `start` is the last instant of the same position, for what comes before it.
 */
export interface Pass {
  readonly start: Int32Array
  readonly finish: Int32Array
  /** Position of the node's clock at its finish. */
  readonly end: Int32Array
  readonly driver: Int32Array
}

/** Causes that are no link: the beginning or the end of the plan, a bound of the node's own, a fact. */
export const BY_PLAN = -1
/** See `BY_PLAN`. */
export const BY_START_BOUND = -2
/** See `BY_PLAN`. */
export const BY_FINISH_BOUND = -3
/** See `BY_PLAN`. */
export const BY_FACT = -4

/** Empty columns for so many nodes; no bounds, nothing begun. */
export function makeNodeColumns(count: number): NodeColumns {
  const days = new Int32Array(count)
  return {
    count,
    days,
    lateDays: days,
    clock: new Uint8Array(count),
    startFloor: new Int32Array(count).fill(-BEYOND),
    finishFloor: new Int32Array(count).fill(-BEYOND),
    startCeiling: new Int32Array(count).fill(BEYOND),
    finishCeiling: new Int32Array(count).fill(BEYOND),
    earlyStartCeiling: new Int32Array(count).fill(BEYOND),
    earlyFinishCeiling: new Int32Array(count).fill(BEYOND),
    state: new Uint8Array(count),
    startedAt: new Int32Array(count),
    finishedAt: new Int32Array(count),
    progressFloor: new Int32Array(count).fill(-BEYOND),
  }
}

function makePass(count: number): Pass {
  const column = (): Int32Array => new Int32Array(count)
  return { start: column(), finish: column(), end: column(), driver: column().fill(BY_PLAN) }
}

/** The instant `lag` ticks of a clock after another; without lag the instant itself, also inside closed time. */
function later(clock: Clock, instant: number, lag: number): number {
  return lag === 0 ? instant : clock.finishAt(clock.workedBefore(instant) + lag)
}

/** The last instant whose `later` does not pass `instant`. */
function earlier(clock: Clock, instant: number, lag: number): number {
  return lag === 0 ? instant : clock.startAt(clock.workedBefore(instant) - lag)
}

/** First position whose finish lies at or after an instant. */
function positionToFinish(clock: Clock, instant: number, microsoft: boolean): number {
  const worked = clock.workedBefore(instant)
  return microsoft || clock.finishAt(worked) >= instant ? worked : worked + 1
}

/** Last position whose start lies at or before an instant. */
function positionToStart(clock: Clock, instant: number): number {
  const worked = clock.workedBefore(instant)
  return clock.startAt(worked) <= instant ? worked : worked - 1
}

/** The clock a node counts its days on. */
export function clockOf({ nodes, clocks }: Passable, node: number): Clock {
  return clocks[at(nodes.clock, node)] as Clock
}

/**
 * The instant a link hands on from its earlier node. Without lag, start to finish hands on the end of the work before the start: a node
 * that must last until Monday's start may end on Friday evening.
 */
function handedOn(plan: Passable, pass: Pass, link: number): number {
  const { links } = plan.graph
  const [from, type, lag] = [at(links.from, link), at(links.type, link), at(links.lag, link)]
  const lagClock = plan.clocks[at(links.clock, link)] as Clock
  if (type === FS || type === FF) return later(lagClock, at(pass.finish, from), lag)
  const start = at(pass.start, from)
  if (type === SS || lag !== 0) return later(lagClock, start, lag)
  const clock = clockOf(plan, from)
  return clock.finishAt(clock.workedBefore(start))
}

/** Whether what a link binds in its later node has already happened while the earlier node goes on: then it binds nothing any more. */
export function isOvertaken({ nodes, graph: { links }, microsoft }: Passable, link: number): boolean {
  if (at(nodes.state, at(links.from, link)) === 2) return false
  const happened = at(nodes.state, at(links.to, link))
  if (microsoft || happened === 3) return happened === 2
  return at(links.type, link) === FS || at(links.type, link) === SS ? happened >= 1 : happened === 2
}

/**
 * Early dates: every node as soon as `origin`, its links, floors and facts allow. `heldBack`: late dates of nodes that are placed as late as
 * possible, to be used for what follows them.
 */
export function forwardPass(
  plan: Passable,
  origin: number,
  heldBack?: { readonly late: Pass; readonly isHeld: Uint8Array },
): Pass {
  const { nodes, graph } = plan
  const pass = makePass(nodes.count)
  for (const node of graph.order) {
    if (at(nodes.state, node) >= 2) placeFixed(plan, pass, node)
    else placeEarly(plan, pass, node, origin, heldBack)
  }
  return pass
}

function placeFixed(plan: Passable, pass: Pass, node: number): void {
  pass.start[node] = at(plan.nodes.startedAt, node)
  pass.finish[node] = at(plan.nodes.finishedAt, node)
  pass.end[node] = clockOf(plan, node).workedBefore(at(plan.nodes.finishedAt, node))
  pass.driver[node] = BY_FACT
}

function placeEarly(
  plan: Passable,
  pass: Pass,
  node: number,
  origin: number,
  heldBack: { readonly late: Pass; readonly isHeld: Uint8Array } | undefined,
): void {
  const { nodes, graph } = plan
  const { links, inStart, inLinks } = graph
  const begun = at(nodes.state, node) === 1
  let [startBound, startDriver] = [isBoundByPlan(plan, node) ? origin : -BEYOND, BY_PLAN]
  if (at(nodes.startFloor, node) > startBound) [startBound, startDriver] = [at(nodes.startFloor, node), BY_START_BOUND]
  let [finishBound, finishDriver] = [at(nodes.finishFloor, node), BY_FINISH_BOUND]
  for (let index = at(inStart, node); index < at(inStart, node + 1); index += 1) {
    const link = at(inLinks, index)
    const from = at(links.from, link)
    const held = heldBack && at(heldBack.isHeld, from) === 1 && at(heldBack.isHeld, node) === 0
    const bound = handedOn(plan, held ? heldBack.late : pass, link)
    if (at(links.type, link) === FS || at(links.type, link) === SS) {
      if (bound > startBound || (bound === startBound && startDriver === BY_PLAN))
        [startBound, startDriver] = [bound, link]
    } else if (bound > finishBound) [finishBound, finishDriver] = [bound, link]
  }
  if (begun) placeBegun(plan, pass, node, finishBound, finishDriver)
  else if (at(nodes.days, node) === 0)
    placeMilestone(
      plan,
      pass,
      node,
      startBound >= finishBound ? [startBound, startDriver] : [finishBound, finishDriver],
    )
  else placeWork(plan, pass, node, [startBound, startDriver], [finishBound, finishDriver])
}

/** Whether the beginning of the plan binds a node: see `microsoft`. */
function isBoundByPlan({ nodes, graph, microsoft }: Passable, node: number): boolean {
  if (!microsoft) return true
  const links = graph.inLinks.subarray(at(graph.inStart, node), at(graph.inStart, node + 1))
  if (links.length > 0) return links.some((link) => at(graph.links.type, link) === FF)
  return at(nodes.startFloor, node) === -BEYOND && at(nodes.finishFloor, node) === -BEYOND
}

function placeBegun(plan: Passable, pass: Pass, node: number, finishBound: number, finishDriver: number): void {
  const clock = clockOf(plan, node)
  const [floor, bound] = [
    at(plan.nodes.progressFloor, node),
    positionToFinish(clock, finishBound, plan.microsoft === true),
  ]
  const end = Math.max(floor, bound)
  pass.start[node] = at(plan.nodes.startedAt, node)
  pass.finish[node] = clock.finishAt(end)
  pass.end[node] = end
  pass.driver[node] = bound > floor ? finishDriver : BY_FACT
}

function placeMilestone(plan: Passable, pass: Pass, node: number, [wanted, driver]: readonly [number, number]): void {
  const clock = clockOf(plan, node)
  const { earlyStartCeiling, earlyFinishCeiling } = plan.nodes
  const bound = Math.min(wanted, at(earlyStartCeiling, node), at(earlyFinishCeiling, node))
  const worked = clock.workedBefore(bound)
  const instant = clock.finishAt(worked) === bound ? bound : clock.startAt(worked)
  pass.start[node] = instant
  pass.finish[node] = instant
  pass.end[node] = worked
  pass.driver[node] = driver
}

function placeWork(
  plan: Passable,
  pass: Pass,
  node: number,
  [startBound, startDriver]: readonly [number, number],
  [finishBound, finishDriver]: readonly [number, number],
): void {
  const clock = clockOf(plan, node)
  const days = at(plan.nodes.days, node)
  const byStart = clock.workedBefore(startBound)
  const byFinish =
    finishBound === -BEYOND ? -BEYOND : positionToFinish(clock, finishBound, plan.microsoft === true) - days
  const { earlyStartCeiling, earlyFinishCeiling } = plan.nodes
  const begin = Math.min(
    Math.max(byStart, byFinish),
    clock.workedBefore(at(earlyStartCeiling, node)),
    clock.workedBefore(at(earlyFinishCeiling, node)) - days,
  )
  pass.start[node] = clock.startAt(begin)
  pass.finish[node] = clock.finishAt(begin + days)
  pass.end[node] = begin + days
  pass.driver[node] = byFinish > byStart ? finishDriver : startDriver
}

/** The instant by which everything of a pass is finished; `-BEYOND` without nodes. */
export function lastFinish(pass: Pass): number {
  return pass.finish.reduce((last, finish) => Math.max(last, finish), -BEYOND)
}

/**
 * Late dates: every node as late as `end`, its links and ceilings allow, by its planned days whatever has happened. Only links overtaken by
 * facts are left out. `early` keeps a milestone without room on the instant of its early date.
 */
export function backwardPass(plan: Passable, end: number, early?: Pass): Pass {
  const { nodes, graph } = plan
  const pass = makePass(nodes.count)
  for (let index = nodes.count - 1; index >= 0; index -= 1) placeLate(plan, pass, at(graph.order, index), end, early)
  return pass
}

function placeLate(plan: Passable, pass: Pass, node: number, end: number, early: Pass | undefined): void {
  const { nodes, graph } = plan
  const { outStart, outLinks } = graph
  const clock = clockOf(plan, node)
  const days = at(nodes.lateDays, node)
  let [position, driver] = [latestStart(clock, days, end, true), BY_PLAN]
  const tighten = (candidate: number, cause: number): void => {
    if (candidate < position || (candidate === position && driver === BY_PLAN)) [position, driver] = [candidate, cause]
  }
  let milestoneBound = end
  const [startCeiling, finishCeiling] = [at(nodes.startCeiling, node), at(nodes.finishCeiling, node)]
  if (startCeiling !== BEYOND) tighten(latestStart(clock, days, startCeiling, false), BY_START_BOUND)
  if (finishCeiling !== BEYOND) tighten(latestStart(clock, days, finishCeiling, true), BY_FINISH_BOUND)
  milestoneBound = Math.min(milestoneBound, startCeiling, finishCeiling)
  for (let index = at(outStart, node); index < at(outStart, node + 1); index += 1) {
    const link = at(outLinks, index)
    if (isOvertaken(plan, link)) continue
    const bound = handedBack(plan, pass, link)
    tighten(latestStartByLink(plan, clock, days, link, bound), link)
    milestoneBound = Math.min(
      milestoneBound,
      isStartToFinish(plan, link) ? clock.startAt(clock.workedBefore(bound)) : bound,
    )
  }
  if (plan.microsoft && startCeiling === at(nodes.startFloor, node) && startCeiling !== BEYOND)
    [position, milestoneBound] = [clock.workedBefore(startCeiling), startCeiling]
  if (plan.microsoft && finishCeiling === at(nodes.finishFloor, node) && finishCeiling !== BEYOND)
    [position, milestoneBound] = [clock.workedBefore(finishCeiling) - days, finishCeiling]
  pass.end[node] = position + days
  pass.driver[node] = driver
  if (days > 0) {
    pass.start[node] = clock.startAt(position)
    pass.finish[node] = clock.finishAt(position + days)
    return
  }
  const keepsEarly = early && at(early.end, node) === position && at(early.finish, node) <= milestoneBound
  const latest = clock.startAt(position)
  pass.finish[node] = keepsEarly ? at(early.finish, node) : clock.finishAt(position)
  pass.start[node] = latest <= milestoneBound ? latest : at(pass.finish, node)
}

/** Latest position at which a node may begin so that its finish (or its start) does not pass an instant. A milestone has one instant. */
function latestStart(clock: Clock, days: number, instant: number, bindsFinish: boolean): number {
  if (bindsFinish || days === 0) return clock.workedBefore(instant) - days
  return positionToStart(clock, instant)
}

/** The instant a link hands back to the end of its earlier node that it binds. */
function handedBack(plan: Passable, late: Pass, link: number): number {
  const { links } = plan.graph
  const [to, type, lag] = [at(links.to, link), at(links.type, link), at(links.lag, link)]
  const instant = type === FS || type === SS ? at(late.start, to) : at(late.finish, to)
  return earlier(plan.clocks[at(links.clock, link)] as Clock, instant, lag)
}

/** Latest position at which the earlier node of a link may begin, given what the link hands back: the reverse of `handedOn`. */
function latestStartByLink(plan: Passable, clock: Clock, days: number, link: number, instant: number): number {
  if (isStartToFinish(plan, link)) return clock.workedBefore(instant)
  return latestStart(clock, days, instant, bindsFinish(plan, link))
}

function bindsFinish({ graph: { links } }: Passable, link: number): boolean {
  const type = at(links.type, link)
  return type === FS || type === FF
}

/** Start to finish without lag: see `handedOn`. */
function isStartToFinish({ graph: { links } }: Passable, link: number): boolean {
  return at(links.type, link) === SF && at(links.lag, link) === 0
}

/** Days a node can slip, in days of its own clock, from the early to the late dates. Negative: so many too few. */
export function totalFloatOf(early: Pass, late: Pass, node: number): number {
  return at(late.end, node) - at(early.end, node)
}

/**
 * Days a node can slip without moving the early dates of any other, in days of its own clock, and without passing `end`. Never negative,
 * never more than a total float that is not negative; 0 where it is finished.
 */
export function freeFloatOf(plan: Passable, early: Pass, late: Pass, end: number, node: number): number {
  const { nodes, graph } = plan
  const { outStart, outLinks } = graph
  if (at(nodes.state, node) >= 2) return 0
  let room = clockOf(plan, node).workedBefore(end) - at(early.end, node)
  for (let index = at(outStart, node); index < at(outStart, node + 1); index += 1)
    room = Math.min(room, roomOfLink(plan, early, at(outLinks, index)))
  const total = totalFloatOf(early, late, node)
  return Math.max(0, total >= 0 ? Math.min(room, total) : room)
}

/** Days the earlier node of a link can slip before the link moves the later one; endless where the link binds nothing any more. */
export function roomOfLink(plan: Passable, early: Pass, link: number): number {
  const { nodes, graph } = plan
  const node = at(graph.links.from, link)
  if (isOvertaken(plan, link) || (at(nodes.state, node) > 0 && !bindsFinish(plan, link))) return BEYOND
  const days = at(nodes.days, node)
  const latest = latestStartByLink(plan, clockOf(plan, node), days, link, handedBack(plan, early, link))
  return latest + days - at(early.end, node)
}
