import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOME, personWith } from '../../../tests/support/house.ts'
import { type Library, openLibrary, refusalOf } from '../../../tests/support/projects.ts'
import { asDay } from '../../kernel/day.ts'
import { asPeriod } from '../../kernel/period.ts'
import { command } from '../../kernel/operation.ts'
import { asYuan } from '../../kernel/yuan.ts'
import type { Caller } from '../../platform/access.ts'
import { implement } from '../../platform/run-operation.ts'
import { z } from 'zod'
import * as contract from './contract.ts'
import { listMonths, recordReported } from './public.ts'

const report = command({
  id: 'test.report',
  summary: 'Stands for a neighbour that confirms a report',
  route: 'POST /test/report',
  permission: 'key_projects.manage',
  input: z.object({ projectId: z.string(), money: z.number(), asOf: z.string(), percent: z.number() }),
  output: z.object({ version: z.int() }),
})
const reporting = implement(report, async (ctx, { projectId, money, asOf, percent }) => ({
  version: await recordReported(
    ctx,
    projectId,
    { investedThisYear: asYuan(money), investedAsOf: asPeriod(asOf), physicalPercent: percent },
    '月报确认',
    { reportId: 'report-1' },
  ),
}))
const monthsByNeighbour = command({
  id: 'test.months',
  summary: 'Stands for a neighbour that reads the months',
  route: 'POST /test/months',
  permission: 'key_projects.view',
  input: z.object({ projectId: z.string() }),
  output: z.object({ months: z.array(contract.ProjectMonth) }),
})
const reading = implement(monthsByNeighbour, async (ctx, { projectId }) => ({
  months: [...(await listMonths(ctx, projectId, 2026))],
}))

let library: Library
let office: Caller
let bureau: Caller
beforeAll(async () => {
  library = await openLibrary([reporting, reading])
  library.test.now = new Date('2026-06-10T09:00:00+08:00')
  office = personWith('project_office', library.units.office)
  bureau = personWith('statistics_bureau', library.units.bureau)
})
afterAll(() => library.test.close())

const run: Library['test']['run'] = (...call) => library.test.run(...call)
const moneyOf = (projectId: string, caller = office) =>
  run(contract.showProjectMoney, caller, { projectId, year: 2026 })
const versionOf = async (projectId: string) => (await moneyOf(projectId)).version
const reportedOf = async (projectId: string) =>
  (await moneyOf(projectId)).months.map(({ period, reported }) => [period, reported?.thisYear, reported?.thisMonth])
const enterMonth = async (projectId: string, period: string, money: number, more: object = {}, caller = office) =>
  run(contract.recordReportedMonth, caller, {
    projectId,
    period: asPeriod(period),
    thisYear: asYuan(money),
    expectedVersion: await versionOf(projectId),
    ...more,
  })
const change = async (projectId: string, patch: Partial<contract.ProjectBody>) => {
  const whole: Record<string, unknown> = await run(contract.showProject, office, { projectId })
  const fields = Object.keys(contract.ProjectBody.shape)
  const body = contract.ProjectBody.parse(Object.fromEntries(fields.map((field) => [field, whole[field]])))
  return run(contract.updateProject, office, {
    projectId,
    expectedVersion: whole['version'] as number,
    body: { ...body, ...patch },
  })
}
const built = { totalInvestment: asYuan(1_000_000_000), yearPlan: asYuan(120_000_000), planYear: 2026 }

