import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Decimal,
  isWhole,
  multiply,
  round,
  shift,
  subtract,
  toDecimal,
  toNumber,
  toShortText,
  toText,
} from './decimal.ts'

const anyDecimal: fc.Arbitrary<Decimal> = fc.record({
  units: fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
  scale: fc.nat({ max: 12 }),
})
const textOf = (value: number | string): string | undefined => {
  const read = toDecimal(value)
  return read && toText(read)
}

describe('a decimal', () => {
  it.each([
    ['1.005', '1.005'],
    [1.005, '1.005'],
    ['-0.50', '-0.50'],
    [1e21, '1000000000000000000000'],
    [1.5e-7, '0.00000015'],
    ['.5', '0.5'],
    ['7.', '7'],
    ['+3', '3'],
    [-0, '0'],
  ] as const)('is read from %s', (value, text) => {
    expect(textOf(value)).toBe(text)
  })

  it.each(['', '.', '-', 'e5', '1e5000', '1,5', '１', 'Infinity'])('is not read from %j', (text) => {
    expect(toDecimal(text)).toBeUndefined()
  })

  it('reads back from its text, and every number as itself', () => {
    fc.assert(
      fc.property(anyDecimal, fc.double({ noNaN: true, noDefaultInfinity: true }), (value, number) => {
        expect(toDecimal(toText(value))).toEqual(value)
        expect(toNumber(toDecimal(number) ?? value)).toBe(number + 0)
        expect(Number(toShortText(value))).toBe(Number(toText(value)))
      }),
    )
  })

  it('rounds half up away from zero, by at most half a unit, and truncates towards zero', () => {
    fc.assert(
      fc.property(anyDecimal, fc.nat({ max: 12 }), (value, places) => {
        const error = subtract(round(value, places), value)
        const twice = multiply(error, { units: 2n, scale: 0 })
        const limit = 10n ** BigInt(Math.max(twice.scale - places, 0))
        expect(-limit <= twice.units && twice.units <= limit).toBe(true)
        if (value.scale > places && (twice.units === limit || twice.units === -limit)) {
          expect(error.units > 0n).toBe(value.units > 0n)
        }
        const cut = subtract(value, round(value, places, 'truncate'))
        expect(cut.units === 0n || cut.units > 0n === value.units > 0n).toBe(true)
      }),
    )
    expect(toText(round({ units: -15n, scale: 1 }, 0))).toBe('-2')
    expect(toText(round({ units: -4n, scale: 1 }, 0))).toBe('0')
  })

  it('shifts its point there and back', () => {
    fc.assert(
      fc.property(anyDecimal, fc.integer({ min: -8, max: 8 }), (value, places) => {
        expect(subtract(shift(shift(value, places), -places), value).units).toBe(0n)
        expect(isWhole(shift(value, value.scale))).toBe(true)
      }),
    )
  })
})
