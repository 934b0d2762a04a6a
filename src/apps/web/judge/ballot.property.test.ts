import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BallotRule } from '../../../capabilities/contests/contract.ts'
import { contentOf, type Draft, EMPTY_DRAFT, faultsOf, keepingOf, moved, placesOf, totalOf } from './ballot.ts'

const entrants = ['a', 'b', 'c', 'd'].map((key) => ({ key, groupKey: key < 'c' ? 'east' : 'west' }))
const SCORE = {
  kind: 'score',
  criteria: [
    { key: 'progress', name: '形象进度', guidance: '', max: '10', points: '60', decimals: 1 },
    { key: 'effort', name: '工作力度', guidance: '', max: '10', points: '40', decimals: 0 },
  ],
} satisfies BallotRule
const GRADES = {
  kind: 'grades',
  grades: [
    { key: 'good', name: '好', points: '100', most: 1 },
    { key: 'fair', name: '较好', points: '85', most: null },
  ],
} satisfies BallotRule
const marked = (progress: string, effort: string): Draft => ({
  ...EMPTY_DRAFT,
  marks: Object.fromEntries(entrants.map(({ key }) => [key, { progress, effort }])),
})

describe('marks', () => {
  it('are handed in only where every criterion has a number the rules allow', () => {
    const whatOf = (progress: string, effort: string) =>
      faultsOf(SCORE, entrants.slice(0, 1), marked(progress, effort)).map(({ what, criterionKey }) => [
        what,
        criterionKey,
      ])
    expect(whatOf('9.5', '8')).toEqual([])
    expect(whatOf('', '8')).toEqual([['missing', 'progress']])
    expect(whatOf('10.1', '8')).toEqual([['too_high', 'progress']])
    expect(whatOf('9.55', '8.5')).toEqual([
      ['decimals', 'progress'],
      ['decimals', 'effort'],
    ])
    expect(whatOf('-1', 'ten')).toEqual([
      ['not_a_mark', 'progress'],
      ['not_a_mark', 'effort'],
    ])
  })

  it('add up as the rules weigh them', () => {
    expect(totalOf(SCORE.criteria, { progress: '9.5', effort: '8' })).toBe(89)
    expect(totalOf(SCORE.criteria, { progress: '9.5' })).toBeNull()
  })

  it('of others never leave with a ballot on one', () => {
    const content = contentOf(SCORE, entrants.slice(0, 1), marked('9.5', '8'))
    expect(content).toEqual({ kind: 'score', marks: { a: { progress: '9.5', effort: '8' } }, difficulty: {} })
  })
})

describe('grades', () => {
  it('with a bound may be given so often in every group', () => {
    const graded = (...grades: string[]): Draft => ({
      ...EMPTY_DRAFT,
      grades: Object.fromEntries(entrants.map(({ key }, index) => [key, grades[index] ?? ''])),
    })
    expect(faultsOf(GRADES, entrants, graded('good', 'fair', 'good', 'fair'))).toEqual([])
    expect(faultsOf(GRADES, entrants, graded('good', 'good', 'fair', 'fair')).map(({ what }) => what)).toEqual([
      'grade_used_up',
    ])
  })
})

describe('an order', () => {
  const anyOrder = fc.shuffledSubarray(
    entrants.map(({ key }) => key),
    { minLength: 4 },
  )

  it('gives every group the places 1, 2, 3 … without a gap', () => {
    fc.assert(
      fc.property(anyOrder, (order) => {
        const places = placesOf(entrants, order)
        expect(new Set([places['a'], places['b']])).toEqual(new Set([1, 2]))
        expect(new Set([places['c'], places['d']])).toEqual(new Set([1, 2]))
      }),
    )
  })

  it('changed inside one group leaves the other as it was, and back again is as before', () => {
    const west = entrants.slice(2)
    fc.assert(
      fc.property(anyOrder, fc.constantFrom('c', 'd'), fc.constantFrom(-1 as const, 1 as const), (order, key, by) => {
        const after = moved(order, west, key, by)
        const [before, now] = [placesOf(entrants, order), placesOf(entrants, after)]
        expect([now['a'], now['b']]).toEqual([before['a'], before['b']])
        if (after !== order) expect(moved(after, west, key, by === 1 ? -1 : 1)).toEqual(order)
      }),
    )
  })

  it('is handed in only when it is complete', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(entrants.map(({ key }) => key)), (order) => {
        const faults = faultsOf({ kind: 'ranking', first: '100', step: '3', mayTie: [] }, entrants, {
          ...EMPTY_DRAFT,
          order,
        })
        expect(faults).toHaveLength(entrants.length - order.length)
      }),
    )
  })
})

describe('a choice', () => {
  const choosing = (exactly: boolean, ...chosen: string[]) =>
    faultsOf({ kind: 'approve', choose: 1, exactly }, entrants, { ...EMPTY_DRAFT, chosen }).length === 0

  it('is as many of each group as the rules say', () => {
    expect(choosing(true, 'a', 'c')).toBe(true)
    expect(choosing(true, 'a')).toBe(false)
    expect(choosing(true, 'a', 'b', 'c')).toBe(false)
  })
})

it('asks for a difficulty inside its bounds where the rules ask for one', () => {
  const withDifficulty = (text: string) =>
    faultsOf(
      SCORE,
      entrants.slice(0, 1),
      { ...marked('9', '8'), difficulty: { a: text } },
      { least: '0.8', most: '1.2' },
    )
  expect(withDifficulty('1.1')).toEqual([])
  for (const text of ['', '0.7', '1.21', 'hard']) expect(withDifficulty(text)).toHaveLength(1)
})

describe('a ballot that waits', () => {
  it('counts as sealed only where the browser can seal and the installation gave a key', () => {
    expect(keepingOf(true, 'BKey')).toBe('sealed')
    expect(keepingOf(true, '')).toBe('no_key')
    expect(keepingOf(false, 'BKey')).toBe('no_crypto')
    expect(keepingOf(false, '')).toBe('no_crypto')
  })
})
