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
  const { columns, problems } = readTasks(tasks)
  const [first, ...rest] = problems
  if (first) return fail(first, ...rest)
  const graph = buildGraph(tasks.length, columns)
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

/** The links of the tasks as columns, and all that is wrong with tasks and links; where anything is, the columns are of no use. */
function readTasks(tasks: readonly OffsetTask[]): {
  readonly columns: LinkColumns
  readonly problems: readonly Problem[]
} {
  const indexOf = new Map<string, number>()
  const problems: Problem[] = tasks.length === 0 ? [problem('schedules.nothing_to_schedule')] : []
  let [sum, count] = [0, 0]
  tasks.forEach(({ id, name, days, links }, index) => {
    const key = String(id)
    if (indexOf.has(key)) problems.push(problem('schedules.node_twice', { node: name, id }, ['tasks', index, 'id']))
    indexOf.set(key, index)
    if (!Number.isInteger(days) || days < 0)
      problems.push(problem('schedules.days_invalid', { node: name, days }, ['tasks', index, 'days']))
    count += links.length
    sum += Math.abs(days)
    for (const { lag } of links) sum += Math.abs(lag)
    if (sum > LONGEST_SUM && problems.length === 0)
      problems.push(
        problem('schedules.days_too_long', { node: name, days, longest: LONGEST_SUM }, ['tasks', index, 'days']),
      )
  })
  const columns = makeLinkColumns(count)
  // Every task marks the ends its links have been to.
  const marks = new Int32Array(tasks.length * LINK_TYPES.length)
  let next = 0
  tasks.forEach(({ name, links }, from) => {
    for (const [index, link] of links.entries()) {
      const path = (): (string | number)[] => ['tasks', from, 'links', index]
      const ends = (): { from: string; to: string } => ({ from: name, to: String(link.to) })
      const to = indexOf.get(String(link.to))
      const type = LINK_TYPES.indexOf(link.type)
      if (to === undefined) problems.push(problem('schedules.unknown_node', { node: link.to }, [...path(), 'to']))
      else if (to === from) problems.push(problem('schedules.link_to_itself', { node: name }, path()))
      else {
        const place = to * LINK_TYPES.length + type
        if (at(marks, place) === from + 1) problems.push(problem('schedules.link_twice', ends(), path()))
        marks[place] = from + 1
      }
      if (!Number.isInteger(link.lag)) problems.push(problem('schedules.lag_invalid', ends(), [...path(), 'lag']))
      columns.from[next] = from
      columns.to[next] = to ?? 0
      columns.type[next] = type
      columns.lag[next] = link.lag
      next += 1
    }
  })
  return { columns, problems }
}
