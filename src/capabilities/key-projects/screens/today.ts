import { dayOf, yearOf } from '../../../kernel/day.ts'

/** This year, where the region is. */
export function thisYear(): number {
  return yearOf(dayOf(new Date()))
}
