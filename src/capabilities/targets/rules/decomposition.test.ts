import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exact, toDecimal } from '../../../kernel/exact.ts'
import { unwrap } from '../../../kernel/outcome.ts'
import type { Direction, OverUnits } from '../contract.ts'
import { balanceOf } from './decomposition.ts'

function balance(
  parent: string,
  values: readonly string[],
  method: OverUnits = 'sum',
  direction: Direction = 'higher',
  weights?: readonly string[],
) {
  const children = values.map((value, index) => ({
    key: String(index),
    value: exact(value),
    weight: weights?.[index] ?? null,
  }))
  return unwrap(balanceOf({ method, direction, parent: exact(parent), children }))
}

describe('the balance of split targets', () => {
  it('is short, even or over, and shows how far', () => {
    expect(balance('150', ['100', '40'])).toMatchObject({ total: '140', difference: '-10', state: 'short' })
    expect(balance('150', ['100', '50'])).toMatchObject({ overAllotment: '0', ratio: '1', state: 'even' })
    expect(balance('150', ['100', '60'])).toMatchObject({ difference: '10', overAllotment: '1/15', state: 'over' })
  })

  it('warns past 10 %, not at 10 %', () => {
    expect(balance('100', ['60', '50']).state).toBe('over')
    expect(balance('100', ['60', '50.01'])).toMatchObject({ overAllotment: '0.1001', state: 'over_limit' })
  })

  it('holds Weifang 2024: three lists of 518.7, 779.5 and 1 331.2 make 2 629.4', () => {
    expect(balance('2629.4', ['518.7', '779.5', '1331.2'])).toMatchObject({ total: '2629.4', state: 'even' })
    expect(toDecimal(exact(balance('2629.4', ['2723']).overAllotment ?? ''), 4)).toBe('0.0356')
  })

  it('weighs rates instead of adding them, and refuses rates without weights', () => {
    expect(balance('6', ['5', '8'], 'weighted', 'higher', ['2', '1'])).toMatchObject({ total: '6', state: 'even' })
    expect(balance('6', ['5', '6'], 'weighted', 'higher', ['2', '1']).state).toBe('short')
    const children = [{ key: 'a', value: exact('5') }]
    expect(balanceOf({ method: 'weighted', direction: 'higher', parent: exact('6'), children }).ok).toBe(false)
  })

  it('turns round where less is better: beyond a ceiling is short of the parent', () => {
    expect(balance('100', ['60', '50'], 'sum', 'lower').state).toBe('short')
    expect(balance('100', ['60', '35'], 'sum', 'lower')).toMatchObject({ overAllotment: '0.05', state: 'over' })
  })

  it('says so where there is nothing to add or nothing split yet', () => {
    expect(balance('5', ['1'], 'not_addable')).toMatchObject({ total: null, state: 'not_addable' })
    expect(balance('5', []).state).toBe('empty')
  })

  const amount = fc.integer({ min: 1, max: 1000 }).map(String)

  it('is even when the parent is what its children add up to, and over when one is raised', () => {
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 10 }), (values) => {
        const total = String(values.reduce((sum, each) => sum + Number(each), 0))
        expect(balance(total, values).state).toBe('even')
        const [first = '0', ...rest] = values
        expect(['over', 'over_limit']).toContain(balance(total, [String(Number(first) + 1), ...rest]).state)
        expect(balance(total, [String(Number(first) - 1), ...rest]).state).toBe('short')
      }),
    )
  })

  it('does not depend on the order of the children', () => {
    fc.assert(
      fc.property(amount, fc.array(amount, { minLength: 1, maxLength: 6 }), (parent, values) => {
        expect(balance(parent, values.toReversed())).toEqual(balance(parent, values))
      }),
    )
  })
})
