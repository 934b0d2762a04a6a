import { z } from 'zod'
import national from './data/work-calendar.json' with { type: 'json' }
import { type Day, DayText, dayFromNumber, dayNumber, weekdayOfNumber } from './day.ts'
import { fail, ok, type Outcome, unwrap } from './outcome.ts'
import { type Problem, problem } from './problem.ts'

/**
 * Shape of the arrangements of one year, as the notice of the State Council's General Office states them: stretches of days
 * off (first and last day, weekends inside included) and weekend days that are worked to make up for them. Days of the
 * neighbouring years may occur at the edges (2022-12-31 belongs to the notice for 2023).
 */
export const WorkCalendarYear = z.object({
  year: z.int().min(1950).max(2150),
  notice: z.string().min(1).max(200),
  amendments: z.array(z.string().max(200)).default([]),
  publishedOn: DayText,
  off: z.array(z.tuple([DayText, DayText])).max(40),
  makeUp: z.array(DayText).max(40),
})

/** Shape of a calendar of working days: consecutive years with their source. A tenant imports a new year in this shape. */
export const WorkCalendarData = z.object({
  source: z.string().min(1),
  licence: z.string().min(1),
  version: z.string().min(1),
  years: z.array(WorkCalendarYear).min(1),
})

/** Data of a calendar of working days, in the shape of the schema of this name. */
export type WorkCalendarData = z.infer<typeof WorkCalendarData>

/**
 * Working days, ready to count. Between `publishedFrom` and `publishedThrough` the notices decide; outside, Monday to Friday
 * are taken for working days and every result is provisional, to be computed again when the notice arrives (October to December).
 */
export interface WorkCalendar {
  readonly version: string
  readonly publishedFrom: Day
  readonly publishedThrough: Day
  /** `dayNumber`s on which the notices differ from Monday–Friday, ascending. */
  readonly exceptions: readonly number[]
  /** Beside each exception: worked days gained (make-up) less lost (off) up to and including it. */
  readonly balances: readonly number[]
}

/** A due day; `provisional` where the count touched days no notice has settled yet. */
export interface DueDay {
  readonly day: Day
  readonly provisional: boolean
}

/** A count of working days; `provisional` as in `DueDay`. */
export interface WorkdayCount {
  readonly workdays: number
  readonly provisional: boolean
}

/**
 * Builds a calendar from the arrangements of consecutive years, in any order. Refuses, naming each spot:
 * `kernel.calendar_year_missing` (a gap) or `kernel.calendar_year_twice`, `kernel.calendar_range_reversed`,
 * `kernel.calendar_day_outside_year`, `kernel.calendar_day_twice` (off and worked, or stated twice), `kernel.calendar_make_up_on_weekday`.
 */
export function makeWorkCalendar(data: WorkCalendarData): Outcome<WorkCalendar> {
  const years = data.years.toSorted((left, right) => left.year - right.year)
  const [first, last] = [years[0]?.year ?? 0, years.at(-1)?.year ?? 0]
  const [problem0, ...problems] = [
    ...yearProblems(years.map((each) => each.year)),
    ...years.flatMap(dayProblems),
    ...repeated(years),
  ]
  if (problem0) return fail(problem0, ...problems)
  const changes = years.flatMap((each) => [
    ...each.off
      .flatMap(daysOfRange)
      .filter(isMondayToFriday)
      .map((number) => [number, -1] as const),
    ...each.makeUp.map((day) => [dayNumber(day), 1] as const),
  ])
  changes.sort(([left], [right]) => left - right)
  let balance = 0
  return ok({
    version: data.version,
    publishedFrom: DayText.parse(`${first}-01-01`),
    publishedThrough: DayText.parse(`${last}-12-31`),
    exceptions: changes.map(([number]) => number),
    balances: changes.map(([, change]) => (balance += change)),
  })
}

/** The arrangements of the mainland published so far, 2019 on. */
export const NATIONAL_WORK_CALENDAR_DATA: WorkCalendarData = WorkCalendarData.parse(national)

/** The calendar of `NATIONAL_WORK_CALENDAR_DATA`, for tenants without an import of their own. */
export const NATIONAL_WORK_CALENDAR: WorkCalendar = unwrap(makeWorkCalendar(NATIONAL_WORK_CALENDAR_DATA))

/** Whether notices settle a day; where not, every answer about it is provisional. */
export function isPublished(calendar: WorkCalendar, day: Day): boolean {
  return calendar.publishedFrom <= day && day <= calendar.publishedThrough
}

/** The day itself where a notice settles it; refuses `kernel.calendar_not_published` for acts that must not rest on a guess. */
export function requirePublished(calendar: WorkCalendar, day: Day): Outcome<Day> {
  if (isPublished(calendar, day)) return ok(day)
  return fail(
    problem('kernel.calendar_not_published', { day, from: calendar.publishedFrom, through: calendar.publishedThrough }),
  )
}

/**
 * Whether a day is worked: a make-up weekend day is, an arranged day off is not, otherwise Monday to Friday are. Answers plainly,
 * also outside the published years (there Monday to Friday; ask `isPublished`).
 */
