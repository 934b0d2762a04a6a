import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { personWith } from '../../../tests/support/house.ts'
import { type Library, openLibrary, refusalOf } from '../../../tests/support/projects.ts'
import { asDay } from '../../kernel/day.ts'
import { asPeriod, type Period } from '../../kernel/period.ts'
import { asYuan } from '../../kernel/yuan.ts'
import { showProject, showProjectMoney } from '../key-projects/contract.ts'
import { listItems, listPromises } from '../obstacles/contract.ts'
import { obstaclesOperations } from '../obstacles/operations/index.ts'
import { changePlan, makePlan, PlanNode } from '../schedules/contract.ts'
import { schedulesOperations } from '../schedules/operations/index.ts'
import * as contract from './contract.ts'
import { progressReportsOperations } from './operations/index.ts'

const WAN = 10_000
const wan = (amount: number) => asYuan(amount * WAN)
const FEBRUARY = asPeriod('2026-M02')
const JANUARY = asPeriod('2026-M01')

let library: Library
beforeAll(async () => {
  library = await openLibrary([...obstaclesOperations, ...schedulesOperations, ...progressReportsOperations])
})
afterAll(() => library.test.close())

const office = () => personWith('project_office', library.units.office)
const east = () => personWith('township', library.units.east)
const lead = () => personWith('department', library.units.bureau)

const enter = (name: string, more: object = {}) =>
  library.enter({
    name,
    stage: 'under_construction',
    planYear: 2026,
    yearPlan: wan(12_000),
    leadUnitId: library.units.bureau,
    ...more,
  })
const show = (projectId: string, period: Period = FEBRUARY, as = office()) =>
  library.test.run(contract.showReport, as, { projectId, period })
const BODY = {
  investedInPeriod: wan(900),
  investedThisYear: wan(1_900),
  physicalShare: 0.2,
  physicalProgress: '示例基础完成',
  yearForecast: wan(12_000),
  nextPlan: '示例主体施工',
  slipReason: 'funding' as const,
}
const send = (projectId: string, body: object = BODY, period: Period = FEBRUARY, as = east(), version?: number) =>
  library.test.run(contract.submitReport, as, {
    projectId,
    period,
    expectedVersion: version ?? null,
    body: contract.ReportBody.parse(body),
  })
const confirm = async (projectId: string, period: Period = FEBRUARY, as = office()) => {
  const { report } = await show(projectId, period)
  return library.test.run(contract.confirmReports, as, {
    reports: [{ id: report?.id ?? '', expectedVersion: report?.version ?? 1 }],
  })
}
const check = async (projectId: string, as = lead()) => {
  const { report } = await show(projectId)
  return library.test.run(contract.checkReport, as, {
    reportId: report?.id ?? '',
    expectedVersion: report?.version ?? 1,
  })
}

