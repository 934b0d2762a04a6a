import { compareDays, type Day } from '../../../kernel/day.ts'
import { type Exact, parseExact } from '../../../kernel/exact.ts'
import { asPeriod, lastDay, type Period, periodYear } from '../../../kernel/period.ts'
import type { Goal, IndicatorBody, Progress } from '../contract.ts'
import { requirementOf } from './goal.ts'
import { periodsDue } from './indicators.ts'

/** A target with the last figure everybody may see, as figures are told from it. */
export interface Tellable
  extends Pick<IndicatorBody, 'frequency' | 'firstMonths' | 'measure' | 'direction' | 'statistical'> {
  readonly unitText: string
  readonly unitId: string
  readonly ownerUnitId: string
  readonly parentId: string | null
  readonly goal: Goal
  readonly period: string | null
  readonly progress: Progress | null
  readonly value: string | null
  readonly growthPercent: string | null
}

/**
 * Whether the last figure of a target answers for a period: of one that is over the figure that was due last must be there, so that March is
 * never told for April; of one that runs, the latest figure there is.
 */
export function answersFor(target: Tellable, period: Period, today: Day): boolean {
  if (target.period === null) return false
  if (compareDays(lastDay(period), today) >= 0) return true
  const due = periodsDue(target, periodYear(period)).findLast((each) => lastDay(each) <= lastDay(period))
  return due !== undefined && lastDay(asPeriod(target.period)) >= lastDay(due)
}

/** What of one target can be told. */
export const TARGET_FIGURES = ['value', 'growth', 'actual', 'goal', 'completion', 'pace', 'ahead_of_pace'] as const
/** One of `TARGET_FIGURES`. */
export type TargetFigure = (typeof TARGET_FIGURES)[number]

const KEPT: Readonly<Record<TargetFigure, (target: Tellable) => string | null | undefined>> = {
  value: ({ value }) => value,
  growth: ({ growthPercent }) => growthPercent,
  actual: ({ progress }) => progress?.actual,
  goal: ({ progress }) => progress?.plan,
  completion: ({ progress }) => progress?.completion,
  pace: ({ progress }) => progress?.pace,
  ahead_of_pace: ({ progress }) => progress?.gapPoints,
}

/** A figure of a target, exact; null where it does not apply or is not known. */
export function figureOfTarget(target: Tellable, figure: TargetFigure): Exact | null {
  const kept = KEPT[figure](target)
  return typeof kept === 'string' ? (parseExact(kept) ?? null) : null
}

/** The unit a figure is told in: of the indicator, percent of a growth, none of a rank. Ratios and points have their own. */
export function unitOfFigure(target: Tellable, figure: TargetFigure): string | null {
  if (figure === 'value') return target.unitText
  if (figure === 'growth') return '%'
  if (figure !== 'actual' && figure !== 'goal') return null
  const required = requirementOf(target.goal, target)
  const on = required.ok ? required.value.on : 'value'
  return on === 'growth' ? '%' : on === 'rank' ? '' : target.unitText
}

/**
 * The target that speaks for a subject, of those of one indicator: of a unit its own, else the only headline one it answers for; of the region
 * (`null`) the only headline one, else that of the unit that stands for the region.
 */
export function targetFor<T extends Tellable>(
  targets: readonly T[],
  subject: string | null,
  regionUnitId: string | null,
): T | undefined {
  const roots = targets.filter(({ parentId }) => parentId === null)
  const own = targets.find(({ unitId }) => unitId === (subject ?? regionUnitId))
  const answered = subject === null ? roots : roots.filter(({ ownerUnitId }) => ownerUnitId === subject)
  return own ?? (answered.length === 1 ? answered[0] : undefined)
}

/** The targets counted for some units: their own and those they answer for; for the region (`null`) the headline ones. */
export function targetsOf<T extends Tellable>(targets: readonly T[], units: readonly string[] | null): readonly T[] {
  return units === null
    ? targets.filter(({ parentId }) => parentId === null)
    : targets.filter(({ unitId, ownerUnitId }) => units.includes(unitId) || units.includes(ownerUnitId))
}
