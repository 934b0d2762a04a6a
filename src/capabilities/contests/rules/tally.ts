import {
  add,
  compare,
  divide,
  type Exact,
  exact,
  multiply,
  ONE,
  subtract,
  sum,
  toDecimal,
  toExactText,
  ZERO,
} from '../../../kernel/exact.ts'
import type { ContestBody, CountedGroup, CountedPlace, TallyResult, TieStep } from '../contract.ts'
import {
  deductionOf,
  meanOf,
  medianOf,
  pointsOfPlace,
  type TallyInput,
  validBallots,
  type Vote,
  votesByEntrant,
} from './votes.ts'

/** Decimals of means and parts on the printed result; the score has those of the rules. */
const SHOWN_PLACES = 4

/** An entrant with everything it is ranked by. Without a vote there is no score. */
interface Standing {
  readonly entrant: ContestBody['entrants'][number]
  readonly votes: readonly Vote[]
  readonly classes: readonly ClassMean[]
  readonly ballots: Exact | undefined
  readonly parts: readonly { readonly key: string; readonly share: string; readonly value: Exact | undefined }[]
  readonly coefficient: Exact
  readonly deduction: Exact
  readonly exact: Exact | undefined
  readonly score: string | undefined
}

interface ClassMean {
  readonly classKey: string
  readonly received: number
  readonly counted: number
  readonly mean: Exact | undefined
}

/**
 * Counts a contest. A judge's vote is worth what the ballot rule says; of each class the extremes go as the rules trim, its mean is weighed with
 * those of the other classes that voted, the difficulty multiplies the vote, the other parts are added by their shares, deductions are taken
 * off (never below zero). Reckoning is exact; only the printed score is rounded, and by it places are told; equals go through the tie
 * ladder and share what is left (1, 2, 2, 4). The same input gives the same result, whatever the order of its ballots.
 */
export function tally(input: TallyInput): TallyResult {
  const ballots = validBallots(input)
  const votes = votesByEntrant(input)
  return {
    groups: input.body.groups.map((group) => countedGroup(input, votes, group)),
    ballots: ballots.length,
    voided: input.ballots.length - ballots.length,
  }
}

/** The score of one entrant as it stands, with the number of votes behind it: what is revealed before the count. */
export function scoreOf(
  input: TallyInput,
  entrantKey: string,
): Pick<CountedPlace, 'score' | 'received' | 'expected' | 'excluded'> {
  const groupKey = input.body.entrants.find(({ key }) => key === entrantKey)?.groupKey ?? ''
  const standing = standingsOf(input, votesByEntrant(input), groupKey).find(({ entrant }) => entrant.key === entrantKey)
  return {
    score: standing?.score ?? null,
    received: standing?.votes.length ?? 0,
    ...expectedOf(input, entrantKey, standing?.votes ?? []),
  }
}

function countedGroup(input: TallyInput, votes: Votes, { key, name }: ContestBody['groups'][number]): CountedGroup {
  const ranked = rankedOf(input.body, standingsOf(input, votes, key))
  return {
    groupKey: key,
    name,
    places: ranked.map((standing, at) => placeOf(input, ranked, standing, at)),
    checksum: checksumOf(input, ranked),
    oneJudgeLess: oneJudgeLess(input, votes, key, ranked),
  }
}

type Votes = ReadonlyMap<string, readonly Vote[]>

/** The entrants of a group as they were voted on. */
function standingsOf(input: TallyInput, votes: Votes, groupKey: string): readonly Standing[] {
  const { body } = input
  const entrants = body.entrants.filter((each) => each.groupKey === groupKey)
  const coefficients = coefficientsOf(body, entrants, votes)
  return entrants.map((entrant, at) => {
    const own = votes.get(entrant.key) ?? []
    const classes = classMeansOf(body, own)
    const ballots = weighedOf(body, classes)
    const coefficient = coefficients[at] ?? ONE
    const parts = body.parts.map(({ key, share, source }) => ({
      key,
      share,
      value:
        source.kind === 'ballots'
          ? ballots && multiply(ballots, coefficient)
          : entrant.given[key] === undefined
            ? undefined
            : exact(entrant.given[key]),
    }))
    const deduction = deductionOf(input, entrant.key)
    const whole = parts.some(({ value }) => value === undefined)
      ? undefined
      : sum(parts.map(({ share, value }) => multiply(exact(share), value ?? ZERO)))
    const after = whole && subtract(whole, deduction)
    const final = after && (compare(after, ZERO) < 0 ? ZERO : after)
    return {
      entrant,
      votes: own,
      classes,
      ballots,
      parts,
      coefficient,
      deduction,
      exact: final,
      score: final && toDecimal(final, body.decimals),
    }
  })
}

