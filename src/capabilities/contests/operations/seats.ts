import { newId } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { digestOf, newSecret } from '../../../platform/identity/tokens.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { namesOfUnits } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { appendEvent, type ContestRow, getContest, lockContest } from '../store/contests.ts'
import { insertVoids, listCast } from '../store/ballots.ts'
import {
  getSeat,
  type KeptSeat,
  keepSeats,
  keptSeat,
  listSeats,
  removeOtherSeats,
  type SeatRow,
} from '../store/seats.ts'
import { makeExcluded } from './excluded.ts'
import { CONTEST, isInside, openFor } from './open-contest.ts'
import { revealAnew } from './reveal.ts'

/** States in which seats still sit: links are made, devices let go of, judges leave. */
const SITTING = new Set<contract.ContestState>(['draft', 'frozen', 'running'])

/** The operations on seats. */
export const seatOperations = [
  implement(contract.listSeats, async (ctx, { contestId }) => {
    const row = await getContest(ctx, contestId)
    return { items: await shownSeats(ctx, row, await listSeats(ctx, contestId)) }
  }),

  implement(contract.saveSeats, async (ctx, { contestId, seats }) => {
    const { row } = await openFor(ctx, contestId, 'seats')
    const known = new Map((await listSeats(ctx, contestId)).map((seat) => [seat.id, seat]))
    requireSound(row.body, seats, known)
    const kept = seats.map(({ id, ...seat }): KeptSeat => {
      const before = id === undefined ? undefined : known.get(id)
      return { ...(before ? keptSeat(before) : { id: newId(ctx.now), excluded: '[]' }), ...columnsOf(seat) }
    })
    await removeOtherSeats(
      ctx,
      contestId,
      kept.map(({ id }) => id),
    )
    await keepSeats(ctx, contestId, kept)
    await appendEvent(ctx, contestId, 'seats_set', { seats: kept.length })
    ctx.announce('contests.seats_set', { subject: { kind: CONTEST, id: contestId }, data: { seats: kept.length } })
    return { items: await shownSeats(ctx, row, await listSeats(ctx, contestId)) }
  }),

  implement(contract.issueSeatLinks, async (ctx, { contestId, seatIds }) => {
    await openSitting(ctx, contestId)
    const wanted = (await listSeats(ctx, contestId)).filter(({ id }) => seatIds?.includes(id) ?? true)
    if (wanted.length === 0) refuse('not_found', problem('record.not_found'))
    const issued = wanted.map((seat) => ({ seat, secret: newSecret() }))
    await keepSeats(
      ctx,
      contestId,
      issued.map(({ seat, secret }) => ({
        ...keptSeat(seat),
        secret_digest: digestOf(secret),
        device_digest: null,
        bound_at: null,
      })),
      'link',
    )
    await appendEvent(ctx, contestId, 'links_issued', { seats: issued.length })
    ctx.announce('contests.links_issued', { subject: { kind: CONTEST, id: contestId }, data: { seats: issued.length } })
    return {
      items: issued.map(({ seat, secret }) => ({
        seatId: seat.id,
        number: seat.number,
        label: seat.label,
        path: `/judge/${ctx.scope.region}/${secret}`,
      })),
    }
  }),

  implement(contract.unbindSeat, async (ctx, { contestId, seatId, reason }) => {
    await openSitting(ctx, contestId)
    const seat = await getSeat(ctx, contestId, seatId)
    await keepSeats(ctx, contestId, [{ ...keptSeat(seat), device_digest: null, bound_at: null }], 'device')
    await appendEvent(ctx, contestId, 'seat_freed', { number: seat.number, reason })
    ctx.announce('contests.seat_freed', {
      subject: { kind: CONTEST, id: contestId },
      data: { number: seat.number, reason },
    })
    return { id: seatId }
  }),

  implement(contract.markSeatLeft, async (ctx, { contestId, seatId, reason, voidCast }) => {
    const row = await openSitting(ctx, contestId)
    const seat = await getSeat(ctx, contestId, seatId)
    if (seat.left_at) refuse('rule_broken', problem('contests.seat_left'))
    await keepSeats(ctx, contestId, [{ ...keptSeat(seat), left_at: ctx.now, left_reason: reason }], 'left')
    await appendEvent(ctx, contestId, 'seat_left', { number: seat.number, reason })
    const cast = voidCast ? (await listCast(ctx, contestId, seatId)).filter((each) => each.void_reason === null) : []
    await insertVoids(
      ctx,
      contestId,
      cast.map(({ id }) => id),
      reason,
    )
    if (cast.length > 0) await appendEvent(ctx, contestId, 'ballot_voided', { reason })
    await revealAnew(ctx, row)
    ctx.announce('contests.seat_left', {
      subject: { kind: CONTEST, id: contestId },
      data: { number: seat.number, reason, voided: cast.length },
    })
    return { id: seatId, voided: cast.length }
  }),
]

