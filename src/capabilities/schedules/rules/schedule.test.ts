import { describe, expect, it } from 'vitest'
import { asDay, type Day } from '../../../kernel/day.ts'
import { unwrap } from '../../../kernel/outcome.ts'
import { addWorkdays, NATIONAL_WORK_CALENDAR } from '../../../kernel/work-calendar.ts'
import { Network, type NodeFacts, PlanFrame, type Schedule } from '../contract/network.ts'
import { scheduleNetwork } from './schedule.ts'

const CALENDAR = NATIONAL_WORK_CALENDAR

type Row = readonly [id: string, days: number, before: string]

/** Nodes in rows: id, days, the nodes before it, a type behind a colon where it is not FS. */
function networkOf(rows: readonly Row[], fields: Readonly<Record<string, object>> = {}): Network {
  return Network.parse({
    nodes: rows.map(([id, days]) => ({ id, name: id, days, milestone: days === 0, ...fields[id] })),
    links: rows.flatMap(([to, , before]) =>
      before
        .split(' ')
        .filter(Boolean)
        .map((each) => {
          const [from, type = 'FS'] = each.split(':')
          return { from, to, type }
        }),
    ),
  })
}

function plan(network: Network, frame: object, today?: string): Schedule {
  return unwrap(scheduleNetwork(network, PlanFrame.parse(frame), CALENDAR, today ? asDay(today) : undefined))
}

function nodeOf(schedule: Schedule, id: string) {
  const node = schedule.nodes.find((each) => each.id === id)
  if (!node) throw new Error(id)
  return node
}

/** 企业投资备案类项目并联审批，九个工作日：one published way to make 25 working days of main flow into 9. */
const NINE_DAYS: readonly Row[] = [
  ['A1', 1, ''],
  ['A2', 1, 'A1'],
  ['A3', 5, 'A1 A2:FF'],
  ['A4', 5, 'A1'],
  ['E', 1, 'A1'],
  ['A5', 3, 'A2 A3 A4 E'],
]

/** The main flow and what runs beside it, by a published county flow chart for projects by filing. */
const BEFORE: readonly Row[] = [
  ['B1', 1, ''],
  ['B2', 5, 'B1'],
  ['B3', 7, 'B2'],
  ['B4', 7, 'B3'],
  ['T1', 3, 'B4'],
  ['F1', 7, 'T1'],
  ['Q1', 5, 'T1'],
  ['E1', 7, 'B1'],
  ['B5', 5, 'B4 T1 F1 Q1 E1'],
]

describe('permits in parallel', () => {
  it.each([
    ['2023-03-27', '2023-04-10'],
    ['2025-09-22', '2025-10-10'],
    ['2026-04-27', '2026-05-12'],
  ])('accepted on %s and promised in nine working days are due on %s', (accepted, due) => {
    const startOn = addWorkdays(CALENDAR, asDay(accepted), 1).day
    expect(plan(networkOf(NINE_DAYS), { startOn })).toMatchObject({ length: 9, finishOn: due })
  })

  it('of the nine-day bundle accepted on 2025-09-22 fall due one by one, the land permit with four days to spare', () => {
    const schedule = plan(networkOf(NINE_DAYS), { startOn: '2025-09-23' })
    expect(schedule.nodes.map(({ earlyFinish }) => earlyFinish)).toEqual([
      '2025-09-23',
      '2025-09-24',
      '2025-09-29',
      '2025-09-29',
      '2025-09-24',
      '2025-10-10',
    ])
    expect(schedule.nodes.map(({ totalFloat }) => totalFloat)).toEqual([0, 4, 0, 0, 4, 0])
  })

  it('take 35 working days along the whole network where the main flow alone is 25', () => {
    const schedule = plan(networkOf(BEFORE), { startOn: '2025-09-23' })
    expect(schedule.length).toBe(35)
    expect(nodeOf(schedule, 'E1').totalFloat).toBe(22)
    expect(nodeOf(schedule, 'Q1').totalFloat).toBe(2)
    expect(schedule.nodes.filter(({ critical }) => critical).map(({ id }) => id)).toEqual([
      'B1',
      'B2',
      'B3',
      'B4',
      'T1',
      'F1',
      'B5',
    ])
    const main = networkOf(
      BEFORE.filter(([id]) => id.startsWith('B')).map(([id, days, before]) => [id, days, before.split(' ')[0] ?? '']),
    )
    expect(plan(main, { startOn: '2025-09-23' })).toMatchObject({ length: 25, finishOn: '2025-10-31' })
  })
})