describe('the way of a monthly report', () => {
  it('goes from the town by the lead unit to the office, and the record takes its figures', async () => {
    const { id } = await enter('示例一路报到底')
    expect((await show(id, FEBRUARY, east())).actions).toEqual(['fill', 'submit'])
    const { state } = await send(id)
    expect(state).toBe('submitted')
    expect((await show(id, FEBRUARY, lead())).report?.actions).toEqual(['check', 'return'])
    await check(id)
    expect(await confirm(id)).toMatchObject({ done: 1, left: [] })
    const project = await library.test.run(showProject, office(), { projectId: id })
    expect(project).toMatchObject({
      investedThisYear: wan(1_900),
      investedAsOf: FEBRUARY,
      physicalProgress: '示例基础完成',
      statisticalThisYear: null,
    })
    const page = await show(id)
    expect(page.report).toMatchObject({ state: 'confirmed', isLate: true })
    const { items } = await library.test.run(contract.listReportHistory, office(), { reportId: page.report?.id ?? '' })
    expect(items.map((each) => each.topic)).toEqual([
      'progress_reports.confirmed',
      'progress_reports.checked',
      'progress_reports.submitted',
    ])
  })

  it('needs no check where no other unit leads, and is confirmed by nobody but the office', async () => {
    const { id } = await enter('示例无牵头单位', { leadUnitId: null })
    expect((await send(id)).state).toBe('unit_checked')
    expect(await confirm(id, FEBRUARY, east())).toEqual({
      done: 0,
      left: [{ id: (await show(id)).report?.id, code: 'progress_reports.own_report' }],
    })
    expect(await confirm(id)).toMatchObject({ done: 1 })
  })

  it('comes back with a reason, is mended and sent again', async () => {
    const { id } = await enter('示例退回重报')
    await send(id)
    const { report } = await show(id)
    const path = { reportId: report?.id ?? '', expectedVersion: report?.version ?? 1 }
    await library.test.run(contract.returnReport, lead(), { ...path, reason: '累计数与上月对不上' })
    const back = await show(id, FEBRUARY, east())
    expect(back.report).toMatchObject({ state: 'returned', returnReason: '累计数与上月对不上' })
    expect(await refusalOf(library.test.run(contract.checkReport, lead(), { ...path, expectedVersion: 3 }))).toEqual([
      'rule_broken',
      'progress_reports.not_now',
    ])
    await send(id, BODY, FEBRUARY, east(), back.report?.version)
    expect((await show(id)).report).toMatchObject({ state: 'submitted', returnReason: null })
  })

  it('is corrected by a new edition while the old one counts', async () => {
    const { id } = await enter('示例更正另起一版', { leadUnitId: null })
    await send(id)
    await confirm(id)
    const { report } = await show(id)
    await library.test.run(contract.lockPeriod, office(), { period: FEBRUARY })
    const locked = await show(id)
    expect(locked.report).toMatchObject({ state: 'locked', actions: ['correct'] })
    expect(await refusalOf(send(id, BODY, FEBRUARY, east(), locked.report?.version))).toEqual([
      'rule_broken',
      'progress_reports.not_now',
    ])
    await library.test.run(contract.correctReport, east(), {
      reportId: report?.id ?? '',
      expectedVersion: locked.report?.version ?? 1,
      reason: '监理核减工程量',
    })
    const open = await show(id, FEBRUARY, east())
    expect(open.report).toMatchObject({ edition: 2, state: 'due', correctionReason: '监理核减工程量' })
    expect(open.standing).toMatchObject({ edition: 1, state: 'locked', body: { investedThisYear: wan(1_900) } })
    await send(id, { ...BODY, investedThisYear: wan(1_800), investedInPeriod: wan(800) }, FEBRUARY, east(), 1)
    await confirm(id)
    expect(await library.test.run(showProject, office(), { projectId: id })).toMatchObject({
      investedThisYear: wan(1_800),
    })
    expect((await show(id)).editions.map((each) => [each.edition, each.state])).toEqual([
      [2, 'confirmed'],
      [1, 'locked'],
    ])
  })

  it('of an earlier month goes into the ledger and leaves the record where it is', async () => {
    const { id } = await enter('示例迟到的一月', {
      investedThisYear: wan(1_900),
      investedAsOf: FEBRUARY,
      leadUnitId: null,
    })
    await send(id, { ...BODY, investedInPeriod: wan(1_000), investedThisYear: wan(1_000) }, JANUARY)
    await confirm(id, JANUARY)
    expect(await library.test.run(showProject, office(), { projectId: id })).toMatchObject({
      investedThisYear: wan(1_900),
      investedAsOf: FEBRUARY,
      physicalProgress: '',
    })
    const { months } = await library.test.run(showProjectMoney, office(), { projectId: id, year: 2026 })
    expect(months.map(({ period, reported }) => [period, reported?.thisYear, reported?.source])).toContainEqual([
      JANUARY,
      wan(1_000),
      'report',
    ])
  })

  it('changed by two people at once refuses the second', async () => {
    const { id } = await enter('示例两人同填')
    const save = (version: number | null) =>
      library.test.run(contract.saveReport, east(), {
        projectId: id,
        period: FEBRUARY,
        expectedVersion: version,
        body: { physicalProgress: '示例草稿' },
      })
    await save(null)
    expect(await refusalOf(save(null))).toEqual(['conflict', 'operation.conflict'])
    await save(1)
    expect(await refusalOf(save(1))).toEqual(['conflict', 'operation.conflict'])
  })
})

