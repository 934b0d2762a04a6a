import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../kernel/outcome.ts'
import { asPeriod } from '../../../kernel/period.ts'
import { type Comparison, type Level, SchemeBody } from '../contract.ts'
import { schemeAt } from './level-scheme.ts'
import { rankingOf } from './ranking.ts'
import { replayRounds, type SettledRound } from './replay.ts'

const id = (at: number) => `01890000-0000-7000-8000-00000000000${at}`
const [EAST, SOUTH] = [id(1), id(2)]
const names = new Map([
  [EAST, '示例东河镇'],
  [SOUTH, '示例南山镇'],
])
const facts = { name: '示例办法', year: 2025, names }

const criterion = (key: string, points: string) => ({
  key,
  name: key,
  points,
  figures: [{ key: 'score', name: '得分', from: { kind: 'unit' } }],
  method: { kind: 'weighted', parts: [{ of: 'score', share: '1' }] },
})
const body = (weights: Readonly<Record<string, string>>) =>
  SchemeBody.parse({
    groups: [{ key: 'towns', name: '镇街组', unitIds: [EAST, SOUTH] }],
    levels: {
      month: { criteria: Object.entries(weights).map(([key, points]) => criterion(key, points)) },
      quarter: {
        criteria: [
          {
            ...criterion('months', '100'),
            figures: [{ key: 'score', name: '得分', from: { kind: 'below', level: 'month', at: 'mean' } }],
          },
        ],
      },
    },
  })

function settled(
  scheme: SchemeBody,
  level: Level,
  period: string,
  scores: Readonly<Record<string, Record<string, string>>>,
): SettledRound {
  const at = schemeAt(scheme, level, asPeriod(period), facts)
  if (!at) throw new Error('no scheme')
  const values = Object.entries(scores).flatMap(([unit, own]) =>
    Object.entries(own).map(([key, score]) => ({ unit, criterion: key, figures: { score } })),
  )
  const comparison: Comparison = { scheme: at, values, entries: [], vetoes: [], before: {}, explain: [] }
  return {
    id: id(7),
    schemeId: id(8),
    schemeName: '示例',
    level,
    period: asPeriod(period),
    comparison,
    ranking: unwrap(rankingOf(comparison)),
  }
}

const then = body({ speed: '70', quality: '30' })
const january = { [EAST]: { speed: '90', quality: '60' }, [SOUTH]: { speed: '80', quality: '80' } }
const rounds = [
  settled(then, 'month', '2025-M01', january),
  settled(then, 'quarter', '2025-Q1', { [EAST]: { months: '81' }, [SOUTH]: { months: '80' } }),
]

describe('a replay', () => {
  it('by the version that was in force changes nothing', () => {
    for (const round of replayRounds(then, facts, rounds))
      for (const unit of round.groups.flatMap((group) => group.units))
        expect([unit.rankAfter, unit.totalAfter]).toEqual([unit.rankBefore, unit.totalBefore])
  })

  it('leaves the months of another scheme out of a quarter', () => {
    const other = settled(then, 'month', '2025-M02', {
      [EAST]: { speed: '8', quality: '8' },
      [SOUTH]: { speed: '9', quality: '9' },
    })
    const [first, second] = rounds
    if (!first || !second) throw new Error('no rounds')
    const quarter = replayRounds(then, facts, [first, { ...other, schemeId: id(9) }, second]).at(-1)
    expect(quarter?.groups[0]?.units.map(({ totalAfter }) => totalAfter)).toEqual(['81.00', '80.00'])
  })

  it('shows whose place moves, and a quarter follows the months as they come to be ranked', () => {
    const [month, quarter] = replayRounds(body({ speed: '30', quality: '70' }), facts, rounds)
    const places = (round: typeof month) =>
      round?.groups[0]?.units.map(({ name, rankBefore, rankAfter, totalAfter }) => [
        name,
        rankBefore,
        rankAfter,
        totalAfter,
      ])
    expect(places(month)).toEqual([
      ['示例南山镇', 2, 1, '80.00'],
      ['示例东河镇', 1, 2, '69.00'],
    ])
    expect(places(quarter)).toEqual([
      ['示例南山镇', 2, 1, '80.00'],
      ['示例东河镇', 1, 2, '69.00'],
    ])
  })

  it('tells figures the rounds do not have and makes none up', () => {
    const [month] = replayRounds(body({ speed: '50', fresh: '50' }), facts, rounds)
    expect(month?.missing).toEqual([{ criterion: 'fresh', figure: 'score' }])
    expect(month?.groups[0]?.units.every(({ isComplete }) => !isComplete)).toBe(true)
  })

  it('leaves out units the round did not have, and rounds that share none', () => {
    const others = SchemeBody.parse({ ...then, groups: [{ key: 'towns', name: '镇街组', unitIds: [EAST, id(5)] }] })
    const [month] = replayRounds(others, facts, rounds)
    expect(month?.groups.map(({ isNew, units }) => [isNew, units.map(({ unitId }) => unitId)])).toEqual([
      [true, [EAST]],
    ])
    const strangers = SchemeBody.parse({ ...then, groups: [{ key: 'towns', name: '镇街组', unitIds: [id(5)] }] })
    expect(replayRounds(strangers, facts, rounds)).toEqual([])
  })
})
