import { type Day, dayOf, yearOf } from '../../../kernel/day.ts'

/** Today by the clock of this browser, read when a page opens. */
export function today(): Day {
  return dayOf(new Date())
}

/** The year of today. */
export function thisYear(): number {
  return yearOf(today())
}