describe('the reported ledger', () => {
  it('takes every figure a record ever states, month by month, and shows what each month added', async () => {
    const { id } = await library.enter({
      name: '示例逐月项目',
      ...built,
      investedThisYear: asYuan(10),
      investedAsOf: asPeriod('2026-M01_02'),
    })
    await change(id, { investedThisYear: asYuan(25), investedAsOf: asPeriod('2026-M03') })
    await change(id, { investedThisYear: asYuan(60), investedAsOf: asPeriod('2026-M05') })
    await change(id, { note: '与资金无关的修改' })
    expect(await reportedOf(id)).toEqual([
      ['2026-M02', 10, 10],
      ['2026-M03', 25, 15],
      ['2026-M05', 60, null],
    ])
    expect((await moneyOf(id)).months.map((month) => month.planned)).toEqual([20_000_000, 30_000_000, 50_000_000])
  })

  it('keeps a corrected figure in the chain of its month, with who, why and from where', async () => {
    const { id } = await library.enter({
      name: '示例更正项目',
      ...built,
      investedThisYear: asYuan(50),
      investedAsOf: asPeriod('2026-M04'),
    })
    expect(await refusalOf(enterMonth(id, '2026-M04', 45))).toEqual([
      'rule_broken',
      'key_projects.reason_for_correction',
    ])
    await enterMonth(id, '2026-M04', 45, { reason: '核减重复上报' })
    const { items } = await run(contract.listFigureChain, office, {
      projectId: id,
      ledger: 'reported',
      period: asPeriod('2026-M04'),
    })
    expect(items.map(({ number, thisYear, source, reason }) => [number, thisYear, source, reason])).toEqual([
      [1, 50, 'edit', ''],
      [2, 45, 'month', '核减重复上报'],
    ])
    expect(items[1]?.enteredBy).toBe('示例project_office')
    expect((await run(contract.showProject, office, { projectId: id })).investedThisYear).toBe(45)
  })

  it('takes a past month as history without moving the record', async () => {
    const { id } = await library.enter({
      name: '示例补录项目',
      ...built,
      investedThisYear: asYuan(90),
      investedAsOf: asPeriod('2026-M05'),
    })
    await enterMonth(id, '2026-M04', 70)
    expect(await reportedOf(id)).toEqual([
      ['2026-M04', 70, null],
      ['2026-M05', 90, 20],
    ])
    const project = await run(contract.showProject, office, { projectId: id })
    expect([project.investedThisYear, project.investedAsOf]).toEqual([90, '2026-M05'])
  })

  it('asks why a cumulative figure falls, and takes no month that has not begun', async () => {
    const { id } = await library.enter({
      name: '示例倒退项目',
      ...built,
      investedThisYear: asYuan(90),
      investedAsOf: asPeriod('2026-M05'),
    })
    expect(await refusalOf(enterMonth(id, '2026-M06', 80))).toEqual(['rule_broken', 'key_projects.reason_for_fall'])
    expect(await refusalOf(enterMonth(id, '2026-M03', 95))).toEqual(['rule_broken', 'key_projects.reason_for_fall'])
    expect(await refusalOf(enterMonth(id, '2026-M07', 95))).toEqual(['rule_broken', 'key_projects.month_to_come'])
    await enterMonth(id, '2026-M06', 80, { reason: '审计核减' })
    expect((await reportedOf(id)).at(-1)).toEqual(['2026-M06', 80, -10])
  })

  it('takes the later months back where the record is moved back to an earlier one', async () => {
    const { id } = await library.enter({
      name: '示例填错月项目',
      ...built,
      investedThisYear: asYuan(90),
      investedAsOf: asPeriod('2026-M05'),
    })
    await change(id, { investedAsOf: asPeriod('2026-M04') })
    expect(await reportedOf(id)).toEqual([['2026-M04', 90, null]])
    const { items } = await run(contract.listFigureChain, office, {
      projectId: id,
      ledger: 'reported',
      period: asPeriod('2026-M05'),
    })
    expect(items.map((figure) => figure.thisYear)).toEqual([90, null])
  })

  it('is written by a confirmed report, which neighbours read back', async () => {
    const { id } = await library.enter({ name: '示例月报项目', ...built })
    await run(report, office, { projectId: id, money: 30_000_000, asOf: '2026-M04', percent: 12 })
    const { months } = await run(monthsByNeighbour, office, { projectId: id })
    expect(
      months.map(({ period, reported }) => [period, reported?.source, reported?.sourceId, reported?.physicalPercent]),
    ).toEqual([['2026-M04', 'report', 'report-1', 12]])
  })

  it('is closed to those who do not work on the project, and to everybody once it is withdrawn', async () => {
    const { id } = await library.enter({ name: '示例外人项目', ...built, unitId: library.units.east })
    const neighbour = personWith('township', library.units.west)
    expect(
      await refusalOf(
        run(contract.recordReportedMonth, neighbour, {
          projectId: id,
          period: asPeriod('2026-M03'),
          thisYear: asYuan(1),
          expectedVersion: 1,
        }),
      ),
    ).toEqual(['not_found', 'record.not_found'])
    await run(contract.withdrawProject, office, { projectId: id, expectedVersion: 1, reason: '重复录入' })
    expect(
      await refusalOf(
        run(contract.recordReportedMonth, office, {
          projectId: id,
          period: asPeriod('2026-M03'),
          thisYear: asYuan(1),
          expectedVersion: 2,
        }),
      ),
    ).toEqual(['rule_broken', 'key_projects.money_not_now'])
  })

  it('answers the second of two entries made on the same version with a conflict', async () => {
    const { id } = await library.enter({
      name: '示例同时项目',
      ...built,
      investedThisYear: asYuan(9),
      investedAsOf: asPeriod('2026-M05'),
    })
    await enterMonth(id, '2026-M03', 5)
    expect(await refusalOf(enterMonth(id, '2026-M03', 6, { reason: '改', expectedVersion: 1 }))).toEqual([
      'conflict',
      'operation.conflict',
    ])
  })
})

