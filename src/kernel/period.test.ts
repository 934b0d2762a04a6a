import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, asDay, dayFromNumber, dayNumber, daysBetween } from './day.ts'
import {
  asPeriod,
  comparePeriods,
  firstDay,
  lastDay,
  monthsElapsed,
  nextPeriod,
  parsePeriod,
  PERIOD_KINDS,
  type Period,
  periodContains,
  periodIndex,
  periodKind,
  periodOf,
  periodsOfYear,
  PeriodText,
  periodYear,
  previousPeriod,
  yearEarlier,
} from './period.ts'

const anyDay = fc
  .integer({ min: dayNumber(asDay('1990-01-01')), max: dayNumber(asDay('2100-12-31')) })
  .map(dayFromNumber)
const anyPeriod = fc
  .tuple(anyDay, fc.constantFrom(...PERIOD_KINDS))
  .map(([day, kind]) => periodOf(day, kind) ?? asPeriod(`${day.slice(0, 4)}-M01_02`))

describe('a period', () => {
  it.each([
    ['2026', 'year', '2026-01-01', '2026-12-31', 12],
    ['2026-H1', 'half', '2026-01-01', '2026-06-30', 6],
    ['2026-H2', 'half', '2026-07-01', '2026-12-31', 12],
    ['2026-Q1', 'quarter', '2026-01-01', '2026-03-31', 3],
    ['2026-Q4', 'quarter', '2026-10-01', '2026-12-31', 12],
    ['2026-M03', 'month', '2026-03-01', '2026-03-31', 3],
    ['2024-M02', 'month', '2024-02-01', '2024-02-29', 2],
    ['2026-M01_02', 'first_two_months', '2026-01-01', '2026-02-28', 2],
    ['2026-W12', 'week', '2026-03-16', '2026-03-22', 2 + 22 / 31],
    ['2026-W01', 'week', '2025-12-29', '2026-01-04', 4 / 31],
    ['2026-W53', 'week', '2026-12-28', '2027-01-03', 12],
    ['2026-03-05', 'day', '2026-03-05', '2026-03-05', 2 + 5 / 31],
    ['2026-04-15', 'day', '2026-04-15', '2026-04-15', 3.5],
  ] as const)('%s is a %s from %s to %s', (text, kind, first, last, months) => {
    const period = asPeriod(text)
    expect([periodKind(period), firstDay(period), lastDay(period)]).toEqual([kind, first, last])
    expect(monthsElapsed(period)).toBeCloseTo(months, 12)
    expect(periodYear(period)).toBe(2000 + Number(text.slice(2, 4)))
  })

  it.each([
    '26',
    '2026-H3',
    '2026-H0',
    '2026-Q5',
    '2026-M13',
    '2026-M00',
    '2026-M3',
    '2026-M02_03',
    '2026-W00',
    '2026-W54',
    '2025-W53',
    '2026-02-30',
    '2026-03',
    '1900',
    '2199',
    'Q1',
    '',
  ])('is refused: %j', (text) => {
    expect(parsePeriod(text)).toEqual({ ok: false, problems: [{ code: 'kernel.period_invalid', params: { text } }] })
    expect(PeriodText.safeParse(text).success).toBe(false)
    expect(() => asPeriod(text)).toThrow(RangeError)
  })

  it('is numbered within its year', () => {
    expect(
      ['2026', '2026-Q3', '2026-M11', '2026-W12', '2026-M01_02', '2026-02-01'].map((text) =>
        periodIndex(asPeriod(text)),
      ),
    ).toEqual([1, 3, 11, 12, 1, 32])
  })

  it('holds its days and no other', () => {
    fc.assert(
      fc.property(anyPeriod, fc.integer({ min: -400, max: 400 }), (period, offset) => {
        const day = addDays(firstDay(period), offset)
        expect(periodContains(period, day)).toBe(
          offset >= 0 && offset <= daysBetween(firstDay(period), lastDay(period)),
        )
        expect(PeriodText.parse(period)).toBe(period)
      }),
    )
  })

  it('of a kind is found by any of its days', () => {
    fc.assert(
      fc.property(anyPeriod, fc.double({ min: 0, max: 1, noNaN: true }), (period, share) => {
        const day = addDays(firstDay(period), Math.floor(share * daysBetween(firstDay(period), lastDay(period))))
        expect(periodOf(day, periodKind(period))).toBe(period)
      }),
    )
    expect(periodOf(asDay('2026-03-01'), 'first_two_months')).toBeUndefined()
  })

  it('is followed by the next of its kind without a gap, and next and previous undo each other', () => {
    fc.assert(
      fc.property(anyPeriod, (period) => {
        const next = nextPeriod(period)
        expect(periodKind(next)).toBe(periodKind(period))
        expect(previousPeriod(next)).toBe(period)
        expect(nextPeriod(previousPeriod(period))).toBe(period)
        if (periodKind(period) !== 'first_two_months') expect(daysBetween(lastDay(period), firstDay(next))).toBe(1)
        expect(comparePeriods(period, next)).toBeLessThan(0)
      }),
    )
    expect(nextPeriod(asPeriod('2026-M01_02'))).toBe('2027-M01_02')
    expect(nextPeriod(asPeriod('2026-M12'))).toBe('2027-M01')
    expect(nextPeriod(asPeriod('2025-W52'))).toBe('2026-W01')
  })

  it('has its like a year earlier', () => {
    expect(
      ['2026', '2026-M01_02', '2026-Q1', '2020-W53', '2024-02-29', '2026-03-05'].map((text) =>
        yearEarlier(asPeriod(text)),
      ),
    ).toEqual(['2025', '2025-M01_02', '2025-Q1', '2019-W52', '2023-02-28', '2025-03-05'])
    fc.assert(
      fc.property(anyPeriod, (period) => {
        const earlier = yearEarlier(period)
        expect([periodKind(earlier), periodYear(earlier)]).toEqual([periodKind(period), periodYear(period) - 1])
      }),
    )
  })
})

