import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { personWith } from '../../../tests/support/house.ts'
import { type Library, openLibrary, refusalOf } from '../../../tests/support/projects.ts'
import type { Caller } from '../../platform/access.ts'
import { readWorkbook } from '../../platform/excel/read-workbook.ts'
import { textOfCell, type RowOut, type SheetOut } from '../../platform/excel/sheet.ts'
import { writeWorkbook } from '../../platform/excel/write-workbook.ts'
import { unwrap } from '../../kernel/outcome.ts'
import { asYuan } from '../../kernel/yuan.ts'
import * as contract from './contract.ts'

let library: Library
let office: Caller
beforeAll(async () => {
  library = await openLibrary()
  office = personWith('project_office', library.units.office)
})
afterAll(() => library.test.close())

const READING = { year: 2026, holdsNoSecret: true } as const
const HEADINGS = {
  serial: '序号',
  name: '项 目 名 称',
  owner: '项目业主',
  place: '建设地址',
  content: '主要建设内容',
  years: '建设起止年限',
  total: '总投资（亿元）',
  plan: '2026年计划完成投资',
  done: '1—3月累计完成投资',
  unit: '属地',
  sponsor: '包保领导',
  month: '本月完成',
  trouble: '存在问题',
} as const

/** A county's ledger as people keep it: title, unit note, section rows, totals, notes. */
async function ledgerOf(rows: readonly RowOut[], more: Partial<SheetOut> = {}) {
  const kinds: Readonly<Record<string, 'decimal' | 'integer'>> = {
    serial: 'integer',
    total: 'decimal',
    plan: 'decimal',
    done: 'decimal',
  }
  const bytes = await writeWorkbook([
    {
      name: '2026年台账',
      title: '示例县2026年重点项目推进台账',
      unitNote: '单位：万元',
      columns: Object.entries(HEADINGS).map(([key, heading]) => ({
        key,
        heading,
        width: 14,
        kind: kinds[key] ?? 'text',
      })),
      rows,
      totals: { name: '合计', total: 1 },
      footnotes: ['注：数据截至3月底'],
      ...more,
    },
  ])
  return { upload: { name: '台账.xlsx', type: '', bytes } }
}

const row = (serial: number, name: string, more: RowOut = {}): RowOut => ({ serial, name, unit: '示例东河镇', ...more })
const preview = async (file: Awaited<ReturnType<typeof ledgerOf>>, reading: object = {}, caller = office) =>
  library.test.run(contract.previewImport, caller, { ...READING, ...reading }, file)
const importAll = async (file: Awaited<ReturnType<typeof ledgerOf>>, reading: object = {}, caller = office) =>
  library.test.run(contract.importProjects, caller, { ...READING, ...reading }, file)
const find = async (text: string, more: object = {}) =>
  (await library.test.run(contract.listProjects, office, { text, ...more })).items
const total = async () => (await library.test.run(contract.countProjects, office, {})).total

