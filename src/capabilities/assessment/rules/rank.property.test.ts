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

/**
 * A second program that knows the published rules and shares no line with the first: fractions as pairs of whole numbers, places counted by
 * those ahead, the total out of what was printed.
 */
type Pair = readonly [bigint, bigint]
const read = (text: string): Pair => {
  const [whole = '0', broken = ''] = text.replace('-', '').split('.')
  const top = BigInt(whole + broken)
  return [text.startsWith('-') ? -top : top, 10n ** BigInt(broken.length)]
}
const plus = ([a, b]: Pair, [c, d]: Pair): Pair => [a * d + c * b, b * d]
const times = ([a, b]: Pair, [c, d]: Pair): Pair => [a * c, b * d]
const over = ([a, b]: Pair, [c, d]: Pair): Pair => (c < 0n ? [-a * d, -b * c] : [a * d, b * c])
const minus = (one: Pair, [c, d]: Pair): Pair => plus(one, [-c, d])
const isLess = ([a, b]: Pair, [c, d]: Pair) => a * d < c * b
const smaller = (one: Pair, other: Pair) => (isLess(one, other) ? one : other)
const larger = (one: Pair, other: Pair) => (isLess(one, other) ? other : one)
const printed = ([a, b]: Pair, places: number, rounding: 'half_up' | 'truncate' = 'half_up'): string => {
  const twice = 2n * a * 10n ** BigInt(places)
  const size = ((twice < 0n ? -twice : twice) / b + (rounding === 'half_up' ? 1n : 0n)) / 2n
  const digits = size.toString().padStart(places + 1, '0')
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
  return a < 0n && size > 0n ? `-${text}` : text
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

function secondOpinion({ scheme, values, entries }: Written) {
  const reversed = new Set(entries.flatMap((each) => (each.kind === 'reversal' ? [each.of] : [])))
  return scheme.groups.flatMap(({ units }) => {
    const totals = units.map(({ key }) => {
      let total: Pair = [0n, 1n]
      for (const criterion of scheme.criteria) {
        const figure = (unit: string, name: 'x' | 'y') =>
          read(values.find((each) => each.unit === unit && each.criterion === criterion.key)?.figures[name] ?? '0')
        const all = units.map((unit) => figure(unit.key, 'x'))
        const [x, y] = [figure(key, 'x'), figure(key, 'y')]
        const points = read(criterion.writtenFor ?? criterion.points)
        const hundred: Pair = [100n, 1n]
        const score = (): Pair => {
          const rule = criterion.method
          if (rule.kind === 'proportional') return times(smaller(over(x, y), read(rule.cap)), points)
          if (rule.kind === 'steps') {
            const distance = minus(times(over(x, y), hundred), hundred)
            const worth = times(distance, isLess(distance, [0n, 1n]) ? [1n, 10n] : [2n, 10n])
            return smaller(larger(plus(read(rule.base), worth), [0n, 1n]), [50n, 1n])
          }
          if (rule.kind === 'min_max') {
            const [low, high] = [all.reduce(smaller), all.reduce(larger)]
            const width = minus(high, low)
            if (width[0] === 0n) return points
            const way = rule.better === 'lower' ? minus(high, x) : minus(x, low)
            return over(times(plus([60n, 1n], times([40n, 1n], over(way, width))), points), hundred)
          }
          const ahead = BigInt(all.filter((other) => isLess(x, other)).length)
          return larger(minus([20n, 1n], [3n * ahead, 1n]), [0n, 1n])
        }
        const seasonal = over(times(score(), read(criterion.points)), points)
        total = plus(total, read(printed(seasonal, 2, scheme.rounding)))
      }
      const own = entries.flatMap((entry) =>
        entry.kind !== 'reversal' && entry.unit === key && !reversed.has(entry.id) ? [entry] : [],
      )
      const sumOf = (kept: typeof own) => kept.reduce((so, { points }) => plus(so, read(points)), [0n, 1n] as Pair)
      const isOfRule = (entry: (typeof own)[number]) => 'rule' in entry
      const bonuses = own.filter(({ kind }) => kind === 'bonus')
      const ruled = smaller(sumOf(bonuses.filter(isOfRule)), read(scheme.extras[0]?.most ?? '0'))
      const all = plus(ruled, sumOf(bonuses.filter((entry) => !isOfRule(entry))))
      const bonus = scheme.bonusCap === null ? all : smaller(all, read(scheme.bonusCap))
      total = minus(plus(total, bonus), sumOf(own.filter(({ kind }) => kind === 'deduction')))
      return { unit: key, total: printed(total, 2, scheme.rounding) }
    })
    return totals.map(({ unit, total }) => ({
      unit,
      total,
      rank: 1 + totals.filter((other) => isLess(read(total), read(other.total))).length,
    }))
  })
}

const unitsOf = (written: Written) => rankUnits(unwrap(checkComparison(written))).flatMap(({ places }) => places)

describe('a ranking', () => {
  it('is what a second program makes of the same figures, to the last digit', () => {
    fc.assert(
      fc.property(comparisons, (written) => {
        const mine = new Map(unitsOf(written).map(({ unit, rank, total }) => [unit, { rank, total }]))
        for (const { unit, rank, total } of secondOpinion(written)) expect(mine.get(unit)).toEqual({ rank, total })
      }),
      { numRuns: 150 },
    )
  })

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
