import { newId } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problem.ts'
import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import { randomId } from '../../../platform/random-id.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import * as contract from '../contract.ts'
import { checkBallot } from '../rules/ballots.ts'
import { windowsOf } from '../rules/running.ts'
import { decidePaper, getPaper, insertBallot, insertPaper, listCast, listPapers } from '../store/ballots.ts'
import { type ContestRow, getContest, listEvents } from '../store/contests.ts'
import { getSeat, listSeats } from '../store/seats.ts'
import { openFor } from './open-contest.ts'
import { revealAnew } from './reveal.ts'

/** Paper ballots: typed by one person, confirmed or rejected by another, who can do nothing else. Like every ballot they are announced to nobody. */
export const paperOperations = [
  implement(contract.listPapers, async (ctx, { contestId }) => {
    await getContest(ctx, contestId)
    const numbers = new Map((await listSeats(ctx, contestId)).map(({ id, number }) => [id, number]))
    const items = (await listPapers(ctx, contestId)).map((paper) => ({
      id: paper.id,
      seatId: paper.seat_id,
      seatNumber: numbers.get(paper.seat_id) ?? 0,
      about: paper.about,
      content: paper.content,
      state: paper.state,
      typedBy: paper.typed_by_name,
      typedAt: paper.typed_at.toISOString(),
      checkedBy: paper.checked_by_name,
      checkedAt: paper.checked_at?.toISOString() ?? null,
      reason: paper.reason,
      canCheck: paper.state === 'typed' && paper.typed_by !== ctx.actor.personId,
    }))
    return { items }
  }),

  implement(contract.typePaper, async (ctx, { contestId, seatId, about, content }) => {
    const { row } = await openFor(ctx, contestId, 'papers')
    const seat = await getSeat(ctx, contestId, seatId)
    if (!windowsOf(await listEvents(ctx, contestId), ctx.now).some((window) => window.about === about))
      refuse('rule_broken', problem('contests.not_open_yet'))
    if (seat.excluded.includes(about)) refuse('rule_broken', problem('contests.excluded'))
    orRefuse(checkBallot(row.body, about, seat.excluded, content), 'invalid')
    await requireNotVoted(ctx, contestId, seatId, about)
    const waiting = (await listPapers(ctx, contestId)).some(
      (paper) => paper.state === 'typed' && paper.seat_id === seatId && paper.about === about,
    )
    if (waiting) refuse('rule_broken', problem('contests.paper_waits'))
    const id = newId(ctx.now)
    await insertPaper(ctx, contestId, {
      id,
      seat_id: seatId,
      about,
      content: JSON.stringify(content),
      state: 'typed',
      typed_by: ctx.actor.personId,
      typed_by_name: ctx.actor.name,
      typed_at: ctx.now,
    })
    return { id }
  }),

  implement(contract.checkPaper, async (ctx, { contestId, paperId, isRight, reason }) => {
    const { row } = await openFor(ctx, contestId, 'papers')
    const paper = await getPaper(ctx, contestId, paperId)
    if (paper.state !== 'typed') refuse('rule_broken', problem('contests.paper_decided'))
    if (paper.typed_by === ctx.actor.personId) refuse('rule_broken', problem('contests.same_person'))
    if (!isRight && reason.length < 2) refuse('invalid', problem('contests.reason_needed', {}, ['reason']))
    const ballotId = isRight ? await confirm(ctx, row, paper) : null
    await decidePaper(ctx, paper, { ballotId, reason })
    if (ballotId !== null) await revealAnew(ctx, row)
    return { id: paperId, ballotId }
  }),
]

/** The sheet becomes a ballot like any other; where the device sent one meanwhile, the sheet can only be rejected. */
async function confirm(
  ctx: OperationContext,
  { id: contestId }: ContestRow,
  paper: Awaited<ReturnType<typeof getPaper>>,
): Promise<string> {
  const attempt = await requireNotVoted(ctx, contestId, paper.seat_id, paper.about)
  const id = randomId()
  const isKept = await insertBallot(ctx, contestId, {
    id,
    seat_id: paper.seat_id,
    about: paper.about,
    attempt,
    content: JSON.stringify(paper.content),
    source: 'paper',
    made_at: paper.typed_at,
    received_at: ctx.now,
  })
  return isKept ? id : refuse('rule_broken', problem('contests.already_voted'))
}

/** Refuses where a ballot of the seat about the same counts; answers which attempt the next one is. */
async function requireNotVoted(
  ctx: OperationContext,
  contestId: string,
  seatId: string,
  about: string,
): Promise<number> {
  const cast = (await listCast(ctx, contestId, seatId)).filter((each) => each.about === about)
  if (cast.some((each) => each.void_reason === null)) refuse('rule_broken', problem('contests.already_voted'))
  return cast.length + 1
}