/** The mean of each class that voted, its extremes left out as the rules say. */
function classMeansOf({ classes, trim }: ContestBody, votes: readonly Vote[]): readonly ClassMean[] {
  return classes.map(({ key }) => {
    const values = votes
      .filter(({ classKey }) => classKey === key)
      .map(({ value }) => value)
      .toSorted(compare)
    const kept =
      trim && values.length >= trim.atLeast ? values.slice(trim.lowest, values.length - trim.highest) : values
    return { classKey: key, received: values.length, counted: kept.length, mean: meanOf(kept) }
  })
}

/** The means of the classes by their weights; a class without a vote leaves its weight to the others. */
function weighedOf({ classes }: ContestBody, means: readonly ClassMean[]): Exact | undefined {
  const weighed = means.flatMap(({ classKey, mean }) => {
    const weight = exact(classes.find(({ key }) => key === classKey)?.weight ?? '0')
    return mean ? [{ weight, points: multiply(weight, mean) }] : []
  })
  return divide(sum(weighed.map(({ points }) => points)), sum(weighed.map(({ weight }) => weight)))
}

/** The coefficient of each entrant of a group; normalised, their mean is 1. Who is not voted on has 1. */
function coefficientsOf(
  { coefficient: rule }: ContestBody,
  entrants: ContestBody['entrants'],
  votes: Votes,
): readonly Exact[] {
  if (rule.kind === 'none') return entrants.map(() => ONE)
  const plain = entrants.map(({ key, coefficient }) => {
    if (rule.kind === 'given') return exact(coefficient)
    const said = (votes.get(key) ?? []).flatMap(({ difficulty }) => difficulty ?? [])
    return medianOf(said.toSorted(compare)) ?? ONE
  })
  const mean = meanOf(plain)
  return rule.normalise && mean ? plain.map((each) => divide(each, mean) ?? ONE) : plain
}

/** How two are compared at a step of the ladder; what is not known comes last. */
const STEPS: Readonly<Record<TieStep, (standing: Standing, body: ContestBody) => Exact | undefined>> = {
  top_grades: ({ votes }, { ballot }) =>
    ballot.kind === 'grades' ? exact(votes.filter(({ grade }) => grade === ballot.grades[0]?.key).length) : undefined,
  unrounded: (standing) => standing.exact,
  leader_mean: ({ classes }, body) => {
    const leaders = body.classes.find(({ isLeaders }) => isLeaders)?.key
    return classes.find(({ classKey }) => classKey === leaders)?.mean
  },
  data: ({ entrant }) => (entrant.given['data'] === undefined ? undefined : exact(entrant.given['data'])),
  investment: ({ entrant }) => (entrant.investment === null ? undefined : exact(entrant.investment)),
}

/** Below zero where `one` stands before `other` by known values, zero where they are equal or both unknown. */
function known(one: Exact | undefined, other: Exact | undefined): number {
  if (one && other) return compare(other, one)
  return (one ? 0 : 1) - (other ? 0 : 1)
}

interface Comparison {
  readonly order: number
  /** The step that told them apart; none where their scores did, or nothing. */
  readonly step: TieStep | null
}

function compareStandings(body: ContestBody, one: Standing, other: Standing): Comparison {
  const byScore = known(scored(one), scored(other))
  if (byScore !== 0 || one.score === undefined) return { order: byScore, step: null }
  for (const step of body.tieLadder) {
    const order = known(STEPS[step](one, body), STEPS[step](other, body))
    if (order !== 0) return { order, step }
  }
  return { order: 0, step: null }
}

function scored({ score }: Standing): Exact | undefined {
  return score === undefined ? undefined : exact(score)
}

/** The best first; equals in the order of the rules. */
function rankedOf(body: ContestBody, standings: readonly Standing[]): readonly Standing[] {
  return standings.toSorted((one, other) => compareStandings(body, one, other).order)
}

