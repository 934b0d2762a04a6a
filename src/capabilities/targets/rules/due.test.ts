import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, asDay } from '../../../kernel/day.ts'
import { asPeriod, lastDay } from '../../../kernel/period.ts'
import { dueOn, periodsOwed } from './due.ts'
import { periodsDue } from './indicators.ts'

const MONTHLY = { frequency: 'month', firstMonths: 'separate', cumulative: true } as const

describe('a figure owed', () => {
  it('is due ten days after its month, and overdue from the day after', () => {
    expect(dueOn(MONTHLY, asPeriod('2026-M02'))).toBe('2026-03-10')
    const owed = (today: string) => periodsOwed(MONTHLY, [asPeriod('2026-M01')], 2026, asDay(today))
    expect(owed('2026-02-28')).toEqual([])
    expect(owed('2026-03-10')).toEqual([{ period: '2026-M02', dueOn: '2026-03-10', isOverdue: false }])
    expect(owed('2026-03-11')[0]?.isOverdue).toBe(true)
  })

  it('is not asked of an optional January', () => {
    const optional = { ...MONTHLY, firstMonths: 'january_optional' } as const
    expect(periodsOwed(optional, [], 2026, asDay('2026-02-20'))).toEqual([])
  })

  it('is never a period that was entered or is not over, and none is forgotten where each counts by itself', () => {
    const months = periodsDue(MONTHLY, 2026)
    fc.assert(
      fc.property(fc.subarray([...months]), fc.integer({ min: 0, max: 364 }), (entered, days) => {
        const today = addDays(asDay('2026-01-01'), days)
        const owed = periodsOwed({ ...MONTHLY, cumulative: false }, entered, 2026, today).map((each) => each.period)
        expect(owed).toEqual(months.filter((each) => lastDay(each) < today && !entered.includes(each)))
      }),
    )
  })
})
