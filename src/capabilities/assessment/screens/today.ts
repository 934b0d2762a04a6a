import { dayOf, yearOf } from '../../../kernel/day.ts'

/** The year of today by the clock of this browser. */
export function thisYear(): number {
  return yearOf(dayOf(new Date()))
}
