import { newId } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problem.ts'
import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import { sm3Of } from '../../../platform/digest.ts'
import { newSecret } from '../../../platform/identity/tokens.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import * as contract from '../contract.ts'
import { orderOf } from '../rules/draw.ts'
import { type EntrantAct, mayAct, mayReveal, type Running, runningOf } from '../rules/running.ts'
import { listPapers } from '../store/ballots.ts'
import { insertSeed } from '../store/board.ts'
import { findSeed } from '../store/counts.ts'
import { appendEvent, type ContestRow, listEvents, updateContest } from '../store/contests.ts'
import { keepSeats, keptSeat, listSeats } from '../store/seats.ts'
import { makeExcluded } from './excluded.ts'
import { CONTEST, openFor } from './open-contest.ts'
import { scoreToReveal } from './reveal.ts'
import { readTallyInput } from './tally-input.ts'

/** The acts of the host on the running event, in the order of the day. */
export const eventOperations = [
  implement(contract.commitSeed, async (ctx, { contestId, expectedOrdinal }) => {
    await openFor(ctx, contestId, 'draw', expectedOrdinal)
    const seed = newSecret()
    const commitment = sm3Of(seed)
    if (!(await insertSeed(ctx, contestId, { seed, commitment })))
      refuse('rule_broken', problem('contests.seed_committed'))
    return say(ctx, contestId, 'seed_committed', { commitment })
  }),

  implement(contract.drawOrder, async (ctx, { contestId, expectedOrdinal, publicWord }) => {
    const { row } = await openFor(ctx, contestId, 'draw', expectedOrdinal)
    const made = await findSeed(ctx, contestId)
    if (!made) return refuse('rule_broken', problem('contests.no_seed'))
    if ((await listEvents(ctx, contestId)).some(({ kind }) => kind === 'drawn'))
      refuse('rule_broken', problem('contests.drawn_already'))
    const order = orderOf(row.body, made.seed, publicWord)
    const drawn = Object.fromEntries(Object.entries(order).map(([group, keys]) => [group, [...keys]]))
    return say(ctx, contestId, 'drawn', { ...made, publicWord, order: drawn })
  }),

  implement(contract.startContest, async (ctx, { contestId, expectedOrdinal, expectedVersion }) => {
    const { row, next } = await openFor(ctx, contestId, 'start', expectedOrdinal)
    const seats = await listSeats(ctx, contestId)
    if (seats.length === 0) refuse('rule_broken', problem('contests.no_seats'))
    const excluded = await makeExcluded(
      ctx,
      row.body,
      seats.map((seat) => seat.post_id),
    )
    await keepSeats(
      ctx,
      contestId,
      seats.map((seat) => {
        const { unit_id: unitId, post_id: postId, conflicts } = seat
        return {
          ...keptSeat(seat),
          excluded: JSON.stringify(excluded({ unitId, postId, conflicts: [...conflicts] })),
        }
      }),
      'settled',
    )
    await updateContest(ctx, contestId, expectedVersion, { state: next })
    return say(ctx, contestId, 'started', {})
  }),

  implement(contract.callEntrant, async (ctx, input) => {
    await openEntrant(ctx, input, 'call')
    return say(ctx, input.contestId, 'called', { entrantKey: input.entrantKey })
  }),

  implement(contract.beginSpeech, async (ctx, input) => {
    await openEntrant(ctx, input, 'begin_speech')
    return say(ctx, input.contestId, 'speech_begun', { entrantKey: input.entrantKey })
  }),

  implement(contract.beginQuestions, async (ctx, input) => {
    const { row, running } = await openEntrant(ctx, input, 'begin_questions')
    await chargeSpeech(ctx, row, running, input.entrantKey)
    return say(ctx, input.contestId, 'questions_begun', { entrantKey: input.entrantKey })
  }),

  implement(contract.openWindow, async (ctx, { contestId, expectedOrdinal, about, seconds }) => {
    const { row, running } = await openRunning(ctx, contestId, expectedOrdinal)
    orRefuse(mayAct(row.body, running, 'open_window', about))
    await chargeSpeech(ctx, row, running, about)
    const closesAt = until(ctx, seconds ?? row.body.timing.scoringSeconds)
    return say(ctx, contestId, 'window_opened', { about, closesAt })
  }),

  implement(contract.extendWindow, async (ctx, { contestId, expectedOrdinal, about, seconds, reason }) => {
    const { row, running } = await openRunning(ctx, contestId, expectedOrdinal)
    orRefuse(mayAct(row.body, running, 'extend_window', about))
    const open = running.windows.find((window) => window.about === about && window.isOpen)
    const closesAt = until(open ? { now: new Date(open.closesAt) } : ctx, seconds)
    return say(ctx, contestId, 'window_extended', { about, closesAt, reason })
  }),

  implement(contract.closeWindow, async (ctx, { contestId, expectedOrdinal, about }) => {
    const { row, running } = await openRunning(ctx, contestId, expectedOrdinal)
    orRefuse(mayAct(row.body, running, 'close_window', about))
    return say(ctx, contestId, 'window_closed', { about })
  }),

  implement(contract.revealScore, async (ctx, { contestId, expectedOrdinal, entrantKey }) => {
    const { row, running } = await openRunning(ctx, contestId, expectedOrdinal)
    orRefuse(mayReveal(row.body, running, entrantKey))
    const about = row.body.casting === 'at_end' ? '*' : entrantKey
    if ((await listPapers(ctx, contestId)).some((paper) => paper.state === 'typed' && paper.about === about))
      refuse('rule_broken', problem('contests.papers_unchecked'))
    const score = scoreToReveal(row.body, await readTallyInput(ctx, row), entrantKey)
    return say(ctx, contestId, 'score_revealed', { entrantKey, score })
  }),

  implement(contract.deductPoints, async (ctx, { contestId, expectedOrdinal, entrantKey, points, reason }) => {
    const { row } = await openFor(ctx, contestId, 'deduct', expectedOrdinal)
    requireEntrant(row, entrantKey)
    if (points.startsWith('-') || /^0+(\.0+)?$/.test(points))
      refuse('invalid', problem('contests.no_points', {}, ['points']))
    return say(ctx, contestId, 'deducted', { deductionId: newId(ctx.now), entrantKey, points, reason })
  }),

  implement(contract.reverseDeduction, async (ctx, { contestId, expectedOrdinal, deductionId, reason }) => {
    await openFor(ctx, contestId, 'deduct', expectedOrdinal)
    const events = await listEvents(ctx, contestId)
    const line = events.find((event) => event.kind === 'deducted' && event.data.deductionId === deductionId)
    if (line?.kind !== 'deducted') return refuse('not_found', problem('record.not_found'))
    if (events.some((event) => event.kind === 'deduction_reversed' && event.data.reverses === deductionId))
      refuse('rule_broken', problem('contests.reversed_already'))
    const { entrantKey, points } = line.data
    return say(ctx, contestId, 'deduction_reversed', {
      deductionId: newId(ctx.now),
      entrantKey,
      points,
      reason,
      reverses: deductionId,
    })
  }),

  implement(contract.closeVoting, async (ctx, { contestId, expectedOrdinal, expectedVersion }) => {
    const { row, next } = await openFor(ctx, contestId, 'close', expectedOrdinal)
    const running = runningOf(row.body, await listEvents(ctx, contestId), ctx.now)
    if (running.windows.some(({ isOpen }) => isOpen)) refuse('rule_broken', problem('contests.window_still_open'))
    await updateContest(ctx, contestId, expectedVersion, { state: next, vote_closed_at: ctx.now })
    return say(ctx, contestId, 'voting_closed', {})
  }),
]

