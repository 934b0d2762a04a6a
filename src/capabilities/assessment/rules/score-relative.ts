import { add, compare, divide, type Exact, exact, multiply, subtract, toNumber, ZERO } from '../../../kernel/exact.ts'
import type { Proportional, RankPoints, Relative } from '../contract.ts'
import { type Figures, type Measured, measureOf, type Points } from './measure.ts'

/** Decimals to which the one method that leaves the exact numbers, the efficacy curve, is taken before it is rounded like every other. */
const CURVE_DECIMALS = 9
const HUNDRED = exact(100)

/** How a unit alone in its group is scored where the method brings a way. */
type Alone = (method: Proportional, figures: Figures) => Points

/** Points of the units of a group by where each stands between the least and the most of them. */
export function relativePoints(method: Relative, points: Exact, group: readonly Figures[], alone: Alone): Points[] {
  const measured = measuredOf(method, group)
  const present = measured.filter((each) => typeof each !== 'string')
  const [low, high] = [extreme(present, -1), extreme(present, 1)]
  return group.map((figures, at) => {
    const own = measured[at] ?? 'missing'
    if (typeof own === 'string') return 'missing'
    if (present.length === 1 && method.alone) return alone(method.alone, figures)
    const share = divide(subtract(own, low), subtract(high, low))
    const score = share === undefined ? exact(method.ceiling) : curve(method, turned(method, share))
    return divide(multiply(score, points), HUNDRED) ?? ZERO
  })
}

function turned({ better }: Relative, share: Exact): Exact {
  return better === 'higher' ? share : subtract(exact(1), share)
}

function curve({ kind, floor, ceiling }: Relative, share: Exact): Exact {
  const [low, high] = [exact(floor), exact(ceiling)]
  if (kind === 'min_max') return add(low, multiply(subtract(high, low), share))
  const [from, to] = [toNumber(low), toNumber(high)]
  return exact((from * (to / from) ** toNumber(share)).toFixed(CURVE_DECIMALS))
}

/** Points of the units of a group by their place; equals share the better place and leave the next one empty (1, 1, 3). */
export function rankPoints(method: RankPoints, group: readonly Figures[], alone: Alone): Points[] {
  const measured = measuredOf(method, group)
  const present = measured.filter((each) => typeof each !== 'string')
  return group.map((figures, at) => {
    const own = measured[at] ?? 'missing'
    if (typeof own === 'string') return 'missing'
    if (present.length === 1 && method.alone) return alone(method.alone, figures)
    const ahead = present.filter((other) =>
      method.better === 'higher' ? compare(other, own) > 0 : compare(other, own) < 0,
    )
    return pointsOfPlace(method.by, ahead.length + 1)
  })
}

function pointsOfPlace(by: RankPoints['by'], place: number): Exact {
  if (by.kind === 'table') {
    const row = by.places.toSorted((one, other) => one.through - other.through).find(({ through }) => place <= through)
    return exact(row?.points ?? '0')
  }
  const points = subtract(exact(by.first), multiply(exact(by.step), exact(place - 1)))
  return compare(points, exact(by.least)) < 0 ? exact(by.least) : points
}

function measuredOf({ measure }: Pick<Relative, 'measure'>, group: readonly Figures[]): readonly Measured[] {
  return group.map((figures) => measureOf(measure, figures))
}

function extreme(values: readonly Exact[], side: 1 | -1): Exact {
  return values.reduce((best, each) => (compare(each, best) * side > 0 ? each : best), values[0] ?? ZERO)
}
