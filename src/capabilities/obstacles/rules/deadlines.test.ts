import { describe, expect, it } from 'vitest'
import { asDay } from '../../../kernel/day.ts'
import { unwrap } from '../../../kernel/outcome.ts'
import {
  makeWorkCalendar,
  NATIONAL_WORK_CALENDAR,
  NATIONAL_WORK_CALENDAR_DATA,
  type WorkCalendar,
} from '../../../kernel/work-calendar.ts'
import { deadlineAfter, deadlineOn, statutoryDeadline } from './deadlines.ts'

const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+08:00`)

describe('the end of a day', () => {
  it.each([
    ['2026-03-06', '17:30', '2026-03-06 17:30', 'a Friday afternoon stands'],
    ['2026-03-06', '18:00', '2026-03-06 18:00', 'Friday 18:00 itself stands'],
    ['2026-03-06', '18:30', '2026-03-09 12:00', 'a late Friday moves to Monday noon'],
    ['2026-05-09', '17:30', '2026-05-11 12:00', 'a Saturday worked moves to Monday noon'],
    ['2026-09-20', '17:30', '2026-09-21 12:00', 'a Sunday worked moves to Monday noon'],
    ['2026-03-09', '11:00', '2026-03-09 12:00', 'a Monday morning moves to noon'],
    ['2026-03-09', '12:00', '2026-03-09 12:00', 'Monday 12:00 itself stands'],
    ['2026-03-10', '08:00', '2026-03-10 08:00', 'a Tuesday morning stands'],
  ])('%s %s: %s, %s', (day, closeOfBusiness, expected) => {
    const deadline = deadlineOn(asDay(day), { closeOfBusiness, keepsQuietHours: true }, NATIONAL_WORK_CALENDAR)
    expect(deadline.at).toEqual(at(expected))
  })

  it('moves to the first working noon where that Monday is off', () => {
    const calendar: WorkCalendar = unwrap(
      makeWorkCalendar({
        ...NATIONAL_WORK_CALENDAR_DATA,
        years: NATIONAL_WORK_CALENDAR_DATA.years.map((year) =>
          year.year === 2026 ? { ...year, off: [...year.off, [asDay('2026-05-11'), asDay('2026-05-12')]] } : year,
        ),
      }),
    )
    const hours = { closeOfBusiness: '17:30', keepsQuietHours: true }
    expect(deadlineOn(asDay('2026-05-09'), hours, calendar).at).toEqual(at('2026-05-13 12:00'))
  })

  it('moves nothing where a region keeps no quiet hours', () => {
    const hours = { closeOfBusiness: '17:30', keepsQuietHours: false }
    expect(deadlineOn(asDay('2026-05-09'), hours, NATIONAL_WORK_CALENDAR).at).toEqual(at('2026-05-09 17:30'))
  })

  it('never moves for a day of law', () => {
    const hours = { closeOfBusiness: '17:30', keepsQuietHours: true }
    expect(statutoryDeadline(asDay('2026-05-09'), hours)).toEqual({ at: at('2026-05-09 17:30'), basis: 'statutory' })
  })

  it.each([
    ['2026-03-02 09:00', 0, '2026-03-02 17:30'],
    ['2026-03-07 09:00', 0, '2026-03-09 17:30'],
    ['2026-03-06 09:00', 1, '2026-03-09 17:30'],
    ['2026-04-30 09:00', 1, '2026-05-06 17:30'],
  ])('from %s, %d working days on: %s', (from, workdays, expected) => {
    const hours = { closeOfBusiness: '17:30', keepsQuietHours: true }
    expect(deadlineAfter(at(from), workdays, hours, NATIONAL_WORK_CALENDAR).at).toEqual(at(expected))
  })
})
