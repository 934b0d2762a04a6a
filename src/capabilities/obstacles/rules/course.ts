import type { Day } from '../../../kernel/day.ts'
import { dayOf } from '../../../kernel/day.ts'
import { addWorkdays, isWorkday, type WorkCalendar, workdaysBetween } from '../../../kernel/work-calendar.ts'
import type { LadderBody, LoopSettings } from '../contract.ts'
import { type ClockData, type ClockEvent, clockEventsOf, type LoggedEvent } from './clock-events.ts'
import { deadlineAfter, type HoursOfWork, statutoryDeadline } from './deadlines.ts'
import { solveDaysOf } from './ladder.ts'

/** All a clock follows from. The same facts give the same receipt, whoever asks and whenever. */
export interface ClockFacts {
  readonly log: readonly LoggedEvent[]
  /** The ladder the item was assigned under. */
  readonly ladder: LadderBody
  readonly hours: HoursOfWork & Pick<LoopSettings, 'signDays'>
  readonly calendar: WorkCalendar
  readonly now: Date
}

/** What a clock does at an instant: waits for the signature, runs, stands suspended, stands because of an answer, waits for the level above, is over. */
export type ClockStatus = 'pending' | 'running' | 'suspended' | 'answered' | 'level_above' | 'ended'

/** From this instant on the clock is in this status. */
interface Mark {
  readonly at: Date
  readonly status: ClockStatus
}

/**
 * One leg of a clock: the time given to one tier. `total` in working days with the extensions granted, null where a leader decides the
 * day; `statutoryOn` the day fixed by law that stands instead of any count.
 */
export interface Leg {
  readonly tier: number
  readonly round: number
  readonly since: Date
  readonly total: number | null
  readonly isDecided: boolean
  readonly statutoryOn: Day | null
  readonly reason: string
}

/** The course of a clock: its legs and its changes of status, in the order of time, and when the handling unit said something. */
export interface Course {
  readonly assignment: ClockData['assigned'] | null
  /** Since when a signature is awaited; null where none is. */
  readonly awaitedSince: Date | null
  readonly round: number
  readonly legs: readonly Leg[]
  readonly marks: readonly Mark[]
  readonly replies: readonly Date[]
}

const NOTHING: Course = { assignment: null, awaitedSince: null, round: 0, legs: [], marks: [], replies: [] }

type Hear = {
  readonly [K in ClockEvent['kind']]: (
    course: Course,
    event: Extract<ClockEvent, { kind: K }>,
    facts: ClockFacts,
  ) => Course
}

/** What each event does to the course: a table, so that a new event must say it. */
const HEAR: Hear = {
  assigned: (course, { at, data }) => ({
    ...NOTHING,
    round: course.round,
    assignment: data,
    awaitedSince: at,
    marks: [{ at, status: 'pending' }],
  }),
  signed: (course, { at }, facts) => (course.awaitedSince ? begun(course, at, facts) : course),
  returned: (course) => ({ ...NOTHING, round: course.round }),
  noted: replied,
  answered: (course, event) => marked(replied(course, event), event.at, 'answered'),
  sent_back: (course, { at }) => marked(course, at, 'running'),
  contradicted: (course, { at }) => marked(course, at, 'running'),
  suspended: (course, { at }) => marked(course, at, 'suspended'),
  level_above_needed: (course, { at }) => marked(course, at, 'level_above'),
  resumed: (course, { at }) => {
    if (course.awaitedSince) return marked({ ...course, awaitedSince: at }, at, 'pending')
    return marked(course, at, course.legs.length > 0 ? 'running' : 'pending')
  },
  closed: (course, { at }) => marked(course, at, 'ended'),
  merged: (course, { at }) => marked(course, at, 'ended'),
  withdrawn: (course, { at }) => marked(course, at, 'ended'),
  reopened: (course, { at }, facts) => {
    const tier = tierNow(course)
    return onLeg(
      { ...course, round: course.round + 1 },
      { tier, since: at, total: totalOn(course, tier, facts) },
      facts,
    )
  },
  extension_granted: (course, { data }) => ({
    ...course,
    legs: course.legs.map((leg, index) =>
      index === course.legs.length - 1 && leg.total !== null ? { ...leg, total: leg.total + data.days } : leg,
    ),
  }),
  escalated: (course, { at, data, text }, facts) =>
    onLeg(course, { tier: data.tier, since: at, total: totalOn(course, data.tier, facts), reason: text }, facts),
  decided: (course, { at, data, text }, facts) => {
    if (data.dueOn === null) return course
    const { calendar } = facts
    const dueOn = isWorkday(calendar, data.dueOn) ? data.dueOn : addWorkdays(calendar, data.dueOn, 0).day
    const total = Math.max(1, workdaysBetween(calendar, dayOf(at), dueOn).workdays)
    return onLeg(course, { tier: tierNow(course), since: at, total, isDecided: true, reason: text }, facts)
  },
}

