import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asDay, dayOf } from '../../../kernel/day.ts'
import { makeWorkCalendar, NATIONAL_WORK_CALENDAR, NATIONAL_WORK_CALENDAR_DATA } from '../../../kernel/work-calendar.ts'
import { unwrap } from '../../../kernel/outcome.ts'
import { ClockReceipt, type ItemEventKind } from '../contract.ts'
import { readClock, receiptOf } from './clock.ts'
import type { LoggedEvent } from './clock-events.ts'
import type { ClockFacts } from './course.ts'
import { FIRST_LADDER } from './ladder.ts'

const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+08:00`)
const line = (kind: ItemEventKind, when: string, data: Record<string, unknown> = {}): LoggedEvent => ({
  kind,
  at: at(when),
  text: '',
  data,
})
const assigned = (when: string, more: Record<string, unknown> = {}): LoggedEvent =>
  line('assigned', when, { tier: 2, days: null, isHard: false, statutoryDueOn: null, ...more })

function facts(now: string, log: readonly LoggedEvent[], more: Partial<ClockFacts> = {}): ClockFacts {
  return {
    log,
    ladder: FIRST_LADDER.body,
    hours: { closeOfBusiness: '17:30', keepsQuietHours: true, signDays: 1 },
    calendar: NATIONAL_WORK_CALENDAR,
    now: at(now),
    ...more,
  }
}
const read = (now: string, log: readonly LoggedEvent[], more: Partial<ClockFacts> = {}) =>
  readClock(facts(now, log, more))
const lines = (now: string, log: readonly LoggedEvent[], more: Partial<ClockFacts> = {}) =>
  read(now, log, more).days.map(({ day, reason, left }) => `${day.slice(5)} ${reason} ${left}`)

// In 2026: 2 to 6 March is a plain week; 1 to 5 May is off, Saturday 9 May is worked; 25 to 27 September is off, Sunday 20 September is worked.
describe('the days a clock counts', () => {
  it('begins with the signature, whose day is not counted, and ends with the fifth working day at half past five', () => {
    const log = [assigned('2026-03-02 09:00'), line('signed', '2026-03-02 15:00')]
    expect(read('2026-03-03 10:00', log)).toMatchObject({ dueAt: at('2026-03-09 17:30'), total: 5, used: 0, left: 5 })
    expect(lines('2026-03-03 10:00', log)).toEqual([
      '03-02 begins 5',
      '03-03 counts 4',
      '03-04 counts 3',
      '03-05 counts 2',
      '03-06 counts 1',
      '03-07 day_off 1',
      '03-08 day_off 1',
      '03-09 counts 0',
    ])
  })

  it('begins by itself at the end of the day to sign where nobody signs', () => {
    const log = [assigned('2026-03-02 09:00')]
    expect(read('2026-03-03 17:30', log)).toMatchObject({
      state: 'not_started',
      signatureDueAt: at('2026-03-03 17:30'),
    })
    expect(read('2026-03-04 09:00', log)).toMatchObject({
      startedAt: at('2026-03-03 17:30'),
      dueAt: at('2026-03-10 17:30'),
    })
  })

  it('stands still while suspended, and the day it goes on is not counted', () => {
    const log = [
      assigned('2026-03-02 09:00'),
      line('signed', '2026-03-02 15:00'),
      line('suspended', '2026-03-04 10:00'),
      line('resumed', '2026-03-11 09:00'),
    ]
    expect(lines('2026-03-11 12:00', log)).toEqual([
      '03-02 begins 5',
      '03-03 counts 4',
      '03-04 suspended 4',
      '03-05 suspended 4',
      '03-06 suspended 4',
      '03-07 day_off 4',
      '03-08 day_off 4',
      '03-09 suspended 4',
      '03-10 suspended 4',
      '03-11 begins_again 4',
      '03-12 counts 3',
      '03-13 counts 2',
      '03-14 day_off 2',
      '03-15 day_off 2',
      '03-16 counts 1',
      '03-17 counts 0',
    ])
  })

  it('waits for the signature anew after a suspension that came before it', () => {
    const log = [
      assigned('2026-03-02 09:00'),
      line('suspended', '2026-03-02 10:00'),
      line('resumed', '2026-03-10 10:00'),
    ]
    expect(read('2026-03-09 10:00', log)).toMatchObject({ state: 'suspended', startedAt: null })
    expect(read('2026-03-10 11:00', log)).toMatchObject({
      state: 'not_started',
      signatureDueAt: at('2026-03-11 17:30'),
    })
    expect(read('2026-03-12 09:00', log)).toMatchObject({ startedAt: at('2026-03-11 17:30') })
  })

  it('has not begun where an item was suspended and taken up before it was assigned', () => {
    const log = [line('suspended', '2026-03-02 10:00'), line('resumed', '2026-03-10 10:00')]
    expect(read('2026-03-10 11:00', log)).toMatchObject({ state: 'not_started', signatureDueAt: null, dueAt: null })
  })

  it('shows the day a deadline moved to, and counts it to nobody', () => {
    const log = [assigned('2026-05-06 09:00', { days: 3 }), line('signed', '2026-05-06 10:00')]
    expect(lines('2026-05-06 11:00', log)).toEqual([
      '05-06 begins 3',
      '05-07 counts 2',
      '05-08 counts 1',
      '05-09 counts 0',
      '05-10 day_off 0',
      '05-11 moved 0',
    ])
    expect(
      read('2026-05-12 18:00', log)
        .days.slice(-2)
        .map(({ isDue, left }) => [isDue, left]),
    ).toEqual([
      [true, 0],
      [false, -1],
    ])
  })

  it('has no deadline to show while suspended', () => {
    const log = [
      assigned('2026-03-02 09:00'),
      line('signed', '2026-03-02 15:00'),
      line('suspended', '2026-03-04 10:00'),
    ]
    expect(read('2026-03-20 10:00', log)).toMatchObject({ state: 'suspended', dueAt: null, isOverdue: false, used: 1 })
  })

  it('goes on where it stood when an answer is sent back', () => {
    const log = [
      assigned('2026-03-02 09:00'),
      line('signed', '2026-03-02 15:00'),
      line('answered', '2026-03-09 16:00'),
      line('sent_back', '2026-03-12 09:00'),
    ]
    expect(read('2026-03-12 10:00', log)).toMatchObject({ dueAt: at('2026-03-13 17:30'), left: 1, isLate: false })
  })

  it('stays overdue when a late answer is sent back', () => {
    const log = [
      assigned('2026-03-02 09:00'),
      line('signed', '2026-03-02 15:00'),
      line('answered', '2026-03-09 17:31'),
      line('sent_back', '2026-03-12 09:00'),
    ]
    expect(read('2026-03-12 10:00', log)).toMatchObject({
      dueAt: at('2026-03-09 17:30'),
      isOverdue: true,
      isLate: true,
    })
  })

  it('takes an answer at the very close of business as in time', () => {
    const log = [assigned('2026-03-02 09:00'), line('signed', '2026-03-02 15:00'), line('answered', '2026-03-09 17:30')]
    expect(read('2026-03-30 10:00', log)).toMatchObject({
      state: 'stopped',
      dueAt: at('2026-03-09 17:30'),
      isLate: false,
    })
  })

  it('gives one working day where an answer in time, between close of business and a moved deadline, comes back', () => {
    const log = [
      assigned('2026-05-06 09:00', { days: 3 }),
      line('signed', '2026-05-06 10:00'),
      line('answered', '2026-05-11 09:00'),
      line('sent_back', '2026-05-11 11:00'),
    ]
    expect(read('2026-05-06 11:00', log.slice(0, 2)).dueAt).toEqual(at('2026-05-11 12:00'))
    expect(read('2026-05-11 11:30', log)).toMatchObject({ dueAt: at('2026-05-12 17:30'), left: 1, isLate: false })
  })

  it('adds an extension granted, also after the deadline, to the days it was asked for in time', () => {
    const log = [
      assigned('2026-03-02 09:00'),
      line('signed', '2026-03-02 15:00'),
      line('extension_asked', '2026-03-09 15:00', { days: 3 }),
      line('extension_granted', '2026-03-10 15:00', { days: 3 }),
    ]
    expect(read('2026-03-10 10:00', log)).toMatchObject({ isLate: true, isOverdue: true })
    expect(read('2026-03-10 16:00', log)).toMatchObject({ dueAt: at('2026-03-12 17:30'), isLate: false, total: 8 })
  })

  it('counts again with a calendar amended under way', () => {
    const log = [assigned('2026-03-02 09:00'), line('signed', '2026-03-02 15:00')]
    const amended = unwrap(
      makeWorkCalendar({
        ...NATIONAL_WORK_CALENDAR_DATA,
        version: 'amended',
        years: NATIONAL_WORK_CALENDAR_DATA.years.map((year) =>
          year.year === 2026
            ? {
                ...year,
                off: [...year.off, [asDay('2026-03-05'), asDay('2026-03-05')]],
                makeUp: [...year.makeUp, asDay('2026-03-14')],
              }
            : year,
        ),
      }),
    )
    const receipt = receiptOf(facts('2026-03-06 10:00', log, { calendar: amended }), 1)
    expect(receipt).toMatchObject({ dueOn: '2026-03-10', calendarVersion: 'amended' })
  })
})

describe('a day fixed by law', () => {
  const lawful = { statutoryDueOn: '2026-05-09' }

  it('never moves: not out of quiet hours, not by a suspension, an extension or a day off', () => {
    const log = [
      assigned('2026-04-27 09:00', lawful),
      line('signed', '2026-04-27 15:00'),
      line('suspended', '2026-04-28 10:00'),
      line('resumed', '2026-05-08 10:00'),
      line('extension_granted', '2026-05-08 11:00', { days: 5 }),
    ]
    expect(read('2026-05-08 12:00', log)).toMatchObject({ dueAt: at('2026-05-09 17:30'), basis: 'statutory' })
  })

  it('stands when the item is moved up by hand before it', () => {
    const log = [
      assigned('2026-04-27 09:00', lawful),
      line('signed', '2026-04-27 15:00'),
      line('escalated', '2026-04-28 10:00', { tier: 3 }),
    ]
    expect(read('2026-04-28 12:00', log)).toMatchObject({ dueAt: at('2026-05-09 17:30'), basis: 'statutory' })
  })

  it('gives way to the days of the next tier once it has passed', () => {
    const log = [
      assigned('2026-04-27 09:00', lawful),
      line('signed', '2026-04-27 15:00'),
      line('escalated', '2026-05-09 17:31', { tier: 3 }),
    ]
    expect(read('2026-05-10 12:00', log)).toMatchObject({ dueAt: at('2026-05-15 17:30'), isLate: true })
  })
})

describe('the ladder a clock climbs', () => {
  const log = [
    assigned('2026-03-02 09:00'),
    line('signed', '2026-03-02 15:00'),
    line('escalated', '2026-03-09 17:31', { tier: 3 }),
  ]

  it('gives the next tier days of its own and keeps the lower one answerable, with the time it ran out', () => {
    const receipt = receiptOf(facts('2026-03-10 09:00', log), 1)
    expect(receipt.tiers).toMatchObject([
      {
        tier: 2,
        owner: 'lead_unit',
        expiredAt: at('2026-03-09 17:30').toISOString(),
        isCurrent: false,
        isAnswerable: true,
      },
      { tier: 3, owner: 'sponsoring_leader', dueAt: at('2026-03-16 17:30').toISOString(), isCurrent: true },
    ])
    expect(receipt.answerDueAt).toBe(at('2026-03-11 17:30').toISOString())
  })

  it('waits at the top for a day the leaders decide on', () => {
    const up = [
      ...log,
      line('escalated', '2026-03-16 17:31', { tier: 4 }),
      line('escalated', '2026-03-30 17:31', { tier: 5 }),
    ]
    expect(read('2026-04-20 09:00', up)).toMatchObject({
      dueAt: null,
      total: null,
      left: null,
      isOverdue: false,
      isLate: true,
    })
    const decided = [...up, line('decided', '2026-04-20 10:00', { dueOn: '2026-04-24' })]
    expect(read('2026-04-20 11:00', decided)).toMatchObject({
      dueAt: at('2026-04-24 17:30'),
      basis: 'decided',
      left: 4,
    })
  })

  it('moves a decided day off to the working day after it', () => {
    const decided = [...log, line('decided', '2026-04-28 10:00', { dueOn: '2026-05-03' })]
    expect(read('2026-04-28 11:00', decided)).toMatchObject({ dueAt: at('2026-05-06 17:30') })
  })

  it('begins anew on the same tier, in another round, when a closing was false', () => {
    const again = [
      ...log,
      line('answered', '2026-03-12 10:00'),
      line('closed', '2026-03-13 10:00'),
      line('reopened', '2026-03-20 10:00'),
    ]
    expect(read('2026-03-20 11:00', again)).toMatchObject({
      dueAt: at('2026-03-27 17:30'),
      isLate: true,
      isLateThisRound: false,
    })
    expect(read('2026-03-20 11:00', again).legs.at(-1)).toMatchObject({ tier: 3, round: 1 })
  })
})

/** Logs of one signed item with a few pauses, on half hours. */
const pausedLives = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 8 }).map((waits) => {
  let when = Date.parse('2026-01-05T01:00:00Z')
  const log: LoggedEvent[] = [
    { kind: 'assigned', at: new Date(when), text: '', data: { tier: 2, days: 9, isHard: false, statutoryDueOn: null } },
    { kind: 'signed', at: new Date(when), text: '', data: {} },
  ]
  for (const [index, wait] of waits.entries()) {
    when += wait * 1_800_000
    log.push({ kind: index % 2 === 0 ? 'suspended' : 'resumed', at: new Date(when), text: '', data: {} })
  }
  return { log, now: new Date(when + 86_400_000) }
})

describe('every receipt', () => {
  it('lists every day once, in order, and says of each what the account then is', () => {
    fc.assert(
      fc.property(pausedLives, ({ log, now }) => {
        const reading = readClock({ ...facts('2026-01-05 09:00', log), now })
        const counted = reading.days.filter(({ counts }) => counts)
        expect(reading.days.map(({ day }) => day)).toEqual([...new Set(reading.days.map(({ day }) => day))].toSorted())
        expect(counted.map(({ used }) => used)).toEqual(counted.map((_, index) => index + 1))
        expect(reading.used).toBe(counted.filter(({ day }) => at(`${day} 17:30`) <= now).length)
        expect(ClockReceipt.safeParse(receiptOf({ ...facts('2026-01-05 09:00', log), now }, 1)).success).toBe(true)
      }),
    )
  })

  it('is the same whenever it is asked for: what is past is never counted another way later', () => {
    fc.assert(
      fc.property(pausedLives, fc.integer({ min: 1, max: 60 }), ({ log, now }, days) => {
        const before = readClock({ ...facts('2026-01-05 09:00', log), now })
        const later = readClock({ ...facts('2026-01-05 09:00', log), now: new Date(now.getTime() + days * 86_400_000) })
        const past = before.days.filter(({ day }) => day < dayOf(now))
        expect(later.days.slice(0, past.length)).toEqual(past)
      }),
    )
  })

  it('never ends in the quiet hours, and no pause brings a deadline forward', () => {
    fc.assert(
      fc.property(pausedLives, ({ log, now }) => {
        const plain = readClock({ ...facts('2026-01-05 09:00', log.slice(0, 2)), now: at('2026-01-05 12:00') }).dueAt
        const { legs } = readClock({ ...facts('2026-01-05 09:00', log), now })
        for (const { dueAt } of legs) {
          if (!dueAt || !plain) continue
          expect(dueAt >= plain).toBe(true)
          const local = new Date(dueAt.getTime() + 8 * 3_600_000)
          const hour = ((local.getUTCDay() + 6) % 7) * 24 + local.getUTCHours() + local.getUTCMinutes() / 60
          expect(hour >= 12 && hour <= 4 * 24 + 18).toBe(true)
        }
      }),
    )
  })
})
