import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compare, exact, toExactText, fraction } from '../../../kernel/exact.ts'
import type { DimensionBase, Span } from '../contract.ts'
import { RuleBody } from '../contract.ts'
import { BUILT_IN_RULE_SETS } from './built-in.ts'
import { checkRule, isCoveredOnce, proveCoverage } from './coverage.ts'
import { holds, spanText } from './interval.ts'

const end = fc.option(
  fc.integer({ min: -8, max: 8 }).map((halves) => toExactText(fraction(BigInt(halves), 2n))),
  { nil: null },
)
const span: fc.Arbitrary<Span> = fc.record({ from: end, to: end, fromClosed: fc.boolean(), toClosed: fc.boolean() })
const base = fc.constantFrom<DimensionBase>('gap_points', 'days', 'months_in_row')

const PROBES = Array.from({ length: 41 }, (_, index) => fraction(BigInt(index - 20), 4n))

function probesOf(measured: DimensionBase) {
  const whole = PROBES.filter((probe) => probe.denominator === 1n)
  if (measured === 'days') return whole
  return measured === 'months_in_row' ? whole.filter((probe) => compare(probe, exact(0)) >= 0) : PROBES
}

describe('the coverage proof', () => {
  it('finds a number in a hole exactly where no span holds it, in an overlap exactly where two do', () => {
    fc.assert(
      fc.property(base, fc.array(span, { maxLength: 5 }), (measured, spans) => {
        const { holes, overlaps, empties } = proveCoverage(measured, spans)
        for (const probe of probesOf(measured)) {
          const holding = spans.flatMap((each, index) => (holds(each, probe) ? [index] : []))
          expect(holes.filter((hole) => holds(hole, probe)).length).toBe(holding.length === 0 ? 1 : 0)
          const pairs = overlaps.filter((overlap) => holds(overlap.span, probe))
          expect(pairs.length).toBe(holding.flatMap((_, index) => holding.slice(index + 1)).length)
          for (const index of holding) expect(empties).not.toContain(index)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('finds nothing wrong with a line cut into pieces, whichever side each cut falls', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(cuts, fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }), (values, sides) => {
        const rising = values.toSorted((one, other) => one - other)
        const spans = [...rising, null].map((to, index): Span => {
          const from = rising[index - 1]
          return {
            from: from === undefined ? null : String(from),
            fromClosed: from !== undefined && !sides[index - 1],
            to: to === null ? null : String(to),
            toClosed: to !== null && (sides[index] ?? false),
          }
        })
        expect(isCoveredOnce(proveCoverage('rate_points', spans))).toBe(true)
        expect(proveCoverage('rate_points', spans.slice(1)).holes).toEqual([spans[0]])
      }),
    )
  })

  it('finds the hole of Yinchuan 2025: less than 10 points below pace is undefined', () => {
    const yinchuan = BUILT_IN_RULE_SETS.find((each) => each.code === 'yinchuan_2025_published')
    const coverage = proveCoverage('gap_points', yinchuan?.body.dimensions[0]?.intervals ?? [])
    expect(coverage.holes).toEqual([{ from: '-10', to: '0', fromClosed: false, toClosed: false }])
    expect(coverage.overlaps).toEqual([])
  })

  it('sees a hole of a single number where two open ends meet, and an overlap where two closed ends meet', () => {
    const below = { from: null, to: '0.6', fromClosed: false, toClosed: false }
    const above = { from: '0.6', to: null, fromClosed: false, toClosed: false }
    expect(proveCoverage('ratio_to_pace', [below, above]).holes.map(spanText)).toEqual(['[0.6,0.6]'])
    const closed = proveCoverage('ratio_to_pace', [
      { ...below, toClosed: true },
      { ...above, fromClosed: true },
    ])
    expect(closed.overlaps.map((each) => spanText(each.span))).toEqual(['[0.6,0.6]'])
  })

  it('leaves no hole between neighbouring whole numbers, but one between neighbouring shares', () => {
    const spans = [
      { from: null, to: '1', fromClosed: false, toClosed: true },
      { from: '2', to: null, fromClosed: true, toClosed: false },
    ]
    expect(proveCoverage('days', spans).holes).toEqual([])
    expect(proveCoverage('months', spans).holes.map(spanText)).toEqual(['(1,2)'])
  })

  it('calls a span with nothing in it empty and the whole line uncovered', () => {
    const nothing = { from: '2', to: '1', fromClosed: true, toClosed: true }
    expect(proveCoverage('gap_points', [nothing])).toEqual({
      holes: [{ from: null, to: null, fromClosed: false, toClosed: false }],
      overlaps: [],
      empties: [0],
    })
  })
})

describe('checking a rule before it is saved', () => {
  it('passes every built-in rule but the one published with a hole', () => {
    for (const { code, complete, body } of BUILT_IN_RULE_SETS) {
      const checked = checkRule(body)
      expect([code, checked.ok]).toEqual([code, complete])
    }
  })

  const line = { from: null, to: null, fromClosed: false, toClosed: false, light: 'green' }
  const dimension = (key: string) => ({ key, base: 'gap_points', intervals: [line] })
  const codes = (body: unknown) => {
    const checked = checkRule(RuleBody.parse(body))
    return checked.ok ? [] : checked.problems.map((each) => each.code)
  }

  it('names a repeated dimension, a streak that softens, and a condition nobody can meet', () => {
    const softening = { ...dimension('a'), streak: { atLeast: 'red', times: 2, becomes: 'yellow' } }
    const never = { key: 'plan', from: '1', to: '0', fromClosed: true, toClosed: true }
    expect(codes({ dimensions: [softening, dimension('a')], conditions: [never] })).toEqual([
      'lights.streak_softens',
      'lights.dimension_repeated',
      'lights.condition_empty',
    ])
  })

  it('proves a table total: every combination of lights has a row and every row is reached', () => {
    const table = (rows: unknown[]) => ({
      dimensions: [dimension('a'), dimension('b')],
      combine: { kind: 'table', rows },
    })
    const anyRed = { when: { a: ['red'] }, light: 'red' }
    const otherwise = { when: {}, light: 'green' }
    expect(codes(table([anyRed, otherwise]))).toEqual([])
    expect(codes(table([anyRed]))).toEqual(['lights.table_hole'])
    expect(codes(table([otherwise, anyRed]))).toEqual(['lights.table_row_unreached'])
    expect(codes(table([{ when: { c: ['red'] }, light: 'red' }, otherwise]))).toContain(
      'lights.table_unknown_dimension',
    )
  })
})
