import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { personWith, system } from '../../../tests/support/house.ts'
import { type Library, openLibrary, refusalOf } from '../../../tests/support/projects.ts'
import { asDay } from '../../kernel/day.ts'
import { asPeriod } from '../../kernel/period.ts'
import { asYuan } from '../../kernel/yuan.ts'
import type { Caller } from '../../platform/access.ts'
import { draftRule, listBuiltInRules, publishRule } from '../lights/contract.ts'
import { lightsOperations } from '../lights/operations.ts'
import * as contract from './contract.ts'
import { keyProjectsJobs } from './jobs.ts'

let library: Library
let office: Caller
let bureau: Caller
let town: Caller
beforeAll(async () => {
  library = await openLibrary(lightsOperations)
  library.test.now = new Date('2026-06-10T09:00:00+08:00')
  office = personWith('project_office', library.units.office)
  bureau = personWith('statistics_bureau', library.units.bureau)
  town = personWith('township', library.units.east)
})
afterAll(() => library.test.close())

const run: Library['test']['run'] = (...call) => library.test.run(...call)
const show = (projectId: string) => run(contract.showProject, office, { projectId })
const dimensionsOf = async (projectId: string) =>
  Object.fromEntries((await show(projectId)).lightDimensions.map(({ key, light }) => [key, light]))
const plan = { totalInvestment: asYuan(500_000_000), yearPlan: asYuan(120_000_000), planYear: 2026 }
const onPace = { ...plan, investedThisYear: asYuan(55_000_000), investedAsOf: asPeriod('2026-M05') }

describe('the light of a project', () => {
  it('is the worst of progress, start, registration and funds, each with its own reason', async () => {
    const { id } = await library.enter({
      name: '示例四维项目',
      ...onPace,
      stage: 'under_construction',
      startedOn: asDay('2026-04-20'),
      investedBeforeYear: asYuan(50_000_000),
      fundsInPlace: asYuan(60_000_000),
    })
    expect(await dimensionsOf(id)).toEqual({
      progress: 'green',
      start_missed: 'green',
      unregistered: 'yellow',
      funds: 'red',
    })
    const project = await show(id)
    expect([project.light, project.lightReason?.values['dimension'], project.lightRule]).toEqual([
      'red',
      'funds',
      { code: 'project_four', version: 1 },
    ])
    const { items } = await run(contract.listProjects, office, { text: '示例四维项目' })
    expect(items[0]?.lightDimensions).toEqual([
      { key: 'progress', light: 'green' },
      { key: 'start_missed', light: 'green' },
      { key: 'unregistered', light: 'yellow' },
      { key: 'funds', light: 'red' },
    ])
  })

  it('turns with the registration the statistics bureau enters', async () => {
    const { id } = await library.enter({
      name: '示例未入统项目',
      ...onPace,
      stage: 'under_construction',
      startedOn: asDay('2026-02-20'),
    })
    expect(await dimensionsOf(id)).toMatchObject({ progress: 'green', unregistered: 'red' })
    await run(contract.enterProjectStatistics, bureau, {
      projectId: id,
      expectedVersion: 1,
      statisticalTotal: null,
      statisticalThisYear: null,
      statisticalAsOf: null,
      investmentRegisteredOn: asDay('2026-06-01'),
      fourAboveOn: null,
    })
    expect(await dimensionsOf(id)).toMatchObject({ unregistered: 'green' })
    expect((await show(id)).light).toBe('green')
  })

  it('turns as months go by without the planned start, with nobody touching the record', async () => {
    const { id } = await library.enter({ name: '示例未开工项目', ...plan, plannedStartOn: asDay('2026-05-20') })
    expect((await show(id)).light).toBe('yellow')
    const nightly = keyProjectsJobs.find((job) => job.name === 'key_projects.rejudge_nightly')
    const night = async (now: string) => {
      library.test.now = new Date(now)
      await nightly?.run(library.test.house, '370786', undefined as never)
      return (await show(id)).light
    }
    expect(await night('2026-07-02T00:20:00+08:00')).toBe('yellow')
    expect(await night('2026-08-01T00:20:00+08:00')).toBe('red')
    expect((await show(id)).version).toBe(1)
    library.test.now = new Date('2026-06-10T09:00:00+08:00')
    await nightly?.run(library.test.house, '370786', undefined as never)
    expect((await show(id)).light).toBe('yellow')
  })

  it('keeps a red month visible as yellow once its money is made up, and a missed start red', async () => {
    const enterMonth = async (projectId: string, month: string, money: number) =>
      run(contract.recordReportedMonth, office, {
        projectId,
        period: asPeriod(month),
        thisYear: asYuan(money),
        expectedVersion: (await show(projectId)).version,
      })
    const monthsOf = async (projectId: string) =>
      (await run(contract.showProjectMoney, office, { projectId, year: 2026 })).months.map(
        ({ period, light, lightReason }) => [period, light, lightReason?.code],
      )
    const { id } = await library.enter({ name: '示例补上项目', ...plan })
    await enterMonth(id, '2026-M03', 10_000_000)
    expect(await monthsOf(id)).toEqual([['2026-M03', 'red', 'lights.reason_interval']])
    await enterMonth(id, '2026-M04', 41_000_000)
    expect(await monthsOf(id)).toEqual([
      ['2026-M03', 'yellow', 'lights.reason_made_up'],
      ['2026-M04', 'green', 'lights.reason_interval'],
    ])
    const { id: late } = await library.enter({ name: '示例迟开工项目', ...plan, plannedStartOn: asDay('2025-11-20') })
    await enterMonth(late, '2026-M03', 10_000_000)
    await enterMonth(late, '2026-M04', 41_000_000)
    expect((await monthsOf(late)).map(([, light]) => light)).toEqual(['red', 'red'])
  })
})

