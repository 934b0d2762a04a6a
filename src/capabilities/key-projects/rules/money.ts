import { type Day, monthOf, yearOf } from '../../../kernel/day.ts'
import { asPeriod, lastDay, type Period, periodIndex, periodYear } from '../../../kernel/period.ts'
import { exact, divide, multiply, subtract, compare, toNumber } from '../../../kernel/exact.ts'
import type { MoneyAlarm, ProjectBody } from '../contract.ts'
import alarm from '../data/money-alarm.json' with { type: 'json' }

/** From how many percentage points on works and money part; our own default, data. */
export const ALARM_POINTS: number = alarm.points

/** The month of the ledgers a cumulative figure belongs to: the one its period ends in, December for a week that ends next year. */
export function ledgerMonth(period: Period): Period {
  const last = lastDay(period)
  return monthOfYear(periodYear(period), yearOf(last) > periodYear(period) ? 12 : monthOf(last))
}

/** A month as the ledgers name it, e.g. `2026-M03`. */
export function monthOfYear(year: number, month: number): Period {
  return asPeriod(`${year}-M${String(month).padStart(2, '0')}`)
}

/** The day a figure stands for: the last of its period, or today where that is still to come. */
export function asOfDay(period: Period, today: Day): Day {
  const last = lastDay(period)
  return last < today ? last : today
}

/** What one month says: money since January and since the start, funds in place, all whole yuan. A null `thisYear` was taken back. */
export interface FigureOfMonth {
  readonly period: Period
  readonly thisYear: number | null
  readonly total: number | null
  readonly fundsInPlace: number | null
}

type Money = Pick<ProjectBody, 'investedBeforeYear' | 'investedThisYear' | 'investedAsOf' | 'fundsInPlace'>

/** The reported figure a record states; `undefined` without an amount and a period. */
export function reportedFigure(body: Money): FigureOfMonth | undefined {
  const { investedBeforeYear, investedThisYear, investedAsOf, fundsInPlace } = body
  if (investedThisYear === null || investedAsOf === null) return undefined
  return {
    period: ledgerMonth(investedAsOf),
    thisYear: investedThisYear,
    total: (investedBeforeYear ?? 0) + investedThisYear,
    fundsInPlace,
  }
}

/** Whether two figures say the same of the same month. */
export function isSameFigure(one: FigureOfMonth | undefined, other: FigureOfMonth | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/**
 * What every month added, by the cumulative figures of a year in order of time: the first month of the year adds its figure, another what
 * it is above the month just before. Null where that month has no figure, for then nobody knows which month the money belongs to.
 */
export function monthAmounts(
  figures: readonly { readonly period: Period; readonly thisYear: number | null }[],
): readonly (number | null)[] {
  return figures.map(({ period, thisYear }, index) => {
    if (thisYear === null) return null
    const month = periodIndex(period)
    if (month === 1) return thisYear
    const before = figures[index - 1]
    const isNext = before !== undefined && periodYear(before.period) === periodYear(period)
    if (isNext && periodIndex(before.period) === month - 1 && before.thisYear !== null)
      return thisYear - before.thisYear
    // January is not collected apart: a February that nothing precedes is 1—2月 whole.
    return month === 2 && !isNext ? thisYear : null
  })
}

/** What the plan of the year expects by the end of each of its months, whole yuan; by the months of the plan, else month by month alike. */
export function plannedByMonth(
  yearPlan: number | null,
  monthlyPlan: readonly number[] | null,
): readonly number[] | null {
  if (monthlyPlan) {
    let sum = 0
    return monthlyPlan.map((month) => (sum += month))
  }
  if (yearPlan === null) return null
  return Array.from({ length: 12 }, (_, index) => Math.round((yearPlan * (index + 1)) / 12))
}

/** Share of the whole investment that is reported as done, 0–1 and above where the plan is exceeded; null where either is unknown. */
export function moneyShare(reportedTotal: number | null, totalInvestment: number | null): number | null {
  if (reportedTotal === null || !totalInvestment) return null
  const share = divide(exact(reportedTotal), exact(totalInvestment))
  return share ? toNumber(share) : null
}

/**
 * Where works and money part: the reported share of the works against the share of the whole investment that is reported as done, apart by
 * `points` percentage points or more. Null where either is unknown or they keep together.
 */
export function moneyAlarm(
  physicalPercent: number | null,
  reportedTotal: number | null,
  totalInvestment: number | null,
  points: number = ALARM_POINTS,
): MoneyAlarm | null {
  if (physicalPercent === null || reportedTotal === null || !totalInvestment) return null
  const share = divide(multiply(exact(reportedTotal), exact(100)), exact(totalInvestment))
  const works = exact(physicalPercent.toFixed(4))
  if (!share) return null
  if (compare(subtract(share, works), exact(points)) >= 0) return 'money_ahead'
  return compare(subtract(works, share), exact(points)) >= 0 ? 'works_ahead' : null
}
