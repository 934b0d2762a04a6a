import { fail, ok, type Outcome } from './outcome.ts'
import { type ParsedText, parsedText } from './parsed-text.ts'
import { problem } from './problem.ts'

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/
const FIRST_YEAR = 1900
const LAST_YEAR = 2199
const MS_PER_DAY = 86_400_000
const SHANGHAI_OFFSET_MS = 8 * 3_600_000
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** Shape of a calendar day `YYYY-MM-DD`, 1900-01-01 to 2199-12-31, that exists. */
export const DayText = parsedText<'Day'>(parseDay, SHAPE, '2026-03-25')

/** A calendar day in Asia/Shanghai as text `YYYY-MM-DD`; text order is time order. */
export type Day = ParsedText<'Day'>

/** Reads a day. Refuses `kernel.day_invalid` for any other shape, a day that does not exist, or a year outside 1900–2199. */
export function parseDay(text: string): Outcome<Day> {
  const trimmed = text.trim()
  return isDay(trimmed) ? ok(trimmed) : fail(problem('kernel.day_invalid', { text }))
}

/** Takes a constant or a value already checked (a database row) as a day; throws where it is none. */
export function asDay(text: string): Day {
  if (!isDay(text)) throw new RangeError(`not a day: ${text}`)
  return text
}

/** Whether the text is a day of the calendar. */
export function isDay(text: string): text is Day {
  const match = SHAPE.exec(text)
  if (!match) return false
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return (
    year >= FIRST_YEAR &&
    year <= LAST_YEAR &&
    month >= 1 &&
    month <= 12 &&
    date >= 1 &&
    date <= monthLength(year, month)
  )
}

/** Days since 1970-01-01, for arithmetic in tight loops. */
export function dayNumber(day: Day): number {
  const year = yearOf(day)
  const month = monthOf(day)
  const marchYear = month > 2 ? year : year - 1
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth(day) - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

/** The day of a `dayNumber`; throws RangeError outside 1900–2199. */
export function dayFromNumber(number: number): Day {
  const shifted = number + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
  const date = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) throw new RangeError(`day out of range: ${number}`)
  return composeDay(year, month, date)
}

/** The day `count` calendar days later (earlier when negative); throws RangeError outside 1900–2199. */
export function addDays(day: Day, count: number): Day {
  return dayFromNumber(dayNumber(day) + count)
}

/** Calendar days from `from` to `to`: 1 from today to tomorrow, negative backwards. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from)
}

/** For sorting: negative where `left` comes first, 0 for the same day. */
export function compareDays(left: Day, right: Day): number {
  if (left === right) return 0
  return left < right ? -1 : 1
}

/** Day of the week, 1 = Monday to 7 = Sunday. */
export function weekday(day: Day): number {
  return weekdayOfNumber(dayNumber(day))
}

/** Day of the week of a `dayNumber`, 1 = Monday to 7 = Sunday. */
export function weekdayOfNumber(number: number): number {
  return ((((number + 3) % 7) + 7) % 7) + 1
}

/** The day on which an instant falls in Asia/Shanghai (UTC+8 without summer time since 1991), whatever zone the process runs in. */
export function dayOf(instant: Date): Day {
  return dayFromNumber(Math.floor((instant.getTime() + SHANGHAI_OFFSET_MS) / MS_PER_DAY))
}

/** The instant at which a day begins in Asia/Shanghai. */
export function startOfDay(day: Day): Date {
  return new Date(dayNumber(day) * MS_PER_DAY - SHANGHAI_OFFSET_MS)
}

/** The year, as a number. */
export function yearOf(day: Day): number {
  return Number(day.slice(0, 4))
}

/** The month of the year, 1–12. */
export function monthOf(day: Day): number {
  return Number(day.slice(5, 7))
}

/** The day of the month, 1–31. */
export function dayOfMonth(day: Day): number {
  return Number(day.slice(8, 10))
}

/** The first day of a month; `month` is 1–12. */
export function firstDayOfMonth(year: number, month: number): Day {
  return composeDay(year, month, 1)
}

/** The last day of a month; `month` is 1–12. */
export function lastDayOfMonth(year: number, month: number): Day {
  return composeDay(year, month, monthLength(year, month))
}

/** The ISO 8601 week: weeks begin on Monday, the week belongs to the year of its Thursday. */
export function isoWeek(day: Day): { readonly year: number; readonly week: number } {
  const number = dayNumber(day)
  const thursday = number - weekdayOfNumber(number) + 4
  const year = yearOf(dayFromNumber(thursday))
  const week = Math.floor((thursday - dayNumber(composeDay(year, 1, 1))) / 7) + 1
  return { year, week }
}

/** Monday of an ISO week. */
export function mondayOfIsoWeek(year: number, week: number): Day {
  const fourth = dayNumber(composeDay(year, 1, 4))
  return dayFromNumber(fourth - weekdayOfNumber(fourth) + 1 + (week - 1) * 7)
}

function composeDay(year: number, month: number, date: number): Day {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}` as Day
}

function monthLength(year: number, month: number): number {
  if (month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)) return 29
  return MONTH_LENGTHS[month - 1] ?? 0
}
