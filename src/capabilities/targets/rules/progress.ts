import {
  add,
  compare,
  divide,
  exact,
  multiply,
  ONE,
  round,
  subtract,
  toDecimal,
  toExactText,
  ZERO,
  type Exact,
} from '../../../kernel/exact.ts'
import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import type { Period } from '../../../kernel/period.ts'
import { problem } from '../../../kernel/problem.ts'
import type { Rounding } from '../../../kernel/ratio.ts'
import type { Goal, IndicatorBody, Progress, ProgressMethod, ShownProgress } from '../contract.ts'
import { figureOf, isMet, requirementOf, type Facts, type Requirement } from './goal.ts'

type Reckoned = Pick<IndicatorBody, 'direction' | 'measure' | 'statistical' | 'cumulative' | 'overTime'>

const PERCENT = exact(100)

/** What a progress is computed from: the figures of the year to date and the expected share, `null` where no pace applies. */
export interface ProgressInput {
  readonly goal: Goal
  readonly indicator: Reckoned
  readonly period: Period
  readonly facts: Facts
  readonly pace: Exact | null
}

/** Completion, a ratio: cumulative actual ÷ annual plan, unrounded. Refuses `targets.plan_zero`. Show the plan beside it: a rate without its denominator misleads. */
export function completion(actual: Exact, plan: Exact): Outcome<Exact> {
  const share = divide(actual, plan)
  return share ? ok(share) : fail(problem('targets.plan_zero', undefined, ['goal', 'value']))
}

/** Completion minus pace in percentage points, unrounded; below zero when behind. */
export function gapPoints(share: Exact, pace: Exact): Exact {
  return multiply(subtract(share, pace), PERCENT)
}

/** The plan a published figure and its completion imply, e.g. 294.9 at 40.4 % is about 730; `undefined` at 0 %. */
export function impliedPlan(actual: Exact, share: Exact): Exact | undefined {
  return divide(actual, share)
}

/**
 * Where a target stands. Flows are a share of the plan; stocks with a base the part of the way from it; rates, ranks, ceilings and
 * stocks without a base are compared with the goal itself, without a pace. The forecast of the year keeps the pace so far: actual ÷
 * pace. Refuses what `requirementOf` refuses.
 */
export function progressOf(input: ProgressInput): Outcome<Progress> {
  const required = requirementOf(input.goal, input.indicator)
  if (!required.ok) return required
  const requirement = required.value
  const method = methodOf(input, requirement)
  const figure = figureOf(requirement, input.facts)
  const plan = requirement.least?.at ?? requirement.most?.at ?? null
  const base = method === 'way_from_base' ? exact(input.goal.base ?? '0') : ZERO
  const isPaced = method !== 'compared'
  const share = isPaced && figure && plan ? (divide(subtract(figure, base), subtract(plan, base)) ?? null) : null
  const pace = isPaced ? input.pace : null
  const ratio = share && pace ? (divide(share, pace) ?? null) : null
  return ok({
    period: input.period,
    method,
    actual: textOf(figure),
    plan: textOf(plan),
    completion: textOf(share),
    pace: textOf(pace),
    gapPoints: textOf(share && pace ? gapPoints(share, pace) : comparedGap(input.indicator, requirement, figure)),
    ratioToPace: textOf(ratio),
    relativeShortfall: textOf(ratio && subtract(ONE, ratio)),
    remaining: textOf(figure && plan && subtract(plan, figure)),
    forecast: textOf(isPaced ? forecastAtPace(figure, base, pace) : figure),
    met: isMet(requirement, input.facts),
  })
}

/**
 * The figures of a progress as printed, with the option that made them. Under `from_rounded` the gap is the difference of the figures
 * already rounded, as many notices do; every other figure is then rounded half up.
 */
export function showProgress(progress: Progress, places: number, rounding: Rounding): ShownProgress {
  const mode = rounding === 'truncate' ? 'truncate' : 'half_up'
  const percent = (text: string | null) =>
    text === null ? null : toDecimal(multiply(exact(text), PERCENT), places, mode)
  const { completion: share, pace, gapPoints: gap } = progress
  const isSubtracted = rounding === 'from_rounded' && share !== null && pace !== null
  return {
    completionPercent: percent(share),
    pacePercent: percent(pace),
    gapPoints: isSubtracted
      ? toDecimal(subtract(roundedPercent(share, places), roundedPercent(pace, places)), places)
      : gap === null
        ? null
        : toDecimal(exact(gap), places, mode),
    ratioPercent: percent(progress.ratioToPace),
    shortfallPercent: percent(progress.relativeShortfall),
    places,
    rounding,
  }
}

function methodOf({ goal, indicator }: ProgressInput, requirement: Requirement): ProgressMethod {
  const isLevel = indicator.measure === 'level' && requirement.on === 'value'
  const bound = requirement.least ?? requirement.most
  const isOneSided = (requirement.least === null) !== (requirement.most === null)
  if (!isLevel || !isOneSided || !bound) return 'compared'
  const isStock = indicator.overTime === 'last' && !indicator.cumulative
  const hasWay = goal.base !== null && compare(exact(goal.base), bound.at) !== 0
  if (hasWay && (isStock || requirement.most !== null)) return 'way_from_base'
  return !isStock && requirement.least !== null && compare(bound.at, ZERO) > 0 ? 'share_of_plan' : 'compared'
}

/** Of rates alone: how far beyond the bound, in percentage points, below zero when short of it. */
function comparedGap(indicator: Reckoned, requirement: Requirement, figure: Exact | null): Exact | null {
  const isRate = requirement.on === 'growth' || indicator.measure === 'growth_rate' || indicator.measure === 'rate'
  if (!isRate || requirement.on === 'rank' || figure === null) return null
  const over = requirement.least && subtract(figure, requirement.least.at)
  const under = requirement.most && subtract(requirement.most.at, figure)
  return over && under ? (compare(over, under) < 0 ? over : under) : (over ?? under)
}

function forecastAtPace(figure: Exact | null, base: Exact, pace: Exact | null): Exact | null {
  const whole = figure && pace && divide(subtract(figure, base), pace)
  return whole ? add(base, whole) : null
}

function roundedPercent(text: string, places: number): Exact {
  return round(multiply(exact(text), PERCENT), places)
}

function textOf(value: Exact | null): string | null {
  return value === null ? null : toExactText(value)
}