describe('a plan backward from its opening day', () => {
  const rows: readonly Row[] = [
    ['设计', 10, ''],
    ['许可', 5, '设计'],
    ['施工', 20, '许可'],
    ['开业', 0, '施工'],
  ]

  it('ends on the opening day and says what it has to spare', () => {
    const schedule = plan(networkOf(rows), { openOn: '2026-06-30' }, '2026-03-02')
    expect(nodeOf(schedule, '开业')).toMatchObject({ lateFinish: '2026-06-30', lateStart: '2026-06-30' })
    expect(nodeOf(schedule, '施工')).toMatchObject({ lateFinish: '2026-06-30', lateStart: '2026-06-02' })
    expect(schedule).toMatchObject({ feasible: true, isBackward: true, margin: 48, finishOn: '2026-04-20' })
    expect(schedule.nodes.every(({ critical }) => critical)).toBe(true)
  })

  it('names who is late and by how much where it cannot be kept', () => {
    const schedule = plan(networkOf(rows), { openOn: '2026-04-15' }, '2026-03-02')
    expect(schedule).toMatchObject({ feasible: false, margin: -3, finishOn: '2026-04-20' })
    expect(nodeOf(schedule, '设计')).toMatchObject({ verdict: 'late', daysLate: 3, totalFloat: -3 })
    expect(nodeOf(schedule, '开业')).toMatchObject({ verdict: 'will_be_late', daysLate: 3 })
  })

  it('closes outdoor work in winter, counts weekends for what goes on, and stops for a closure', () => {
    const fields = {
      设计: { calendar: 'continuous' },
      许可: { dayKind: 'calendar' },
      施工: { calendar: 'outdoor' },
    }
    const frame = {
      startOn: '2025-11-03',
      winterStop: { from: '12-01', through: '02-28' },
      closures: [{ from: '2025-11-14', through: '2025-11-16', reason: '环保停工' }],
    }
    const schedule = plan(networkOf(rows, fields), frame)
    expect(nodeOf(schedule, '设计')).toMatchObject({ earlyStart: '2025-11-03', earlyFinish: '2025-11-12' })
    expect(nodeOf(schedule, '许可')).toMatchObject({ earlyStart: '2025-11-13', earlyFinish: '2025-11-20' })
    expect(nodeOf(schedule, '施工')).toMatchObject({ earlyStart: '2025-11-21', earlyFinish: '2026-03-19' })
  })

  it('marks days beyond the published holidays as provisional, and only those', () => {
    const far = plan(networkOf(rows), { openOn: '2028-06-30', startOn: '2026-03-02' })
    expect(far.publishedThrough).toBe(CALENDAR.publishedThrough)
    expect(far.nodes.map(({ provisional }) => provisional)).toEqual([true, true, true, true])
    const near = plan(networkOf(rows), { openOn: '2026-06-30', startOn: '2026-03-02' })
    expect(near.nodes.some(({ provisional }) => provisional)).toBe(false)
    const continuous = Object.fromEntries(rows.map(([id]) => [id, { calendar: 'continuous' }]))
    const counted = plan(networkOf(rows, continuous), { openOn: '2028-06-30', startOn: '2026-03-02' })
    expect(counted.nodes.some(({ provisional }) => provisional)).toBe(false)
  })
})

