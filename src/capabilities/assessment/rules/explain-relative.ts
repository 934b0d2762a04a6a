import { add, compare, divide, type Exact, exact, multiply, subtract, toNumber, ZERO } from '../../../kernel/exact.ts'
import type { Proportional, RankPoints, Relative } from '../contract.ts'
import { measured, type Standpoint } from './explain-measure.ts'
import { type Explained, numberText, type Step, step } from './explain-step.ts'
import { measureOf } from './measure.ts'

/** How a unit came to points that depend on the others of its group: where it lies between the least and the most, or its place. */
export function relativeSteps(
  method: Relative | RankPoints,
  points: Exact,
  where: Standpoint,
  alone: (method: Proportional) => Explained,
): Explained {
  const { group, at, nameOf } = where
  const { value, told } = measured(method.measure, group[at] ?? {}, nameOf)
  const others = group.flatMap((figures) => {
    const found = measureOf(method.measure, figures)
    return typeof found === 'string' ? [] : [found]
  })
  if (others.length === 1 && method.alone) {
    const way = alone(method.alone)
    return { points: way.points, steps: [step('alone', {}), ...way.steps] }
  }
  return method.kind === 'rank_points'
    ? placeSteps(method, { value, told, others })
    : spanSteps(method, points, { value, told, others })
}

interface Among {
  readonly value: Exact
  readonly told: Step
  readonly others: readonly Exact[]
}

function spanSteps(method: Relative, points: Exact, { value, told, others }: Among): Explained {
  const sorted = others.toSorted(compare)
  const [low, high] = [sorted[0] ?? ZERO, sorted.at(-1) ?? ZERO]
  const span = step('span', { least: numberText(low), most: numberText(high) })
  const share = divide(subtract(value, low), subtract(high, low))
  if (share === undefined) {
    const result = hundredth(exact(method.ceiling), points)
    return {
      points: result,
      steps: [
        told,
        span,
        step('all_equal', { ceiling: method.ceiling }),
        scaled(exact(method.ceiling), points, result),
      ],
    }
  }
  const turned = method.better === 'higher' ? share : subtract(exact(1), share)
  const shareStep = step(method.better === 'higher' ? 'share_of_span' : 'share_of_span_turned', {
    value: numberText(value),
    least: numberText(low),
    most: numberText(high),
    share: numberText(turned),
  })
  const score = scoreAt(method, turned)
  const result = hundredth(score, points)
  const curve = step(method.kind === 'min_max' ? 'on_line' : 'on_curve', {
    floor: method.floor,
    ceiling: method.ceiling,
    share: numberText(turned),
    score: numberText(score),
  })
  return { points: result, steps: [told, span, shareStep, curve, scaled(score, points, result)] }
}

function placeSteps(method: RankPoints, { value, told, others }: Among): Explained {
  const ahead = others.filter((other) =>
    method.better === 'higher' ? compare(other, value) > 0 : compare(other, value) < 0,
  ).length
  const place = ahead + 1
  const points = pointsOf(method.by, place)
  const given =
    method.by.kind === 'table'
      ? step('points_of_place', { place, points: numberText(points) })
      : step('points_of_place_stepped', {
          place,
          first: method.by.first,
          step: method.by.step,
          points: numberText(points),
        })
  return { points, steps: [told, step('place_in_group', { place, of: others.length }), given] }
}

function scaled(score: Exact, points: Exact, result: Exact): Step {
  return step('of_hundred', { score: numberText(score), points: numberText(points), result: numberText(result) })
}

function hundredth(score: Exact, points: Exact): Exact {
  return divide(multiply(score, points), exact(100)) ?? ZERO
}

/** The score between floor and ceiling; the curve is taken to nine decimals, where it leaves the exact numbers. */
function scoreAt({ kind, floor, ceiling }: Relative, share: Exact): Exact {
  if (kind === 'min_max') return add(exact(floor), multiply(subtract(exact(ceiling), exact(floor)), share))
  const [low, high] = [Number(floor), Number(ceiling)]
  return exact((low * (high / low) ** toNumber(share)).toFixed(9))
}

function pointsOf(by: RankPoints['by'], place: number): Exact {
  if (by.kind === 'table') {
    const rows = by.places.filter(({ through }) => place <= through)
    return exact(rows.toSorted((one, other) => one.through - other.through)[0]?.points ?? '0')
  }
  const points = subtract(exact(by.first), multiply(exact(by.step), exact(place - 1)))
  return compare(points, exact(by.least)) < 0 ? exact(by.least) : points
}
