import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { type ItemEventKind, Tier } from '../contract.ts'

const Assigned = z.object({
  tier: Tier,
  days: z.int().min(1).nullable(),
  isHard: z.boolean(),
  statutoryDueOn: DayText.nullable(),
})
const Granted = z.object({ days: z.int().min(1) })
const Escalated = z.object({ tier: Tier })
const Decided = z.object({ dueOn: DayText.nullable() })

/** What the clock needs of the events that carry something; an operation writes at least this into the `data` of the event. */
export interface ClockData {
  readonly assigned: z.output<typeof Assigned>
  readonly extension_granted: z.output<typeof Granted>
  readonly escalated: z.output<typeof Escalated>
  readonly decided: z.output<typeof Decided>
}

const PLAIN = [
  'signed',
  'returned',
  'noted',
  'answered',
  'sent_back',
  'contradicted',
  'suspended',
  'resumed',
  'level_above_needed',
  'closed',
  'reopened',
  'merged',
  'withdrawn',
] as const satisfies readonly ItemEventKind[]
type Plain = (typeof PLAIN)[number]

/** An event as far as a clock hears it, at its instant. */
export type ClockEvent =
  | { readonly [K in Plain]: { readonly kind: K; readonly at: Date } }[Plain]
  | {
      readonly [K in keyof ClockData]: {
        readonly kind: K
        readonly at: Date
        readonly data: ClockData[K]
        readonly text: string
      }
    }[keyof ClockData]

/** A line of the log as it is stored, in the order of its sequence. */
export interface LoggedEvent {
  readonly kind: ItemEventKind
  readonly at: Date
  readonly text: string
  readonly data: Readonly<Record<string, unknown>>
}

/**
 * The events a clock hears, out of the log. Their instants never fall: where two servers' clocks differ, a later line counts as no
 * earlier than the one before it. Throws where a line does not carry what it must: the log is only written by our operations.
 */
export function clockEventsOf(log: readonly LoggedEvent[]): readonly ClockEvent[] {
  let latest = 0
  return log.flatMap((line) => {
    latest = Math.max(latest, line.at.getTime())
    return heard(line, new Date(latest))
  })
}

function heard({ kind, data, text }: LoggedEvent, at: Date): readonly ClockEvent[] {
  if (kind === 'assigned') return [{ kind, at, text, data: Assigned.parse(data) }]
  if (kind === 'extension_granted') return [{ kind, at, text, data: Granted.parse(data) }]
  if (kind === 'escalated') return [{ kind, at, text, data: Escalated.parse(data) }]
  if (kind === 'decided') return [{ kind, at, text, data: Decided.parse(data) }]
  return isPlain(kind) ? [{ kind, at }] : []
}

function isPlain(kind: ItemEventKind): kind is Plain {
  return (PLAIN as readonly string[]).includes(kind)
}
