import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NATIONAL_WORK_CALENDAR, NATIONAL_WORK_CALENDAR_DATA } from '../../../kernel/work-calendar.ts'
import type { ItemEventKind } from '../contract.ts'
import { readClock } from './clock.ts'
import type { LoggedEvent } from './clock-events.ts'
import type { ClockFacts } from './course.ts'
import { FIRST_LADDER } from './ladder.ts'

const HOUR = 3_600_000
const HALF = HOUR / 2
const SHANGHAI = 8 * HOUR
const HOURS = { closeOfBusiness: '17:30', keepsQuietHours: true, signDays: 1 }

/** The oracle's own calendar: the notices as sets of days, the week by the platform's own date. */
const OFF = new Set(
  NATIONAL_WORK_CALENDAR_DATA.years.flatMap(({ off }) =>
    off.flatMap(([first, last]) => {
      const days: string[] = []
      for (let at = Date.parse(first); at <= Date.parse(last); at += 24 * HOUR)
        days.push(new Date(at).toISOString().slice(0, 10))
      return days
    }),
  ),
)
const MAKE_UP = new Set<string>(NATIONAL_WORK_CALENDAR_DATA.years.flatMap(({ makeUp }) => makeUp))
const isWorked = (date: string): boolean => {
  if (MAKE_UP.has(date)) return true
  if (OFF.has(date)) return false
  const week = new Date(`${date}T00:00:00Z`).getUTCDay()
  return week >= 1 && week <= 5
}

interface OracleLeg {
  tier: number
  total: number
  used: number
  begunOn: string
  dueAt: number | null
  expiredAt: number | null
}

/**
 * Another way of counting: time itself passes, half an hour at a step, from the assignment on. At each step the events of that instant
 * happen, and at 17:30 of a working day one day is put on the account of the leg that runs. It knows nothing of legs to come.
 */
function simulate(log: readonly LoggedEvent[], now: Date) {
  const legs: OracleLeg[] = []
  let status = 'none'
  let askedAt: number | null = null
  let restartedOn = ''
  let dueLater: { leg: OracleLeg; at: number } | null = null
  const queue = [...log]
  const local = (at: number) => new Date(at + SHANGHAI)
  const begin = (tier: number, total: number, date: string) => {
    // An extension asked in time counts from the first, whenever it is decided on: the oracle looks ahead for it.
    const ahead = queue.findIndex(({ kind }) => kind === 'escalated' || kind === 'reopened')
    const granted = (ahead < 0 ? queue : queue.slice(0, ahead))
      .filter(({ kind, at }) => kind === 'extension_granted' && at <= now)
      .reduce((sum, { data }) => sum + (data['days'] as number), 0)
    legs.push({ tier, total: total + granted, used: 0, begunOn: date, dueAt: null, expiredAt: null })
    status = 'running'
    restartedOn = date
    askedAt = null
    dueLater = null
  }
  let signBy = Number.POSITIVE_INFINITY
  const first = queue[0]
  if (!first) return { legs, status }
  const assignment = first.data as { tier: number; days: number; isHard: boolean }
  const totals = (tier: number) => (tier === assignment.tier ? assignment.days : [3, 5, 5, 5, 10, 999][tier]!)
  for (let at = first.at.getTime(); at <= now.getTime(); at += HALF) {
    const date = local(at).toISOString().slice(0, 10)
    const minutes = local(at).getUTCHours() * 60 + local(at).getUTCMinutes()
    // A deadline whose instant has come is final where the clock still runs; the moment after it, it has expired.
    while (queue[0] && queue[0].at.getTime() === at) {
      const event = queue.shift()!
      const leg = legs.at(-1)
      if (dueLater && ['answered', 'suspended'].includes(event.kind)) {
        dueLater.leg.total += 1
        dueLater = null
      }
      if (event.kind === 'assigned') {
        status = 'pending'
        askedAt = at
        signBy = nextCloseOfBusiness(date)
      } else if (event.kind === 'signed' && askedAt !== null) begin(assignment.tier, totals(assignment.tier), date)
      else if (event.kind === 'escalated')
        begin(event.data['tier'] as number, totals(event.data['tier'] as number), date)
      else if (event.kind === 'answered') status = 'answered'
      else if (event.kind === 'suspended') status = 'suspended'
      else if (event.kind === 'closed') status = 'ended'
      else if (event.kind === 'sent_back' || event.kind === 'resumed') {
        if (askedAt !== null && event.kind === 'resumed') {
          status = 'pending'
          signBy = nextCloseOfBusiness(date)
        } else {
          status = 'running'
          restartedOn = date
        }
        if (leg?.dueAt != null && leg.expiredAt === null && at > leg.dueAt) leg.expiredAt = at
      } else if (event.kind === 'reopened') begin(leg!.tier, totals(leg!.tier), date)
    }
    if (status === 'pending' && at === signBy && now.getTime() > at) {
      // Nobody signed: the clock begins by itself at that instant, unless an event of this very instant did it.
      begin(assignment.tier, totals(assignment.tier), date)
    }
    const leg = legs.at(-1)
    if (!leg) continue
    if (dueLater && dueLater.leg === leg && at === dueLater.at) {
      leg.dueAt = at
      dueLater = null
    }
    const isMovedTo = leg.dueAt !== null && at - leg.dueAt === 5.5 * HOUR
    if (
      minutes === 17 * 60 + 30 &&
      !isMovedTo &&
      status === 'running' &&
      isWorked(date) &&
      leg.begunOn < date &&
      restartedOn < date
    ) {
      leg.used += 1
      if (leg.dueAt === null && leg.used === leg.total) {
        const week = local(at).getUTCDay()
        if (week === 6 || week === 0) dueLater = { leg, at: noonAfterWeekend(date) }
        else leg.dueAt = at
      }
    }
    // Half a step later the deadline is over.
    if (
      leg.dueAt !== null &&
      leg.expiredAt === null &&
      at === leg.dueAt &&
      status === 'running' &&
      now.getTime() > at
    ) {
      const leaves = queue[0]?.kind === 'escalated' && queue[0].at.getTime() === at
      if (!leaves) leg.expiredAt = at
    }
  }
  return { legs, status }
}

