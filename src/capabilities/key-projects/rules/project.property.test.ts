import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compare, divide, exact, toNumber } from '../../../kernel/exact.ts'
import { asPeriod } from '../../../kernel/period.ts'
import { asYuan } from '../../../kernel/yuan.ts'
import { LIST_CLASSES, LIST_LEVELS, type Membership, ProjectAction } from '../contract.ts'
import { availableActions, changedFields, listKeys, projectNumber, yearProgress } from './project.ts'

const membership = fc.record({
  level: fc.constantFrom(...LIST_LEVELS),
  year: fc.integer({ min: 2000, max: 2100 }),
  listClass: fc.constantFrom(...LIST_CLASSES),
  batch: fc.constant(''),
})
const money = fc.integer({ min: 1, max: 90_000_000_000 }).map(asYuan)
const month = fc.integer({ min: 1, max: 12 })
const monthOf = (year: number, index: number) => asPeriod(`${year}-M${String(index).padStart(2, '0')}`)

describe('progress of the year', () => {
  it('is the golden vector of a county: 66.80 % done against 83.3 % due after ten months', () => {
    const { completion, pace } = yearProgress({
      planYear: 2022,
      yearPlan: asYuan(1_000_000_000),
      monthlyPlan: null,
      investedThisYear: asYuan(668_000_000),
      investedAsOf: asPeriod('2022-M10'),
    })
    expect(completion && toNumber(completion)).toBeCloseTo(0.668, 12)
    expect(pace && toNumber(pace)).toBeCloseTo(10 / 12, 12)
  })

  it('follows the months of the plan where they are given, and reaches all of it in December', () => {
    fc.assert(
      fc.property(fc.array(money, { minLength: 12, maxLength: 12 }), month, (monthlyPlan, index) => {
        const plan = monthlyPlan.reduce((sum, each) => sum + each, 0)
        const { pace } = yearProgress({
          planYear: 2026,
          yearPlan: asYuan(plan),
          monthlyPlan,
          investedThisYear: asYuan(1),
          investedAsOf: monthOf(2026, index),
        })
        const due = monthlyPlan.slice(0, index).reduce((sum, each) => sum + each, 0)
        const expected = divide(exact(due), exact(plan))
        expect(pace && expected && compare(pace, expected)).toBe(0)
        if (index === 12) expect(pace && toNumber(pace)).toBe(1)
      }),
    )
  })

  it('never falls from one month to the next, with or without months of the plan', () => {
    const plans = fc.option(fc.array(money, { minLength: 12, maxLength: 12 }), { nil: null })
    fc.assert(
      fc.property(plans, fc.integer({ min: 1, max: 11 }), (monthlyPlan, index) => {
        const paceAt = (at: number) =>
          yearProgress({
            planYear: 2026,
            yearPlan: asYuan(100),
            monthlyPlan,
            investedThisYear: asYuan(1),
            investedAsOf: monthOf(2026, at),
          }).pace
        const [before, after] = [paceAt(index), paceAt(index + 1)]
        expect(before && after && compare(before, after)).toBeLessThan(1)
      }),
    )
  })

  it('says nothing where the plan, the figure or its month is missing, or the figure is of another year', () => {
    const whole = {
      planYear: 2026,
      yearPlan: asYuan(100),
      monthlyPlan: null,
      investedThisYear: asYuan(50),
      investedAsOf: asPeriod('2026-M06'),
    }
    const nothing = { completion: null, pace: null }
    expect(yearProgress({ ...whole, yearPlan: null })).toEqual(nothing)
    expect(yearProgress({ ...whole, yearPlan: asYuan(0) })).toEqual(nothing)
    expect(yearProgress({ ...whole, investedThisYear: null })).toEqual(nothing)
    expect(yearProgress({ ...whole, investedAsOf: null })).toEqual(nothing)
    expect(yearProgress({ ...whole, planYear: 2025 })).toEqual(nothing)
    expect(yearProgress(whole).completion).not.toBeNull()
  })
})

describe('the lists of a project', () => {
  it('are found by level, by year, by both and by class, and by no other', () => {
    fc.assert(
      fc.property(fc.array(membership, { maxLength: 5 }), membership, (memberships, asked) => {
        const keys = listKeys(memberships)
        const has = (test: (each: Membership) => boolean) => memberships.some(test)
        expect(keys.includes(asked.level)).toBe(has((each) => each.level === asked.level))
        expect(keys.includes(`:${asked.year}`)).toBe(has((each) => each.year === asked.year))
        expect(keys.includes(`${asked.level}:${asked.year}`)).toBe(
          has((each) => each.level === asked.level && each.year === asked.year),
        )
        expect(keys.includes(`class:${asked.listClass}:${asked.year}`)).toBe(
          has((each) => each.listClass === asked.listClass && each.year === asked.year),
        )
        expect(new Set(keys).size).toBe(keys.length)
      }),
    )
  })

  it('give the number the letter of the highest level, R for the reserve', () => {
    const on = (level: Membership['level']): Membership => ({ level, year: 2026, listClass: 'continuing', batch: '' })
    expect(projectNumber(2026, [on('county'), on('province'), on('city')], 3)).toBe('2026-S-003')
    expect(projectNumber(2026, [on('county'), on('city')], 12)).toBe('2026-M-012')
    expect(projectNumber(2026, [on('county')], 1234)).toBe('2026-C-1234')
    expect(projectNumber(2026, [], 7)).toBe('2026-R-007')
  })
})

describe('changed fields', () => {
  const values = fc.option(fc.oneof(fc.string(), fc.integer(), fc.array(fc.integer())), { nil: null })
  const record = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), values)

  it('are none between a record and itself, and turned round when the states are', () => {
    fc.assert(
      fc.property(record, record, (one, other) => {
        expect(changedFields(one, one)).toEqual([])
        const both = { a: null, b: null, c: null, d: null }
        const there = changedFields({ ...both, ...one }, { ...both, ...other })
        const back = changedFields({ ...both, ...other }, { ...both, ...one })
        expect(new Map(back.map(({ field, before, after }) => [field, [after, before]]))).toEqual(
          new Map(there.map(({ field, before, after }) => [field, [before, after]])),
        )
      }),
    )
  })

  it('make the newer state out of the older one', () => {
    fc.assert(
      fc.property(record, record, (one, other) => {
        const changed = Object.fromEntries(changedFields(one, other).map(({ field, after }) => [field, after]))
        for (const field of Object.keys(other))
          expect((field in changed ? changed[field] : one[field]) ?? null).toEqual(other[field] ?? null)
      }),
    )
  })
})

describe('the actions on a project', () => {
  it('never change a withdrawn project but to restore it, and give statistics to statistics alone', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), (mayManage, mayEnterStatistics) => {
        const kept = availableActions('kept', { mayManage, mayEnterStatistics })
        const withdrawn = availableActions('withdrawn', { mayManage, mayEnterStatistics })
        expect(withdrawn).toEqual(mayManage ? ['restore'] : [])
        expect(kept.includes('enter_statistics')).toBe(mayEnterStatistics)
        expect(kept.includes('edit')).toBe(mayManage)
        expect(new Set([...kept, ...withdrawn]).size).toBeLessThanOrEqual(ProjectAction.options.length)
      }),
    )
  })
})