describe('what a report asks', () => {
  it('is filled in with what the record and the last report say, and counts what stood as it was', async () => {
    const { id } = await enter('示例预填', {
      investedThisYear: wan(1_000),
      investedAsOf: JANUARY,
      fundsInPlace: wan(3_000),
      physicalProgress: '示例打桩',
      leadUnitId: null,
    })
    const { known } = await show(id)
    expect(known.base).toEqual({ amount: wan(1_000), period: JANUARY, from: 'record' })
    expect(known.body).toMatchObject({
      fundsInPlace: wan(3_000),
      physicalProgress: '示例打桩',
      yearForecast: wan(12_000),
      investedInPeriod: null,
    })
    expect(known.plannedToDate).toBe(wan(2_000))
    const sent = await send(id, { ...BODY, fundsInPlace: wan(3_000), physicalProgress: '示例打桩' })
    // Held: the year to date (it follows), funds, works, forecast; said anew: the month, the share, the next step and the reason.
    expect([sent.reused, sent.asked]).toEqual([4, 8])
    await confirm(id)
    const march = await show(id, asPeriod('2026-M03'))
    expect(march.known.base).toMatchObject({ amount: wan(1_900), period: FEBRUARY })
    expect(march.known.body.physicalShare).toBe(0.2)
  })

  it('refuses with every problem at once and keeps nothing', async () => {
    const { id } = await enter('示例漏填', { investedThisYear: wan(1_000), investedAsOf: JANUARY })
    const body = { investedInPeriod: wan(100), investedThisYear: wan(1_500), physicalProgress: '' }
    expect(await refusalOf(send(id, body))).toEqual([
      'rule_broken',
      'progress_reports.field_missing',
      'progress_reports.field_missing',
      'progress_reports.field_missing',
      'progress_reports.sum_differs',
      'progress_reports.slip_reason_missing',
    ])
    expect((await show(id)).report).toBeNull()
    expect(await refusalOf(send(id, BODY, asPeriod('2026-M06')))).toEqual([
      'rule_broken',
      'progress_reports.period_ahead',
    ])
    expect(await refusalOf(send(id, BODY, asPeriod('2026-Q1')))).toEqual(['invalid', 'progress_reports.period_kind'])
  })

  it('opens a promise for a problem that names one, once, when it is confirmed', async () => {
    const { id } = await enter('示例问题转承诺', { leadUnitId: null })
    const problems = [
      { text: '示例高压线未迁改' },
      {
        text: '示例道路未通',
        promise: {
          ownerText: '示例交通局',
          unitId: library.units.bureau,
          action: '修通进场路',
          dueOn: asDay('2026-04-30'),
        },
      },
    ]
    await send(id, { ...BODY, problems })
    const found = () => library.test.run(listPromises, office(), { text: '示例问题转承诺' })
    expect((await found()).items).toEqual([])
    await confirm(id)
    expect((await found()).items).toMatchObject([
      { action: '示例问题转承诺：修通进场路', dueOn: '2026-04-30', state: 'open', unitId: library.units.bureau },
    ])
    const { report } = await show(id)
    await library.test.run(contract.correctReport, east(), {
      reportId: report?.id ?? '',
      expectedVersion: report?.version ?? 1,
      reason: '补充说明',
    })
    const again = await show(id, FEBRUARY, east())
    await send(id, again.report?.body, FEBRUARY, east(), 1)
    await confirm(id)
    expect((await found()).items).toHaveLength(1)
    const items = await library.test.run(listItems, office(), { subjectKind: 'key_project', subjectId: id })
    expect(items.items).toMatchObject([
      {
        title: '示例问题转承诺：示例高压线未迁改',
        state: 'reported',
        origin: 'monthly_report',
        proposerUnit: { id: library.units.east },
      },
    ])
    expect(again.report?.body.problems.map(({ itemId }) => itemId)).toEqual([items.items[0]?.id, null])
  })
})

