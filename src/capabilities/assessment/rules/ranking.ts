import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import type { Comparison, Ranking } from '../contract.ts'
import { comparisonProblems } from './check.ts'
import { rankUnits } from './rank.ts'
import { leversOf, weightTrials } from './what-if.ts'

/** Proves that a comparison can be ranked and ranks it, with levers and what hangs on the weights. Refuses with every problem found. */
export function rankingOf(comparison: Comparison): Outcome<Ranking> {
  const [first, ...rest] = comparisonProblems(comparison)
  if (first) return fail(first, ...rest)
  const groups = rankUnits(comparison).map(({ group, name, places }) => ({
    group,
    name,
    places: places.map((place) => ({
      ...place,
      criteria: place.criteria.map((criterion) => ({ ...criterion, figures: { ...criterion.figures } })),
      levers: comparison.explain.includes(place.unit) ? [...leversOf(comparison, place.unit)] : [],
    })),
  }))
  const trials = weightTrials(comparison).map((trial) => ({ ...trial, shifts: [...trial.shifts] }))
  return ok({ scheme: comparison.scheme.name, year: comparison.scheme.year, groups, weightTrials: trials })
}
