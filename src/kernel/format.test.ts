import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asSquareMetres } from './area.ts'
import { asDay } from './day.ts'
import {
  foreignUnitName,
  formatArea,
  formatCumulativePeriod,
  formatDay,
  formatForeign,
  formatGap,
  formatInstant,
  formatMoney,
  formatMoneyIn,
  formatNumber,
  formatPercent,
  formatPeriod,
  formatPoints,
  moneyUnitName,
} from './format.ts'
import { asPeriod } from './period.ts'
import { asRatio, pointsBetween } from './ratio.ts'
import { asForeignCents, asYuan } from './yuan.ts'

describe('money', () => {
  it.each([
    [16_650_000_000, '166.50亿元', 'CNY 16.65 billion'],
    [101_000_000_000, '1,010.00亿元', 'CNY 101.00 billion'],
    [100_000_000, '1.00亿元', 'CNY 100.00 million'],
    [99_990_000, '9,999万元', 'CNY 99.99 million'],
    [3_185_000, '318.5万元', 'CNY 3.19 million'],
    [8555, '0.8555万元', 'CNY 8,555'],
    [0, '0万元', 'CNY 0'],
    [-250_500_000, '-2.51亿元', 'CNY -250.50 million'],
    [100_500_000, '1.01亿元', 'CNY 100.50 million'],
  ] as const)('%i yuan reads %s', (yuan, zh, en) => {
    expect([formatMoney(asYuan(yuan), 'zh-CN'), formatMoney(asYuan(yuan), 'en')]).toEqual([zh, en])
  })

  it('stands in the unit of its column, exact unless told', () => {
    expect(formatMoneyIn(asYuan(123_456_789), 'wan')).toBe('12,345.6789')
    expect(formatMoneyIn(asYuan(123_456_789), 'yi', { places: 2 })).toBe('1.23')
    expect(formatMoneyIn(asYuan(123_456_789), 'yuan')).toBe('123,456,789')
    expect((['yuan', 'wan', 'yi'] as const).map((unit) => moneyUnitName(unit, 'zh-CN'))).toEqual(['元', '万元', '亿元'])
  })

  it('never reads more than half of its last digit off', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 13), max: 10 ** 13 }), (yuan) => {
        const [, digits = '', unit] = /^([-\d.,]+)(亿元|万元)$/.exec(formatMoney(asYuan(yuan), 'zh-CN')) ?? []
        const read = Number(digits.replaceAll(',', '')) * (unit === '亿元' ? 1e8 : 1e4)
        expect(Math.abs(read - yuan)).toBeLessThanOrEqual((unit === '亿元' ? 500_000 : 50) + 0.01)
        expect(unit === '亿元').toBe(Math.abs(yuan) >= 1e8)
      }),
    )
  })

  it('of another country keeps its name', () => {
    expect(formatForeign(asForeignCents(10_000_000_000), 'zh-CN')).toBe('1.00亿美元')
    expect(formatForeign(asForeignCents(123_450_000), 'zh-CN')).toBe('123.45万美元')
    expect(formatForeign(asForeignCents(1), 'zh-CN')).toBe('0.000001万美元')
    expect(formatForeign(asForeignCents(10_000_000_000), 'en')).toBe('USD 100.00 million')
    expect(formatForeign(asForeignCents(12_345), 'en')).toBe('USD 123.45')
    expect(foreignUnitName('wan', 'zh-CN')).toBe('万美元')
  })
})

