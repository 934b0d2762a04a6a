import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exact } from '../../../kernel/exact.ts'
import { unwrap } from '../../../kernel/outcome.ts'
import { Comparator, Goal, type IndicatorBody } from '../contract.ts'
import { checkGoal, isMet, requirementOf, type Facts } from './goal.ts'

type Measured = Pick<IndicatorBody, 'direction' | 'measure' | 'statistical'>

const LEVEL: Measured = { direction: 'higher', measure: 'level', statistical: false }
const DAYS: Measured = { ...LEVEL, direction: 'lower' }
const SHARE: Measured = { ...LEVEL, direction: 'within', measure: 'rate' }
const STATISTICAL: Measured = { ...LEVEL, statistical: true }
const GROWTH: Measured = { direction: 'higher', measure: 'growth_rate', statistical: true }
const PLACE: Measured = { direction: 'lower', measure: 'rank', statistical: false }

function met(
  goal: object,
  facts: Partial<Record<'value' | 'growthPercent' | 'reference', string>> & { rank?: number },
  indicator = LEVEL,
) {
  const { value, growthPercent, reference, rank } = facts
  const given: Facts = {
    value: value === undefined ? null : exact(value),
    growthPercent: growthPercent === undefined ? null : exact(growthPercent),
    reference: reference === undefined ? null : exact(reference),
    rank: rank ?? null,
  }
  return isMet(unwrap(requirementOf(Goal.parse(goal), indicator)), given)
}

function codes(goal: object, indicator = LEVEL, owner: object | null = {}): readonly string[] {
  const checked = checkGoal(Goal.parse(goal), indicator, owner)
  return checked.ok ? [] : checked.problems.map((each) => `${each.code} ${each.path?.join('.') ?? ''}`.trim())
}

describe('when a goal is met', () => {
  it.each([
    ['at least', { comparator: '>=', value: '900' }, '900', '899.99', LEVEL],
    ['above', { comparator: '>', value: '900' }, '900.01', '900', LEVEL],
    ['at most', { comparator: '<=', value: '9' }, '9', '9.1', DAYS],
    ['below', { comparator: '<', value: '9' }, '8.9', '9', DAYS],
    ['a rate that stands by itself, more being better', { comparator: '=', value: '98' }, '98.5', '97.9', LEVEL],
    ['a rate that stands by itself, less being better', { comparator: '=', value: '3' }, '2.9', '3.1', DAYS],
    ['about 100, five in the hundred less', { comparator: '~', value: '100' }, '95', '94.9', LEVEL],
    ['about 100, with its own tolerance', { comparator: '~', value: '100', tolerancePercent: '2' }, '98', '97', LEVEL],
    ['raised to', { comparator: 'increase_to', value: '1500' }, '1500', '1499', LEVEL],
    ['cut to', { comparator: 'reduce_to', value: '9' }, '9', '10', DAYS],
    ['cut to between 7 and 9', { comparator: 'reduce_to', value: '7', upper: '9' }, '9', '9.5', DAYS],
    ['a range of more', { comparator: '>=', value: '6', upper: '7' }, '6', '5.9', LEVEL],
    ['doubled from 100', { comparator: 'n_fold', value: '2', base: '100', baseYear: 2022 }, '200', '199', LEVEL],
    ['raised by 10 % of 200', { comparator: 'increase_by', value: '10', base: '200' }, '220', '219', LEVEL],
    [
      'raised by 50 of them',
      { comparator: 'increase_by', value: '50', base: '200', changeIn: 'amount' },
      '250',
      '249',
      LEVEL,
    ],
    ['cut by 75 % of 20', { comparator: 'reduce_by', value: '75', base: '20' }, '5', '5.1', DAYS],
    ['kept from 49 to 51', { comparator: '=', value: '49', upper: '51' }, '51', '51.1', SHARE],
    ['kept at 50 within 2 %', { comparator: '=', value: '50', tolerancePercent: '2' }, '49', '48.9', SHARE],
    ['kept at 50 exactly', { comparator: '=', value: '50' }, '50', '50.1', SHARE],
    ['a growth rate of its own indicator', { comparator: 'growth', value: '6.4' }, '6.4', '6.3', GROWTH],
    ['a rate raised by', { comparator: 'increase_by', value: '10.1' }, '10.1', '10', GROWTH],
    ['third place or better', { comparator: 'rank', value: '3' }, '3', '4', PLACE],
  ] as const)('%s', (_, goal, enough, short, indicator) => {
    expect(met(goal, { value: enough }, indicator)).toBe(true)
    expect(met(goal, { value: short }, indicator)).toBe(false)
  })

  it('asks the published growth of a statistical level, never one derived from its base', () => {
    const goal = { comparator: 'increase_by', value: '10', base: '200' }
    expect(met(goal, { value: '500' }, STATISTICAL)).toBe(null)
    expect(met(goal, { value: '500', growthPercent: '9.9' }, STATISTICAL)).toBe(false)
    expect(met({ comparator: 'growth', value: '6.4' }, { value: '1', growthPercent: '6.4' }, STATISTICAL)).toBe(true)
  })

  it('asks the place of an indicator that is not one itself', () => {
    expect(met({ comparator: 'rank', value: '3' }, { value: '10.1', rank: 3 })).toBe(true)
    expect(met({ comparator: 'rank', value: '3' }, { value: '10.1', rank: 4 })).toBe(false)
    expect(met({ comparator: 'rank', value: '3' }, { value: '10.1' })).toBe(null)
  })

  it('beats a reference series strictly, or by the margin said', () => {
    const above = { comparator: 'above_reference', value: null, reference: 'province' }
    expect(met(above, { value: '6.1', reference: '6' })).toBe(true)
    expect(met(above, { value: '6', reference: '6' })).toBe(false)
    expect(met({ ...above, value: '2' }, { value: '8', reference: '6' })).toBe(true)
    expect(met({ ...above, value: '2' }, { value: '7.9', reference: '6' })).toBe(false)
    expect(met(above, { value: '5', reference: '6' }, DAYS)).toBe(true)
    expect(met({ ...above, value: '2' }, { value: '5', reference: '6' }, DAYS)).toBe(false)
    expect(met(above, { value: '5' })).toBe(null)
  })

  it('knows no answer where a reduction names no figure', () => {
    expect(met({ comparator: 'reduce_to', value: null, base: '5' }, { value: '0' }, DAYS)).toBe(null)
  })

  const value = fc.integer({ min: -1000, max: 1000 })

  it('stays met when the figure gets better', () => {
    const goal = fc.record({
      comparator: fc.constantFrom('>=', '>', '=', '~', 'increase_to', 'increase_by', 'growth', 'n_fold'),
      value: value.map(String),
      base: fc.constant('10'),
      baseYear: fc.constant(2020),
    })
    fc.assert(
      fc.property(goal, value, fc.nat(500), (each, figure, better) => {
        const facts = (number: number) => ({ value: String(number), growthPercent: String(number) })
        if (met(each, facts(figure))) expect(met(each, facts(figure + better))).toBe(true)
        const down = { ...each, comparator: each.comparator === '>' ? '<' : '<=' }
        if (met(down, facts(figure), DAYS)) expect(met(down, facts(figure - better), DAYS)).toBe(true)
      }),
    )
  })

  it('mirrors itself: at least and below, above and at most never agree', () => {
    fc.assert(
      fc.property(value, value, (bound, figure) => {
        const says = (comparator: string) => met({ comparator, value: String(bound) }, { value: String(figure) })
        expect(says('>=')).toBe(!says('<'))
        expect(says('>')).toBe(!says('<='))
      }),
    )
  })
})