describe('the order of periods', () => {
  it('is by the last day, the shorter first', () => {
    const sorted = '2026-02-28 2026-M02 2026-M01_02 2026-03-31 2026-M03 2026-Q1 2026-M12 2026-Q4 2026-H2 2026'.split(
      ' ',
    )
    expect(sorted.toReversed().map(asPeriod).sort(comparePeriods)).toEqual(sorted)
  })

  it('is total', () => {
    fc.assert(
      fc.property(anyPeriod, anyPeriod, anyPeriod, (one, two, three) => {
        expect(Math.sign(comparePeriods(one, two)) + Math.sign(comparePeriods(two, one))).toBe(0)
        expect(comparePeriods(one, two) === 0).toBe(one === two)
        if (comparePeriods(one, two) <= 0 && comparePeriods(two, three) <= 0)
          expect(comparePeriods(one, three)).toBeLessThanOrEqual(0)
      }),
    )
  })
})

describe('the periods of a year', () => {
  it('are twelve months, or eleven where 1—2月 stands for two', () => {
    expect(periodsOfYear(2026, 'month')).toHaveLength(12)
    const combined = periodsOfYear(2026, 'month', 'combined')
    expect(combined.slice(0, 2)).toEqual(['2026-M01_02', '2026-M03'])
    expect(combined).toHaveLength(11)
  })

  it.each([
    ['year', 1],
    ['half', 2],
    ['quarter', 4],
    ['month', 12],
    ['week', 53],
    ['day', 365],
  ] as const)('of frequency %s are %i in 2026', (frequency, count) => {
    expect(periodsOfYear(2026, frequency, 'separate')).toHaveLength(count)
  })

  it('cover the year once, in order, whatever the frequency', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1995, max: 2095 }),
        fc.constantFrom('year', 'half', 'quarter', 'month', 'day'),
        fc.constantFrom('separate', 'combined'),
        (year, frequency, firstMonths) => {
          const periods = periodsOfYear(year, frequency, firstMonths)
          expect([firstDay(periods[0] as Period), lastDay(periods.at(-1) as Period)]).toEqual([
            `${year}-01-01`,
            `${year}-12-31`,
          ])
          periods.slice(1).forEach((each, index) => {
            expect(daysBetween(lastDay(periods[index] as Period), firstDay(each))).toBe(1)
          })
        },
      ),
      { numRuns: 20 },
    )
  })
})
