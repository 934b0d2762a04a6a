import { dayOfMonth, lastDayOfMonth, monthOf, yearOf, type Day } from '../../../kernel/day.ts'
import {
  add,
  compare,
  divide,
  exact,
  fraction,
  multiply,
  ONE,
  subtract,
  sum,
  ZERO,
  type Exact,
} from '../../../kernel/exact.ts'
import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import { lastDay, periodYear, type Period } from '../../../kernel/period.ts'
import { problem, type Problem } from '../../../kernel/problem.ts'
import type { PaceCurve } from '../contract.ts'

const MONTHS_OF_YEAR = exact(12)

/** A node of a project's own plan and its weight, for pace by nodes. */
export interface PlannedNode {
  readonly dueOn: Day
  readonly weight: string
}

/**
 * Whether a curve can be used. Refuses `pace.curve_incomplete` where it does not reach 1 at month 12, `pace.share_outside` for a
 * share outside 0–1, `pace.months_unordered` where months do not rise, `pace.curve_falls` where shares fall.
 */
export function checkCurve(curve: PaceCurve): Outcome<PaceCurve> {
  const { nodes } = curve
  const last = nodes.at(-1)
  const [first, ...rest] = nodes.flatMap((node, index): readonly Problem[] => {
    const before = nodes[index - 1]
    const share = exact(node.share)
    const path = ['nodes', index]
    return [
      ...(compare(share, ZERO) < 0 || compare(share, ONE) > 0
        ? [problem('pace.share_outside', { month: node.month }, path)]
        : []),
      ...(before && before.month >= node.month ? [problem('pace.months_unordered', { month: node.month }, path)] : []),
      ...(before && compare(exact(before.share), share) > 0
        ? [problem('pace.curve_falls', { month: node.month }, path)]
        : []),
    ]
  })
  if (first) return fail(first, ...rest)
  const isComplete = last?.month === 12 && compare(exact(last.share), ONE) === 0
  return isComplete ? ok(curve) : fail(problem('pace.curve_incomplete', { curve: curve.code }, ['nodes']))
}

/**
 * Share of the year's plan expected by the end of `period`, by the curve of the class. A ratio 0–1, exact and unrounded. Linear between
 * nodes, which may stand at quarters or at months; inside a month each day counts the same. Refuses what `checkCurve` refuses.
 * Source: 三亚 key-project supervision measures, 20/50/75/100; linear m/12 by convention.
 */
export function expectedShare(curve: PaceCurve, period: Period): Outcome<Exact> {
  const checked = checkCurve(curve)
  if (!checked.ok) return checked
  const months = monthsGone(period)
  let [fromMonth, fromShare] = [ZERO, ZERO]
  for (const node of curve.nodes) {
    const [toMonth, toShare] = [exact(node.month), exact(node.share)]
    if (compare(months, toMonth) <= 0) {
      const part = divide(subtract(months, fromMonth), subtract(toMonth, fromMonth)) ?? ONE
      return ok(add(fromShare, multiply(part, subtract(toShare, fromShare))))
    }
    ;[fromMonth, fromShare] = [toMonth, toShare]
  }
  return ok(ONE)
}

/** Months of its year gone by at the end of a period, exactly: 2 for `2026-M01_02`, 3½ for 15 April, 12 for a week that ends in the next year. */
export function monthsGone(period: Period): Exact {
  const day = lastDay(period)
  if (yearOf(day) > periodYear(period)) return MONTHS_OF_YEAR
  if (yearOf(day) < periodYear(period)) return ZERO
  const days = dayOfMonth(lastDayOfMonth(yearOf(day), monthOf(day)))
  return add(exact(monthOf(day) - 1), fraction(BigInt(dayOfMonth(day)), BigInt(days)))
}

/**
 * Pace by the plan itself: weights of the nodes due by `day` ÷ all weights. Refuses `pace.no_weight` where the weights add up to
 * nothing and `pace.weight_negative` for one below zero.
 */
export function shareOfNodesDue(nodes: readonly PlannedNode[], day: Day): Outcome<Exact> {
  const negative = nodes.findIndex((node) => compare(exact(node.weight), ZERO) < 0)
  if (negative >= 0) return fail(problem('pace.weight_negative', undefined, ['nodes', negative]))
  const due = sum(nodes.filter((node) => node.dueOn <= day).map((node) => exact(node.weight)))
  const share = divide(due, sum(nodes.map((node) => exact(node.weight))))
  return share ? ok(share) : fail(problem('pace.no_weight', undefined, ['nodes']))
}