describe('facts', () => {
  const rows: readonly Row[] = [
    ['基础', 10, ''],
    ['主体', 10, '基础'],
    ['投产', 0, '主体'],
  ]
  const withFacts = (facts: Readonly<Record<string, Partial<NodeFacts>>>, today = '2026-03-16'): Schedule =>
    plan(
      networkOf(rows, Object.fromEntries(Object.entries(facts).map(([id, each]) => [id, { facts: each }]))),
      { startOn: '2026-03-02', openOn: '2026-03-31' },
      today,
    )
  const on = (text: string): Day => asDay(text)

  it('re-plan what follows from the day a node was really finished', () => {
    const schedule = withFacts({ 基础: { startedOn: on('2026-03-02'), finishedOn: on('2026-03-12') } })
    expect(nodeOf(schedule, '基础')).toMatchObject({ verdict: 'done', earlyFinish: '2026-03-12', critical: false })
    expect(nodeOf(schedule, '主体')).toMatchObject({ earlyStart: '2026-03-16', earlyFinish: '2026-03-27' })
  })

  it('keep a node that was finished late as late, though what follows makes it up', () => {
    const schedule = withFacts({ 基础: { startedOn: on('2026-03-02'), finishedOn: on('2026-03-18') } }, '2026-03-19')
    expect(nodeOf(schedule, '基础')).toMatchObject({ lateFinish: '2026-03-17', verdict: 'done_late', daysLate: 1 })
  })

  it('go on for the days said to remain, from today, and by the plan where nothing is said', () => {
    const said = withFacts({ 基础: { startedOn: on('2026-03-02'), remainingDays: 3 } })
    expect(nodeOf(said, '基础')).toMatchObject({ earlyStart: '2026-03-02', earlyFinish: '2026-03-18' })
    const unsaid = withFacts({ 基础: { startedOn: on('2026-03-02') } })
    expect(nodeOf(unsaid, '基础').earlyFinish).toBe('2026-03-16')
    expect(nodeOf(unsaid, '主体').earlyStart).toBe('2026-03-17')
  })

  it('of one node leave every latest day where it was', () => {
    const before = withFacts({})
    const after = withFacts({ 基础: { startedOn: on('2026-03-02'), remainingDays: 9 } })
    expect(after.nodes.map(({ lateFinish }) => lateFinish)).toEqual(before.nodes.map(({ lateFinish }) => lateFinish))
  })

  it('that run ahead of a link are told of and not undone', () => {
    const schedule = withFacts({ 主体: { startedOn: on('2026-03-10'), remainingDays: 5 } })
    expect(schedule.warnings.map(({ code }) => code)).toEqual(['schedules.started_before_predecessor'])
    expect(nodeOf(schedule, '主体')).toMatchObject({ earlyStart: '2026-03-10', earlyFinish: '2026-03-20' })
  })

  it('that are no facts yet are refused with the node', () => {
    const problems = (fields: object): readonly unknown[] => {
      const outcome = scheduleNetwork(
        networkOf(rows, { 基础: fields }),
        PlanFrame.parse({ openOn: '2026-03-31' }),
        CALENDAR,
        asDay('2026-03-16'),
      )
      return outcome.ok ? [] : outcome.problems.map(({ code, params }) => [code, params?.['node']])
    }
    expect(problems({ facts: { startedOn: '2026-03-20' } })).toEqual([['schedules.started_in_future', '基础']])
    expect(problems({ facts: { startedOn: '2026-03-12', finishedOn: '2026-03-10' } })).toEqual([
      ['schedules.facts_contradict', '基础'],
    ])
    expect(problems({ facts: { remainingDays: 2 } })).toEqual([['schedules.facts_contradict', '基础']])
  })
})

describe('a plan that contradicts itself', () => {
  const codes = (network: Network, frame: object = {}): readonly unknown[] => {
    const outcome = scheduleNetwork(network, PlanFrame.parse(frame), CALENDAR, asDay('2026-03-16'))
    return outcome.ok ? [] : outcome.problems.map(({ code, params }) => [code, params?.['node'] ?? params?.['nodes']])
  }

  it('is refused with the node named', () => {
    expect(
      codes(
        networkOf([
          ['a', 1, 'c'],
          ['b', 1, 'a'],
          ['c', 1, 'b'],
        ]),
      ),
    ).toEqual([['schedules.cycle', 'a → b → c → a']])
    expect(codes(networkOf([['a', 1, 'x']]))).toEqual([['schedules.unknown_node', 'x']])
    expect(codes(networkOf([['a', 1, '']], { a: { notBefore: '2026-05-02', notAfter: '2026-05-01' } }))).toEqual([
      ['schedules.dates_contradict', 'a'],
    ])
    expect(codes(networkOf([['a', 0, '']], { a: { milestone: false } }))).toEqual([['schedules.zero_days', 'a']])
    expect(codes(networkOf([['a', 3, '']], { a: { milestone: true } }))).toEqual([
      ['schedules.milestone_with_days', 'a'],
    ])
    expect(codes(networkOf([['a', 1, '']]), { openOn: '2026-01-01', startOn: '2026-02-01' })).toEqual([
      ['schedules.opening_before_start', undefined],
    ])
    expect(codes({ nodes: [], links: [] })).toEqual([['schedules.nothing_to_schedule', undefined]])
    expect(
      codes(networkOf([['a', 3, '']], { a: { calendar: 'outdoor' } }), {
        winterStop: { from: '01-01', through: '12-31' },
      }),
    ).toEqual([['schedules.closed_all_year', 'a']])
  })

  it('is refused with the nodes that leave the calendar', () => {
    const long = networkOf(
      Array.from({ length: 16 }, (_, index): Row => [`n${index}`, 7300, index === 0 ? '' : `n${index - 1}`]),
    )
    expect(codes(long).at(0)).toEqual(['schedules.beyond_calendar', expect.stringMatching(/^n\d+$/)])
  })
})
