import type { OperationContext } from '../../../platform/run-operation.ts'
import type { BoardPlace, TallyResult } from '../contract.ts'
import { tally } from '../rules/tally.ts'
import type { ContestRow } from '../store/contests.ts'
import { readTallyInput } from './tally-input.ts'

/** The ranking as a board shows it, with the sums that prove it: once it is signed nothing it is made of can change. */
export async function finalPlaces(ctx: OperationContext, row: ContestRow) {
  return placesOf(tally(await readTallyInput(ctx, row)))
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
