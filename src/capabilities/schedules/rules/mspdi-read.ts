import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import { problem } from '../../../kernel/problem.ts'
import { type MspdiCalendar, readCalendars } from './mspdi-calendar.ts'
import { parseDuration, parseMinute } from './mspdi-time.ts'
import { child, readXml, textOf, type XmlElement } from './xml.ts'

/** Constraints of the format, in the order of their numbers. */
export const MSPDI_CONSTRAINTS = [
  'as_soon_as_possible',
  'as_late_as_possible',
  'must_start_on',
  'must_finish_on',
  'start_no_earlier_than',
  'start_no_later_than',
  'finish_no_earlier_than',
  'finish_no_later_than',
] as const
/** One of `MSPDI_CONSTRAINTS`. */
export type MspdiConstraint = (typeof MSPDI_CONSTRAINTS)[number]

/** A link as the file says it, at its later task. `lag` in minutes, of the clock where `isElapsed`; in percent of the earlier task where `isPercent`. */
export interface MspdiLink {
  readonly from: string
  readonly type: 'FS' | 'SS' | 'FF' | 'SF'
  readonly lag: number
  readonly isElapsed: boolean
  readonly isPercent: boolean
}

/** A task of the file. Instants and durations are minutes. */
export interface MspdiTask {
  readonly uid: string
  readonly name: string
  readonly level: number
  readonly isSummary: boolean
  readonly isMilestone: boolean
  readonly isActive: boolean
  readonly isManual: boolean
  readonly isExternal: boolean
  readonly duration: number
  readonly isElapsed: boolean
  readonly remaining: number
  readonly start: number | undefined
  readonly finish: number | undefined
  readonly actualStart: number | undefined
  readonly actualFinish: number | undefined
  readonly resume: number | undefined
  readonly isComplete: boolean
  readonly constraint: MspdiConstraint
  readonly constraintAt: number | undefined
  readonly deadline: number | undefined
  readonly levelingDelay: number
  /** Empty: that of the project. */
  readonly calendarUid: string
  readonly links: readonly MspdiLink[]
  /** Values of own fields by the number of the field. */
  readonly own: ReadonlyMap<string, string>
}

/** A project of the file. */
export interface MspdiPlan {
  readonly name: string
  readonly comments: string
  readonly start: number
  readonly finish: number | undefined
  readonly isFromStart: boolean
  readonly minutesPerDay: number
  readonly calendarUid: string
  /** In days: a task is critical with this much slack or less. */
  readonly criticalSlackLimit: number
  readonly calendars: ReadonlyMap<string, MspdiCalendar>
  readonly tasks: readonly MspdiTask[]
}

const LINK_TYPES = ['FF', 'FS', 'SF', 'SS'] as const
/** Duration and lag formats that run through the night: elapsed minutes, hours, days, weeks, months, percent, and the same as estimates. */
const ELAPSED = new Set(['4', '6', '8', '10', '12', '20', '36', '38', '40', '42', '44', '52'])
const PERCENT = new Set(['19', '20', '51', '52'])

/**
 * Reads the XML of Microsoft Project (MSPDI). Refuses `schedules.mspdi_unreadable` with `what`: `xml` (not well formed or no project),
 * `tasks` (none), `start` (no date to begin with), or the element of a task that cannot be read, with the task.
 */
export function readMspdi(xml: string): Outcome<MspdiPlan> {
  const project = readXml(xml)
  if (project?.name !== 'Project') return unreadable('xml')
  const tasks = (child(project, 'Tasks')?.children ?? [])
    .filter((task) => task.name === 'Task' && textOf(task, 'IsNull') !== '1')
    .map(readTask)
  if (tasks.length === 0) return unreadable('tasks')
  const broken = tasks.find((task) => Number.isNaN(task.duration))
  if (broken) return unreadable('Duration', broken.name || broken.uid)
  const starts = tasks.flatMap(({ start }) => (start === undefined ? [] : [start]))
  const start = parseMinute(textOf(project, 'StartDate')) ?? (starts.length > 0 ? Math.min(...starts) : undefined)
  if (start === undefined) return unreadable('start')
  return ok({
    name: textOf(project, 'Title') || textOf(project, 'Name'),
    comments: textOf(project, 'Comments'),
    start,
    finish: parseMinute(textOf(project, 'FinishDate')),
    isFromStart: textOf(project, 'ScheduleFromStart') !== '0',
    minutesPerDay: Number(textOf(project, 'MinutesPerDay')) || 480,
    calendarUid: textOf(project, 'CalendarUID'),
    criticalSlackLimit: Number(textOf(project, 'CriticalSlackLimit')) || 0,
    calendars: readCalendars(project),
    tasks,
  })
}

function unreadable(what: string, task = ''): Outcome<never> {
  return fail(problem('schedules.mspdi_unreadable', { what, task }))
}

function readTask(element: XmlElement): MspdiTask {
  const text = (name: string): string => textOf(element, name)
  const is = (name: string): boolean => text(name) === '1'
  const minute = (name: string): number | undefined => parseMinute(text(name))
  const [start, finish] = [minute('Start'), minute('Finish')]
  const duration = durationOf(text('Duration'), is('Milestone'))
  const constraint = MSPDI_CONSTRAINTS[Number(text('ConstraintType') || 0)] ?? 'as_soon_as_possible'
  const constraintAt = minute('ConstraintDate')
  const needsDate = constraint !== 'as_soon_as_possible' && constraint !== 'as_late_as_possible'
  const calendarUid = text('CalendarUID')
  return {
    uid: text('UID'),
    name: text('Name'),
    level: Number(text('OutlineLevel') || 1),
    isSummary: is('Summary'),
    isMilestone: is('Milestone'),
    isActive: text('Active') !== '0',
    isManual: is('Manual'),
    isExternal: is('ExternalTask'),
    duration,
    isElapsed: ELAPSED.has(text('DurationFormat')),
    remaining: parseDuration(text('RemainingDuration')) ?? duration,
    start,
    finish,
    actualStart: minute('ActualStart'),
    actualFinish: minute('ActualFinish'),
    resume: minute('Resume'),
    isComplete: text('PercentComplete') === '100',
    constraint: needsDate && constraintAt === undefined ? 'as_soon_as_possible' : constraint,
    constraintAt,
    deadline: minute('Deadline'),
    // Tenths of a minute, unless the format says otherwise through the night.
    levelingDelay: Math.round(Number(text('LevelingDelay') || 0) / 10),
    calendarUid: calendarUid === '-1' ? '' : calendarUid,
    links: element.children.filter(({ name }) => name === 'PredecessorLink').map(readLink),
    own: new Map(
      element.children
        .filter(({ name }) => name === 'ExtendedAttribute')
        .map((own) => [textOf(own, 'FieldID'), textOf(own, 'Value')]),
    ),
  }
}

/** A task without a duration is a day of eight hours, as a new task of Microsoft Project is; a milestone is none. */
function durationOf(text: string, isMilestone: boolean): number {
  if (text === '') return isMilestone ? 0 : 480
  return parseDuration(text) ?? Number.NaN
}

function readLink(element: XmlElement): MspdiLink {
  const format = textOf(element, 'LagFormat')
  const lag = Number(textOf(element, 'LinkLag') || 0)
  const isPercent = PERCENT.has(format)
  return {
    from: textOf(element, 'PredecessorUID'),
    type: LINK_TYPES[Number(textOf(element, 'Type') || 1)] ?? 'FS',
    lag: isPercent ? lag : Math.round(lag / 10),
    isElapsed: ELAPSED.has(format),
    isPercent,
  }
}
