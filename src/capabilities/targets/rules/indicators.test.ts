import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asPeriod } from '../../../kernel/period.ts'
import { IndicatorBody, Measure, OverTime, OverUnits } from '../contract.ts'
import { checkIndicator, checkPeriodDue, missingPeriods, periodsDue } from './indicators.ts'

const INVESTMENT = IndicatorBody.parse({
  code: 'fai',
  name: '固定资产投资',
  unitText: '亿元',
  kind: 'expected',
  direction: 'higher',
  measure: 'level',
  statistical: true,
  sourceUnitId: '0190a000-0000-7000-8000-000000000001',
  frequency: 'month',
  firstMonths: 'combined',
  cumulative: true,
  overTime: 'sum',
  overUnits: 'sum',
})

function codes(changes: Partial<IndicatorBody>): readonly string[] {
  const checked = checkIndicator({ ...INVESTMENT, ...changes })
  return checked.ok ? [] : checked.problems.map((each) => each.code)
}

describe('an indicator', () => {
  it('passes where it makes sense', () => {
    expect(codes({})).toEqual([])
    expect(codes({ statistical: false, derivation: { kind: 'growth', of: ['x'] } })).toEqual([])
  })

  it('of statistics never derives a growth rate', () => {
    expect(codes({ derivation: { kind: 'growth', of: ['fai'] } })).toEqual(['targets.growth_not_derived'])
  })

  it('never adds up rates or ranks, over units or over time', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Measure.options),
        fc.constantFrom(...OverUnits.options),
        fc.constantFrom(...OverTime.options),
        (measure, overUnits, overTime) => {
          const found = codes({ measure, overUnits, overTime, cumulative: false, direction: 'lower' })
          expect(found.includes('targets.rate_not_summed_over_units')).toBe(measure !== 'level' && overUnits === 'sum')
          expect(found.includes('targets.rate_not_summed_over_time')).toBe(measure !== 'level' && overTime === 'sum')
          expect(found.includes('targets.rank_not_weighted')).toBe(measure === 'rank' && overUnits === 'weighted')
        },
      ),
    )
  })

  it('keeps 1—2月 to monthly figures, places to less is better, and cumulative figures from averages', () => {
    expect(codes({ frequency: 'quarter' })).toEqual(['targets.first_months_are_monthly'])
    expect(codes({ measure: 'rank', overUnits: 'not_addable', overTime: 'last' })).toEqual([
      'targets.rank_is_lower_better',
    ])
    expect(codes({ overTime: 'average' })).toEqual(['targets.cumulative_not_averaged'])
  })
})

describe('the periods of an indicator', () => {
  it('are eleven where January is never collected apart, and January alone is refused', () => {
    expect(periodsDue(INVESTMENT, 2026)).toHaveLength(11)
    expect(checkPeriodDue(INVESTMENT, asPeriod('2026-M01_02'), 2026).ok).toBe(true)
    expect(checkPeriodDue(INVESTMENT, asPeriod('2026-M01'), 2026).ok).toBe(false)
    expect(checkPeriodDue({ ...INVESTMENT, firstMonths: 'separate' }, asPeriod('2026-M01_02'), 2026).ok).toBe(false)
  })

  it('that are missing are those due and not entered; an optional January never is', () => {
    const schedule = fc.constantFrom('separate' as const, 'january_optional' as const, 'combined' as const)
    fc.assert(
      fc.property(schedule, fc.array(fc.nat(11)), fc.nat(10), (firstMonths, chosen, last) => {
        const monthly = { frequency: 'month', firstMonths } as const
        const due = periodsDue(monthly, 2026)
        const entered = due.filter((_, index) => chosen.includes(index))
        const until = due[last] ?? asPeriod('2026')
        const missing = missingPeriods(monthly, entered, 2026, until)
        const expected = due.slice(0, last + 1).filter((each) => !entered.includes(each))
        const optional = firstMonths === 'january_optional' ? '2026-M01' : ''
        expect(missing).toEqual(expected.filter((each) => each !== optional))
      }),
    )
  })
})
