import { asDay, type Day } from '../../../kernel/day.ts'
import { ok, type Outcome } from '../../../kernel/outcome.ts'
import { type Problem, problem } from '../../../kernel/problem.ts'
import { LONGEST_DAYS, type Network, type PlanFrame, type PlanLink, type PlanNode } from '../contract/network.ts'
import type { MspdiCalendar } from './mspdi-calendar.ts'
import { OWN_CALENDARS, OWN_FIELDS, ownFrame, withExtras } from './mspdi-own.ts'
import type { MspdiConstraint, MspdiLink, MspdiPlan, MspdiTask } from './mspdi-read.ts'
import { DAY_MINUTES, dayOfMinute } from './mspdi-time.ts'

/** A file as a plan of ours: `dropped` says, task by task, what has no place in it or was rounded. */
export interface MspdiImport {
  readonly network: Network
  readonly frame: PlanFrame
  readonly dropped: readonly Problem[]
}

/**
 * Turns a project of Microsoft Project into a plan in whole days. A file we wrote comes back as it was. Of others, summary tasks are left
 * out and their links bind their parts, parts of days are rounded up, and constraints that hold dates back bind late dates only; each such
 * loss is in `dropped` as `schedules.mspdi_dropped` {node, what}: `summary`, `inactive`, `fraction`, `too_long`, `constraint`, `link`.
 */
export function networkFromMspdi(plan: MspdiPlan): Outcome<MspdiImport> {
  const dropped: Problem[] = []
  const drop = (task: MspdiTask, what: string): void => {
    dropped.push(problem('schedules.mspdi_dropped', { node: task.name, what }))
  }
  const parts = partsOf(plan.tasks)
  const leaves = plan.tasks.filter((task) => {
    if (task.isSummary) {
      if (task.level > 0) drop(task, 'summary')
      return false
    }
    if (!task.isActive) drop(task, 'inactive')
    return task.isActive
  })
  const idOf = new Map(leaves.map((task) => [task.uid, task.own.get(OWN_FIELDS.id) || task.uid]))
  const nodes = leaves.map((task) => toNode(plan, task, idOf.get(task.uid) ?? task.uid, (what) => drop(task, what)))
  const links = plan.tasks.flatMap((task) =>
    task.links.flatMap((link) => {
      const ends = linkEnds(plan, task, link, parts)
      if (ends.length === 0) drop(task, 'link')
      return ends.map(([from, to]): PlanLink => {
        const lag = lagInDays(link, plan, from)
        if (!Number.isInteger(lag)) drop(task, 'fraction')
        const rounded = Math.max(-LONGEST_DAYS, Math.min(LONGEST_DAYS, Math.ceil(lag)))
        const [fromId, toId] = [idOf.get(from.uid) ?? from.uid, idOf.get(to.uid) ?? to.uid]
        return {
          from: fromId,
          to: toId,
          type: link.type,
          lag: rounded,
          lagKind: link.isElapsed ? 'calendar' : 'working',
        }
      })
    }),
  )
  const frame = ownFrame(plan.comments) ?? frameOf(plan)
  return ok({ network: { nodes, links: withoutTwins(links) }, frame, dropped })
}

function partsOf(tasks: readonly MspdiTask[]): ReadonlyMap<MspdiTask, readonly MspdiTask[]> {
  const parts = new Map<MspdiTask, MspdiTask[]>()
  let above: MspdiTask[] = []
  for (const task of tasks) {
    above = above.filter(({ level }) => level < task.level)
    if (task.isSummary) {
      parts.set(task, [])
      above = [...above, task]
    } else if (task.isActive) for (const each of above) parts.get(each)?.push(task)
  }
  return parts
}

function linkEnds(
  { tasks }: MspdiPlan,
  task: MspdiTask,
  link: MspdiLink,
  parts: ReadonlyMap<MspdiTask, readonly MspdiTask[]>,
): readonly (readonly [MspdiTask, MspdiTask])[] {
  const earlier = tasks.find(({ uid }) => uid === link.from)
  const leaves = (each: MspdiTask): readonly MspdiTask[] => parts.get(each) ?? (each.isActive ? [each] : [])
  if (!earlier) return []
  return leaves(earlier).flatMap((from) => leaves(task).map((to) => [from, to] as const))
}

function withoutTwins(links: readonly PlanLink[]): PlanLink[] {
  const seen = new Set<string>()
  return links.filter(({ from, to, type }) => {
    const key = `${from}\n${to}\n${type}`
    const isNew = !seen.has(key) && from !== to
    seen.add(key)
    return isNew
  })
}

