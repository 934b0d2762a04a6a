import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exact } from '../../../kernel/exact.ts'
import { unwrap } from '../../../kernel/outcome.ts'
import { LIGHTS, type Rule } from '../contract.ts'
import { findBuiltInRule } from './built-in.ts'
import { inputsToKeep } from './measures.ts'
import { replay, type ReplayCase } from './replay.ts'

function builtIn(code: string): Rule {
  const rule = findBuiltInRule(code)
  if (!rule) throw new Error(`no built-in rule ${code}`)
  return rule
}

const target = builtIn('target_pace')
const published: Rule = { ...builtIn('yinchuan_2025_published'), version: 2 }

function caseOf(subject: string, gaps: readonly (number | null)[]): ReplayCase {
  return {
    subject,
    periods: gaps.map((gap, index) => ({
      period: `2026-M${String(index + 1).padStart(2, '0')}`,
      inputs: { values: { progress: gap === null ? null : String(gap) }, excuses: [] },
    })),
  }
}

const cases = fc.array(fc.array(fc.option(fc.integer({ min: -50, max: 20 }), { nil: null }), { maxLength: 6 }), {
  maxLength: 4,
})

describe('replaying a rule on past periods', () => {
  it('lists who would change colour, with both reasons', () => {
    const report = unwrap(replay(target, published, [caseOf('road', [1, -5]), caseOf('plant', [-31, -12])]))
    expect(report.changes.map(({ subject, period, before, after }) => [subject, period, before, after])).toEqual([
      ['road', '2026-M02', 'yellow', 'none'],
      ['plant', '2026-M02', 'red', 'yellow'],
    ])
    expect(report.changes[0]?.afterReason.code).toBe('lights.reason_hole')
    expect(report.before).toEqual({ green: 1, yellow: 1, red: 2, none: 0 })
    expect(report.after).toEqual({ green: 1, yellow: 1, red: 1, none: 1 })
  })

  it('lets a streak see the earlier periods of the same replay', () => {
    const missed = { period: '2026-M01', inputs: { values: { month_task: '-1' }, excuses: [] } }
    const report = unwrap(
      replay(null, builtIn('sanya_2022_district'), [
        { subject: 'district', periods: [missed, { ...missed, period: '2026-M02' }] },
      ]),
    )
    expect(report.changes.map((each) => [each.before, each.after])).toEqual([
      ['none', 'yellow'],
      ['none', 'red'],
    ])
  })

  it('changes nobody when a rule is replayed against itself', () => {
    fc.assert(
      fc.property(cases, (gaps) => {
        const report = unwrap(
          replay(
            target,
            target,
            gaps.map((each, index) => caseOf(String(index), each)),
          ),
        )
        expect(report.changes).toEqual([])
        expect(report.before).toEqual(report.after)
      }),
    )
  })

  it('counts every period once under either rule, and the changes explain the difference', () => {
    fc.assert(
      fc.property(cases, (gaps) => {
        const report = unwrap(
          replay(
            target,
            published,
            gaps.map((each, index) => caseOf(String(index), each)),
          ),
        )
        const periods = gaps.flat().length
        const total = (counts: typeof report.before) => LIGHTS.reduce((sum, light) => sum + counts[light], 0)
        expect([total(report.before), total(report.after)]).toEqual([periods, periods])
        for (const light of LIGHTS) {
          const gained = report.changes.filter((each) => each.after === light).length
          const lost = report.changes.filter((each) => each.before === light).length
          expect(report.after[light] - report.before[light]).toBe(gained - lost)
        }
      }),
    )
  })

  it('tries a rule that measures otherwise on what was kept: completion and pace become its own measure', () => {
    const measures = { completion: exact('0.668'), pace: exact('0.833') }
    const inputs = inputsToKeep(builtIn('wuhan_month').body, measures)
    const report = unwrap(
      replay(builtIn('wuhan_month'), target, [{ subject: 'road', periods: [{ period: '2026-M10', inputs }] }]),
    )
    expect(report.changes.map(({ before, after }) => [before, after])).toEqual([['green', 'red']])
    expect(report.changes[0]?.afterReason.values['value']).toBe('-16.5')
  })

  it('refuses what the judge refuses', () => {
    const bad = { subject: 'x', periods: [{ period: '2026-M01', inputs: { values: { progress: 'a' }, excuses: [] } }] }
    expect(replay(target, published, [bad]).ok).toBe(false)
  })
})
