import type { DeliveryState } from '../contract.ts'
import defaults from '../data/defaults.json' with { type: 'json' }
import { afterQuiet, type Quiet } from './times.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** How sending is done: sizes and times, kept as data. */
export const SENDING = defaults.sending

/** What became of one try: it went, it was refused for good, it failed and is tried again, or nobody answered (and the channel rests). */
export type Tried =
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'refused' | 'failed' | 'unreachable'; readonly reason: string }

/** How long to wait after the n-th failed try, in milliseconds; the last step is kept. */
export function retryAfter(attempts: number): number {
  const { retryMinutes } = SENDING
  const step = retryMinutes[Math.min(Math.max(attempts, 1), retryMinutes.length) - 1] ?? 0
  return step * MINUTE_MS
}

/** How long a channel rests after it was unreachable n times running, in milliseconds. */
export function restAfter(failures: number): number {
  const { restMinutes } = SENDING
  return (restMinutes[Math.min(Math.max(failures, 1), restMinutes.length) - 1] ?? 0) * MINUTE_MS
}

/** What a delivery is after a try. `attempts` counts this try; `firstTriedAt` is the first of them all. */
export function afterTry(
  tried: Tried,
  delivery: { readonly attempts: number; readonly firstTriedAt: Date; readonly quiet: Quiet },
  now: Date,
): { readonly state: DeliveryState; readonly notBefore: Date | null; readonly lastError: string } {
  if (tried.outcome === 'sent') return { state: 'sent', notBefore: null, lastError: '' }
  const lastError = tried.reason.slice(0, 500)
  const isSpent = now.getTime() - delivery.firstTriedAt.getTime() >= SENDING.giveUpAfterDays * DAY_MS
  if (tried.outcome === 'refused' || isSpent) return { state: 'dead', notBefore: null, lastError }
  return {
    state: 'waiting',
    notBefore: afterQuiet(new Date(now.getTime() + retryAfter(delivery.attempts)), delivery.quiet),
    lastError,
  }
}
