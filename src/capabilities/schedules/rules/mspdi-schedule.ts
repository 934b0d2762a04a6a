import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import { problem } from '../../../kernel/problem.ts'
import { at, BEYOND, type Clock, EVERY_TICK } from './clock.ts'
import { buildGraph, FF, FS, type LinkColumns, makeLinkColumns, SF, SS } from './graph.ts'
import { minuteClock } from './mspdi-calendar.ts'
import type { MspdiLink, MspdiPlan, MspdiTask } from './mspdi-read.ts'
import {
  backwardPass,
  forwardPass,
  lastFinish,
  makeNodeColumns,
  type NodeColumns,
  type Pass,
  type Passable,
} from './passes.ts'

/** A task with its computed dates: minutes since 1900, slack in minutes as the task counts its own duration. */
export interface MspdiDates {
  readonly task: MspdiTask
  readonly earlyStart: number
  readonly earlyFinish: number
  readonly lateStart: number
  readonly lateFinish: number
  readonly totalSlack: number
  readonly freeSlack: number
  readonly isCritical: boolean
}

/** A scheduled project: its tasks in the order of the file, inactive ones left out, and the working minutes from start to finish. */
export interface MspdiSchedule {
  readonly dates: readonly MspdiDates[]
  readonly length: number
}

const TYPES = { FS, SS, FF, SF } as const

/**
 * Schedules a project as Microsoft Project does: forward from its start (backward from its finish where the file says so) with working
 * hours, own calendars, the eight constraints, deadlines, facts and tasks set by hand. Summary tasks follow their parts; links of a
 * summary bind its parts. Refuses `schedules.unknown_node`, `schedules.cycle` and `schedules.beyond_calendar`, with the task named.
 */
export function scheduleMspdi(plan: MspdiPlan): Outcome<MspdiSchedule> {
  const family = familyOf(plan.tasks)
  const leaves = plan.tasks.filter((task) => !family.isSummary(task) && task.isActive)
  const clocks = makeClocks(plan, leaves)
  const nodes = nodeColumns(plan, leaves, clocks, family)
  const passOver = (links: Outcome<LinkColumns>): Outcome<Passes> =>
    links.ok ? runPasses(plan, leaves, { nodes, clocks: clocks.all }, links.value) : links
  const unlinked = passOver(linkColumns(leaves, family, clocks, undefined))
  if (!unlinked.ok || !family.hasLinkedSummaries)
    return unlinked.ok ? answer(plan, leaves, unlinked.value, clocks, family) : unlinked
  const passes = passOver(linkColumns(leaves, family, clocks, unlinked.value.early))
  return passes.ok ? answer(plan, leaves, passes.value, clocks, family) : passes
}

interface Passes {
  readonly plan: Passable
  readonly early: Pass
  readonly late: Pass
}

interface Clocks {
  readonly all: readonly Clock[]
  readonly of: (task: MspdiTask) => number
  readonly ofProject: Clock
}

/** Number of the clock that runs day and night. */
const ELAPSED = 0

function makeClocks(plan: MspdiPlan, leaves: readonly MspdiTask[]): Clocks {
  const uids = [...new Set([plan.calendarUid, ...leaves.map(({ calendarUid }) => calendarUid || plan.calendarUid)])]
  const all = [EVERY_TICK, ...uids.map((uid) => minuteClock(plan.calendars, uid))]
  const own = (task: MspdiTask): number => 1 + uids.indexOf(task.calendarUid || plan.calendarUid)
  return { all, of: (task) => (task.isElapsed ? ELAPSED : own(task)), ofProject: all[1] as Clock }
}

interface Family {
  readonly isSummary: (task: MspdiTask) => boolean
  /** The active tasks at the bottom of a summary, a task itself where it is none. */
  readonly leavesOf: (task: MspdiTask) => readonly MspdiTask[]
  readonly summariesOf: (task: MspdiTask) => readonly MspdiTask[]
  readonly byUid: ReadonlyMap<string, MspdiTask>
  readonly hasLinkedSummaries: boolean
}

