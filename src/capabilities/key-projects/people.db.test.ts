import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOME, personWith, system } from '../../../tests/support/house.ts'
import { type Library, openLibrary, refusalOf } from '../../../tests/support/projects.ts'
import { addDays, asDay } from '../../kernel/day.ts'
import type { Caller } from '../../platform/access.ts'
import * as contract from './contract.ts'
import { listCoSponsored } from './public.ts'

const PHONE = '13800001234'
let library: Library
let office: Caller
const today = asDay('2026-03-16')
beforeAll(async () => {
  library = await openLibrary()
  office = personWith('project_office', library.units.office)
})
afterAll(() => library.test.close())

const people = async (projectId: string, caller = office) =>
  (await library.test.run(contract.listProjectPeople, caller, { projectId })).items
const assign = (projectId: string, role: contract.AssignedRole, more: object, caller = office) =>
  library.test.run(contract.assignPerson, caller, { projectId, role, fromOn: today, ...more })
const read = (projectId: string, caller = office, assignmentId?: string) =>
  library.test.run(contract.readProjectContact, caller, { projectId, ...(assignmentId ? { assignmentId } : {}) })
const change = async (projectId: string, fields: Partial<contract.ProjectBody>) => {
  const whole: Record<string, unknown> = await library.test.run(contract.showProject, office, { projectId })
  const body = Object.fromEntries(Object.keys(contract.ProjectBody.shape).map((field) => [field, whole[field]]))
  await library.test.run(contract.updateProject, office, {
    projectId,
    expectedVersion: Number(whole['version']),
    body: { ...contract.ProjectBody.parse(body), ...fields },
  })
}
/** Everything the database has written down about what was done, as one text. */
const trail = async (): Promise<string> => {
  const { rows } = await sql`
    select input::text, changes::text from audit_entries union all select before::text, after::text from outbox_events
  `.execute(library.test.database.admin.kysely)
  return JSON.stringify(rows)
}

describe('who serves a project', () => {
  it('is dated whenever the record names somebody else, without a day between them or shared', async () => {
    const { enter, units, sponsor, test } = library
    const { id } = await enter({ name: '示例换人甲项目', sponsorPostId: sponsor.postId, leadUnitId: units.bureau })
    test.now = new Date('2026-04-20T09:00:00+08:00')
    await change(id, { sponsorPostId: null, leadUnitId: units.west })
    const kept = (await people(id)).map(({ role, name, fromOn, toOn }) => [role, name, fromOn, toOn])
    expect(kept).toEqual([
      ['lead_unit', '示例西山镇', '2026-04-20', null],
      ['sponsor', '包靠领导（一）', '2026-03-16', '2026-04-19'],
      ['lead_unit', '示例工业和信息化局', '2026-03-16', '2026-04-19'],
    ])
    test.now = new Date('2026-03-16T09:00:00+08:00')
  })

  it('is not dated by changes that name nobody else', async () => {
    const { id } = await library.enter({ name: '示例换人乙项目', leadUnitId: library.units.bureau })
    await change(id, { note: '示例' })
    const [only, ...others] = await people(id)
    expect([only?.version, others]).toEqual([1, []])
  })

  it('shows what the record says where it was written before days were kept, and ends it on the next change', async () => {
    const { enter, test, units } = library
    const { id } = await enter({ name: '示例换人丙项目', leadUnitId: units.bureau })
    await sql`delete from key_project_people where project_id = ${id}`.execute(test.database.admin.kysely)
    expect(await people(id)).toMatchObject([{ id: null, role: 'lead_unit', fromOn: null, toOn: null, actions: [] }])
    await change(id, { leadUnitId: null })
    expect(await people(id)).toMatchObject([{ role: 'lead_unit', fromOn: null, toOn: addDays(today, -1) }])
  })

  it('is ended and corrected by hand only where it was given by hand', async () => {
    const { enter, sponsor, test } = library
    const { id } = await enter({ name: '示例换人丁项目', sponsorPostId: sponsor.postId })
    await assign(id, 'service_officer', { personName: '示例专员', phone: PHONE })
    const end = async (role: string) => {
      const found = (await people(id)).find((each) => each.role === role)
      return refusalOf(
        test.run(contract.dateAssignment, office, {
          projectId: id,
          assignmentId: found?.id ?? '',
          expectedVersion: found?.version ?? 0,
          fromOn: found?.fromOn ?? null,
          toOn: today,
          reason: '示例：轮换',
        }),
      )
    }
    expect(await end('sponsor')).toEqual(['rule_broken', 'key_projects.assignment_by_record'])
    expect(await end('service_officer')).toEqual(['nothing refused'])
    expect((await people(id)).find((each) => each.role === 'service_officer')?.toOn).toBe(today)
  })

  it('names the projects a leader sponsors beside the one the record names', async () => {
    const { enter, sponsor, test } = library
    const { id } = await enter({ name: '示例协同项目' })
    await assign(id, 'co_sponsor', { postId: sponsor.postId })
    expect(await refusalOf(assign(id, 'co_sponsor', {}))).toEqual(['rule_broken', 'key_projects.post_needed'])
    const ctx = {
      tx: test.database.admin.kysely,
      scope: { region: HOME, reach: 'region' as const, unitIds: [] },
      now: test.now,
    }
    expect(await listCoSponsored(ctx, [sponsor.postId])).toEqual([{ projectId: id, postId: sponsor.postId }])
  })
})

