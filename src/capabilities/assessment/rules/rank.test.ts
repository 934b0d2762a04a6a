import { describe, expect, it } from 'vitest'
import { fail, ok, type Outcome, unwrap } from '../../../kernel/outcome.ts'
import type { Comparison } from '../contract.ts'
import { comparisonProblems, readComparison } from './check.ts'
import { rankUnits } from './rank.ts'
import { leversOf, shiftsBetween, weightTrials } from './what-if.ts'

function checkComparison(value: unknown): Outcome<Comparison> {
  const comparison = readComparison(value)
  if (!comparison.ok) return comparison
  const [first, ...rest] = comparisonProblems(comparison.value)
  return first ? fail(first, ...rest) : ok(comparison.value)
}

const table = {
  scheme: {
    name: '示例月度评比',
    year: 2026,
    groups: [{ key: 'towns', name: '镇街', units: ['a', 'b', 'c'].map((key) => ({ key, name: `示例${key}镇` })) }],
    criteria: [
      {
        key: 'investment',
        name: '完成投资',
        points: '60',
        source: '示例重点办',
        method: { kind: 'proportional', terms: [{ actual: 'done', target: 'plan' }], cap: '1.2' },
      },
      {
        key: 'starts',
        name: '开工',
        points: '40',
        source: '示例重点办',
        method: {
          kind: 'proportional',
          terms: [{ actual: 'done', target: 'plan' }],
          cap: '1',
          withoutTarget: 'left_out',
        },
      },
    ],
    bonusCap: '2',
  },
  values: [
    { unit: 'a', criterion: 'investment', figures: { done: '90', plan: '100' } },
    { unit: 'a', criterion: 'starts', figures: { done: '4', plan: '5' } },
    { unit: 'b', criterion: 'investment', figures: { done: '100', plan: '100' } },
    { unit: 'b', criterion: 'starts', figures: { done: '0', plan: '0' } },
    { unit: 'c', criterion: 'investment', figures: { done: '95', plan: '100' } },
  ],
  before: { a: 1, b: 3, c: 2 },
}
const rankOf = (more: object = {}) => rankUnits(unwrap(checkComparison({ ...table, ...more })))[0]?.places ?? []

describe('a place', () => {
  it('says its points, places gained, what is missing to the next, and whether every figure is there', () => {
    expect(
      rankOf().map(({ unit, rank, gained, total, toNext, isComplete }) => [
        unit,
        rank,
        gained,
        total,
        toNext,
        isComplete,
      ]),
    ).toEqual([
      // Without a plan of starts the criterion is left out and the rest stands for the whole.
      ['b', 1, 2, '100.00', null, true],
      ['a', 2, -1, '86.00', '14.00', true],
      ['c', 3, -1, '57.00', '29.00', false],
    ])
  })

  it('counts bonuses up to their cap, takes reversed deductions back and gives a vetoed unit none', () => {
    const line = { unit: 'a', reason: '示例', evidence: '示例文件' }
    const entries = [
      { ...line, kind: 'bonus', id: 'one', points: '1.5' },
      { ...line, kind: 'bonus', id: 'two', points: '1.5' },
      { ...line, kind: 'deduction', id: 'three', points: '5' },
      { kind: 'reversal', id: 'four', of: 'three', reason: '示例', evidence: '示例文件' },
    ]
    const vetoes = [{ unit: 'b', ground: 'safety', document: '示例〔2026〕1号' }]
    const places = rankOf({ entries, vetoes })
    expect(
      places.map(({ unit, rank, of, total, bonus, deduction, veto }) => [
        unit,
        rank,
        of,
        total,
        bonus,
        deduction,
        veto,
      ]),
    ).toEqual([
      ['a', 1, 2, '88.00', '2.00', '0.00', null],
      ['c', 2, 2, '57.00', '0.00', '0.00', null],
      ['b', null, 2, '100.00', '0.00', '0.00', 'safety'],
    ])
  })

  it('shows what would move a unit one place, and how far places hang on a weight', () => {
    const comparison = unwrap(checkComparison(table))
    expect(leversOf(comparison, 'c')).toEqual([])
    expect(leversOf(comparison, 'b')).toEqual([])
    const close = unwrap(
      checkComparison({
        ...table,
        values: [...table.values, { unit: 'c', criterion: 'starts', figures: { done: '3', plan: '5' } }],
      }),
    )
    expect(leversOf(close, 'c')).toEqual([
      { criterion: 'investment', figure: 'done', from: '95', to: '104' },
      { criterion: 'starts', figure: 'done', from: '3', to: '4' },
    ])
    expect(weightTrials(close)).toEqual([])
    const heavier = rankUnits({ ...close, scheme: { ...close.scheme, criteria: close.scheme.criteria.slice(0, 1) } })
    expect(shiftsBetween(rankUnits(close), heavier)).toEqual([
      { unit: 'a', from: 2, to: 3 },
      { unit: 'c', from: 3, to: 2 },
    ])
  })
})

