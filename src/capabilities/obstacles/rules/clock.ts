import { addDays, type Day, dayOf } from '../../../kernel/day.ts'
import { isPublished, isWorkday, workdaysBetween } from '../../../kernel/work-calendar.ts'
import type { ClockReceipt, DayReason, DeadlineBasis, ReceiptDay, TierStanding } from '../contract.ts'
import { type ClockFacts, type Course, courseOf, type Leg, signatureDue, statusAt } from './course.ts'
import { closeOfBusiness, type Deadline, deadlineAfter, deadlineOn, statutoryDeadline } from './deadlines.ts'
import { tierOf } from './ladder.ts'

/** A leg as it was counted. `dueAt` is final once its last working day is over or foreseen; `expiredAt` once it passed while the clock ran. */
export interface CountedLeg extends Leg {
  readonly dueAt: Date | null
  readonly dueOn: Day | null
  readonly basis: DeadlineBasis | null
  readonly expiredAt: Date | null
  readonly used: number
  /** `total`, with the one working day more that is given where an answer in time comes back with nothing left. */
  readonly limit: number | null
}

/** What a clock reads. Instants; `dueAt` of a clock that an answer stopped is the deadline as it stood then. */
export interface ClockReading {
  readonly state: ClockReceipt['state']
  readonly startedAt: Date | null
  readonly dueAt: Date | null
  readonly dueOn: Day | null
  readonly basis: DeadlineBasis | null
  readonly signatureDueAt: Date | null
  readonly total: number | null
  readonly used: number
  readonly left: number | null
  readonly isOverdue: boolean
  /** Whether a deadline ever passed while the clock ran, and whether one did since the item was last reopened. */
  readonly isLate: boolean
  readonly isLateThisRound: boolean
  readonly answerDueAt: Date | null
  readonly answeredAt: Date | null
  readonly legs: readonly CountedLeg[]
  readonly days: readonly ReceiptDay[]
}

const STATES = {
  pending: 'not_started',
  running: 'running',
  suspended: 'suspended',
  level_above: 'suspended',
  answered: 'stopped',
  ended: 'ended',
} as const

/** A leg while it is being counted. */
interface Tally {
  used: number
  limit: number | null
  due: Deadline | null
  dueOn: Day | null
}

/**
 * Reads a clock: a pure function of the log, the ladder, the calendar and the instant. The day a clock begins or begins again is not
 * counted; every other working day counts where the clock runs at its close of business, so that it stands still only while the item is
 * suspended, waits for the level above, or waits for the consent to an answer. Sent back, it goes on where it stood.
 * Source of the first day: 民法典 Art. 201; what stops it is the rule of the closed loop (挂起 alone pauses, 退办 resumes).
 */
export function readClock(facts: ClockFacts): ClockReading {
  return readCourse(courseOf(facts), facts)
}

function readCourse(course: Course, facts: ClockFacts): ClockReading {
  const { now } = facts
  const { legs, days } = counted(course, facts)
  const leg = legs.at(-1)
  const status = statusAt(course, now)?.status ?? 'pending'
  const state = leg || status === 'ended' ? STATES[status] : 'not_started'
  const standing = state === 'stopped' || state === 'ended' ? beforeTheStop(course, facts) : leg
  const isShown = standing !== undefined && state !== 'suspended'
  const answerDays = leg && tierOf(facts.ladder, leg.tier).answerDays
  return {
    state,
    startedAt: legs[0]?.since ?? null,
    dueAt: isShown ? standing.dueAt : null,
    dueOn: isShown ? standing.dueOn : null,
    basis: isShown ? standing.basis : null,
    signatureDueAt: signatureDue(course, facts),
    total: leg?.limit ?? null,
    used: leg?.used ?? 0,
    left: leg?.limit == null ? null : leg.limit - leg.used,
    isOverdue: state === 'running' && leg?.dueAt != null && now > leg.dueAt,
    isLate: legs.some(({ expiredAt }) => expiredAt !== null),
    isLateThisRound: legs.some(({ expiredAt, round }) => expiredAt !== null && round === course.round),
    answerDueAt:
      leg && answerDays != null ? deadlineAfter(leg.since, answerDays, facts.hours, facts.calendar).at : null,
    answeredAt: (leg && course.replies.find((at) => at >= leg.since)) ?? null,
    legs,
    days,
  }
}

/** The receipt of a clock as it is shown. */
export function receiptOf(facts: ClockFacts, ladderNumber: number): ClockReceipt {
  const reading = readClock(facts)
  const iso = (at: Date | null): string | null => at?.toISOString() ?? null
  return {
    asOf: facts.now.toISOString(),
    startedAt: iso(reading.startedAt),
    dueAt: iso(reading.dueAt),
    dueOn: reading.dueOn,
    basis: reading.basis,
    total: reading.total,
    used: reading.used,
    left: reading.left,
    state: reading.state,
    isOverdue: reading.isOverdue,
    isLate: reading.isLate,
    answerDueAt: iso(reading.answerDueAt),
    answeredAt: iso(reading.answeredAt),
    calendarVersion: facts.calendar.version,
    ladderVersion: String(ladderNumber),
    closeOfBusiness: facts.hours.closeOfBusiness,
    days: [...reading.days],
    tiers: standingsOf(reading, facts),
  }
}

/** The steps of the ladder an item stood on. A lower tier stays answerable until the item is over. */
export function standingsOf({ legs, state }: ClockReading, { ladder }: Pick<ClockFacts, 'ladder'>): TierStanding[] {
  return legs.map((leg, index) => ({
    tier: leg.tier,
    round: leg.round,
    owner: tierOf(ladder, leg.tier).owner,
    since: leg.since.toISOString(),
    dueAt: leg.dueAt?.toISOString() ?? null,
    expiredAt: leg.expiredAt?.toISOString() ?? null,
    isCurrent: index === legs.length - 1 && state !== 'ended',
    isAnswerable: state !== 'ended',
    reason: leg.reason,
  }))
}