describe('what is personal', () => {
  it('is masked for everybody and read one by one, each reading written down with who and whose', async () => {
    const { enter, units, test } = library
    const { id } = await enter({ name: '示例隐私甲项目', responsiblePerson: '示例责任', responsiblePhone: PHONE })
    const town = personWith('township', units.east)
    const made = await assign(id, 'enterprise_contact', { personName: '示例联系', phone: '0536-7212345' }, town)
    expect(await people(id, town)).toMatchObject([
      { role: 'responsible', name: '示例责任', phone: '*******1234', actions: ['read_contact', 'date'] },
      { role: 'enterprise_contact', name: '示***', phone: '****-***2345', actions: ['read_contact', 'date'] },
    ])
    expect(await read(id, town)).toEqual({ name: '示例责任', phone: PHONE })
    expect(await read(id, town, made.id)).toEqual({ name: '示例联系', phone: '0536-7212345' })
    const { rows } = await sql<{ actor_id: string; input: object }>`
      select actor_id, input from audit_entries where operation = 'key_projects.read_contact' order by id
    `.execute(test.database.admin.kysely)
    const reader = `person-township-${units.east}`
    expect(rows.map((row) => [row.actor_id, row.input])).toEqual([
      [reader, { projectId: id }],
      [reader, { projectId: id, assignmentId: made.id }],
    ])
  })

  it('is not for those who have no part in the project', async () => {
    const { enter, units } = library
    const { id } = await enter({ name: '示例隐私乙项目', responsiblePerson: '示例责任', responsiblePhone: PHONE })
    for (const role of ['statistics_bureau', 'superior', 'discipline_inspection'] as const)
      expect(await refusalOf(read(id, personWith(role, units.office)))).toEqual(['forbidden', 'access.not_allowed'])
    expect(await refusalOf(read(id, personWith('township', units.west)))).toEqual(['not_found', 'record.not_found'])
    expect((await people(id, personWith('superior', units.office)))[0]?.actions).toEqual([])
  })

  it('never enters the audit trail or a history, however it is written', async () => {
    const [one, two, three] = ['13711112222', '13733334444', '0536-5556666']
    const { id } = await library.enter({ name: '示例隐私丙项目', responsiblePhone: one })
    await change(id, { responsiblePhone: two })
    await assign(id, 'enterprise_contact', { personName: '示例某某某', phone: three })
    const text = await trail()
    for (const secret of [one, two, three, '示例某某某']) expect(text).not.toContain(secret)
    expect(text).toContain('*******4444')
  })

  it('stays as it is where a form sends it back masked', async () => {
    const { id } = await library.enter({ name: '示例隐私丁项目', responsiblePerson: '示例', responsiblePhone: PHONE })
    await change(id, { note: '示例别的' })
    expect(await read(id)).toEqual({ name: '示例', phone: PHONE })
  })

  it('is erased half a year after the assignment or the project ended, and not a day before', async () => {
    const { enter, test } = library
    const open = await enter({ name: '示例清除甲项目', responsiblePerson: '示例', responsiblePhone: PHONE })
    const made = await assign(open.id, 'service_officer', { personName: '示例专员', phone: PHONE })
    await test.run(contract.dateAssignment, office, {
      projectId: open.id,
      assignmentId: made.id,
      expectedVersion: 1,
      fromOn: today,
      toOn: today,
      reason: '示例：调离',
    })
    const closed = await enter({ name: '示例清除乙项目', responsiblePerson: '示例', responsiblePhone: PHONE })
    await assign(closed.id, 'enterprise_contact', { personName: '示例联系', phone: PHONE })
    await test.run(contract.withdrawProject, office, { projectId: closed.id, expectedVersion: 1, reason: '示例不建' })
    const eraseOn = async (day: string) => {
      test.now = new Date(`${day}T01:00:00+08:00`)
      return test.run(contract.eraseContacts, system(), {})
    }
    expect(await eraseOn(addDays(today, 180))).toEqual({ assignments: 0, projects: 0 })
    expect((await eraseOn(addDays(today, 182))).projects).toBe(1)
    test.now = new Date('2026-03-16T09:00:00+08:00')
    expect(await read(open.id)).toEqual({ name: '示例', phone: PHONE })
    expect(await refusalOf(read(open.id, office, made.id))).toEqual(['rule_broken', 'key_projects.contact_erased'])
    expect((await read(closed.id)).phone).toBe('')
    expect((await people(closed.id)).map(({ phone, isErased }) => [phone, isErased])).toEqual([
      ['', true],
      ['', true],
    ])
  })
})