/** Writes an event, tells the live screens that the contest changed, and answers its number. */
export async function say<K extends contract.EventKind>(
  ctx: OperationContext,
  contestId: string,
  kind: K,
  data: contract.EventData<K>,
): Promise<{ ordinal: number; at: string }> {
  const event = await appendEvent(ctx, contestId, kind, data)
  ctx.announce(`contests.${kind}`, { subject: { kind: CONTEST, id: contestId }, data })
  return { ...event }
}

async function openRunning(
  ctx: OperationContext,
  contestId: string,
  expectedOrdinal: number | undefined,
): Promise<{ readonly row: ContestRow; readonly running: Running }> {
  const { row } = await openFor(ctx, contestId, 'host', expectedOrdinal)
  return { row, running: runningOf(row.body, await listEvents(ctx, contestId), ctx.now) }
}

async function openEntrant(
  ctx: OperationContext,
  act: { readonly contestId: string; readonly entrantKey: string; readonly expectedOrdinal?: number | undefined },
  kind: EntrantAct,
): Promise<{ readonly row: ContestRow; readonly running: Running }> {
  const opened = await openRunning(ctx, act.contestId, act.expectedOrdinal)
  orRefuse(mayAct(opened.row.body, opened.running, kind, act.entrantKey))
  return opened
}

function requireEntrant({ body }: ContestRow, key: string): void {
  if (!body.entrants.some((entrant) => entrant.key === key)) refuse('not_found', problem('contests.no_such_entrant'))
}

function until({ now }: Pick<OperationContext, 'now'>, seconds: number): string {
  return new Date(now.getTime() + seconds * 1000).toISOString()
}

/** A speech that ends costs what the rules say where it was too long or too short, as a line like any other, to be reversed with a reason. */
async function chargeSpeech(ctx: OperationContext, row: ContestRow, running: Running, key: string): Promise<void> {
  if (running.speechSince === null || running.current !== key) return
  const { speakSeconds, overtimePoints, shortSeconds, shortPoints } = row.body.timing
  const spoken = Math.floor((ctx.now.getTime() - Date.parse(running.speechSince)) / 1000)
  const isShort = shortSeconds !== null && spoken < shortSeconds
  const points = spoken > speakSeconds ? overtimePoints : isShort ? shortPoints : '0'
  if (/^0+(\.0+)?$/.test(points)) return
  const limit = isShort ? shortSeconds : speakSeconds
  await say(ctx, row.id, 'deducted', {
    deductionId: newId(ctx.now),
    entrantKey: key,
    points,
    reason: `${spoken} s ${isShort ? '<' : '>'} ${limit} s`,
  })
}
