import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOME, openTestHouse, personWith, system, type TestHouse } from '../../../tests/support/house.ts'
import { asDay } from '../../kernel/day.ts'
import type { SentOf } from '../../kernel/operation.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { createProject, showProject, updateProject } from '../key-projects/contract.ts'
import { keyProjectsOperations } from '../key-projects/operations/index.ts'
import { lightsOperations } from '../lights/operations.ts'
import { keepPromise, listPromises, showPromise } from '../obstacles/contract.ts'
import { obstaclesOperations } from '../obstacles/operations/index.ts'
import { appoint, createPerson, createUnit, listAudit, setUp } from '../organisation/contract.ts'
import { organisationOperations } from '../organisation/operations/index.ts'
import { listClaims, listTargets } from '../targets/contract.ts'
import { targetsOperations } from '../targets/operations/index.ts'
import * as contract from './contract.ts'
import { dispatchesOperations } from './operations/index.ts'

let test: TestHouse
let root: string
let bureau: string
const office = () => personWith('project_office', root)
const department = () => personWith('department', bureau)

const codesOf = (work: Promise<unknown>): Promise<string[]> =>
  work.then(
    () => ['nothing refused'],
    (error: unknown) => {
      if (!(error instanceof Refusal)) throw error
      return [error.kind, ...error.problems.map((each) => each.code)]
    },
  )

const DISPATCH = `示例县召开项目建设动员大会
来源：示例日报 时间：2026-02-20 09:12
2月19日，示例县召开项目建设动员大会。去年，全县完成工业总产值486亿元，新签约项目52个。
今年，示例县规上工业总产值力争达到560亿元，确保全年新引进产业项目60个。
总投资26亿元的澜芯封装测试项目由江澜微电子有限公司投资建设，占地180亩，目前已开工。
示例县工业和信息化局将在6月底前完成全部技改项目入库。
`

const read = (text: string, as = office()) => test.run(contract.readPasted, as, { holdsNoSecrets: true, text })
const show = (dispatchId: string, as = office()) => test.run(contract.showDispatch, as, { dispatchId })
const accept = (dispatchId: string, rowIds: readonly string[], reason?: string) =>
  test.run(contract.acceptRows, office(), { dispatchId, rowIds: [...rowIds], ...(reason ? { reason } : {}) })
const undo = (dispatchId: string, batchId: string) =>
  test.run(contract.undoAcceptance, office(), { dispatchId, batchId, reason: '示例撤回' })
const rowsOf = async (id: string, kind: contract.RowKind) => (await show(id)).rows.filter((row) => row.kind === kind)
const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id)

/** A text about one project that is like no other text. */
const projectText = (name: string, yi: number, more = '') =>
  `${name}建设纪实\n总投资${yi}亿元的${name}项目由${name}有限公司投资建设，占地${yi * 3}亩，目前已开工。${more}\n`

beforeAll(async () => {
  test = await openTestHouse([
    ...organisationOperations,
    ...lightsOperations,
    ...targetsOperations,
    ...keyProjectsOperations,
    ...obstaclesOperations,
    ...dispatchesOperations,
  ])
  const made = await test.run(setUp, system(), {
    regionCode: HOME,
    regionName: '示例县',
    administratorName: '示例管理',
    account: 'root0001',
  })
  root = made.unitId
  const input = { name: '示例县工业和信息化局', kind: 'department' as const, openedOn: asDay('2020-01-01') }
  bureau = (await test.run(createUnit, personWith('administrator', root), input)).id
})
afterAll(() => test.close())

