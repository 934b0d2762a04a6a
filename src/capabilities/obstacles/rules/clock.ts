import { type Day, dayFromNumber, dayNumber, dayOf } from '../../../kernel/day.ts'
import { isPublished, isWorkday, type WorkCalendar, workdaysBetween } from '../../../kernel/work-calendar.ts'
import type { ClockReceipt, DayReason, DeadlineBasis, ReceiptDay, TierStanding } from '../contract.ts'
import { type ClockFacts, type ClockStatus, type Course, courseOf, type Leg, signatureDue, statusAt } from './course.ts'
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

/** Every day of Asia/Shanghai is as long as any other. */
const DAY_MS = 86_400_000

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
  usedByNow: number
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
  const state = STATES[status]
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
  const { hours, now, calendar } = facts
  const legs = course.legs.map((leg) => ({
    leg,
    tally: tallyOf(leg, facts),
    from: leg.since.getTime(),
    begunOn: dayOf(leg.since),
  }))
  const marks = course.marks.map((mark) => ({ ...mark, from: mark.at.getTime(), on: dayOf(mark.at) }))
  const days: ReceiptDay[] = []
  const [first, last] = [legs[0], legs.at(-1)]
  if (!first || !last) return { legs: [], days: [] }
  const [begin, today] = [dayNumber(first.begunOn), dayNumber(dayOf(now))]
  const firstClose = closeOfBusiness(first.begunOn, hours).getTime()
  let [atLeg, atMark] = [0, 0]
  for (let number = begin; number <= today || isAhead(course, last.tally, number); number += 1) {
    const day = dayFromNumber(number)
    const close = firstClose + (number - begin) * DAY_MS
    while ((legs[atLeg + 1]?.from ?? Number.POSITIVE_INFINITY) <= close) atLeg += 1
    while ((marks[atMark + 1]?.from ?? Number.POSITIVE_INFINITY) <= close) atMark += 1
    const [standing, mark] = [legs[atLeg] ?? last, marks[atMark]]
    const reason = reasonOf(day, standing, mark, calendar)
    if (reason === undefined) continue
    const { leg, tally } = standing
    const counts = reason === 'counts' || reason === 'over' || reason === 'statutory'
    if (counts) tally.used += 1
    if (reason === 'counts' && tally.used === tally.limit) settle(tally, day, legs[atLeg + 1]?.leg, course, facts)
    if (close <= now.getTime()) tally.usedByNow = tally.used
    days.push({
      day,
      tier: leg.tier,
      counts,
      reason,
      used: tally.used,
      left: tally.limit === null ? null : tally.limit - tally.used,
      isDue: tally.dueOn === day,
      isProvisional: !isPublished(calendar, day),
    })
  }
  return { legs: legs.map(({ leg, tally }, index) => closedLeg(leg, tally, legs[index + 1]?.leg, course, now)), days }
}

function tallyOf(leg: Leg, { hours, calendar }: ClockFacts): Tally {
  if (leg.statutoryOn === null) return { used: 0, usedByNow: 0, limit: leg.total, due: null, dueOn: null }
  return {
    used: 0,
    usedByNow: 0,
    limit: workdaysBetween(calendar, dayOf(leg.since), leg.statutoryOn).workdays,
    due: statutoryDeadline(leg.statutoryOn, hours),
    dueOn: leg.statutoryOn,
  }
}

/** Whether days after today are still to be listed: those of a running clock up to its deadline. */
function isAhead({ marks }: Course, tally: Tally, number: number): boolean {
  if (marks.at(-1)?.status !== 'running') return false
  return tally.dueOn === null ? tally.limit !== null : number <= dayNumber(tally.dueOn)
}

function reasonOf(
  day: Day,
  { leg, tally, begunOn }: { readonly leg: Leg; readonly tally: Tally; readonly begunOn: Day },
  mark: { readonly status: ClockStatus; readonly on: Day } | undefined,
  calendar: WorkCalendar,
): DayReason | undefined {
  if (!mark || mark.status === 'ended') return undefined
  if (day === begunOn) return 'begins'
  if (!isWorkday(calendar, day)) return 'day_off'
  if (leg.statutoryOn !== null) return day > leg.statutoryOn ? 'over' : 'statutory'
  if (mark.status === 'suspended' || mark.status === 'answered' || mark.status === 'level_above') return mark.status
  if (day === mark.on) return 'begins_again'
  if (tally.due === null) return 'counts'
  return day === tally.dueOn ? 'moved' : 'over'
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

function closedLeg(leg: Leg, tally: Tally, next: Leg | undefined, course: Course, now: Date): CountedLeg {
  const { due } = tally
  const basis = due && (leg.isDecided && due.basis === 'close_of_business' ? 'decided' : due.basis)
  return {
    ...leg,
    dueAt: due?.at ?? null,
    dueOn: tally.dueOn,
    basis,
    expiredAt: due && expiryOf(due.at, next?.since ?? null, course, now),
    used: tally.usedByNow,
    limit: tally.limit,
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
