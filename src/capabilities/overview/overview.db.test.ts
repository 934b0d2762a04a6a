import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, HOME, personWith, system, type TestHouse } from '../../../tests/support/house.ts'
import { codesOf } from '../../../tests/support/targets.ts'
import { asDay } from '../../kernel/day.ts'
import type { Role } from '../../kernel/permissions.ts'
import { asPeriod } from '../../kernel/period.ts'
import type { Caller } from '../../platform/access.ts'
import { asYuan } from '../../kernel/yuan.ts'
import {
  createProject,
  LIST_LEVELS,
  listProjects,
  ProjectBody,
  showProject,
  STAGES,
  moveStage,
  updateProject,
} from '../key-projects/contract.ts'
import { keyProjectsOperations } from '../key-projects/operations/index.ts'
import { createPromise } from '../obstacles/contract.ts'
import { obstaclesOperations } from '../obstacles/operations/index.ts'
import { appoint, createPerson, createUnit, setUp } from '../organisation/contract.ts'
import { organisationOperations } from '../organisation/operations/index.ts'
import { createIndicator, createTarget, decideTarget, enterActuals } from '../targets/contract.ts'
import { targetsOperations } from '../targets/operations/index.ts'
import { keepDay, listOwed, search, showLeaderPage, showWall } from './contract.ts'
import { overviewJobs } from './jobs.ts'
import { overviewOperations } from './operations/index.ts'

const LIGHTS = ['red', 'yellow', 'green', 'none'] as const

let test: TestHouse
let county: string
let towns: readonly string[]
let bureau: string
const as = (role: Role, unitId: string, more: object = {}): Caller => personWith(role, unitId, more)
const office = () => as('project_office', county)
const wallOf = (caller: Caller) => test.run(showWall, caller, {})
const owedBy = async (caller: Caller) => (await test.run(listOwed, caller, {})).items
const listed = async (caller: Caller, filter: object) =>
  (await test.run(listProjects, caller, { ...filter, limit: 200 })).items
const sum = (rows: readonly (number | null)[]) => rows.reduce<number>((total, each) => total + (each ?? 0), 0)

beforeAll(async () => {
  test = await openTestHouse([
    ...organisationOperations,
    ...keyProjectsOperations,
    ...targetsOperations,
    ...obstaclesOperations,
    ...overviewOperations,
  ])
  const made = await test.run(setUp, system(), {
    regionCode: HOME,
    regionName: '示例县',
    administratorName: '示例管理',
    account: 'root0001',
  })
  county = made.unitId
  const unit = async (name: string, kind: 'department' | 'township') =>
    (await test.run(createUnit, system(), { name, kind, openedOn: asDay('2020-01-01') })).id
  towns = [await unit('示例东镇', 'township'), await unit('示例西镇', 'township')]
  bureau = await unit('示例发改局', 'department')
  for (let index = 0; index < 24; index += 1) {
    const level = LIST_LEVELS[index % 4]
    await test.run(createProject, office(), {
      name: `示例项目${index}`,
      unitId: towns[index % 2] ?? county,
      leadUnitId: index % 3 === 0 ? bureau : null,
      stage: STAGES[index % STAGES.length] ?? 'reserve',
      memberships: level ? [{ level, year: 2026, listClass: 'continuing', batch: '' }] : [],
      totalInvestment: asYuan(index * 90_000_000),
      planYear: 2026,
      yearPlan: index % 5 === 0 ? null : asYuan(60_000_000),
      investedThisYear: index % 7 === 0 ? null : asYuan(index * 700_000),
      investedAsOf: index % 7 === 0 ? null : asPeriod('2026-M02'),
    })
  }
})
afterAll(() => test.close())

