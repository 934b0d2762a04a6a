import { addDays, type Day, dayOf, startOfDay, weekday } from '../../../kernel/day.ts'
import { addWorkdays, isWorkday, type WorkCalendar } from '../../../kernel/work-calendar.ts'
import type { DeadlineBasis, LoopSettings } from '../contract.ts'

const MINUTE_MS = 60_000
const FRIDAY = 5
const EVENING_MINUTES = 18 * 60
const NOON_MINUTES = 12 * 60

/** What a region says about the end of a day's work. */
export type HoursOfWork = Pick<LoopSettings, 'closeOfBusiness' | 'keepsQuietHours'>

/** A deadline as an instant, and why it is that one. */
export interface Deadline {
  readonly at: Date
  readonly basis: DeadlineBasis
}

/** The instant at which work ends on a day; whether the day is worked is not asked. */
export function closeOfBusiness(day: Day, { closeOfBusiness: text }: Pick<LoopSettings, 'closeOfBusiness'>): Date {
  return atMinute(day, Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5)))
}

/**
 * The instant a deadline on a day ends: close of business; where that lies after Friday 18:00 and before Monday 12:00 (a make-up weekend
 * day, a late close of business), Monday 12:00, or noon of the first working day after it where Monday is a day off. Nobody has to work
 * through a weekend for a deadline of ours. Both edges are outside the quiet hours: Friday 18:00 and Monday 12:00 themselves stand.
 */
export function deadlineOn(day: Day, hours: HoursOfWork, calendar: WorkCalendar): Deadline {
  const at = closeOfBusiness(day, hours)
  const moved = hours.keepsQuietHours ? afterQuietHours(at, calendar) : at
  return { at: moved, basis: moved === at ? 'close_of_business' : 'moved_from_quiet_hours' }
}

/** The instant a deadline of law ends: close of business of its very day, whatever day it is; nothing moves it. */
export function statutoryDeadline(day: Day, hours: HoursOfWork): Deadline {
  return { at: closeOfBusiness(day, hours), basis: 'statutory' }
}

/** The deadline `workdays` working days after an instant; the day of the instant is not counted, 0 is that day or the next working day. */
export function deadlineAfter(from: Date, workdays: number, hours: HoursOfWork, calendar: WorkCalendar): Deadline {
  return deadlineOn(addWorkdays(calendar, dayOf(from), workdays).day, hours, calendar)
}

function afterQuietHours(at: Date, calendar: WorkCalendar): Date {
  const day = dayOf(at)
  const friday = addDays(day, FRIDAY - (weekday(day) === 1 ? 8 : weekday(day)))
  const monday = addDays(friday, 3)
  if (at <= atMinute(friday, EVENING_MINUTES) || at >= atMinute(monday, NOON_MINUTES)) return at
  return atMinute(isWorkday(calendar, monday) ? monday : addWorkdays(calendar, monday, 0).day, NOON_MINUTES)
}

function atMinute(day: Day, minute: number): Date {
  return new Date(startOfDay(day).getTime() + minute * MINUTE_MS)
}
