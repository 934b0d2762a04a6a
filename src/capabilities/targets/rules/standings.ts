import {
  add,
  compare,
  divide,
  exact,
  multiply,
  negate,
  subtract,
  toExactText,
  ZERO,
  type Exact,
} from '../../../kernel/exact.ts'
import { lastDay, type Period, periodYear } from '../../../kernel/period.ts'
import type { Goal, IndicatorBody, PaceCurve, Progress, TargetVersion } from '../contract.ts'
import { yearToDate } from './aggregate.ts'
import { expectedShare } from './pace.ts'
import { progressOf } from './progress.ts'
import { versionOn } from './revisions.ts'

const PERCENT = exact(100)

type Reckoned = Pick<
  IndicatorBody,
  'direction' | 'measure' | 'statistical' | 'cumulative' | 'overTime' | 'frequency' | 'firstMonths'
>

/** A figure of one period, as one reader sees it. */
export interface KnownFigure {
  readonly period: Period
  readonly value: string | null
  readonly growthPercent: string | null
  readonly rank: number | null
}

/** All a target's year is reckoned from. `versions` oldest first, at least one; `reference` the series an `above_reference` goal must beat. */
export interface StandingInput {
  readonly indicator: Reckoned
  readonly versions: readonly Pick<TargetVersion, 'goal' | 'effectiveOn'>[]
  readonly curve: PaceCurve
  readonly figures: readonly KnownFigure[]
  readonly reference?: ReadonlyMap<string, string>
}

/** What the rule of lights is fed: completion and pace where a pace applies, else values by key of the dimension. */
export interface TargetMeasures {
  readonly completion: Exact | null
  readonly pace: Exact | null
  readonly values: Readonly<Record<string, Exact | null>>
}

/**
 * Where a target stood at the end of a period: `due` is the figure that was due by then, `madeUpIn` the later period by whose end what
 * this one missed was reached.
 */
export interface Standing {
  readonly period: Period
  readonly progress: Progress
  readonly due: string | null
  readonly measures: TargetMeasures
  readonly madeUpIn: Period | null
}

/** The standings of a year, oldest first: one for every period that has a figure, each against the goal in force at its end. */
export function standingsOf(input: StandingInput): readonly Standing[] {
  const periods = input.figures
    .filter((each) => each.value !== null || each.growthPercent !== null || each.rank !== null)
    .map((each) => each.period)
    .sort((one, other) => (lastDay(one) < lastDay(other) ? -1 : 1))
  const rows = periods.flatMap((period) => standingAt(input, period) ?? [])
  return rows.map((row, index) => ({ ...row, madeUpIn: madeUpIn(row, rows.slice(index + 1)) }))
}

/** Where a target stands at the end of a period, with a figure or without one; `undefined` where its goal asks nothing that can be held against figures. */
export function standingAt(input: StandingInput, period: Period): Omit<Standing, 'madeUpIn'> | undefined {
  const { indicator, versions, curve, figures } = input
  const goal = (versionOn(versions, lastDay(period)) ?? versions[0])?.goal
  if (!goal) return undefined
  const own = figures.find((each) => each.period === period)
  const series = figures.map((each) => ({ period: each.period, value: numberOf(each.value) }))
  const toDate = yearToDate(indicator, series, period)
  const share = expectedShare(curve, period)
  const reached = progressOf({
    goal,
    indicator,
    period,
    facts: {
      value: toDate.ok ? toDate.value.value : null,
      growthPercent: numberOf(own?.growthPercent ?? null),
      rank: own?.rank ?? null,
      reference: numberOf(input.reference?.get(period) ?? null),
    },
    pace: share.ok ? share.value : null,
  })
  if (!reached.ok) return undefined
  const progress = reached.value
  return {
    period,
    progress,
    due: dueOf(progress, goal),
    measures: measuresOf(progress, indicator, own?.growthPercent ?? null),
  }
}

/**
 * Completion against every version of a target at the end of a period, oldest first, so that a plan cut in July does not silently raise
 * it: the January plan stays in the list. `null` where a version has no plan to divide by.
 */
export function completionByVersion(
  input: StandingInput,
  versions: readonly TargetVersion[],
  period: Period,
): readonly { readonly number: number; readonly completion: string | null }[] {
  return versions.map((version) => ({
    number: version.number,
    completion: standingAt({ ...input, versions: [version] }, period)?.progress.completion ?? null,
  }))
}

/**
 * What the rule of lights is fed. Without a pace the gap in percentage points counts; a goal that has no points is at 0 where it is met,
 * and where it is not: places short of a rank, percent beyond a ceiling at any time, percent short of a floor only when the year is over.
 */
export function measuresOf(
  progress: Progress,
  indicator: Pick<Reckoned, 'direction' | 'measure'>,
  growthPercent: string | null,
): TargetMeasures {
  const [completion, pace] = [numberOf(progress.completion), numberOf(progress.pace)]
  const points = completion && pace ? null : pointsOf(progress, indicator)
  return {
    completion,
    pace,
    values: {
      progress: points,
      month_task: points,
      growth: numberOf(growthPercent) ?? (indicator.measure === 'growth_rate' ? numberOf(progress.actual) : null),
      growth_over_expected: points,
    },
  }
}

function pointsOf(progress: Progress, indicator: Pick<Reckoned, 'direction' | 'measure'>): Exact | null {
  if (progress.gapPoints !== null) return exact(progress.gapPoints)
  if (progress.met === null || progress.actual === null || progress.plan === null) return null
  if (progress.met) return ZERO
  const [actual, plan] = [exact(progress.actual), exact(progress.plan)]
  const miss = subtract(plan, actual)
  const short = compare(miss, ZERO) > 0 ? negate(miss) : miss
  if (indicator.measure === 'rank') return short
  const isOver =
    lastDay(progress.period).endsWith('-12-31') &&
    lastDay(progress.period).startsWith(String(periodYear(progress.period)))
  if (indicator.direction === 'higher' && !isOver) return null
  const percent = divide(short, compare(plan, ZERO) < 0 ? negate(plan) : plan)
  return percent ? multiply(percent, PERCENT) : null
}

function dueOf(progress: Progress, goal: Goal): string | null {
  if (progress.plan === null) return null
  if (progress.pace === null) return progress.plan
  const base = progress.method === 'way_from_base' ? exact(goal.base ?? '0') : ZERO
  return toExactText(add(base, multiply(exact(progress.pace), subtract(exact(progress.plan), base))))
}

function madeUpIn(missed: Omit<Standing, 'madeUpIn'>, later: readonly Omit<Standing, 'madeUpIn'>[]): Period | null {
  const { completion, pace } = missed.measures
  if (!completion || !pace || compare(completion, pace) >= 0) return null
  return later.find(({ measures }) => measures.completion && compare(measures.completion, pace) >= 0)?.period ?? null
}

function numberOf(text: string | null): Exact | null {
  return text === null ? null : exact(text)
}
