import { compare, exact, fraction, ONE, subtract, toExactText, type Exact } from '../../../kernel/exact.ts'
import type { DimensionBase, Span } from '../contract.ts'

/**
 * A cut of the number line: everything below `at` is left of it, everything above it right; `at` itself is right of a cut `before` it
 * and left of a cut after it. `at` is endless at both ends.
 */
export interface Cut {
  readonly at: Exact | 'start' | 'end'
  readonly after: boolean
}

/** A stretch between two cuts. It holds nothing unless `start` lies left of `end`. */
export interface Stretch {
  readonly start: Cut
  readonly end: Cut
}

const WHOLE_NUMBERS: readonly DimensionBase[] = ['days', 'months_in_row']

/** Whether the numbers of a base are whole, so that 1 and 2 are neighbours. */
export function isWhole(base: DimensionBase): boolean {
  return WHOLE_NUMBERS.includes(base)
}

/** All numbers a base can have: counts of months begin at zero, everything else is endless both ways. */
export function domainOf(base: DimensionBase): Stretch {
  const start: Cut = base === 'months_in_row' ? { at: exact(0), after: false } : { at: 'start', after: false }
  return { start, end: { at: 'end', after: true } }
}

/** The stretch of a span. For whole numbers its ends move to the whole numbers inside it: above 2 is from 3 on. */
export function stretchOf(span: Span, whole: boolean): Stretch {
  const start: Cut =
    span.from === null ? { at: 'start', after: false } : { at: exact(span.from), after: !span.fromClosed }
  const end: Cut = span.to === null ? { at: 'end', after: true } : { at: exact(span.to), after: span.toClosed }
  return whole ? { start: wholeCut(start), end: wholeCut(end) } : { start, end }
}

/** The span of a stretch, with exact ends; of whole numbers both ends are closed. */
export function spanOf(stretch: Stretch, whole: boolean): Span {
  const { start, end } = stretch
  const last: Cut = whole && isNumber(end.at) && !end.after ? { at: subtract(end.at, ONE), after: true } : end
  return {
    from: isNumber(start.at) ? toExactText(start.at) : null,
    to: isNumber(last.at) ? toExactText(last.at) : null,
    fromClosed: isNumber(start.at) && !start.after,
    toClosed: isNumber(last.at) && last.after,
  }
}

/** Below zero where `one` lies left of `other`, zero where they are the same cut. */
export function compareCuts(one: Cut, other: Cut): number {
  if (one.at === other.at && !isNumber(one.at)) return 0
  if (one.at === 'start' || other.at === 'end') return -1
  if (one.at === 'end' || other.at === 'start') return 1
  return compare(one.at, other.at) || Number(one.after) - Number(other.after)
}

/** Whether a stretch holds no number at all. */
export function isEmpty(stretch: Stretch): boolean {
  return compareCuts(stretch.start, stretch.end) >= 0
}

/** The part two stretches share; empty where they share nothing. */
export function shared(one: Stretch, other: Stretch): Stretch {
  return {
    start: compareCuts(one.start, other.start) >= 0 ? one.start : other.start,
    end: compareCuts(one.end, other.end) <= 0 ? one.end : other.end,
  }
}

/** Whether a number lies in a span, its ends taken exactly: 0.6 is not below 0.6. */
export function holds(span: Span, value: Exact): boolean {
  const fromSide = span.from === null ? 1 : compare(value, exact(span.from))
  const toSide = span.to === null ? -1 : compare(value, exact(span.to))
  return (fromSide > 0 || (fromSide === 0 && span.fromClosed)) && (toSide < 0 || (toSide === 0 && span.toClosed))
}

/** A span in the notation of mathematics, the same in every language: `[-30,-10]`, `(-∞,-30)`, `[0,+∞)`. */
export function spanText(span: Span): string {
  const from = span.from === null ? '(-∞' : `${span.fromClosed ? '[' : '('}${span.from}`
  const to = span.to === null ? '+∞)' : `${span.to}${span.toClosed ? ']' : ')'}`
  return `${from},${to}`
}

function isNumber(at: Cut['at']): at is Exact {
  return typeof at !== 'string'
}

function wholeCut(cut: Cut): Cut {
  if (!isNumber(cut.at)) return cut
  const floor = floorOf(cut.at)
  const isOnWhole = compare(floor, cut.at) === 0
  return { at: isOnWhole && !cut.after ? floor : fraction(floor.numerator + 1n, 1n), after: false }
}

function floorOf(value: Exact): Exact {
  const quotient = value.numerator / value.denominator
  const isCutUp = value.numerator < 0n && quotient * value.denominator !== value.numerator
  return fraction(isCutUp ? quotient - 1n : quotient, 1n)
}
