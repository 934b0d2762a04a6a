import { openSealed } from '../../../kernel/seal.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { digestOf } from '../../../platform/identity/tokens.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { implementStream } from '../../../platform/streams.ts'
import * as contract from '../contract.ts'
import { checkBallot } from '../rules/ballots.ts'
import { spokenRules } from '../rules/board.ts'
import { type Refused, refusalOf } from '../rules/casting.ts'
import { runningOf, windowsOf } from '../rules/running.ts'
import { getContestForCast, insertBallot, listCast, listWindowEvents } from '../store/ballots.ts'
import { lastEventOfJudges } from '../store/board.ts'
import { getContest, listEvents } from '../store/contests.ts'
import { bindSeat, getSeatBySecret, type SeatRow } from '../store/seats.ts'
import { makeExcluded } from './excluded.ts'

/** Whose key opens the private half of a contest's sealing keys. */
const ownerOf = (contestId: string): string => `contest ${contestId}`

/**
 * The operations of a judge's page, by the secret of a seat. Casting announces nothing: who watches the house hears neither that a ballot came
 * in nor how many there are.
 */
export const judgeOperations = [
  implement(contract.openJudgePage, async (ctx, { secret, device }) => {
    const seat = await getSeatBySecret(ctx, digestOf(secret))
    requireDevice(seat, device)
    return judgePage(ctx, seat)
  }),

  implement(contract.claimSeat, async (ctx, { secret, device }) => {
    const seat = await getSeatBySecret(ctx, digestOf(secret))
    return { boundAt: (await bind(ctx, seat, device)).toISOString() }
  }),

  implement(contract.castBallot, async (ctx, { secret, device, ballot }) => {
    const seat = await getSeatBySecret(ctx, digestOf(secret))
    await bind(ctx, seat, device)
    const polling = await openPolling(ctx, seat)
    return keepBallot(ctx, polling, { id: ballot.id, made: ballot, source: 'device' })
  }),

  implement(contract.mergeBallots, async (ctx, { secret, device, sealed }) => {
    const seat = await getSeatBySecret(ctx, digestOf(secret))
    await bind(ctx, seat, device)
    const polling = await openPolling(ctx, seat)
    const { sealing_private: kept } = polling.contest
    const key = kept === null ? undefined : ctx.vault?.open(kept, ownerOf(seat.contest_id))
    const receipts: contract.BallotReceipt[] = []
    for (const envelope of sealed) {
      const made = key === undefined ? undefined : await openEnvelope(key, envelope)
      receipts.push(await keepBallot(ctx, polling, { id: envelope.id, made, source: 'sealed' }))
    }
    return { receipts }
  }),

  implementStream(contract.watchSeat, {
    open: async (ctx, { secret }) => (await getSeatBySecret(ctx, digestOf(secret))).contest_id,
    read: async (ctx, contestId) => ({
      contestId,
      ordinal: await lastEventOfJudges(ctx, contestId),
      serverNow: ctx.now.toISOString(),
    }),
  }),
]

function requireDevice({ device_digest }: SeatRow, device: string): void {
  if (device_digest !== null && device_digest !== digestOf(device)) refuse('conflict', problem('contests.seat_bound'))
}

async function bind(ctx: OperationContext, seat: SeatRow, device: string): Promise<Date> {
  const digest = digestOf(device)
  if (seat.device_digest === digest && seat.bound_at) return seat.bound_at
  return (await bindSeat(ctx, seat, digest)) ?? refuse('conflict', problem('contests.seat_bound'))
}

/** Seat, contest and windows a ballot is held against; acts of the host wait until it is decided. */
interface Polling {
  readonly seat: SeatRow
  readonly contest: Awaited<ReturnType<typeof getContestForCast>>
  readonly events: readonly contract.ContestEvent[]
}

async function openPolling(ctx: OperationContext, seat: SeatRow): Promise<Polling> {
  const contest = await getContestForCast(ctx, seat.contest_id)
  return { seat, contest, events: await listWindowEvents(ctx, seat.contest_id) }
}

