import type { OperationContext } from '../../../platform/run-operation.ts'
import { deductionsOf } from '../rules/running.ts'
import type { TallyInput } from '../rules/votes.ts'
import { type ContestRow, listEvents } from '../store/contests.ts'
import { listBallotContents, listVoids } from '../store/counts.ts'
import { listSeats } from '../store/seats.ts'

/** Everything the count of a contest is made of, as it stands; voters are the ids of their seats. */
export async function readTallyInput(
  ctx: Pick<OperationContext, 'tx' | 'scope'>,
  row: Pick<ContestRow, 'id' | 'body'>,
): Promise<TallyInput> {
  const seats = await listSeats(ctx, row.id)
  const ballots = await listBallotContents(ctx, row.id)
  const voids = await listVoids(ctx, row.id)
  return {
    body: row.body,
    voters: seats.map((seat) => ({
      voter: seat.id,
      classKey: seat.class_key,
      excluded: [...seat.excluded],
      hasLeft: seat.left_at !== null,
    })),
    ballots: ballots.map(({ id, seat_id, about, content, source }) => ({ id, voter: seat_id, about, content, source })),
    voids: voids.map(({ ballot_id, reason }) => ({ ballotId: ballot_id, reason })),
    deductions: [...deductionsOf(await listEvents(ctx, row.id))],
  }
}
