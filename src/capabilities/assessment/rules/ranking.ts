import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import type { Contest, Ranking } from '../contract.ts'
import { contestProblems } from './check.ts'
import { rankContest } from './rank.ts'
import { leversOf, weightTrials } from './what-if.ts'

/** Proves that a contest can be ranked and ranks it, with levers and what hangs on the weights. Refuses with every problem found. */
export function rankingOf(contest: Contest): Outcome<Ranking> {
  const [first, ...rest] = contestProblems(contest)
  if (first) return fail(first, ...rest)
  const groups = rankContest(contest).map(({ group, name, places }) => ({
    group,
    name,
    places: places.map((place) => ({
      ...place,
      items: place.items.map((item) => ({ ...item, figures: { ...item.figures } })),
      levers: contest.explain.includes(place.unit) ? [...leversOf(contest, place.unit)] : [],
    })),
  }))
  const trials = weightTrials(contest).map((trial) => ({ ...trial, shifts: [...trial.shifts] }))
  return ok({ scheme: contest.scheme.name, year: contest.scheme.year, groups, weightTrials: trials })
}
