import fc from 'fast-check'
import {
  type BallotContent,
  type BallotRule,
  type CoefficientRule,
  ContestBody,
  type CountedBallot,
  type Voter,
} from '../../src/capabilities/contests/contract.ts'
import { entrantsToVoteOn, groupsOf } from '../../src/capabilities/contests/rules/ballots.ts'
import type { TallyInput } from '../../src/capabilities/contests/rules/votes.ts'

/** Few different marks, so that equals are many. */
const MARKS = ['7', '8', '8.5', '9', '10'] as const
const GRADES = ['good', 'fair', 'poor'] as const

const anyRule: fc.Arbitrary<BallotRule> = fc.constantFrom<BallotRule[]>(
  {
    kind: 'score',
    criteria: [
      { key: 'progress', name: '进度', guidance: '', max: '10', points: '60', decimals: 1 },
      { key: 'quality', name: '质量', guidance: '', max: '30', points: '40', decimals: 1 },
    ],
  },
  {
    kind: 'grades',
    grades: [
      { key: 'good', name: '好', points: '100', most: null },
      { key: 'fair', name: '一般', points: '70', most: null },
      { key: 'poor', name: '较差', points: '50', most: null },
    ],
  },
  { kind: 'ranking', first: '100', step: '3', mayTie: [] },
  { kind: 'approve', choose: 1, exactly: false },
)

const WEIGHTS = [['1'], ['0.6', '0.4'], ['0.5', '0.3', '0.2']] as const
const COEFFICIENTS: readonly CoefficientRule[] = [
  { kind: 'none' },
  { kind: 'given', normalise: false },
  { kind: 'given', normalise: true },
  { kind: 'voted', least: '0.8', most: '1.2', normalise: true },
]
const eight = <T>(...values: readonly T[]) => fc.array(fc.constantFrom(...values), { minLength: 8, maxLength: 8 })

const anyBody: fc.Arbitrary<ContestBody> = fc
  .record({
    sizes: fc.array(fc.integer({ min: 2, max: 4 }), { minLength: 1, maxLength: 2 }),
    ballot: anyRule,
    weights: fc.constantFrom(...WEIGHTS),
    isSplit: fc.boolean(),
    trim: fc.constantFrom(null, { highest: 1, lowest: 1, atLeast: 3 }, { highest: 1, lowest: 0, atLeast: 2 }),
    coefficient: fc.constantFrom(...COEFFICIENTS),
    decimals: fc.integer({ min: 0, max: 3 }),
    coefficients: eight('0.9', '1', '1.15'),
    data: eight('80', '85.5', '90'),
    investments: eight(null, 10_000_000, 20_000_000),
    ladder: fc.shuffledSubarray(['unrounded', 'leader_mean', 'investment'] as const),
  })
  .map(({ sizes, ballot, weights, isSplit, data, ladder, ...given }) => {
    const group = (at: number) => `g${at}`
    const keys = sizes.flatMap((size, at) => Array.from({ length: size }, (_, n) => ({ key: `e${at}_${n}`, at })))
    return ContestBody.parse({
      groups: sizes.map((_, at) => ({ key: group(at), name: group(at) })),
      entrants: keys.map(({ key, at }, n) => ({
        key,
        name: key,
        groupKey: group(at),
        coefficient: given.coefficients[n],
        investment: given.investments[n],
        given: isSplit ? { data: data[n] } : {},
      })),
      ballot,
      classes: weights.map((weight, at) => ({ key: `c${at}`, name: `c${at}`, weight, isLeaders: at === 0 })),
      parts: isSplit
        ? [
            { key: 'vote', name: '投票', share: '0.5', source: { kind: 'ballots' } },
            { key: 'data', name: '数据', share: '0.5', source: { kind: 'entered' } },
          ]
        : [{ key: 'vote', name: '投票', share: '1', source: { kind: 'ballots' } }],
      trim: given.trim,
      coefficient: given.coefficient,
      decimals: given.decimals,
      tieLadder: [
        ...(ballot.kind === 'grades' ? (['top_grades'] as const) : []),
        ...ladder,
        ...(isSplit ? (['data'] as const) : []),
      ],
      casting: ballot.kind === 'score' ? 'per_entrant' : 'at_end',
      reveal: 'at_end',
    })
  })