describe('a dispatch', () => {
  it('is read, accepted whole with one act, and every record keeps where it came from', async () => {
    const { id, outcome } = await read(DISPATCH)
    expect(outcome).toBe('read')
    const shown = await show(id)
    expect(shown).toMatchObject({ printedOn: '2026-02-20', year: 2026, isElsewhere: false })
    expect(new Set(shown.rows.map((row) => row.kind))).toEqual(new Set(['target', 'project', 'commitment']))
    for (const row of shown.rows) {
      expect(shown.rawText.slice(row.start, row.end)).toBe(row.quote)
      expect(row).toMatchObject({ state: 'proposed', missing: [], proposer: 'grammar' })
    }
    const { records } = await accept(id, idsOf(shown.rows))
    expect(new Set(records.map(({ kind }) => kind))).toEqual(new Set(['target', 'claim', 'key_project', 'promise']))
    for (const { kind, id: recordId } of records) {
      const { items } = await test.run(contract.listSources, office(), { kind, id: recordId })
      expect(items[0]).toMatchObject({ dispatchId: id, title: shown.title, acceptedBy: '示例project_office' })
      expect(DISPATCH).toContain(items[0]?.quote)
    }
    expect((await show(id)).counts).toEqual({ proposed: 0, accepted: shown.rows.length, rejected: 0 })
  })

  it('becomes targets of its year, claims of the year before, a project and a promise of the unit it names', async () => {
    const { items: targets } = await test.run(listTargets, office(), { year: 2026 })
    expect(targets.map((each) => [each.indicator.name, each.goal.value])).toContainEqual(['规上工业总产值', '560'])
    const { items: claims } = await test.run(listClaims, office(), {})
    const output = claims.find((each) => each.indicatorName.includes('工业总产值'))
    expect(output).toMatchObject({ status: 'achieved', period: '2025', value: '486', unitId: root, state: 'open' })
    const { items: promises } = await test.run(listPromises, office(), {})
    const owed = promises.find((each) => each.dueOn === '2026-06-30')
    expect(owed).toMatchObject({ unitId: bureau, state: 'open', madeOn: '2026-02-20' })
    expect(owed?.source?.quote).toContain('技改项目入库')
  })

  it('read a second time is the one that is there, also with other spaces and punctuation', async () => {
    const first = await read(DISPATCH)
    expect(first.outcome).toBe('known')
    expect(await read(DISPATCH.replaceAll('，', ',, '))).toEqual(first)
  })

  it('much like another one says so with the way to it', async () => {
    const { near } = await read(`${DISPATCH}会上，五个单位作了表态发言，其他单位作了书面交流，会议还作出了其他安排。\n`)
    expect(near).toMatchObject([{ title: '示例县召开项目建设动员大会' }])
    expect(near[0]?.similarity).toBeGreaterThan(0.5)
  })

  it('that answers the question about secrets with no is not taken in', async () => {
    const input = { holdsNoSecrets: false, text: '示例文稿' }
    expect(await codesOf(test.run(contract.readPasted, office(), input))).toEqual(['rule_broken', 'dispatches.secrecy'])
    const missing = { text: '示例文稿' } as SentOf<typeof contract.readPasted>
    expect(await codesOf(test.run(contract.readPasted, office(), missing))).toEqual(['invalid', 'shape.required'])
  })

  it('that makes an indicator says who enters it: the unit chosen, one where somebody may, never one where nobody can', async () => {
    const text = (name: string) =>
      `示例县召开${name}会议\n来源：示例日报 时间：2026-02-20\n会议提出，今年全县${name}产值要达到24亿元以上。\n`
    const ask = async (name: string, sourceUnitId?: string) => {
      const { id } = await read(text(name))
      const rows = idsOf(await rowsOf(id, 'target'))
      expect(rows).toHaveLength(1)
      const input = { dispatchId: id, rowIds: [...rows], ...(sourceUnitId ? { sourceUnitId } : {}) }
      const { records } = await test.run(contract.acceptRows, office(), input)
      const { items } = await test.run(listTargets, office(), { year: 2026, limit: 200 })
      return items.find((each) => each.id === records[0]?.id)?.indicator.sourceUnitId
    }
    expect(await ask('松柏', bureau)).toBe(bureau)
    const today = { fromOn: asDay('2026-01-01'), title: '填报员' }
    const admin = personWith('administrator', root)
    const town = await test.run(createUnit, admin, {
      name: '示例河镇',
      kind: 'township',
      openedOn: asDay('2020-01-01'),
    })
    const { id: personId } = await test.run(createPerson, admin, { name: '示例·填报员', account: 'entry001' })
    await test.run(appoint, admin, { personId, unitId: town.id, role: 'township', ...today })
    const { id } = await read(text('桐梓'))
    expect((await show(id)).enteringUnitIds).toEqual([town.id])
    expect((await show(id, department())).enteringUnitIds).toEqual([])
    expect(await codesOf(ask('楠枫', bureau))).toEqual(['rule_broken', 'targets.source_unit_nobody'])
    expect(await ask('榆槐')).toBe(town.id)
    expect(await ask('柳桑', town.id)).toBe(town.id)
  })

  it('gives its file back as it came to whoever may read it, and every reading is in the trail', async () => {
    const bytes = new TextEncoder().encode(projectText('栎枥材料厂', 3))
    const upload = { name: '示例文稿.txt', type: 'text/plain', bytes }
    const { id } = await test.run(contract.readUploaded, office(), { holdsNoSecrets: true }, { upload })
    const file = await test.run(contract.readOriginal, department(), { dispatchId: id })
    expect(file).toMatchObject({ name: '示例文稿.txt' })
    expect(new Uint8Array(file.bytes)).toEqual(bytes)
    const { items } = await test.run(listAudit, personWith('administrator', root), { operation: 'dispatches.original' })
    expect(items).toMatchObject([{ actorName: '示例department', input: { dispatchId: id } }])
    const pasted = await read(projectText('柘檀材料厂', 4))
    expect(await codesOf(test.run(contract.readOriginal, office(), { dispatchId: pasted.id }))).toEqual([
      'not_found',
      'dispatches.no_file',
    ])
  })

  it('comes in as a file, which is kept beside its text', async () => {
    const bytes = new TextEncoder().encode(projectText('示例文件来源', 7))
    const upload = { name: '示例.txt', type: 'text/plain', bytes }
    const { id } = await test.run(contract.readUploaded, office(), { holdsNoSecrets: true }, { upload })
    expect(await show(id)).toMatchObject({ origin: 'upload', fileName: '示例.txt', hasFile: true })
    const old = { name: '旧.doc', type: 'x', bytes: Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) }
    expect(await codesOf(test.run(contract.readUploaded, office(), { holdsNoSecrets: true }, { upload: old }))).toEqual(
      ['invalid', 'document.old_format'],
    )
  })
})