/** The last leg as it read at the instant the clock was stopped last. */
function beforeTheStop(course: Course, facts: ClockFacts): CountedLeg | undefined {
  const running = course.marks.findLastIndex(({ status }) => status === 'running')
  const stop = course.marks[running + 1]
  if (running < 0 || !stop) return undefined
  return counted({ ...course, marks: course.marks.slice(0, running + 1) }, { ...facts, now: stop.at }).legs.at(-1)
}

function counted(course: Course, facts: ClockFacts): { legs: readonly CountedLeg[]; days: readonly ReceiptDay[] } {
  const { legs, marks } = course
  const first = legs[0]
  if (!first) return { legs: [], days: [] }
  const tallies = legs.map((leg) => tallyOf(leg, facts))
  const days: ReceiptDay[] = []
  const today = dayOf(facts.now)
  const used = new Map<Tally, number>()
  for (let day = dayOf(first.since); day <= today || isAhead(course, tallies, day); day = addDays(day, 1)) {
    const close = closeOfBusiness(day, facts.hours)
    const index = Math.max(
      0,
      legs.findLastIndex(({ since }) => since <= close),
    )
    const [leg, tally] = [legs[index], tallies[index]]
    if (!leg || !tally) break
    const reason = reasonOf(day, leg, statusAt({ marks }, close) ?? { at: leg.since, status: 'running' }, tally, facts)
    if (reason === undefined) continue
    const counts = reason === 'counts' || reason === 'over' || reason === 'statutory'
    if (counts) tally.used += 1
    if (reason === 'counts' && tally.used === tally.limit) settle(tally, day, legs[index + 1], course, facts)
    if (close <= facts.now) used.set(tally, tally.used)
    days.push({
      day,
      tier: leg.tier,
      counts,
      reason,
      used: tally.used,
      left: tally.limit === null ? null : tally.limit - tally.used,
      isDue: tally.dueOn === day,
      isProvisional: !isPublished(facts.calendar, day),
    })
  }
  return { legs: legs.map((leg, index) => closedLeg(leg, tallies[index], legs[index + 1], course, used, facts)), days }
}

function tallyOf(leg: Leg, { hours, calendar }: ClockFacts): Tally {
  if (leg.statutoryOn === null) return { used: 0, limit: leg.total, due: null, dueOn: null }
  return {
    used: 0,
    limit: workdaysBetween(calendar, dayOf(leg.since), leg.statutoryOn).workdays,
    due: statutoryDeadline(leg.statutoryOn, hours),
    dueOn: leg.statutoryOn,
  }
}

/** Whether days after today are still to be listed: those of a running clock up to its deadline. */
function isAhead({ legs, marks }: Course, tallies: readonly Tally[], day: Day): boolean {
  const [leg, tally] = [legs.at(-1), tallies.at(-1)]
  if (!leg || !tally || marks.at(-1)?.status !== 'running') return false
  return tally.dueOn === null ? tally.limit !== null : day <= tally.dueOn
}

function reasonOf(
  day: Day,
  leg: Leg,
  mark: NonNullable<ReturnType<typeof statusAt>>,
  tally: Tally,
  { calendar }: ClockFacts,
): DayReason | undefined {
  if (mark.status === 'ended') return undefined
  if (day === dayOf(leg.since)) return 'begins'
  if (!isWorkday(calendar, day)) return 'day_off'
  if (leg.statutoryOn !== null) return day > leg.statutoryOn ? 'over' : 'statutory'
  if (mark.status === 'suspended' || mark.status === 'answered' || mark.status === 'level_above') return mark.status
  if (day === dayOf(mark.at)) return 'begins_again'
  return tally.due === null ? 'counts' : 'over'
}

/**
 * The last working day is counted: it is the deadline. Where the instant was moved to later and the clock stood in between, one day more is
 * given instead.
 */
function settle(tally: Tally, day: Day, next: Leg | undefined, course: Course, { hours, calendar }: ClockFacts): void {
  const due = deadlineOn(day, hours, calendar)
  const isLeft = next !== undefined && next.since <= due.at
  if (!isLeft && statusAt(course, due.at) !== statusAt(course, closeOfBusiness(day, hours))) {
    tally.limit = (tally.limit ?? 0) + 1
    return
  }
  tally.due = due
  tally.dueOn = dayOf(due.at)
}

function closedLeg(
  leg: Leg,
  tally: Tally | undefined,
  next: Leg | undefined,
  course: Course,
  used: ReadonlyMap<Tally, number>,
  { now }: ClockFacts,
): CountedLeg {
  const due = tally?.due ?? null
  const basis = due && (leg.isDecided && due.basis === 'close_of_business' ? 'decided' : due.basis)
  return {
    ...leg,
    dueAt: due?.at ?? null,
    dueOn: tally?.dueOn ?? null,
    basis,
    expiredAt: due && expiryOf(due.at, next?.since ?? null, course, now),
    used: (tally && used.get(tally)) ?? 0,
    limit: tally?.limit ?? null,
  }
}

/** The instant a leg's time ran out: its deadline where the clock ran then, else the first instant after it at which the clock ran again. */
function expiryOf(dueAt: Date, end: Date | null, course: Course, now: Date): Date | null {
  const running =
    statusAt(course, dueAt)?.status === 'running'
      ? dueAt
      : course.marks.find(({ at, status }) => at > dueAt && status === 'running')?.at
  if (!running || (end !== null && running >= end)) return null
  return running === dueAt ? (now > dueAt ? dueAt : null) : running
}
