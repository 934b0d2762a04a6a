import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { personWith } from '../../../tests/support/house.ts'
import { type Library, openLibrary, refusalOf } from '../../../tests/support/projects.ts'
import { asDay } from '../../kernel/day.ts'
import { asPeriod } from '../../kernel/period.ts'
import type { Caller } from '../../platform/access.ts'
import { unwrap } from '../../kernel/outcome.ts'
import { asYuan } from '../../kernel/yuan.ts'
import { readWorkbook } from '../../platform/excel/read-workbook.ts'
import { textOfCell } from '../../platform/excel/sheet.ts'
import * as contract from './contract.ts'

let library: Library
let office: Caller
beforeAll(async () => {
  library = await openLibrary()
  office = personWith('project_office', library.units.office)
})
afterAll(() => library.test.close())

const show = (id: string) => library.test.run(contract.showProject, office, { projectId: id })
const namesFound = async (text: string) =>
  (await library.test.run(contract.listProjects, office, { text })).items.map((each) => each.name)
async function change(id: string, part: Partial<contract.ProjectBody>, reason?: string) {
  const whole: Record<string, unknown> = await show(id)
  const body = contract.ProjectBody.parse(
    Object.fromEntries(Object.keys(contract.ProjectBody.shape).map((field) => [field, whole[field]])),
  )
  return library.test.run(contract.updateProject, office, {
    projectId: id,
    expectedVersion: Number(whole['version']),
    body: { ...body, ...part },
    ...(reason ? { reason } : {}),
  })
}

describe('possible duplicates', () => {
  it('are proposed with their signs, judged by a person, and a judged pair is not proposed again', async () => {
    const { enter, test } = library
    const code = '2603-370786-04-01-777777' as contract.ProjectBody['projectCodes'][number]
    const one = await enter({ name: '示例蓝湾海水淡化', projectCodes: [code] })
    const two = await enter({ name: '示例清源制水工程', projectCodes: [code] })
    const found = await test.run(contract.listDuplicates, office, { projectId: one.id })
    expect(found.items.map(({ first, second, signs }) => [first.id, second.id, signs])).toEqual([
      [one.id, two.id, ['same_code']],
    ])
    const town = personWith('township', library.units.east)
    expect(await refusalOf(test.run(contract.listDuplicates, town, {}))).toEqual(['forbidden', 'access.not_allowed'])
    await test.run(contract.judgeDifferent, office, { firstId: two.id, secondId: one.id, reason: '示例两个标段' })
    expect((await test.run(contract.listDuplicates, office, { projectId: one.id })).items).toEqual([])
  })

  it('hold up a signing until they are judged', async () => {
    const { enter, test } = library
    const before = await enter({ name: '示例远帆船舶配套', enterprise: '示例远帆公司' })
    const { id } = await enter({ name: '示例远帆船舶配套基地', enterprise: '示例远帆公司', stage: 'negotiating' })
    const sign = async () =>
      test.run(contract.moveStage, office, {
        projectId: id,
        expectedVersion: (await show(id)).version,
        to: 'signed',
        on: asDay('2026-03-01'),
        contractType: 'formal',
        evidence: [
          { kind: 'contract', text: '示例合同' },
          { kind: 'legal_opinion', text: '示例意见' },
        ],
      })
    expect(await refusalOf(sign())).toEqual(['rule_broken', 'key_projects.guard_no_open_duplicate'])
    await test.run(contract.judgeDifferent, office, { firstId: before.id, secondId: id, reason: '示例不同地块' })
    await sign()
    expect((await show(id)).stage).toBe('signed')
  })

  it('that are the same are merged: one leaves lists, its codes and lineage stay, and it cannot come back', async () => {
    const { enter, test } = library
    const kept = await enter({ name: '示例合并保留项目', totalInvestment: asYuan(100) })
    const code = '2603-370786-04-01-888888' as contract.ProjectBody['projectCodes'][number]
    const other = await enter({ name: '示例合并退出项目', totalInvestment: asYuan(90), projectCodes: [code] })
    await test.run(contract.mergeProjects, office, {
      projectId: kept.id,
      expectedVersion: 1,
      absorbedId: other.id,
      absorbedVersion: 1,
      figures: 'keep',
      on: asDay('2026-03-01'),
      reason: '示例同一项目',
    })
    expect(await show(kept.id)).toMatchObject({ totalInvestment: 100, projectCodes: [code] })
    expect(await namesFound('示例合并')).toEqual(['示例合并保留项目'])
    const { items } = await test.run(contract.listLineage, office, { projectId: kept.id })
    expect(items.map(({ kind, direction, other: from }) => [kind, direction, from?.id])).toEqual([
      ['merged', 'from', other.id],
    ])
    const back = test.run(contract.restoreProject, office, { projectId: other.id, expectedVersion: 2 })
    expect(await refusalOf(back)).toEqual(['rule_broken', 'key_projects.went_on'])
  })
})

