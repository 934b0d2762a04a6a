import { compare, exact } from '../../../kernel/exact.ts'
import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import { type Problem, problem } from '../../../kernel/problem.ts'
import type { About, BallotContent, BallotRule, ContestBody } from '../contract.ts'

/** The entrants a ballot about something must speak of: the one, or all, those left out whom the judge may not vote on. */
export function entrantsToVoteOn(
  body: Pick<ContestBody, 'entrants'>,
  about: About,
  excluded: readonly string[],
): ContestBody['entrants'] {
  return body.entrants.filter(({ key }) => (about === '*' || key === about) && !excluded.includes(key))
}

/**
 * Holds a ballot against the rules: of the right kind, about every entrant it must speak of and no other, marks inside their bounds and decimals,
 * grades within their quota in a group, places of a group complete and without forbidden ties, so many chosen in a group, a difficulty
 * where the rules ask for one. Answers it as it came, or every problem by entrant.
 */
export function checkBallot(
  body: ContestBody,
  about: About,
  excluded: readonly string[],
  content: BallotContent,
): Outcome<BallotContent> {
  const wanted = entrantsToVoteOn(body, about, excluded)
  if (wanted.length === 0) return fail(problem('contests.nothing_to_vote_on'))
  if (content.kind !== body.ballot.kind) return fail(problem('contests.wrong_ballot_kind'))
  const keys = wanted.map(({ key }) => key)
  const [first, ...rest] = [
    ...problemsOfKeys(body.ballot, keys, content),
    ...problemsOfRule(body, wanted, content),
    ...problemsOfDifficulty(body, keys, content),
  ]
  return first ? fail(first, ...rest) : ok(content)
}

function keysOf(content: BallotContent): readonly string[] {
  if (content.kind === 'approve') return content.chosen
  return Object.keys(content.kind === 'ranking' ? content.places : content.marks)
}

function problemsOfKeys(rule: BallotRule, wanted: readonly string[], content: BallotContent): readonly Problem[] {
  const said = keysOf(content)
  const foreign = said.filter((key) => !wanted.includes(key))
  const missing = rule.kind === 'approve' ? [] : wanted.filter((key) => !said.includes(key))
  const twice = said.filter((key, at) => said.indexOf(key) !== at)
  return [
    ...foreign.map((entrant) => problem('contests.not_yours_to_vote_on', { entrant }, [entrant])),
    ...missing.map((entrant) => problem('contests.not_voted_on', { entrant }, [entrant])),
    ...twice.map((entrant) => problem('contests.chosen_twice', { entrant }, [entrant])),
  ]
}

function problemsOfRule(
  body: ContestBody,
  wanted: ContestBody['entrants'],
  content: BallotContent,
): readonly Problem[] {
  const rule = body.ballot
  if (rule.kind === 'score' && content.kind === 'score')
    return Object.entries(content.marks).flatMap(([entrant, marks]) => problemsOfMarks(rule, entrant, marks))
  if (rule.kind === 'grades' && content.kind === 'grades')
    return [
      ...Object.entries(content.marks)
        .filter(([, grade]) => !rule.grades.some(({ key }) => key === grade))
        .map(([entrant, grade]) => problem('contests.no_such_grade', { grade }, [entrant])),
      ...groupsOf(wanted).flatMap(([, keys]) =>
        rule.grades.flatMap(({ key, name, most }) => {
          const given = keys.filter((each) => content.marks[each] === key).length
          return most !== null && given > most
            ? [problem('contests.too_many_of_grade', { grade: name, most, given })]
            : []
        }),
      ),
    ]
  if (rule.kind === 'ranking' && content.kind === 'ranking')
    return groupsOf(wanted).flatMap(([, keys]) => problemsOfPlaces(rule.mayTie, keys, content.places))
  if (rule.kind === 'approve' && content.kind === 'approve')
    return groupsOf(wanted).flatMap(([, keys]) => {
      const chosen = keys.filter((key) => content.chosen.includes(key)).length
      const choose = Math.min(rule.choose, keys.length)
      const isRight = rule.exactly ? chosen === choose : chosen <= choose
      return isRight ? [] : [problem('contests.wrong_number_chosen', { choose, chosen })]
    })
  return []
}

type ScoreRule = Extract<BallotRule, { kind: 'score' }>

function problemsOfMarks(
  rule: ScoreRule,
  entrant: string,
  marks: Readonly<Record<string, string>>,
): readonly Problem[] {
  return [
    ...Object.keys(marks)
      .filter((key) => !rule.criteria.some((criterion) => criterion.key === key))
      .map((key) => problem('contests.no_such_criterion', { criterion: key }, [entrant, key])),
    ...rule.criteria.flatMap(({ key, name, max, decimals }) => {
      const mark = marks[key]
      if (mark === undefined) return [problem('contests.mark_missing', { criterion: name }, [entrant, key])]
      const places = mark.split('.')[1]?.length ?? 0
      const isOutside = mark.startsWith('-') || compare(exact(mark), exact(max)) > 0
      return isOutside || places > decimals
        ? [problem('contests.mark_out_of_bounds', { criterion: name, max, decimals }, [entrant, key])]
        : []
    }),
  ]
}

/** Places of a group: 1, 2, 3 … without a gap; who shares one needs somebody who may tie, and leaves the next ones empty (1, 2, 2, 4). */
function problemsOfPlaces(
  mayTie: readonly string[],
  keys: readonly string[],
  places: Readonly<Record<string, number>>,
): readonly Problem[] {
  if (keys.some((key) => places[key] === undefined)) return []
  return keys.flatMap((key) => {
    const place = places[key] ?? 0
    const better = keys.filter((other) => (places[other] ?? 0) < place).length
    const shared = keys.filter((other) => other !== key && places[other] === place)
    if (place !== better + 1) return [problem('contests.place_gap', { place }, [key])]
    const isForbidden = shared.length > 0 && !mayTie.includes(key) && !shared.every((other) => mayTie.includes(other))
    return isForbidden ? [problem('contests.place_shared', { place }, [key])] : []
  })
}

function problemsOfDifficulty(
  { coefficient }: ContestBody,
  wanted: readonly string[],
  { difficulty }: BallotContent,
): readonly Problem[] {
  if (coefficient.kind !== 'voted')
    return Object.keys(difficulty).map((entrant) => problem('contests.difficulty_not_asked', {}, [entrant]))
  const { least, most } = coefficient
  return [
    ...Object.keys(difficulty)
      .filter((key) => !wanted.includes(key))
      .map((entrant) => problem('contests.not_yours_to_vote_on', { entrant }, [entrant])),
    ...wanted.flatMap((entrant) => {
      const said = difficulty[entrant]
      const isSound =
        said !== undefined && compare(exact(said), exact(least)) >= 0 && compare(exact(said), exact(most)) <= 0
      return isSound ? [] : [problem('contests.difficulty_out_of_bounds', { least, most }, [entrant])]
    }),
  ]
}

/** Entrants by group, in the order of the rules. */
export function groupsOf(entrants: ContestBody['entrants']): readonly (readonly [string, readonly string[]])[] {
  const keys = [...new Set(entrants.map(({ groupKey }) => groupKey))]
  return keys.map((group) => [group, entrants.filter(({ groupKey }) => groupKey === group).map(({ key }) => key)])
}
