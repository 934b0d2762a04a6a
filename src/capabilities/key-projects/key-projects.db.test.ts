import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { personWith } from '../../../tests/support/house.ts'
import { type Library, openLibrary, refusalOf } from '../../../tests/support/projects.ts'
import { asDay } from '../../kernel/day.ts'
import { asPeriod } from '../../kernel/period.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Caller } from '../../platform/access.ts'
import { asYuan } from '../../kernel/yuan.ts'
import * as contract from './contract.ts'

let library: Library
let office: Caller
beforeAll(async () => {
  library = await openLibrary()
  office = personWith('project_office', library.units.office)
})
afterAll(() => library.test.close())

const list = async (caller: Caller, input: object = {}) =>
  (await library.test.run(contract.listProjects, caller, { limit: 200, ...input })).items
const namesOf = async (caller: Caller, input: object = {}) => (await list(caller, input)).map((each) => each.name)
const show = (id: string, caller: Caller = office) => library.test.run(contract.showProject, caller, { projectId: id })
const bodyOf = async (id: string): Promise<contract.ProjectBody> => {
  const whole: Record<string, unknown> = await show(id)
  const fields = Object.keys(contract.ProjectBody.shape)
  return contract.ProjectBody.parse(Object.fromEntries(fields.map((field) => [field, whole[field]])))
}

describe('who sees and changes what', () => {
  it('shows a town its own projects, the ones it leads, and no other', async () => {
    const { enter, units, test } = library
    const own = await enter({ name: '示例东河甲项目', unitId: units.east })
    const led = await enter({ name: '示例西山乙项目', unitId: units.west, leadUnitId: units.east })
    const other = await enter({ name: '示例西山丙项目', unitId: units.west })
    const town = personWith('township', units.east)
    expect((await namesOf(town, { text: '示例' })).toSorted()).toEqual(['示例东河甲项目', '示例西山乙项目'])
    expect(await refusalOf(show(other.id, town))).toEqual(['not_found', 'record.not_found'])
    expect((await show(led.id, town)).actions).toEqual(['edit', 'withdraw'])
    expect((await test.run(contract.countProjects, town, {})).total).toBe(2)
    const foreign = { name: '示例丁项目', unitId: units.west }
    expect(await refusalOf(test.run(contract.createProject, town, foreign))).toEqual([
      'forbidden',
      'key_projects.unit_not_yours',
    ])
    expect((await show(own.id)).unitName).toBe('示例东河镇')
  })

  it('masks the phone for everybody', async () => {
    const { enter, units } = library
    const { id } = await enter({ name: '示例电话项目', responsiblePhone: '13800001234' })
    for (const caller of [office, personWith('township', units.east), personWith('chief_leader', units.office)])
      expect((await show(id, caller)).responsiblePhone).toBe('*******1234')
  })

  it('lets the statistics bureau alone write the second ledger of money', async () => {
    const { enter, units, test } = library
    const { id } = await enter({
      name: '示例统计项目',
      stage: 'started',
      startedOn: asDay('2026-01-10'),
      investedThisYear: asYuan(500),
      investedAsOf: asPeriod('2026-M02'),
    })
    const figures = {
      projectId: id,
      expectedVersion: 1,
      statisticalTotal: asYuan(900),
      statisticalThisYear: asYuan(300),
      statisticalAsOf: asPeriod('2026-M02'),
      investmentRegisteredOn: asDay('2026-01-15'),
      fourAboveOn: null,
    }
    expect(await refusalOf(test.run(contract.enterProjectStatistics, office, figures))).toEqual([
      'forbidden',
      'access.not_allowed',
    ])
    await test.run(contract.enterProjectStatistics, personWith('statistics_bureau', units.bureau), figures)
    const project = await show(id)
    expect([project.investedThisYear, project.statisticalThisYear]).toEqual([500, 300])
    expect(project.actions).not.toContain('enter_statistics')
  })
})

