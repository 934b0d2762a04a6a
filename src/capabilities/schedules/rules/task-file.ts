import { z } from 'zod'
import { asDay, type Day, DayText, isDay } from '../../../kernel/day.ts'
import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import { type Problem, problem } from '../../../kernel/problem.ts'
import type { WorkCalendar } from '../../../kernel/work-calendar.ts'
import { DayKind, LinkType, MonthDay, type Network, NodeCalendar, type PlanFrame } from '../contract/network.ts'
import { daysOfWeek, everyDay, type WorkedDays, withDays, workdaysOf } from './clock.ts'
import { compute } from './compute.ts'
import { type FileSchedule, type OffsetTask, scheduleOffsets } from './offsets.ts'
import { toSchedule } from './schedule.ts'

const TaskId = z.union([z.string().min(1).max(200), z.number()])
const When = DayText.nullish()

const FileLink = z.object({
  to: TaskId,
  type: z.preprocess((type) => (typeof type === 'string' ? type.toUpperCase() : type), LinkType).default('FS'),
  lag: z.number().default(0),
  lagKind: DayKind.default('working'),
})

const Task = z.object({
  id: TaskId,
  name: z.string().max(200).nullish(),
  days: z.number(),
  links: z.array(FileLink).nullish(),
  dayKind: DayKind.default('working'),
  calendar: NodeCalendar.default('standard'),
  notBefore: When,
  notAfter: When,
  startNotAfter: When,
  finishNotBefore: When,
})
type Task = z.output<typeof Task>

/** A day, or a stretch of days with both ends: `"2026-10-01"`, `["2026-10-01", "2026-10-07"]`, `{"from": …, "through": …}`. */
const Stretch = z.union([
  DayText.transform((day) => ({ from: day, through: day })),
  z.tuple([DayText, DayText]).transform(([from, through]) => ({ from, through })),
  z.object({ from: DayText, through: DayText }),
  z.object({ from: DayText, to: DayText }).transform(({ from, to }) => ({ from, through: to })),
])

const BASES = ['standard', 'weekdays', 'every_day'] as const

/** Other words by which files of others name these. */
const BASE_WORDS: Readonly<Record<string, (typeof BASES)[number]>> = {
  working: 'standard',
  workdays: 'standard',
  national: 'standard',
  china: 'standard',
  cn: 'standard',
  'mon-fri': 'weekdays',
  five_day: 'weekdays',
  business: 'weekdays',
  calendar: 'every_day',
  continuous: 'every_day',
  seven_day: 'every_day',
  all: 'every_day',
}

const Base = z.preprocess(
  (word) => (typeof word === 'string' ? (BASE_WORDS[word.toLowerCase()] ?? word.toLowerCase()) : word),
  z.enum(BASES),
)

const DAY_NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** A day of the week: 1 = Monday to 7 = Sunday, 0 = Sunday too, or its English name. */
const Weekday = z.preprocess((day) => {
  if (day === 0) return 7
  return typeof day === 'string' ? DAY_NAMES.indexOf(day.slice(0, 3).toLowerCase()) + 1 : day
}, z.int().min(1).max(7))

const Calendar = z.union([
  Base,
  z.strictObject({
    base: Base.optional(),
    /** The days of the week that are worked; without `base`. */
    workdays: z.array(Weekday).min(1).optional(),
    holidays: z.array(Stretch).default([]),
    makeUp: z.array(Stretch).default([]),
    winterStop: z.object({ from: MonthDay, through: MonthDay }).nullish(),
  }),
])
type Calendar = z.output<typeof Calendar>

const Edge = z.union([z.number().int(), DayText]).nullish()

const TaskFile = z.object({
  tasks: z.array(Task),
  calendar: Calendar.nullish(),
  start: Edge,
  finish: Edge,
})
type TaskFile = z.output<typeof TaskFile>

/** Other names under which a start and a finish may be given. */
const ALSO = {
  start: ['startOn', 'startDate', 'start_date'],
  finish: ['finishOn', 'finishDate', 'finish_date', 'openOn', 'opening', 'deadline', 'end', 'endDate'],
} as const

const ALSO_IN_CALENDAR = {
  workdays: ['weekdays', 'workingDays', 'workDays', 'workweek', 'working_days'],
  holidays: ['daysOff', 'days_off', 'off', 'nonWorkingDays', 'exceptions'],
  makeUp: ['makeUpDays', 'make_up', 'extraWorkdays', 'workingWeekends'],
} as const

/** The whole axis of days, as years whose working days are settled. */
const SETTLED = { publishedFrom: asDay('1900-01-01'), publishedThrough: asDay('2199-12-31') } as const

/**
 * Reads and schedules a file of tasks: `{tasks: [{id, days, links: [{to, type, lag}]}], calendar, start, finish}`, or the bare list of tasks.
 * Without a calendar and without dates the answer is in offsets from 0, and `finish` may be a number. A calendar is `standard` (working days
 * of the mainland's notices), `weekdays`, `every_day`, or `{workdays, holidays, makeUp, winterStop}`; dates without a calendar mean
 * `standard`. With a finish alone the plan begins as late as it may. Refuses `schedules.schedule_file_field` with the path of what cannot be
 * read, `schedules.start_or_finish_needed` for a calendar without a date, and what scheduling refuses.
 */