describe('the wall', () => {
  it('shows for everybody what the rows behind each number sum to', async () => {
    for (const caller of [
      office(),
      as('chief_leader', county),
      as('department', bureau),
      as('township', towns[0] ?? ''),
    ]) {
      const { projects } = await wallOf(caller)
      const all = await listed(caller, {})
      expect(projects?.headline).toMatchObject({
        projects: all.length,
        totalInvestment: sum(all.map((row) => row.totalInvestment)),
        yearPlan: sum(all.map((row) => row.yearPlan)),
        invested: sum(all.map((row) => row.investedThisYear)),
      })
      for (const light of LIGHTS)
        expect(projects?.headline.lights[light]).toBe((await listed(caller, { light: [light] })).length)
      for (const stage of STAGES) {
        const rows = await listed(caller, { stage: [stage] })
        const slice = projects?.stages.find((each) => each.stage === stage)
        expect([slice?.count ?? 0, slice?.totalInvestment ?? 0]).toEqual([
          rows.length,
          sum(rows.map((row) => row.totalInvestment)),
        ])
      }
      for (const level of LIST_LEVELS)
        expect(projects?.levels.find((each) => each.level === level)?.count ?? 0).toBe(
          (await listed(caller, { level: [level] })).length,
        )
      for (const tile of projects?.units ?? []) {
        const rows = await listed(caller, { unitId: [tile.unitId] })
        expect(tile.count).toBe(rows.length)
        for (const light of LIGHTS) expect(tile.lights[light]).toBe(rows.filter((row) => row.light === light).length)
      }
    }
  })

  it('names the reddest with reason and owner, the furthest behind first', async () => {
    const { reddest, reds, projects } = await wallOf(office())
    expect(reds).toBe(projects?.headline.lights.red)
    expect(reds).toBeGreaterThan(1)
    expect(reddest.length).toBe(Math.min(10, reds))
    const shortfalls = reddest.map(({ shortfall }) => shortfall ?? Number.NEGATIVE_INFINITY)
    expect(shortfalls).toEqual(shortfalls.toSorted((one, other) => other - one))
    expect(reddest[0]).toMatchObject({ hasOwner: false, unitName: expect.stringContaining('示例'), period: '2026-M02' })
    expect(reddest[0]?.behind).toBeGreaterThan(0)
  })

  it('shows a town nothing beyond its own list', async () => {
    const town = as('township', towns[0] ?? '')
    const own = new Set((await listed(town, {})).map((row) => row.id))
    const { projects, reddest } = await wallOf(town)
    expect(own.size).toBeLessThan(24)
    expect(projects?.headline.projects).toBe(own.size)
    for (const { subject } of reddest) expect(own.has(subject.id)).toBe(true)
  })

  it('is closed to enterprises and judges, and so is the search', async () => {
    for (const role of ['enterprise', 'judge'] as const) {
      const caller = as(role, towns[0] ?? '')
      expect((await codesOf(wallOf(caller)))[0]).toBe('forbidden')
      expect((await codesOf(test.run(search, caller, { text: '示例' })))[0]).toBe('forbidden')
      expect((await codesOf(test.run(showLeaderPage, caller, {})))[0]).toBe('forbidden')
      expect(await owedBy(caller)).toEqual([])
    }
  })
})