describe('what moves a unit', () => {
  const startsLever = (done: string) => {
    const values = [
      ...table.values.filter(({ unit, criterion }) => unit !== 'a' || criterion !== 'starts'),
      { unit: 'a', criterion: 'starts', figures: { done, plan: '5' } },
      { unit: 'c', criterion: 'starts', figures: { done: '3', plan: '5' } },
    ]
    const levers = leversOf(unwrap(checkComparison({ ...table, values })), 'c')
    return levers.find(({ criterion }) => criterion === 'starts')?.to
  }

  it('is told in whole numbers where every unit has one, since they are counted, else in hundredths', () => {
    expect(startsLever('4')).toBe('4')
    expect(startsLever('4.5')).toBe('4.13')
  })
})

describe('a comparison is refused', () => {
  const codes = (change: (body: typeof table) => unknown) => {
    const checked = checkComparison(change(structuredClone(table)))
    return checked.ok ? [] : checked.problems.map(({ code }) => code)
  }
  const withMethod = (method: unknown) =>
    codes((body) => ({
      ...body,
      scheme: { ...body.scheme, criteria: [{ ...body.scheme.criteria[0], method }] },
      values: [],
    }))

  it('where a criterion counts the use of a system or the filing of traces', () => {
    for (const name of ['平台登录次数', '信息报送篇数', '工作留痕情况', 'App downloads'])
      expect(
        codes((body) => ({
          ...body,
          scheme: { ...body.scheme, criteria: [{ ...body.scheme.criteria[0], name }] },
          values: [],
        })),
      ).toEqual(['assessment.usage_criterion'])
  })

  it('where a stretch leads back, hides another or leaves numbers without a worth', () => {
    const steps = (above: unknown) =>
      withMethod({
        kind: 'steps',
        measure: { kind: 'figure', of: 'x' },
        mark: '100',
        base: '0',
        above,
        below: [],
        least: null,
        most: null,
      })
    expect(
      steps([
        { through: '90', each: '1' },
        { through: null, each: '1' },
      ]),
    ).toEqual(['assessment.stretch_back'])
    expect(
      steps([
        { through: null, each: '1' },
        { through: '120', each: '1' },
      ]),
    ).toContain('assessment.stretch_hides')
    expect(steps([{ through: '120', each: '1' }])).toEqual(['assessment.stretch_ends'])
    expect(
      steps([
        { through: '120', each: '1' },
        { through: null, each: '1' },
      ]),
    ).toEqual([])
  })

  it('where a unit, a criterion or a line is not there, or twice', () => {
    expect(codes((body) => ({ ...body, values: [{ unit: 'z', criterion: 'no', figures: {} }] }))).toEqual([
      'assessment.unknown_unit',
      'assessment.unknown_criterion',
    ])
    expect(codes((body) => ({ ...body, values: [...body.values, ...body.values.slice(0, 1)] }))).toEqual([
      'assessment.key_twice',
    ])
    const reversal = { kind: 'reversal', id: 'x', of: 'nothing', reason: '示例', evidence: '示例' }
    expect(codes((body) => ({ ...body, entries: [reversal] }))).toEqual(['assessment.unknown_line'])
    expect(codes((body) => ({ ...body, scheme: { ...body.scheme, criteria: [] } }))).toEqual(['assessment.shape'])
    expect(codes(() => 'no comparison')).toEqual(['assessment.shape'])
  })

  it('where a season would scale a method written for no points', () => {
    expect(
      codes((body) => ({
        ...body,
        scheme: { ...body.scheme, criteria: [{ ...body.scheme.criteria[0], writtenFor: '0' }] },
        values: [],
      })),
    ).toEqual(['assessment.written_for_nothing'])
  })
})