async function openSitting(ctx: OperationContext, contestId: string): Promise<ContestRow> {
  const row = await lockContest(ctx, contestId)
  if (!SITTING.has(row.state))
    refuse('rule_broken', problem('contests.not_in_state', { action: 'seats', state: row.state }))
  return row
}

function requireSound(
  body: contract.ContestBody,
  seats: readonly (contract.SeatBody & { readonly id?: string | undefined })[],
  known: ReadonlyMap<string, SeatRow>,
): void {
  const classes = new Set(body.classes.map(({ key }) => key))
  const entrants = new Set(body.entrants.map(({ key }) => key))
  const problems = seats.flatMap((seat, at) => [
    ...(seats.findIndex(({ number }) => number === seat.number) < at
      ? [problem('contests.seat_number_twice', { number: seat.number }, ['seats', at, 'number'])]
      : []),
    ...(classes.has(seat.classKey) ? [] : [problem('contests.no_such_class', {}, ['seats', at, 'classKey'])]),
    ...(seat.conflicts.every((key) => entrants.has(key))
      ? []
      : [problem('contests.no_such_entrant', {}, ['seats', at, 'conflicts'])]),
    ...(seat.id === undefined || known.has(seat.id) ? [] : [problem('record.not_found', {}, ['seats', at, 'id'])]),
  ])
  const [first, ...rest] = problems
  if (first) refuse('invalid', first, ...rest)
}

function columnsOf(seat: contract.SeatBody) {
  return {
    number: seat.number,
    class_key: seat.classKey,
    label: seat.label,
    unit_id: seat.unitId,
    post_id: seat.postId,
    conflicts: JSON.stringify(seat.conflicts),
  }
}

/** Seats as the desk sees them; who only reads sees neither devices nor why somebody left. */
async function shownSeats(ctx: OperationContext, row: ContestRow, seats: readonly SeatRow[]): Promise<contract.Seat[]> {
  const isSettled = row.state !== 'draft' && row.state !== 'frozen'
  const excluded = await makeExcluded(
    ctx,
    row.body,
    seats.map((seat) => seat.post_id),
  )
  const units = await namesOfUnits(
    ctx,
    seats.map((seat) => seat.unit_id),
  )
  const inside = isInside(ctx)
  return seats.map((seat) => {
    const body = {
      number: seat.number,
      classKey: seat.class_key,
      label: seat.label,
      unitId: seat.unit_id,
      postId: seat.post_id,
      conflicts: [...seat.conflicts],
    }
    return {
      ...body,
      id: seat.id,
      unitName: (seat.unit_id && units.get(seat.unit_id)?.shortName) || null,
      excluded: [...(isSettled ? seat.excluded : excluded(body))],
      hasLink: inside && seat.secret_digest !== null,
      boundAt: (inside && seat.bound_at?.toISOString()) || null,
      leftAt: seat.left_at?.toISOString() ?? null,
      leftReason: inside ? seat.left_reason : null,
      version: seat.version,
    }
  })
}
