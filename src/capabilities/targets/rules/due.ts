import { addDays, type Day } from '../../../kernel/day.ts'
import { lastDay, type Period } from '../../../kernel/period.ts'
import type { IndicatorBody } from '../contract.ts'
import due from '../data/due-days.json' with { type: 'json' }
import { periodsDue } from './indicators.ts'

/** The day a figure of a period is due: so many days after the period ends, by how often the indicator is reported. */
export function dueOn(indicator: Pick<IndicatorBody, 'frequency'>, period: Period): Day {
  return addDays(lastDay(period), due.days[indicator.frequency])
}

/**
 * Periods of a year that are over by `today` and have no figure, with the day each was or is due. An optional January is never owed, nor
 * is a period of a cumulative series once a later one was entered.
 */
export function periodsOwed(
  indicator: Pick<IndicatorBody, 'frequency' | 'firstMonths' | 'cumulative'>,
  entered: readonly Period[],
  year: number,
  today: Day,
): readonly { readonly period: Period; readonly dueOn: Day; readonly isOverdue: boolean }[] {
  const latest = entered.map(lastDay).toSorted().at(-1)
  return periodsDue(indicator, year)
    .filter(
      (period, index) =>
        lastDay(period) < today &&
        !entered.includes(period) &&
        !(indicator.firstMonths === 'january_optional' && index === 0) &&
        !(indicator.cumulative && latest !== undefined && lastDay(period) < latest),
    )
    .map((period) => {
      const day = dueOn(indicator, period)
      return { period, dueOn: day, isOverdue: day < today }
    })
}
