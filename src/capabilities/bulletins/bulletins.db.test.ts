import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { personWith, system } from '../../../tests/support/house.ts'
import { type Library, openLibrary } from '../../../tests/support/projects.ts'
import { asDay } from '../../kernel/day.ts'
import { asPeriod, periodOf } from '../../kernel/period.ts'
import { asYuan } from '../../kernel/yuan.ts'
import type { Caller } from '../../platform/access.ts'
import * as projects from '../key-projects/contract.ts'
import * as contract from './contract.ts'
import { bulletinsOperations } from './operations/index.ts'
import { askableFor } from './operations/tellers.ts'
import { problemsOfBody } from './rules/check.ts'
import { BROUGHT_TEMPLATES } from './rules/templates.ts'

let library: Library
let office: Caller
let town: Caller
const ids: Record<string, string> = {}
const period = asPeriod('2026-M02')
const WAN = 10_000

async function report(projectId: string, month: string, wan: number, reason = ''): Promise<void> {
  const { version } = await library.test.run(projects.showProject, office, { projectId })
  await library.test.run(projects.recordReportedMonth, office, {
    projectId,
    period: asPeriod(month),
    thisYear: asYuan(wan * WAN),
    expectedVersion: version,
    reason,
  })
}

const show = (bulletinId: string, caller = office) => library.test.run(contract.showBulletin, caller, { bulletinId })
const draft = async (templateKey: string, recipientUnitId?: string) =>
  (
    await library.test.run(contract.draftBulletin, office, {
      templateKey,
      period,
      ...(recipientUnitId ? { recipientUnitId } : {}),
    })
  ).id
const publish = async (bulletinId: string) => {
  const { version } = await show(bulletinId)
  return library.test.run(contract.publishBulletin, office, { bulletinId, expectedVersion: version })
}
const check = () => library.test.run(contract.checkPublished, system(), {})
const word = async (bulletinId: string) =>
  Buffer.from((await library.test.run(contract.exportWord, office, { bulletinId })).bytes)

beforeAll(async () => {
  library = await openLibrary(bulletinsOperations)
  const { units, test, enter, sponsor } = library
  office = personWith('project_office', units.office)
  town = personWith('township', units.west)
  test.now = new Date('2026-03-05T09:00:00+08:00')
  for (const [name, unitId, yearPlan] of [
    ['甲', units.east, 1200],
    ['乙', units.west, 2400],
  ] as const) {
    ids[name] = (
      await enter({
        name: `示例${name}项目`,
        unitId,
        planYear: 2026,
        memberships: [{ level: 'county', year: 2026, listClass: 'continuing', batch: '' }],
        yearPlan: asYuan(yearPlan * WAN),
        totalInvestment: asYuan(9000 * WAN),
        stage: 'under_construction',
        startedOn: asDay('2025-03-01'),
        sponsorPostId: sponsor.postId,
      })
    ).id
  }
  await report(ids['甲'] ?? '', '2026-M02', 300)
  await report(ids['乙'] ?? '', '2026-M02', 150)
})
afterAll(() => library.test.close())

