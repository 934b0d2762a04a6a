import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import { lastDay, type Period, periodsOfYear } from '../../../kernel/period.ts'
import { problem, type Problem } from '../../../kernel/problem.ts'
import type { IndicatorBody } from '../contract.ts'

type Schedule = Pick<IndicatorBody, 'frequency' | 'firstMonths'>
type Rule = readonly [code: string, field: keyof IndicatorBody, broken: (indicator: IndicatorBody) => boolean]

/** Each row: the code of the problem, the field it stands at, and when the rule is broken. */
const RULES: readonly Rule[] = [
  ['targets.growth_not_derived', 'derivation', (each) => each.statistical && each.derivation?.kind === 'growth'],
  ['targets.rate_not_summed_over_units', 'overUnits', (each) => each.measure !== 'level' && each.overUnits === 'sum'],
  ['targets.rate_not_summed_over_time', 'overTime', (each) => each.measure !== 'level' && each.overTime === 'sum'],
  ['targets.rank_not_weighted', 'overUnits', (each) => each.measure === 'rank' && each.overUnits === 'weighted'],
  ['targets.rank_is_lower_better', 'direction', (each) => each.measure === 'rank' && each.direction !== 'lower'],
  ['targets.cumulative_not_averaged', 'overTime', (each) => each.cumulative && each.overTime === 'average'],
  [
    'targets.first_months_are_monthly',
    'firstMonths',
    (each) => each.firstMonths !== 'separate' && each.frequency !== 'month',
  ],
]

/**
 * Whether an indicator makes sense. Codes: see the table above; the growth rate of a statistical indicator is entered as published,
 * never derived from levels, because bases are revised.
 */
export function checkIndicator(indicator: IndicatorBody): Outcome<IndicatorBody> {
  const [first, ...rest] = RULES.flatMap(([code, field, broken]): readonly Problem[] =>
    broken(indicator) ? [problem(code, undefined, [field])] : [],
  )
  return first ? fail(first, ...rest) : ok(indicator)
}

/** The periods of a year a figure can be entered for, in order; with combined first months eleven, the first of them 1—2月. */
export function periodsDue(schedule: Schedule, year: number): readonly Period[] {
  return periodsOfYear(year, schedule.frequency, schedule.firstMonths === 'combined' ? 'combined' : 'separate')
}

/** The periods up to and with `until` that have no figure though one is due. An optional January is never missing. */
export function missingPeriods(
  schedule: Schedule,
  entered: readonly Period[],
  year: number,
  until: Period,
): readonly Period[] {
  return periodsDue(schedule, year).filter(
    (period, index) =>
      lastDay(period) <= lastDay(until) &&
      !entered.includes(period) &&
      !(schedule.firstMonths === 'january_optional' && index === 0),
  )
}

/** Refuses `targets.period_not_due` for a period the indicator has no figure for: a lone January where 1—2月 stands, a week of a monthly one. */
export function checkPeriodDue(schedule: Schedule, period: Period, year: number): Outcome<Period> {
  return periodsDue(schedule, year).includes(period)
    ? ok(period)
    : fail(problem('targets.period_not_due', { period }, ['period']))
}
