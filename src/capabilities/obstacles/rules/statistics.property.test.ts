import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ITEM_CLASSES, ITEM_KINDS, ITEM_STATES, RATINGS, STATISTICS_GROUPS } from '../contract.ts'
import { ageOf, type CountedItem, figuresBy, figuresOf, groupOf, medianOf, percentileOf } from './statistics.ts'

const closings = fc.record({ usedDays: fc.nat(40), isLate: fc.boolean(), isFalse: fc.boolean() })
const items = fc.record<CountedItem>({
  leadUnitId: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: null }),
  kind: fc.constantFrom(...ITEM_KINDS),
  class: fc.constantFrom(...ITEM_CLASSES),
  tier: fc.option(fc.integer({ min: 0, max: 5 }), { nil: null }),
  state: fc.constantFrom(...ITEM_STATES),
  isAssigned: fc.boolean(),
  isOverdue: fc.boolean(),
  isLate: fc.boolean(),
  ageDays: fc.option(fc.nat(100), { nil: null }),
  returns: fc.nat(3),
  extensions: fc.nat(2),
  escalations: fc.nat(5),
  reopenings: fc.nat(2),
  rating: fc.option(fc.constantFrom(...RATINGS), { nil: null }),
  closings: fc.array(closings, { maxLength: 3 }),
})
const one = (more: Partial<CountedItem>): CountedItem => ({
  leadUnitId: 'a',
  kind: 'obstacle',
  class: 'permits',
  tier: 2,
  state: 'in_hand',
  isAssigned: true,
  isOverdue: false,
  isLate: false,
  ageDays: 3,
  returns: 0,
  extensions: 0,
  escalations: 0,
  reopenings: 0,
  rating: null,
  closings: [],
  ...more,
})
const closing = { usedDays: 4, isLate: false, isFalse: false }

describe('the figures of a unit', () => {
  it('count as on time what was closed and never late, of all that fell due', () => {
    const { onTime, closing: closed } = figuresOf([
      one({ state: 'closed', closings: [closing] }),
      one({ state: 'closed', isLate: true, closings: [{ ...closing, isLate: true }] }),
      one({ isLate: true, isOverdue: true }),
      one({}),
      one({ state: 'suspended' }),
      one({ state: 'reported', isAssigned: false }),
    ])
    expect(onTime).toEqual({
      numerator: 1,
      denominator: 3,
      value: 1 / 3,
      exclusions: [
        { reason: 'not_assigned', count: 1 },
        { reason: 'not_due', count: 1 },
        { reason: 'suspended', count: 1 },
      ],
    })
    expect(closed).toMatchObject({ numerator: 2, denominator: 4, value: 0.5 })
  })

  it('keep a missed deadline in the count, however the item is put aside afterwards', () => {
    for (const state of ['suspended', 'level_above'] as const)
      expect(figuresOf([one({ state, isLate: true })]).onTime).toMatchObject({ numerator: 0, denominator: 1 })
  })

  it('publish false closings of all closings, each closing once', () => {
    const twice = one({ state: 'closed', closings: [{ ...closing, isFalse: true }, closing] })
    expect(figuresOf([twice, one({ state: 'closed', closings: [closing] })]).falseClosing).toEqual({
      numerator: 1,
      denominator: 3,
      value: 1 / 3,
      exclusions: [],
    })
  })

  it('have no rate and no median of nothing', () => {
    const { onTime, closing: closed, falseClosing, medianDays, ninetiethDays } = figuresOf([])
    expect([onTime.value, closed.value, falseClosing.value, medianDays, ninetiethDays]).toEqual([
      null,
      null,
      null,
      null,
      null,
    ])
  })

  it('add up: numerator, denominator and what is left out make all items', () => {
    fc.assert(
      fc.property(fc.array(items, { maxLength: 30 }), (all) => {
        const figures = figuresOf(all)
        for (const rate of [figures.onTime, figures.closing]) {
          const left = rate.exclusions.reduce((sum, { count }) => sum + count, 0)
          expect(rate.numerator).toBeLessThanOrEqual(rate.denominator)
          expect(rate.denominator + left).toBe(all.length)
        }
        expect(figures.falseClosing.numerator).toBeLessThanOrEqual(figures.falseClosing.denominator)
      }),
    )
  })

  it('of the groups add up to those of the whole, whatever they are split by', () => {
    fc.assert(
      fc.property(fc.array(items, { maxLength: 30 }), fc.constantFrom(...STATISTICS_GROUPS), (all, by) => {
        const [whole, groups] = [figuresOf(all), figuresBy(all, by)]
        const total = (of: (figures: typeof whole) => number) =>
          groups.reduce((sum, { figures }) => sum + of(figures), 0)
        expect(total(({ reported }) => reported)).toBe(whole.reported)
        expect(total(({ onTime }) => onTime.numerator)).toBe(whole.onTime.numerator)
        expect(total(({ onTime }) => onTime.denominator)).toBe(whole.onTime.denominator)
        expect(total(({ falseClosing }) => falseClosing.denominator)).toBe(whole.falseClosing.denominator)
        expect(groups.map(({ key }) => key)).toEqual([...new Set(all.map((item) => groupOf(item, by)))].toSorted())
      }),
    )
  })
})

describe('days in the middle', () => {
  it.each([
    [[], null, null],
    [[7], 7, 7],
    [[4, 1], 2.5, 4],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 5.5, 9],
    [[5, 1, 3], 3, 5],
  ])('of %j: median %d, ninetieth %d', (values, median, ninetieth) => {
    expect([medianOf(values), percentileOf(values, 90)]).toEqual([median, ninetieth])
  })

  it('leave half below and half above, and nine tenths at or under', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 1, maxLength: 60 }), (values) => {
        const [median, ninetieth] = [medianOf(values) ?? -1, percentileOf(values, 90) ?? -1]
        expect(values.filter((value) => value < median).length).toBeLessThanOrEqual(values.length / 2)
        expect(values.filter((value) => value > median).length).toBeLessThanOrEqual(values.length / 2)
        expect(values.filter((value) => value <= ninetieth).length).toBeGreaterThanOrEqual(0.9 * values.length)
        expect(values.filter((value) => value < ninetieth).length).toBeLessThan(0.9 * values.length)
      }),
    )
  })

  it('put every age in one of the groups', () => {
    expect([null, 0, 5, 6, 10, 11, 20, 21, 60, 61].map(ageOf)).toEqual([
      'none',
      'to_5',
      'to_5',
      'to_10',
      'to_10',
      'to_20',
      'to_20',
      'to_60',
      'to_60',
      'over_60',
    ])
  })
})