describe('a draft', () => {
  it('is composed with every number bound to its question, its period and the answer', async () => {
    const made = await show(await draft('light_list'))
    expect(made.state).toBe('draft')
    expect(made.paper.title).toBe('关于2026年2月重点项目亮灯情况的通报')
    expect(made.numbers.find(({ name }) => name === '红灯')).toMatchObject({
      figure: 'key_projects.red_count',
      period: '2026-M02',
      unitId: null,
    })
    const text = made.paper.blocks.flatMap((block) => (block.kind === 'table' ? [] : block.pieces))
    expect(text.filter(({ number }) => number !== null).map(({ number }) => number)).toEqual(['红灯', '黄灯', '绿灯'])
    expect(made.actions).toEqual(['save', 'ask_again', 'publish', 'discard'])
  })

  it('is seen by nobody who does not write or publish', async () => {
    const id = await draft('light_list')
    await expect(show(id, town)).rejects.toMatchObject({ kind: 'not_found' })
    const { items } = await library.test.run(contract.listBulletins, town, {})
    expect(items).toEqual([])
  })

  it('asks what is newly bound, refuses a name nothing fills and a question nobody answers', async () => {
    const id = await draft('light_list')
    const { body, version } = await show(id)
    const block = { kind: 'paragraph' as const, key: 'n1', text: '共{总数}个项目。' }
    const saved = (bindings: contract.BulletinBody['bindings']) =>
      library.test.run(contract.saveBulletin, office, {
        bulletinId: id,
        expectedVersion: version,
        body: { ...body, blocks: [...body.blocks, block], bindings: [...body.bindings, ...bindings] },
      })
    const binding = { ...(body.bindings[0] as contract.Binding), name: '总数', figure: 'key_projects.count' }
    await expect(saved([])).rejects.toMatchObject({ problems: [{ code: 'bulletins.place_unknown' }] })
    await expect(saved([{ ...binding, figure: 'nobody.knows' }])).rejects.toMatchObject({
      problems: [{ code: 'bulletins.question_fault', params: { fault: 'unknown' } }],
    })
    await saved([binding])
    expect((await show(id)).numbers.at(-1)).toMatchObject({ name: '总数', value: '2', shown: '2' })
  })

  it('with a typed number is not published until somebody says what the number is', async () => {
    const id = await draft('light_list')
    const { body, version } = await show(id)
    const blocks = [...body.blocks, { kind: 'paragraph' as const, key: 'n1', text: '全省共实施12345个项目。' }]
    await library.test.run(contract.saveBulletin, office, {
      bulletinId: id,
      expectedVersion: version,
      body: { ...body, blocks },
    })
    await expect(publish(id)).rejects.toMatchObject({ problems: [{ code: 'bulletins.free_numbers' }] })
    const marks = [{ block: 'n1', text: '12345', mark: 'quotation' as const, source: '省重点项目通报' }]
    await library.test.run(contract.saveBulletin, office, {
      bulletinId: id,
      expectedVersion: version + 1,
      body: { ...body, blocks, marks },
    })
    expect((await publish(id)).number).toBe('第1期')
  })

  it('whose numbers moved since it was composed is looked at again before it is published', async () => {
    const id = await draft('light_list')
    const { body, version } = await show(id)
    const binding = { ...(body.bindings[0] as contract.Binding), name: '完成', figure: 'key_projects.invested' }
    await library.test.run(contract.saveBulletin, office, {
      bulletinId: id,
      expectedVersion: version,
      body: { ...body, bindings: [...body.bindings, binding] },
    })
    await report(ids['甲'] ?? '', '2026-M02', 310, '示例：补报')
    await expect(publish(id)).rejects.toMatchObject({ problems: [{ code: 'bulletins.numbers_moved' }] })
    const again = await library.test.run(contract.askAgain, office, { bulletinId: id, expectedVersion: version + 1 })
    expect(again.differences).toContainEqual({
      of: 'number',
      key: '完成',
      name: '完成',
      wasShown: '450万元',
      nowShown: '460万元',
    })
    expect((await publish(id)).digest).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe('a published bulletin', () => {
  it('is frozen, numbered without gaps, and its Word file is the same bytes for ever', async () => {
    const [first, second] = [await draft('light_list'), await draft('light_list')]
    const one = await publish(first)
    const other = await publish(second)
    const count = (text: string) => Number(/\d+/.exec(text)?.[0])
    expect(count(other.number)).toBe(count(one.number) + 1)
    const before = await word(first)
    library.test.now = new Date('2026-03-09T09:00:00+08:00')
    expect((await word(first)).equals(before)).toBe(true)
    const { body, version, actions } = await show(first)
    expect(actions).toEqual([])
    await expect(
      library.test.run(contract.saveBulletin, office, { bulletinId: first, expectedVersion: version, body }),
    ).rejects.toMatchObject({ problems: [{ code: 'bulletins.not_a_draft' }] })
  })

  it('is numbered once when two people publish at the same moment', async () => {
    const id = await draft('light_list')
    const results = await Promise.allSettled([publish(id), publish(id)])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('raises a correction notice when a figure changes, once; publishing it settles the matter', async () => {
    const id = await draft('letter', library.units.west)
    const before = await show(id)
    await library.test.run(contract.saveBulletin, office, {
      bulletinId: id,
      expectedVersion: before.version,
      body: { ...before.body, contact: '' },
    })
    expect((await publish(id)).number).toBe('重点办函〔2026〕1号')
    await check()
    expect(await check()).toMatchObject({ raised: 0 })
    await report(ids['乙'] ?? '', '2026-M02', 180, '示例：核实后更正')
    expect(await check()).toMatchObject({ raised: expect.any(Number) })
    expect(await check()).toMatchObject({ raised: 0, takenBack: 0 })
    const [correction] = (await show(id)).corrections
    const raised = await show(correction?.id ?? '')
    expect(raised).toMatchObject({ kind: 'correction', state: 'draft', corrects: { id } })
    expect(raised.changes).toContainEqual(
      expect.objectContaining({
        of: 'number',
        key: '完成投资',
        wasShown: '150万元',
        nowShown: '180万元',
        period: '2026-M02',
      }),
    )
    await publish(raised.id)
    expect(await check()).toMatchObject({ raised: 0 })
    expect((await show(id)).numbers.find(({ name }) => name === '完成投资')?.shown).toBe('150万元')
  })

  it('takes a correction back when the source is as it was, and does not raise again what a person set aside', async () => {
    const id = await draft('letter', library.units.east)
    const before = await show(id)
    await library.test.run(contract.saveBulletin, office, {
      bulletinId: id,
      expectedVersion: before.version,
      body: { ...before.body, contact: '' },
    })
    await publish(id)
    await report(ids['甲'] ?? '', '2026-M02', 400, '示例：误报')
    await check()
    await report(ids['甲'] ?? '', '2026-M02', 310, '示例：改回')
    expect((await check()).takenBack).toBeGreaterThan(0)
    await report(ids['甲'] ?? '', '2026-M02', 320, '示例：再更正')
    await check()
    const open = (await show(id)).corrections.find(({ state }) => state === 'draft')
    const { version } = await show(open?.id ?? '')
    await library.test.run(contract.discardBulletin, office, {
      bulletinId: open?.id ?? '',
      expectedVersion: version,
      reason: '示例：已口头说明',
    })
    await check()
    expect((await show(id)).corrections.filter(({ state }) => state === 'draft')).toEqual([])
  })

  it('that is a letter is corrected for the unit it goes to alone', async () => {
    const seen = async (caller: Caller) =>
      (await library.test.run(contract.listBulletins, caller, { kind: ['correction'] })).items
    const corrections = (await seen(office)).filter(({ state }) => state === 'published')
    expect(corrections).toHaveLength(1)
    expect((await seen(town)).map(({ id }) => id)).toEqual(corrections.map(({ id }) => id))
    const east = personWith('township', library.units.east)
    expect(await seen(east)).toEqual([])
    await expect(show(corrections[0]?.id ?? '', east)).rejects.toMatchObject({ kind: 'not_found' })
  })

  it('that is a letter is seen by the unit it goes to, and by no other town', async () => {
    const { items } = await library.test.run(contract.listBulletins, town, { kind: ['letter'] })
    expect(items.map(({ number }) => number)).toEqual(['重点办函〔2026〕1号'])
    const [own] = items
    expect((await show(own?.id ?? '', town)).paper.recipient).toBe('示例西山镇')
    const other = (await library.test.run(contract.listBulletins, office, { kind: ['letter'] })).items.find(
      ({ id }) => id !== own?.id,
    )
    await expect(show(other?.id ?? '', town)).rejects.toMatchObject({ kind: 'not_found' })
  })
})

describe('a template', () => {
  it('that is brought asks only what some ledger answers, for its kind of period', () => {
    for (const { key, content } of BROUGHT_TEMPLATES) {
      const askable = askableFor(periodOf(asDay('2026-10-31'), content.period))
      expect([key, problemsOfBody(content.body, content.kind, askable)]).toEqual([key, []])
    }
  })

  it('is kept in versions; what was drafted before stays as it is', async () => {
    const id = await draft('light_list')
    const { content } = await library.test.run(contract.showTemplate, office, { key: 'light_list' })
    const changed = { ...content, body: { ...content.body, title: '关于{期}亮灯情况的通报' } }
    const save = (expectedVersion: number) =>
      library.test.run(contract.saveTemplate, office, { key: 'light_list', expectedVersion, content: changed })
    expect(await save(1)).toEqual({ key: 'light_list', version: 2 })
    await expect(save(1)).rejects.toMatchObject({ kind: 'conflict' })
    expect((await show(id)).paper.title).toBe('关于2026年2月重点项目亮灯情况的通报')
    expect((await show(await draft('light_list'))).paper.title).toBe('关于2026年2月亮灯情况的通报')
    const shown = await library.test.run(contract.showTemplate, office, { key: 'light_list', version: 1 })
    expect(shown).toMatchObject({ version: 1, newest: 2, content: { body: { title: content.body.title } } })
  })
})

describe('a list', () => {
  it('is an Excel ledger named by its period', async () => {
    const input = { list: 'key_projects.units', period }
    const { shown } = await library.test.run(contract.askList, town, input)
    expect(shown).toHaveLength(2)
    const file = await library.test.run(contract.exportList, town, input)
    expect(file.name).toMatch(/^2026年2月.+\.xlsx$/)
    expect(Buffer.from(file.bytes.subarray(0, 2)).toString()).toBe('PK')
  })
})

it('keeps the papers of a region from every other one', async () => {
  const stranger = personWith('project_office', 'unit-2', { region: '370724' })
  expect((await library.test.run(contract.listBulletins, stranger, {})).items).toEqual([])
})
