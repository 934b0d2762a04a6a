import { addDays, dayOf } from '../../../kernel/day.ts'

const OFFSET_MS = 8 * 3_600_000
const MINUTE_MS = 60_000

/** Minutes since midnight of a time of day `HH:MM`. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
}

/** Minutes since midnight of an instant in Asia/Shanghai, with its part of a minute. */
function minuteOfDay(instant: Date): number {
  return ((instant.getTime() + OFFSET_MS) % 86_400_000) / MINUTE_MS
}

/** The instant of a time of day on the day of `instant` in Asia/Shanghai, `later` days on. */
export function atTime(instant: Date, time: string, later = 0): Date {
  const [hours, minutes] = [time.slice(0, 2), time.slice(3, 5)]
  return new Date(`${addDays(dayOf(instant), later)}T${hours}:${minutes}:00+08:00`)
}

/** Hours in which nothing leaves the product, over midnight where the first is later than the second; none where they are equal. */
export interface Quiet {
  readonly quietFrom: string
  readonly quietTo: string
}

/** Whether an instant lies in the quiet hours: from the first on, the second no more. */
export function isQuiet(instant: Date, { quietFrom, quietTo }: Quiet): boolean {
  const [from, to, now] = [minutesOf(quietFrom), minutesOf(quietTo), minuteOfDay(instant)]
  if (from === to) return false
  return from < to ? now >= from && now < to : now >= from || now < to
}

/** The instant itself, or the end of the quiet hours it lies in. */
export function afterQuiet(instant: Date, quiet: Quiet): Date {
  if (!isQuiet(instant, quiet)) return instant
  const end = atTime(instant, quiet.quietTo)
  return end > instant ? end : atTime(instant, quiet.quietTo, 1)
}

/**
 * When something told at `now` leaves the product: at once, or with the next digest at or after now, never in the quiet hours. A digest
 * whose time lies in the quiet hours goes when they end.
 */
export function timeToSend(now: Date, digestAt: string | null, quiet: Quiet): Date {
  if (digestAt === null) return afterQuiet(now, quiet)
  const today = atTime(now, digestAt)
  return afterQuiet(today >= now ? today : atTime(now, digestAt, 1), quiet)
}
