import { z } from 'zod'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { Key } from './body.ts'

const Reason = z.string().trim().min(2).max(500)

/**
 * 席位: where a judge sits. `label` is the post the judge holds, never a name. `conflicts` are the entrants declared beforehand; the judge's own
 * unit and the projects the post sponsors are excluded without being declared.
 */
export const SeatBody = z.strictObject({
  number: z.int().min(1).max(999),
  classKey: Key,
  label: z.string().trim().min(1).max(100),
  unitId: Id.nullable().default(null),
  postId: Id.nullable().default(null),
  conflicts: z.array(Key).max(200).default([]),
})
export type SeatBody = z.output<typeof SeatBody>

/** A seat as the desk sees it. `excluded`: every entrant it may not vote on. `hasLink`: a link was made; `boundAt`: a device opened it. */
export const Seat = SeatBody.extend({
  id: Id,
  unitName: z.string().nullable(),
  excluded: z.array(z.string()),
  hasLink: z.boolean(),
  boundAt: z.string().nullable(),
  leftAt: z.string().nullable(),
  leftReason: z.string().nullable(),
  version: RecordVersion,
})
export type Seat = z.output<typeof Seat>

const Path = z.object({ contestId: Id })

/** Lists the seats of a contest by number. */
export const listSeats = query({
  id: 'contests.list_seats',
  summary: 'List the seats of a contest with their conflicts of interest',
  route: 'GET /contests/:contestId/seats',
  permission: 'contests.view',
  input: Path,
  output: z.object({ items: z.array(Seat) }),
})

/** Sets all seats at once; those with an `id` keep their link. Until the contest starts. Refuses a number twice and a class the rules do not have. */
export const saveSeats = command({
  id: 'contests.save_seats',
  summary: 'Set the seats of a contest before it starts',
  route: 'PUT /contests/:contestId/seats',
  permission: 'contests.manage',
  input: Path.extend({ seats: z.array(SeatBody.extend({ id: Id.optional() })).max(200) }),
  output: z.object({ items: z.array(Seat) }),
})

/** A link of a seat, told once: only its digest is kept. `path` is a page of this house. */
export const SeatLink = z.object({ seatId: Id, number: z.int(), label: z.string(), path: z.string() })

/** Makes new links for seats (all without `seatIds`); the links before end with them. What is printed as QR codes comes from here alone. */
export const issueSeatLinks = command({
  id: 'contests.issue_seat_links',
  summary: 'Make new secret links for seats, told once, to be printed as QR codes',
  route: 'POST /contests/:contestId/seats/links',
  permission: 'contests.manage',
  input: Path.extend({ seatIds: z.array(Id).max(200).optional() }),
  output: z.object({ items: z.array(SeatLink) }),
})

/** Lets go of the device a seat is bound to, so that another can open the link (a pad died). */
export const unbindSeat = command({
  id: 'contests.unbind_seat',
  summary: 'Let go of the device a seat is bound to, so that another can open its link',
  route: 'POST /contests/:contestId/seats/:seatId/unbind',
  permission: 'contests.manage',
  input: Path.extend({ seatId: Id, reason: Reason }),
  output: z.object({ id: Id }),
})

/** A judge leaves: the seat votes no more; with `voidCast` the ballots it cast are voided too. The denominators show it. */
export const markSeatLeft = command({
  id: 'contests.mark_seat_left',
  summary: 'Write down that a judge left, with the reason; the denominators show it',
  route: 'POST /contests/:contestId/seats/:seatId/left',
  permission: 'contests.manage',
  input: Path.extend({ seatId: Id, reason: Reason, voidCast: z.boolean().default(false) }),
  output: z.object({ id: Id, voided: z.int() }),
})

/** The operations on seats. */
export const seatContracts = [listSeats, saveSeats, issueSeatLinks, unbindSeat, markSeatLeft] as const
