import { type OperationContext, orNotFound } from '../../../platform/run-operation.ts'
import type { BoardPlace, TallyResult } from '../contract.ts'
import type { ContestRow } from '../store/contests.ts'
import { signedCounts } from '../store/counts.ts'
import { resultOf } from './package.ts'

/** The ranking as a board shows it, with the sums that prove it: out of the package that was signed, and nothing else. */
export async function finalPlaces(ctx: OperationContext, { id }: ContestRow) {
  return placesOf(resultOf(orNotFound((await signedCounts(ctx, [id])).get(id))))
}

/** What a board shows of a count. */
function placesOf({ groups }: TallyResult) {
  return {
    places: groups.flatMap(({ groupKey, places }) =>
      places.map(
        (place): BoardPlace => ({
          groupKey,
          entrantKey: place.entrantKey,
          name: place.name,
          rank: place.rank,
          isJoint: place.isJoint,
          score: place.score,
          awards: place.awards,
          tieStep: place.tieStep,
        }),
      ),
    ),
    checksums: groups.flatMap(({ groupKey, checksum }) =>
      checksum ? [{ groupKey, sum: checksum.sum, expected: checksum.expected }] : [],
    ),
  }
}