/** Who belongs to whom, by outline level in the order of the file. */
function familyOf(tasks: readonly MspdiTask[]): Family {
  const parents = new Map<MspdiTask, readonly MspdiTask[]>()
  const parts = new Map<MspdiTask, MspdiTask[]>()
  let above: MspdiTask[] = []
  for (const task of tasks) {
    above = above.filter(({ level }) => level < task.level)
    parents.set(task, above)
    if (!task.isSummary && task.isActive) for (const each of above) parts.set(each, [...(parts.get(each) ?? []), task])
    above = [...above, task]
  }
  const isSummary = (task: MspdiTask): boolean => task.isSummary && !task.isExternal
  const byUid = new Map(tasks.map((task) => [task.uid, task]))
  return {
    isSummary,
    leavesOf: (task) => (isSummary(task) ? (parts.get(task) ?? []) : [task].filter(({ isActive }) => isActive)),
    summariesOf: (task) => parents.get(task) ?? [],
    byUid,
    hasLinkedSummaries: tasks.some((task) =>
      task.links.some(({ from }) => isSummary(task) || isSummary(byUid.get(from) ?? task)),
    ),
  }
}

function nodeColumns(plan: MspdiPlan, leaves: readonly MspdiTask[], clocks: Clocks, family: Family): NodeColumns {
  const columns: NodeColumns = { ...makeNodeColumns(leaves.length), lateDays: new Int32Array(leaves.length) }
  leaves.forEach((task, node) => {
    const number = clocks.of(task)
    const clock = clocks.all[number] as Clock
    columns.days[node] = task.duration
    columns.lateDays[node] = task.actualFinish === undefined ? task.remaining : task.duration
    columns.clock[node] = number
    putConstraint(columns, node, task)
    for (const summary of family.summariesOf(task))
      if (summary.constraint === 'start_no_earlier_than' && summary.constraintAt !== undefined)
        columns.startFloor[node] = Math.max(at(columns.startFloor, node), summary.constraintAt)
    if (task.levelingDelay > 0 && task.links.length === 0 && at(columns.startFloor, node) === -BEYOND)
      columns.startFloor[node] = plan.start + task.levelingDelay
    if (task.deadline !== undefined)
      columns.finishCeiling[node] = Math.min(at(columns.finishCeiling, node), task.deadline)
    putFacts(columns, node, task, clock)
  })
  return columns
}

function putConstraint(columns: NodeColumns, node: number, { constraint, constraintAt }: MspdiTask): void {
  if (constraintAt === undefined) return
  const isStart = constraint.includes('start')
  const [floor, ceiling, early] = isStart
    ? [columns.startFloor, columns.startCeiling, columns.earlyStartCeiling]
    : [columns.finishFloor, columns.finishCeiling, columns.earlyFinishCeiling]
  if (constraint.startsWith('must') || constraint.endsWith('no_earlier_than')) floor[node] = constraintAt
  if (constraint.startsWith('must') || constraint.endsWith('no_later_than')) {
    ceiling[node] = constraintAt
    early[node] = constraintAt
  }
}

function putFacts(columns: NodeColumns, node: number, task: MspdiTask, clock: Clock): void {
  const { actualStart, actualFinish, start, finish, resume, remaining, duration } = task
  if (actualStart !== undefined && actualFinish !== undefined) place(columns, node, 2, actualStart, actualFinish)
  else if ((task.isManual || task.isExternal) && start !== undefined && finish !== undefined)
    place(columns, node, 3, start, finish)
  else if (actualStart !== undefined) {
    columns.state[node] = 1
    columns.startedAt[node] = actualStart
    columns.progressFloor[node] =
      resume === undefined ? clock.workedBefore(actualStart) + duration : clock.workedBefore(resume) + remaining
  }
}

function place(columns: NodeColumns, node: number, state: number, start: number, finish: number): void {
  columns.state[node] = state
  columns.startedAt[node] = start
  columns.finishedAt[node] = finish
}