describe('days', () => {
  it('are kept once, when they are over, and tell what changed since', async () => {
    expect(await codesOf(test.run(keepDay, system(), { day: asDay('2026-03-16') }))).toContain('overview.day_not_over')
    expect((await wallOf(office())).yesterday).toBeNull()
    await test.run(keepDay, system(), { day: asDay('2026-03-08') })
    expect(await test.run(keepDay, system(), {})).toEqual({ day: '2026-03-15', isKept: true })
    expect(await test.run(keepDay, system(), {})).toEqual({ day: '2026-03-15', isKept: false })
    const [red] = await listed(office(), { light: ['red'] })
    const whole = await test.run(showProject, office(), { projectId: red?.id ?? '' })
    const fields = Object.keys(ProjectBody.shape) as (keyof ProjectBody)[]
    const body = ProjectBody.parse(Object.fromEntries(fields.map((field) => [field, whole[field]])))
    const before = (await wallOf(office())).projects?.headline
    await test.run(updateProject, office(), {
      projectId: whole.id,
      expectedVersion: whole.version,
      body: { ...body, investedThisYear: asYuan(60_000_000) },
    })
    await test.run(moveStage, office(), {
      projectId: whole.id,
      expectedVersion: whole.version + 1,
      to: 'paused',
      on: asDay('2026-03-16'),
      pauseReason: 'investor_fault',
      evidence: [{ kind: 'decision', text: '示例决定' }],
      reason: '示例停建',
    })
    const { yesterday, lastWeek, projects } = await wallOf(office())
    expect(yesterday).toMatchObject({ since: '2026-03-15', isOpening: false, projects: 0, red: -1, green: 1 })
    expect(yesterday?.invested).toBe((projects?.headline.invested ?? 0) - (before?.invested ?? 0))
    expect(yesterday?.moves).toMatchObject([
      { kind: 'better', title: whole.name, from: 'red', to: 'green' },
      { kind: 'stage', title: whole.name, from: whole.stage, to: 'paused' },
    ])
    expect(lastWeek).toMatchObject({ since: '2026-03-08', isOpening: true })
    const other = towns.find((id) => id !== whole.unitId) ?? ''
    expect((await wallOf(as('township', other))).yesterday?.moves).toEqual([])
  })

  it('keep themselves by the timed job, each once', async () => {
    test.now = new Date('2026-03-17T00:30:00+08:00')
    const [job] = overviewJobs
    await job?.run(test.house, HOME, undefined as never)
    await job?.run(test.house, HOME, undefined as never)
    const { yesterday } = await wallOf(office())
    expect(yesterday).toMatchObject({ since: '2026-03-16', red: 0, moves: [] })
    test.now = new Date('2026-03-16T09:00:00+08:00')
  })
})

describe('what is owed', () => {
  it('is the report of last month for the unit that answers for a project, in one line for the office', async () => {
    const town = towns[1] ?? ''
    const own = await owedBy(as('township', town))
    expect(own.map(({ kind, isOverdue, dueOn }) => [kind, isOverdue, dueOn])).toContainEqual([
      'progress_reports.owed',
      true,
      '2026-03-05',
    ])
    const names = new Set(
      (await listed(as('township', town), {})).filter((row) => row.unitId === town).map((row) => row.name),
    )
    for (const { kind, title } of own) if (kind === 'progress_reports.owed') expect(names.has(title)).toBe(true)
    const all = (await owedBy(office())).filter(({ kind }) => kind === 'progress_reports.missing_of_region')
    const east = await owedBy(as('township', towns[0] ?? ''))
    expect(all).toHaveLength(1)
    expect(all[0]?.count).toBe([...own, ...east].filter(({ kind }) => kind === 'progress_reports.owed').length)
  })

  it('is a month of an indicator until it is entered, and a promise that is due', async () => {
    const { id: indicatorId } = await test.run(createIndicator, as('assessment_office', county), {
      code: 'X1',
      name: '示例指标',
      unitText: '亿元',
      kind: 'work',
      direction: 'higher',
      measure: 'level',
      statistical: false,
      sourceUnitId: bureau,
      frequency: 'month',
      firstMonths: 'separate',
      cumulative: true,
      overTime: 'sum',
      overUnits: 'sum',
    })
    const target = await test.run(createTarget, as('assessment_office', county), {
      indicatorId,
      year: 2026,
      unitId: county,
      goal: { comparator: '>=', value: '120' },
      owner: { unitId: bureau },
    })
    const waiting = async () => (await owedBy(as('assessment_office', county))).map(({ kind, count }) => [kind, count])
    expect(await waiting()).toContainEqual(['targets.waiting_draft', 1])
    const decision = {
      targetId: target.id,
      reason: '年初部署',
      approvingBody: '县委常委会',
      effectiveOn: asDay('2026-01-05'),
    }
    const approver = as('assessment_office', county)
    const { version } = await test.run(decideTarget, approver, { ...decision, expectedVersion: 1, action: 'approve' })
    expect(await waiting()).toContainEqual(['targets.waiting_approved', 1])
    await test.run(decideTarget, approver, { ...decision, expectedVersion: version, action: 'issue' })
    const source = as('department', bureau)
    const owed = async () => (await owedBy(source)).filter(({ kind }) => kind === 'targets.figures')
    expect(await owed()).toMatchObject([{ title: '示例指标', isOverdue: true }])
    expect((await owedBy(as('township', towns[0] ?? ''))).some(({ kind }) => kind === 'targets.figures')).toBe(false)
    const cell = (value: string, releasedOn: string) => ({
      indicatorId,
      unitId: county,
      period: asPeriod('2026-M02'),
      expectedVersion: 0,
      entry: { value, status: 'preliminary' as const, asOf: asDay('2026-03-10'), releasedOn: asDay(releasedOn) },
    })
    await test.run(enterActuals, source, { cells: [cell('3', '2026-03-20')] })
    expect(await owed()).toEqual([])
    const line = async () =>
      (await wallOf(as('chief_leader', county))).targets?.items.find(({ id }) => id === target.id)
    expect(await line()).toMatchObject({ actual: null, light: 'none' })
    await test.run(createPromise, office(), {
      ownerText: '示例发改局',
      unitId: bureau,
      action: '三月中旬前完成示例手续',
      dueOn: asDay('2026-03-12'),
    })
    expect((await owedBy(source)).filter(({ kind }) => kind === 'obstacles.promise')).toMatchObject([
      { title: '三月中旬前完成示例手续', isOverdue: true },
    ])
    expect((await test.run(showLeaderPage, as('chief_leader', county), {})).items).toContainEqual(
      expect.objectContaining({ title: '三月中旬前完成示例手续', decision: 'settle_promise' }),
    )
  })
})

