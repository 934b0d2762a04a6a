import { z } from 'zod'
import { Id } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { RegionCodeText } from '../../../kernel/region-code.ts'
import { About, MadeBallot, SealedBallot } from './ballots.ts'
import { ContestKind, ContestState, SpokenRules } from './body.ts'
import { Window } from './event.ts'

const Instant = z.string()

/** The region of a link, which is the address's own, and its secret of 32 bytes. */
export const LinkPath = z.object({ region: RegionCodeText, secret: z.string().regex(/^[\w-]{43}$/) })

/** What binds a seat to one device: a random name the device made for itself. */
const Device = z.string().regex(/^[\w-]{16,64}$/)

/** An entrant as a judge sees it. `isExcluded`: a conflict of interest, no vote. */
export const JudgedEntrant = z.object({
  key: z.string(),
  name: z.string(),
  groupKey: z.string(),
  order: z.int(),
  isExcluded: z.boolean(),
})

/**
 * What a judge's page needs, and nothing else: the rules as they are read aloud, the entrants in order, the windows, and which of the own ballots the
 * server has (by id, never their content). `sealingKey` is the contest's public key (raw P-256 point, base64url) for envelopes; empty where
 * the installation cannot open any.
 */
export const JudgePage = z.object({
  contestId: Id,
  kind: ContestKind,
  name: z.string(),
  state: ContestState,
  rulesHash: z.string(),
  isRehearsal: z.boolean(),
  seat: z.object({ id: Id, number: z.int(), label: z.string(), className: z.string(), hasLeft: z.boolean() }),
  ...SpokenRules.shape,
  groups: z.array(z.object({ key: z.string(), name: z.string() })),
  entrants: z.array(JudgedEntrant),
  windows: z.array(Window),
  received: z.array(z.object({ id: Id, about: About, receivedAt: Instant, isVoid: z.boolean() })),
  sealingKey: z.string(),
  serverNow: Instant,
  ordinal: z.int(),
})
export type JudgePage = z.output<typeof JudgePage>

/** Opens a judge's page by the link of a seat. The first device that casts or claims the seat is bound to it; another is refused `contests.seat_bound`. */
export const openJudgePage = query({
  id: 'contests.judge_page',
  summary: "Open a judge's page by the secret link of a seat",
  route: 'GET /contests/seats/:region/:secret',
  permission: 'contests.seat',
  secret: ['secret'],
  input: LinkPath.extend({ device: Device }),
  output: JudgePage,
})

/** Binds the seat to this device. Repeating it is harmless. */
export const claimSeat = command({
  id: 'contests.claim_seat',
  summary: 'Bind a seat to this device',
  route: 'POST /contests/seats/:region/:secret/claim',
  permission: 'contests.seat',
  secret: ['secret', 'device'],
  input: LinkPath.extend({ device: Device }),
  output: z.object({ boundAt: Instant }),
})

/**
 * What became of a ballot: `accepted`, `known` (the same id was there), or `refused` for the reason in `code`: `contests.already_voted`,
 * `contests.window_closed`, `contests.not_open_yet`, `contests.ballot_unsound`, `contests.envelope_broken`, `contests.seat_left`, `contests.vote_over`.
 */
export const BallotReceipt = z.object({
  id: Id,
  outcome: z.enum(['accepted', 'known', 'refused']),
  code: z.string().nullable(),
})
export type BallotReceipt = z.output<typeof BallotReceipt>

/** Casts a ballot. It is locked with it: one ballot a seat and matter, whatever is sent later. */
export const castBallot = command({
  id: 'contests.cast',
  summary: 'Cast a ballot by the secret link of a seat; it is locked with it',
  route: 'POST /contests/seats/:region/:secret/ballots',
  permission: 'contests.seat',
  secret: ['secret', 'device', 'ballot.content'],
  input: LinkPath.extend({ device: Device, ballot: MadeBallot }),
  output: BallotReceipt,
})

/** Hands in ballots that were sealed on the device while there was no network; each is answered for itself. */
export const mergeBallots = command({
  id: 'contests.merge',
  summary: 'Hand in ballots sealed on a device without a network; each is answered for itself',
  route: 'POST /contests/seats/:region/:secret/sealed',
  permission: 'contests.seat',
  secret: ['secret', 'device', 'sealed'],
  input: LinkPath.extend({ device: Device, sealed: z.array(SealedBallot).min(1).max(200) }),
  output: z.object({ receipts: z.array(BallotReceipt) }),
})

/** Tells a judge's page that something happened which changes it: on every message it opens the page anew. Nothing but the number of that event is told. */
export const watchSeat = query({
  id: 'contests.watch_seat',
  summary: 'Stream the number of the last event that concerns judges as server-sent events',
  route: 'GET /contests/seats/:region/:secret/live',
  permission: 'contests.seat',
  secret: ['secret'],
  input: LinkPath,
  output: z.object({ contestId: Id, ordinal: z.int(), serverNow: Instant }),
  stream: 'seat',
})

/** The operations of a judge's page. */
export const judgeContracts = [openJudgePage, claimSeat, castBallot, mergeBallots, watchSeat] as const
