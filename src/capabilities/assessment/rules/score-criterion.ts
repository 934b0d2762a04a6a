import { add, compare, divide, type Exact, exact, multiply, ONE, subtract, sum, ZERO } from '../../../kernel/exact.ts'
import type {
  Additive,
  AllOrNothing,
  Criterion,
  Method,
  Proportional,
  RankPoints,
  Relative,
  Steps,
  StepTable,
  Stretch,
  Weighted,
} from '../contract.ts'
import { type Figures, figureOf, type Measured, measureOf, type Points, unmeasured, withoutTarget } from './measure.ts'
import { rankPoints, relativePoints } from './score-relative.ts'

const HUNDRED = exact(100)

/**
 * The points of a criterion for the units of one group, in their order, by the method of the criterion; exact, not yet rounded. A unit is compared
 * with the others of the list alone. Sources of the families: `contract.ts`.
 */
export function scoreCriterion(criterion: Criterion, group: readonly Figures[]): readonly Points[] {
  const { method, points, writtenFor = points } = criterion
  const given = pointsOfGroup(method, exact(writtenFor), group)
  if (writtenFor === points) return given
  const share = divide(exact(points), exact(writtenFor)) ?? ZERO
  return given.map((each) => (typeof each === 'string' ? each : multiply(each, share)))
}

function pointsOfGroup(method: Method, points: Exact, group: readonly Figures[]): readonly Points[] {
  const alone = (way: Proportional, figures: Figures) => proportionalPoints(way, points, figures)
  switch (method.kind) {
    case 'min_max':
    case 'efficacy':
      return withTargets(relativePoints(method, points, group, alone), method, points, group)
    case 'rank_points':
      return withTargets(rankPoints(method, group, alone), method, points, group)
    default:
      return group.map((figures) => pointsAlone(method, points, figures))
  }
}

/** Points of compared units, those without a target as the method says. They are compared with nobody. */
function withTargets(
  given: readonly Points[],
  method: Relative | RankPoints,
  points: Exact,
  group: readonly Figures[],
): readonly Points[] {
  return given.map((each, at) => {
    const measured = each === 'missing' ? measureOf(method.measure, group[at] ?? {}) : 'missing'
    return measured === 'undefined_share' ? unmeasured(measured, method.withoutTarget, points) : each
  })
}

type Lonely = Exclude<Method, { readonly kind: 'min_max' | 'efficacy' | 'rank_points' }>

function pointsAlone(method: Lonely, points: Exact, figures: Figures): Points {
  switch (method.kind) {
    case 'proportional':
      return proportionalPoints(method, points, figures)
    case 'steps':
      return stepPoints(method, points, figures)
    case 'additive':
      return additivePoints(method, figures)
    case 'step_table':
      return tablePoints(method, points, figures)
    case 'all_or_nothing':
      return allPoints(method, points, figures)
    default:
      return weightedPoints(method, points, figures)
  }
}

function proportionalPoints(method: Proportional, points: Exact, figures: Figures): Points {
  const shares: Exact[] = []
  for (const { actual, target, share } of method.terms) {
    const [done, due] = [figureOf(figures, actual), figureOf(figures, target)]
    if (done === 'missing' || due === 'missing') return 'missing'
    const ratio = divide(done, due)
    if (ratio === undefined) return withoutTarget(method.withoutTarget, points)
    shares.push(multiply(exact(share), ratio))
  }
  const whole = sum(shares)
  const capped = method.cap === null ? whole : least(whole, exact(method.cap))
  return multiply(most(capped, ZERO), points)
}

function stepPoints(method: Steps, points: Exact, figures: Figures): Points {
  const measured = measureOf(method.measure, figures)
  if (typeof measured === 'string') return unmeasured(measured, method.withoutTarget, points)
  const distance = subtract(measured, exact(method.mark))
  const isAbove = compare(distance, ZERO) >= 0
  const change = isAbove
    ? walked(method, method.above, exact(method.mark), measured)
    : multiply(walked(method, method.below, measured, exact(method.mark)), exact(-1))
  return within(add(exact(method.base), change), method)
}

/** What the way from one number up to another is worth, stretch by stretch. Below the mark a stretch ends at its `through` from above. */
function walked(method: Steps, stretches: readonly Stretch[], low: Exact, high: Exact): Exact {
  const isBelow = stretches === method.below
  let worth = ZERO
  let from = isBelow ? high : low
  for (const { through, each } of stretches) {
    const end = isBelow ? low : high
    const until = through === null ? end : isBelow ? most(exact(through), end) : least(exact(through), end)
    const way = isBelow ? subtract(from, until) : subtract(until, from)
    if (compare(way, ZERO) <= 0) break
    const units = divide(way, exact(method.per)) ?? ZERO
    worth = add(worth, multiply(method.wholeOnly ? cut(units) : units, exact(each)))
    from = until
  }
  return worth
}

function additivePoints(method: Additive, figures: Figures): Points {
  const parts: Exact[] = [exact(method.base)]
  for (const { of, each, most: bound } of method.lines) {
    const figure = figureOf(figures, of)
    if (figure === 'missing') return 'missing'
    const worth = multiply(figure, exact(each))
    const size = compare(worth, ZERO) < 0 ? multiply(worth, exact(-1)) : worth
    const bounded = bound !== null && compare(size, exact(bound)) > 0 ? exact(bound) : size
    parts.push(compare(worth, ZERO) < 0 ? multiply(bounded, exact(-1)) : bounded)
  }
  return within(sum(parts), method)
}

function tablePoints(method: StepTable, points: Exact, figures: Figures): Points {
  const measured = measureOf(method.measure, figures)
  if (typeof measured === 'string') return unmeasured(measured, method.withoutTarget, points)
  const reached = method.steps
    .filter(({ from }) => compare(measured, exact(from)) >= 0)
    .toSorted((one, other) => compare(exact(other.from), exact(one.from)))
  return exact(reached[0]?.points ?? '0')
}

function allPoints(method: AllOrNothing, points: Exact, figures: Figures): Points {
  const measured = method.conditions.map(({ measure }) => measureOf(measure, figures))
  if (measured.includes('missing')) return 'missing'
  const holds = method.conditions.every(({ is, value }, at) => {
    const figure: Measured = measured[at] ?? 'missing'
    if (typeof figure === 'string') return false
    const side = compare(figure, exact(value))
    return is === 'above' ? side > 0 : side >= 0
  })
  return holds ? points : ZERO
}

function weightedPoints(method: Weighted, points: Exact, figures: Figures): Points {
  const parts: Exact[] = []
  for (const { of, share } of method.parts) {
    const figure = figureOf(figures, of)
    if (figure === 'missing') return 'missing'
    parts.push(multiply(figure, exact(share)))
  }
  return scaled(sum(parts), points)
}

/** A score out of a hundred as a score out of the points of its criterion. */
function scaled(score: Exact, points: Exact): Exact {
  return divide(multiply(score, points), HUNDRED) ?? ZERO
}

function within(
  score: Exact,
  { least: low, most: high }: { readonly least: string | null; readonly most: string | null },
) {
  const raised = low === null ? score : most(score, exact(low))
  return high === null ? raised : least(raised, exact(high))
}

function cut(value: Exact): Exact {
  return { numerator: value.numerator / value.denominator, denominator: ONE.denominator }
}

function least(one: Exact, other: Exact): Exact {
  return compare(one, other) <= 0 ? one : other
}

function most(one: Exact, other: Exact): Exact {
  return compare(one, other) >= 0 ? one : other
}
