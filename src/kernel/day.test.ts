import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  asDay,
  compareDays,
  type Day,
  DayText,
  dayFromNumber,
  dayNumber,
  dayOf,
  daysBetween,
  isoWeek,
  lastDayOfMonth,
  mondayOfIsoWeek,
  parseDay,
  startOfDay,
  weekday,
} from './day.ts'

const FIRST = dayNumber(asDay('1900-01-01'))
const LAST = dayNumber(asDay('2199-12-31'))
const anyDay = fc.integer({ min: FIRST + 400, max: LAST - 400 }).map(dayFromNumber)

describe('a day', () => {
  it.each(['2024-02-29', '2000-02-29', '1900-01-01', '2199-12-31', ' 2026-03-05 '])('is read: %s', (text) => {
    expect(parseDay(text)).toEqual({ ok: true, value: text.trim() })
  })

  it.each([
    '2023-02-29',
    '1900-02-29',
    '2100-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-4-1',
    '1899-12-31',
    '2200-01-01',
    '0206-03-05',
    '20260305',
    '',
  ])('is refused where it does not exist: %j', (text) => {
    expect(parseDay(text)).toEqual({ ok: false, problems: [{ code: 'kernel.day_invalid', params: { text } }] })
    expect(DayText.safeParse(text).success).toBe(false)
  })

  it('throws where a constant is no day', () => {
    expect(() => asDay('2026-02-30')).toThrow(RangeError)
    expect(() => addDays(asDay('2199-12-31'), 1)).toThrow(RangeError)
    expect(() => dayFromNumber(Number.NaN)).toThrow(RangeError)
  })

  it('agrees with the platform calendar on every day of 400 years', () => {
    for (let number = FIRST; number <= LAST; number += 1) {
      const expected = new Date(number * 86_400_000).toISOString().slice(0, 10)
      const day = dayFromNumber(number)
      if (day !== expected || dayNumber(day) !== number) expect({ number, day }).toEqual({ number, day: expected })
    }
    expect(dayNumber(asDay('1970-01-01'))).toBe(0)
  })

  it('adds and counts days inversely, and orders as text does', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -400, max: 400 }), (day, count) => {
        const later = addDays(day, count)
        expect(daysBetween(day, later)).toBe(count)
        expect(Math.sign(compareDays(day, later))).toBe(-Math.sign(count) + 0)
        expect(DayText.parse(later)).toBe(later)
      }),
    )
  })

  it.each([
    ['2026-03-02', 1],
    ['2023-01-28', 6],
    ['2026-10-04', 7],
    ['1900-01-01', 1],
    ['2024-02-29', 4],
  ] as const)('%s is weekday %i', (day, expected) => {
    expect(weekday(asDay(day))).toBe(expected)
  })

  it('ends February with the leap rule', () => {
    expect([2023, 2024, 2100, 2000].map((year) => lastDayOfMonth(year, 2))).toEqual([
      '2023-02-28',
      '2024-02-29',
      '2100-02-28',
      '2000-02-29',
    ])
    expect(lastDayOfMonth(2026, 12)).toBe('2026-12-31')
  })
})

describe('the Shanghai day of an instant', () => {
  it('changes at 16:00 UTC', () => {
    expect(dayOf(new Date('2026-03-05T15:59:59.999Z'))).toBe('2026-03-05')
    expect(dayOf(new Date('2026-03-05T16:00:00.000Z'))).toBe('2026-03-06')
  })

  it('is the same in every process zone, and begins where the day before ends', () => {
    const zone = process.env.TZ
    try {
      for (const each of ['America/New_York', 'Pacific/Kiritimati', 'Asia/Shanghai', 'UTC']) {
        process.env.TZ = each
        fc.assert(
          fc.property(anyDay, fc.integer({ min: 0, max: 86_399_999 }), (day, offset) => {
            const start = startOfDay(day).getTime()
            expect(dayOf(new Date(start + offset))).toBe(day)
            expect(dayOf(new Date(start - 1))).toBe(addDays(day, -1))
          }),
          { numRuns: 40 },
        )
      }
    } finally {
      process.env.TZ = zone
    }
  })
})

describe('the ISO week', () => {
  it.each([
    ['2026-01-01', 2026, 1],
    ['2025-12-29', 2026, 1],
    ['2027-01-03', 2026, 53],
    ['2027-01-04', 2027, 1],
    ['2021-01-03', 2020, 53],
    ['2026-03-18', 2026, 12],
  ] as const)('%s is week %i-%i', (day, year, week) => {
    expect(isoWeek(asDay(day))).toEqual({ year, week })
  })

  it('runs from its Monday for seven days', () => {
    fc.assert(
      fc.property(anyDay, (day: Day) => {
        const { year, week } = isoWeek(day)
        const monday = mondayOfIsoWeek(year, week)
        expect(weekday(monday)).toBe(1)
        expect(daysBetween(monday, day)).toBe(weekday(day) - 1)
      }),
    )
  })
})