describe('the rows of a dispatch', () => {
  it('say how they stand to the library: a repeat, something more, or a contradiction that needs a reason', async () => {
    const made = await test.run(createProject, office(), {
      name: '示例矛盾电池项目',
      unitId: root,
      totalInvestment: 1_000_000_000,
      stage: 'signed',
    })
    const { id } = await read(projectText('示例矛盾电池', 12))
    const [row] = await rowsOf(id, 'project')
    expect(row?.match).toMatchObject({ kind: 'contradiction', record: { kind: 'key_project', id: made.id } })
    expect(row?.match.differences).toContainEqual({ field: 'investment', ledger: '1000000000', text: '1200000000' })
    expect(await codesOf(accept(id, [row?.id ?? '']))).toEqual(['rule_broken', 'dispatches.contradiction'])
    await accept(id, [row?.id ?? ''], '以本次公布为准')
    const project = await test.run(showProject, office(), { projectId: made.id })
    expect(project).toMatchObject({ totalInvestment: 1_200_000_000, stage: 'started', version: 2 })

    const again = await read(projectText('示例矛盾电池', 12, '项目负责人介绍了进展情况，现场热火朝天。'))
    expect((await rowsOf(again.id, 'project'))[0]?.match.kind).toBe('duplicate')
  })

  it('are taken back as one act: what was made is withdrawn, what was changed gets its values back', async () => {
    const made = await test.run(createProject, office(), { name: '示例回退药业项目', unitId: root })
    const { id } = await read(projectText('示例回退药业', 9, '示例县将在年底前建成配套污水处理厂。'))
    const ids = idsOf((await show(id)).rows)
    const { batchId, records } = await accept(id, ids)
    expect(await test.run(showProject, office(), { projectId: made.id })).toMatchObject({
      totalInvestment: 900_000_000,
    })
    await undo(id, batchId)
    expect(await test.run(showProject, office(), { projectId: made.id })).toMatchObject({ totalInvestment: null })
    const promise = records.find(({ kind }) => kind === 'promise')
    const kept = await test.run(showPromise, office(), { promiseId: promise?.id ?? '' })
    expect(kept).toMatchObject({ state: 'withdrawn', reason: '示例撤回' })
    expect((await show(id)).counts).toMatchObject({ proposed: ids.length, accepted: 0 })
    expect(await codesOf(undo(id, batchId))).toEqual(['rule_broken', 'dispatches.undone_already'])
    await accept(id, ids)
    expect((await show(id)).counts.accepted).toBe(ids.length)
  })

  it('are not taken back once something was done with what they became', async () => {
    const { id } = await read('示例承诺兑现\n2026年3月1日，示例县将在3月底前完成示例桥梁检修。\n')
    const rows = await rowsOf(id, 'commitment')
    const { batchId, records } = await accept(id, idsOf(rows))
    const input = { expectedVersion: 1, keptOn: asDay('2026-03-10'), evidence: '检修记录' }
    await test.run(keepPromise, office(), { promiseId: records[0]?.id ?? '', ...input })
    expect(await codesOf(undo(id, batchId))).toEqual(['rule_broken', 'obstacles.changed_since'])
    expect((await show(id)).batches).toMatchObject([{ id: batchId, undoneAt: null }])
  })

  it('that name one project twice make one project, undone as one', async () => {
    const name = '示例两提水厂'
    const text = `${name}\n总投资3亿元的${name}项目已开工。\n另据了解，${name}项目占地60亩，计划投资3亿元。\n`
    const { id } = await read(text)
    const rows = await rowsOf(id, 'project')
    const values = { ...(rows[0]?.values as Extract<contract.RowValues, { kind: 'project' }>), area: 40_000 as never }
    const quote = `${name}项目占地60亩`
    await test.run(contract.proposeRows, office(), { dispatchId: id, rows: [{ quote, values }] })
    const both = await rowsOf(id, 'project')
    expect(both.length).toBe(rows.length + 1)
    const { batchId, records } = await accept(id, idsOf(both), '同一项目')
    expect(new Set(records.map((each) => each.id)).size).toBe(1)
    const project = () => test.run(showProject, office(), { projectId: records[0]?.id ?? '' })
    expect(await project()).toMatchObject({ totalInvestment: 300_000_000, withdrawnReason: null })
    await undo(id, batchId)
    expect((await project()).withdrawnReason).toBe('示例撤回')
  })

  it('are mended, rejected with a reason and taken up again, and a reading again leaves those alone', async () => {
    const { id } = await read(
      projectText('示例修改钢构', 4, '2026年，示例县确保全年新增规上企业20家，示例县力争全年接待游客300万人次。'),
    )
    const [figure, other] = await rowsOf(id, 'target')
    if (figure?.values.kind !== 'target' || !other) throw new Error('nothing read')
    const mend = (expectedVersion: number) =>
      test.run(contract.mendRow, office(), {
        dispatchId: id,
        rowId: figure.id,
        expectedVersion,
        values: { ...figure.values, kind: 'target', value: '25' } as contract.RowValues,
      })
    await mend(1)
    expect(await codesOf(mend(1))).toEqual(['conflict', 'operation.conflict'])
    await test.run(contract.rejectRows, office(), { dispatchId: id, rowIds: [other.id], reason: '不是本县目标' })
    const before = await show(id)
    await test.run(contract.rereadDispatch, office(), {
      dispatchId: id,
      expectedVersion: before.version,
      off: ['width', 'punctuation'],
    })
    const after = await show(id)
    expect(after.off).toEqual(['width', 'punctuation'])
    expect(after.rows.find((row) => row.id === figure.id)).toMatchObject({
      state: 'mended',
      values: { value: '25' },
      readValues: { value: '20' },
    })
    expect(after.rows.find((row) => row.id === other.id)).toMatchObject({ state: 'rejected', reason: '不是本县目标' })
    expect(after.rows.length).toBe(before.rows.length)
    await test.run(contract.reconsiderRows, office(), { dispatchId: id, rowIds: [other.id] })
    expect((await show(id)).rows.find((row) => row.id === other.id)?.state).toBe('proposed')
  })

  it('without a unit that answers cannot be accepted, and nothing of the act is', async () => {
    const { id } = await read(projectText('示例缺单位', 6, '2026年，示例县确保全年新增示例园区3个。'))
    const rows = (await show(id)).rows
    const figure = rows.find((row) => row.kind === 'target')
    if (figure?.values.kind !== 'target') throw new Error('nothing read')
    await test.run(contract.mendRow, office(), {
      dispatchId: id,
      rowId: figure.id,
      expectedVersion: 1,
      values: { ...figure.values, unitId: null },
    })
    expect(await codesOf(accept(id, idsOf(rows)))).toEqual(['rule_broken', 'dispatches.missing_unit'])
    expect((await show(id)).counts.accepted).toBe(0)
    const rowIds = [figure.id]
    await test.run(contract.assignRows, office(), { dispatchId: id, rowIds, unitId: bureau })
    const assigned = (await show(id)).rows.find((row) => row.id === figure.id)
    expect(assigned).toMatchObject({ state: 'mended', missing: [], values: { unitId: bureau } })
    await accept(id, idsOf(rows))
  })

  it('of a project somebody changed meanwhile are matched to what it is now', async () => {
    const { id } = await read(projectText('示例并发风电', 8))
    const [row] = await rowsOf(id, 'project')
    expect(row?.match.kind).toBe('new')
    const made = await test.run(createProject, office(), { name: '示例并发风电项目', unitId: root })
    const project = await test.run(showProject, office(), { projectId: made.id })
    const { records } = await accept(id, [row?.id ?? ''])
    expect(records).toEqual([{ rowId: row?.id, kind: 'key_project', id: made.id }])
    expect(await codesOf(accept(id, [row?.id ?? '']))).toEqual(['rule_broken', 'dispatches.row_decided'])
    const stale = { name: project.name, unitId: root, note: '迟到的修改' }
    expect(
      (await codesOf(test.run(updateProject, office(), { projectId: made.id, expectedVersion: 1, body: stale })))[0],
    ).toBe('conflict')
  })
})

