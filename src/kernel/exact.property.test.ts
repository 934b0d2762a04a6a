import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  add,
  compare,
  divide,
  exact,
  fraction,
  multiply,
  negate,
  parseExact,
  round,
  subtract,
  sum,
  toDecimal,
  toExactText,
  toNumber,
  ZERO,
} from './exact.ts'

const number = fc
  .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.bigInt({ min: 1n, max: 10n ** 9n }))
  .map(([numerator, denominator]) => fraction(numerator, denominator))

describe('an exact number', () => {
  it('reads back from its own text unchanged', () => {
    fc.assert(
      fc.property(number, (value) => {
        expect(exact(toExactText(value))).toEqual(value)
      }),
    )
  })

  it('obeys the laws of a field and its order', () => {
    fc.assert(
      fc.property(number, number, number, (one, other, third) => {
        expect(add(one, other)).toEqual(add(other, one))
        expect(multiply(one, add(other, third))).toEqual(add(multiply(one, other), multiply(one, third)))
        expect(subtract(add(one, other), other)).toEqual(one)
        const quotient = divide(one, other)
        if (quotient) expect(multiply(quotient, other)).toEqual(one)
        else expect(other).toEqual(ZERO)
        expect(compare(one, other)).toBe(-compare(other, one) + 0)
        expect(compare(add(one, third), add(other, third))).toBe(compare(one, other))
      }),
    )
  })

  it('rounds to the nearest, half away from zero, and symmetrically', () => {
    fc.assert(
      fc.property(number, fc.integer({ min: 0, max: 6 }), (value, places) => {
        const distance = subtract(round(value, places), value)
        const half = fraction(1n, 2n * 10n ** BigInt(places))
        expect(compare(distance, half)).toBeLessThanOrEqual(0)
        expect(compare(distance, negate(half))).toBeGreaterThanOrEqual(0)
        expect(round(negate(value), places)).toEqual(negate(round(value, places)))
      }),
    )
    expect(toDecimal(exact('16.495'), 2)).toBe('16.50')
    expect(toDecimal(exact('-16.495'), 2)).toBe('-16.50')
    expect(toDecimal(exact('47.78'), 0, 'truncate')).toBe('47')
    expect(toDecimal(exact('-0.004'), 2)).toBe('0.00')
  })

  it('knows that ten times a tenth is one', () => {
    expect(sum(Array.from({ length: 10 }, () => exact('0.1')))).toEqual(exact(1))
    expect(toNumber(fraction(1n, 3n))).toBeCloseTo(1 / 3, 14)
  })

  it('refuses texts that are not numbers', () => {
    for (const text of ['', '-', '1.', '.5', '1e3', '1/0', '1/-2', '１２', ' 1', '1 ', '+1', 'NaN'])
      expect(parseExact(text)).toBeUndefined()
    expect(() => exact('x')).toThrow()
    expect(() => fraction(1n, 0n)).toThrow()
  })
})