async function openEnvelope(
  key: string,
  { id, ...envelope }: contract.SealedBallot,
): Promise<contract.MadeBallot | undefined> {
  const text = await openSealed(key, envelope, id)
  if (text === undefined) return undefined
  const made = contract.MadeBallot.safeParse(readJson(text))
  return made.success && made.data.id === id ? made.data : undefined
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Takes a ballot or says why not. The same id again is known and changes nothing; a second ballot of the seat about the same is refused, whatever it
 * says and however close behind it comes: both meet in one key of the table.
 */
async function keepBallot(
  ctx: OperationContext,
  { seat, contest, events }: Polling,
  arrived: {
    readonly id: string
    readonly made: contract.MadeBallot | undefined
    readonly source: 'device' | 'sealed'
  },
): Promise<contract.BallotReceipt> {
  const { id, made, source } = arrived
  const answer = (code: Refused | null): contract.BallotReceipt => ({
    id,
    outcome: code === null ? 'accepted' : 'refused',
    code,
  })
  const cast = await listCast(ctx, contest.id, seat.id)
  if (cast.some((each) => each.id === id)) return { id, outcome: 'known', code: null }
  if (!made) return answer('contests.envelope_broken')
  if (contest.state !== 'running')
    return answer(
      contest.state === 'frozen' || contest.state === 'draft' ? 'contests.not_open_yet' : 'contests.vote_over',
    )
  const { about, content } = made
  const window = windowsOf(events, ctx.now).find((each) => each.about === about)
  const refused = refusalOf(
    contest.body,
    window,
    { hasLeft: seat.left_at !== null, excluded: seat.excluded },
    {
      about,
      madeAt: Date.parse(made.madeAt),
      receivedAt: ctx.now.getTime(),
      isSealed: source === 'sealed',
    },
  )
  if (refused) return answer(refused)
  const earlier = cast.filter((each) => each.about === about)
  if (earlier.some((each) => each.void_reason === null)) return answer('contests.already_voted')
  if (!checkBallot(contest.body, about, seat.excluded, content).ok) return answer('contests.ballot_unsound')
  const isKept = await insertBallot(ctx, contest.id, {
    id,
    seat_id: seat.id,
    about,
    attempt: earlier.length + 1,
    content: JSON.stringify(content),
    source,
    made_at: new Date(made.madeAt),
    received_at: ctx.now,
  })
  if (isKept) return answer(null)
  const [now] = (await listCast(ctx, contest.id, seat.id)).filter((each) => each.id === id)
  return now ? { id, outcome: 'known', code: null } : answer('contests.already_voted')
}

async function judgePage(ctx: OperationContext, seat: SeatRow): Promise<contract.JudgePage> {
  const row = await getContest(ctx, seat.contest_id)
  if (row.rules_hash === null) return refuse('rule_broken', problem('contests.rules_not_frozen'))
  const [events, cast] = [await listEvents(ctx, row.id), await listCast(ctx, row.id, seat.id)]
  const { body } = row
  const running = runningOf(body, events, ctx.now)
  const { unit_id: unitId, post_id: postId, conflicts } = seat
  const excluded = running.isStarted
    ? seat.excluded
    : (await makeExcluded(ctx, body, [postId]))({ unitId, postId, conflicts: [...conflicts] })
  const entrants = new Map(body.entrants.map((entrant) => [entrant.key, entrant]))
  return {
    contestId: row.id,
    kind: row.kind,
    name: row.name,
    state: row.state,
    rulesHash: row.rules_hash,
    isRehearsal: row.is_rehearsal,
    seat: {
      id: seat.id,
      number: seat.number,
      label: seat.label,
      className: body.classes.find(({ key }) => key === seat.class_key)?.name ?? '',
      hasLeft: seat.left_at !== null,
    },
    ...spokenRules(body),
    groups: body.groups.map(({ key, name }) => ({ key, name })),
    entrants: running.order.flatMap((key, place) => {
      const entrant = entrants.get(key)
      return entrant
        ? [
            {
              key,
              name: entrant.name,
              groupKey: entrant.groupKey,
              order: place + 1,
              isExcluded: excluded.includes(key),
            },
          ]
        : []
    }),
    windows: running.windows.map(({ about, openedAt, closesAt, closedAt, isOpen }) => ({
      about,
      openedAt,
      closesAt,
      closedAt,
      isOpen,
    })),
    received: cast.map(({ id, about, received_at, void_reason }) => ({
      id,
      about,
      receivedAt: received_at.toISOString(),
      isVoid: void_reason !== null,
    })),
    sealingKey: row.sealing_public ?? '',
    serverNow: ctx.now.toISOString(),
    ordinal: row.event_count,
  }
}