describe('rights and bad input', () => {
  it('let a department look, and neither read, accept nor undo', async () => {
    const { id } = await read(projectText('示例权限', 5))
    const shown = await show(id, department())
    expect(shown.actions).toEqual([])
    expect(shown.rows.flatMap((row) => row.actions)).toEqual([])
    const rowIds = idsOf(shown.rows)
    const refused = ['forbidden', 'access.not_allowed']
    expect(await codesOf(read('示例越权', department()))).toEqual(refused)
    expect(await codesOf(test.run(contract.acceptRows, department(), { dispatchId: id, rowIds }))).toEqual(refused)
    const input = { dispatchId: id, expectedVersion: 1, reason: '示例' }
    expect(await codesOf(test.run(contract.withdrawDispatch, department(), input))).toEqual(refused)
  })

  it('keep a dispatch of another region out of sight', async () => {
    const { id } = await read(projectText('示例他县', 5))
    expect(await codesOf(test.run(contract.showDispatch, system('371525'), { dispatchId: id }))).toEqual([
      'not_found',
      'record.not_found',
    ])
  })

  it('take hostile text as text', async () => {
    const text = `'; drop table dispatches; --\n<script>alert(1)</script><img src=x onerror=alert(1)>\n=cmd|' /C calc'!A0\n../../etc/passwd\n\u0000\ud800\u202e总投资5亿元的示例'恶意"项目已开工，2026年示例县确保全年新增企业20家。\n`
    const { id } = await read(text)
    const shown = await show(id)
    expect(shown.rawText).toContain('<script>alert(1)</script>')
    for (const row of shown.rows) expect(shown.rawText.slice(row.start, row.end)).toBe(row.quote)
    await accept(id, idsOf(shown.rows))
    expect(await codesOf(read(' \n\t '))).toEqual(['invalid', 'document.no_text'])
    expect(await codesOf(read('。，、！？'))).toEqual(['invalid', 'dispatches.nothing_to_read'])
    expect(await codesOf(read('长'.repeat(200_001)))).toEqual(['invalid', 'dispatches.too_long'])
  })

  it('refuse a row whose quote stands nowhere, and rows that are not there', async () => {
    const { id } = await read(projectText('示例引文', 5))
    const [row] = await rowsOf(id, 'project')
    if (!row) throw new Error('nothing read')
    const made = { dispatchId: id, rows: [{ quote: '原文里没有的话', values: row.values }] }
    expect(await codesOf(test.run(contract.proposeRows, office(), made))).toEqual([
      'rule_broken',
      'dispatches.quote_not_found',
    ])
    expect(await codesOf(accept(id, [id]))).toEqual(['not_found', 'dispatches.row_unknown'])
  })

  it('withdraw a dispatch only when nothing accepted hangs on it, and give it back', async () => {
    const { id } = await read(projectText('示例撤稿', 5))
    const { batchId } = await accept(id, idsOf((await show(id)).rows))
    const withdraw = (expectedVersion: number) =>
      test.run(contract.withdrawDispatch, office(), { dispatchId: id, expectedVersion, reason: '重复录入' })
    expect(await codesOf(withdraw(1))).toEqual(['rule_broken', 'dispatches.has_accepted'])
    await undo(id, batchId)
    await withdraw(1)
    expect((await show(id)).actions).toEqual(['restore'])
    const { items } = await test.run(contract.listDispatches, office(), {})
    expect(idsOf(items)).not.toContain(id)
    await test.run(contract.restoreDispatch, office(), { dispatchId: id, expectedVersion: 2 })
    const page = await test.run(contract.listDispatches, office(), { text: '示例撤稿', limit: 1 })
    expect(idsOf(page.items)).toEqual([id])
  })
})
