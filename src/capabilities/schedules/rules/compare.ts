import { workdaysBetween, type WorkCalendar } from '../../../kernel/work-calendar.ts'
import type { Day } from '../../../kernel/day.ts'
import type { BaselineNode, Deviation, Network, Schedule } from '../contract/network.ts'

/**
 * The days a baseline keeps of a plan: what really happened where it has, otherwise the latest days of a plan with an opening day (倒排) and
 * the earliest of one without.
 */
export function baselineOf(network: Network, schedule: Schedule): readonly BaselineNode[] {
  return network.nodes.flatMap(({ id, name, facts }, index) => {
    const dates = schedule.nodes[index]
    if (!dates) return []
    const [start, finish] = schedule.isBackward
      ? [dates.lateStart, dates.lateFinish]
      : [dates.earlyStart, dates.earlyFinish]
    return [{ id, name, startOn: facts.startedOn ?? start, finishOn: facts.finishedOn ?? finish }]
  })
}

/**
 * Every node of a plan and of a baseline, in the order of the plan and then what the plan no longer has. Days are working days from the
 * baseline to the plan, positive where the plan is later; over a weekend alone they are 0, and the node has moved all the same.
 */
export function compareSchedules(
  baseline: readonly BaselineNode[],
  current: readonly BaselineNode[],
  calendar: WorkCalendar,
): readonly Deviation[] {
  const before = new Map(baseline.map((node) => [node.id, node]))
  const now = new Set(current.map((node) => node.id))
  return [
    ...current.map((node) => deviation(before.get(node.id), node, calendar)),
    ...baseline.filter((node) => !now.has(node.id)).map((node) => deviation(node, undefined, calendar)),
  ]
}

function deviation(before: BaselineNode | undefined, now: BaselineNode | undefined, calendar: WorkCalendar): Deviation {
  return {
    id: now?.id ?? before?.id ?? '',
    name: now?.name ?? before?.name ?? '',
    change: changeOf(before, now),
    baselineStart: before?.startOn ?? null,
    baselineFinish: before?.finishOn ?? null,
    startOn: now?.startOn ?? null,
    finishOn: now?.finishOn ?? null,
    startDays: days(before?.startOn, now?.startOn, calendar),
    finishDays: days(before?.finishOn, now?.finishOn, calendar),
  }
}

function changeOf(before: BaselineNode | undefined, now: BaselineNode | undefined): Deviation['change'] {
  if (!before) return 'added'
  if (!now) return 'removed'
  return before.startOn === now.startOn && before.finishOn === now.finishOn ? 'same' : 'moved'
}

function days(from: Day | undefined, to: Day | undefined, calendar: WorkCalendar): number | null {
  if (from === undefined || to === undefined) return null
  return workdaysBetween(calendar, from, to).workdays
}
