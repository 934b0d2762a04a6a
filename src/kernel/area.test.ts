import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asSquareMetres, parseArea, SquareMetresAmount, toMu } from './area.ts'
import { unwrap } from './outcome.ts'

describe('an area', () => {
  it.each([
    [3207, 'mu', 2_138_000],
    ['1', 'mu', 666.67],
    ['0.5', 'mu', 333.33],
    ['8.53', 'square_kilometre', 8_530_000],
    ['1', 'hectare', 10_000],
    ['0.005', 'square_metre', 0.01],
  ] as const)('of %s %s is %d m²', (value, unit, metres) => {
    expect(parseArea(value, unit)).toEqual({ ok: true, value: metres })
  })

  it('knows 15 亩 to the hectare and 1500 to the square kilometre', () => {
    expect(toMu(unwrap(parseArea(1, 'hectare')))).toBe(15)
    expect(toMu(unwrap(parseArea(1, 'square_kilometre')))).toBe(1500)
  })

  it.each(['', '-1', '亩', 'Infinity'])('is refused: %j', (text) => {
    expect(parseArea(text, 'mu')).toEqual({ ok: false, problems: [{ code: 'kernel.area_invalid', params: { text } }] })
    expect(() => asSquareMetres(Number(text || Number.NaN))).toThrow(RangeError)
  })

  it('comes back in 亩 to the tenth it was written in', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (tenths) => {
        const area = unwrap(parseArea(tenths / 10, 'mu'))
        expect(toMu(area).toFixed(1)).toBe((tenths / 10).toFixed(1))
        expect(SquareMetresAmount.safeParse(area).success).toBe(true)
      }),
    )
  })
})
