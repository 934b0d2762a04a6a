import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { add, compare, exact, fraction, multiply, toExactText, type Exact } from '../../../kernel/exact.ts'
import { unwrap } from '../../../kernel/outcome.ts'
import { asPeriod } from '../../../kernel/period.ts'
import { ownValue, wholeOfUnits, yearToDate } from './aggregate.ts'
import { periodsDue } from './indicators.ts'

const MONTHLY = { frequency: 'month', firstMonths: 'separate', cumulative: false, overTime: 'sum' } as const

function figures(values: Readonly<Record<string, string | null>>) {
  return Object.entries(values).map(([period, value]) => ({
    period: asPeriod(period),
    value: value === null ? null : exact(value),
  }))
}

function text(value: Exact | null) {
  return value === null ? null : toExactText(value)
}

describe('the figure of the year to date', () => {
  it('adds up months and names the missing ones', () => {
    const result = unwrap(
      yearToDate(MONTHLY, figures({ '2026-M01': '10', '2026-M02': null, '2026-M03': '5.5' }), asPeriod('2026-M04')),
    )
    expect([text(result.value), result.through, result.missing]).toEqual(['15.5', '2026-M03', ['2026-M02', '2026-M04']])
  })

  it('takes the last figure of a cumulative series and never adds cumulative figures', () => {
    const series = { ...MONTHLY, cumulative: true }
    const given = figures({ '2026-M03': '30', '2026-M01': '8', '2026-M02': '20', '2025-M12': '99' })
    expect(text(unwrap(yearToDate(series, given, asPeriod('2026-M03'))).value)).toBe('30')
    expect(text(unwrap(yearToDate(series, given, asPeriod('2026-M02'))).value)).toBe('20')
  })

  it('takes 1—2月 in the place of two months', () => {
    const series = { ...MONTHLY, firstMonths: 'combined' } as const
    const result = unwrap(yearToDate(series, figures({ '2026-M01_02': '7', '2026-M03': '4' }), asPeriod('2026-M03')))
    expect([text(result.value), result.missing]).toEqual(['11', []])
    const february = unwrap(yearToDate(series, figures({ '2026-M01_02': '7' }), asPeriod('2026-M02')))
    expect([text(february.value), february.missing]).toEqual(['7', []])
  })

  it('does not miss a January that may be empty', () => {
    const series = { ...MONTHLY, firstMonths: 'january_optional', cumulative: true } as const
    const result = unwrap(yearToDate(series, figures({ '2026-M02': '7' }), asPeriod('2026-M02')))
    expect([text(result.value), result.missing]).toEqual(['7', []])
  })

  it('refuses to add January twice', () => {
    const twice = figures({ '2026-M01': '3', '2026-M01_02': '7' })
    expect(yearToDate(MONTHLY, twice, asPeriod('2026-M02')).ok).toBe(false)
    expect(yearToDate({ ...MONTHLY, cumulative: true }, twice, asPeriod('2026-M02')).ok).toBe(true)
  })

  it('averages rates and gives nothing where nothing is known', () => {
    const series = { ...MONTHLY, overTime: 'average' } as const
    const given = figures({ '2026-M01': '98', '2026-M02': '97' })
    expect(text(unwrap(yearToDate(series, given, asPeriod('2026-M02'))).value)).toBe('97.5')
    expect(unwrap(yearToDate(series, [], asPeriod('2026-M02'))).value).toBe(null)
  })

  const months = fc.array(fc.option(fc.integer({ min: 0, max: 999 }), { nil: null }), { minLength: 12, maxLength: 12 })

  it('is the same said month by month and said cumulatively, and each month is found again in the difference', () => {
    fc.assert(
      fc.property(months, fc.integer({ min: 1, max: 12 }), (values, until) => {
        const periods = periodsDue(MONTHLY, 2026)
        const monthly = periods.map((period, index) => ({ period, value: exact(values[index] ?? 0) }))
        const cumulative = monthly.map(({ period }, index) => ({
          period,
          value: monthly.slice(0, index + 1).reduce((total, each) => add(total, each.value), exact(0)),
        }))
        const end = periods[until - 1]
        if (!end) throw new Error('no such month')
        const summed = unwrap(yearToDate(MONTHLY, monthly, end))
        expect(unwrap(yearToDate({ ...MONTHLY, cumulative: true }, cumulative, end)).value).toEqual(summed.value)
        expect(ownValue(cumulative, end, periods[until - 2] ?? null)).toEqual(exact(values[until - 1] ?? 0))
      }),
    )
  })

  it('names exactly the periods due that have no figure', () => {
    fc.assert(
      fc.property(months, (values) => {
        const periods = periodsDue(MONTHLY, 2026)
        const given = periods.map((period, index) => ({
          period,
          value: values[index] == null ? null : exact(values[index]),
        }))
        const { missing, value } = unwrap(yearToDate(MONTHLY, given, asPeriod('2026')))
        expect(missing).toEqual(periods.filter((_, index) => values[index] === null))
        expect(value === null).toBe(values.every((each) => each === null))
      }),
    )
  })
})

describe('the figure of the whole', () => {
  it('adds up units and names those without a figure', () => {
    const result = unwrap(
      wholeOfUnits('sum', [
        { key: 'a', value: exact('1.5') },
        { key: 'b', value: null },
        { key: 'c', value: exact('2') },
      ]),
    )
    expect([text(result.value), result.missing]).toEqual(['3.5', ['b']])
  })

  it('weighs rates by their weights and refuses those without', () => {
    const rates = [
      { key: 'a', value: exact('10'), weight: '3' },
      { key: 'b', value: exact('6'), weight: '1' },
    ]
    expect(text(unwrap(wholeOfUnits('weighted', rates)).value)).toBe('9')
    const refused = wholeOfUnits('weighted', [...rates, { key: 'c', value: exact('1') }])
    expect(refused.ok ? [] : refused.problems.map((each) => [each.code, each.params?.['unit']])).toEqual([
      ['targets.weight_missing', 'c'],
    ])
  })

  it('refuses to add what has no sum', () => {
    expect(wholeOfUnits('not_addable', []).ok).toBe(false)
  })

  it('lies between the smallest and the largest weighted figure, and multiplies with them', () => {
    const unit = fc.record({ value: fc.integer({ min: -99, max: 99 }), weight: fc.integer({ min: 1, max: 20 }) })
    fc.assert(
      fc.property(fc.array(unit, { minLength: 1, maxLength: 8 }), fc.integer({ min: 1, max: 9 }), (units, factor) => {
        const given = (times: number) =>
          units.map((each, index) => ({
            key: String(index),
            value: fraction(BigInt(each.value * times), 1n),
            weight: String(each.weight),
          }))
        const whole = unwrap(wholeOfUnits('weighted', given(1))).value ?? exact(0)
        const values = units.map((each) => each.value)
        expect(compare(whole, exact(Math.min(...values)))).toBeGreaterThanOrEqual(0)
        expect(compare(whole, exact(Math.max(...values)))).toBeLessThanOrEqual(0)
        expect(unwrap(wholeOfUnits('weighted', given(factor))).value).toEqual(multiply(whole, exact(factor)))
      }),
    )
  })
})
