import { asDay, dayFromNumber, dayNumber, isDay } from '../../../kernel/day.ts'

/** Minutes of a day; instants of this format are whole minutes since 1900-01-01 00:00, local time. */
export const DAY_MINUTES = 1440

const FIRST = dayNumber(asDay('1900-01-01'))

/** The minute of `YYYY-MM-DDTHH:MM:SS`, seconds left out; `undefined` for any other text and outside 1900–2199. */
export function parseMinute(text: string): number | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?)?$/.exec(text)
  const day = match?.[1]
  if (!match || !day || !isDay(day)) return undefined
  return (dayNumber(day) - FIRST) * DAY_MINUTES + Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0)
}

/** `YYYY-MM-DDTHH:MM:00` of a minute. */
export function minuteText(minute: number): string {
  const clock = ((minute % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${dayOfMinute(minute)}T${two(Math.floor(clock / 60))}:${two(clock % 60)}:00`
}

/** The day in which a minute lies. */
export function dayOfMinute(minute: number): string {
  return dayFromNumber(Math.floor(minute / DAY_MINUTES) + FIRST)
}

/** Number of the day in which a minute lies, 0 = 1900-01-01. */
export function dayIndex(minute: number): number {
  return Math.floor(minute / DAY_MINUTES)
}

/** Day of the week of a day index, 1 = Sunday to 7 = Saturday, as the format counts. 1900-01-01 was a Monday. */
export function weekdayOfIndex(index: number): number {
  return ((((index + 1) % 7) + 7) % 7) + 1
}

/** Year, month 1–12 and day of the month of a day index. */
export function partsOfIndex(index: number): { readonly year: number; readonly month: number; readonly day: number } {
  const day = dayFromNumber(index + FIRST)
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) }
}

/** Minutes of `PT8H0M0S` or `P1DT2H`, rounded; `undefined` for any other text. */
export function parseDuration(text: string): number | undefined {
  const match = /^(-)?P(?:(\d+)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(text)
  if (!match || text === 'P') return undefined
  const [days, hours, minutes, seconds] = [2, 3, 4, 5].map((group) => Number(match[group] ?? 0))
  const sum = (days ?? 0) * DAY_MINUTES + (hours ?? 0) * 60 + (minutes ?? 0) + (seconds ?? 0) / 60
  return Math.round(match[1] ? -sum : sum)
}

/** `PT8H0M0S` of minutes. */
export function durationText(minutes: number): string {
  return `PT${Math.floor(minutes / 60)}H${minutes % 60}M0S`
}
