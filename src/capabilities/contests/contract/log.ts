import { z } from 'zod'
import { DecimalText } from '../../../kernel/exact.ts'
import { Id } from '../../../kernel/id.ts'
import { About } from './ballots.ts'
import { BoardPlace } from './board.ts'
import { Key } from './body.ts'

const Nothing = z.strictObject({})
const Reason = z.strictObject({ reason: z.string() })
const OfEntrant = z.strictObject({ entrantKey: Key })
const Until = z.strictObject({ about: About, closesAt: z.string() })
const Checksum = z.object({ groupKey: z.string(), sum: z.string(), expected: z.string() })

/**
 * What can happen to a contest, and what its log keeps of it. Nothing here tells what a ballot says, how many there are or who cast them, so that
 * whatever is made of the log alone (the board, the package's course) cannot give it away. `score_revealed` carries the score as it was shown.
 */
export const EVENT_DATA = {
  created: Nothing,
  copied: z.strictObject({ from: Id }),
  frozen: z.strictObject({ rulesHash: z.string() }),
  seats_set: z.strictObject({ seats: z.int() }),
  links_issued: z.strictObject({ seats: z.int() }),
  seat_freed: z.strictObject({ number: z.int(), reason: z.string() }),
  seat_left: z.strictObject({ number: z.int(), reason: z.string() }),
  seed_committed: z.strictObject({ commitment: z.string() }),
  drawn: z.strictObject({
    commitment: z.string(),
    seed: z.string(),
    publicWord: z.string(),
    order: z.record(z.string(), z.array(z.string())),
  }),
  started: Nothing,
  called: OfEntrant,
  speech_begun: OfEntrant,
  questions_begun: OfEntrant,
  window_opened: Until,
  window_extended: Until.extend({ reason: z.string() }),
  window_closed: z.strictObject({ about: About }),
  score_revealed: z.strictObject({ entrantKey: Key, score: z.string().nullable() }),
  board_frozen: Nothing,
  board_thawed: Nothing,
  deducted: z.strictObject({ deductionId: Id, entrantKey: Key, points: DecimalText, reason: z.string() }),
  deduction_reversed: z.strictObject({
    deductionId: Id,
    entrantKey: Key,
    reverses: Id,
    points: DecimalText,
    reason: z.string(),
  }),
  ballot_voided: Reason,
  voting_closed: Nothing,
  counted: z.strictObject({ ordinal: z.int(), digest: z.string() }),
  sent_back: Reason,
  signed: z.strictObject({ digest: z.string() }),
  places_revealed: z.strictObject({
    places: z.array(BoardPlace),
    isComplete: z.boolean(),
    checksums: z.array(Checksum),
  }),
  published: Nothing,
  decided: z.strictObject({ decisionId: Id, entrantKey: Key.nullable() }),
  cancelled: Reason,
} as const
/** A kind of event. */
export type EventKind = keyof typeof EVENT_DATA
/** What the log keeps of an event of a kind. */
export type EventData<K extends EventKind> = z.output<(typeof EVENT_DATA)[K]>

/** An event of the log: its number from 1 on, its kind, when, and what is kept of it. */
export type ContestEvent = {
  readonly [K in EventKind]: {
    readonly ordinal: number
    readonly kind: K
    readonly at: string
    readonly data: EventData<K>
  }
}[EventKind]
