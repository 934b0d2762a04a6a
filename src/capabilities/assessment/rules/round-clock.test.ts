import { describe, expect, it } from 'vitest'
import { asDay } from '../../../kernel/day.ts'
import { asPeriod } from '../../../kernel/period.ts'
import { NATIONAL_WORK_CALENDAR as calendar } from '../../../kernel/work-calendar.ts'
import { belowValue, periodBefore } from './round-below.ts'
import { answerDueOn, checkDueOn, isCheckOpen, roundPeriod, workdaysLeft } from './round-clock.ts'
import { answererOf, answerProblems } from './objections.ts'

describe('the clocks of a round', () => {
  it('give five working days to check and five to answer, over the days off of the Spring Festival', () => {
    expect(checkDueOn(calendar, asDay('2026-03-16'))).toBe('2026-03-23')
    expect(answerDueOn(calendar, asDay('2026-03-19'))).toBe('2026-03-26')
    const overTheFestival = checkDueOn(calendar, asDay('2026-02-12'))
    expect(overTheFestival > '2026-02-24').toBe(true)
    expect(workdaysLeft(calendar, asDay('2026-02-12'), overTheFestival)).toBe(5)
    expect(isCheckOpen('2026-03-23', asDay('2026-03-23'))).toBe(true)
    expect(isCheckOpen('2026-03-23', asDay('2026-03-24'))).toBe(false)
    expect(isCheckOpen(null, asDay('2026-03-24'))).toBe(false)
  })

  it('open a round of a period of its level and year, once it is over', () => {
    const today = asDay('2026-03-31')
    expect(roundPeriod('month', asPeriod('2026-M02'), 2026, today).ok).toBe(true)
    expect(roundPeriod('quarter', asPeriod('2026-Q1'), 2026, today)).toMatchObject({
      problems: [{ code: 'assessment.period_running' }],
    })
    for (const period of ['2026-W05', '2026-Q1', '2025-M02'])
      expect(roundPeriod('month', asPeriod(period), 2026, today)).toMatchObject({
        problems: [{ code: 'assessment.period_kind' }],
      })
  })
})

describe('what rounds below say', () => {
  const totals = [
    { period: asPeriod('2026-M04'), total: '80.00' },
    { period: asPeriod('2026-M06'), total: '91.00' },
    { period: asPeriod('2026-M07'), total: '70.00' },
    { period: asPeriod('2025-M05'), total: '10.00' },
  ]

  it('is the printed total of the nth month inside the quarter, or the mean of those published', () => {
    const quarter = asPeriod('2026-Q2')
    expect(belowValue(quarter, { level: 'month', at: 1 }, totals)).toBe('80.00')
    expect(belowValue(quarter, { level: 'month', at: 2 }, totals)).toBeUndefined()
    expect(belowValue(quarter, { level: 'month', at: 3 }, totals)).toBe('91.00')
    expect(belowValue(quarter, { level: 'month', at: 'mean' }, totals)).toBe('85.5')
    expect(belowValue(asPeriod('2026-Q1'), { level: 'month', at: 'mean' }, totals)).toBeUndefined()
    expect(belowValue(asPeriod('2026'), { level: 'month', at: 'mean' }, totals)).toBe('80.333333333333')
    expect(belowValue(asPeriod('2026'), { level: 'month', at: 7 }, totals)).toBe('70.00')
  })

  it('goes back inside the year of the scheme alone', () => {
    expect(periodBefore(asPeriod('2026-M02'))).toBe('2026-M01')
    expect(periodBefore(asPeriod('2026-M01'))).toBeUndefined()
    expect(periodBefore(asPeriod('2026'))).toBeUndefined()
  })
})

describe('an objection', () => {
  const figure = (origin: 'unit' | 'ledger' | 'below' | 'contest', sourceUnitId: string | null) =>
    answererOf({ unitId: 'town', about: { kind: 'figure', origin, sourceUnitId } })

  it('is answered by the source unit, by the office where that is the unit itself, and never here for results of other rounds', () => {
    expect(figure('ledger', 'bureau')).toEqual({ ok: true, value: { kind: 'unit', unitId: 'bureau' } })
    expect(figure('unit', 'town')).toEqual({ ok: true, value: { kind: 'office' } })
    expect(answererOf({ unitId: 'town', about: { kind: 'entry' } })).toEqual({ ok: true, value: { kind: 'office' } })
    for (const origin of ['below', 'contest'] as const)
      expect(figure(origin, null)).toMatchObject({ problems: [{ code: 'assessment.objection_result' }] })
  })

  it('is upheld about a figure only with the right value, and answered once', () => {
    const answer = { state: 'open' as const, decision: 'upheld' as const, isAboutFigure: true, isGiven: false }
    const codes = (problems: ReturnType<typeof answerProblems>) => problems.map(({ code }) => code)
    expect(codes(answerProblems(answer))).toEqual(['assessment.corrected_value_wanted'])
    expect(answerProblems({ ...answer, isGiven: true })).toEqual([])
    expect(answerProblems({ ...answer, isAboutFigure: false })).toEqual([])
    expect(answerProblems({ ...answer, decision: 'rejected' })).toEqual([])
    expect(codes(answerProblems({ ...answer, state: 'withdrawn' }))).toEqual(['assessment.objection_not_open'])
  })
})
