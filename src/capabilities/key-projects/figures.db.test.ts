import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asker } from '../../../tests/support/figures.ts'
import { personWith, system } from '../../../tests/support/house.ts'
import { type Library, openLibrary } from '../../../tests/support/projects.ts'
import { asDay } from '../../kernel/day.ts'
import { asPeriod } from '../../kernel/period.ts'
import { asYuan } from '../../kernel/yuan.ts'
import type { Caller } from '../../platform/access.ts'
import { createUnit } from '../organisation/contract.ts'
import * as contract from './contract.ts'
import { keyProjectsFigures, keyProjectsLists } from './public.ts'

let library: Library
let office: Caller
/** A town that sees only its own projects. */
let town: Caller
let village: string
let ask: ReturnType<typeof asker>
const ids: Record<string, string> = {}

const WAN = 10_000
const place = (listClass: 'new_start' | 'continuing', level: contract.ListLevel = 'county') => ({
  level,
  year: 2026,
  listClass,
  batch: '',
})
const report = async (projectId: string, period: string, wan: number, reason = '') => {
  const { version } = await library.test.run(contract.showProject, office, { projectId })
  await library.test.run(contract.recordReportedMonth, office, {
    projectId,
    period: asPeriod(period),
    thisYear: asYuan(wan * WAN),
    expectedVersion: version,
    reason,
  })
}

beforeAll(async () => {
  library = await openLibrary()
  const { units, test, enter, sponsor } = library
  office = personWith('project_office', units.office)
  town = personWith('township', units.west)
  ask = asker(test, keyProjectsFigures, keyProjectsLists, 'key_projects.view')
  village = (
    await test.run(createUnit, system(), {
      name: '示例西山村',
      shortName: '西山村',
      kind: 'township',
      parentId: units.west,
      openedOn: asDay('2020-01-01'),
    })
  ).id
  test.now = new Date('2026-02-20T09:00:00+08:00')
  const made = async (name: string, unitId: string, more: Partial<contract.ProjectBody>) => {
    ids[name] = (await enter({ name: `示例${name}`, unitId, planYear: 2026, ...more })).id
  }
  await made('甲项目', units.east, {
    memberships: [place('continuing', 'province'), place('continuing')],
    yearPlan: asYuan(1200 * WAN),
    totalInvestment: asYuan(9000 * WAN),
    stage: 'under_construction',
    startedOn: asDay('2025-03-01'),
    sponsorPostId: sponsor.postId,
  })
  await made('乙项目', village, {
    memberships: [place('new_start', 'city')],
    yearPlan: asYuan(2400 * WAN),
    monthlyPlan: [0, 0, 600, 600, 600, 600, 0, 0, 0, 0, 0, 0].map((wan) => asYuan(wan * WAN)),
    totalInvestment: asYuan(5000 * WAN),
    stage: 'permits',
    plannedStartOn: asDay('2026-03-10'),
  })
  await made('丙项目', units.west, {
    memberships: [place('new_start')],
    yearPlan: asYuan(600 * WAN),
    stage: 'permits',
    plannedStartOn: asDay('2026-09-01'),
  })
  await made('库内项目', units.west, { yearPlan: asYuan(5000 * WAN) })
  await report(ids['甲项目'] ?? '', '2026-M01', 100)
  await report(ids['甲项目'] ?? '', '2026-M02', 150)
  test.now = new Date('2026-04-20T09:00:00+08:00')
  await report(ids['甲项目'] ?? '', '2026-M03', 400)
  await report(ids['乙项目'] ?? '', '2026-M03', 300)
})
afterAll(() => library.test.close())

const FIGURES = ['count', 'year_plan', 'invested', 'invested_in_period', 'plan_to_date', 'completion', 'pace'] as const
const refs = (names: readonly string[]) => names.map((name) => `key_projects.${name}`)