describe('a project over time', () => {
  it('keeps its former names findable and tells in its history who changed what', async () => {
    const { enter, test } = library
    const { id } = await enter({ name: '示例昌南物流园项目' })
    await test.run(contract.updateProject, office, {
      projectId: id,
      expectedVersion: 1,
      body: { ...(await bodyOf(id)), name: '示例昌南智慧港项目', note: '更名' },
    })
    for (const text of ['物流园', '智慧港', 'zhihuigang', 'slcnzhg'])
      expect(await namesOf(office, { text })).toEqual(['示例昌南智慧港项目'])
    const { items } = await test.run(contract.listProjectHistory, office, { projectId: id })
    expect(items.map((each) => each.topic)).toEqual(['key_projects.updated', 'key_projects.created'])
    expect(items[0]?.changes).toEqual([
      { field: 'name', before: '示例昌南物流园项目', after: '示例昌南智慧港项目' },
      { field: 'note', before: '', after: '更名' },
    ])
    expect(items[0]?.actorName).toBe('示例project_office')
  })

  it('answers the second of two changes with every field the first one changed', async () => {
    const { enter, test } = library
    const { id } = await enter({ name: '示例冲突项目', note: '原' })
    const base = await bodyOf(id)
    const change = (expectedVersion: number, body: Partial<contract.ProjectBody>) =>
      test.run(contract.updateProject, office, { projectId: id, expectedVersion, body: { ...base, ...body } })
    await change(1, { note: '甲改', place: '甲地' })
    const refused = await change(1, { note: '乙改' }).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(Refusal)
    expect((refused as Refusal).kind).toBe('conflict')
    expect((refused as Refusal).problems.map(({ code, path, params }) => [code, path?.at(-1), params])).toEqual([
      ['operation.conflict', undefined, undefined],
      ['key_projects.field_changed', 'place', { theirs: '"甲地"', mine: '""' }],
      ['key_projects.field_changed', 'note', { theirs: '"甲改"', mine: '"乙改"' }],
    ])
    expect((await show(id)).note).toBe('甲改')
  })

  it('is withdrawn with a reason, leaves lists and counts, and comes back', async () => {
    const { enter, test } = library
    const { id } = await enter({ name: '示例撤下项目' })
    const before = (await test.run(contract.countProjects, office, {})).total
    await test.run(contract.withdrawProject, office, { projectId: id, expectedVersion: 1, reason: '重复录入' })
    expect(await namesOf(office, { text: '撤下项目' })).toEqual([])
    expect(await namesOf(office, { text: '撤下项目', withdrawn: true })).toEqual(['示例撤下项目'])
    expect((await test.run(contract.countProjects, office, {})).total).toBe(before - 1)
    expect(await show(id)).toMatchObject({ withdrawnReason: '重复录入', actions: ['restore'] })
    const edit = { projectId: id, expectedVersion: 2, body: await bodyOf(id) }
    expect(await refusalOf(test.run(contract.updateProject, office, edit))).toEqual([
      'rule_broken',
      'key_projects.not_now',
    ])
    await test.run(contract.restoreProject, office, { projectId: id, expectedVersion: 2 })
    expect(await namesOf(office, { text: '撤下项目' })).toEqual(['示例撤下项目'])
  })
})

describe('saved views', () => {
  it('are one a name and person, shared when asked, and discarded only by their owner', async () => {
    const { test, units } = library
    const filter = { withdrawn: false, stage: ['started' as const], sort: 'completion' as const, descending: true }
    const leader = personWith('chief_leader', units.office)
    const mine = await test.run(contract.saveView, office, { name: '在建', filter, columns: ['name'], isShared: true })
    const again = await test.run(contract.saveView, office, { name: '在建', filter, columns: [], isShared: true })
    expect(again).toEqual(mine)
    await test.run(contract.saveView, leader, { name: '我的', filter, columns: [] })
    const seen = await test.run(contract.listViews, leader, {})
    expect(seen.items.map(({ name, isMine, columns }) => [name, isMine, columns])).toEqual([
      ['在建', false, []],
      ['我的', true, []],
    ])
    expect(seen.items[0]?.filter).toEqual(filter)
    expect((await test.run(contract.listViews, office, {})).items).toHaveLength(1)
    expect(await refusalOf(test.run(contract.discardView, leader, { viewId: mine.id }))).toEqual([
      'not_found',
      'key_projects.view_not_yours',
    ])
    const shared = { name: '公开', filter, columns: [], isShared: true }
    expect(await refusalOf(test.run(contract.saveView, leader, shared))).toEqual([
      'forbidden',
      'key_projects.share_not_allowed',
    ])
    await test.run(contract.discardView, office, { viewId: mine.id })
    expect((await test.run(contract.listViews, leader, {})).items.map((each) => each.name)).toEqual(['我的'])
  })
})

