import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { implementStream } from '../../../platform/streams.ts'
import * as contract from '../contract.ts'
import { nextPlaces } from '../rules/board.ts'
import { deductionsOf, isFrozen, runningOf } from '../rules/running.ts'
import { insertVoids, listCast, listPapers } from '../store/ballots.ts'
import { findSeed } from '../store/counts.ts'
import { type ContestRow, getContest, listEvents, lockContest } from '../store/contests.ts'
import { listSeats, type SeatRow } from '../store/seats.ts'
import { say } from './event.ts'
import { actionsOn, openFor } from './open-contest.ts'
import { revealAnew } from './reveal.ts'
import { finalPlaces } from './final-places.ts'

/** The desk of the host and what the supervisor sees of the ballots. */
export const deskOperations = [
  implement(contract.showDesk, async (ctx, { contestId }) => {
    const row = await getContest(ctx, contestId)
    return { ...(await deskOf(ctx, row)), actions: actionsOn(ctx, row) }
  }),

  implementStream(contract.watchDesk, {
    open: async (ctx, { contestId }) => (await getContest(ctx, contestId)).id,
    read: async (ctx, contestId) => deskOf(ctx, await getContest(ctx, contestId)),
  }),

  implement(contract.freezeBoard, async (ctx, { contestId, expectedOrdinal }) => {
    if (await readsFrozen(ctx, contestId, expectedOrdinal)) refuse('rule_broken', problem('contests.board_frozen'))
    return say(ctx, contestId, 'board_frozen', {})
  }),

  implement(contract.thawBoard, async (ctx, { contestId, expectedOrdinal }) => {
    if (!(await readsFrozen(ctx, contestId, expectedOrdinal)))
      refuse('rule_broken', problem('contests.board_not_frozen'))
    return say(ctx, contestId, 'board_thawed', {})
  }),

  implement(contract.revealPlaces, async (ctx, { contestId, expectedOrdinal, count }) => {
    const { row } = await openFor(ctx, contestId, 'reveal_places', expectedOrdinal)
    const { places: ranking, checksums } = await finalPlaces(ctx, row)
    const before = (await listEvents(ctx, contestId)).findLast((event) => event.kind === 'places_revealed')
    const shown = before?.kind === 'places_revealed' ? before.data : undefined
    if (shown?.isComplete) refuse('rule_broken', problem('contests.all_places_shown'))
    const { places, isComplete } = nextPlaces(ranking, shown?.places ?? [], count)
    return say(ctx, contestId, 'places_revealed', {
      places: [...places],
      isComplete,
      checksums: isComplete ? [...checksums] : [],
    })
  }),

  implement(contract.listBallots, async (ctx, { contestId }) => {
    await getContest(ctx, contestId)
    const numbers = new Map((await listSeats(ctx, contestId)).map(({ id, number }) => [id, number]))
    const items = (await listCast(ctx, contestId)).map((ballot) => ({
      id: ballot.id,
      seatNumber: numbers.get(ballot.seat_id) ?? 0,
      about: ballot.about,
      source: ballot.source,
      receivedAt: ballot.received_at.toISOString(),
      isVoid: ballot.void_reason !== null,
      voidReason: ballot.void_reason,
    }))
    return { items }
  }),

  implement(contract.voidBallot, async (ctx, { contestId, expectedOrdinal, ballotId, reason }) => {
    const { row } = await openFor(ctx, contestId, 'void', expectedOrdinal)
    const ballot = (await listCast(ctx, contestId)).find(({ id }) => id === ballotId)
    if (!ballot) return refuse('not_found', problem('record.not_found'))
    if (ballot.void_reason !== null) refuse('rule_broken', problem('contests.void_already'))
    await insertVoids(ctx, contestId, [ballotId], reason)
    const done = await say(ctx, contestId, 'ballot_voided', { reason })
    await revealAnew(ctx, row)
    return done
  }),
]

/** The board may be frozen and thawed as long as it is shown: also when the vote is closed and the places are read out. */
const BOARD_STATES = new Set<contract.ContestState>(['running', 'closed', 'counted', 'signed', 'published'])