function placeOf(input: TallyInput, ranked: readonly Standing[], standing: Standing, at: number): CountedPlace {
  const { body } = input
  const { entrant } = standing
  const hasScore = standing.score !== undefined
  const scoredOnes = ranked.filter(({ score }) => score !== undefined)
  const order = (other: Standing) => compareStandings(body, other, standing).order
  const ahead = scoredOnes.filter((other) => order(other) < 0)
  const behind = scoredOnes.filter((other) => order(other) > 0)
  const above = ahead.at(-1)
  const justAbove = ranked[at - 1]
  const rank = hasScore ? ahead.length + 1 : null
  return {
    entrantKey: entrant.key,
    name: entrant.name,
    rank,
    of: scoredOnes.length,
    isJoint: hasScore && scoredOnes.length - ahead.length - behind.length > 1,
    score: standing.score ?? null,
    exact: standing.exact ? toExactText(standing.exact) : null,
    parts: standing.parts.map(({ key, share, value }) => ({ key, share, value: shown(value) })),
    classes: standing.classes.map(({ mean, ...each }) => ({ ...each, mean: shown(mean) })),
    coefficient: toDecimal(standing.coefficient, SHOWN_PLACES),
    deduction: toExactText(standing.deduction),
    received: standing.votes.length,
    ...expectedOf(input, entrant.key, standing.votes),
    topGrades: body.ballot.kind === 'grades' ? countGrade(standing.votes, body.ballot.grades[0]?.key) : null,
    grades:
      body.ballot.kind === 'grades'
        ? Object.fromEntries(body.ballot.grades.map(({ key }) => [key, countGrade(standing.votes, key)]))
        : {},
    tieStep: hasScore && justAbove ? compareStandings(body, justAbove, standing).step : null,
    toAbove:
      above?.score === undefined || standing.score === undefined
        ? null
        : toDecimal(subtract(exact(above.score), exact(standing.score)), body.decimals),
    awards: body.awards
      .filter((award) => award.groupKey === null || award.groupKey === entrant.groupKey)
      .filter((award) => rank !== null && award.from <= rank && rank <= award.through)
      .map(({ name }) => name),
    commits: rank !== null && rank > 1 && behind.length < body.bottom,
  }
}

const shown = (value: Exact | undefined) => (value ? toDecimal(value, SHOWN_PLACES) : null)
const countGrade = (votes: readonly Vote[], key: string | undefined) =>
  votes.filter(({ grade }) => grade === key).length

/** How many should have voted on an entrant: everybody who may, those left out who were gone without a vote on it. */
function expectedOf({ voters }: TallyInput, key: string, votes: readonly Vote[]) {
  const cast = new Set(votes.map(({ voter }) => voter))
  const may = voters.filter(({ excluded }) => !excluded.includes(key))
  return {
    expected: may.filter(({ voter, hasLeft }) => !hasLeft || cast.has(voter)).length,
    excluded: voters.length - may.length,
  }
}

/**
 * Where every ballot ranks the whole group without ties and nothing is trimmed, the votes of a group must add up to the points of all its places:
 * 1 066 for thirteen from 100 down by 3. The printed values are added, so that a wrong cell shows; rounding may take half a unit each.
 */
function checksumOf(input: TallyInput, ranked: readonly Standing[]): CountedGroup['checksum'] {
  const { body } = input
  const keys = ranked.map(({ entrant }) => entrant.key)
  if (body.ballot.kind !== 'ranking' || body.trim || ranked.some(({ ballots }) => !ballots)) return null
  const rule = body.ballot
  const isComplete = validBallots(input).every(({ content }) => {
    if (content.kind !== 'ranking') return false
    const places = keys.flatMap((key) => content.places[key] ?? [])
    return places.length === keys.length && new Set(places).size === keys.length
  })
  if (!isComplete) return null
  const expected = sum(keys.map((_, at) => pointsOfPlace(rule, at + 1, keys.length, keys.length)))
  const total = sum(ranked.map(({ ballots }) => exact(toDecimal(ballots ?? ZERO, body.decimals))))
  const allowed = multiply(exact(keys.length), { numerator: 1n, denominator: 2n * 10n ** BigInt(body.decimals) })
  const off = subtract(total, expected)
  return {
    sum: toDecimal(total, body.decimals),
    expected: toDecimal(expected, body.decimals),
    holds: compare(off, allowed) <= 0 && compare(add(off, allowed), ZERO) >= 0,
  }
}

/** How many voters change the first place of a group, and any place, by their absence alone. */
function oneJudgeLess(
  input: TallyInput,
  votes: Votes,
  groupKey: string,
  ranked: readonly Standing[],
): CountedGroup['oneJudgeLess'] {
  const now = ranksOf(input.body, ranked)
  const voters = [...new Set(ranked.flatMap((standing) => standing.votes.map(({ voter }) => voter)))]
  const without = voters.map((voter) => {
    const others = new Map([...votes].map(([key, own]) => [key, own.filter((vote) => vote.voter !== voter)]))
    return ranksOf(input.body, rankedOf(input.body, standingsOf(input, others, groupKey)))
  })
  const changes = (isMeant: (rank: number | undefined, then: number | undefined) => boolean) =>
    without.filter((then) => [...now].some(([key, rank]) => rank !== then.get(key) && isMeant(rank, then.get(key))))
      .length
  return {
    voters: voters.length,
    firstChanges: changes((rank, then) => rank === 1 || then === 1),
    anyChanges: changes(() => true),
  }
}

function ranksOf(body: ContestBody, ranked: readonly Standing[]): ReadonlyMap<string, number> {
  const scoredOnes = ranked.filter(({ score }) => score !== undefined)
  return new Map(
    scoredOnes.map((standing) => [
      standing.entrant.key,
      scoredOnes.filter((other) => compareStandings(body, other, standing).order < 0).length + 1,
    ]),
  )
}
