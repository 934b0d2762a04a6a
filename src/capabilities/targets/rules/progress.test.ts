import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compare,
  divide,
  exact,
  fraction,
  multiply,
  ONE,
  subtract,
  toDecimal,
  toExactText,
  type Exact,
} from '../../../kernel/exact.ts'
import { unwrap } from '../../../kernel/outcome.ts'
import { asPeriod } from '../../../kernel/period.ts'
import type { Rounding } from '../../../kernel/ratio.ts'
import { Goal, type IndicatorBody, type Progress } from '../contract.ts'
import { findBuiltInCurve } from './curves.ts'
import type { Facts } from './goal.ts'
import { expectedShare } from './pace.ts'
import { completion, gapPoints, impliedPlan, progressOf, showProgress } from './progress.ts'

type Reckoned = Pick<IndicatorBody, 'direction' | 'measure' | 'statistical' | 'cumulative' | 'overTime'>

const INVESTMENT: Reckoned = {
  direction: 'higher',
  measure: 'level',
  statistical: false,
  cumulative: true,
  overTime: 'sum',
}
const STOCK: Reckoned = { ...INVESTMENT, cumulative: false, overTime: 'last' }

function paceOf(period: string, code = 'linear'): Exact {
  const curve = findBuiltInCurve(code)
  if (!curve) throw new Error(`no curve ${code}`)
  return unwrap(expectedShare(curve, asPeriod(period)))
}

function goalOf(comparator: string, value: string | null, more: object = {}): Goal {
  return Goal.parse({ comparator, value, ...more })
}

function stand(goal: Goal, facts: Facts, period: string, indicator = INVESTMENT, curve = 'linear'): Progress {
  return unwrap(progressOf({ goal, indicator, period: asPeriod(period), facts, pace: paceOf(period, curve) }))
}

function investment(actual: string, plan: string, period: string, curve = 'linear'): Progress {
  return stand(goalOf('>=', plan), { value: exact(actual) }, period, INVESTMENT, curve)
}

function shown(progress: Progress, places: number, rounding: Rounding = 'half_up') {
  const { completionPercent, pacePercent, gapPoints: gap } = showProgress(progress, places, rounding)
  return [completionPercent, pacePercent, gap]
}

describe('published figures of completion against pace', () => {
  it('Jiangmen 2021 Q1: 313.64 of 1 015 is 30.90 %, ahead by 5.90 points', () => {
    const progress = investment('313.64', '1015', '2021-Q1')
    expect(shown(progress, 4)).toEqual(['30.9005', '25.0000', '5.9005'])
    expect(shown(progress, 2)).toEqual(['30.90', '25.00', '5.90'])
  })

  it('the same quarter by the curve of Sanya is ahead by 10.90 points', () => {
    expect(shown(investment('313.64', '1015', '2021-Q1', 'sanya_investment'), 2)[2]).toBe('10.90')
  })

  it('Jiangmen 2021 Q1 starts: 129 of 270 is 47.78 %, published 47 % by truncation', () => {
    const progress = investment('129', '270', '2021-Q1')
    expect(shown(progress, 2)[0]).toBe('47.78')
    expect(shown(progress, 0, 'truncate')[0]).toBe('47')
  })

  it('Jiangmen January to October: 629.0 of 647.4 is 97.2 %, ahead by 13.8 unrounded, 13.9 from rounded figures', () => {
    const progress = investment('629.0', '647.4', '2021-M10')
    expect(shown(progress, 4)).toEqual(['97.1579', '83.3333', '13.8245'])
    expect(shown(progress, 1)).toEqual(['97.2', '83.3', '13.8'])
    expect(shown(progress, 1, 'from_rounded')).toEqual(['97.2', '83.3', '13.9'])
    expect(shown(investment('206', '255', '2021-M10'), 1)[0]).toBe('80.8')
  })

  it('Jiaoling 2020 January to October: 18.28 of 27.35 is 66.84 %, behind 16.50; 16.49 is from rounded figures', () => {
    const progress = investment('18.28', '27.35', '2020-M10')
    expect(shown(progress, 4)).toEqual(['66.8373', '83.3333', '-16.4960'])
    expect(shown(progress, 2)).toEqual(['66.84', '83.33', '-16.50'])
    expect(shown(progress, 2, 'from_rounded')).toEqual(['66.84', '83.33', '-16.49'])
    const { ratioPercent, shortfallPercent } = showProgress(progress, 2, 'half_up')
    expect([ratioPercent, shortfallPercent]).toEqual(['80.20', '19.80'])
  })

  it('Ziyang January to May: 44 % of the provincial list is ahead by 2.3; 40.4 % of the city list is 1.27 behind, a plan of about 730', () => {
    const pace = paceOf('2021-M05')
    expect(toDecimal(gapPoints(exact('0.44'), pace), 2)).toBe('2.33')
    expect(toDecimal(gapPoints(exact('0.404'), pace), 2)).toBe('-1.27')
    expect(toDecimal(impliedPlan(exact('294.9'), exact('0.404')) ?? ONE, 0)).toBe('730')
  })

  it('a Sanming district 2010 January to August: 74 % of plan is ahead by 7.33', () => {
    expect(shown(investment('74', '100', '2010-M08'), 2)[2]).toBe('7.33')
  })

  it('Luonan 2012 January to October: 26.65 of 20.5 is 130.0 %, and met', () => {
    const progress = investment('26.65', '20.5', '2012-M10')
    expect(shown(progress, 1)[0]).toBe('130.0')
    expect(progress.met).toBe(true)
  })

  it('Weifang 2024: 2 723 of 2 629.4 is 103.56 %', () => {
    expect(shown(investment('2723', '2629.4', '2024'), 2)).toEqual(['103.56', '100.00', '3.56'])
  })
})