describe("a county's own workbook", () => {
  it('is read as it is: headings, units, the month, totals and notes; nothing is written by looking', async () => {
    const file = await ledgerOf([
      row(1, '示例甲产业园项目', {
        total: 12.5,
        plan: 30000,
        done: 8000,
        years: '2025-2027',
        sponsor: '示例甲',
        place: '示例路1号',
      }),
      row(2, '示例乙新材料项目', { total: '3500万', plan: 2000, sponsor: '没有这个人', trouble: '缺地' }),
    ])
    const before = await total()
    const seen = await preview(file)
    expect(seen.counts).toEqual({ rows: 2, create: 2, update: 0, same: 0, fault: 0 })
    expect(
      Object.fromEntries(seen.mapping.map(({ field, heading, unit }) => [field, [heading.replace(/\s/g, ''), unit]])),
    ).toEqual({
      name: ['项目名称', null],
      enterprise: ['项目业主', null],
      place: ['建设地址', null],
      scope: ['主要建设内容', null],
      span: ['建设起止年限', null],
      totalInvestment: ['总投资（亿元）', '亿元'],
      yearPlan: ['2026年计划完成投资', '万元'],
      investedThisMonth: ['本月完成', '万元'],
      investedThisYear: ['1—3月累计完成投资', '万元'],
      unit: ['属地', null],
      sponsor: ['包保领导', null],
      openProblems: ['存在问题', null],
    })
    expect(seen.asOf).toBe('2026-M03')
    expect(seen.unmapped.map((each) => each.heading)).toEqual(['序号'])
    expect(seen.skipped.map((each) => each.reason)).toEqual(['total', 'note'])
    expect(seen.notices.map(({ row: at, code }) => [at, code])).toEqual([
      [4, 'guessed'],
      [5, 'sponsor_unknown'],
      [5, 'guessed'],
    ])
    expect(await total()).toBe(before)
    const done = await importAll(file)
    expect(done).toMatchObject({ created: 2, updated: 0, same: 0 })
    const [first] = await find('甲产业园')
    expect(first).toMatchObject({
      totalInvestment: 1_250_000_000,
      yearPlan: 300_000_000,
      investedThisYear: 80_000_000,
      investedAsOf: '2026-M03',
      sponsorTitle: '包靠领导（一）',
      plannedCompletionOn: '2027-12-31',
    })
    const [second] = await find('乙新材料')
    expect(second?.totalInvestment).toBe(35_000_000)
    const whole = await library.test.run(contract.showProject, office, { projectId: second?.id ?? '' })
    expect(whole.openProblems).toBe('缺地')
  })

  it('a second time changes only what differs', async () => {
    const file = await ledgerOf([
      row(1, '示例甲产业园项目', { total: 13, plan: 30000, done: 8000 }),
      row(2, '示例乙 新材料项目', { total: '3500万' }),
    ])
    const seen = await preview(file)
    expect(seen.rows.map(({ outcome, changes }) => [outcome, changes.map((each) => each.field)])).toEqual([
      ['update', ['totalInvestment']],
      ['same', []],
    ])
    expect(await importAll(file)).toMatchObject({ created: 0, updated: 1, same: 1 })
  })

  it('is taken whole or not at all, and its rows at fault come back as a workbook that names each', async () => {
    const file = await ledgerOf([
      row(1, '示例好项目', { total: 1 }),
      row(2, '示例坏项目', { total: '1到2亿', unit: '没有这个镇' }),
      row(3, '示例好项目'),
      row(4, '示例年限项目', { years: '2027-2025' }),
    ])
    const before = await total()
    const seen = await preview(file)
    expect(seen.faults.map(({ row: at, field, code }) => [at, field, code])).toEqual([
      [5, 'totalInvestment', 'not_an_amount'],
      [5, 'unit', 'unit_unknown'],
      [6, 'name', 'twice'],
      [7, 'span', 'span_backwards'],
    ])
    expect(await refusalOf(importAll(file))).toEqual(['rule_broken', 'key_projects.import_has_faults'])
    expect(await total()).toBe(before)
    const back = await library.test.run(contract.exportImportFaults, office, READING, file)
    const [sheet] = unwrap(await readWorkbook(back.bytes))
    const texts = sheet?.rows.map((each) => each.cells.map(textOfCell).join('|')) ?? []
    expect(texts.some((text) => text.includes('没有叫“没有这个镇”的单位') && text.includes('示例坏项目'))).toBe(true)
    expect(texts.some((text) => text.includes('示例好项目') && text.includes('与第 4 行是同一个项目'))).toBe(true)
  })

  it('asks for the month where no heading names it, and for a unit where no row does', async () => {
    const columns = [
      { key: 'name', heading: '项目名称', width: 20, kind: 'text' },
      { key: 'done', heading: '本年累计完成', width: 10, kind: 'decimal' },
    ] as const
    const file = await ledgerOf([{ name: '示例无月份项目', done: 5 }], { columns })
    expect((await preview(file)).faults.map((each) => each.code)).toEqual(['unit_missing', 'as_of_missing'])
    const settled = { asOf: '2026-M02', unitId: library.units.west }
    expect((await preview(file, settled)).counts.create).toBe(1)
  })

  it('remembers a column somebody gave to a field', async () => {
    const columns = [
      { key: 'name', heading: '项目名称', width: 20, kind: 'text' },
      { key: 'unit', heading: '属地', width: 20, kind: 'text' },
      { key: 'what', heading: '干啥的', width: 20, kind: 'text' },
    ] as const
    const file = await ledgerOf([{ name: '示例记性项目', unit: '示例东河镇', what: '造机床' }], { columns })
    const fieldsOf = (seen: contract.ImportPreview) => seen.mapping.map((each) => each.field)
    expect(fieldsOf(await preview(file))).toEqual(['name', 'unit'])
    await importAll(file, { columns: { scope: 2 } })
    expect(fieldsOf(await preview(file))).toEqual(['name', 'scope', 'unit'])
    expect(fieldsOf(await preview(file, { columns: { scope: null } }))).toEqual(['name', 'unit'])
  })

  it('reaches no further than the caller', async () => {
    const town = personWith('township', library.units.west)
    const file = await ledgerOf([
      row(1, '示例甲产业园项目', { total: 1 }),
      row(2, '示例西山新项目', { unit: '示例西山镇' }),
    ])
    expect((await preview(file, {}, town)).faults.map(({ row: at, code }) => [at, code])).toEqual([
      [4, 'project_not_yours'],
      [4, 'unit_not_yours'],
    ])
    expect(await refusalOf(preview(file, {}, personWith('chief_leader')))).toEqual(['forbidden', 'access.not_allowed'])
  })

  it('is refused without the answer about secrets, and where it is no workbook of projects', async () => {
    const file = await ledgerOf([row(1, '示例')])
    expect(await refusalOf(library.test.run(contract.previewImport, office, { year: 2026 } as never, file))).toEqual([
      'invalid',
      'shape.not_one_of',
    ])
    const other = { upload: { name: 'a.xlsx', type: '', bytes: new TextEncoder().encode('不是表格') } }
    expect(await refusalOf(preview(other))).toEqual(['invalid', 'excel.not_a_workbook'])
    expect(await refusalOf(preview(file, { sheet: '没有' }))).toEqual([
      'rule_broken',
      'key_projects.import_sheet_missing',
    ])
  })
})

