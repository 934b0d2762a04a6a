import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, asDay } from '../../../kernel/day.ts'
import type { Duty } from '../../../kernel/duty.ts'
import { asPeriod } from '../../../kernel/period.ts'
import { endOfWeek, figuresDue, mergeDuties, owesFigure } from './duties.ts'

const TODAY = asDay('2026-03-18')
const SUNDAY = asDay('2026-03-22')
const anyDuty: fc.Arbitrary<Duty> = fc
  .record({ key: fc.constantFrom('a', 'b', 'c', 'd', 'e'), days: fc.option(fc.integer({ min: -20, max: 20 })) })
  .map(({ key, days }) => ({
    key,
    kind: 'targets.figures',
    title: key,
    unitName: null,
    dueOn: days === null ? null : addDays(TODAY, days),
    count: 1,
    path: '/',
    values: {},
  }))

describe('what is owed', () => {
  it('reaches to the Sunday of the week', () => {
    expect(endOfWeek(TODAY)).toBe(SUNDAY)
    expect(endOfWeek(SUNDAY)).toBe(SUNDAY)
    expect(endOfWeek(asDay('2026-03-23'))).toBe('2026-03-29')
  })

  it('is listed once, nothing due later, overdue first, without a day last, whoever tells it first', () => {
    fc.assert(
      fc.property(fc.array(anyDuty), fc.func(fc.double({ noNaN: true })), (told, key) => {
        const list = mergeDuties(told, TODAY, SUNDAY)
        const keys = list.map((each) => each.key)
        expect(new Set(keys).size).toBe(keys.length)
        expect(list.every(({ dueOn }) => dueOn === null || dueOn <= SUNDAY)).toBe(true)
        const days = list.map(({ dueOn }) => dueOn ?? '9999')
        expect(days).toEqual(days.toSorted())
        expect(list.every(({ isOverdue, dueOn }) => isOverdue === (dueOn !== null && dueOn < TODAY))).toBe(true)
        const shuffled = told.toSorted((one, other) => key(one.title) - key(other.title))
        expect(mergeDuties(shuffled, TODAY, SUNDAY)).toEqual(list)
        const owed = told.filter(({ dueOn }) => dueOn === null || dueOn <= SUNDAY).map((each) => each.key)
        expect(new Set(keys)).toEqual(new Set(owed))
      }),
    )
  })

  it('leaves out what nothing stands behind', () => {
    const duty = fc.sample(anyDuty, 1).map((each) => ({ ...each, dueOn: null, count: 0 }))
    expect(mergeDuties(duty, TODAY, SUNDAY)).toEqual([])
  })
})

describe('the monthly figure of a project', () => {
  it('is that of the month before, due on the fifth', () => {
    expect(figuresDue(TODAY)).toEqual({ month: '2026-M02', dueOn: '2026-03-05' })
    expect(figuresDue(asDay('2026-01-03'))).toEqual({ month: '2025-M12', dueOn: '2026-01-05' })
  })

  it('is owed while money is being spent and no later figure covers the month', () => {
    const month = asPeriod('2026-M02')
    const building = { stage: 'under_construction', planYear: 2026, yearPlan: 100, investedAsOf: '2026-M01' } as const
    expect(owesFigure(building, month)).toBe(true)
    expect(owesFigure({ ...building, investedAsOf: null }, month)).toBe(true)
    expect(owesFigure({ ...building, investedAsOf: '2026-M02' }, month)).toBe(false)
    expect(owesFigure({ ...building, investedAsOf: '2026-Q1' }, month)).toBe(false)
    expect(owesFigure({ ...building, yearPlan: 0 }, month)).toBe(false)
    expect(owesFigure({ ...building, planYear: 2025 }, month)).toBe(false)
    expect(owesFigure({ ...building, stage: 'reserve' }, month)).toBe(false)
  })
})