interface Bond {
  readonly from: number
  readonly to: number
  readonly link: MspdiLink
}

/**
 * Links between tasks at the bottom. A link of a summary binds each of its tasks; where its start binds another, the task of it that starts
 * first does. That one is known only after a first pass, in which links of summaries are left out.
 */
function linkColumns(
  leaves: readonly MspdiTask[],
  family: Family,
  clocks: Clocks,
  early: Pass | undefined,
): Outcome<LinkColumns> {
  const indexOf = new Map(leaves.map((task, index) => [task, index]))
  const bonds: Bond[] = []
  const ends = (tasks: readonly MspdiTask[]): readonly number[] => tasks.flatMap((task) => indexOf.get(task) ?? [])
  for (const task of family.byUid.values()) {
    for (const link of task.links) {
      const earlier = family.byUid.get(link.from)
      if (!earlier) return fail(problem('schedules.unknown_node', { node: link.from, at: task.name }))
      const isOfSummary = family.isSummary(task) || family.isSummary(earlier)
      if (isOfSummary && !early) continue
      const froms = ends(family.leavesOf(earlier))
      const startsIt = family.isSummary(earlier) && (link.type === 'SS' || link.type === 'SF')
      const first = froms.toSorted((left, right) => at(early?.start ?? NONE, left) - at(early?.start ?? NONE, right))
      for (const from of startsIt ? first.slice(0, 1) : froms)
        for (const to of ends(family.leavesOf(task))) bonds.push({ from, to, link })
    }
  }
  const columns = makeLinkColumns(bonds.length)
  bonds.forEach(({ from, to, link }, index) => {
    const [earlier, later] = [leaves[from], leaves[to]]
    const percent = earlier ? Math.round((earlier.duration * link.lag) / 100) : 0
    columns.from[index] = from
    columns.to[index] = to
    columns.type[index] = TYPES[link.type]
    columns.lag[index] = link.isPercent ? percent : link.lag
    columns.clock[index] = link.isElapsed || !later ? ELAPSED : clocks.of({ ...later, isElapsed: false })
  })
  return ok(columns)
}

const NONE = new Int32Array(0)

function runPasses(
  plan: MspdiPlan,
  leaves: readonly MspdiTask[],
  { nodes, clocks }: Pick<Passable, 'nodes' | 'clocks'>,
  links: LinkColumns,
): Outcome<Passes> {
  const graph = buildGraph(leaves.length, links)
  if ('cycle' in graph) {
    const named = [...graph.cycle, graph.cycle[0] ?? 0].map((node) => leaves[node]?.name ?? '')
    return fail(problem('schedules.cycle', { nodes: named.join(' → '), count: graph.cycle.length }))
  }
  const ready: Passable = { nodes, graph, clocks, microsoft: true }
  const fixedEnd = plan.isFromStart ? undefined : plan.finish
  const origin = fixedEnd === undefined ? plan.start : firstStart(backwardPass(ready, fixedEnd))
  const first = forwardPass(ready, origin)
  const end = fixedEnd ?? lastFinish(first)
  const late = backwardPass(ready, end, first)
  const isHeld = new Uint8Array(leaves.map(({ constraint }) => (constraint === 'as_late_as_possible' ? 1 : 0)))
  const early = isHeld.includes(1) ? forwardPass(ready, origin, { late, isHeld }) : first
  const off = leaves.find(
    (_, node) => Math.abs(at(early.finish, node)) >= BEYOND || Math.abs(at(late.start, node)) >= BEYOND,
  )
  return off ? fail(problem('schedules.beyond_calendar', { node: off.name })) : ok({ plan: ready, early, late })
}

function firstStart(pass: Pass): number {
  return pass.start.reduce((first, start) => Math.min(first, start), BEYOND)
}

