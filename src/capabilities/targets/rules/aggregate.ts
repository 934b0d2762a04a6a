import { add, divide, exact, multiply, subtract, sum, ZERO, type Exact } from '../../../kernel/exact.ts'
import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import { comparePeriods, firstDay, lastDay, periodYear, type Period } from '../../../kernel/period.ts'
import { problem } from '../../../kernel/problem.ts'
import type { IndicatorBody, OverUnits } from '../contract.ts'
import { missingPeriods } from './indicators.ts'

type Series = Pick<IndicatorBody, 'frequency' | 'firstMonths' | 'cumulative' | 'overTime'>

/** One figure of a series. */
export interface PeriodFigure {
  readonly period: Period
  readonly value: Exact | null
}

/** A figure of the year to date, the last period it holds and the periods it lacks. */
export interface YearToDate {
  readonly value: Exact | null
  readonly through: Period | null
  readonly missing: readonly Period[]
}

/** One unit's figure; the weight counts where figures are weighted. */
export interface UnitFigure {
  readonly key: string
  readonly value: Exact | null
  readonly weight?: string | null
}

/** The figure of the whole and the units it lacks. */
export interface Whole {
  readonly value: Exact | null
  readonly missing: readonly string[]
}

/**
 * The figure of the year up to and with `until`. A cumulative series and a stock give their last figure, others add up or average what
 * is there. What is missing is named, never filled in; 1—2月 stands for both months. Refuses `targets.periods_overlap` where two figures
 * of a series that adds up share days.
 */
export function yearToDate(series: Series, figures: readonly PeriodFigure[], until: Period): Outcome<YearToDate> {
  const year = periodYear(until)
  const known = figures
    .filter((each) => each.value !== null && periodYear(each.period) === year && lastDay(each.period) <= lastDay(until))
    .sort((one, other) => comparePeriods(one.period, other.period))
  const isLast = series.cumulative || series.overTime === 'last'
  const clash = isLast ? undefined : known.find((each, index) => overlaps(known[index - 1]?.period, each.period))
  if (clash) return fail(problem('targets.periods_overlap', { period: clash.period }, ['period']))
  const values = known.flatMap((each) => (each.value === null ? [] : [each.value]))
  const value = isLast ? values.at(-1) : series.overTime === 'sum' ? sumOf(values) : meanOf(values)
  return ok({
    value: value ?? null,
    through: known.at(-1)?.period ?? null,
    missing: missingPeriods(
      series,
      known.map((each) => each.period),
      year,
      until,
    ),
  })
}

/**
 * What a period of a cumulative series added by itself: its figure less that of the period before; of the first period, the figure.
 * `null` where either is not known.
 */
export function ownValue(figures: readonly PeriodFigure[], period: Period, before: Period | null): Exact | null {
  const valueAt = (wanted: Period) => figures.find((each) => each.period === wanted)?.value ?? null
  const value = valueAt(period)
  const earlier = before === null ? ZERO : valueAt(before)
  return value && earlier && subtract(value, earlier)
}

/**
 * The figure of the whole from those of its units. Units without a figure are named. Refuses `targets.not_addable` for indicators
 * that have no sum (distinct counts, honours, ranks), `targets.weight_missing` where a weight is not above zero.
 */
export function wholeOfUnits(method: OverUnits, figures: readonly UnitFigure[]): Outcome<Whole> {
  if (method === 'not_addable') return fail(problem('targets.not_addable'))
  const missing = figures.filter((each) => each.value === null).map((each) => each.key)
  if (method === 'sum') return ok({ value: sumOf(figures.flatMap((each) => each.value ?? [])) ?? null, missing })
  const unweighted = figures.find((each) => !isWeight(each.weight))
  if (unweighted) return fail(problem('targets.weight_missing', { unit: unweighted.key }, ['weight']))
  const known = figures.flatMap(({ value, weight }) =>
    value === null ? [] : [{ value, weight: exact(weight ?? '0') }],
  )
  const weights = sum(known.map((each) => each.weight))
  const weighted = known.reduce((total, each) => add(total, multiply(each.value, each.weight)), ZERO)
  return ok({ value: divide(weighted, weights) ?? null, missing })
}

function isWeight(weight: string | null | undefined): boolean {
  return typeof weight === 'string' && exact(weight).numerator > 0n
}

function sumOf(values: readonly Exact[]): Exact | undefined {
  return values.length === 0 ? undefined : sum(values)
}

function meanOf(values: readonly Exact[]): Exact | undefined {
  return divide(sum(values), exact(values.length))
}

function overlaps(before: Period | undefined, period: Period): boolean {
  return before !== undefined && lastDay(before) >= firstDay(period)
}