describe('nodes of the plan', () => {
  it('that fall into the month are asked with their plan, and done ones are carried into it', async () => {
    const { id } = await enter('示例节点命中', { leadUnitId: null })
    await library.test.run(makePlan, office(), { projectId: id, template: null, openOn: asDay('2026-02-27') })
    await library.test.run(changePlan, office(), {
      projectId: id,
      expectedVersion: 1,
      changes: [{ kind: 'set_node', node: PlanNode.parse({ id: 'hall', name: '示例设备安装', days: 5 }) }],
    })
    const { known } = await show(id)
    const hall = known.body.nodes.find((node) => node.nodeId === 'hall')
    expect(hall).toMatchObject({ name: '示例设备安装', plannedOn: '2026-02-27', doneOn: null })
    const nodes = known.body.nodes
    expect(await refusalOf(send(id, { ...BODY, nodes }))).toEqual([
      'rule_broken',
      ...nodes.map(() => 'progress_reports.node_reason_missing'),
    ])
    const said = nodes.map((node) =>
      node.nodeId === 'hall' ? { ...node, doneOn: '2026-02-26' } : { ...node, reason: '示例：等待验收' },
    )
    await send(id, { ...BODY, nodes: said })
    await confirm(id)
    expect((await show(id)).known.body.nodes.find(({ nodeId }) => nodeId === 'hall')).toMatchObject({
      doneOn: '2026-02-26',
    })
  })
})

describe('rights', () => {
  it('let a town see and fill its own projects only, and no reader write', async () => {
    const { id } = await enter('示例别镇项目', { unitId: library.units.west, leadUnitId: null })
    expect(await refusalOf(show(id, FEBRUARY, east()))).toEqual(['not_found', 'record.not_found'])
    expect(await refusalOf(send(id))).toEqual(['not_found', 'record.not_found'])
    expect(await refusalOf(send(id, BODY, FEBRUARY, personWith('chief_leader', library.units.office)))).toEqual([
      'forbidden',
      'access.not_allowed',
    ])
    const { items } = await library.test.run(contract.listReports, east(), { period: FEBRUARY, limit: 200 })
    expect(items.every((line) => line.unitId === library.units.east)).toBe(true)
    expect(items.length).toBeGreaterThan(0)
  })

  it('let a lead unit check but not fill in the report of a town', async () => {
    const { id } = await enter('示例牵头只审不填')
    expect(await refusalOf(send(id, BODY, FEBRUARY, lead()))).toEqual(['forbidden', 'progress_reports.not_yours'])
  })
})

describe('a weekly report', () => {
  it('is confirmed by the lead unit and writes the works, never the money', async () => {
    const week = asPeriod('2026-W12')
    const { id } = await enter('示例周报', { investedThisYear: wan(1_000), investedAsOf: FEBRUARY })
    const body = {
      investedInPeriod: wan(50),
      investedThisYear: wan(1_050),
      physicalProgress: '示例二层',
      nextPlan: '三层',
    }
    await send(id, body, week)
    expect(await confirm(id, week, lead())).toMatchObject({ done: 1 })
    expect(await library.test.run(showProject, office(), { projectId: id })).toMatchObject({
      physicalProgress: '示例二层',
      investedThisYear: wan(1_000),
      investedAsOf: FEBRUARY,
    })
  })
})
