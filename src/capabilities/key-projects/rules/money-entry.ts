import type { Day } from '../../../kernel/day.ts'
import { firstDay, type Period } from '../../../kernel/period.ts'
import { type Problem, problem } from '../../../kernel/problem.ts'
import type { Ledger } from '../contract.ts'

/** A cumulative figure somebody enters for a month, whole yuan. */
export interface MonthEntry {
  readonly ledger: Ledger
  readonly period: Period
  readonly thisYear: number
  readonly reason: string
}

/**
 * What stands against a figure for a month, `undefined` where it may stand. `known` are the months of the same year and ledger that have a
 * figure. Refuses `key_projects.month_to_come` for a month that has not begun, and asks for a reason (`key_projects.reason_for_correction`,
 * `key_projects.reason_for_fall`) where a figure is corrected or a cumulative figure falls from one month to a later one.
 */
export function monthFault(
  { period, thisYear, reason }: MonthEntry,
  known: readonly { readonly period: string; readonly thisYear: number }[],
  today: Day,
): Problem | undefined {
  if (firstDay(period) > today) return problem('key_projects.month_to_come', { period }, ['period'])
  if (reason !== '') return undefined
  const same = known.find((each) => each.period === period)
  if (same && same.thisYear !== thisYear) return problem('key_projects.reason_for_correction', { period }, ['reason'])
  const above = known.find((each) => each.period < period && each.thisYear > thisYear)
  if (above) return problem('key_projects.reason_for_fall', { period, other: above.period }, ['reason'])
  const below = known.find((each) => each.period > period && each.thisYear < thisYear)
  return below && problem('key_projects.reason_for_fall', { period: below.period, other: period }, ['reason'])
}
