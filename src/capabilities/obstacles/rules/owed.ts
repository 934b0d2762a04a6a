import { asDay, type Day, dayOf } from '../../../kernel/day.ts'
import type { WorkCalendar } from '../../../kernel/work-calendar.ts'
import type { ItemActor, ItemState, LoopSettings } from '../contract.ts'
import type { ClockReading } from './clock.ts'
import { deadlineAfter, deadlineOn } from './deadlines.ts'
import { tierAbove, TOP_TIER } from './ladder.ts'

/** What is owed on an item follows from this. Instants; null where it has not come to that. */
export interface OwedFacts {
  readonly state: ItemState
  readonly reportedAt: Date | null
  /** When it was verified last, or returned to be assigned again. */
  readonly verifiedAt: Date | null
  readonly answeredAt: Date | null
  readonly agreedAt: Date | null
  readonly asksForRating: boolean
  readonly isRated: boolean
  readonly reviewOn: string | null
  readonly extensionAskedAt: Date | null
  readonly clock: ClockReading
  readonly settings: LoopSettings
  readonly calendar: WorkCalendar
}

/** Who owes the next step on an item, and by when; `dueAt` null where a leader has still to name the day. */
export interface Owed {
  readonly actors: readonly ItemActor[]
  readonly dueAt: Date | null
}

type Telling = (facts: OwedFacts) => Owed | null

const handling: Telling = ({ clock }) => ({ actors: ['handler'], dueAt: clock.dueAt })
const consent =
  (...actors: readonly ItemActor[]): Telling =>
  (facts) => ({ actors, dueAt: after(facts.answeredAt, facts.settings.consentDays, facts) })
const nobody: Telling = () => null

const OWED: Readonly<Record<ItemState, Telling>> = {
  draft: nobody,
  given_back: nobody,
  reported: (facts) => ({ actors: ['assigner'], dueAt: after(facts.reportedAt, facts.settings.verifyDays, facts) }),
  verified: (facts) => ({ actors: ['assigner'], dueAt: after(facts.verifiedAt, facts.settings.assignDays, facts) }),
  assigned: ({ clock }) => ({ actors: ['handler'], dueAt: clock.signatureDueAt ?? clock.dueAt }),
  signed: handling,
  in_hand: handling,
  answered: consent('proposer', 'assigner'),
  proposer_agreed: consent('assigner'),
  assigner_agreed: consent('proposer'),
  agreed: (facts) =>
    facts.asksForRating && !facts.isRated
      ? { actors: ['proposer'], dueAt: after(facts.agreedAt, facts.settings.ratingDays, facts) }
      : { actors: ['assigner'], dueAt: after(facts.agreedAt, facts.settings.consentDays, facts) },
  suspended: ({ reviewOn, settings, calendar }) => ({
    actors: ['leader'],
    dueAt: reviewOn === null ? null : deadlineOn(asDay(reviewOn), settings, calendar).at,
  }),
  closed: nobody,
  level_above: nobody,
  merged: nobody,
  withdrawn: nobody,
}

/** Who owes the next step on an item, and by when; null where nothing is owed. The deadline is what lists sort by. */
export function owedOf(facts: OwedFacts): Owed | null {
  return OWED[facts.state](facts)
}

/** What the sweep does with an item now: `escalate` up a tier, `close` what both agreed to when the days to rate are over, or nothing. */
export type SweepAct = { readonly act: 'escalate'; readonly tier: number } | { readonly act: 'close' } | null

/**
 * What falls due on an item at an instant. Time that ran out moves it up, unless an extension asked in time still waits for its decision,
 * which holds it up for the days given to decide and no longer. At the top nothing moves.
 */
export function sweepActOf(facts: OwedFacts, now: Date): SweepAct {
  const leg = facts.clock.legs.at(-1)
  if (facts.state === 'agreed' && !facts.isRated) {
    const due = facts.asksForRating ? after(facts.agreedAt, facts.settings.ratingDays, facts) : facts.agreedAt
    return due && now > due ? { act: 'close' } : null
  }
  const above = leg && tierAbove(leg.tier)
  if (facts.clock.state !== 'running' || !leg?.expiredAt || above === undefined) return null
  const held = heldUntil(facts)
  return held && now <= held ? null : { act: 'escalate', tier: above }
}

/**
 * The next instant at which the sweep has to look at an item, null where only a person can move it: the first after a deadline, since a
 * deadline itself is still in time. Never later than something falls due.
 */
export function nextSweepAt(facts: OwedFacts): Date | null {
  const last = lastInTime(facts)
  return last && new Date(last.getTime() + 1)
}

function lastInTime(facts: OwedFacts): Date | null {
  const { clock, state } = facts
  if (state === 'agreed') return facts.isRated ? null : (owedOf({ ...facts, asksForRating: true })?.dueAt ?? null)
  if (clock.state === 'not_started') return clock.signatureDueAt
  const leg = clock.legs.at(-1)
  if (clock.state !== 'running' || !leg?.dueAt || leg.tier === TOP_TIER) return null
  const held = heldUntil(facts)
  return held && held > leg.dueAt ? held : leg.dueAt
}

/**
 * The last day on which an open obstacle is still in the way of its node, as its clock stands: its deadline, the day of review where it is
 * suspended, today at the least; null where it is settled. What a schedule reckons its effect with.
 */
export function inTheWayThrough(facts: OwedFacts, today: Day): Day | null {
  const { state, clock } = facts
  if (state === 'draft' || state === 'closed' || state === 'merged' || state === 'withdrawn' || state === 'given_back')
    return null
  const until = state === 'suspended' ? facts.reviewOn : clock.dueAt && dayOf(clock.dueAt)
  return until !== null && until > today ? asDay(until) : today
}

function heldUntil({ extensionAskedAt, settings, calendar }: OwedFacts): Date | null {
  return extensionAskedAt && deadlineAfter(extensionAskedAt, settings.extensionDecideDays, settings, calendar).at
}

function after(since: Date | null, workdays: number, { settings, calendar }: OwedFacts): Date | null {
  return since && deadlineAfter(since, workdays, settings, calendar).at
}