describe('lineage', () => {
  it('a split leaves the whole out of the counts and its parts in, which add up to it and share its stage', async () => {
    const { enter, test } = library
    const whole = await enter({
      name: '示例拆分整体',
      stage: 'under_construction',
      totalInvestment: asYuan(100),
      yearPlan: asYuan(60),
      planYear: 2026,
      memberships: [{ level: 'county', year: 2026, listClass: 'continuing', batch: '' }],
    })
    const part = (name: string, total: number, plan: number) => ({
      name,
      totalInvestment: asYuan(total),
      yearPlan: asYuan(plan),
    })
    const splitInto = (parts: readonly ReturnType<typeof part>[]) =>
      test.run(contract.splitProject, office, {
        projectId: whole.id,
        expectedVersion: 1,
        parts: [...parts],
        on: asDay('2026-03-01'),
        reason: '示例分期核算',
      })
    expect(await refusalOf(splitInto([part('示例拆分一', 50, 30), part('示例拆分二', 51, 30)]))).toEqual([
      'rule_broken',
      'key_projects.parts_differ',
    ])
    const { ids } = await splitInto([part('示例拆分一', 50, 30), part('示例拆分二', 50, 30)])
    expect((await namesFound('示例拆分')).toSorted()).toEqual(['示例拆分一', '示例拆分二'])
    expect((await show(ids[0] ?? '')).stage).toBe('under_construction')
    const { whole: sums } = await test.run(contract.summariseLists, office, { year: 2026, by: 'level' })
    expect([sums.adjusted.count, sums.origins, sums.adjusted.yearPlan]).toEqual([2, 1, 60])
  })

  it('a further phase is a project of its own with the increment; a new investor leaves the project the same', async () => {
    const { enter, test } = library
    const first = await enter({ name: '示例首期项目', enterprise: '示例原投资公司', stage: 'in_production' })
    const second = await test.run(contract.beginPhase, office, {
      projectId: first.id,
      name: '示例首期项目二期',
      increment: asYuan(40),
      insideScope: false,
      on: asDay('2026-03-01'),
      reason: '示例扩产',
    })
    expect(await show(second.id)).toMatchObject({ stage: 'reserve', totalInvestment: 40, nature: 'expansion' })
    await test.run(contract.replaceInvestor, office, {
      projectId: first.id,
      expectedVersion: 1,
      enterprise: '示例新投资公司',
      on: asDay('2026-03-02'),
      reason: '示例股权转让',
    })
    const project = await show(first.id)
    expect([project.number, project.enterprise]).toEqual([first.number, '示例新投资公司'])
    const { items } = await test.run(contract.listLineage, office, { projectId: first.id })
    expect(items.map(({ kind, direction, before }) => [kind, direction, before])).toEqual([
      ['phase', 'to', null],
      ['investor', 'self', '示例原投资公司'],
    ])
  })
})

describe('frozen lists', () => {
  const on2027 = (listClass: contract.Membership['listClass']) => [
    { level: 'city' as const, year: 2027, listClass, batch: '' },
  ]
  const of = (name: string, plan: number, done: number) => ({
    name,
    planYear: 2027,
    yearPlan: asYuan(plan),
    investedThisYear: asYuan(done),
    investedAsOf: asPeriod('2027-M02'),
    memberships: on2027('continuing'),
  })

  it('keep the first denominator: every later change needs a reason and both completions are shown', async () => {
    const { enter, test } = library
    const fast = await enter(of('示例清单快项目', 100, 80))
    const slow = await enter(of('示例清单慢项目', 100, 0))
    const { id: listId } = await test.run(contract.freezeList, office, { level: 'city', year: 2027, note: '示例纪要' })
    expect(await refusalOf(test.run(contract.freezeList, office, { level: 'city', year: 2027 }))).toEqual([
      'rule_broken',
      'key_projects.list_frozen_before',
    ])
    expect(await refusalOf(change(slow.id, { memberships: [] }))).toEqual(['rule_broken', 'key_projects.list_frozen'])
    await change(slow.id, { memberships: [] }, '示例市里调出')
    await change(fast.id, { note: '示例与清单无关的修改' })
    const compared = await test.run(contract.compareList, office, { listId })
    expect([compared.frozen.completion, compared.adjusted.completion]).toEqual([0.4, 0.8])
    expect(
      compared.differences.map(({ name, kind, reasons }) => [name, kind, reasons.map((each) => each.reason)]),
    ).toEqual([['示例清单慢项目', 'removed', ['示例市里调出']]])
    expect(compared.unexplained).toBe(0)
    const late = of('示例清单新项目', 20, 20)
    expect(await refusalOf(enter(late))).toEqual(['rule_broken', 'key_projects.list_frozen'])
    await enter({ ...late, entry: { on: null, reason: '示例年中增补' } } as never)
    await change(fast.id, { yearPlan: asYuan(90), memberships: on2027('completing') }, '示例调减')
    const again = await test.run(contract.compareList, office, { listId })
    expect(again.differences.map(({ kind, before, after }) => [kind, before, after])).toEqual(
      expect.arrayContaining([
        ['removed', '100', null],
        ['added', null, '20'],
        ['replanned', '100', '90'],
        ['reclassified', 'continuing', 'completing'],
      ]),
    )
    expect(again.frozen).toMatchObject({ count: 2, yearPlan: 200, done: 80 })
    expect(again.adjusted).toMatchObject({ count: 2, yearPlan: 110, done: 100 })
    const summed = await test.run(contract.summariseLists, office, { year: 2027, by: 'class' })
    expect(summed.rows.map(({ key, adjusted, frozen }) => [key, adjusted.count, frozen?.count])).toEqual([
      ['completing', 1, 0],
      ['continuing', 1, 2],
    ])
    const file = await test.run(contract.exportListStatistics, office, { year: 2027, by: 'class' })
    const [sheet] = unwrap(await readWorkbook(file.bytes))
    const cells = (sheet?.rows ?? []).map((row) => row.cells.map(textOfCell).join(' '))
    expect(cells.some((row) => row.includes('年初冻结清单') && row.includes('调整后清单'))).toBe(true)
    expect(cells.some((row) => row.startsWith('竣工'))).toBe(true)
    expect(cells.some((row) => row.startsWith('合计'))).toBe(true)
  })

  it('show a town only its own projects in statistics', async () => {
    const { test, units } = library
    const west = personWith('township', units.west)
    expect((await test.run(contract.summariseLists, west, { year: 2027 })).whole.adjusted.count).toBe(0)
  })
})