function lagInDays({ lag, isPercent, isElapsed }: MspdiLink, plan: MspdiPlan, from: MspdiTask): number {
  const minutes = isPercent ? (from.duration * lag) / 100 : lag
  return minutes / (isElapsed ? DAY_MINUTES : plan.minutesPerDay)
}

function toNode(plan: MspdiPlan, task: MspdiTask, id: string, drop: (what: string) => void): PlanNode {
  const exact = task.duration / (task.isElapsed ? DAY_MINUTES : plan.minutesPerDay)
  if (!Number.isInteger(exact)) drop('fraction')
  if (exact > LONGEST_DAYS) drop('too_long')
  const days = Math.min(LONGEST_DAYS, Math.ceil(exact))
  const { calendar, dayKind } = clockOf(plan, task)
  const node: PlanNode = {
    id,
    name: task.name.trim().slice(0, 200) || task.uid,
    days,
    dayKind,
    calendar,
    milestone: days === 0,
    minDays: null,
    ...datesOf(task, drop),
    permit: null,
    facts: {
      startedOn: task.actualStart === undefined ? null : dayAt(task.actualStart),
      finishedOn: task.actualFinish === undefined ? null : dayAt(task.actualFinish - 1),
      remainingDays: null,
    },
  }
  return withExtras(node, task.own.get(OWN_FIELDS.more) ?? '', task.own.get(OWN_FIELDS.basis) ?? '')
}

function dayAt(minute: number): Day {
  return asDay(dayOfMinute(minute))
}

/** A calendar of ours is known by its name; of others only whether they work through the week is kept. */
function clockOf(plan: MspdiPlan, task: MspdiTask): Pick<PlanNode, 'calendar' | 'dayKind'> {
  const found = plan.calendars.get(task.calendarUid || plan.calendarUid)
  const own = OWN_CALENDARS.find(({ name }) => name === found?.name)
  if (own) return { calendar: own.calendar, dayKind: task.isElapsed ? 'calendar' : own.dayKind }
  return { calendar: 'standard', dayKind: task.isElapsed || worksAllWeek(found) ? 'calendar' : 'working' }
}

function worksAllWeek(calendar: MspdiCalendar | undefined): boolean {
  return [1, 2, 3, 4, 5, 6, 7].every((day) => (calendar?.week.get(day)?.length ?? 0) > 0)
}

type Dates = Pick<PlanNode, 'notBefore' | 'notAfter' | 'startNotAfter' | 'finishNotBefore'>

/** What a constraint means in a plan: which of a node's dates it sets. */
const DATES_OF = {
  as_soon_as_possible: [],
  as_late_as_possible: [],
  must_start_on: ['notBefore', 'startNotAfter'],
  must_finish_on: ['finishNotBefore', 'notAfter'],
  start_no_earlier_than: ['notBefore'],
  start_no_later_than: ['startNotAfter'],
  finish_no_earlier_than: ['finishNotBefore'],
  finish_no_later_than: ['notAfter'],
} as const satisfies Record<MspdiConstraint, readonly (keyof Dates)[]>

function datesOf({ constraint, constraintAt, deadline }: MspdiTask, drop: (what: string) => void): Dates {
  if (constraint === 'as_late_as_possible') drop('constraint')
  const set = constraintAt === undefined ? [] : DATES_OF[constraint]
  const at = (minute: number, isEnd: boolean): Day => dayAt(isEnd ? minute - 1 : minute)
  const value = (name: keyof Dates, isEnd: boolean): Day | null =>
    constraintAt !== undefined && (set as readonly string[]).includes(name) ? at(constraintAt, isEnd) : null
  const notAfter = [value('notAfter', true), deadline === undefined ? null : at(deadline, true)].flatMap(
    (day) => day ?? [],
  )
  return {
    notBefore: value('notBefore', false),
    startNotAfter: value('startNotAfter', false),
    finishNotBefore: value('finishNotBefore', true),
    notAfter: notAfter.toSorted()[0] ?? null,
  }
}

/** The finish of the file is the opening day where it schedules backward; otherwise the plan begins on its start. */
function frameOf({ isFromStart, start, finish }: MspdiPlan): PlanFrame {
  const openOn = isFromStart || finish === undefined ? null : dayAt(finish - 1)
  return { openOn, startOn: isFromStart ? dayAt(start) : null, winterStop: null, closures: [] }
}
