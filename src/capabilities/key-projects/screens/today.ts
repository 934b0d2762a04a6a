import { type Day, dayOf, yearOf } from '../../../kernel/day.ts'

/** Today, where the region is. */
export function today(): Day {
  return dayOf(new Date())
}

/** This year, where the region is. */
export function thisYear(): number {
  return yearOf(today())
}
