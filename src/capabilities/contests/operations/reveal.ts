import type { OperationContext } from '../../../platform/run-operation.ts'
import type { ContestBody } from '../contract.ts'
import { scoreOf } from '../rules/tally.ts'
import type { TallyInput } from '../rules/votes.ts'
import { appendEvent, type ContestRow, listEvents } from '../store/contests.ts'
import { readTallyInput } from './tally-input.ts'

/** The score of an entrant out of the ballots about it alone: what others were given cannot be told from it. */
export function scoreToReveal(body: ContestBody, input: TallyInput, entrantKey: string): string | null {
  const about = body.casting === 'at_end' ? '*' : entrantKey
  return scoreOf({ ...input, ballots: input.ballots.filter((ballot) => ballot.about === about) }, entrantKey).score
}

/** Scores that were revealed and are no longer what the ballots say (one was voided, or came on paper) are revealed anew: nothing is corrected in silence. */
export async function revealAnew(ctx: OperationContext, row: ContestRow): Promise<void> {
  const revealed = new Map(
    (await listEvents(ctx, row.id)).flatMap((event) =>
      event.kind === 'score_revealed' ? [[event.data.entrantKey, event.data.score] as const] : [],
    ),
  )
  if (revealed.size === 0) return
  const input = await readTallyInput(ctx, row)
  for (const [entrantKey, before] of revealed) {
    const score = scoreToReveal(row.body, input, entrantKey)
    if (score !== before) await appendEvent(ctx, row.id, 'score_revealed', { entrantKey, score })
  }
}
