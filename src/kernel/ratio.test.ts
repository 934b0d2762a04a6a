import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unwrap } from './outcome.ts'
import { asRatio, fromPercent, pointsBetween, ratioOf, RatioNumber, ShareNumber, toPercent, toPoints } from './ratio.ts'

const share = fc.integer({ min: -30_000, max: 30_000 }).map((number) => asRatio(number / 10_000))

describe('completion against pace, as published', () => {
  // Jiangmen 2021 Q1 and January–October, Jiaoling 2020 January–October, Luonan 2012, Weifang 2024 (notices of the places named)
  it.each([
    ['Jiangmen Q1', 313.64, 1015, 3, '30.90', '5.90'],
    ['Jiangmen ten months', 629, 647.4, 10, '97.16', '13.82'],
    ['Jiaoling ten months', 18.28, 27.35, 10, '66.84', '-16.50'],
    ['Luonan ten months', 26.65, 20.5, 10, '130.00', '46.67'],
    ['Weifang year', 2723, 2629.4, 12, '103.56', '3.56'],
  ] as const)('%s', (_, actual, plan, months, percent, gap) => {
    const completion = unwrap(ratioOf(actual, plan))
    expect(toPercent(completion)).toBe(percent)
    expect(toPoints(completion, asRatio(months / 12))).toBe(gap)
  })

  it('prints 16.49 or 16.50 by the rounding option', () => {
    const [completion, pace] = [unwrap(ratioOf(18.28, 27.35)), asRatio(10 / 12)]
    expect(toPoints(completion, pace, 2, 'half_up')).toBe('-16.50')
    expect(toPoints(completion, pace, 2, 'from_rounded')).toBe('-16.49')
    expect(toPoints(completion, pace, 2, 'truncate')).toBe('-16.49')
    expect(pointsBetween(completion, pace)).toBeCloseTo(-16.496, 4)
  })

  it('takes 13.8 from unrounded figures where rounded ones give 13.9', () => {
    const [completion, pace] = [unwrap(ratioOf(629, 647.4)), asRatio(10 / 12)]
    expect(toPoints(completion, pace, 1, 'half_up')).toBe('13.8')
    expect(toPoints(completion, pace, 1, 'from_rounded')).toBe('13.9')
  })

  it('truncates 129 of 270 to 47 %', () => {
    expect(toPercent(unwrap(ratioOf(129, 270)), 0, 'truncate')).toBe('47')
    expect(toPercent(unwrap(ratioOf(129, 270)))).toBe('47.78')
  })
})

describe('rounding', () => {
  it('is half up on the decimal, away from zero', () => {
    expect(toPercent(asRatio(0.010_05))).toBe('1.01')
    expect(toPercent(asRatio(-0.010_05))).toBe('-1.01')
    expect(toPercent(asRatio(0.333_35))).toBe('33.34')
    expect(toPercent(asRatio(-0.000_001))).toBe('0.00')
    expect(toPercent(asRatio(1e-7), 5)).toBe('0.00001')
    expect(toPercent(asRatio(-0.00999), 0, 'truncate')).toBe('0')
    expect(toPoints(asRatio(0.835), asRatio(0.5), 0)).toBe('34')
  })

  it('never lies farther off than half of the last place, and truncation never beyond the figure', () => {
    fc.assert(
      fc.property(fc.double({ min: -10, max: 10, noNaN: true }), fc.integer({ min: 0, max: 6 }), (value, places) => {
        const ratio = asRatio(value)
        const unit = 10 ** -places
        expect(Math.abs(Number(toPercent(ratio, places)) - value * 100)).toBeLessThanOrEqual(unit / 2 + 1e-9)
        expect(Math.abs(Number(toPercent(ratio, places, 'truncate')))).toBeLessThanOrEqual(Math.abs(value * 100) + 1e-9)
      }),
    )
  })

  it('of a difference is antisymmetric under every option', () => {
    fc.assert(
      fc.property(share, share, fc.constantFrom('half_up', 'truncate', 'from_rounded'), (left, right, rounding) => {
        expect(Number(toPoints(left, right, 1, rounding)) + Number(toPoints(right, left, 1, rounding))).toBe(0)
      }),
    )
  })
})

describe('a ratio', () => {
  it('comes from a percentage exactly and back', () => {
    expect(fromPercent('6.4%')).toEqual({ ok: true, value: 0.064 })
    expect(fromPercent('130 ％')).toEqual({ ok: true, value: 1.3 })
    expect(fromPercent('六').ok).toBe(false)
    fc.assert(
      fc.property(share, (ratio) => {
        expect(unwrap(fromPercent(toPercent(ratio, 2)))).toBe(ratio)
      }),
    )
  })

  it('needs a whole', () => {
    expect(ratioOf(5, 0)).toEqual({
      ok: false,
      problems: [{ code: 'kernel.ratio_without_whole', params: { whole: 0 } }],
    })
    expect(ratioOf(0, 0).ok).toBe(false)
    expect(() => asRatio(Number.NaN)).toThrow(RangeError)
    expect(RatioNumber.safeParse(Number.POSITIVE_INFINITY).success).toBe(false)
    expect([RatioNumber.safeParse(1.3).success, ShareNumber.safeParse(1.3).success]).toEqual([true, false])
  })
})
