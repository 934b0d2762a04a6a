import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, asDay, dayFromNumber, dayNumber } from '../../../kernel/day.ts'
import { compare, toDecimal, toExactText } from '../../../kernel/exact.ts'
import { asPeriod } from '../../../kernel/period.ts'
import { ProjectBody } from '../contract.ts'
import { excuseActions, excusesOn } from './excuses.ts'
import {
  lastFullMonth,
  type LightFacts,
  lightFacts,
  measuresOn,
  monthsBetween,
  monthsMissed,
  monthsUnregistered,
} from './lights.ts'

const days = fc.integer({ min: dayNumber(asDay('2020-01-01')), max: dayNumber(asDay('2030-12-31')) }).map(dayFromNumber)
const facts = (patch: Partial<LightFacts> = {}): LightFacts => ({
  ...lightFacts(ProjectBody.parse({ name: '示例项目', unitId: '018f0000-0000-7000-8000-000000000001' }), {
    investmentRegisteredOn: null,
    pauseReason: null,
    pausedOn: null,
  }),
  ...patch,
})
const yuan = (value: number) => value as never
const text = (value: ReturnType<typeof monthsMissed>) => value && toExactText(value)

describe('months the start is missed (银川: the planned month missed, three running)', () => {
  it.each([
    ['2026-03-20', '2026-03-31', '0'],
    ['2026-03-20', '2026-04-01', '1'],
    ['2026-03-20', '2026-05-31', '2'],
    ['2026-03-20', '2026-06-01', '3'],
    ['2026-12-05', '2027-01-01', '1'],
    ['2026-12-05', '2026-06-01', '0'],
  ])('planned on %s, seen on the morning of %s: %s', (planned, day, months) => {
    expect(text(monthsMissed(asDay(planned), null, asDay(day)))).toBe(months)
  })

  it('are none from the day the works begin, however late that was', () => {
    fc.assert(
      fc.property(days, days, fc.nat(900), (planned, started, later) => {
        expect(text(monthsMissed(planned, started, addDays(started, later)))).toBe('0')
      }),
    )
  })

  it('never fall as days go by without a start', () => {
    fc.assert(
      fc.property(days, days, fc.nat(60), (planned, day, more) => {
        const now = monthsMissed(planned, null, day)
        const later = monthsMissed(planned, null, addDays(day, more))
        expect(now && later && compare(later, now)).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  it('are unknown without a planned day', () => {
    expect(monthsMissed(null, null, asDay('2026-06-01'))).toBe(null)
  })
})

describe('months unregistered (银川: more than one yellow, more than two red)', () => {
  const started = { startedOn: asDay('2026-01-31'), investmentRegisteredOn: null, totalInvestment: yuan(50_000_000) }

  it.each([
    ['2026-02-28', '1.00'],
    ['2026-03-01', '1.03'],
    ['2026-03-31', '2.00'],
    ['2026-04-01', '2.03'],
  ])('started on 31 January, on %s: %s', (day, months) => {
    const value = monthsUnregistered(started, asDay(day))
    expect(value && toDecimal(value, 2)).toBe(months)
  })

  it('are none once registered, and unknown before the start or below 500万元', () => {
    const day = asDay('2026-06-01')
    expect(text(monthsUnregistered({ ...started, investmentRegisteredOn: asDay('2026-03-01') }, day))).toBe('0')
    expect(monthsUnregistered({ ...started, startedOn: null }, day)).toBe(null)
    expect(monthsUnregistered({ ...started, startedOn: asDay('2026-07-01') }, day)).toBe(null)
    expect(monthsUnregistered({ ...started, totalInvestment: yuan(4_999_999) }, day)).toBe(null)
    expect(monthsUnregistered({ ...started, totalInvestment: yuan(5_000_000) }, day)).not.toBe(null)
  })

  it('between two days are whole exactly on the same date of a later month, and grow day by day', () => {
    fc.assert(
      fc.property(days, fc.nat(2000), (from, span) => {
        const to = addDays(from, span)
        expect(compare(monthsBetween(from, addDays(to, 1)), monthsBetween(from, to))).toBeGreaterThanOrEqual(0)
        if (from.slice(8) === to.slice(8)) expect(monthsBetween(from, to).denominator).toBe(1n)
      }),
    )
  })
})

describe('what is known of a project on a morning', () => {
  const planned = facts({ planYear: 2026, yearPlan: yuan(120), investedBeforeYear: yuan(80) })
  const month = { period: asPeriod('2026-M06'), thisYear: 45, thisMonth: 6, fundsInPlace: 112 }

  it('holds money against the plan, funds against the need, and the month against its own task', () => {
    const { completion, pace, values } = measuresOn(planned, asDay('2026-07-05'), month)
    expect([completion && toExactText(completion), pace && toExactText(pace)]).toEqual(['0.375', '0.5'])
    // 80 spent before, 60 of the plan due: 140 needed of 200, 112 in place.
    expect([text(values['funds_completion'] ?? null), text(values['funds_pace'] ?? null)]).toEqual(['0.56', '0.7'])
    expect([text(values['month_task_completion'] ?? null), text(values['month_task_pace'] ?? null)]).toEqual([
      '0.05',
      '1/12',
    ])
  })

  it('is nothing for a project that ended or is paused by a decision from above', () => {
    for (const patch of [{ stage: 'ended' }, { stage: 'paused', pauseReason: 'superior_decision' }] as const)
      expect(measuresOn({ ...planned, ...patch }, asDay('2026-07-05'), month)).toEqual({
        completion: null,
        pace: null,
        values: {},
      })
  })

  it('holds a pause for a change of design to the month before it, and excuses no fault of the investor', () => {
    const paused = { stage: 'paused', pausedOn: asDay('2026-04-10') } as const
    const paceOf = (pauseReason: LightFacts['pauseReason']) => {
      const { pace } = measuresOn({ ...planned, ...paused, pauseReason }, asDay('2026-07-05'), month)
      return pace && toExactText(pace)
    }
    expect([paceOf('design_change'), paceOf('investor_fault')]).toEqual(['0.25', '0.5'])
  })

  it('counts the days to the start planned until it starts, then to the completion planned', () => {
    const dated = { plannedStartOn: asDay('2026-03-01'), plannedCompletionOn: asDay('2026-08-01') }
    const delayOf = (patch: Partial<LightFacts>) =>
      text(measuresOn({ ...planned, ...dated, ...patch }, asDay('2026-07-01'), month).values['delay'] ?? null)
    expect(delayOf({})).toBe('122')
    expect(delayOf({ startedOn: asDay('2026-05-01') })).toBe('-31')
    expect(delayOf({ startedOn: asDay('2026-05-01'), completedOn: asDay('2026-06-01') })).toBe(null)
  })

  it('knows the last month that is over', () => {
    expect(lastFullMonth(asDay('2026-01-01'))).toBe('2025-M12')
    expect(lastFullMonth(asDay('2026-03-31'))).toBe('2026-M02')
  })
})

describe('excuses', () => {
  it('hold in their months and in no other', () => {
    const granted = [{ dimension: 'start_missed', code: 'season', fromPeriod: '2025-M12', untilPeriod: '2026-M02' }]
    const months = ['2025-M11', '2025-M12', '2026-M01', '2026-M02', '2026-M03'].map((month) => asPeriod(month))
    expect(months.map((month) => excusesOn(granted, month).length)).toEqual([0, 1, 1, 1, 0])
  })

  it('are decided by those who judge lights, taken back by those who asked, and never decided twice', () => {
    expect(excuseActions('asked', { mayDecide: true, mayAsk: false })).toEqual(['grant', 'decline', 'withdraw'])
    expect(excuseActions('asked', { mayDecide: false, mayAsk: true })).toEqual(['withdraw'])
    expect(excuseActions('granted', { mayDecide: false, mayAsk: true })).toEqual([])
    expect(excuseActions('granted', { mayDecide: true, mayAsk: false })).toEqual(['withdraw'])
    for (const state of ['declined', 'withdrawn'] as const)
      expect(excuseActions(state, { mayDecide: true, mayAsk: true })).toEqual([])
  })
})