describe('an excuse', () => {
  const asked = async (name: string) => {
    const { id } = await library.enter({
      name,
      ...plan,
      plannedStartOn: asDay('2026-02-20'),
      unitId: library.units.east,
    })
    const excuse = await run(contract.askExcuse, town, {
      projectId: id,
      dimension: 'start_missed',
      code: 'superior_cause',
      fromPeriod: asPeriod('2026-M02'),
      untilPeriod: asPeriod('2026-M06'),
      reason: '等待省级用地批复',
    })
    return { id, excuseId: excuse.id }
  }
  const decide = (spec: typeof contract.grantExcuse, caller: Caller, excuseId: string, expectedVersion = 1) =>
    run(spec, caller, { excuseId, decision: '经研究同意', expectedVersion })

  it('lifts its dimension from the day it is granted until it is ended, and stands in the open', async () => {
    const { id, excuseId } = await asked('示例免责项目')
    expect((await show(id)).light).toBe('red')
    await decide(contract.grantExcuse, office, excuseId)
    const excused = await show(id)
    expect([excused.light, excused.lightDimensions.find((each) => each.excused)?.key]).toEqual(['none', 'start_missed'])
    const seen = await run(contract.listExcuses, personWith('chief_leader', library.units.office), { projectId: id })
    expect(seen.items.map(({ state, decision, askedBy }) => [state, decision, askedBy])).toEqual([
      ['granted', '经研究同意', '示例township'],
    ])
    await decide(contract.withdrawExcuse, office, excuseId, 2)
    expect((await show(id)).light).toBe('red')
  })

  it('holds only in its months', async () => {
    const { id, excuseId } = await asked('示例到期项目')
    await decide(contract.grantExcuse, office, excuseId)
    library.test.now = new Date('2026-07-10T09:00:00+08:00')
    await run(contract.rejudgeProjects, office, {})
    expect((await show(id)).light).toBe('red')
    library.test.now = new Date('2026-06-10T09:00:00+08:00')
    await run(contract.rejudgeProjects, office, {})
  })

  it('is granted by nobody who works on the project, and only where the rule takes it', async () => {
    const { id, excuseId } = await asked('示例自批项目')
    expect(await refusalOf(decide(contract.grantExcuse, town, excuseId))).toEqual(['forbidden', 'access.not_allowed'])
    const wrong = {
      projectId: id,
      fromPeriod: asPeriod('2026-M02'),
      untilPeriod: asPeriod('2026-M06'),
      reason: '不想被判',
    }
    expect(
      await refusalOf(run(contract.askExcuse, town, { ...wrong, dimension: 'unregistered', code: 'season' })),
    ).toEqual(['rule_broken', 'key_projects.excuse_not_in_rule'])
    const neighbour = personWith('township', library.units.west)
    expect(
      await refusalOf(run(contract.askExcuse, neighbour, { ...wrong, dimension: 'progress', code: 'season' })),
    ).toEqual(['not_found', 'record.not_found'])
    await decide(contract.declineExcuse, office, excuseId)
    expect(await refusalOf(decide(contract.grantExcuse, office, excuseId, 2))).toEqual([
      'rule_broken',
      'key_projects.excuse_not_now',
    ])
  })
})

