import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { type BallotContent, ContestBody } from '../contract.ts'
import { problemsOfBody } from './check-body.ts'
import jining from './fixtures/jining-2015.json' with { type: 'json' }
import { scoreOf, tally } from './tally.ts'
import type { TallyInput } from './votes.ts'

type SentBody = z.input<typeof ContestBody>

const id = (at: number) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`

/** Sound rules over units named by their keys, one class, one group unless told. */
function rules(keys: readonly string[], more: Partial<SentBody>): ContestBody {
  const body = ContestBody.parse({
    groups: [{ key: 'all', name: '全部' }],
    entrants: keys.map((key) => ({ key, name: key, groupKey: 'all' })),
    ballot: { kind: 'score', criteria: [{ key: 'whole', name: '总体', points: '100' }] },
    classes: [{ key: 'judges', name: '评委', weight: '1' }],
    parts: [{ key: 'stage', name: '现场', share: '1', source: { kind: 'ballots' } }],
    ...more,
  })
  expect(problemsOfBody(body)).toEqual([])
  return body
}

/** One ballot a voter, in order; `classOf` says the class of each. */
function input(
  body: ContestBody,
  contents: readonly BallotContent[],
  more: Partial<TallyInput> & { classOf?: (at: number) => string; excluded?: (at: number) => string[] } = {},
): TallyInput {
  const { classOf = () => body.classes[0]?.key ?? '', excluded = () => [], ...rest } = more
  return {
    body,
    voters: contents.map((_, at) => ({
      voter: String(at + 1),
      classKey: classOf(at),
      excluded: excluded(at),
      hasLeft: false,
    })),
    ballots: contents.map((content, at) => ({
      id: id(at),
      voter: String(at + 1),
      about: '*',
      content,
      source: 'device',
    })),
    voids: [],
    deductions: [],
    ...rest,
  }
}

const scores = (values: Readonly<Record<string, string>>): BallotContent => ({
  kind: 'score',
  marks: Object.fromEntries(Object.entries(values).map(([key, mark]) => [key, { whole: mark }])),
  difficulty: {},
})
const grades = (marks: Readonly<Record<string, string>>): BallotContent => ({ kind: 'grades', marks, difficulty: {} })
const places = (...order: readonly string[]): BallotContent => ({
  kind: 'ranking',
  places: Object.fromEntries(order.map((key, at) => [key, at + 1])),
  difficulty: {},
})

const FOUR_GRADES: SentBody['ballot'] = {
  kind: 'grades',
  grades: [
    { key: 'good', name: '好', points: '100' },
    { key: 'fairly_good', name: '较好', points: '85' },
    { key: 'fair', name: '一般', points: '70' },
    { key: 'poor', name: '较差', points: '50' },
  ],
}
const AT_END = { casting: 'at_end', reveal: 'at_end' } as const

const placesOf = (result: ReturnType<typeof tally>) => result.groups.flatMap((group) => group.places)
const ranksOf = (result: ReturnType<typeof tally>) =>
  Object.fromEntries(placesOf(result).map(({ entrantKey, rank }) => [entrantKey, rank]))

describe('published results', () => {
  it('gives the ranking of 济宁 2015 with its checksum 1066.00 and the ranks 9, 9, 11', () => {
    const keys = jining.published.map((_, at) => `u${at + 1}`)
    const body = rules(keys, { ballot: { kind: 'ranking' }, ...AT_END })
    const ballots = jining.ballots.map(
      (order): BallotContent => ({
        kind: 'ranking',
        places: Object.fromEntries(order.map((place, at) => [keys[at] ?? '', place])),
        difficulty: {},
      }),
    )
    const [group] = tally(input(body, ballots)).groups
    expect(group?.places.map(({ score }) => score)).toEqual(jining.published)
    expect(group?.places.map(({ rank }) => rank)).toEqual(jining.ranks)
    expect(group?.places.filter(({ isJoint }) => isJoint)).toHaveLength(2)
    expect(group?.checksum).toEqual({ sum: jining.checksum, expected: jining.checksum, holds: true })
  })

  it('breaks ties as 临沂 2022 did: more 好 first, and who is still equal shares the sixth place before the eighth', () => {
    const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
    const body = rules(keys, { ballot: FOUR_GRADES, tieLadder: ['top_grades'], ...AT_END })
    // c and d have 170 points each, c by 好 and 一般, d twice by 较好; f and g were given the same.
    const one = { a: 'good', b: 'good', c: 'good', d: 'fairly_good', e: 'fairly_good', f: 'fair', g: 'fair', h: 'poor' }
    const two = { a: 'good', b: 'fairly_good', c: 'fair', d: 'fairly_good', e: 'fair', f: 'fair', g: 'fair', h: 'poor' }
    const result = tally(input(body, [grades(one), grades(two)]))
    expect(ranksOf(result)).toEqual({ a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 6, h: 8 })
    expect(placesOf(result).find(({ entrantKey }) => entrantKey === 'd')).toMatchObject({
      score: '85.00',
      tieStep: 'top_grades',
      isJoint: false,
      topGrades: 0,
    })
  })

  it('leaves out one highest and one lowest: 96, 95.5, 94, 97, 95, 93, 98 make 95.5', () => {
    const body = rules(['a', 'b'], { trim: { highest: 1, lowest: 1 } })
    const given = ['96', '95.5', '94', '97', '95', '93', '98']
    const result = tally(
      input(
        body,
        given.map((mark) => scores({ a: mark, b: '60' })),
      ),
    )
    expect(placesOf(result)[0]).toMatchObject({ entrantKey: 'a', score: '95.50' })
    expect(placesOf(result)[0]?.classes).toEqual([{ classKey: 'judges', received: 7, counted: 5, mean: '95.5000' }])
  })

  it('weighs the classes of 临水: leaders 9.2 at 60 % and others 8.8 at 40 % make 9.04', () => {
    const body = rules(['a', 'b'], {
      ballot: { kind: 'score', criteria: [{ key: 'whole', name: '总体', max: '10', points: '10' }] },
      classes: [
        { key: 'leaders', name: 'A', weight: '0.6', isLeaders: true },
        { key: 'members', name: 'B', weight: '0.4' },
      ],
    })
    const given = ['9.0', '9.4', '8.7', '8.8', '8.9']
    const result = tally(
      input(
        body,
        given.map((mark) => scores({ a: mark, b: '1' })),
        {
          classOf: (at) => (at < 2 ? 'leaders' : 'members'),
        },
      ),
    )
    expect(placesOf(result)[0]).toMatchObject({ entrantKey: 'a', score: '9.04' })
  })

  it('adds the parts of 禹州: 92, 88, 95 at 30 % each and 90 by the vote at 10 % make 91.5', () => {
    const months = ['one', 'two', 'three'].map((key) => ({
      key,
      name: key,
      share: '0.3',
      source: { kind: 'entered' as const },
    }))
    const body = rules(['a', 'b'], {
      entrants: ['a', 'b'].map((key) => ({
        key,
        name: key,
        groupKey: 'all',
        given: key === 'a' ? { one: '92', two: '88', three: '95' } : { one: '0', two: '0', three: '0' },
      })),
      parts: [...months, { key: 'vote', name: '观摩', share: '0.1', source: { kind: 'ballots' } }],
    })
    expect(placesOf(tally(input(body, [scores({ a: '90', b: '90' })])))[0]).toMatchObject({ score: '91.50' })
  })
})

describe('a judge who may not vote on somebody', () => {
  it('is left out of the denominator of that entrant alone', () => {
    const body = rules(['a', 'b'], {})
    const ballots = [scores({ b: '80' }), scores({ a: '90', b: '70' }), scores({ a: '80', b: '60' })]
    const result = tally(input(body, ballots, { excluded: (at) => (at === 0 ? ['a'] : []) }))
    const [a, b] = placesOf(result)
    expect(a).toMatchObject({ entrantKey: 'a', score: '85.00', received: 2, expected: 2, excluded: 1 })
    expect(b).toMatchObject({ entrantKey: 'b', score: '70.00', received: 3, expected: 3, excluded: 0 })
  })

  it('ranks the others from the first place to the last, so that a place is worth as much as on any ballot', () => {
    const body = rules(['a', 'b', 'c'], { ballot: { kind: 'ranking', first: '100', step: '10' }, ...AT_END })
    const result = tally(
      input(body, [places('a', 'b', 'c'), { ...places('b', 'c') }], { excluded: (at) => (at === 1 ? ['a'] : []) }),
    )
    expect(Object.fromEntries(placesOf(result).map(({ entrantKey, score }) => [entrantKey, score]))).toEqual({
      a: '100.00',
      b: '95.00',
      c: '80.00',
    })
    expect(result.groups[0]?.checksum).toBeNull()
  })
})

describe('lines', () => {
  const body = rules(['a', 'b'], { timing: { overtimePoints: '0.5' } })
  const ballots = [scores({ a: '90', b: '80' }), scores({ a: '92', b: '82' })]
  const line = { id: id(90), entrantKey: 'a', points: '0.5', reason: '超时', reverses: null }

  it('take a voided ballot out and keep the others', () => {
    const result = tally(input(body, ballots, { voids: [{ ballotId: id(0), reason: '评委离场' }] }))
    expect(placesOf(result)[0]).toMatchObject({ score: '92.00', received: 1, expected: 2 })
    expect(result).toMatchObject({ ballots: 1, voided: 1 })
  })

  it('take points off, and give them back by a reversal', () => {
    expect(scoreOf(input(body, ballots, { deductions: [line] }), 'a').score).toBe('90.50')
    const reversal = { ...line, id: id(91), reverses: line.id }
    expect(scoreOf(input(body, ballots, { deductions: [line, reversal] }), 'a').score).toBe('91.00')
    expect(scoreOf(input(body, ballots, { deductions: [{ ...line, points: '99' }] }), 'a').score).toBe('0.00')
  })
})

it('multiplies by the median of the difficulties said, brought to a mean of 1 in the group', () => {
  const body = rules(['a', 'b'], { coefficient: { kind: 'voted' }, reveal: 'at_end' })
  const said = ['1.2', '1.0', '1.1']
  const ballots = said.map(
    (a): BallotContent => ({
      kind: 'score',
      marks: { a: { whole: '80' }, b: { whole: '80' } },
      difficulty: { a, b: '0.9' },
    }),
  )
  const result = tally(input(body, ballots))
  expect(placesOf(result).map(({ entrantKey, score, coefficient }) => [entrantKey, score, coefficient])).toEqual([
    ['a', '88.00', '1.1000'],
    ['b', '72.00', '0.9000'],
  ])
})

it('tells how many judges alone hold the first place', () => {
  const body = rules(['a', 'b'], {})
  const result = tally(
    input(body, [scores({ a: '90', b: '80' }), scores({ a: '80', b: '81' }), scores({ a: '80', b: '80' })]),
  )
  // Without the first judge b leads; without any other nothing changes.
  expect(result.groups[0]?.oneJudgeLess).toEqual({ voters: 3, firstChanges: 1, anyChanges: 1 })
})

it('gives who was never voted on neither score nor place', () => {
  const body = rules(['a', 'b'], {})
  const result = tally({ ...input(body, []), voters: [] })
  expect(placesOf(result).map(({ score, rank }) => [score, rank])).toEqual([
    [null, null],
    [null, null],
  ])
})