describe("the leader's page", () => {
  it('asks a sponsoring leader about the projects they sponsor, and about no others', async () => {
    const { id: personId } = await test.run(createPerson, system(), { name: '示例包靠领导', account: 'sponsor01' })
    const post = await test.run(appoint, system(), {
      personId,
      unitId: county,
      role: 'sponsoring_leader',
      title: '包靠领导（一）',
      fromOn: asDay('2026-01-01'),
    })
    const sponsor = as('sponsoring_leader', county, { personId })
    const body = {
      unitId: towns[0] ?? '',
      planYear: 2026,
      yearPlan: asYuan(60_000_000),
      investedAsOf: asPeriod('2026-M02'),
    }
    const { id } = await test.run(createProject, office(), {
      ...body,
      name: '示例包靠项目',
      sponsorPostId: post.id,
      investedThisYear: asYuan(1_000_000),
    })
    const own = await test.run(showLeaderPage, sponsor, {})
    expect(own).toMatchObject({ isOwn: true, reds: 1, items: [{ subject: { id }, ownerName: '包靠领导（一）' }] })
    expect(own.items[0]).toMatchObject({ decision: 'call_on_site', perMonth: 5_900_000 })
    expect(await owedBy(sponsor)).toMatchObject([{ kind: 'overview.decisions', count: 1 }])
    const chief = await test.run(showLeaderPage, as('chief_leader', county), {})
    expect(chief.isOwn).toBe(false)
    expect(chief.items).toHaveLength(3)
  })
})

describe('the search', () => {
  it('finds by Chinese and by initials, in the rooms the reader may enter', async () => {
    const kinds = async (caller: Caller, text: string) => [
      ...new Set((await test.run(search, caller, { text })).items.map(({ kind }) => kind)),
    ]
    expect(await kinds(office(), '示例')).toEqual(['key_project', 'target', 'promise', 'unit'])
    expect(await kinds(office(), 'sldz')).toEqual(['unit'])
    expect(await kinds(as('task_force', bureau), '示例指标')).toEqual(['target'])
    const own = await listed(as('township', towns[0] ?? ''), {})
    const found = await test.run(search, as('township', towns[0] ?? ''), { text: '示例项目', limit: 50 })
    const ids = new Set(own.map(({ id }) => id))
    expect(found.items.filter(({ kind }) => kind === 'key_project').every(({ id }) => ids.has(id))).toBe(true)
    expect((await test.run(search, office(), { text: '示例项目', limit: 5 })).more).toEqual(['key_project'])
  })
})
