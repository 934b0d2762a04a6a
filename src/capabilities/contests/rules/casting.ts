import type { ContestBody } from '../contract.ts'
import type { RunningWindow } from './running.ts'

/** Why a ballot is not taken: words for each stand in the messages. */
export type Refused =
  | 'contests.already_voted'
  | 'contests.window_closed'
  | 'contests.not_open_yet'
  | 'contests.ballot_unsound'
  | 'contests.envelope_broken'
  | 'contests.seat_left'
  | 'contests.vote_over'
  | 'contests.excluded'

/** How long a ballot made in time may be on its way, and how far a device's clock may be off, in milliseconds. */
const ON_ITS_WAY = 5_000

/** A ballot as it arrives. `madeAt` is what the device says; a device cannot have made it after it arrived. */
export interface Arrival {
  readonly about: string
  readonly madeAt: number
  readonly receivedAt: number
  /** It waited on the device, sealed, until there was a network. */
  readonly isSealed: boolean
}

/** The seat a ballot comes from. */
export interface CastingSeat {
  readonly hasLeft: boolean
  readonly excluded: readonly string[]
}

/**
 * Whether a ballot that arrives is taken, or why not. It is taken while its window is open; one made while the window was open is still taken when it
 * was on its way as it closed, or, where the rules let sealed ballots come later, until a score was revealed or the vote was closed.
 */
export function refusalOf(
  body: Pick<ContestBody, 'lateSealed'>,
  window: RunningWindow | undefined,
  seat: CastingSeat,
  arrival: Arrival,
): Refused | undefined {
  if (seat.hasLeft) return 'contests.seat_left'
  if (seat.excluded.includes(arrival.about)) return 'contests.excluded'
  if (!window) return 'contests.not_open_yet'
  if (window.isSealed) return 'contests.vote_over'
  const madeAt = Math.min(arrival.madeAt, arrival.receivedAt)
  const first = window.spans[0]
  if (first && madeAt < first.from - ON_ITS_WAY) return 'contests.not_open_yet'
  const isOpenAt = (instant: number, slack: number) =>
    window.spans.some(({ from, through }) => instant >= from - slack && instant <= through)
  if (isOpenAt(arrival.receivedAt, 0)) return undefined
  const isInTime = isOpenAt(madeAt, ON_ITS_WAY)
  const isOnItsWay = window.spans.some(
    ({ from, through }) => arrival.receivedAt >= from && arrival.receivedAt <= through + ON_ITS_WAY,
  )
  if (isInTime && (isOnItsWay || (arrival.isSealed && body.lateSealed))) return undefined
  return 'contests.window_closed'
}
