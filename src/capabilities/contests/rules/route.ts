import type { StopBody } from '../contract.ts'

type Timed = Pick<StopBody, 'on' | 'arriveAt' | 'minutes' | 'driveMinutes'>

/**
 * For each stop of a route in its order, whether it is planned before the bus can be there: earlier than the stop before ends and the drive from there
 * takes, on the same day. The first stop of a day is never late.
 */
export function lateStops(stops: readonly Timed[]): readonly boolean[] {
  return stops.map((stop, at) => {
    const before = stops[at - 1]
    if (!before || before.on !== stop.on) return before !== undefined && before.on > stop.on
    return minutesOf(stop.arriveAt) < minutesOf(before.arriveAt) + before.minutes + stop.driveMinutes
  })
}

/** A clock time `HH:MM` as minutes since midnight. */
function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
}
