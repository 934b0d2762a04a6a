import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { personWith, system } from '../../../tests/support/house.ts'
import { type Library, openLibrary, refusalOf } from '../../../tests/support/projects.ts'
import { addDays, asDay } from '../../kernel/day.ts'
import type { Caller } from '../../platform/access.ts'
import { readWorkbook } from '../../platform/excel/read-workbook.ts'
import { keepPromise, listItems, listPromises } from '../obstacles/contract.ts'
import { obstaclesOperations } from '../obstacles/operations/index.ts'
import { appoint, createPerson } from '../organisation/contract.ts'
import * as contract from './contract.ts'
import { projectSupportOperations } from './operations/index.ts'

let library: Library
let leader: Caller
const today = asDay('2026-03-16')
beforeAll(async () => {
  library = await openLibrary([...projectSupportOperations, ...obstaclesOperations])
  leader = personWith('sponsoring_leader', library.units.office)
})
afterAll(() => library.test.close())

const record = (
  projectId: string,
  caller: Caller,
  more: Partial<contract.VisitBody> & { promises?: contract.VisitPromise[] },
) =>
  library.test.run(contract.recordVisit, caller, {
    projectId,
    visitedOn: today,
    visitorPostId: library.sponsor.postId,
    sentence: '示例：主体完成八成',
    outcome: 'smooth',
    ...more,
  })
const listFor = async (projectId: string, caller = leader) =>
  (await library.test.run(contract.listVisits, caller, { projectId })).items

describe('a visit', () => {
  it('carries its promises into the ledger of promises, and shows there what became of them', async () => {
    const { enter, test, units } = library
    const { id } = await enter({ name: '示例走访甲项目' })
    await record(id, leader, {
      outcome: 'handed_over',
      problem: '示例：临时用电没接通',
      nextOn: addDays(today, 14),
      promises: [{ action: '示例接通临时用电', dueOn: addDays(today, 10), unitId: units.bureau }],
    })
    const [visit] = await listFor(id)
    expect(visit).toMatchObject({ visitorTitle: '包靠领导（一）', projectName: '示例走访甲项目' })
    expect(visit?.promises).toMatchObject([{ action: '示例接通临时用电', state: 'open', isOverdue: false }])
    const { items } = await test.run(listPromises, personWith('supervision_office', units.office), {})
    expect(items).toMatchObject([{ ownerText: '包靠领导（一）', madeOn: today, dueOn: addDays(today, 10) }])
    await test.run(keepPromise, personWith('supervision_office', units.office), {
      promiseId: items[0]?.id ?? '',
      expectedVersion: 1,
      keptOn: today,
      evidence: '示例：电表已装',
    })
    expect((await listFor(id))[0]?.promises[0]?.state).toBe('kept')
  })

  it('brings a problem nobody solved or promised to solve into the closed loop, once', async () => {
    const { enter, test, units } = library
    const { id } = await enter({ name: '示例走访丙项目' })
    const left = { outcome: 'handed_over' as const, problem: '示例：便道未修通', nextOn: addDays(today, 14) }
    await record(id, leader, left)
    await record(id, leader, left)
    const { items } = await test.run(listItems, personWith('supervision_office', units.office), { subjectId: id })
    expect(items).toMatchObject([{ origin: 'visit', state: 'reported', title: '示例走访丙项目：示例：便道未修通' }])
  })

  it('makes no promise where the visit itself is refused', async () => {
    const { enter, test, units } = library
    const { id } = await enter({ name: '示例走访乙项目' })
    const before = (await test.run(listPromises, personWith('supervision_office', units.office), {})).items.length
    const refused = record(id, leader, {
      problem: '示例问题',
      promises: [{ action: '示例承诺', dueOn: today, unitId: null }],
    })
    expect(await refusalOf(refused)).toEqual(['rule_broken', 'project_support.problem_unsaid'])
    expect((await test.run(listPromises, personWith('supervision_office', units.office), {})).items).toHaveLength(
      before,
    )
  })

  it('is seen and written by a town for its own projects only', async () => {
    const { enter, units } = library
    const { id } = await enter({ name: '示例走访丙项目', unitId: units.east })
    await record(id, personWith('township', units.east), {})
    expect(await listFor(id, personWith('township', units.east))).toHaveLength(1)
    const other = personWith('township', units.west)
    expect(await refusalOf(listFor(id, other))).toEqual(['not_found', 'record.not_found'])
    expect(await refusalOf(record(id, other, {}))).toEqual(['not_found', 'record.not_found'])
    expect((await library.test.run(contract.listVisits, other, {})).items).toEqual([])
  })

  it('is changed by whoever wrote it down or by the project office, and a second change of the same version is refused', async () => {
    const { enter, test, units } = library
    const { id } = await enter({ name: '示例走访丁项目' })
    const made = await record(id, leader, { outcome: 'pending', problem: '示例缺水' })
    const [visit] = await listFor(id)
    const body = {
      ...contract.VisitBody.strip().parse(visit),
      outcome: 'solved' as const,
      solution: '示例：管线已接',
    }
    const change = (caller: Caller) =>
      test.run(contract.changeVisit, caller, { visitId: made.id, expectedVersion: 1, body })
    const colleague = personWith('chief_leader', units.office)
    expect((await listFor(id, colleague))[0]?.actions).toEqual([])
    expect(await refusalOf(change(colleague))).toEqual(['forbidden', 'project_support.visit_not_yours'])
    await change(leader)
    expect(await refusalOf(change(personWith('project_office', units.office)))).toEqual([
      'conflict',
      'operation.conflict',
    ])
    expect((await listFor(id))[0]).toMatchObject({ outcome: 'solved', solution: '示例：管线已接', version: 2 })
  })

  it('goes out as the log the offices keep: day, project, problem, solution, next time', async () => {
    const { enter, test, units } = library
    const { id } = await enter({ name: '示例走访戊项目' })
    await record(id, leader, { outcome: 'solved', problem: '示例：道路没通', solution: '示例：改走南门' })
    await record(id, leader, { visitedOn: addDays(today, -7), nextOn: today })
    const file = await test.run(contract.exportVisits, personWith('project_office', units.office), { projectId: id })
    const book = await readWorkbook(file.bytes)
    const rows = book.ok ? (book.value[0]?.rows ?? []) : []
    const heading = rows.findIndex(({ cells }) => cells[0] === '日期')
    expect(rows[heading]?.cells.slice(0, 5)).toEqual(['日期', '项目', '发现问题', '解决', '下次时间'])
    expect(rows[heading + 1]?.cells[0]).toEqual({ day: addDays(today, -7) })
    expect(rows[heading + 2]?.cells.slice(1, 4)).toEqual([
      '示例走访戊项目',
      '示例：道路没通',
      '现场解决：示例：改走南门',
    ])
  })
})

