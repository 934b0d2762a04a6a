import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, asDay } from '../../../kernel/day.ts'
import { compare, exact, fraction, ONE, toDecimal, toExactText, ZERO } from '../../../kernel/exact.ts'
import { unwrap } from '../../../kernel/outcome.ts'
import { asPeriod } from '../../../kernel/period.ts'
import type { PaceCurve } from '../contract.ts'
import { BUILT_IN_CURVES, findBuiltInCurve } from './curves.ts'
import { checkCurve, expectedShare, shareOfNodesDue } from './pace.ts'

function curveOf(...nodes: readonly (readonly [number, string])[]): PaceCurve {
  return { code: 'test', name: 'test', source: '', nodes: nodes.map(([month, share]) => ({ month, share })) }
}

function shareText(code: string, period: string): string {
  const curve = findBuiltInCurve(code)
  if (!curve) throw new Error(`no curve ${code}`)
  return toExactText(unwrap(expectedShare(curve, asPeriod(period))))
}

function codes(curve: PaceCurve): readonly string[] {
  const checked = checkCurve(curve)
  return checked.ok ? [] : checked.problems.map((each) => each.code)
}

const completeCurve = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 1, max: 11 }), { maxLength: 11 }),
    fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 11, maxLength: 11 }),
  )
  .map(([months, thousandths]) => {
    const rising = thousandths.toSorted((one, other) => one - other)
    const nodes = months
      .toSorted((one, other) => one - other)
      .map((month, index) => [month, toExactText(fraction(BigInt(rising[index] ?? 0), 1000n))] as const)
    return curveOf(...nodes, [12, '1'])
  })

describe('the expected share of a year', () => {
  it.each([
    ['linear', ['0.25', '0.5', '0.75', '1']],
    ['sanya_investment', ['0.2', '0.5', '0.75', '1']],
    ['sanya_new_start', ['0.15', '0.4', '0.7', '1']],
  ])('of %s at the quarters is as published', (code, shares) => {
    expect(['Q1', 'Q2', 'Q3', 'Q4'].map((quarter) => shareText(code, `2026-${quarter}`))).toEqual(shares)
  })

  it('is linear inside a quarter: Sanya after January a third of the first 20 %, after May two thirds of the next 30', () => {
    expect(shareText('sanya_investment', '2026-M01')).toBe('1/15')
    expect(shareText('sanya_investment', '2026-M05')).toBe('0.4')
  })

  it('knows 1—2月, days, and weeks that leave the year', () => {
    expect(shareText('linear', '2026-M01_02')).toBe(shareText('linear', '2026-M02'))
    expect(shareText('linear', '2026-04-15')).toBe('7/24')
    expect(shareText('linear', '2026-W53')).toBe('1')
  })

  it('takes months where they are given instead of a line between quarters', () => {
    const monthly = curveOf([1, '0.01'], [2, '0.03'], [3, '0.2'], [12, '1'])
    expect(toExactText(unwrap(expectedShare(monthly, asPeriod('2026-M01_02'))))).toBe('0.03')
  })

  it('never falls, starts above nothing and ends at everything', () => {
    const dayNumber = fc.integer({ min: 0, max: 364 })
    fc.assert(
      fc.property(completeCurve, dayNumber, dayNumber, (curve, one, other) => {
        const shareOn = (days: number) => unwrap(expectedShare(curve, asPeriod(addDays(asDay('2026-01-01'), days))))
        const [early, late] = [Math.min(one, other), Math.max(one, other)]
        expect(compare(shareOn(early), shareOn(late))).toBeLessThanOrEqual(0)
        expect(compare(shareOn(early), ZERO)).toBeGreaterThanOrEqual(0)
        expect(shareOn(364)).toEqual(ONE)
      }),
    )
  })

  it('meets every node of its curve exactly', () => {
    fc.assert(
      fc.property(completeCurve, (curve) => {
        for (const { month, share } of curve.nodes) {
          const period = asPeriod(`2026-M${String(month).padStart(2, '0')}`)
          expect(unwrap(expectedShare(curve, period))).toEqual(exact(share))
        }
      }),
    )
  })
})

describe('a curve', () => {
  it('is refused where it does not reach the whole plan, as a mid-year gate of 40 % does not', () => {
    expect(codes(curveOf([6, '0.4']))).toEqual(['pace.curve_incomplete'])
    expect(codes(curveOf([6, '0.4'], [12, '0.95']))).toEqual(['pace.curve_incomplete'])
    expect(expectedShare(curveOf([6, '0.4']), asPeriod('2026-M06')).ok).toBe(false)
  })

  it('is refused where it falls, leaves 0 to 1, or its months do not rise', () => {
    expect(codes(curveOf([3, '0.5'], [6, '0.4'], [12, '1']))).toEqual(['pace.curve_falls'])
    expect(codes(curveOf([3, '-0.1'], [12, '1.1']))).toEqual(['pace.share_outside', 'pace.share_outside'])
    expect(codes(curveOf([6, '0.4'], [6, '0.5'], [12, '1']))).toEqual(['pace.months_unordered'])
  })

  it('that comes with the product is complete', () => {
    expect(BUILT_IN_CURVES.flatMap(codes)).toEqual([])
  })
})

describe('pace by the nodes of a plan', () => {
  const node = (dueOn: string, weight: string) => ({ dueOn: asDay(dueOn), weight })

  it('is the weight of the nodes due over all weights', () => {
    const nodes = [node('2026-03-31', '20'), node('2026-06-30', '30'), node('2026-12-20', '50')]
    expect(toDecimal(unwrap(shareOfNodesDue(nodes, asDay('2026-06-30'))), 2)).toBe('0.50')
    expect(toDecimal(unwrap(shareOfNodesDue(nodes, asDay('2026-06-29'))), 2)).toBe('0.20')
  })

  it('is refused without weights or with one below zero', () => {
    expect(shareOfNodesDue([], asDay('2026-01-01')).ok).toBe(false)
    expect(shareOfNodesDue([node('2026-01-01', '0')], asDay('2026-01-01')).ok).toBe(false)
    expect(shareOfNodesDue([node('2026-01-01', '-1'), node('2026-01-01', '3')], asDay('2026-01-01')).ok).toBe(false)
  })

  it('does not change when every weight is multiplied by the same', () => {
    const weights = fc.array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 50 })), {
      minLength: 1,
    })
    fc.assert(
      fc.property(weights, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 300 }), (pairs, factor, on) => {
        const start = asDay('2026-01-01')
        const nodesBy = (times: number) =>
          pairs.map(([day, weight]) => node(addDays(start, day), String(weight * times)))
        expect(shareOfNodesDue(nodesBy(factor), addDays(start, on))).toEqual(
          shareOfNodesDue(nodesBy(1), addDays(start, on)),
        )
      }),
    )
  })
})
