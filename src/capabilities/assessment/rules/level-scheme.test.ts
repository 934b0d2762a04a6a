import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asPeriod } from '../../../kernel/period.ts'
import { type Comparison, SchemeBody } from '../contract.ts'
import { comparisonProblems, readComparison } from './check.ts'
import { schemeAt } from './level-scheme.ts'
import { rankUnits } from './rank.ts'
import { streakOf } from './streak.ts'

const EAST = '01890000-0000-7000-8000-000000000001'
const WEST = '01890000-0000-7000-8000-000000000002'
const names = new Map([
  [EAST, '示例东河镇'],
  [WEST, '示例西坡街道'],
])
const facts = { name: '示例办法', year: 2026, names }
const groups = [{ key: 'towns', name: '镇街组', unitIds: [EAST, WEST] }]
const rate = { kind: 'proportional', terms: [{ actual: 'done', target: 'plan' }], cap: '1' }
const ownFigures = [
  { key: 'done', name: '完成', from: { kind: 'unit' } },
  { key: 'plan', name: '计划', from: { kind: 'unit' } },
]

const bodyWith = (levels: unknown) => SchemeBody.parse({ groups, levels })
const rank = (scheme: Comparison['scheme'], values: Comparison['values']) =>
  rankUnits({ scheme, values, entries: [], vetoes: [], before: {}, explain: [] }).flatMap(({ places }) => places)

describe('a level in a period', () => {
  // 禹州: three monthly ratings 30 % each and the leaders' quarterly observation 10 %.
  it('takes three months at 30 % and an observation at 10 %: 92, 88, 95 and 90 give 91.5', () => {
    const score = (of: string, points: string, from: object) => ({
      key: of,
      name: of,
      points,
      figures: [{ key: 'score', name: '得分', from }],
      method: { kind: 'weighted', parts: [{ of: 'score', share: '1' }] },
    })
    const body = bodyWith({
      quarter: {
        criteria: [
          ...[1, 2, 3].map((at) => score(`m${at}`, '30', { kind: 'below', level: 'month', at })),
          score('observation', '10', { kind: 'contest', contest: 'observation', what: 'score' }),
        ],
        decimals: 1,
      },
    })
    const scheme = schemeAt(body, 'quarter', asPeriod('2026-Q2'), facts)
    if (!scheme) throw new Error('no scheme')
    const scores = { m1: '92', m2: '88', m3: '95', observation: '90' }
    const values = Object.entries(scores).map(([criterion, value]) => ({
      unit: EAST,
      criterion,
      figures: { score: value },
    }))
    expect(rank(scheme, values).find(({ unit }) => unit === EAST)?.total).toBe('91.5')
  })

  // A 2023 municipal rule scores starts in the first quarter, starts and registration in the second, registration and completion in the third.
  it('gives a criterion the points of the season, the whole method scaled, and leaves out what has none', () => {
    const criterion = (key: string, points: string, seasons: readonly (readonly [number, string])[]) => ({
      key,
      name: key,
      points,
      seasons: seasons.map(([at, worth]) => ({ at, points: worth })),
      figures: ownFigures,
      sourceUnitId: EAST,
      method:
        key === 'starts'
          ? {
              kind: 'steps',
              measure: { kind: 'percent', of: 'done', over: 'plan' },
              mark: '100',
              base: '40',
              above: [{ through: null, each: '1' }],
              below: [{ through: null, each: '1' }],
              least: '0',
              most: '50',
            }
          : rate,
    })
    const body = bodyWith({
      quarter: {
        criteria: [
          criterion('starts', '50', [
            [1, '100'],
            [3, '0'],
            [4, '0'],
          ]),
          criterion('registered', '50', [[1, '0']]),
          criterion('completed', '50', [
            [1, '0'],
            [2, '0'],
          ]),
        ],
      },
    })
    const at = (period: string) => schemeAt(body, 'quarter', asPeriod(period), facts)
    const keysAndPoints = (period: string) => at(period)?.criteria.map(({ key, points }) => [key, points])
    expect(keysAndPoints('2026-Q1')).toEqual([['starts', '100']])
    expect(keysAndPoints('2026-Q2')).toEqual([
      ['starts', '50'],
      ['registered', '50'],
    ])
    expect(keysAndPoints('2026-Q4')).toEqual([
      ['registered', '50'],
      ['completed', '50'],
    ])
    const values = [{ unit: EAST, criterion: 'starts', figures: { done: '95', plan: '100' } }]
    const totalIn = (period: string) => {
      const scheme = at(period)
      return scheme && rank(scheme, values).find(({ unit }) => unit === EAST)?.total
    }
    expect([totalIn('2026-Q1'), totalIn('2026-Q2')]).toEqual(['70.00', '35.00'])
  })

  it('is what `clarion rank` reads: units by their ids, the signing unit by its name', () => {
    const body = bodyWith({
      month: {
        criteria: [
          { key: 'a', name: '示例指标', points: '100', figures: ownFigures, sourceUnitId: WEST, method: rate },
        ],
      },
    })
    const scheme = schemeAt(body, 'month', asPeriod('2026-M05'), facts)
    const comparison = { scheme, values: [{ unit: EAST, criterion: 'a', figures: { done: '1', plan: '2' } }] }
    const read = readComparison(JSON.parse(JSON.stringify(comparison)))
    expect(read.ok && comparisonProblems(read.value)).toEqual([])
    expect(scheme?.groups[0]?.units[0]).toEqual({ key: EAST, name: '示例东河镇' })
    expect(scheme?.criteria[0]?.source).toBe('示例西坡街道')
  })

  it('is nothing where the scheme has no such level, or nothing that counts in the period', () => {
    const body = bodyWith({ month: { criteria: [] } })
    expect(schemeAt(body, 'month', asPeriod('2026-M05'), facts)).toBeUndefined()
    expect(schemeAt(body, 'quarter', asPeriod('2026-Q1'), facts)).toBeUndefined()
  })
})

describe('a count of periods in a row', () => {
  const origin = {
    kind: 'streak' as const,
    criterion: 'rate',
    measure: { kind: 'percent' as const, of: 'done', over: 'plan' },
    is: 'at_least' as const,
    value: '100',
  }
  const met = { done: '10', plan: '10' }
  const missed = { done: '9', plan: '10' }

  it('counts from this period back to the first that missed the mark or is not known', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(met, missed, {}), { minLength: 1, maxLength: 8 }), (periods) => {
        const broken = periods.findIndex((each) => each !== met)
        const expected =
          periods[0] === undefined || Object.keys(periods[0]).length === 0
            ? undefined
            : broken === -1
              ? periods.length
              : broken
        expect(streakOf(origin, periods)).toBe(expected)
      }),
    )
  })
})