export function scheduleTaskFile(value: unknown, calendar: WorkCalendar): Outcome<FileSchedule> {
  const read = TaskFile.safeParse(withOwnNames(value))
  if (!read.success) {
    const [first, ...rest] = read.error.issues.slice(0, 20).map(fieldProblem)
    return first ? fail(first, ...rest) : fail(problem('schedules.schedule_file_field', { path: '' }))
  }
  const file = read.data
  const dates = [file.start, file.finish].filter((edge) => typeof edge === 'string')
  if (!file.calendar && dates.length === 0) return scheduleWithoutCalendar(file)
  if (dates.length === 0) return fail(problem('schedules.start_or_finish_needed', {}, ['finish']))
  return scheduleDated(file, calendar)
}

function withOwnNames(value: unknown): unknown {
  if (Array.isArray(value)) return { tasks: value }
  const file = renamed(value, ALSO)
  if (!isRecord(file)) return file
  return { ...file, calendar: renamed(file['calendar'], ALSO_IN_CALENDAR) }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The same fields under our names, the first of each that is given. */
function renamed(value: unknown, also: Readonly<Record<string, readonly string[]>>): unknown {
  if (!isRecord(value)) return value
  const given = { ...value }
  for (const [name, others] of Object.entries(also)) {
    for (const other of others) {
      if (given[name] === undefined && given[other] !== undefined) given[name] = given[other]
      delete given[other]
    }
  }
  return given
}

function fieldProblem({ path }: z.core.$ZodIssue): Problem {
  const fields = path.map((part) => (typeof part === 'symbol' ? String(part) : part))
  return problem('schedules.schedule_file_field', { path: fields.join('.') }, fields)
}

function scheduleWithoutCalendar({ tasks, finish }: TaskFile): Outcome<FileSchedule> {
  const plain = tasks.map((task): OffsetTask => ({ ...task, name: nameOf(task), links: task.links ?? [] }))
  return scheduleOffsets(plain, typeof finish === 'number' ? finish : undefined)
}

function nameOf({ id, name }: Task): string {
  return name?.trim() || String(id)
}

function scheduleDated(file: TaskFile, calendar: WorkCalendar): Outcome<FileSchedule> {
  const own = file.calendar ?? 'standard'
  const usesNotices = baseOf(own) === 'standard'
  const winterStop = typeof own === 'object' ? (own.winterStop ?? null) : null
  const frame: PlanFrame = { openOn: dayOf(file.finish), startOn: dayOf(file.start), winterStop, closures: [] }
  const network = toNetwork(file.tasks)
  const counted = usesNotices ? calendar : { ...calendar, ...SETTLED }
  const computed = compute(network, frame, counted, undefined, { workdays: workedDays(own, calendar) })
  if (!computed.ok) return fail(...asFileProblems(computed.problems))
  const schedule = toSchedule(network, frame, computed.value, counted)
  return ok({
    length: schedule.length,
    tasks: schedule.nodes.map((node, index) => ({
      id: file.tasks[index]?.id ?? node.id,
      earlyStart: node.earlyStart,
      earlyFinish: node.earlyFinish,
      lateStart: node.lateStart,
      lateFinish: node.lateFinish,
      totalFloat: node.totalFloat,
      freeFloat: node.freeFloat,
      critical: node.critical,
      ...(node.provisional ? { provisional: true as const } : {}),
    })),
  })
}

function asFileProblems(problems: readonly Problem[]): [Problem, ...Problem[]] {
  const [first, ...rest] = problems.map(({ code, params }) => problem(code, params))
  return [first ?? problem('schedules.nothing_to_schedule'), ...rest]
}

function dayOf(edge: number | Day | null | undefined): Day | null {
  return typeof edge === 'string' && isDay(edge) ? edge : null
}

function toNetwork(tasks: readonly Task[]): Network {
  return {
    nodes: tasks.map((task) => ({
      id: String(task.id),
      name: nameOf(task),
      days: task.days,
      dayKind: task.dayKind,
      calendar: task.calendar,
      milestone: task.days === 0,
      minDays: null,
      notBefore: task.notBefore ?? null,
      notAfter: task.notAfter ?? null,
      startNotAfter: task.startNotAfter ?? null,
      finishNotBefore: task.finishNotBefore ?? null,
      permit: null,
      facts: { startedOn: null, finishedOn: null, remainingDays: null },
    })),
    links: tasks.flatMap(({ id, links }) =>
      (links ?? []).map(({ to, type, lag, lagKind }) => ({ from: String(id), to: String(to), type, lag, lagKind })),
    ),
  }
}

function baseOf(calendar: Calendar): 'standard' | 'weekdays' | 'every_day' {
  if (typeof calendar === 'string') return calendar
  const saysItsDays = calendar.workdays !== undefined || calendar.holidays.length > 0
  return calendar.base ?? (saysItsDays ? 'weekdays' : 'standard')
}

function workedDays(calendar: Calendar, notices: WorkCalendar): WorkedDays {
  const bases = {
    standard: () => workdaysOf(notices),
    weekdays: () => daysOfWeek(new Set([1, 2, 3, 4, 5])),
    every_day: everyDay,
  } as const
  if (typeof calendar === 'string') return bases[calendar]()
  const week = calendar.workdays ? daysOfWeek(new Set(calendar.workdays)) : bases[baseOf(calendar)]()
  const open = calendar.holidays.reduce((days, { from, through }) => withDays(days, from, through, 0), week)
  return calendar.makeUp.reduce((days, { from, through }) => withDays(days, from, through, 1), open)
}
