import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, asDay } from '../../../kernel/day.ts'
import type { Duty } from '../../../kernel/duty.ts'
import { NATIONAL_WORK_CALENDAR } from '../../../kernel/work-calendar.ts'
import { endOfList, endOfWeek, mergeDuties } from './duties.ts'

const TODAY = asDay('2026-03-18')
const SUNDAY = asDay('2026-03-22')
const WEEK = { today: TODAY, until: SUNDAY, calendar: NATIONAL_WORK_CALENDAR }
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

  it('reaches to the next working day on a weekend and before one', () => {
    expect(endOfList(TODAY, NATIONAL_WORK_CALENDAR)).toBe(SUNDAY)
    expect(endOfList(asDay('2026-03-20'), NATIONAL_WORK_CALENDAR)).toBe('2026-03-23')
    expect(endOfList(SUNDAY, NATIONAL_WORK_CALENDAR)).toBe('2026-03-23')
  })

  it('is listed once, nothing due later, overdue first, without a day last, whoever tells it first', () => {
    fc.assert(
      fc.property(fc.array(anyDuty), fc.func(fc.double({ noNaN: true })), (told, key) => {
        const list = mergeDuties(told, WEEK)
        const keys = list.map((each) => each.key)
        expect(new Set(keys).size).toBe(keys.length)
        expect(list.every(({ dueOn }) => dueOn === null || dueOn <= SUNDAY)).toBe(true)
        const days = list.map(({ dueOn }) => dueOn ?? '9999')
        expect(days).toEqual(days.toSorted())
        expect(list.every(({ isOverdue, dueOn }) => isOverdue === (dueOn !== null && dueOn < TODAY))).toBe(true)
        const shuffled = told.toSorted((one, other) => key(one.title) - key(other.title))
        expect(mergeDuties(shuffled, WEEK)).toEqual(list)
        const owed = told.filter(({ dueOn }) => dueOn === null || dueOn <= SUNDAY).map((each) => each.key)
        expect(new Set(keys)).toEqual(new Set(owed))
      }),
    )
  })

  it('puts what has less to spare first among what is due on one day, and counts working days where nobody says', () => {
    const duty = (key: string, float?: number): Duty => ({
      key,
      kind: 'targets.figures',
      title: key,
      unitName: null,
      dueOn: asDay('2026-03-20'),
      count: 1,
      path: '/',
      values: {},
      ...(float === undefined ? {} : { float }),
    })
    const list = mergeDuties([duty('a', 9), duty('b'), duty('c', -1)], WEEK)
    expect(list.map(({ key, float }) => [key, float])).toEqual([
      ['c', -1],
      ['b', 2],
      ['a', 9],
    ])
  })

  it('leaves out what nothing stands behind', () => {
    const duty = fc.sample(anyDuty, 1).map((each) => ({ ...each, dueOn: null, count: 0 }))
    expect(mergeDuties(duty, WEEK)).toEqual([])
  })
})