function answer(
  plan: MspdiPlan,
  leaves: readonly MspdiTask[],
  passes: Passes,
  clocks: Clocks,
  family: Family,
): Outcome<MspdiSchedule> {
  const limit = plan.criticalSlackLimit * plan.minutesPerDay
  const known = new Map(leaves.map((task, node) => [task, datesOfTask(task, node, passes, limit)]))
  const dates = plan.tasks.flatMap((task): readonly MspdiDates[] => {
    const own = known.get(task)
    if (own) return [own]
    const parts = family.leavesOf(task).flatMap((part) => known.get(part) ?? [])
    return task.isActive && parts.length > 0 ? [rollUp(task, parts, clocks.ofProject)] : []
  })
  const start = Math.min(...dates.map(({ earlyStart }) => earlyStart))
  const finish = Math.max(...dates.map(({ earlyFinish }) => earlyFinish))
  return ok({ dates, length: clocks.ofProject.workedBefore(finish) - clocks.ofProject.workedBefore(start) })
}

function datesOfTask(task: MspdiTask, node: number, { plan, early, late }: Passes, limit: number): MspdiDates {
  const [earlyStart, earlyFinish] = [at(early.start, node), at(early.finish, node)]
  if (task.actualFinish !== undefined && task.actualStart !== undefined) {
    const done = { earlyStart, earlyFinish, lateStart: earlyStart, lateFinish: earlyFinish }
    return { task, ...done, totalSlack: 0, freeSlack: 0, isCritical: false }
  }
  const clock = plan.clocks[at(plan.nodes.clock, node)] as Clock
  const lateFinish = at(late.finish, node)
  const lateStart = task.actualStart ?? (task.duration === 0 ? lateFinish : at(late.start, node))
  const finishSlack = between(clock, earlyFinish, lateFinish)
  const startSlack = between(clock, earlyStart, lateStart)
  const slack = task.actualStart === undefined ? Math.min(startSlack, finishSlack) : finishSlack
  const totalSlack = task.constraint === 'as_late_as_possible' ? 0 : slack
  const freeSlack = Math.max(0, freeSlackOf(node, { plan, early, late }, totalSlack))
  const isCritical = totalSlack <= limit && !task.isComplete && !task.isManual
  return { task, earlyStart, earlyFinish, lateStart, lateFinish, totalSlack, freeSlack, isCritical }
}

function between(clock: Clock, from: number, to: number): number {
  return clock.workedBefore(to) - clock.workedBefore(from)
}

/** The least of what each link leaves, in the time of the earlier task; the total slack of a task nothing follows. */
function freeSlackOf(node: number, { plan, early }: Passes, totalSlack: number): number {
  const { links, outStart, outLinks } = plan.graph
  const clock = plan.clocks[at(plan.nodes.clock, node)] as Clock
  let least: number | undefined
  for (const link of outLinks.subarray(at(outStart, node), at(outStart, node + 1))) {
    const [to, type] = [at(links.to, link), at(links.type, link)]
    if (at(plan.nodes.state, to) === 2) continue
    const from = type === FS || type === FF ? at(early.finish, node) : at(early.start, node)
    const reached = type === FS || type === SS ? at(early.start, to) : at(early.finish, to)
    const room = between(clock, from, reached) - at(links.lag, link)
    least = Math.min(least ?? room, room)
  }
  return least ?? totalSlack
}

function rollUp(task: MspdiTask, parts: readonly MspdiDates[], clock: Clock): MspdiDates {
  const earlyStart = Math.min(...parts.map((part) => part.earlyStart))
  const earlyFinish = Math.max(...parts.map((part) => part.earlyFinish))
  const lateStart = Math.min(...parts.map((part) => part.lateStart))
  const lateFinish = Math.max(...parts.map((part) => part.lateFinish))
  const totalSlack = Math.min(between(clock, earlyStart, lateStart), between(clock, earlyFinish, lateFinish))
  const isCritical = parts.some((part) => part.isCritical)
  return {
    task,
    earlyStart,
    earlyFinish,
    lateStart,
    lateFinish,
    totalSlack,
    freeSlack: Math.max(0, totalSlack),
    isCritical,
  }
}