function nextCloseOfBusiness(date: string): number {
  let day = date
  do {
    day = new Date(Date.parse(day) + 24 * HOUR).toISOString().slice(0, 10)
  } while (!isWorked(day))
  const at = Date.parse(day) - SHANGHAI + 17.5 * HOUR
  const week = new Date(`${day}T00:00:00Z`).getUTCDay()
  return week === 6 || week === 0 ? noonAfterWeekend(day) : at
}

function noonAfterWeekend(date: string): number {
  let day = date
  do {
    day = new Date(Date.parse(day) + 24 * HOUR).toISOString().slice(0, 10)
  } while (new Date(`${day}T00:00:00Z`).getUTCDay() === 0 || !isWorked(day))
  return Date.parse(day) - SHANGHAI + 12 * HOUR
}

/** What may come next in a life, so that logs are such as the operations write. */
const NEXT: Readonly<Record<string, readonly ItemEventKind[]>> = {
  pending: ['signed', 'suspended'],
  running: ['answered', 'suspended', 'escalated', 'extension_granted', 'noted'],
  answered: ['sent_back', 'closed'],
  suspended: ['resumed'],
  ended: ['reopened'],
}
const AFTER: Readonly<Record<string, string>> = {
  signed: 'running',
  answered: 'answered',
  suspended: 'suspended',
  sent_back: 'running',
  closed: 'ended',
  reopened: 'running',
  escalated: 'running',
}

/** Half hours since 2025 began, up to nine days before a Saturday or Sunday that is worked. */
const nearWeekendsWorked = fc
  .tuple(fc.constantFrom(...[...MAKE_UP].filter((day) => day >= '2025-02' && day <= '2026-11')), fc.nat(9 * 48))
  .map(([day, before]) => (Date.parse(day) - Date.parse('2025-01-01')) / HALF - before)

/** A life of an item: assigned on a half hour of 2025 or 2026, then steps at whole half hours. */
const lives = fc
  .record({
    start: fc.oneof(fc.integer({ min: 0, max: 2 * 340 * 48 }), nearWeekendsWorked),
    days: fc.integer({ min: 1, max: 12 }),
    tier: fc.integer({ min: 0, max: 3 }),
    steps: fc.array(
      fc.record({ pick: fc.nat(9), wait: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 500 })) }),
      { maxLength: 9 },
    ),
    rest: fc.integer({ min: 0, max: 900 }),
  })
  .map(({ start, days, tier, steps, rest }) => {
    let at = Date.parse('2025-01-01T00:00:00Z') + start * HALF
    const line = (kind: ItemEventKind, data: Record<string, unknown> = {}): LoggedEvent => ({
      kind,
      at: new Date(at),
      text: '',
      data,
    })
    const log = [line('assigned', { tier, days, isHard: false, statutoryDueOn: null })]
    let state = 'pending'
    let left = 'pending'
    let standing = tier
    for (const { pick, wait } of steps) {
      at += wait * HALF
      const kinds = (NEXT[state] ?? []).filter((kind) => kind !== 'escalated' || standing < 4)
      const kind = kinds[pick % kinds.length]
      if (!kind) continue
      // Unsigned for long, the clock runs without a signature: what a life does then is not drawn here.
      if (kind === 'escalated') standing += 1
      log.push(
        line(
          kind,
          kind === 'escalated' ? { tier: standing } : kind === 'extension_granted' ? { days: 1 + (pick % 3) } : {},
        ),
      )
      if (kind === 'suspended') left = state
      state = kind === 'resumed' ? left : (AFTER[kind] ?? state)
    }
    return { log, now: new Date(at + rest * HALF) }
  })

const factsOf = (log: readonly LoggedEvent[], now: Date): ClockFacts => ({
  log,
  ladder: FIRST_LADDER.body,
  hours: HOURS,
  calendar: NATIONAL_WORK_CALENDAR,
  now,
})

describe('the clock of an item', () => {
  it('reads what an oracle reads that lets every half hour pass', () => {
    fc.assert(
      fc.property(lives, ({ log, now }) => {
        const read = readClock(factsOf(log, now))
        const oracle = simulate(log, now)
        expect(
          read.legs.map(({ tier, used, expiredAt }) => ({ tier, used, expiredAt: expiredAt?.getTime() ?? null })),
        ).toEqual(oracle.legs.map(({ tier, used, expiredAt }) => ({ tier, used, expiredAt })))
        for (const [index, leg] of oracle.legs.entries())
          if (leg.dueAt !== null) expect(read.legs[index]?.dueAt?.getTime()).toBe(leg.dueAt)
      }),
      { numRuns: 300 },
    )
  })
})
