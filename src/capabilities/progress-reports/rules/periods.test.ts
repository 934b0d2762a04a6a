import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, asDay } from '../../../kernel/day.ts'
import { asPeriod, lastDay, periodOf } from '../../../kernel/period.ts'
import { isWorkday, NATIONAL_WORK_CALENDAR } from '../../../kernel/work-calendar.ts'
import { daysLate, dueDay, opensOn, owedPeriods, owesReport, periodsToChoose, reportKindOf } from './periods.ts'

const calendar = NATIONAL_WORK_CALENDAR
const days = fc.integer({ min: 0, max: 700 }).map((count) => addDays(asDay('2025-01-01'), count))

describe('the day a report is due', () => {
  it('is the 5th of the next month, or the first working day after it', () => {
    expect(dueDay(asPeriod('2026-M02'), calendar)).toBe('2026-03-05')
    // 5 April 2026 lies in the holiday of Qingming (4–6 April).
    expect(dueDay(asPeriod('2026-M03'), calendar)).toBe('2026-04-07')
    expect(dueDay(asPeriod('2026-W12'), calendar)).toBe('2026-03-20')
  })

  it('is a working day after the report has opened', () => {
    fc.assert(
      fc.property(days, fc.constantFrom('week' as const, 'month' as const), (day, kind) => {
        const period = periodOf(day, kind)
        const due = dueDay(period, calendar)
        expect(isWorkday(calendar, due)).toBe(true)
        expect(due >= opensOn(period)).toBe(true)
        expect(daysLate(due, due)).toBe(0)
        expect(daysLate(due, addDays(due, 3))).toBe(3)
      }),
    )
  })
})

describe('the periods a day asks for', () => {
  it('are the month that ended last, this week and the one before', () => {
    expect(owedPeriods(asDay('2026-03-16'))).toEqual(['2026-M02', '2026-W11', '2026-W12'])
    expect(owedPeriods(asDay('2026-01-01'))).toEqual(['2025-M12', '2025-W52', '2026-W01'])
  })

  it('can all be sent on that day', () => {
    fc.assert(
      fc.property(days, (today) => {
        for (const period of owedPeriods(today)) expect(opensOn(period) <= today).toBe(true)
        for (const period of periodsToChoose('month', today, 4)) expect(opensOn(period) <= today).toBe(true)
      }),
    )
  })

  it('are owed while money of the plan is spent, a week only beside a task force', () => {
    const building = { stage: 'under_construction', planYear: 2026, yearPlan: 100, taskForceId: null }
    expect(owesReport(building, asPeriod('2026-M02'))).toBe(true)
    expect(owesReport(building, asPeriod('2025-M12'))).toBe(false)
    expect(owesReport({ ...building, yearPlan: null }, asPeriod('2026-M02'))).toBe(false)
    expect(owesReport({ ...building, stage: 'reserve' }, asPeriod('2026-M02'))).toBe(false)
    expect(owesReport(building, asPeriod('2026-W12'))).toBe(false)
    expect(owesReport({ ...building, taskForceId: 'force' }, asPeriod('2026-W12'))).toBe(true)
  })

  it('are months and weeks and nothing else', () => {
    expect(reportKindOf(asPeriod('2026-M02'))).toEqual({ ok: true, value: 'month' })
    for (const other of ['2026', '2026-Q1', '2026-M01_02', '2026-03-05'])
      expect(reportKindOf(asPeriod(other)).ok).toBe(false)
    expect(lastDay(asPeriod('2026-W12'))).toBe('2026-03-22')
  })
})