describe('the two ledgers', () => {
  const registered = async (name: string) => {
    const { id } = await library.enter({
      name,
      ...built,
      investedThisYear: asYuan(500),
      stage: 'started',
      startedOn: asDay('2026-01-05'),
      investedAsOf: asPeriod('2026-M05'),
    })
    await run(contract.enterProjectStatistics, bureau, {
      projectId: id,
      expectedVersion: 1,
      statisticalTotal: asYuan(900),
      statisticalThisYear: asYuan(300),
      statisticalAsOf: asPeriod('2026-M05'),
      investmentRegisteredOn: asDay('2026-01-15'),
      fourAboveOn: null,
    })
    return id
  }

  it('never overwrite each other, and show their gap', async () => {
    const id = await registered('示例两本账项目')
    await run(report, office, { projectId: id, money: 550, asOf: '2026-M05', percent: 1 })
    await run(contract.recordStatisticalMonth, bureau, {
      projectId: id,
      period: asPeriod('2026-M04'),
      thisYear: asYuan(200),
      expectedVersion: await versionOf(id),
    })
    expect(
      (await moneyOf(id)).months.map(({ period, reported, statistical, gap }) => [
        period,
        reported?.thisYear ?? null,
        statistical?.thisYear ?? null,
        gap,
      ]),
    ).toEqual([
      ['2026-M04', null, 200, null],
      ['2026-M05', 550, 300, 250],
    ])
    const project = await run(contract.showProject, office, { projectId: id })
    expect([project.investedThisYear, project.statisticalThisYear, project.statisticalTotal]).toEqual([550, 300, 900])
  })

  it('leaves the statistical one to the statistics bureau alone, and only for what is registered', async () => {
    const id = await registered('示例专管项目')
    const entry = {
      projectId: id,
      period: asPeriod('2026-M04'),
      thisYear: asYuan(200),
      expectedVersion: await versionOf(id),
    }
    for (const caller of [
      office,
      personWith('township', library.units.east),
      personWith('chief_leader', library.units.office),
    ])
      expect(await refusalOf(run(contract.recordStatisticalMonth, caller, entry))).toEqual([
        'forbidden',
        'access.not_allowed',
      ])
    expect((await moneyOf(id, bureau)).actions).toEqual(['record_statistical'])
    const { id: fresh } = await library.enter({ name: '示例未入统项目', ...built })
    expect(
      await refusalOf(run(contract.recordStatisticalMonth, bureau, { ...entry, projectId: fresh, expectedVersion: 1 })),
    ).toEqual(['rule_broken', 'key_projects.register_first'])
  })

  it('are append-only for the application itself', async () => {
    await expect(
      library.test.database.app.pool.query(
        `begin; set local app.region='${HOME}'; update key_project_months set this_year = 0`,
      ),
    ).rejects.toThrow(/permission denied/)
  })
})

describe('works and money', () => {
  it('raise an alarm where they part, in either direction, and only there', async () => {
    const { id } = await library.enter({
      name: '示例脱节项目',
      totalInvestment: asYuan(100_000_000),
      yearPlan: asYuan(80_000_000),
      planYear: 2026,
    })
    const alarmAt = async (money: number, percent: number) => {
      await run(report, office, { projectId: id, money, asOf: '2026-M05', percent })
      return (await moneyOf(id)).alarm
    }
    expect(await alarmAt(50_000_000, 30)).toBe('money_ahead')
    expect(await alarmAt(50_000_000, 31)).toBe(null)
    expect(await alarmAt(50_000_000, 70)).toBe('works_ahead')
    const { items } = await run(contract.listRegionMoney, office, { year: 2026, view: 'alarm' })
    expect(items.map((item) => [item.name, item.alarm])).toEqual([['示例脱节项目', 'works_ahead']])
  })
})
