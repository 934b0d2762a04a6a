import type { BoardPlace } from '../contract/board.ts'
import type { DeductionLine } from '../contract/ballots.ts'

/**
 * What each kind of event says. Events tell what the hall may know or what concerns the desk alone; none ever carries what a ballot says, how many
 * there are, or who has cast one.
 */
export interface EventData {
  readonly rules_frozen: { readonly rulesHash: string }
  readonly cancelled: { readonly reason: string }
  readonly seed_committed: { readonly commitment: string }
  readonly drawn: {
    readonly seed: string
    readonly publicWord: string
    /** The keys of each group in their order. */
    readonly order: Readonly<Record<string, readonly string[]>>
  }
  readonly started: Readonly<Record<never, never>>
  readonly called: { readonly entrantKey: string }
  readonly speech_began: { readonly entrantKey: string }
  readonly questions_began: { readonly entrantKey: string }
  readonly window_opened: { readonly about: string; readonly closesAt: string }
  readonly window_extended: { readonly about: string; readonly closesAt: string; readonly reason: string }
  readonly window_closed: { readonly about: string }
  readonly score_revealed: { readonly entrantKey: string; readonly score: string }
  readonly board_frozen: Readonly<Record<never, never>>
  readonly board_thawed: Readonly<Record<never, never>>
  readonly places_revealed: { readonly places: readonly BoardPlace[]; readonly isComplete: boolean }
  readonly deducted: {
    readonly deductionId: string
    readonly entrantKey: string
    readonly points: string
    readonly reason: string
    /** What the clock of the stage found by itself. */
    readonly cause?: 'overtime' | 'too_short'
  }
  readonly deduction_reversed: {
    readonly deductionId: string
    readonly reverses: string
    readonly entrantKey: string
    readonly points: string
    readonly reason: string
  }
  readonly seat_unbound: { readonly number: number; readonly reason: string }
  readonly seat_left: { readonly number: number; readonly reason: string; readonly voided: number }
  readonly ballot_voided: { readonly about: string; readonly reason: string }
  readonly voting_closed: Readonly<Record<never, never>>
  readonly counted: { readonly digest: string; readonly checksums: readonly Checksum[] }
  readonly sent_back: { readonly reason: string }
  readonly signed: { readonly digest: string }
  readonly published: Readonly<Record<never, never>>
}

/** The sum the scores of a group must have where its ballots are complete rankings. */
interface Checksum {
  readonly groupKey: string
  readonly sum: string
  readonly expected: string
}

/** The kinds of events. */
export type EventKind = keyof EventData

/** Something that happened to a contest: the number counts from 1 without a gap, `at` is the server's instant. */
export type ContestEvent = {
  readonly [K in EventKind]: {
    readonly ordinal: number
    readonly at: string
    readonly kind: K
    readonly data: EventData[K]
  }
}[EventKind]

/** The lines of points taken off and their reversals, in the order they were written: what the count takes in. */
export function deductionsOf(events: readonly ContestEvent[]): readonly DeductionLine[] {
  return events.flatMap((event): DeductionLine[] => {
    if (event.kind === 'deducted') {
      const { deductionId, entrantKey, points, reason } = event.data
      return [{ id: deductionId, entrantKey, points, reason, reverses: null }]
    }
    if (event.kind === 'deduction_reversed') {
      const { deductionId, reverses, entrantKey, points, reason } = event.data
      return [{ id: deductionId, entrantKey, points, reason, reverses }]
    }
    return []
  })
}
