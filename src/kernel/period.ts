import {
  addDays,
  asDay,
  compareDays,
  type Day,
  dayOfMonth,
  daysBetween,
  firstDayOfMonth,
  isDay,
  isoWeek,
  lastDayOfMonth,
  mondayOfIsoWeek,
  monthOf,
  yearOf,
} from './day.ts'
import { fail, ok, type Outcome } from './outcome.ts'
import { type ParsedText, parsedText } from './parsed-text.ts'
import { problem } from './problem.ts'

/** The kinds of period, longest first. `first_two_months` is the 1—2月 of statistics, whose January is not collected apart. */
export const PERIOD_KINDS = ['year', 'half', 'quarter', 'first_two_months', 'month', 'week', 'day'] as const

/** One of `PERIOD_KINDS`. */
export type PeriodKind = (typeof PERIOD_KINDS)[number]

/** How often a figure is due. A monthly series may have `M01_02` in the place of January and February. */
export type Frequency = Exclude<PeriodKind, 'first_two_months'>

/** Shape of a period: `2026`, `2026-H1`, `2026-Q1`, `2026-M03`, `2026-M01_02`, `2026-W12` (ISO 8601) or a day `2026-03-05`. */
export const PeriodText = parsedText<'Period'>(
  parsePeriod,
  /^\d{4}(-(H[12]|Q[1-4]|M\d{2}|M01_02|W\d{2}|\d{2}-\d{2}))?$/,
  '2026-M03',
)

/** A stretch of whole days with a name, as text in the shape of `PeriodText`. Equal periods have equal text. */
export type Period = ParsedText<'Period'>

interface Reading {
  readonly kind: PeriodKind
  readonly year: number
  /** The number within the year: half 1–2, quarter 1–4, month 1–12, week 1–53; 1 for a year and 1—2月; 0 for a day. */
  readonly index: number
}

const MONTHS_OF = { year: 12, half: 6, quarter: 3, first_two_months: 2, month: 1 } as const
const SHAPES = [
  ['year', /^(\d{4})$/, 1],
  ['half', /^(\d{4})-H([12])$/, 2],
  ['quarter', /^(\d{4})-Q([1-4])$/, 4],
  ['first_two_months', /^(\d{4})-M01_02$/, 1],
  ['month', /^(\d{4})-M(\d{2})$/, 12],
  ['week', /^(\d{4})-W(\d{2})$/, 53],
] as const

/** Reads a period. Refuses `kernel.period_invalid` for another shape, a week or day that does not exist, a year outside 1901–2198. */
export function parsePeriod(text: string): Outcome<Period> {
  const trimmed = text.trim()
  return read(trimmed) ? ok(trimmed as Period) : fail(problem('kernel.period_invalid', { text }))
}

/** Takes a constant or a value already checked (a database row) as a period; throws where it is none. */
export function asPeriod(text: string): Period {
  if (!read(text)) throw new RangeError(`not a period: ${text}`)
  return text as Period
}

/** The kind of a period. */
export function periodKind(period: Period): PeriodKind {
  return reading(period).kind
}

/** The year a period belongs to; for a week the ISO year, in which its Thursday lies. */
export function periodYear(period: Period): number {
  return reading(period).year
}

/** The number within the year: half 1–2, quarter 1–4, month 1–12, week 1–53; 1 for a year and 1—2月, the day of the year for a day. */
export function periodIndex(period: Period): number {
  const { kind, year, index } = reading(period)
  return kind === 'day' ? daysBetween(firstDayOfMonth(year, 1), firstDay(period)) + 1 : index
}

/** The first day of a period. */
export function firstDay(period: Period): Day {
  const { kind, year, index } = reading(period)
  if (kind === 'day') return asDay(period)
  if (kind === 'week') return mondayOfIsoWeek(year, index)
  return firstDayOfMonth(year, (index - 1) * MONTHS_OF[kind] + 1)
}

/** The last day of a period. */
export function lastDay(period: Period): Day {
  const { kind, year, index } = reading(period)
  if (kind === 'day') return asDay(period)
  if (kind === 'week') return addDays(mondayOfIsoWeek(year, index), 6)
  return lastDayOfMonth(year, index * MONTHS_OF[kind])
}

/** Whether a day lies in a period. */
export function periodContains(period: Period, day: Day): boolean {
  return firstDay(period) <= day && day <= lastDay(period)
}

