import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { figures, methods } from '../../../../tests/support/any-criterion.ts'
import { rankAgain } from '../../../../tests/support/second-ranking.ts'
import { Comparison } from '../contract.ts'
import { canonicalJson } from './canonical.ts'
import { rankUnits } from './rank.ts'

const points = fc.constantFrom('10', '25.5', '40')
const criteria = fc.array(
  fc.record({ method: methods, points, written: points, decimals: fc.integer({ min: 0, max: 3 }) }),
  { minLength: 1, maxLength: 4 },
)
const line = fc.record({
  unit: fc.nat({ max: 7 }),
  kind: fc.constantFrom('bonus' as const, 'deduction' as const),
  isRuled: fc.boolean(),
  worth: fc.integer({ min: 0, max: 900 }).map((each) => (each / 100).toFixed(2)),
  isBack: fc.boolean(),
})
const comparisons = fc
  .record({
    sizes: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 2 }),
    criteria,
    given: fc.array(figures, { minLength: 32, maxLength: 32 }),
    lines: fc.array(line, { maxLength: 8 }),
    vetoes: fc.uniqueArray(fc.nat({ max: 7 }), { maxLength: 2 }),
    cap: fc.option(fc.constantFrom('0', '5'), { nil: null }),
    rounding: fc.constantFrom('half_up' as const, 'truncate' as const),
  })
  .map((made) => {
    const groups = made.sizes.map((size, group) => ({
      key: `g${group}`,
      name: `组${group}`,
      units: Array.from({ length: size }, (_, unit) => ({ key: `u${group}${unit}`, name: `示例${group}${unit}镇` })),
    }))
    const units = groups.flatMap((group) => group.units.map(({ key }) => key))
    const unitAt = (at: number) => units[at % units.length] ?? ''
    return Comparison.parse({
      scheme: {
        name: '示例',
        year: 2026,
        groups,
        criteria: made.criteria.map((each, at) => ({
          key: `c${at}`,
          name: `指标${at}`,
          points: each.points,
          ...(each.written === each.points ? {} : { writtenFor: each.written }),
          decimals: each.decimals,
          method: each.method,
        })),
        rounding: made.rounding,
        extras: [{ key: 'ruled', most: '4' }],
        bonusCap: made.cap,
      },
      values: units.flatMap((unit, row) =>
        made.criteria.map((_, column) => ({
          unit,
          criterion: `c${column}`,
          figures: made.given[(row * 4 + column) % made.given.length] ?? {},
        })),
      ),
      entries: made.lines.flatMap(({ unit, kind, isRuled, worth, isBack }, at) => [
        {
          kind,
          id: `l${at}`,
          unit: unitAt(unit),
          ...(isRuled ? { rule: 'ruled' } : {}),
          points: worth,
          reason: '示例',
          evidence: '示例',
        },
        ...(isBack ? [{ kind: 'reversal', id: `r${at}`, of: `l${at}`, reason: '示例', evidence: '示例' }] : []),
      ]),
      vetoes: [...new Set(made.vetoes.map(unitAt))].map((unit) => ({ unit, ground: 'safety', document: '示例1号' })),
    })
  })

describe('an exported comparison', () => {
  it('is ranked by a second program, which knows only the rules in words, to the same last digit, by every method', () => {
    fc.assert(
      fc.property(comparisons, (comparison) => {
        const mine = new Map(
          rankUnits(comparison).flatMap(({ places }) => places.map(({ unit, rank, total }) => [unit, { rank, total }])),
        )
        for (const { unit, rank, total } of rankAgain(canonicalJson(comparison)))
          expect(mine.get(unit)).toEqual({ rank, total })
      }),
      { numRuns: 150 },
    )
  })
})