describe('checking a goal', () => {
  it('passes one that is complete', () => {
    expect(codes({ comparator: '>=', value: '900', stretch: '1000' })).toEqual([])
    expect(codes({ comparator: 'rank', value: '3', stretch: '1' })).toEqual([])
  })

  it('finds a target without an owner', () => {
    expect(codes({ comparator: '>=', value: '900' }, LEVEL, null)).toEqual(['targets.owner_missing owner'])
  })

  it('names every field a comparator needs and does not have', () => {
    expect(codes({ comparator: 'n_fold', value: '2' })).toEqual([
      'targets.goal_incomplete goal.base',
      'targets.goal_incomplete goal.baseYear',
    ])
    expect(codes({ comparator: 'above_reference', value: null })).toEqual(['targets.goal_incomplete goal.reference'])
    expect(codes({ comparator: 'increase_by', value: '5', changeIn: 'amount' })).toEqual([
      'targets.goal_incomplete goal.base',
    ])
  })

  it('finds a goal against its direction, a range turned round, a stretch that is no stretch', () => {
    expect(codes({ comparator: 'reduce_to', value: '9' })).toEqual(['targets.goal_against_direction goal.comparator'])
    expect(codes({ comparator: '>=', value: '7', upper: '6' })).toEqual(['targets.range_reversed goal.upper'])
    expect(codes({ comparator: '<=', value: '9', stretch: '10' }, DAYS)).toEqual([
      'targets.stretch_not_better goal.stretch',
    ])
  })

  it('lets no goal pass that could not be held against a figure', () => {
    const decimal = fc.option(fc.integer({ min: -50, max: 50 }).map(String), { nil: null })
    const goal = fc.record({
      comparator: fc.constantFrom(...Comparator.options),
      value: decimal,
      base: decimal,
      baseYear: fc.option(fc.constant(2020), { nil: null }),
      changeIn: fc.constantFrom('percent' as const, 'amount' as const),
      reference: fc.option(fc.constant('province'), { nil: null }),
    })
    fc.assert(
      fc.property(goal, fc.constantFrom(LEVEL, DAYS, SHARE, STATISTICAL, GROWTH, PLACE), (each, indicator) => {
        if (codes(each, indicator).length > 0) return
        const verdict = met(each, { value: '1', growthPercent: '1', reference: '1', rank: 1 }, indicator)
        expect(verdict === null).toBe(each.comparator === 'reduce_to' && each.value === null)
      }),
      { numRuns: 500 },
    )
  })
})
