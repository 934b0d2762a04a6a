import * as chineseDays from 'chinese-days'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, asDay, type Day, dayFromNumber, dayNumber, weekday } from './day.ts'
import { unwrap } from './outcome.ts'
import { firstDay, lastDay, periodsOfYear } from './period.ts'
import {
  addWorkdays,
  isPublished,
  isWorkday,
  makeWorkCalendar,
  NATIONAL_WORK_CALENDAR as calendar,
  NATIONAL_WORK_CALENDAR_DATA as data,
  requirePublished,
  type WorkCalendarData,
  workdaysBetween,
} from './work-calendar.ts'

const codes = (input: WorkCalendarData): readonly string[] => {
  const outcome = makeWorkCalendar(input)
  return outcome.ok ? [] : outcome.problems.map((each) => each.code)
}
const withYear = (change: object): WorkCalendarData => ({
  ...data,
  years: data.years.map((each) => (each.year === 2026 ? { ...each, ...change } : each)),
})
const anyDay = fc
  .integer({ min: dayNumber(asDay('2017-06-01')), max: dayNumber(asDay('2029-12-31')) })
  .map(dayFromNumber)

describe('working days, counted by the notices of the State Council', () => {
  it.each([
    ['2023-01-19', 5, '2023-01-31'],
    ['2023-01-20', 1, '2023-01-28'],
    ['2023-02-06', 9, '2023-02-17'],
    ['2023-02-06', 25, '2023-03-13'],
    ['2023-04-22', 1, '2023-04-23'],
    ['2023-04-24', 9, '2023-05-09'],
    ['2023-04-24', 25, '2023-05-31'],
    ['2023-09-28', 2, '2023-10-08'],
    ['2022-12-30', 5, '2023-01-09'],
    ['2024-02-08', 3, '2024-02-19'],
    ['2024-02-09', 1, '2024-02-18'],
    ['2024-04-03', 1, '2024-04-07'],
    ['2024-09-13', 5, '2024-09-23'],
    ['2024-09-30', 9, '2024-10-17'],
    ['2025-01-24', 5, '2025-02-07'],
    ['2025-04-25', 9, '2025-05-12'],
    ['2025-09-29', 9, '2025-10-17'],
    ['2025-09-30', 1, '2025-10-09'],
    ['2025-12-31', 2, '2026-01-05'],
    ['2026-02-13', 5, '2026-02-27'],
    ['2026-02-13', 9, '2026-03-04'],
    ['2026-02-27', 1, '2026-02-28'],
    ['2026-09-18', 9, '2026-10-08'],
  ] as const)('%s and %i working days is %s', (start, count, due) => {
    expect(addWorkdays(calendar, asDay(start), count)).toEqual({ day: due, provisional: false })
    expect(workdaysBetween(calendar, asDay(start), asDay(due))).toEqual({ workdays: count, provisional: false })
  })

  // Computed from the same notices by an independent script
  it.each([
    [2023, 249, [18, 20, 23, 20, 21, 21, 21, 23, 20, 19, 22, 21]],
    [2024, 251, [22, 18, 21, 22, 21, 19, 23, 22, 21, 19, 21, 22]],
    [2025, 248, [19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23]],
    [2026, 248, [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]],
  ])('%i has %i', (year, total, months) => {
    const counted = periodsOfYear(year, 'month').map(
      (month) => workdaysBetween(calendar, addDays(firstDay(month), -1), lastDay(month)).workdays,
    )
    expect(counted).toEqual(months)
    expect(counted.reduce((sum, each) => sum + each, 0)).toBe(total)
  })

  it('agree with chinese-days on every day of the published years', () => {
    const differing: Day[] = []
    for (let day = calendar.publishedFrom; day <= calendar.publishedThrough; day = addDays(day, 1)) {
      if (chineseDays.isWorkday(day) !== isWorkday(calendar, day)) differing.push(day)
    }
    expect(differing).toEqual([])
    expect([calendar.publishedFrom, calendar.publishedThrough]).toEqual(['2019-01-01', '2026-12-31'])
  })

  it("count New Year's Eve of 2024 and the make-up Sundays, and leave out days off in the week", () => {
    expect(
      ['2024-02-09', '2026-09-20', '2026-02-16', '2026-03-07'].map((day) => isWorkday(calendar, asDay(day))),
    ).toEqual([true, true, false, false])
  })
})