describe('figures', () => {
  it('group by thousands and round half up exactly', () => {
    expect(formatNumber(1_234_567.5)).toBe('1,234,567.5')
    expect(formatNumber(1.005, { places: 2 })).toBe('1.01')
    expect(formatNumber('-1234.50', { upTo: 2 })).toBe('-1,234.5')
    expect(formatNumber(999, { places: 1 })).toBe('999.0')
    expect(formatNumber('不详')).toBe('不详')
  })

  it('read back as they were', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }), (value) => {
        expect(Number(formatNumber(value).replaceAll(',', ''))).toBe(value + 0)
      }),
    )
  })

  it('show land in 亩', () => {
    expect([formatArea(asSquareMetres(2_138_000), 'zh-CN'), formatArea(asSquareMetres(2_138_000), 'en')]).toEqual([
      '3,207亩',
      '3,207 mu',
    ])
    expect(formatArea(asSquareMetres(1000), 'zh-TW')).toBe('1.5畝')
  })

  it('show rates in percent and differences of rates in percentage points, never in percent', () => {
    expect(formatPercent(asRatio(0.309_005))).toBe('30.90%')
    expect(formatPercent(asRatio(0.064), { places: 1, sign: true })).toBe('+6.4%')
    expect(formatPercent(asRatio(12.5), { places: 0 })).toBe('1,250%')
    const [completion, pace] = [asRatio(18.28 / 27.35), asRatio(10 / 12)]
    expect(formatGap(completion, pace, 'zh-CN')).toBe('-16.50个百分点')
    expect(formatGap(completion, pace, 'zh-CN', { rounding: 'from_rounded' })).toBe('-16.49个百分点')
    expect(formatPoints(pointsBetween(completion, pace), 'en', { places: 1 })).toBe('-16.5 percentage points')
    expect(formatPoints(pointsBetween(pace, completion), 'zh-TW', { rounding: 'truncate' })).toBe('+16.49個百分點')
    expect(formatGap(pace, pace, 'zh-CN')).toBe('0.00个百分点')
    fc.assert(
      fc.property(
        fc.double({ min: -2, max: 2, noNaN: true }),
        fc.constantFrom('zh-CN', 'zh-TW', 'en'),
        (value, locale) => {
          expect(formatGap(asRatio(value), pace, locale)).not.toContain('%')
        },
      ),
    )
  })
})

describe('time', () => {
  it('writes a day and an instant by the clock of Shanghai', () => {
    expect([formatDay(asDay('2026-03-25'), 'zh-CN'), formatDay(asDay('2026-03-05'), 'en')]).toEqual([
      '2026年3月25日',
      '5 March 2026',
    ])
    expect(formatInstant(new Date('2026-03-24T16:05:59Z'), 'zh-CN')).toBe('2026年3月25日 00:05')
    expect(formatInstant(new Date('1969-12-31T10:30:00Z'), 'en')).toBe('31 December 1969, 18:30')
  })

  it.each([
    ['2026', '2026年', '2026'],
    ['2026-H1', '2026年上半年', 'First half of 2026'],
    ['2026-Q3', '2026年三季度', 'Q3 2026'],
    ['2026-M03', '2026年3月', 'March 2026'],
    ['2026-M01_02', '2026年1—2月', 'January–February 2026'],
    ['2026-W12', '2026年第12周', 'Week 12 of 2026'],
    ['2026-03-05', '2026年3月5日', '5 March 2026'],
  ] as const)('writes the period %s', (period, zh, en) => {
    expect([formatPeriod(asPeriod(period), 'zh-CN'), formatPeriod(asPeriod(period), 'en')]).toEqual([zh, en])
  })

  it.each([
    ['2026-M01', '2026年1月', 'January 2026'],
    ['2026-M01_02', '2026年1—2月', 'January–February 2026'],
    ['2026-M10', '2026年1—10月', 'January–October 2026'],
    ['2026-Q3', '2026年1—9月', 'January–September 2026'],
    ['2026-H2', '2026年', '2026'],
    ['2026-W12', '2026年第12周', 'Week 12 of 2026'],
  ] as const)('writes what has accrued by %s', (period, zh, en) => {
    expect([formatCumulativePeriod(asPeriod(period), 'zh-CN'), formatCumulativePeriod(asPeriod(period), 'en')]).toEqual(
      [zh, en],
    )
  })
})
