import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOME, openTestHouse, personWith, system, type TestHouse } from '../../../tests/support/house.ts'
import { asDay } from '../../kernel/day.ts'
import { newId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { type SheetOut, textOfCell } from '../../platform/excel/sheet.ts'
import { readWorkbook } from '../../platform/excel/read-workbook.ts'
import { writeWorkbook } from '../../platform/excel/write-workbook.ts'
import type { HeldPost } from '../../platform/access.ts'
import * as contract from './contract.ts'
import { organisationOperations } from './operations/index.ts'
import { sheetOf } from './sheets.ts'

let test: TestHouse
let rootUnit: string
const boss = () => personWith('administrator', rootUnit)
const day = asDay

const refusalOf = (work: Promise<unknown>): Promise<string[]> =>
  work.then(
    () => ['nothing refused'],
    (error: unknown) => {
      if (!(error instanceof Refusal)) throw error
      return [error.kind, ...error.problems.map((each) => each.code)]
    },
  )

const unit = async (name: string, openedOn = '2020-01-01', more: object = {}) =>
  (await test.run(contract.createUnit, boss(), { name, kind: 'department', openedOn: day(openedOn), ...more })).id

const person = async (name: string) =>
  (await test.run(contract.createPerson, boss(), { name, account: `p${newId().slice(-10)}` })).id

const nameOn = async (id: string, on: string) =>
  (await test.run(contract.listUnits, boss(), { on: day(on), withClosed: true })).items.find((each) => each.id === id)
    ?.name

beforeAll(async () => {
  test = await openTestHouse(organisationOperations)
  const made = await test.run(contract.setUp, system(), {
    regionCode: HOME,
    regionName: '示例县',
    administratorName: '示例管理',
    account: 'root0001',
  })
  rootUnit = made.unitId
})
afterAll(() => test.close())

describe('the first set-up', () => {
  it('opens a tenant once, with its regions and an administrator, and only for the system', async () => {
    const input = { regionCode: HOME as never, regionName: '示例县', administratorName: '甲', account: 'root0002' }
    expect(await refusalOf(test.run(contract.setUp, system(), input))).toEqual([
      'conflict',
      'organisation.tenant_exists',
    ])
    expect(await refusalOf(test.run(contract.setUp, boss(), input))).toEqual([
      'forbidden',
      'organisation.set_up_by_system_only',
    ])
    const regions = await test.run(contract.listRegions, boss(), {})
    expect(regions.items).toEqual([
      { code: HOME, name: '示例县', parentCode: '370700', validFrom: '2000-01-01', validTo: null },
    ])
    const counts = await test.run(contract.countOrganisation, boss(), {})
    expect(counts).toEqual({ units: 1, people: 1, posts: 1, lockedAccounts: 0 })
  })

  it('loads the published counties of a city with it', async () => {
    await test.run(contract.setUp, system('371500'), {
      regionCode: '371500',
      regionName: '聊城市',
      administratorName: '甲',
      account: 'city0001',
    })
    const { items } = await test.run(contract.listRegions, system('371500'), { search: '冠县' })
    expect(items.map((each) => each.code)).toEqual(['371525'])
  })
})

describe('units', () => {
  it('keep their old name for old days when renamed', async () => {
    const id = await unit('示例经济贸易局')
    await test.run(contract.renameUnit, boss(), {
      unitId: id,
      name: '示例工业和信息化局',
      from: day('2025-03-01'),
      expectedVersion: 1,
    })
    expect([await nameOn(id, '2025-02-28'), await nameOn(id, '2025-03-01')]).toEqual([
      '示例经济贸易局',
      '示例工业和信息化局',
    ])
    const back = { unitId: id, name: '甲局', from: day('2024-01-01'), expectedVersion: 2 }
    expect(await refusalOf(test.run(contract.renameUnit, boss(), back))).toEqual([
      'rule_broken',
      'organisation.before_last_change',
    ])
    const stale = { unitId: id, name: '甲局', from: day('2026-01-01'), expectedVersion: 1 }
    expect(await refusalOf(test.run(contract.renameUnit, boss(), stale))).toEqual(['conflict', 'operation.conflict'])
  })

  it('are found by Chinese and by pinyin', async () => {
    await unit('示例水利局')
    for (const search of ['水利', 'shilishui', 'slslj'])
      expect((await test.run(contract.listUnits, boss(), { search })).items.map((each) => each.name)).toEqual([
        '示例水利局',
      ])
  })

  it('merge with their posts and sub-units, and stay what they were before', async () => {
    const [from, into] = [await unit('示例甲办'), await unit('示例乙办')]
    const child = await unit('示例甲办科室', '2020-01-01', { parentId: from })
    const who = await person('示例丙')
    await test.run(contract.appoint, boss(), {
      personId: who,
      unitId: from,
      role: 'department',
      title: '主任',
      fromOn: day('2024-01-01'),
    })
    const merged = await test.run(contract.mergeUnit, boss(), {
      unitId: from,
      intoId: into,
      on: day('2026-02-01'),
      reason: '机构改革',
      expectedVersion: 1,
    })
    expect(merged).toMatchObject({ postsMoved: 1, unitsMoved: 1 })
    const at = async (on: string) =>
      (await test.run(contract.listPosts, boss(), { personId: who, on: day(on) })).items.map((each) => each.unitId)
    expect([await at('2026-01-31'), await at('2026-02-01')]).toEqual([[from], [into]])
    const parentOn = async (on: string) =>
      (await test.run(contract.listUnits, boss(), { on: day(on) })).items.find((each) => each.id === child)?.parentId
    expect([await parentOn('2026-01-31'), await parentOn('2026-02-01')]).toEqual([from, into])
    const circle = { unitId: into, intoId: from, on: day('2026-03-01'), reason: 'x', expectedVersion: 1 }
    expect(await refusalOf(test.run(contract.mergeUnit, boss(), circle))).toContain('organisation.successor_not_open')
  })

  it('do not close over posts or sub-units, nor stand under themselves', async () => {
    const top = await unit('示例总局')
    const sub = await unit('示例分局', '2020-01-01', { parentId: top })
    const close = { unitId: top, closedOn: day('2026-03-01'), reason: '撤销', expectedVersion: 1 }
    expect(await refusalOf(test.run(contract.closeUnit, boss(), close))).toContain('organisation.unit_has_units')
    const under = { unitId: top, parentId: sub, from: day('2026-03-01'), expectedVersion: 1 }
    expect(await refusalOf(test.run(contract.moveUnit, boss(), under))).toContain('organisation.unit_circle')
    await test.run(contract.closeUnit, boss(), { ...close, unitId: sub })
    await test.run(contract.closeUnit, boss(), close)
    const closed = (await test.run(contract.showUnit, boss(), { unitId: top })).unit
    expect(closed.actions).toEqual(['reopen'])
    const seen = await test.run(contract.showUnit, personWith('department', rootUnit), { unitId: top })
    expect(seen.unit.actions, 'who may not manage is offered nothing').toEqual([])
    await test.run(contract.reopenUnit, boss(), { unitId: top, reason: '误撤', expectedVersion: 2 })
    expect((await test.run(contract.showUnit, boss(), { unitId: top })).unit.closedOn).toBeNull()
  })
})

describe('posts and people', () => {
  it('tell who held a post in March for ever', async () => {
    const id = await unit('示例开发区')
    const [march, april] = [await person('示例三月'), await person('示例四月')]
    const give = (personId: string, fromOn: string) =>
      test.run(contract.appoint, boss(), {
        personId,
        unitId: id,
        role: 'sponsoring_leader',
        title: '包靠领导',
        fromOn: day(fromOn),
      })
    const first = await give(march, '2026-01-01')
    await test.run(contract.endPost, boss(), {
      postId: first.id,
      toOn: day('2026-03-31'),
      reason: '轮岗',
      expectedVersion: 1,
    })
    await give(april, '2026-04-01')
    const on = async (when: string) =>
      (await test.run(contract.listPosts, boss(), { unitId: id, on: day(when) })).items.map((each) => each.personName)
    expect([await on('2026-03-31'), await on('2026-04-01')]).toEqual([['示例三月'], ['示例四月']])
  })

  it('are listed page by page without loss or repetition, in the order of pinyin', async () => {
    for (let each = 0; each < 7; each += 1) await person(`示例翻页${each}`)
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await test.run(contract.listPeople, boss(), {
        search: '翻页',
        limit: 3,
        ...(cursor ? { cursor } : {}),
      })
      seen.push(...page.items.map((each) => each.name))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(seen).toEqual(Array.from({ length: 7 }, (_, each) => `示例翻页${each}`))
  })

  it('hide the telephone number from lists and erase it when its purpose ends', async () => {
    const made = await test.run(contract.createPerson, boss(), {
      name: '示例电话',
      account: 'phone001',
      phone: '13800001234',
    })
    const [listed] = (await test.run(contract.listPeople, boss(), { search: '示例电话' })).items
    expect([listed?.phone, listed?.account]).toEqual(['138****1234', 'phone001'])
    expect((await test.run(contract.showPerson, boss(), { personId: made.id })).person.phone).toBe('13800001234')
    const erase = { personId: made.id, reason: '离职满期限', expectedVersion: 1 }
    expect(await refusalOf(test.run(contract.erasePerson, boss(), erase))).toEqual([
      'rule_broken',
      'organisation.person_in_state',
    ])
    await test.run(contract.disablePerson, boss(), { personId: made.id, reason: '离职', expectedVersion: 1 })
    await test.run(contract.erasePerson, boss(), { ...erase, expectedVersion: 2 })
    const { person: gone } = await test.run(contract.showPerson, boss(), { personId: made.id })
    expect(gone).toMatchObject({ name: '（已清除）', account: '', phone: null, state: 'erased', actions: [] })
    const { rows } = await test.database.admin.pool.query<{ text: string }>(
      `select string_agg(t, ' ') as text from (
         select a::text as t from audit_entries a union all select o::text from outbox_events o
         union all select p::text from people p union all select c::text from credentials c) kept`,
    )
    expect(rows[0]?.text).toContain('示例电话')
    expect(rows[0]?.text).not.toContain('13800001234')
    const again = { name: '示例新人', account: 'PHONE001' }
    await test.run(contract.createPerson, boss(), again)
    expect(await refusalOf(test.run(contract.createPerson, boss(), again))).toEqual([
      'conflict',
      'organisation.account_taken',
    ])
  })

  it('never lose the last administrator', async () => {
    const [root] = (await test.run(contract.listPosts, boss(), { role: 'administrator' })).items
    const end = { postId: root?.id ?? '', toOn: day('2026-03-31'), reason: 'x', expectedVersion: 1 }
    expect(await refusalOf(test.run(contract.endPost, boss(), end))).toEqual([
      'rule_broken',
      'organisation.last_administrator',
    ])
  })
})

describe('delegation', () => {
  it('stands in the record with both names and never overlaps', async () => {
    const id = await unit('示例委托局')
    const [owner, secretary] = [await person('示例局长'), await person('示例秘书')]
    const post = await test.run(contract.appoint, boss(), {
      personId: owner,
      unitId: id,
      role: 'administrator',
      title: '局长',
      fromOn: day('2026-01-01'),
      toOn: day('2026-12-31'),
    })
    const held: HeldPost = { id: post.id, role: 'administrator', unitId: id, unitIds: [id] }
    const asOwner = personWith('department', id, { personId: owner, name: '示例局长' })
    const give = {
      postId: post.id,
      delegateId: secretary,
      fromOn: day('2026-03-16'),
      toOn: day('2026-03-31'),
      reason: '出差',
    }
    const given = await test.run(contract.giveDelegation, asOwner, give)
    expect(await refusalOf(test.run(contract.giveDelegation, asOwner, { ...give, fromOn: day('2026-03-31') }))).toEqual(
      ['rule_broken', 'organisation.delegation_overlaps'],
    )
    const stranger = personWith('department', id, { personId: secretary })
    const other = { ...give, delegateId: owner, fromOn: day('2026-05-01'), toOn: day('2026-05-02') }
    expect(await refusalOf(test.run(contract.giveDelegation, stranger, other))).toEqual([
      'forbidden',
      'organisation.not_your_post',
    ])
    const delegate = personWith('department', id, {
      personId: secretary,
      name: '示例秘书',
      posts: [{ ...held, onBehalfOf: { personId: owner, name: '示例局长' } }],
    })
    await test.run(contract.createUnit, delegate, { name: '示例代办', kind: 'office', openedOn: day('2026-03-01') })
    const { rows } = await test.database.admin.pool.query(
      `select actor_name, on_behalf_of_name from audit_entries where actor_id = $1 and operation = 'organisation.create_unit'`,
      [secretary],
    )
    expect(rows).toEqual([{ actor_name: '示例秘书', on_behalf_of_name: '示例局长' }])
    await test.run(contract.withdrawDelegation, asOwner, {
      delegationId: given.id,
      reason: '提前返回',
      expectedVersion: 1,
    })
    await test.run(contract.giveDelegation, asOwner, give)
  })
})

describe('the workbook', () => {
  const upload = async (sheets: readonly SheetOut[]) => ({
    upload: { name: '单位.xlsx', type: '', bytes: await writeWorkbook(sheets) },
  })
  const run = async (mode: 'preview' | 'save', sheets: readonly SheetOut[]) =>
    test.run(contract.importOrganisation, boss(), { mode, holdsNoSecret: true }, await upload(sheets))
  const counts = () => test.run(contract.countOrganisation, boss(), {})

  const sheets = (parent: string) => [
    sheetOf('units', [
      { name: '示例导入科', kind: '部门', parent },
      { name: '示例导入局', kind: '部门', openedOn: '2024-05-01' },
    ]),
    sheetOf('people', [{ personName: '示例导入甲', account: 'import01', phone: '13900001111' }]),
    sheetOf('posts', [{ account: 'import01', name: '示例导入科', role: '部门', title: '科长', fromOn: '2026-03-01' }]),
  ]

  it('comes in whole or not at all, and says which row is at fault', async () => {
    const before = await counts()
    const faulty = await run('save', sheets('没有这个局'))
    expect(faulty).toMatchObject({ saved: false, faultCount: 1 })
    expect(faulty.faults[0]).toMatchObject({
      sheet: 'units',
      row: 2,
      field: 'parent',
      code: 'organisation.import_unit_unknown',
    })
    expect(await counts()).toEqual(before)
    const preview = await run('preview', sheets('示例导入局'))
    expect(preview).toMatchObject({ saved: false, faults: [], counts: { units: 2, people: 1, posts: 1 } })
    expect(await counts()).toEqual(before)
    const saved = await run('save', sheets('示例导入局'))
    expect(saved.saved).toBe(true)
    expect(saved.firstPasswords).toMatchObject([{ account: 'import01', name: '示例导入甲' }])
    expect(await counts()).toMatchObject({
      units: before.units + 2,
      people: before.people + 1,
      posts: before.posts + 1,
    })
    const again = await run('save', sheets('示例导入局'))
    expect(again).toMatchObject({ saved: true, counts: { units: 0, people: 0, posts: 0 } })
  })

  it('comes back with what is wrong before each row, and is imported as it is once mended', async () => {
    const { upload: faulty } = await upload(sheets('没有这个局'))
    const file = await test.run(contract.explainOrganisation, boss(), { holdsNoSecret: true }, { upload: faulty })
    const read = await readWorkbook(file.bytes)
    const back = read.ok ? read.value : []
    expect(back.map((each) => each.name)).toEqual(['单位', '人员', '岗位'])
    const texts = (back[0]?.rows ?? []).map((row) => row.cells.map(textOfCell).join('|'))
    expect(texts.filter((each) => each.includes('没有这个局'))).toHaveLength(1)
    expect(texts.find((each) => each.includes('示例导入科'))).toMatch(/没有单位|不在|没有/)
    const again = await test.run(
      contract.importOrganisation,
      boss(),
      { mode: 'preview', holdsNoSecret: true },
      { upload: { name: file.name, type: file.type, bytes: file.bytes } },
    )
    expect(again).toMatchObject({ faultCount: 1, faults: [{ sheet: 'units', field: 'parent' }] })
  })

  it('goes out as it comes in', async () => {
    const file = await test.run(contract.exportOrganisation, boss(), {})
    const again = await test.run(
      contract.importOrganisation,
      boss(),
      { mode: 'save', holdsNoSecret: true },
      { upload: { name: file.name, type: file.type, bytes: file.bytes } },
    )
    expect(again).toMatchObject({ saved: true, faults: [], counts: { units: 0, people: 0, posts: 0 } })
    expect((await readWorkbook(file.bytes)).ok).toBe(true)
  })

  it('is refused with a sentence when it is none', async () => {
    const work = test.run(
      contract.importOrganisation,
      boss(),
      { mode: 'save', holdsNoSecret: true },
      { upload: { name: 'a.xlsx', type: '', bytes: new TextEncoder().encode('not a workbook') } },
    )
    expect(await refusalOf(work)).toEqual(['invalid', 'excel.not_a_workbook'])
  })
})

describe('the working calendar', () => {
  const arrangement = {
    year: 2027,
    notice: '示例通知',
    publishedOn: day('2026-11-10'),
    off: [[day('2027-01-01'), day('2027-01-03')]] as [never, never][],
    makeUp: [],
  }

  it('takes in a year, replaces it by version, and refuses one that contradicts itself', async () => {
    const first = await test.run(contract.importCalendarYear, boss(), { year: 2027, arrangement, expectedVersion: 0 })
    expect(first).toEqual({ year: 2027, version: 1 })
    const twice = test.run(contract.importCalendarYear, boss(), { year: 2027, arrangement, expectedVersion: 0 })
    expect(await refusalOf(twice)).toEqual(['conflict', 'operation.conflict'])
    await test.run(contract.importCalendarYear, boss(), { year: 2027, arrangement, expectedVersion: 1 })
    const wrong = { ...arrangement, makeUp: [day('2027-01-01')] }
    const refused = await refusalOf(
      test.run(contract.importCalendarYear, boss(), { year: 2027, arrangement: wrong, expectedVersion: 2 }),
    )
    expect(refused[0]).toBe('rule_broken')
    expect((await test.run(contract.listCalendarYears, boss(), {})).items).toMatchObject([{ year: 2027, version: 2 }])
  })
})