describe('filters', () => {
  it('narrow by stage, list, class, year, unit, money and light, all at once', async () => {
    const { enter, units, test } = library
    const on = (level: contract.ListLevel, year: number, listClass: contract.Membership['listClass']) => [
      { level, year, listClass, batch: '' },
    ]
    const filterPlace = { place: '筛选之地' }
    await enter({ ...filterPlace, name: '示例筛甲', memberships: on('province', 2026, 'continuing'), stage: 'started' })
    await enter({
      ...filterPlace,
      name: '示例筛乙',
      memberships: on('province', 2025, 'new_start'),
      category: 'industry',
    })
    await enter({
      ...filterPlace,
      name: '示例筛丙',
      memberships: on('county', 2026, 'new_start'),
      unitId: units.west,
      totalInvestment: asYuan(900),
      sponsorPostId: library.sponsor.postId,
    })
    const found = (input: object) => namesOf(office, { text: '筛选之地', sort: 'name', ...input })
    expect(await found({})).toEqual(['示例筛丙', '示例筛甲', '示例筛乙'])
    expect(await found({ level: ['province'] })).toEqual(['示例筛甲', '示例筛乙'])
    expect(await found({ level: ['province', 'county'], year: 2026 })).toEqual(['示例筛丙', '示例筛甲'])
    expect(await found({ listClass: ['new_start'], year: 2026 })).toEqual(['示例筛丙'])
    expect(await found({ year: 2025 })).toEqual(['示例筛乙'])
    expect(await found({ stage: ['started'] })).toEqual(['示例筛甲'])
    expect(await found({ category: ['industry'] })).toEqual(['示例筛乙'])
    expect(await found({ unitId: [units.west] })).toEqual(['示例筛丙'])
    expect(await found({ minInvestment: 900, maxInvestment: 900 })).toEqual(['示例筛丙'])
    expect(await found({ sponsorPostId: [library.sponsor.postId] })).toEqual(['示例筛丙'])
    expect(await found({ light: ['none'] })).toHaveLength(3)
    expect(await found({ light: ['red'] })).toEqual([])
    const counted = await test.run(contract.countProjects, office, { text: '筛选之地' })
    expect(counted).toMatchObject({
      total: 3,
      totalInvestment: 900,
      byLevel: [
        { level: 'province', count: 2 },
        { level: 'county', count: 1 },
      ],
      byStage: [
        { stage: 'reserve', count: 2 },
        { stage: 'started', count: 1 },
      ],
    })
    expect(new Map(counted.byUnit.map(({ unitName, count }) => [unitName, count]))).toEqual(
      new Map([
        ['东河镇', 2],
        ['西山镇', 1],
      ]),
    )
  })

  it('find Chinese anywhere, words in any order, pinyin from any syllable on, initials, and nothing by signs', async () => {
    await library.enter({ name: '示例凯盛高性能新材料项目', enterprise: '示例宏源控股', shortName: '凯盛LED' })
    const found = (text: string) => namesOf(office, { text })
    for (const text of [
      '凯盛',
      '新材料 凯盛',
      '宏源',
      'gaoxingneng',
      'kai sheng',
      'gxn',
      'ksgx',
      'led',
      '凯盛led',
      'KSGX',
    ])
      expect([text, await found(text)]).toEqual([text, ['示例凯盛高性能新材料项目']])
    expect(await found('凯盛低性能')).toEqual([])
    expect(await found('盛凯')).toEqual([])
    expect(await found("%' or 1=1 --")).toEqual([])
  })
})