describe('the figures of key projects', () => {
  it('count the projects on lists of the year, each once, for a reader of whatever reach', async () => {
    const wanted = refs(['count', 'provincial_count', 'municipal_count', 'total_investment'])
    for (const caller of [office, town])
      expect(await ask.values(caller, wanted, '2026-Q1')).toEqual(['3', '1', '1', '140000000'])
    expect(await ask.values(office, wanted, '2025')).toEqual(['0', '0', '0', '0'])
  })

  it('add money up to the end of a period, by months, quarters and years', async () => {
    // Plan by the end of March: 1200 ÷ 4, 600 by its months, 600 ÷ 4.
    expect(await ask.values(office, refs(FIGURES), '2026-Q1')).toEqual([
      '3',
      '42000000',
      '7000000',
      '7000000',
      '10500000',
      '0.166666666667',
      '0.25',
    ])
    expect(await ask.values(office, refs(FIGURES), '2026-M02')).toEqual([
      '3',
      '42000000',
      '1500000',
      '500000',
      '3000000',
      '0.035714285714',
      '0.071428571429',
    ])
    const [, , invested, , due] = await ask.values(office, refs(FIGURES), '2026')
    // The year runs: what is known until now, against what is due by the last full month.
    expect([invested, due]).toEqual(['7000000', '10500000'])
  })

  it('tell a unit with the units below it', async () => {
    const wanted = refs(['count', 'invested', 'plan_to_date', 'ahead_of_pace'])
    expect(await ask.values(office, wanted, '2026-Q1', library.units.west)).toEqual(['2', '3000000', '7500000', '-15'])
    expect(await ask.values(office, wanted, '2026-Q1', village)).toEqual(['1', '3000000', '6000000', '-12.5'])
    expect(await ask.values(office, wanted, '2026-Q1', library.units.bureau)).toEqual(['0', '0', '0', null])
  })

  it('do not know a sum none of whose parts is known', async () => {
    const wanted = refs(['invested', 'completion', 'statistical_invested'])
    expect(await ask.values(office, wanted, '2026-M02', village)).toEqual([null, null, null])
  })

  it('hold what was corrected, not what was said first', async () => {
    await report(ids['甲项目'] ?? '', '2026-M01', 90, '示例：上报有误')
    expect(await ask.values(office, refs(['invested']), '2026-M01')).toEqual(['900000'])
    await report(ids['甲项目'] ?? '', '2026-M01', 100, '示例：复核后恢复')
    expect(await ask.values(office, refs(['invested']), '2026-M01')).toEqual(['1000000'])
  })

  it('count starts that were due and that were made by then', async () => {
    const wanted = refs(['starts_of_year', 'starts_planned', 'starts_done', 'start_rate'])
    expect(await ask.values(office, wanted, '2026-M02')).toEqual(['2', '0', '0', '0'])
    expect(await ask.values(office, wanted, '2026-M03')).toEqual(['2', '1', '0', '0'])
    expect(await ask.values(office, wanted, '2026')).toEqual(['2', '1', '0', '0'])
    expect(await ask.rows(office, 'key_projects.overdue_starts', '2026-Q1')).toMatchObject([
      { project: '示例乙项目', unit: '西山村', planned_on: '2026-03-10', days_late: '21', stage: '前期手续' },
    ])
  })

  it('show lights as they were judged at the end of a month, and as they are in one that runs', async () => {
    const wanted = refs(['red_count', 'yellow_count', 'green_count'])
    const [red, yellow, green] = await ask.values(office, wanted, '2026-M03')
    const lit = await ask.rows(office, 'key_projects.lights', '2026-M03')
    expect(lit.length).toBe(Number(red) + Number(yellow) + Number(green))
    expect(lit.length).toBeGreaterThan(0)
    expect((await ask.rows(office, 'key_projects.red_lights', '2026-M03')).length).toBe(Number(red))
    const { items } = await library.test.run(contract.listProjects, office, { year: 2026, limit: 50 })
    const today = (light: string) => String(items.filter((each) => each.light === light).length)
    expect(await ask.values(office, wanted, '2026-M04')).toEqual([today('red'), today('yellow'), today('green')])
    expect(await ask.values(office, wanted, '2025-M12')).toEqual(['0', '0', '0'])
  })

  it('say how many records stand behind them, until when, and where they are seen', async () => {
    const told = await ask.answers(office, refs(['invested', 'red_count']), '2026-Q1', library.units.east)
    expect(told['key_projects.invested']).toEqual({
      value: '4000000',
      unitText: null,
      asOf: '2026-03-31',
      rows: 1,
      path: `/key-projects?year=2026&unitId=${library.units.east}`,
    })
    expect(told['key_projects.red_count']?.path).toContain('light=red')
  })
})

describe('the lists of key projects', () => {
  it('rank units by completion and share places', async () => {
    expect(await ask.rows(office, 'key_projects.units', '2026-Q1')).toMatchObject([
      { place: '1', unit: '东河镇', invested: '4000000', completion: '0.333333333333', pace: '0.25' },
      { place: '2', unit: '西山村', invested: '3000000', completion: '0.125', pace: '0.25', gap: '-12.5' },
      { place: null, unit: '西山镇', invested: null, completion: null },
    ])
  })

  it('set projects ahead of pace apart from those behind, each by how far', async () => {
    const names = async (id: string, subject?: string) =>
      (await ask.rows(office, id, '2026-Q1', subject)).map(({ project, gap }) => [project, gap])
    expect(await names('key_projects.good')).toEqual([['示例甲项目', '8.333333333333']])
    expect(await names('key_projects.slow')).toEqual([['示例乙项目', '-12.5']])
    expect(await names('key_projects.slow', library.units.west)).toEqual([['示例乙项目', '-12.5']])
    expect(await names('key_projects.slow', library.units.east)).toEqual([])
  })

  it('name the sponsoring leader and the reason of a light', async () => {
    const [row] = (await ask.rows(office, 'key_projects.lights', '2026-M03')).filter(
      ({ project }) => project === '示例甲项目',
    )
    expect(row).toMatchObject({ leader: '包靠领导（一） 示例甲', light: '红灯' })
    expect(row?.['reason']).toContain('没有入统')
  })
})
