import { z } from 'zod'
import { type Decimal, round, type RoundingMode, shift, subtract, toDecimal, toNumber, toText } from './decimal.ts'
import { fail, ok, type Outcome } from './outcome.ts'
import { problem } from './problem.ts'

/** Shape of a ratio: any finite number, 1 is the whole. */
export const RatioNumber = z.number().brand<'Ratio'>()

/** A share, completion, pace or growth as an unrounded ratio: 0.309 is 30.9 %; above 1 when overfulfilled, below 0 for a fall. */
export type Ratio = number & z.core.$brand<'Ratio'>

/** Shape of a share: a ratio from 0 to 1 (weights, pace). */
export const ShareNumber = z.number().min(0).max(1).brand<'Ratio'>()

/** A difference of two ratios in percentage points, unrounded: −16.496. Never shown with `%`. */
export type Points = number & z.core.$brand<'Points'>

/**
 * How a published figure was rounded; kept with the figure. `half_up` 四舍五入 of the unrounded value; `truncate` drops
 * digits; `from_rounded` subtracts figures already rounded half up. The three differ in print: 18.28 / 27.35 against
 * 10 months is −16.50, −16.49 and −16.49.
 */
export const ROUNDINGS = ['half_up', 'truncate', 'from_rounded'] as const

/** One of `ROUNDINGS`. */
export type Rounding = (typeof ROUNDINGS)[number]

/** Shape of a rounding option. */
export const RoundingOption = z.enum(ROUNDINGS)

/** Takes a constant or a value already checked as a ratio; throws RangeError where it is not finite. */
export function asRatio(value: number): Ratio {
  if (!Number.isFinite(value)) throw new RangeError(`not a ratio: ${value}`)
  return value as Ratio
}

/** `part / whole`, unrounded. Refuses `kernel.ratio_without_whole` where the whole is 0 or either is not finite. */
export function ratioOf(part: number, whole: number): Outcome<Ratio> {
  const quotient = part / whole
  return Number.isFinite(quotient) && Number.isFinite(whole)
    ? ok(asRatio(quotient))
    : fail(problem('kernel.ratio_without_whole', { whole }))
}

/** A ratio out of a percentage as people write it, exactly: `30.9` is 0.309. Refuses `kernel.percent_invalid`. */
export function fromPercent(percent: number | string): Outcome<Ratio> {
  const read = toDecimal(typeof percent === 'string' ? percent.replace(/\s*[%％]\s*$/, '') : percent)
  return read
    ? ok(asRatio(toNumber(shift(read, -2))))
    : fail(problem('kernel.percent_invalid', { text: String(percent) }))
}

/**
 * The digits of a ratio in percent with `places` decimals, without the sign `%`: 0.16496 is `16.50`. Exact half-up on the
 * decimal writing of the number, so 0.01005 at two places is `1.01`. A single figure under `from_rounded` is rounded half up.
 */
export function toPercent(ratio: Ratio, places = 2, rounding: Rounding = 'half_up'): string {
  return toText(round(shift(decimalOf(ratio), 2), places, modeOf(rounding)))
}

/** `left − right` in percentage points, unrounded and free of binary noise (0.835 − 0.5 is 33.5). */
export function pointsBetween(left: Ratio, right: Ratio): Points {
  return toNumber(pointsOf(left, right)) as Points
}

/** The digits of `left − right` in percentage points with `places` decimals, by the rounding option. */
export function toPoints(left: Ratio, right: Ratio, places = 2, rounding: Rounding = 'half_up'): string {
  if (rounding !== 'from_rounded') return toText(round(pointsOf(left, right), places, rounding))
  return toText(subtract(percentOf(left, places), percentOf(right, places)))
}

function percentOf(ratio: Ratio, places: number): Decimal {
  return round(shift(decimalOf(ratio), 2), places, 'half_up')
}

function pointsOf(left: Ratio, right: Ratio): Decimal {
  return shift(subtract(decimalOf(left), decimalOf(right)), 2)
}

function decimalOf(ratio: Ratio): Decimal {
  const read = toDecimal(ratio)
  if (!read) throw new RangeError(`not a ratio: ${ratio}`)
  return read
}

function modeOf(rounding: Rounding): RoundingMode {
  return rounding === 'truncate' ? 'truncate' : 'half_up'
}