export function isWorkday(calendar: WorkCalendar, day: Day): boolean {
  return isWorkdayNumber(calendar, dayNumber(day))
}

/**
 * The `count`-th working day strictly after `start`, which may itself be a day off: the first day is not counted. Negative counts
 * go strictly before `start`; 0 gives `start`, or the next working day where it is a day off. A make-up weekend day counts.
 * Source: 行政许可法 Art. 82; 民法典 Art. 201 and 203 (by analogy).
 */
export function addWorkdays(calendar: WorkCalendar, start: Day, count: number): DueDay {
  const from = dayNumber(start)
  const target = count > 0 ? forward(calendar, from, count) : backward(calendar, from, -count)
  return { day: dayFromNumber(target), provisional: isProvisional(calendar, from, target) }
}

/**
 * Working days in `(from, to]`: `from` is not counted, `to` is, so that `addWorkdays(from, n)` is `n` away. Negative where `to` is
 * earlier: minus the working days in `(to, from]`.
 */
export function workdaysBetween(calendar: WorkCalendar, from: Day, to: Day): WorkdayCount {
  const [start, end] = [dayNumber(from), dayNumber(to)]
  return {
    workdays: workedUpTo(calendar, end) - workedUpTo(calendar, start),
    provisional: isProvisional(calendar, start, end),
  }
}

function forward(calendar: WorkCalendar, from: number, count: number): number {
  const goal = workedUpTo(calendar, from) + count
  let number = from
  // At most one day is worked a day, so the step never passes the goal, and it lands on a worked day.
  for (let missing = count; missing > 0; missing = goal - workedUpTo(calendar, number)) number += missing
  return number
}

function backward(calendar: WorkCalendar, from: number, count: number): number {
  if (count === 0) return isWorkdayNumber(calendar, from) ? from : forward(calendar, from, 1)
  const goal = workedUpTo(calendar, from - 1) - count
  let number = from - 1
  for (let surplus = count; surplus > 0; surplus = workedUpTo(calendar, number) - goal) number -= surplus
  return number + 1
}

function workedUpTo(calendar: WorkCalendar, number: number): number {
  const sinceMonday = number + 3
  const weeks = Math.floor(sinceMonday / 7)
  return (
    weeks * 5 +
    Math.min(sinceMonday - weeks * 7 + 1, 5) +
    (calendar.balances[exceptionsUpTo(calendar, number) - 1] ?? 0)
  )
}

function isWorkdayNumber(calendar: WorkCalendar, number: number): boolean {
  const excepted = calendar.exceptions[exceptionsUpTo(calendar, number) - 1] === number
  return excepted !== isMondayToFriday(number)
}

function exceptionsUpTo(calendar: WorkCalendar, number: number): number {
  let [low, high] = [0, calendar.exceptions.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((calendar.exceptions[middle] ?? 0) <= number) low = middle + 1
    else high = middle
  }
  return low
}

function isProvisional(calendar: WorkCalendar, one: number, other: number): boolean {
  return (
    Math.min(one, other) < dayNumber(calendar.publishedFrom) ||
    Math.max(one, other) > dayNumber(calendar.publishedThrough)
  )
}

function isMondayToFriday(number: number): boolean {
  return weekdayOfNumber(number) <= 5
}

function daysOfRange([first, last]: readonly [Day, Day]): readonly number[] {
  const start = dayNumber(first)
  return Array.from({ length: Math.max(0, dayNumber(last) - start + 1) }, (_, offset) => start + offset)
}

function yearProblems(years: readonly number[]): readonly Problem[] {
  return years.slice(1).flatMap((year, index) => {
    const before = years[index] ?? year
    if (year === before) return [problem('kernel.calendar_year_twice', { year })]
    return year === before + 1 ? [] : [problem('kernel.calendar_year_missing', { year: before + 1 })]
  })
}

function dayProblems({ year, off, makeUp }: WorkCalendarData['years'][number]): readonly Problem[] {
  const outside = (day: Day): boolean => day < `${year - 1}-12-01` || day > `${year + 1}-01-31`
  return [
    ...off
      .filter(([first, last]) => first > last)
      .map(([first, last]) => problem('kernel.calendar_range_reversed', { first, last })),
    ...[...off.flat(), ...makeUp]
      .filter(outside)
      .map((day) => problem('kernel.calendar_day_outside_year', { day, year })),
    ...makeUp
      .filter((day) => isMondayToFriday(dayNumber(day)))
      .map((day) => problem('kernel.calendar_make_up_on_weekday', { day })),
  ]
}

function repeated(years: WorkCalendarData['years']): readonly Problem[] {
  const numbers = years.flatMap((each) => [...each.off.flatMap(daysOfRange), ...each.makeUp.map(dayNumber)])
  const twice = new Set(numbers.filter((number, index) => numbers.indexOf(number) !== index))
  return [...twice].map((number) => problem('kernel.calendar_day_twice', { day: dayFromNumber(number) }))
}
