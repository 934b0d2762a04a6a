import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import { type Problem, problem } from '../../../kernel/problem.ts'
import { LINK_TYPES, type LinkType } from '../contract/network.ts'
import { at, BEYOND, EVERY_TICK } from './clock.ts'
import { buildGraph, type LinkColumns, makeLinkColumns } from './graph.ts'
import {
  backwardPass,
  forwardPass,
  freeFloatOf,
  lastFinish,
  makeNodeColumns,
  type Passable,
  totalFloatOf,
} from './passes.ts'

/** A task of a network without a calendar. Links are said at the earlier task; the ids 1 and "1" are one. */
export interface OffsetTask {
  readonly id: string | number
  readonly name: string
  readonly days: number
  readonly links: readonly { readonly to: string | number; readonly type: LinkType; readonly lag: number }[]
}

/** Dates of a task as offsets from 0, or as days with the finish included. */
export interface FileTask<When extends number | string> {
  readonly id: string | number
  readonly earlyStart: When
  readonly earlyFinish: When
  readonly lateStart: When
  readonly lateFinish: When
  readonly totalFloat: number
  readonly freeFloat: number
  readonly critical: boolean
  /** Only where it is so: see `ScheduledNode`. */
  readonly provisional?: true
}

/** What is said of one file: the length of the project in days worked, and its tasks in the order of the file. */
export interface FileSchedule {
  readonly length: number
  readonly tasks: readonly FileTask<number | string>[]
}

/** Sums beyond this cannot be told from the ends of time. */
const LONGEST_SUM = BEYOND / 2

/**
 * Schedules a network without a calendar: offsets from 0, early finish = early start + days, late dates from `finish` or, where none is
 * given, from the length. Critical is what has no float left, or the least where `finish` leaves some to all. Refuses a task twice, links
 * to unknown tasks, twice or to themselves, days that are no whole number from 0, sums beyond all time, and circles, each named.
 */
export function scheduleOffsets(tasks: readonly OffsetTask[], finish?: number): Outcome<FileSchedule> {
  const [first, ...rest] = checkTasks(tasks)
  if (first) return fail(first, ...rest)
  const graph = buildGraph(tasks.length, linkColumns(tasks))
  if ('cycle' in graph) {
    const named = [...graph.cycle, graph.cycle[0] ?? 0].map((node) => nameOf(tasks[node]))
    return fail(problem('schedules.cycle', { nodes: named.join(' → '), count: graph.cycle.length }))
  }
  const nodes = makeNodeColumns(tasks.length)
  tasks.forEach(({ days }, node) => {
    nodes.days[node] = days
  })
  const plan: Passable = { nodes, graph, clocks: [EVERY_TICK] }
  const early = forwardPass(plan, 0)
  const length = Math.max(0, lastFinish(early))
  const end = finish ?? length
  const late = backwardPass(plan, end, early)
  const spare = Math.max(0, end - length)
  return ok({
    length,
    tasks: tasks.map(({ id }, node) => {
      const totalFloat = totalFloatOf(early, late, node)
      return {
        id,
        earlyStart: at(early.start, node),
        earlyFinish: at(early.finish, node),
        lateStart: at(late.start, node),
        lateFinish: at(late.finish, node),
        totalFloat,
        freeFloat: freeFloatOf(plan, early, late, Math.max(end, length), node),
        critical: totalFloat <= spare,
      }
    }),
  })
}

function nameOf(task: OffsetTask | undefined): string {
  return task?.name ?? ''
}

function checkTasks(tasks: readonly OffsetTask[]): readonly Problem[] {
  if (tasks.length === 0) return [problem('schedules.nothing_to_schedule')]
  const names = new Map<string, string>()
  const problems: Problem[] = []
  let sum = 0
  tasks.forEach(({ id, name, days, links }, index) => {
    if (names.has(String(id)))
      problems.push(problem('schedules.node_twice', { node: name, id }, ['tasks', index, 'id']))
    names.set(String(id), name)
    if (!Number.isInteger(days) || days < 0)
      problems.push(problem('schedules.days_invalid', { node: name, days }, ['tasks', index, 'days']))
    sum += Math.abs(days) + links.reduce((total, { lag }) => total + Math.abs(lag), 0)
    if (sum > LONGEST_SUM && problems.length === 0)
      problems.push(
        problem('schedules.days_too_long', { node: name, days, longest: LONGEST_SUM }, ['tasks', index, 'days']),
      )
  })
  tasks.forEach(({ name, id, links }, index) => {
    const seen = new Set<string>()
    links.forEach(({ to, type, lag }, link) => {
      const path = ['tasks', index, 'links', link]
      if (!names.has(String(to))) problems.push(problem('schedules.unknown_node', { node: to }, [...path, 'to']))
      else if (String(to) === String(id)) problems.push(problem('schedules.link_to_itself', { node: name }, path))
      else if (seen.has(`${type} ${to}`))
        problems.push(problem('schedules.link_twice', { from: name, to: names.get(String(to)) ?? '' }, path))
      if (!Number.isInteger(lag))
        problems.push(
          problem('schedules.lag_invalid', { from: name, to: names.get(String(to)) ?? '' }, [...path, 'lag']),
        )
      seen.add(`${type} ${to}`)
    })
  })
  return problems
}

function linkColumns(tasks: readonly OffsetTask[]): LinkColumns {
  const indexOf = new Map(tasks.map(({ id }, index) => [String(id), index]))
  const columns = makeLinkColumns(tasks.reduce((count, { links }) => count + links.length, 0))
  let link = 0
  tasks.forEach(({ links }, from) => {
    for (const { to, type, lag } of links) {
      columns.from[link] = from
      columns.to[link] = indexOf.get(String(to)) ?? 0
      columns.type[link] = LINK_TYPES.indexOf(type)
      columns.lag[link] = lag
      link += 1
    }
  })
  return columns
}