describe('an import undone', () => {
  it('withdraws what it made and gives back what it changed, as one act', async () => {
    const { id } = await library.enter({ name: '示例旧项目', totalInvestment: asYuan(100_000_000), note: '原备注' })
    const { importId } = await importAll(
      await ledgerOf([row(1, '示例旧项目', { total: 9 }), row(2, '示例误导入项目', { total: 2 })]),
    )
    expect((await find('误导入'))[0]).toBeDefined()
    const undo = { importId: importId ?? '', reason: '导错了表' }
    expect(await library.test.run(contract.undoImport, office, undo)).toEqual({ withdrawn: 1, restored: 1 })
    expect(await find('误导入')).toEqual([])
    expect(await library.test.run(contract.showProject, office, { projectId: id })).toMatchObject({
      totalInvestment: 100_000_000,
      note: '原备注',
    })
    expect(await refusalOf(library.test.run(contract.undoImport, office, undo))).toEqual([
      'rule_broken',
      'key_projects.import_undone',
    ])
    const [latest] = (await library.test.run(contract.listImports, office, {})).items
    expect(latest).toMatchObject({ id: importId, created: 1, updated: 1, undoneReason: '导错了表', actions: [] })
  })

  it('is refused where one of its projects changed since, and then nothing is undone', async () => {
    const { importId } = await importAll(await ledgerOf([row(1, '示例后来改甲'), row(2, '示例后来改乙')]))
    const [changed] = await find('后来改乙')
    const project = await library.test.run(contract.showProject, office, { projectId: changed?.id ?? '' })
    const fields = Object.keys(contract.ProjectBody.shape) as (keyof contract.ProjectBody)[]
    const body = contract.ProjectBody.parse(Object.fromEntries(fields.map((field) => [field, project[field]])))
    await library.test.run(contract.updateProject, office, {
      projectId: project.id,
      expectedVersion: 1,
      body: { ...body, note: '补记' },
    })
    const undo = { importId: importId ?? '', reason: '导错了表' }
    expect(await refusalOf(library.test.run(contract.undoImport, office, undo))).toEqual([
      'rule_broken',
      'key_projects.changed_since',
    ])
    expect(await find('后来改')).toHaveLength(2)
  })
})

describe('the ledger as a workbook', () => {
  it('goes out and comes in again without a change', async () => {
    const { bytes } = await library.test.run(contract.exportProjects, office, {})
    const upload = { upload: { name: '导出.xlsx', type: '', bytes } }
    const seen = await preview(upload)
    expect(seen.faults).toEqual([])
    expect(seen.counts.rows).toBe(await total())
    expect(seen.rows.filter((each) => each.outcome !== 'same').map(({ name, changes }) => [name, changes])).toEqual([])
  })
})