describe('how a target stands', () => {
  it('forecasts the year at the pace so far: 313.64 in a quarter is 1 254.56', () => {
    expect(investment('313.64', '1015', '2021-Q1').forecast).toBe('1254.56')
  })

  it('takes a stock from its base: 13 on the way from 10 to 15 million kilowatts is 60 %', () => {
    const progress = stand(goalOf('increase_to', '1500', { base: '1000' }), { value: exact('1300') }, '2025-Q2', STOCK)
    expect([progress.method, progress.completion, progress.gapPoints]).toEqual(['way_from_base', '0.6', '10'])
    expect(progress.forecast).toBe('1600')
  })

  it('takes a reduction from its base: 25 to 17 days is half the way to 9', () => {
    const days: Reckoned = { ...STOCK, direction: 'lower' }
    const progress = stand(goalOf('reduce_to', '9', { base: '25' }), { value: exact('17') }, '2023-Q2', days)
    expect([progress.completion, progress.gapPoints, progress.met]).toEqual(['0.5', '0', false])
  })

  it('compares a growth rate with its goal in points and gives it no pace', () => {
    const growth: Reckoned = { ...STOCK, measure: 'growth_rate', statistical: true }
    const progress = stand(goalOf('>=', '6.4'), { value: exact('6.1') }, '2025-Q1', growth)
    expect([progress.method, progress.completion, progress.pace, progress.gapPoints, progress.met]).toEqual([
      'compared',
      null,
      null,
      '-0.3',
      false,
    ])
  })

  it('gives a stock without a base no pace: 95 of 100 firms in March is not ahead by 70 points', () => {
    const progress = stand(goalOf('>=', '100'), { value: exact('95') }, '2025-Q1', STOCK)
    expect([progress.method, progress.gapPoints, progress.remaining]).toEqual(['compared', null, '5'])
  })

  it('knows nothing where there is no figure', () => {
    const progress = stand(goalOf('>=', '100'), { value: null }, '2025-Q1')
    expect([progress.actual, progress.completion, progress.forecast, progress.met]).toEqual([null, null, null, null])
  })

  it('refuses to divide by a plan of nothing', () => {
    expect(completion(exact('5'), exact('0')).ok).toBe(false)
  })

  const amount = fc.integer({ min: 1, max: 10 ** 9 }).map((cents) => fraction(BigInt(cents), 100n))
  const month = fc.integer({ min: 1, max: 12 }).map((each) => `2026-M${String(each).padStart(2, '0')}`)

  it('ties gap, ratio and shortfall together: all three agree on which side of the pace it is', () => {
    fc.assert(
      fc.property(amount, amount, month, (actual, plan, period) => {
        const progress = investment(toExactText(actual), toExactText(plan), period)
        const [share, pace, gap, ratio, shortfall] = [
          progress.completion,
          progress.pace,
          progress.gapPoints,
          progress.ratioToPace,
          progress.relativeShortfall,
        ].map((text) => exact(text ?? 'missing'))
        if (!share || !pace || !gap || !ratio || !shortfall) throw new Error('a figure is missing')
        expect(multiply(share, plan)).toEqual(actual)
        expect(gap).toEqual(multiply(subtract(share, pace), exact(100)))
        expect(subtract(ONE, shortfall)).toEqual(ratio)
        expect(Math.sign(compare(gap, exact(0)))).toBe(Math.sign(compare(ratio, ONE)))
        expect(exact(progress.forecast ?? '')).toEqual(divide(actual, pace))
        expect(progress.met).toBe(compare(actual, plan) >= 0)
      }),
    )
  })

  it('prints a gap from rounded figures at most one last digit away from the unrounded one', () => {
    fc.assert(
      fc.property(amount, amount, month, fc.integer({ min: 0, max: 3 }), (actual, plan, period, places) => {
        const progress = investment(toExactText(actual), toExactText(plan), period)
        const one = exact(showProgress(progress, places, 'half_up').gapPoints ?? '')
        const other = exact(showProgress(progress, places, 'from_rounded').gapPoints ?? '')
        const distance = subtract(one, other)
        const step = fraction(1n, 10n ** BigInt(places))
        expect(compare(distance, step)).toBeLessThanOrEqual(0)
        expect(compare(distance, multiply(step, exact(-1)))).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
