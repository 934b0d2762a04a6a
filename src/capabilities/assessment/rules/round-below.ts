import { add, divide, type Exact, exact, toDecimal, toExactText } from '../../../kernel/exact.ts'
import {
  lastDay,
  type Period,
  periodContains,
  periodIndex,
  periodKind,
  periodYear,
  previousPeriod,
} from '../../../kernel/period.ts'
import type { Level } from '../contract.ts'

/** Decimals a mean is kept to where it has no shorter text: as many as a number of people may have. */
const MEAN_DECIMALS = 12

/** A published total of a unit in a round of the level below. */
export interface BelowTotal {
  readonly period: Period
  readonly total: string
}

/**
 * What the rounds of a level below say of a unit in a period: the printed total of the `at`-th month or quarter inside it (1 is the first), or the
 * mean of those that are published. `undefined` where there is none.
 */
export function belowValue(
  period: Period,
  { level, at }: { readonly level: Exclude<Level, 'year'>; readonly at: number | 'mean' },
  totals: readonly BelowTotal[],
): string | undefined {
  const inside = totals.filter((each) => periodKind(each.period) === level && contains(period, each.period))
  if (at === 'mean') return meanOf(inside.map(({ total }) => exact(total)))
  const first = firstInside(period, level)
  return inside.find((each) => periodIndex(each.period) === first + at - 1)?.total
}

function contains(period: Period, inner: Period): boolean {
  return periodYear(period) === periodYear(inner) && periodContains(period, lastDay(inner))
}

function firstInside(period: Period, level: Exclude<Level, 'year'>): number {
  if (periodKind(period) === 'year') return 1
  return level === 'month' ? (periodIndex(period) - 1) * 3 + 1 : periodIndex(period)
}

function meanOf(totals: readonly Exact[]): string | undefined {
  const mean = divide(totals.reduce(add, exact(0)), exact(totals.length))
  if (mean === undefined) return undefined
  const text = toExactText(mean)
  return /^-?\d+(\.\d{1,12})?$/.test(text) ? text : toDecimal(mean, MEAN_DECIMALS)
}

/** The period before of the same level, as far as the year goes: a scheme is of one year, and so are its rows of periods. */
export function periodBefore(period: Period): Period | undefined {
  const before = previousPeriod(period)
  return periodYear(before) === periodYear(period) ? before : undefined
}
