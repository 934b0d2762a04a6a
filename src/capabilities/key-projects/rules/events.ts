import type { EventCount, EventKind, Stage } from '../contract.ts'
import { originsOf, type ProjectLink } from './lineage.ts'
import { hasReached } from './stages.ts'

/** An event with the projects of its batch, as counting reads it. */
export interface HeldEvent {
  readonly id: string
  readonly kind: EventKind
  readonly heldOn: string
  readonly isCancelled: boolean
  readonly entries: readonly { readonly projectId: string; readonly amount: number | null }[]
}

/** How one entry counts: the event it was counted at before, where there is one, and how many ceremonies of the kind there were by then. */
export interface CountedEntry {
  readonly eventId: string
  readonly projectId: string
  readonly count: EventCount
  readonly amount: number
  readonly beforeId: string | null
  readonly ceremonies: number
}

/**
 * Counts every project once, at its first event of a kind: later ones bring no new amount. A further phase counts its increment, or
 * nothing where the first contract signed it already; where the investor was replaced, the signing of the new one counts in the place
 * of the old one's. Mergers and splits are looked through. Events are taken by day, then by id; cancelled ones count nothing.
 * Source: the counting rules for attracted projects published by Sanming in 2006.
 */
export function countEntries(events: readonly HeldEvent[], links: readonly ProjectLink[]): readonly CountedEntry[] {
  const originOf = originsOf(links)
  const phases = new Map(links.filter(({ kind }) => kind === 'phase').map((link) => [link.toId, link]))
  const investors = links.filter(({ kind }) => kind === 'investor')
  const counted = new Map<string, { readonly place: number; readonly heldOn: string }>()
  const held = new Map<string, number>()
  const found: CountedEntry[] = []
  const inOrder = events.toSorted(
    (one, other) => one.heldOn.localeCompare(other.heldOn) || (one.id < other.id ? -1 : 1),
  )
  const isReplaced = (origin: string, after: string, until: string) =>
    investors.some(({ toId, on }) => originOf(toId) === origin && on > after && on <= until)
  for (const { id: eventId, kind, heldOn, isCancelled, entries } of inOrder)
    for (const { projectId, amount } of entries) {
      const origin = originOf(projectId)
      const identity = `${kind} ${origin}`
      const ceremonies = (held.get(identity) ?? 0) + (isCancelled ? 0 : 1)
      held.set(identity, ceremonies)
      const before = counted.get(identity)
      const entry = { eventId, projectId, amount: 0, beforeId: null, ceremonies }
      const phase = phases.get(projectId)
      if (isCancelled) found.push({ ...entry, count: 'cancelled' })
      else if (phase?.insideScope) found.push({ ...entry, count: 'inside_scope' })
      else if (before === undefined) {
        counted.set(identity, { place: found.length, heldOn })
        found.push(
          phase
            ? { ...entry, count: 'increment', amount: phase.amount ?? amount ?? 0 }
            : { ...entry, count: 'first', amount: amount ?? 0 },
        )
      } else {
        const beforeId = found[before.place]?.eventId ?? null
        if (kind === 'signing' && isReplaced(origin, before.heldOn, heldOn)) {
          found[before.place] = { ...(found[before.place] as CountedEntry), count: 'investor_left', amount: 0 }
          counted.set(identity, { place: found.length, heldOn })
          found.push({ ...entry, count: 'new_investor', amount: amount ?? 0, beforeId })
        } else found.push({ ...entry, count: 'counted_before', beforeId })
      }
    }
  return found
}

const REAL_FROM = { signing: 'signed', start: 'started', completion: 'completed' } as const satisfies Record<
  EventKind,
  Stage
>

/** Whether a project has really come as far as an event of a kind says: a ceremony is not a start. */
export function isRealAt(
  kind: EventKind,
  project: { readonly stage: Stage; readonly stageLeft: Stage | null },
): boolean {
  return hasReached(project, REAL_FROM[kind])
}