describe('group events', () => {
  it('count a project once at its first signing, tell ceremonies from starts, and move no stage', async () => {
    const { enter, test } = library
    const one = await enter({ name: '示例活动甲', stage: 'signed' })
    const two = await enter({ name: '示例活动乙', stage: 'negotiating' })
    const event = (name: string, heldOn: string, ids: readonly string[], kind: contract.EventKind = 'signing') =>
      test.run(contract.createEvent, office, {
        kind,
        name,
        heldOn: asDay(heldOn),
        entries: ids.map((projectId) => ({ projectId, amount: asYuan(100) })),
      })
    await event('示例春季签约', '2026-02-01', [one.id])
    const autumn = await event('示例秋季签约', '2026-03-01', [one.id, two.id])
    const shown = await test.run(contract.showEvent, office, { eventId: autumn.id })
    expect(
      shown.entries.map(({ name, count, countedAmount, isReal, before }) => [
        name,
        count,
        countedAmount,
        isReal,
        before?.name,
      ]),
    ).toEqual([
      ['示例活动甲', 'counted_before', 0, true, '示例春季签约'],
      ['示例活动乙', 'first', 100, false, undefined],
    ])
    expect(shown).toMatchObject({ projects: 2, announced: 200, average: 100, counted: 1, countedAmount: 100, real: 1 })
    await event('示例集中开工', '2026-03-02', [one.id], 'start')
    expect((await show(one.id)).stage).toBe('signed')
    const west = personWith('township', library.units.west)
    const seen = await test.run(contract.showEvent, west, { eventId: autumn.id })
    expect([seen.projects, seen.entries]).toEqual([2, []])
    const { items } = await test.run(contract.listEvents, office, { kind: 'start' })
    expect(items.map(({ name, projects, real }) => [name, projects, real])).toEqual([['示例集中开工', 1, 0]])
    expect(await refusalOf(event('示例重复', '2026-03-03', [one.id, one.id]))).toEqual([
      'rule_broken',
      'key_projects.event_twice',
    ])
  })

  it('change with the version seen, and count nothing once cancelled', async () => {
    const { enter, test } = library
    const { id: projectId } = await enter({ name: '示例活动丙' })
    const body = { kind: 'signing' as const, name: '示例取消的签约', heldOn: asDay('2026-02-10') }
    const { id: eventId } = await test.run(contract.createEvent, office, { ...body, entries: [{ projectId }] })
    await test.run(contract.updateEvent, office, {
      ...body,
      eventId,
      expectedVersion: 1,
      entries: [{ projectId, amount: asYuan(7) }],
    })
    const stale = test.run(contract.cancelEvent, office, { eventId, expectedVersion: 1, reason: '示例取消' })
    expect(await refusalOf(stale)).toEqual(['conflict', 'operation.conflict'])
    await test.run(contract.cancelEvent, office, { eventId, expectedVersion: 2, reason: '示例取消' })
    const shown = await test.run(contract.showEvent, office, { eventId })
    expect([shown.counted, shown.countedAmount, shown.mayEdit]).toEqual([0, 0, false])
    const later = test.run(contract.cancelEvent, office, { eventId, expectedVersion: 3, reason: '再取消' })
    expect(await refusalOf(later)).toEqual(['rule_broken', 'key_projects.event_was_cancelled'])
  })
})