/** The period of a kind in which a day lies; none for `first_two_months` after February. */
export function periodOf(day: Day, kind: Frequency): Period
export function periodOf(day: Day, kind: PeriodKind): Period | undefined
export function periodOf(day: Day, kind: PeriodKind): Period | undefined {
  if (kind === 'day') return asPeriod(day)
  if (kind === 'week') {
    const { year, week } = isoWeek(day)
    return write(kind, year, week)
  }
  const index = Math.ceil(monthOf(day) / MONTHS_OF[kind])
  return kind === 'first_two_months' && index > 1 ? undefined : write(kind, yearOf(day), index)
}

/** The following period of the same kind; after 1—2月 the 1—2月 of the next year (the series of a year is `periodsOfYear`). */
export function nextPeriod(period: Period): Period {
  const { kind, year } = reading(period)
  return kind === 'first_two_months' ? write(kind, year + 1, 1) : periodOf(addDays(lastDay(period), 1), kind)
}

/** The period of the same kind before; before 1—2月 the 1—2月 of the year before. */
export function previousPeriod(period: Period): Period {
  const { kind, year } = reading(period)
  return kind === 'first_two_months' ? write(kind, year - 1, 1) : periodOf(addDays(firstDay(period), -1), kind)
}

/**
 * The same period one year earlier, for 同比; week 53 answers the last week of the year before, 29 February the 28th.
 */
export function yearEarlier(period: Period): Period {
  const { kind, year, index } = reading(period)
  if (kind !== 'day') return index === 53 ? previousOfLastWeek(year) : write(kind, year - 1, index)
  const day = firstDay(period)
  const date = Math.min(dayOfMonth(day), dayOfMonth(lastDayOfMonth(year - 1, monthOf(day))))
  return asPeriod(addDays(firstDayOfMonth(year - 1, monthOf(day)), date - 1))
}

/**
 * Months of its year that have passed at the end of a period: 3 for `2026-Q1` and `2026-M03`, 2 for `2026-M01_02`. Inside a
 * month the share of its days counts (`2026-04-15` is 3.5); a week that ends in the next year counts 12.
 */
export function monthsElapsed(period: Period): number {
  const last = lastDay(period)
  if (yearOf(last) > periodYear(period)) return 12
  const length = dayOfMonth(lastDayOfMonth(yearOf(last), monthOf(last)))
  return monthOf(last) - 1 + dayOfMonth(last) / length
}

/** For sorting: by the last day, then the shorter period first; 0 only for the same period. */
export function comparePeriods(left: Period, right: Period): number {
  return compareDays(lastDay(left), lastDay(right)) || compareDays(firstDay(right), firstDay(left))
}

/**
 * The periods of a year in order, for a figure due with `frequency`. `combined` opens a monthly series with `M01_02`,
 * eleven periods; otherwise January and February stand apart. Weeks are the ISO weeks of the year, 52 or 53.
 */
export function periodsOfYear(
  year: number,
  frequency: Frequency,
  firstMonths: 'separate' | 'combined' = 'separate',
): readonly Period[] {
  const combined = frequency === 'month' && firstMonths === 'combined'
  const start = combined ? [write('first_two_months', year, 1)] : []
  const first =
    frequency === 'week' ? write('week', year, 1) : periodOf(firstDayOfMonth(year, combined ? 3 : 1), frequency)
  const periods = [...start]
  for (let each = first; periodYear(each) === year; each = nextPeriod(each)) periods.push(each)
  return periods
}

function previousOfLastWeek(year: number): Period {
  return previousPeriod(write('week', year, 1))
}

function write(kind: Exclude<PeriodKind, 'day'>, year: number, index: number): Period {
  const padded = String(index).padStart(2, '0')
  const suffix = {
    year: '',
    half: `-H${index}`,
    quarter: `-Q${index}`,
    first_two_months: '-M01_02',
    month: `-M${padded}`,
    week: `-W${padded}`,
  }[kind]
  return asPeriod(`${year}${suffix}`)
}

function reading(period: Period): Reading {
  const result = read(period)
  if (!result) throw new RangeError(`not a period: ${period}`)
  return result
}

function read(text: string): Reading | undefined {
  if (isDay(text)) return inRange({ kind: 'day', year: yearOf(text), index: 0 })
  for (const [kind, shape, last] of SHAPES) {
    const match = shape.exec(text)
    if (!match) continue
    const [year, index] = [Number(match[1]), Number(match[2] ?? 1)]
    if (index < 1 || index > last) return undefined
    return inRange({ kind, year, index })
  }
  return undefined
}

function inRange(result: Reading): Reading | undefined {
  if (result.year < 1901 || result.year > 2198) return undefined
  const missing =
    result.kind === 'week' && result.index === 53 && isoWeek(mondayOfIsoWeek(result.year, 53)).year !== result.year
  return missing ? undefined : result
}
