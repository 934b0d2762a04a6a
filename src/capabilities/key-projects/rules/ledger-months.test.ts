import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asPeriod } from '../../../kernel/period.ts'
import { historyOf, type MonthAmount, readMonthHeading } from './ledger-months.ts'

describe('a heading of a county’s ledger', () => {
  it.each([
    ['1—3月累计完成投资', 3, 'cumulative'],
    ['1-4月完成', 4, 'cumulative'],
    ['截至5月底累计（万元）', 5, 'cumulative'],
    ['2026年1－8月', 8, 'cumulative'],
    ['4月累计', 4, 'cumulative'],
    ['分月完成投资/5月', 5, 'month'],
    ['实际完成/12月份', 12, 'month'],
    ['6月完成投资', 6, 'month'],
    ['7月份完成额', 7, 'month'],
  ] as const)('%s counts month %d (%s)', (heading, month, kind) => {
    expect(readMonthHeading(heading)).toEqual({ month, kind })
  })

  it.each(['分月计划/5月', '5月计划投资', '5月', '计划开工时间', '13月完成', '本月完成', '完成时限', '2026年完成投资'])(
    '%s counts no month',
    (heading) => {
      expect(readMonthHeading(heading)).toBe(undefined)
    },
  )
})

describe('the past months a row tells', () => {
  const months = (text: string) => asPeriod(`2026-M${text}`)
  const own = (last: string, thisYear?: number, thisMonth?: number) => ({ asOf: months(last), thisYear, thisMonth })

  it('are what the months alone add up to, from January or 1—2月 on, up to the first that is missing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 10 }),
        fc.integer({ min: 1, max: 2 }),
        fc.option(fc.nat(9), { nil: undefined }),
        (money, first, gap) => {
          const amounts: MonthAmount[] = money
            .map((amount, index) => ({ month: first + index, kind: 'month' as const, amount }))
            .filter((_, index) => index !== gap)
          const told = historyOf(amounts, own('12'))
          const end = gap === undefined ? money.length : Math.min(gap, money.length)
          // Without its first column the second one may still be 1—2月 of the year.
          const start = gap === 0 && first === 1 && money.length > 1 ? 1 : 0
          const expected = start === 1 ? money.slice(1) : money.slice(0, end)
          expect(told.map((each) => each.thisYear)).toEqual(
            expected.map((_, index) => expected.slice(0, index + 1).reduce((sum, each) => sum + each, 0)),
          )
        },
      ),
    )
  })

  it('are the month before the figure where the last month is told apart', () => {
    expect(historyOf([], own('05', 90, 20))).toEqual([{ period: '2026-M04', thisYear: 70 }])
    expect(historyOf([], own('01', 90, 90))).toEqual([])
    expect(historyOf([], own('05', 90, 95))).toEqual([])
  })

  it('take a cumulative column as it stands, before what is added up, and nothing of or after the own month', () => {
    const amounts: MonthAmount[] = [
      { month: 1, kind: 'month', amount: 10 },
      { month: 2, kind: 'month', amount: 10 },
      { month: 2, kind: 'cumulative', amount: 25 },
      { month: 4, kind: 'cumulative', amount: 60 },
    ]
    expect(historyOf(amounts, own('04'))).toEqual([
      { period: '2026-M01', thisYear: 10 },
      { period: '2026-M02', thisYear: 25 },
    ])
  })
})
