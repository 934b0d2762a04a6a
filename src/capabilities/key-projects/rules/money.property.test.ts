import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asDay } from '../../../kernel/day.ts'
import { asPeriod } from '../../../kernel/period.ts'
import { monthFault } from './money-entry.ts'
import { asOfDay, ledgerMonth, moneyAlarm, monthAmounts, monthOfYear, plannedByMonth } from './money.ts'

const money = fc.integer({ min: 0, max: 1_000_000_000 })
const year = (amounts: readonly number[], from = 1) => {
  let sum = 0
  return amounts.map((amount, index) => ({ period: monthOfYear(2026, from + index), thisYear: (sum += amount) }))
}

describe('what every month added', () => {
  it('adds up to the cumulative figure of the year', () => {
    fc.assert(
      fc.property(fc.array(money, { minLength: 1, maxLength: 12 }), (amounts) => {
        expect(monthAmounts(year(amounts))).toEqual(amounts)
      }),
    )
  })

  it('is unknown after a month without a figure, and known again after it', () => {
    fc.assert(
      fc.property(fc.array(money, { minLength: 4, maxLength: 12 }), fc.integer({ min: 1, max: 2 }), (amounts, gap) => {
        const figures = year(amounts).filter((_, index) => index !== gap)
        const expected = amounts
          .map((amount, index) => (index === gap + 1 ? null : amount))
          .filter((_, index) => index !== gap)
        expect(monthAmounts(figures)).toEqual(expected)
      }),
    )
  })

  it('is the whole of 1—2月 for a February that nothing precedes', () => {
    expect(monthAmounts([{ period: asPeriod('2026-M02'), thisYear: 12 }])).toEqual([12])
    expect(monthAmounts([{ period: asPeriod('2026-M03'), thisYear: 12 }])).toEqual([null])
  })
})

describe('the month of a figure', () => {
  it.each([
    ['2026-M03', '2026-M03'],
    ['2026-M01_02', '2026-M02'],
    ['2026-Q3', '2026-M09'],
    ['2026-H1', '2026-M06'],
    ['2026', '2026-M12'],
    ['2026-05-17', '2026-M05'],
    ['2026-W53', '2026-M12'],
    ['2026-W12', '2026-M03'],
  ])('%s belongs to %s', (period, month) => {
    expect(ledgerMonth(asPeriod(period))).toBe(month)
  })

  it('stands for its last day, or for today while that is still to come', () => {
    expect(asOfDay(asPeriod('2026-M03'), asDay('2026-05-02'))).toBe('2026-03-31')
    expect(asOfDay(asPeriod('2026-M05'), asDay('2026-05-02'))).toBe('2026-05-02')
  })
})

describe('the plan by months', () => {
  it('reaches the year’s plan in December, never falling', () => {
    fc.assert(
      fc.property(money, (plan) => {
        const months = plannedByMonth(plan, null) ?? []
        expect(months.at(-1)).toBe(plan)
        expect(months.every((each, index) => each >= (months[index - 1] ?? 0))).toBe(true)
      }),
    )
  })
})

describe('the alarm of works and money', () => {
  const percent = fc.integer({ min: 0, max: 10_000 }).map((value) => value / 100)

  it('sounds exactly where the shares are apart by the points or more', () => {
    fc.assert(
      fc.property(
        percent,
        fc.integer({ min: 0, max: 10_000 }),
        fc.integer({ min: 1, max: 60 }),
        (works, done, points) => {
          // done of 10 000: hundredths of a percent, whole like the works.
          const apart = done - Math.round(works * 100)
          const expected = apart >= points * 100 ? 'money_ahead' : -apart >= points * 100 ? 'works_ahead' : null
          expect(moneyAlarm(works, done, 10_000, points)).toBe(expected)
        },
      ),
    )
  })

  it('keeps silent where either is unknown', () => {
    expect(moneyAlarm(null, 100, 100)).toBe(null)
    expect(moneyAlarm(90, null, 100)).toBe(null)
    expect(moneyAlarm(90, 0, null)).toBe(null)
    expect(moneyAlarm(90, 0, 0)).toBe(null)
  })
})

describe('a figure entered for a month', () => {
  const entry = (period: string, thisYear: number, reason = '') => ({
    ledger: 'reported' as const,
    period: asPeriod(period),
    thisYear,
    reason,
  })
  const today = asDay('2026-06-10')

  it('stands without a reason exactly where cumulative figures never fall and none is corrected', () => {
    fc.assert(
      fc.property(
        fc.array(money, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 6 }),
        money,
        (amounts, month, value) => {
          const known = year(amounts)
          const same = known.find((each) => each.period === monthOfYear(2026, month))
          const rest = known.filter((each) => each !== same)
          const falls = rest.some((each) =>
            each.period < monthOfYear(2026, month) ? each.thisYear > value : each.thisYear < value,
          )
          const fault = monthFault(entry(monthOfYear(2026, month), value), known, today)
          expect(fault === undefined).toBe((!same || same.thisYear === value) && !falls)
          expect(monthFault(entry(monthOfYear(2026, month), value, '核减'), known, today)).toBe(undefined)
        },
      ),
    )
  })

  it('never stands for a month that has not begun', () => {
    expect(monthFault(entry('2026-M07', 1, '核减'), [], today)?.code).toBe('key_projects.month_to_come')
  })
})
