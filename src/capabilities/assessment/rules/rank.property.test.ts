import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fail, ok, type Outcome, unwrap } from '../../../kernel/outcome.ts'
import type { Comparison } from '../contract.ts'
import { comparisonProblems, readComparison } from './check.ts'
import { rankUnits } from './rank.ts'
import { leversOf } from './what-if.ts'

function checkComparison(value: unknown): Outcome<Comparison> {
  const comparison = readComparison(value)
  if (!comparison.ok) return comparison
  const [first, ...rest] = comparisonProblems(comparison.value)
  return first ? fail(first, ...rest) : ok(comparison.value)
}

const amount = fc.integer({ min: 1, max: 500_000 }).map((each) => (each / 100).toFixed(2))
const weight = fc.integer({ min: 1, max: 40 }).map(String)
const method = fc.oneof(
  fc.record({
    kind: fc.constant('proportional' as const),
    terms: fc.constant([{ actual: 'x', target: 'y' }]),
    cap: fc.constantFrom('1', '1.2', '2'),
  }),
  fc.record({
    kind: fc.constant('steps' as const),
    measure: fc.constant({ kind: 'percent' as const, of: 'x', over: 'y' }),
    mark: fc.constant('100'),
    base: fc.constantFrom('10', '25'),
    above: fc.constant([{ through: null, each: '0.2' }]),
    below: fc.constant([{ through: null, each: '0.1' }]),
    least: fc.constant('0'),
    most: fc.constant('50'),
  }),
  fc.record({
    kind: fc.constant('min_max' as const),
    measure: fc.constant({ kind: 'figure' as const, of: 'x' }),
    better: fc.constantFrom('higher' as const, 'lower' as const),
  }),
  fc.record({
    kind: fc.constant('rank_points' as const),
    measure: fc.constant({ kind: 'figure' as const, of: 'x' }),
    by: fc.constant({ kind: 'step' as const, first: '20', step: '3' }),
  }),
)

const comparisons = fc
  .record({
    sizes: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 }),
    criteria: fc.array(fc.record({ points: weight, writtenFor: fc.constantFrom(undefined, '25', '40'), method }), {
      minLength: 1,
      maxLength: 4,
    }),
    rounding: fc.constantFrom('half_up' as const, 'truncate' as const),
    most: fc.constantFrom('0.5', '1.2', '9'),
    bonusCap: fc.constantFrom(null, '1.5', '4'),
    figures: fc.array(fc.tuple(amount, amount), { minLength: 60, maxLength: 60 }),
    extras: fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 15, maxLength: 15 }),
  })
  .map(({ sizes, criteria, figures, extras, rounding, most, bonusCap }) => {
    const groups = sizes.map((size, group) => ({
      key: `g${group}`,
      name: `示例组${group}`,
      units: Array.from({ length: size }, (_, at) => ({ key: `u${group}_${at}`, name: `示例单位${group}-${at}` })),
    }))
    const units = groups.flatMap((each) => each.units)
    return {
      scheme: {
        name: '示例办法',
        year: 2026,
        groups,
        rounding,
        extras: [{ key: 'visit', most }],
        bonusCap,
        criteria: criteria.map((criterion, at) => ({
          key: `i${at}`,
          name: `示例指标${at}`,
          source: '示例来源',
          ...criterion,
        })),
      },
      values: units.flatMap(({ key }, at) =>
        criteria.map((_, criterion) => {
          const [x, y] = figures[(at * criteria.length + criterion) % figures.length] ?? ['1', '1']
          return { unit: key, criterion: `i${criterion}`, figures: { x, y } }
        }),
      ),
      entries: units.flatMap(({ key }, at) => {
        const points = ((extras[at] ?? 0) / 100).toFixed(2)
        const line = { unit: key, points, reason: '示例', evidence: '示例' }
        return [
          { ...line, kind: 'bonus' as const, id: `b${at}` },
          { ...line, kind: 'bonus' as const, id: `v${at}`, rule: 'visit' },
          { ...line, kind: 'bonus' as const, id: `w${at}`, rule: 'visit' },
          { ...line, kind: 'deduction' as const, id: `d${at}` },
          ...(at % 2 === 0
            ? [{ kind: 'reversal' as const, id: `r${at}`, of: `d${at}`, reason: '示例', evidence: '示例' }]
            : []),
        ]
      }),
    }
  })

type Written = typeof comparisons extends fc.Arbitrary<infer T> ? T : never

const unitsOf = (written: Written) => rankUnits(unwrap(checkComparison(written))).flatMap(({ places }) => places)

describe('a ranking', () => {
  it('does not hang on the order in which figures, lines and units are handed in', () => {
    fc.assert(
      fc.property(comparisons, (written) => {
        const turned = { ...written, values: written.values.toReversed(), entries: written.entries.toReversed() }
        expect(unitsOf(turned)).toEqual(unitsOf(written))
        const groups = written.scheme.groups.map((group) => ({ ...group, units: group.units.toReversed() }))
        const ranks = (from: Written) => new Map(unitsOf(from).map(({ unit, rank }) => [unit, rank]))
        expect(ranks({ ...written, scheme: { ...written.scheme, groups } })).toEqual(ranks(written))
      }),
      { numRuns: 60 },
    )
  })

  it('names levers that do what they say: with that figure the unit stands higher', () => {
    fc.assert(
      fc.property(comparisons, (written) => {
        const comparison = unwrap(checkComparison(written))
        for (const { unit, rank } of unitsOf(written).slice(0, 3)) {
          for (const { criterion, figure, to } of leversOf(comparison, unit)) {
            const values = comparison.values.map((each) =>
              each.unit === unit && each.criterion === criterion
                ? { ...each, figures: { ...each.figures, [figure]: to } }
                : each,
            )
            const after = rankUnits({ ...comparison, values }).flatMap(({ places }) => places)
            expect(after.find((each) => each.unit === unit)?.rank).toBeLessThan(rank ?? 0)
          }
        }
      }),
      { numRuns: 25 },
    )
  })
})
