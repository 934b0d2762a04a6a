import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exact, multiply, toDecimal } from '../../../kernel/exact.ts'
import { unwrap } from '../../../kernel/outcome.ts'
import { toPercent } from '../../../kernel/ratio.ts'
import { FOLD_OF_WORDS, growthOfLevels, levelDue, requiredYearlyGrowth } from './growth.ts'

const two = exact(2)

describe('growth over an earlier level', () => {
  it('of Jiangmen 2021 Q1 investment: 313.64 after 160.30 is 95.66 %', () => {
    const growth = unwrap(growthOfLevels({ statistical: false }, exact('313.64'), exact('160.30')))
    expect(toDecimal(multiply(growth, exact(100)), 2)).toBe('95.66')
  })

  it('of a statistical indicator is entered, never derived', () => {
    const refused = growthOfLevels({ statistical: true }, exact('313.64'), exact('160.30'))
    expect(refused.ok ? [] : refused.problems.map((each) => each.code)).toEqual(['targets.growth_not_derived'])
  })

  it('of nothing is refused', () => {
    expect(growthOfLevels({ statistical: false }, exact('5'), exact('0')).ok).toBe(false)
  })
})

describe('doubling', () => {
  it.each([
    [3, '26.0'],
    [4, '18.9'],
    [5, '14.9'],
  ])('in %i years takes %s %% a year', (years, percent) => {
    const growth = unwrap(requiredYearlyGrowth(exact(100), two, exact(100), years))
    expect(toPercent(growth, 1)).toBe(percent)
  })

  it('in four years, with 112 reached after the first, takes 21.3 % a year from there', () => {
    expect(toPercent(unwrap(requiredYearlyGrowth(exact(100), two, exact(112), 3)), 1)).toBe('21.3')
  })

  it('reads the words: 翻一番 2, 翻两番 4, 增长两倍 3, 增长到两倍 2', () => {
    const { doublings, grow_by_times: growBy, grow_to_times: growTo } = FOLD_OF_WORDS
    expect([doublings(1), doublings(2), growBy(2), growTo(2)]).toEqual([2, 4, 3, 2])
  })

  it('is refused from nothing and without years left', () => {
    expect(requiredYearlyGrowth(exact(0), two, exact(1), 3).ok).toBe(false)
    expect(requiredYearlyGrowth(exact(1), two, exact(1), 0).ok).toBe(false)
  })

  it('arrives: growing at the required rate for the years left reaches the goal, and the way there begins at the base', () => {
    const level = fc.integer({ min: 1, max: 100_000 })
    fc.assert(
      fc.property(
        level,
        level,
        fc.integer({ min: 1, max: 10 }),
        fc.integer({ min: 1, max: 9 }),
        (base, now, years, fold) => {
          const growth = unwrap(requiredYearlyGrowth(exact(base), exact(fold), exact(now), years))
          expect((now * (1 + growth) ** years) / (fold * base)).toBeCloseTo(1, 9)
          expect(unwrap(levelDue(exact(base), exact(fold), years, 0))).toBeCloseTo(base, 6)
          expect(unwrap(levelDue(exact(base), exact(fold), years, years)) / (fold * base)).toBeCloseTo(1, 9)
        },
      ),
    )
  })
})