/** A sound ballot of a voter about something. */
function anyContent(body: ContestBody, about: string, excluded: readonly string[]): fc.Arbitrary<BallotContent> {
  const wanted = entrantsToVoteOn(body, about, excluded)
  const keys = wanted.map(({ key }) => key)
  const each = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
    fc
      .tuple(...keys.map(() => value))
      .map((values) => Object.fromEntries(keys.map((key, at) => [key, values[at] as T])))
  const difficulty: fc.Arbitrary<Record<string, string>> =
    body.coefficient.kind === 'voted' ? each(fc.constantFrom('0.8', '1', '1.1')) : fc.constant({})
  return fc.tuple(anySaid(body.ballot, wanted, each), difficulty).map(([content, values]) => ({
    ...content,
    difficulty: values,
  }))
}

function anySaid(
  rule: BallotRule,
  wanted: ContestBody['entrants'],
  each: <T>(value: fc.Arbitrary<T>) => fc.Arbitrary<Record<string, T>>,
): fc.Arbitrary<BallotContent> {
  if (rule.kind === 'score')
    return each(fc.record({ progress: fc.constantFrom(...MARKS), quality: fc.constantFrom('20', '25.5', '30') })).map(
      (marks): BallotContent => ({ kind: 'score', marks, difficulty: {} }),
    )
  if (rule.kind === 'grades')
    return each(fc.constantFrom(...GRADES)).map((marks): BallotContent => ({ kind: 'grades', marks, difficulty: {} }))
  const groups = groupsOf(wanted).map(([, of]) => [...of])
  if (rule.kind === 'ranking')
    return fc.tuple(...groups.map((of) => fc.shuffledSubarray(of, { minLength: of.length }))).map(
      (orders): BallotContent => ({
        kind: 'ranking',
        places: Object.fromEntries(orders.flatMap((order) => order.map((key, at) => [key, at + 1]))),
        difficulty: {},
      }),
    )
  return fc
    .tuple(...groups.map((of) => fc.subarray(of, { maxLength: 1 })))
    .map((chosen): BallotContent => ({ kind: 'approve', chosen: chosen.flat(), difficulty: {} }))
}

function anyVoters(body: ContestBody): fc.Arbitrary<readonly Voter[]> {
  const keys = body.entrants.map(({ key }) => key)
  const none: string[] = []
  const voter = fc.record({
    classKey: fc.constantFrom(...body.classes.map(({ key }) => key)),
    excluded: fc.oneof(
      { weight: 3, arbitrary: fc.constant(none) },
      { weight: 1, arbitrary: fc.subarray(keys, { maxLength: 2 }) },
    ),
    hasLeft: fc.constantFrom(false, false, false, true),
  })
  return fc
    .array(voter, { maxLength: 7 })
    .map((voters) => voters.map((each, at) => ({ voter: String(at + 1), ...each })))
}

/** A sound contest that was voted on: rules, voters with their conflicts, most of their ballots, some void, some points off. */
export const anyContest: fc.Arbitrary<TallyInput> = anyBody.chain((body) =>
  anyVoters(body).chain((voters) => {
    const abouts = body.casting === 'at_end' ? ['*'] : body.entrants.map(({ key }) => key)
    const slots = voters
      .flatMap((voter) => abouts.map((about) => ({ voter, about })))
      .filter(({ voter, about }) => entrantsToVoteOn(body, about, voter.excluded).length > 0)
    return fc
      .record({
        contents: fc.tuple(...slots.map(({ voter, about }) => anyContent(body, about, voter.excluded))),
        isCast: fc.tuple(...slots.map(() => fc.constantFrom(true, true, true, false))),
        isVoid: fc.tuple(...slots.map(() => fc.constantFrom(false, false, false, false, true))),
        ids: fc.uniqueArray(fc.uuid({ version: 4 }), { minLength: slots.length + 3, maxLength: slots.length + 3 }),
        deducted: fc.array(fc.constantFrom(...body.entrants.map(({ key }) => key)), { maxLength: 2 }),
        isReversed: fc.boolean(),
      })
      .map(({ contents, isCast, isVoid, ids, deducted, isReversed }) => {
        const ballots = slots.flatMap(({ voter, about }, at): CountedBallot[] => {
          const content = contents[at]
          return isCast[at] && content
            ? [{ id: ids[at] ?? '', voter: voter.voter, about, content, source: 'device' }]
            : []
        })
        const lines = deducted.map((entrantKey, at) => ({
          id: ids[slots.length + at] ?? '',
          entrantKey,
          points: '0.5',
          reason: '超时',
          reverses: null as string | null,
        }))
        const [first] = lines
        return {
          body,
          voters,
          ballots,
          voids: ballots
            .filter(({ id }) => isVoid[ids.indexOf(id)])
            .map(({ id }) => ({ ballotId: id, reason: '离场' })),
          deductions: first && isReversed ? [...lines, { ...first, id: ids.at(-1) ?? '', reverses: first.id }] : lines,
        }
      })
  }),
)
