import { compare, type Exact, exact, toDecimal } from '../../../kernel/exact.ts'
import type { ContestBody, TallyResult } from '../contract.ts'
import { meanOf } from './votes.ts'

/** What a contest gave a unit: score as printed, place in its group, of so many units. */
export interface UnitResult {
  readonly unitId: string
  readonly groupKey: string
  readonly score: string
  readonly place: number
  readonly of: number
}

/**
 * What each unit got: a unit with one entrant its score and place; a unit with several (its projects) the mean of their scores, and the place among
 * the units of its group by that mean, equals sharing it. Units whose entrants have no score are left out.
 */
export function unitResults(body: ContestBody, result: TallyResult): readonly UnitResult[] {
  return result.groups.flatMap(({ groupKey, places }) => {
    const scores = new Map<string, { exact: Exact; rank: number }[]>()
    for (const place of places) {
      const unitId = body.entrants.find(({ key }) => key === place.entrantKey)?.unitId
      if (!unitId || place.score === null || place.rank === null) continue
      scores.set(unitId, [...(scores.get(unitId) ?? []), { exact: exact(place.score), rank: place.rank }])
    }
    const units = [...scores].map(([unitId, own]) => ({
      unitId,
      ranks: own.map(({ rank }) => rank),
      score: toDecimal(meanOf(own.map((each) => each.exact)) ?? exact(0), body.decimals),
    }))
    const isByRank = units.length === places.length && units.every(({ ranks }) => ranks.length === 1)
    return units.map(({ unitId, ranks: [rank = 0], score }) => ({
      unitId,
      groupKey,
      score,
      place: isByRank ? rank : units.filter((other) => compare(exact(other.score), exact(score)) > 0).length + 1,
      of: units.length,
    }))
  })
}
