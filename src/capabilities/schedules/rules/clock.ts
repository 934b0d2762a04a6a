import { asDay, type Day, dayFromNumber, dayNumber, weekdayOfNumber } from '../../../kernel/day.ts'
import type { WorkCalendar } from '../../../kernel/work-calendar.ts'

/**
 * How worked time runs along an axis of instants. An instant is a whole number of ticks; what a tick is, the maker of the clock decides.
 * Between two pieces of work lies closed time, so a position (so many ticks worked) has an earliest and a latest instant.
 */
export interface Clock {
  /** Ticks worked before an instant. Rises by at most 1 a tick. */
  readonly workedBefore: (instant: number) => number
  /** The latest instant with `worked` ticks before it: where the next piece of work begins. */
  readonly startAt: (worked: number) => number
  /** The earliest instant with `worked` ticks before it: where the last piece of work ended. */
  readonly finishAt: (worked: number) => number
}

/** The number at an index of a typed array that is known to lie inside it. */
export const at = (numbers: Int32Array | Uint8Array, index: number): number => numbers[index] ?? 0

/** Instants no clock reaches: whatever comes out beyond them has left the calendar. */
export const BEYOND = 2 ** 30

/** Every tick is worked: offsets from 0, and elapsed time. */
export const EVERY_TICK: Clock = {
  workedBefore: (instant) => instant,
  startAt: (worked) => worked,
  finishAt: (worked) => worked,
}

const FIRST = dayNumber(asDay('1900-01-01'))
const DAYS = dayNumber(asDay('2199-12-31')) - FIRST + 1

/**
 * On the axis of days every day has two ticks: its work and its night. A day begins at tick `2n`, its work ends at `2n + 1`, so that the
 * end of a day and the beginning of the next are two instants and an instant always names its day, also for a milestone.
 */
export const startOfDayTick = (day: Day): number => 2 * (dayNumber(day) - FIRST)

/** The instant at which the work of a day ends. */
export const endOfDayTick = (day: Day): number => startOfDayTick(day) + 1

/** Reads days off instants, each text made once. */
export function makeDayNames(): (instant: number) => Day {
  const names = new Map<number, Day>()
  return (instant) => {
    const index = instant >> 1
    const known = names.get(index)
    if (known !== undefined) return known
    const day = dayFromNumber(index + FIRST)
    names.set(index, day)
    return day
  }
}

/** Whether an instant lies on the axis of days (1900–2199). */
export const isOnAxis = (instant: number): boolean => instant >= 0 && instant < 2 * DAYS

/** Which days are worked: a byte a day from 1900-01-01 to 2199-12-31, 1 = worked. */
export type WorkedDays = Uint8Array

/** Every day of the axis. */
export function everyDay(): WorkedDays {
  return new Uint8Array(DAYS).fill(1)
}

/** The days of a week that are worked (1 = Monday to 7 = Sunday), without any holiday. */
export function daysOfWeek(worked: ReadonlySet<number>): WorkedDays {
  const days = new Uint8Array(DAYS)
  for (let first = 0; first < 7; first += 1)
    if (worked.has(weekdayOfNumber(first + FIRST))) for (let index = first; index < DAYS; index += 7) days[index] = 1
  return days
}

/** The working days of a calendar of notices; Monday to Friday outside the published years. */
export function workdaysOf(calendar: WorkCalendar): WorkedDays {
  const days = daysOfWeek(new Set([1, 2, 3, 4, 5]))
  for (const number of calendar.exceptions) {
    const index = number - FIRST
    if (index >= 0 && index < DAYS) days[index] = days[index] === 1 ? 0 : 1
  }
  return days
}

/** The same days with those from `from` to `through`, both included, worked or not. */
export function withDays(days: WorkedDays, from: Day, through: Day, worked: 0 | 1): WorkedDays {
  const [first, last] = [Math.max(0, dayNumber(from) - FIRST), Math.min(DAYS - 1, dayNumber(through) - FIRST)]
  return last < first ? days : days.slice().fill(worked, first, last + 1)
}

/** The same days without those from `from` to `through` of every year (`MM-DD`, both included, possibly over New Year). */
export function withoutSeason(days: WorkedDays, from: string, through: string): WorkedDays {
  const kept = days.slice()
  for (let year = 1899; year < 2200; year += 1) {
    const last = from <= through ? year : year + 1
    const first = seasonDay(year, from) - FIRST
    kept.fill(0, Math.max(0, first), Math.max(0, Math.min(DAYS, seasonDay(last, through) - FIRST + 1)))
  }
  return kept
}

/** The number of a day of the year; 29 February is 1 March in a year without it. */
function seasonDay(year: number, monthDay: string): number {
  return Math.round(Date.UTC(year, Number(monthDay.slice(0, 2)) - 1, Number(monthDay.slice(3, 5))) / 86_400_000)
}

/** The clock of worked days on the axis of days. Outside the axis it answers `±BEYOND`, which the scheduler refuses. */
export function dayClock(days: WorkedDays): Clock {
  const before = new Int32Array(DAYS + 1)
  for (let index = 0; index < DAYS; index += 1) before[index + 1] = at(before, index) + at(days, index)
  const total = at(before, DAYS)
  const dayOfWork = new Int32Array(total)
  for (let index = 0; index < DAYS; index += 1) if (at(days, index) === 1) dayOfWork[at(before, index)] = index
  return {
    workedBefore: (instant) => {
      if (instant < 0) return -BEYOND
      return instant >= 2 * DAYS ? BEYOND : at(before, (instant + 1) >> 1)
    },
    startAt: (worked) => {
      if (worked < 0) return -BEYOND
      return worked >= total ? BEYOND : 2 * at(dayOfWork, worked)
    },
    finishAt: (worked) => {
      if (worked <= 0) return worked === 0 ? 0 : -BEYOND
      return worked > total ? BEYOND : 2 * at(dayOfWork, worked - 1) + 1
    },
  }
}
