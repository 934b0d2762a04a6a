import { z } from 'zod'
import type { RoundingMode } from './decimal.ts'

/**
 * An exact rational number in lowest terms, `denominator` above zero. Shares of a plan and interval ends are compared in it, so that
 * 60 % is never "a little below 60 %".
 */
export interface Exact {
  readonly numerator: bigint
  readonly denominator: bigint
}

/** A plain decimal as text, e.g. `-16.5`: up to 18 digits before the point and 12 after it. Numbers of people travel and rest in it. */
export const DecimalText = z.string().regex(/^-?\d{1,18}(\.\d{1,12})?$/)
export type DecimalText = z.output<typeof DecimalText>

/** A decimal as text or an exact fraction, e.g. `1828/2735`; what a computed figure is kept as, unrounded. */
export const ExactText = z
  .string()
  .max(200)
  .regex(/^-?\d+(\.\d+|\/[1-9]\d*)?$/)
export type ExactText = z.output<typeof ExactText>

/** The number 0. */
export const ZERO: Exact = { numerator: 0n, denominator: 1n }
/** The number 1. */
export const ONE: Exact = { numerator: 1n, denominator: 1n }

/** The fraction `numerator / denominator` in lowest terms; a zero denominator is a bug of the caller and throws. */
export function fraction(numerator: bigint, denominator: bigint): Exact {
  if (denominator === 0n) throw new RangeError('denominator is zero')
  const sign = denominator < 0n ? -1n : 1n
  const divisor = greatestCommonDivisor(numerator < 0n ? -numerator : numerator, denominator * sign)
  return { numerator: (numerator * sign) / divisor, denominator: (denominator * sign) / divisor }
}

/** Reads a decimal (`12.5`), a fraction (`5/4`) or an integer; `undefined` for anything else. */
export function parseExact(text: string): Exact | undefined {
  const parts = /^(-?)(\d+)(?:\.(\d+)|\/([1-9]\d*))?$/.exec(text)
  if (!parts) return undefined
  const [, sign, whole = '', decimals = '', denominator = '1'] = parts
  const size = fraction(
    BigInt(whole + decimals),
    decimals === '' ? BigInt(denominator) : 10n ** BigInt(decimals.length),
  )
  return sign === '-' ? negate(size) : size
}

/** The exact number of a text or integer already known to be sound (parsed input, constants); throws for anything else. */
export function exact(value: string | number | bigint): Exact {
  const parsed = parseExact(typeof value === 'string' ? value : value.toString())
  if (!parsed) throw new RangeError(`not an exact number: ${value}`)
  return parsed
}

/** `one + other`. */
export function add(one: Exact, other: Exact): Exact {
  return fraction(
    one.numerator * other.denominator + other.numerator * one.denominator,
    one.denominator * other.denominator,
  )
}

/** `one − other`. */
export function subtract(one: Exact, other: Exact): Exact {
  return add(one, negate(other))
}

/** `one × other`. */
export function multiply(one: Exact, other: Exact): Exact {
  return fraction(one.numerator * other.numerator, one.denominator * other.denominator)
}

/** `one ÷ other`; `undefined` where `other` is zero. */
export function divide(one: Exact, other: Exact): Exact | undefined {
  if (other.numerator === 0n) return undefined
  return fraction(one.numerator * other.denominator, one.denominator * other.numerator)
}

/** The number with its sign turned. */
export function negate(value: Exact): Exact {
  return { numerator: -value.numerator, denominator: value.denominator }
}

/** Below zero where `one` is smaller, zero where they are equal, above zero where it is larger. */
export function compare(one: Exact, other: Exact): number {
  const difference = one.numerator * other.denominator - other.numerator * one.denominator
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** Sum of a list; zero for an empty one. */
export function sum(values: readonly Exact[]): Exact {
  return values.reduce(add, ZERO)
}

/** The number brought to `places` decimals, half away from zero or cut off, as text with exactly that many: `toDecimal(1/3, 2)` is `0.33`; never `-0.00`. */
export function toDecimal(value: Exact, places: number, rounding: RoundingMode = 'half_up'): string {
  const scale = 10n ** BigInt(places)
  const size = (value.numerator < 0n ? -value.numerator : value.numerator) * scale
  const cut = size / value.denominator
  const rest = size % value.denominator
  const digits = (rounding === 'half_up' && rest * 2n >= value.denominator ? cut + 1n : cut).toString()
  const padded = digits.padStart(places + 1, '0')
  const text = places === 0 ? padded : `${padded.slice(0, -places)}.${padded.slice(-places)}`
  return value.numerator < 0n && /[1-9]/.test(text) ? `-${text}` : text
}

/** The number rounded to `places` decimals, as a number again. */
export function round(value: Exact, places: number, rounding: RoundingMode = 'half_up'): Exact {
  return exact(toDecimal(value, places, rounding))
}

/** The shortest text that reads back to the same number: a decimal where one exists, else a fraction. */
export function toExactText(value: Exact): ExactText {
  const places = decimalPlaces(value.denominator)
  return places === undefined ? `${value.numerator}/${value.denominator}` : toDecimal(value, places)
}

/** The nearest floating-point number, for charts and sizes on a screen only. */
export function toNumber(value: Exact): number {
  return Number(toDecimal(value, 15))
}

function decimalPlaces(denominator: bigint): number | undefined {
  const twos = timesDivisible(denominator, 2n)
  const fives = timesDivisible(denominator, 5n)
  return denominator === 2n ** BigInt(twos) * 5n ** BigInt(fives) ? Math.max(twos, fives) : undefined
}

function timesDivisible(value: bigint, factor: bigint): number {
  let times = 0
  for (let rest = value; rest % factor === 0n; rest /= factor) times += 1
  return times
}

function greatestCommonDivisor(one: bigint, other: bigint): bigint {
  let [larger, smaller] = [one, other]
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller]
  return larger === 0n ? 1n : larger
}