describe("a leader's card", () => {
  it('shows the own projects with the last visit, what is open and what was promised, the reddest first', async () => {
    const { test, units, sponsor, enter } = library
    const { id: personId } = await test.run(createPerson, system(), { name: '示例乙', account: 'sponsor02' })
    const { id: postId } = await test.run(appoint, system(), {
      personId,
      unitId: units.office,
      role: 'sponsoring_leader',
      title: '包靠领导（二）',
      fromOn: asDay('2020-01-01'),
    })
    const own = await enter({ name: '示例卡片甲项目', sponsorPostId: postId })
    await enter({ name: '示例卡片乙项目', sponsorPostId: sponsor.postId })
    const me = personWith('sponsoring_leader', units.office, { personId })
    await record(own.id, me, { visitorPostId: postId, visitedOn: addDays(today, -30) })
    await record(own.id, me, {
      visitorPostId: postId,
      outcome: 'pending',
      problem: '示例：融资没到',
      promises: [{ action: '示例牵头对接银行', dueOn: today, unitId: null }],
    })
    const card = await test.run(contract.showLeaderCard, me, {})
    expect(card.leader).toEqual({ postId, title: '包靠领导（二）', personName: '示例乙' })
    expect(card.isOwn).toBe(true)
    expect(card.items.map(({ name }) => name)).toEqual(['示例卡片甲项目'])
    expect(card.items[0]).toMatchObject({
      lastVisit: { visitedOn: today, outcome: 'pending' },
      openProblems: [{ problem: '示例：融资没到' }],
      promises: [{ action: '示例牵头对接银行', isOverdue: false }],
    })
    test.now = new Date('2026-03-17T09:00:00+08:00')
    const later = await test.run(contract.showLeaderCard, me, { postId })
    expect(later.items[0]?.promises[0]?.isOverdue).toBe(true)
    test.now = new Date('2026-03-16T09:00:00+08:00')
  })
})
