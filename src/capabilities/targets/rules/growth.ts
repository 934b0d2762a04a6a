import { compare, divide, ONE, subtract, toNumber, ZERO, type Exact } from '../../../kernel/exact.ts'
import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import { problem } from '../../../kernel/problem.ts'
import { asRatio, type Ratio } from '../../../kernel/ratio.ts'
import type { IndicatorBody } from '../contract.ts'

/**
 * Growth of a level over an earlier one, a ratio, exact. Refuses `targets.growth_not_derived` for statistical indicators, whose growth is
 * entered as the statistics bureau publishes it, and `targets.base_not_positive` where there is nothing to grow from.
 */
export function growthOfLevels(
  indicator: Pick<IndicatorBody, 'statistical'>,
  now: Exact,
  earlier: Exact,
): Outcome<Exact> {
  if (indicator.statistical) return fail(problem('targets.growth_not_derived'))
  const ratio = compare(earlier, ZERO) > 0 ? divide(now, earlier) : undefined
  return ratio ? ok(subtract(ratio, ONE)) : fail(problem('targets.base_not_positive', undefined, ['base']))
}

/** How words of multiplying read: 翻 n 番 doubles n times, 增长 n 倍 adds n times the base, 增长到 n 倍 and n 倍 end at n times it. */
export const FOLD_OF_WORDS = {
  doublings: (times: number) => 2 ** times,
  grow_by_times: (times: number) => times + 1,
  grow_to_times: (times: number) => times,
} as const satisfies Record<string, (times: number) => number>

/**
 * Yearly growth that leads from `now` to `fold` times `base` in `years`, compounded, a ratio: doubling in four years takes 18.9 %, and
 * 21.3 % a year when the first year brought 12 %. Refuses `targets.base_not_positive` and `targets.no_years_left`.
 */
export function requiredYearlyGrowth(base: Exact, fold: Exact, now: Exact, years: number): Outcome<Ratio> {
  if (compare(base, ZERO) <= 0 || compare(now, ZERO) <= 0)
    return fail(problem('targets.base_not_positive', undefined, ['base']))
  if (!(years > 0)) return fail(problem('targets.no_years_left', { years }))
  return ok(asRatio(((toNumber(fold) * toNumber(base)) / toNumber(now)) ** (1 / years) - 1))
}

/** The level due after `passed` of `years`, on the way of even yearly growth from `base` to `fold` times it. */
export function levelDue(base: Exact, fold: Exact, years: number, passed: number): Outcome<number> {
  const growth = requiredYearlyGrowth(base, fold, base, years)
  return growth.ok ? ok(toNumber(base) * (1 + growth.value) ** passed) : growth
}
