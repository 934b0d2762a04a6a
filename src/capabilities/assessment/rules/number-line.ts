import { add, compare, divide, type Exact, exact, multiply, subtract, toDecimal, ZERO } from '../../../kernel/exact.ts'
import type { LinePiece, Method, Proportional, Steps, StepTable, Stretch } from '../contract.ts'

/** Decimals of the ends and points a piece is told with. */
const TOLD_DECIMALS = 6

interface Piece {
  readonly from: Exact | null
  readonly to: Exact | null
  readonly points: Exact | null
  readonly each: Exact | null
  readonly per: Exact | null
  readonly atFrom: Exact | null
  readonly atTo: Exact | null
}

/**
 * What every number of the line is worth by a method that has one line: base and steps, a step table, all or nothing on one condition of "at
 * least", and a share of one target (whose line is the ratio, 1 on target). From left to right, each piece beginning where the one before ends,
 * the first and the last endless; bounds and caps are pieces of their own. Nothing for methods that look at several numbers or at the group.
 */
export function numberLineOf(method: Method, points: string): readonly LinePiece[] | undefined {
  const pieces = piecesOf(method, exact(points))
  return pieces?.map((piece) => ({
    from: told(piece.from),
    to: told(piece.to),
    points: told(piece.points),
    each: told(piece.each),
    per: told(piece.per),
    atFrom: told(piece.atFrom),
    atTo: told(piece.atTo),
  }))
}

function piecesOf(method: Method, points: Exact): readonly Piece[] | undefined {
  switch (method.kind) {
    case 'steps':
      return joined(stepPieces(method))
    case 'step_table':
      return joined(tablePieces(method))
    case 'proportional':
      return sharePieces(method, points)
    case 'all_or_nothing': {
      const [only, another] = method.conditions
      if (!only || another || only.is !== 'at_least') return undefined
      return [flat(null, exact(only.value), ZERO), flat(exact(only.value), null, points)]
    }
    default:
      return undefined
  }
}

function sharePieces({ terms, cap }: Proportional, points: Exact): readonly Piece[] | undefined {
  const [term, another] = terms
  if (!term || another || compare(exact(term.share), ZERO) === 0) return undefined
  const share = exact(term.share)
  const each = multiply(points, share)
  const end = cap === null ? null : (divide(exact(cap), share) ?? null)
  const top = cap === null ? null : multiply(exact(cap), points)
  const rising: Piece = { from: ZERO, to: end, points: null, each, per: exact(1), atFrom: ZERO, atTo: top }
  return [
    flat(null, ZERO, ZERO),
    ...(end === null || compare(end, ZERO) > 0 ? [rising] : []),
    ...(end === null || top === null ? [] : [flat(end, null, top)]),
  ]
}

function tablePieces({ steps }: StepTable): readonly Piece[] {
  const rising = steps.toSorted((one, other) => compare(exact(one.from), exact(other.from)))
  const [lowest] = rising
  return [
    flat(null, lowest ? exact(lowest.from) : null, ZERO),
    ...rising.map(({ from, points }, at) => {
      const next = rising[at + 1]
      return flat(exact(from), next ? exact(next.from) : null, exact(points))
    }),
  ]
}

function stepPieces(method: Steps): readonly Piece[] {
  const down = side(method, method.below, -1).toReversed().map(turned)
  return [...down, ...side(method, method.above, 1)]
}

/** The pieces on one side of the mark, leading away from it; below the mark `from` is the end nearer to it. */
function side(method: Steps, stretches: readonly Stretch[], way: 1 | -1): readonly Piece[] {
  const [per, forth] = [exact(method.per), exact(way)]
  const limit = way === 1 ? method.most : method.least
  const pieces: Piece[] = []
  let [from, worth]: [Exact, Exact] = [exact(method.mark), exact(method.base)]
  for (const { through, each } of [...stretches, { through: null, each: '0' }]) {
    const [to, step] = [through === null ? null : exact(through), exact(each)]
    const left = limit === null ? undefined : multiply(subtract(exact(limit), worth), forth)
    const isSpent = left !== undefined && compare(left, ZERO) <= 0
    if (isSpent || compare(step, ZERO) === 0) pieces.push(flat(from, to, worth))
    else {
      const reach = left && add(from, multiply(reachOf(left, step, per, method.wholeOnly), forth))
      const isMet = reach !== undefined && (to === null || compare(multiply(subtract(to, reach), forth), ZERO) > 0)
      const end = isMet ? reach : to
      const walked = end && divide(multiply(subtract(end, from), forth), per)
      const units = walked && method.wholeOnly ? cut(walked) : walked
      const after = isMet ? exact(limit ?? '0') : units ? add(worth, multiply(multiply(units, step), forth)) : null
      pieces.push({ from, to: end, points: null, each: step, per, atFrom: worth, atTo: after })
      if (isMet) pieces.push(flat(reach, to, exact(limit ?? '0')))
      worth = after ?? worth
    }
    if (to === null) break
    from = to
  }
  return pieces
}

/** How far a stretch goes until its bound is met; with whole steps only, the step that meets it counts whole. */
function reachOf(left: Exact, each: Exact, per: Exact, wholeOnly: boolean): Exact {
  const units = divide(left, each) ?? ZERO
  const whole = cut(units)
  const needed = wholeOnly && compare(whole, units) < 0 ? add(whole, exact(1)) : wholeOnly ? whole : units
  return multiply(needed, per)
}

/** Neighbours that are worth the same all over are one piece. */
function joined(pieces: readonly Piece[]): readonly Piece[] {
  const out: Piece[] = []
  for (const piece of pieces) {
    const last = out.at(-1)
    const isSame = last?.points && piece.points && compare(last.points, piece.points) === 0
    if (last && isSame) out[out.length - 1] = { ...last, to: piece.to }
    else out.push(piece)
  }
  return out
}

const flat = (from: Exact | null, to: Exact | null, points: Exact): Piece => ({
  from,
  to,
  points,
  each: null,
  per: null,
  atFrom: points,
  atTo: points,
})
const turned = (piece: Piece): Piece => ({
  ...piece,
  from: piece.to,
  to: piece.from,
  atFrom: piece.atTo,
  atTo: piece.atFrom,
})
const cut = (value: Exact): Exact => exact(value.numerator / value.denominator)

function told(value: Exact | null): string | null {
  if (value === null) return null
  const text = toDecimal(value, TOLD_DECIMALS).replace(/\.?0+$/, '')
  return text === '' || text === '-' ? '0' : text
}