describe('counting', () => {
  const walk = (start: Day, count: number): Day => {
    let [day, left] = [start, Math.abs(count)]
    while (left > 0) {
      day = addDays(day, Math.sign(count))
      if (isWorkday(calendar, day)) left -= 1
    }
    return day
  }

  it('finds the day that walking day by day finds, forwards and backwards', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: -300, max: 300 }).filter((count) => count !== 0),
        (start, count) => {
          expect(addWorkdays(calendar, start, count).day).toBe(walk(start, count))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('takes 0 as the day itself or the next that is worked', () => {
    fc.assert(
      fc.property(anyDay, (start) => {
        expect(addWorkdays(calendar, start, 0).day).toBe(isWorkday(calendar, start) ? start : walk(start, 1))
      }),
    )
  })

  it('adds up over any day between and turns its sign backwards', () => {
    const count = (from: Day, to: Day): number => workdaysBetween(calendar, from, to).workdays
    fc.assert(
      fc.property(anyDay, anyDay, anyDay, (one, two, three) => {
        expect(count(one, two) + count(two, three)).toBe(count(one, three))
        expect(count(one, two) + count(two, one)).toBe(0)
        expect(count(addDays(one, -1), one)).toBe(isWorkday(calendar, one) ? 1 : 0)
      }),
    )
  })

  it('is provisional beyond the last notice and before the first, and only there', () => {
    expect(addWorkdays(calendar, asDay('2026-12-30'), 1)).toEqual({ day: '2026-12-31', provisional: false })
    expect(addWorkdays(calendar, asDay('2026-12-31'), 1)).toEqual({ day: '2027-01-01', provisional: true })
    expect(workdaysBetween(calendar, asDay('2018-12-28'), asDay('2019-01-02'))).toEqual({
      workdays: 2,
      provisional: true,
    })
    expect(requirePublished(calendar, asDay('2026-12-31'))).toEqual({ ok: true, value: '2026-12-31' })
    expect(requirePublished(calendar, asDay('2027-01-01'))).toMatchObject({
      problems: [{ code: 'kernel.calendar_not_published' }],
    })
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -300, max: 300 }), (start, count) => {
        const due = addWorkdays(calendar, start, count)
        expect(due.provisional).toBe(!isPublished(calendar, start) || !isPublished(calendar, due.day))
        if (!isPublished(calendar, start) && start > '2027-01-31')
          expect(isWorkday(calendar, start)).toBe(weekday(start) <= 5)
      }),
    )
  })
})

describe('a calendar of a tenant', () => {
  it('settles a year once its notice is imported', () => {
    const notice: WorkCalendarData['years'][number] = {
      year: 2027,
      notice: '试验',
      amendments: [],
      publishedOn: asDay('2026-11-01'),
      off: [[asDay('2027-01-01'), asDay('2027-01-03')]],
      makeUp: [asDay('2027-01-09')],
    }
    const longer = unwrap(makeWorkCalendar({ ...data, years: [notice, ...data.years] }))
    expect(addWorkdays(longer, asDay('2026-12-31'), 6)).toEqual({ day: '2027-01-09', provisional: false })
    expect(longer.publishedThrough).toBe('2027-12-31')
  })

  it('is refused where the arrangements cannot be meant', () => {
    expect(codes({ ...data, years: data.years.filter((each) => each.year !== 2022) })).toEqual([
      'kernel.calendar_year_missing',
    ])
    expect(
      codes({
        ...data,
        years: [...data.years, { ...(data.years[0] as WorkCalendarData['years'][number]), off: [], makeUp: [] }],
      }),
    ).toEqual(['kernel.calendar_year_twice'])
    expect(codes(withYear({ off: [[asDay('2026-05-05'), asDay('2026-05-01')]] }))).toEqual([
      'kernel.calendar_range_reversed',
    ])
    expect(codes(withYear({ makeUp: [asDay('2026-05-08')] }))).toEqual(['kernel.calendar_make_up_on_weekday'])
    expect(codes(withYear({ makeUp: [asDay('2026-05-02')] }))).toEqual(['kernel.calendar_day_twice'])
    expect(codes(withYear({ makeUp: [asDay('2028-05-06')] }))).toEqual(['kernel.calendar_day_outside_year'])
  })
})