describe('a rule that is published', () => {
  it('judges every project anew by the job, leaves months that are over by the rule of their time', async () => {
    const { id } = await library.enter({
      name: '示例换规则项目',
      ...plan,
      investedThisYear: asYuan(30_000_000),
      investedAsOf: asPeriod('2026-M05'),
    })
    expect(await dimensionsOf(id)).toMatchObject({ progress: 'yellow' })
    const { items } = await run(listBuiltInRules, office, {})
    const strict = items.find((each) => each.code === 'sanya_2022_project')
    if (!strict) throw new Error('no such rule')
    const draft = await run(draftRule, office, {
      code: 'own_rule',
      name: '示例从严',
      subjectKind: 'key_project',
      source: '示例',
      body: {
        ...strict.body,
        dimensions: strict.body.dimensions.map((dimension) => ({
          ...dimension,
          intervals: [
            { light: 'green' as const, from: null, to: '0', fromClosed: false, toClosed: true },
            { light: 'red' as const, from: '0', to: null, fromClosed: false, toClosed: false },
          ],
        })),
      },
    })
    await run(publishRule, office, {
      code: 'own_rule',
      ruleVersion: draft.version,
      validFrom: asDay('2026-06-10'),
      expectedVersion: draft.recordVersion,
    })
    expect((await show(id)).light).toBe('yellow')
    expect((await run(contract.countStaleLights, office, {})).count).toBeGreaterThan(0)
    const job = keyProjectsJobs.find((each) => each.name === 'key_projects.rejudge_new_rule')
    await job?.run(library.test.house, '370786', undefined as never)
    expect((await run(contract.countStaleLights, office, {})).count).toBe(0)
    const project = await show(id)
    expect([project.light, project.lightRule, project.version]).toEqual(['red', { code: 'own_rule', version: 1 }, 1])
    const { months } = await run(contract.showProjectMoney, office, { projectId: id, year: 2026 })
    expect(months.map(({ period, light }) => [period, light])).toEqual([['2026-M05', 'yellow']])
  })

  it('judges the whole library, a stretch a transaction', async () => {
    for (let index = 0; index < 205; index += 1) await library.enter({ name: `示例分段项目${index}` })
    const first = await run(contract.rejudgeProjects, system(), {})
    expect(first).toMatchObject({ judged: 200, next: expect.any(String) as string })
    const second = await run(contract.rejudgeProjects, system(), { after: first.next ?? undefined })
    expect(second.judged).toBeGreaterThan(4)
    expect(second.next).toBeNull()
  })

  it('judges nothing twice: the second run changes no project', async () => {
    await run(contract.rejudgeProjects, system(), {})
    expect((await run(contract.rejudgeProjects, system(), {})).changed).toBe(0)
  })
})
