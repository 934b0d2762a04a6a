import { add, divide, type Exact, exact, fraction, multiply, subtract, sum } from '../../../kernel/exact.ts'
import type { ContestBody, CountedBallot, DeductionLine, VoidLine, Voter } from '../contract.ts'

/** Everything a count is made of: nothing else decides it. */
export interface TallyInput {
  readonly body: ContestBody
  readonly voters: readonly Voter[]
  readonly ballots: readonly CountedBallot[]
  readonly voids: readonly VoidLine[]
  readonly deductions: readonly DeductionLine[]
}

/** What one judge's ballot is worth for one entrant. `grade` where the ballot is of grades, `difficulty` where it says one. */
export interface Vote {
  readonly voter: string
  readonly classKey: string
  readonly value: Exact
  readonly grade: string | null
  readonly difficulty: Exact | null
}

/** The ballots that count: cast by a voter of the contest and not voided. */
export function validBallots({ voters, ballots, voids }: TallyInput): readonly CountedBallot[] {
  const known = new Set(voters.map(({ voter }) => voter))
  const voided = new Set(voids.map(({ ballotId }) => ballotId))
  return ballots.filter(({ id, voter }) => known.has(voter) && !voided.has(id))
}

/** The votes for each entrant, in the order of the ballots; a voter's word on an entrant they may not vote on is not among them. */
export function votesByEntrant(input: TallyInput): ReadonlyMap<string, readonly Vote[]> {
  const voters = new Map(input.voters.map((each) => [each.voter, each]))
  const votes = new Map(input.body.entrants.map(({ key }): [string, Vote[]] => [key, []]))
  for (const ballot of validBallots(input)) {
    const voter = voters.get(ballot.voter)
    if (!voter) continue
    for (const { key } of input.body.entrants) {
      if (voter.excluded.includes(key)) continue
      const worth = worthOf(input.body, voter, ballot, key)
      const difficulty = ballot.content.difficulty[key]
      if (worth === undefined) continue
      votes.get(key)?.push({
        voter: voter.voter,
        classKey: voter.classKey,
        value: worth,
        grade: ballot.content.kind === 'grades' ? (ballot.content.marks[key] ?? null) : null,
        difficulty: difficulty === undefined ? null : exact(difficulty),
      })
    }
  }
  return votes
}

const FULL = exact(100)

/** What a ballot is worth for an entrant; nothing where it does not speak of it. */
function worthOf(body: ContestBody, voter: Voter, { about, content }: CountedBallot, key: string): Exact | undefined {
  const rule = body.ballot
  if (about !== '*' && about !== key) return undefined
  if (rule.kind === 'score' && content.kind === 'score') {
    const marks = content.marks[key]
    if (!marks) return undefined
    return sum(rule.criteria.map((each) => markWorth(marks[each.key] ?? '0', each)))
  }
  if (rule.kind === 'grades' && content.kind === 'grades') {
    const grade = rule.grades.find((each) => each.key === content.marks[key])
    return grade && exact(grade.points)
  }
  if (rule.kind === 'ranking' && content.kind === 'ranking') {
    const place = content.places[key]
    if (place === undefined) return undefined
    const group = groupOf(body, key)
    const ranked = group.filter((each) => content.places[each] !== undefined && !voter.excluded.includes(each)).length
    return pointsOfPlace(rule, place, ranked, group.length)
  }
  if (content.kind === 'approve') return content.chosen.includes(key) ? FULL : exact(0)
  return undefined
}

function markWorth(mark: string, { points, max }: { readonly points: string; readonly max: string }): Exact {
  return divide(multiply(exact(mark), exact(points)), exact(max)) ?? exact(0)
}

/** The keys of the entrants compared with one, itself included, in the order of the rules. */
export function groupOf({ entrants }: Pick<ContestBody, 'entrants'>, key: string): readonly string[] {
  const group = entrants.find((each) => each.key === key)?.groupKey
  return entrants.filter(({ groupKey }) => groupKey === group).map((each) => each.key)
}

/**
 * Points of a place on a ballot that ranks `ranked` of the `whole` group: `first − step × (place − 1)`. A ballot from which a judge's own entrants are
 * left out is stretched over the whole group, first to last, so that a place is worth as much as on the others' ballots; a single entrant
 * stands in the middle. Source of the points: 济宁 2015 (100, 97 … 64); the stretch is our own default.
 */
export function pointsOfPlace(
  { first, step }: { readonly first: string; readonly step: string },
  place: number,
  ranked: number,
  whole: number,
): Exact {
  const stretched =
    ranked === whole
      ? exact(place - 1)
      : ranked === 1
        ? fraction(BigInt(whole - 1), 2n)
        : fraction(BigInt((place - 1) * (whole - 1)), BigInt(ranked - 1))
  return subtract(exact(first), multiply(exact(step), stretched))
}

/** The points taken off an entrant: every line that no other reverses. */
export function deductionOf({ deductions }: Pick<TallyInput, 'deductions'>, entrantKey: string): Exact {
  const reversed = new Set(deductions.flatMap(({ reverses }) => reverses ?? []))
  const standing = deductions.filter((line) => line.reverses === null && !reversed.has(line.id))
  return sum(standing.filter((line) => line.entrantKey === entrantKey).map(({ points }) => exact(points)))
}

/** Mean of some values; nothing of none. */
export function meanOf(values: readonly Exact[]): Exact | undefined {
  return divide(sum(values), exact(values.length))
}

/** The value in the middle, or the mean of the two in the middle; nothing of none. */
export function medianOf(sorted: readonly Exact[]): Exact | undefined {
  const middle = sorted[Math.floor(sorted.length / 2)]
  const before = sorted[sorted.length / 2 - 1]
  return middle && before ? divide(add(before, middle), exact(2)) : middle
}