/** The course of a clock as its log tells it up to now. A clock nobody signed for begins when the time to sign is over. */
export function courseOf(facts: ClockFacts): Course {
  const heard = clockEventsOf(facts.log).filter(({ at }) => at <= facts.now)
  const course = heard.reduce<Course>(
    (sofar, event) => hear(withoutSignature(sofar, event.at, facts), event, facts),
    NOTHING,
  )
  return withoutSignature(course, facts.now, facts)
}

/** The instant a signature is due, where one is awaited. */
export function signatureDue(course: Course, { hours, calendar }: Pick<ClockFacts, 'hours' | 'calendar'>): Date | null {
  return course.awaitedSince && deadlineAfter(course.awaitedSince, hours.signDays, hours, calendar).at
}

/** The status of a clock at an instant; undefined before its first. */
export function statusAt({ marks }: Pick<Course, 'marks'>, at: Date): Mark | undefined {
  return marks.findLast((mark) => mark.at <= at)
}

function hear<K extends ClockEvent['kind']>(
  course: Course,
  event: Extract<ClockEvent, { kind: K }>,
  facts: ClockFacts,
): Course {
  const handler = HEAR[event.kind]
  return handler(course, event, facts)
}

function withoutSignature(course: Course, at: Date, facts: ClockFacts): Course {
  const due = signatureDue(course, facts)
  const waits = statusAt(course, at)?.status === 'pending'
  return due && waits && due < at ? begun(course, due, facts) : course
}

function begun(course: Course, since: Date, facts: ClockFacts): Course {
  const tier = tierNow(course)
  return onLeg(course, { tier, since, total: totalOn(course, tier, facts) }, facts)
}

type NewLeg = Pick<Leg, 'tier' | 'since' | 'total'> & Partial<Pick<Leg, 'isDecided' | 'reason'>>

function onLeg(course: Course, leg: NewLeg, { hours }: ClockFacts): Course {
  const lawful = course.assignment?.statutoryDueOn ?? null
  const isFirst = course.legs.length === 0
  const stands = lawful !== null && (isFirst || statutoryDeadline(lawful, hours).at > leg.since)
  const next: Leg = {
    isDecided: false,
    reason: '',
    ...leg,
    round: course.round,
    statutoryOn: stands ? lawful : null,
  }
  return marked({ ...course, awaitedSince: null, legs: [...course.legs, next] }, leg.since, 'running')
}

function marked(course: Course, at: Date, status: ClockStatus): Course {
  return { ...course, marks: [...course.marks, { at, status }] }
}

function replied(course: Course, { at }: { readonly at: Date }): Course {
  return { ...course, replies: [...course.replies, at] }
}

function tierNow({ legs, assignment }: Course): number {
  return legs.at(-1)?.tier ?? assignment?.tier ?? 0
}

function totalOn({ assignment }: Course, tier: number, { ladder }: ClockFacts): number | null {
  const isFirst = assignment !== null && assignment.tier === tier && assignment.days !== null
  return isFirst ? assignment.days : solveDaysOf(ladder, tier, assignment?.isHard ?? false)
}