/** Opens the contest for an act on its board and answers whether the board is frozen. */
async function readsFrozen(
  ctx: OperationContext,
  contestId: string,
  expectedOrdinal: number | undefined,
): Promise<boolean> {
  const row = await lockContest(ctx, contestId)
  if (!BOARD_STATES.has(row.state))
    refuse('rule_broken', problem('contests.not_in_state', { action: 'host', state: row.state }))
  if (expectedOrdinal !== undefined && expectedOrdinal !== row.event_count)
    refuse('conflict', problem('operation.conflict'))
  return isFrozen(await listEvents(ctx, contestId))
}

type DeskBody = Omit<contract.Desk, 'actions'>

/** Everything the host sees, but for what he may do: who has not voted stands here and nowhere else. */
async function deskOf(ctx: OperationContext, row: ContestRow): Promise<DeskBody> {
  const [events, seats, cast, papers, seed] = await Promise.all([
    listEvents(ctx, row.id),
    listSeats(ctx, row.id),
    listCast(ctx, row.id),
    listPapers(ctx, row.id),
    findSeed(ctx, row.id),
  ])
  const running = runningOf(row.body, events, ctx.now)
  const drawn = events.findLast((event) => event.kind === 'drawn')
  const places = events.findLast((event) => event.kind === 'places_revealed')
  const sitting = seats.filter((seat) => seat.left_at === null)
  const voted = new Set(cast.filter((each) => each.void_reason === null).map((each) => `${each.about} ${each.seat_id}`))
  const turnout = (about: string, isAsked: (seat: SeatRow) => boolean) => {
    const asked = sitting.filter(isAsked)
    const missing = asked.filter((seat) => !voted.has(`${about} ${seat.id}`))
    return {
      received: asked.length - missing.length,
      expected: asked.length,
      missing: missing.map(({ number }) => number),
    }
  }
  const lines = deductionsOf(events)
  const isAtEnd = row.body.casting === 'at_end'
  const entrants = new Map(row.body.entrants.map((entrant) => [entrant.key, entrant]))
  return {
    id: row.id,
    state: row.state,
    version: row.version,
    serverNow: ctx.now.toISOString(),
    ordinal: row.event_count,
    draw: {
      commitment: seed?.commitment ?? null,
      seed: drawn?.kind === 'drawn' ? drawn.data.seed : null,
      order: drawn?.kind === 'drawn' ? drawn.data.order : null,
      drawnAt: drawn?.at ?? null,
    },
    clock: running.clock,
    windows: running.windows.map(({ about, openedAt, closesAt, closedAt, isOpen }) => ({
      about,
      openedAt,
      closesAt,
      closedAt,
      isOpen,
    })),
    entrants: running.order.flatMap((key, place) => {
      const entrant = entrants.get(key)
      if (!entrant) return []
      return [
        {
          key,
          name: entrant.name,
          groupKey: entrant.groupKey,
          speaker: entrant.speaker,
          order: place + 1,
          stage: running.stages.get(key) ?? 'waiting',
          ...turnout(isAtEnd ? '*' : key, (seat) => !seat.excluded.includes(key)),
          deductions: lines
            .filter((line) => line.entrantKey === key && line.reverses === null)
            .map(({ id, points, reason }) => ({
              id,
              points,
              reason,
              isReversed: lines.some(({ reverses }) => reverses === id),
            })),
          score: running.scores.get(key) ?? null,
        },
      ]
    }),
    all: isAtEnd ? turnout('*', (seat) => running.order.some((key) => !seat.excluded.includes(key))) : null,
    isBoardFrozen: running.isBoardFrozen,
    revealedPlaces: places?.kind === 'places_revealed' ? places.data.places.length : 0,
    papersWaiting: papers.filter(({ state }) => state === 'typed').length,
    seats: sitting.length,
    boundSeats: sitting.filter(({ bound_at }) => bound_at !== null).length,
  }
}
