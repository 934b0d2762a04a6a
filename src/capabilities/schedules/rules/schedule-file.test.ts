import { describe, expect, it } from 'vitest'
import { NATIONAL_WORK_CALENDAR } from '../../../kernel/work-calendar.ts'
import { scheduleFile } from './schedule-file.ts'

const schedule = (file: unknown) => scheduleFile('plan.json', JSON.stringify(file), NATIONAL_WORK_CALENDAR)

const refusals = (file: unknown) => {
  const outcome = schedule(file)
  return outcome.ok ? [] : outcome.problems.map(({ code, params }) => [code, ...Object.values(params ?? {})])
}

const TASKS = [
  { id: 1, days: 3, links: [{ to: 2, type: 'FS' }] },
  { id: 2, days: 2, links: [{ to: 3 }] },
  { id: 3, days: 0 },
  { id: 'side', days: 1, links: [{ to: 2, type: 'SS', lag: 1 }] },
]

describe('a file of tasks', () => {
  it('without a calendar is answered in offsets from 0', () => {
    expect(schedule({ tasks: TASKS })).toEqual({
      ok: true,
      value: {
        length: 5,
        tasks: [
          {
            id: 1,
            earlyStart: 0,
            earlyFinish: 3,
            lateStart: 0,
            lateFinish: 3,
            totalFloat: 0,
            freeFloat: 0,
            critical: true,
          },
          {
            id: 2,
            earlyStart: 3,
            earlyFinish: 5,
            lateStart: 3,
            lateFinish: 5,
            totalFloat: 0,
            freeFloat: 0,
            critical: true,
          },
          {
            id: 3,
            earlyStart: 5,
            earlyFinish: 5,
            lateStart: 5,
            lateFinish: 5,
            totalFloat: 0,
            freeFloat: 0,
            critical: true,
          },
          {
            id: 'side',
            earlyStart: 0,
            earlyFinish: 1,
            lateStart: 2,
            lateFinish: 3,
            totalFloat: 2,
            freeFloat: 2,
            critical: false,
          },
        ],
      },
    })
  })

  it('is the same as the bare list of its tasks', () => {
    expect(schedule(TASKS)).toEqual(schedule({ tasks: TASKS }))
  })

  it('with a calendar and a finish is answered in days, over the holidays of the notices', () => {
    expect(schedule({ tasks: TASKS, calendar: 'standard', finish: '2026-10-12' })).toMatchObject({
      ok: true,
      value: {
        length: 5,
        tasks: [
          { id: 1, earlyStart: '2026-09-30', earlyFinish: '2026-10-09', totalFloat: 0, critical: true },
          { id: 2, lateStart: '2026-10-10', lateFinish: '2026-10-12' },
          { id: 3, lateStart: '2026-10-12', lateFinish: '2026-10-12' },
          { id: 'side', earlyStart: '2026-09-30', lateStart: '2026-10-09', totalFloat: 2, critical: false },
        ],
      },
    })
  })

  it('may bring its own week, holidays and make-up days', () => {
    const calendar = {
      workdays: [1, 2, 3, 4, 5, 6],
      holidays: ['2026-10-06', ['2026-10-08', '2026-10-09']],
      makeUp: ['2026-10-11'],
    }
    expect(schedule({ tasks: TASKS, calendar, finishDate: '2026-10-12' })).toMatchObject({
      ok: true,
      value: { tasks: [{ earlyStart: '2026-10-05', earlyFinish: '2026-10-10' }, { earlyStart: '2026-10-11' }, {}, {}] },
    })
    const said = {
      workingDays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
      daysOff: calendar.holidays,
      makeUpDays: calendar.makeUp,
    }
    expect(schedule({ tasks: TASKS, calendar: said, finish: '2026-10-12' })).toEqual(
      schedule({ tasks: TASKS, calendar, finish: '2026-10-12' }),
    )
    expect(schedule({ tasks: TASKS, calendar: 'every_day', start: '2026-10-01' })).toMatchObject({
      ok: true,
      value: { length: 5, tasks: [{ earlyFinish: '2026-10-03' }, { earlyFinish: '2026-10-05' }, {}, {}] },
    })
  })

  it('marks what rests on holidays nobody has published, and nothing else', () => {
    const far = schedule({ tasks: TASKS, finish: '2030-10-14', calendar: 'standard' })
    const own = schedule({ tasks: TASKS, finish: '2030-10-14', calendar: 'weekdays' })
    expect(far.ok && far.value.tasks.every(({ provisional }) => provisional)).toBe(true)
    expect(own.ok && own.value.tasks.some((task) => 'provisional' in task)).toBe(false)
  })

  it('is refused with the field or the node that is wrong', () => {
    expect(refusals({ tasks: [{ id: 1 }] })).toEqual([['schedules.schedule_file_field', 'tasks.0.days']])
    expect(refusals({ tasks: [{ id: 1, days: 2, links: [{ to: 1, type: 'XX' }] }] })).toEqual([
      ['schedules.schedule_file_field', 'tasks.0.links.0.type'],
    ])
    expect(refusals({ tasks: TASKS, calendar: 'standard' })).toEqual([['schedules.start_or_finish_needed']])
    expect(refusals({ tasks: TASKS, calendar: { weekend: [7] }, finish: '2026-10-12' })).toEqual([
      ['schedules.schedule_file_field', 'calendar'],
    ])
    expect(refusals({ tasks: [{ id: 'a', days: 9000 }], finish: '2026-10-12' })).toEqual([
      ['schedules.days_too_long', 'a', 9000, 7300],
    ])
    expect(
      refusals({
        tasks: [
          { id: 'a', days: 1, links: [{ to: 'b' }] },
          { id: 'b', days: 1, links: [{ to: 'a' }] },
        ],
        finish: '2026-10-12',
      }),
    ).toEqual([['schedules.cycle', 'a → b → a', 2]])
    expect(refusals({ tasks: [] })).toEqual([['schedules.nothing_to_schedule']])
  })
})

describe('a file', () => {
  it('is known by what stands in it', () => {
    const read = (name: string, text: string) => {
      const outcome = scheduleFile(name, text, NATIONAL_WORK_CALENDAR)
      return outcome.ok ? outcome.value.length : outcome.problems[0]?.code
    }
    const sm = [
      'PRECEDENCE RELATIONS:',
      ' 1 1 1 2',
      ' 2 1 0',
      '****',
      'REQUESTS/DURATIONS:',
      ' 1 1 4',
      ' 2 1 3',
      '****',
    ]
    expect(read('a.txt', sm.join('\r\n'))).toBe(7)
    expect(read('a.sm', sm.join('\n').replace(' 1 1 1 2', ' 1 1 2 2'))).toBe('schedules.psplib_unreadable')
    expect(read('a.xml', '<Project/>')).toBe('schedules.mspdi_unreadable')
    expect(read('a.json', '{')).toBe('schedules.schedule_file_not_json')
    expect(read('a.pdf', '%PDF')).toBe('schedules.schedule_file_unknown')
  })
})
