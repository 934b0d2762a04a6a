import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { errorsWorkbook } from './errors-workbook.ts'
import { type ColumnWanted, findTable, type TableHints } from './find-table.ts'
import { readWorkbook } from './read-workbook.ts'
import type { SheetIn } from './sheet.ts'
import { writeWorkbook } from './write-workbook.ts'

const WANTED: readonly ColumnWanted[] = [
  { key: 'name', heading: '项目名称', kind: 'text', synonyms: ['名称'], isRequired: true },
  { key: 'builder', heading: '建设单位', kind: 'text', synonyms: ['项目业主', '业主单位'] },
  { key: 'invested', heading: '总投资', kind: 'money', synonyms: ['计划总投资', '投资总额'] },
  { key: 'planned', heading: '年度计划投资', kind: 'money', synonyms: ['投资年度计划', '年度计划'] },
  { key: 'land', heading: '用地面积', kind: 'area' },
  { key: 'startOn', heading: '开工时间', kind: 'day' },
  { key: 'done', heading: '累计完成投资', kind: 'money', pattern: /^1-\d+月累计/ },
]

async function sheetFrom(rows: readonly (readonly unknown[])[], merges: readonly string[] = []): Promise<SheetIn> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('台账')
  sheet.addRows(rows.map((row) => [...row]))
  for (const range of merges) sheet.mergeCells(range)
  const read = await readWorkbook(new Uint8Array(await workbook.xlsx.writeBuffer()))
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.value[0]!
}

function tableOf(sheet: SheetIn, hints?: TableHints, wanted = WANTED) {
  const found = findTable(sheet, wanted, hints)
  if (!found.ok) throw new Error(JSON.stringify(found.problems))
  return found.value
}

function columnsOf(sheet: SheetIn, hints?: TableHints): Record<string, number> {
  return Object.fromEntries(Object.entries(tableOf(sheet, hints).mapping).map(([key, each]) => [key, each.column]))
}

describe('findTable', () => {
  it('finds headings below a title and a unit note, by other names, widths and line breaks', async () => {
    const sheet = await sheetFrom(
      [
        ['示例县2026年重点项目台账'],
        ['填报单位：示例局', null, null, '单位：万元、亩'],
        ['序号', '项 目\n名 称', '项目业主', '总投资', '用地面积', '开工时间'],
        [1, '示例一', '甲公司', 100, 30, '2026.3'],
      ],
      ['A1:F1'],
    )
    const table = tableOf(sheet)
    expect(table.headingRow).toBe(3)
    expect(columnsOf(sheet)).toEqual({ name: 1, builder: 2, invested: 3, land: 4, startOn: 5 })
    expect(table.mapping['invested']?.unit).toBe('万元')
    expect(table.mapping['land']?.unit).toBe('亩')
    expect(table.rows[0]?.cells).toEqual({
      name: '示例一',
      builder: '甲公司',
      invested: 100,
      land: 30,
      startOn: '2026.3',
    })
    expect(table.unmapped).toEqual([{ column: 0, heading: '序号' }])
  })

  it('reads two rows of headings with merged groups, and units from the headings', async () => {
    const sheet = await sheetFrom(
      [
        ['项目名称', '投资（亿元）', null, '用地面积（亩）', '开工时间'],
        [null, '总投资', '年度计划', null, null],
        ['示例一', 1.5, 0.5, 30, null],
      ],
      ['A1:A2', 'B1:C1', 'D1:D2', 'E1:E2'],
    )
    const table = tableOf(sheet)
    expect([table.headingRow, table.lastHeadingRow]).toEqual([1, 2])
    expect(columnsOf(sheet)).toEqual({ name: 0, invested: 1, planned: 2, land: 3, startOn: 4 })
    expect(table.mapping['planned']).toEqual({
      column: 2,
      heading: '投资(亿元)/年度计划'.replace('(', '（').replace(')', '）'),
      unit: '亿元',
    })
    expect(table.mapping['land']?.unit).toBe('亩')
    expect(table.rows.map((row) => row.row)).toEqual([3])
  })

  it('reads groups that are not merged, and tells like-named columns apart by their group', async () => {
    const sheet = await sheetFrom([
      ['项目名称', '用地', null, '投资', null],
      [null, '计划', '面积', '总投资', '年度计划'],
      ['示例一', 1, 2, 3, 4],
    ])
    expect(columnsOf(sheet)).toMatchObject({ name: 0, invested: 3, planned: 4 })
  })

  it('does not take a first row of texts for a second row of headings', async () => {
    const sheet = await sheetFrom([
      ['项目名称', '建设单位', '总投资'],
      ['示例一', '甲公司', '约3亿元'],
      ['示例二', '乙公司', '2亿元'],
    ])
    const table = tableOf(sheet)
    expect([table.headingRow, table.lastHeadingRow, table.rows.length]).toEqual([1, 1, 2])
  })

  it('sets totals, sections, notes, numbering and repeated headings aside with their reason', async () => {
    const sheet = await sheetFrom(
      [
        ['序号', '项目名称', '建设单位', '总投资', '用地面积'],
        ['1', '2', '3', '4', '5'],
        ['合　计', null, null, 600, null],
        ['一、省级重点项目（2个）'],
        [1, '示例一', '甲', 100, 5],
        [2, '示例合计算中心', '乙', 200, 6],
        ['小计', null, null, 300, null],
        ['序号', '项目名称', '建设单位', '总投资', '用地面积'],
        ['二、市级重点项目'],
        [3, '示例三', null, 300, null],
        [],
        ['注：投资为调度口径'],
        ['制表：', null, '审核：'],
      ],
      ['A4:E4'],
    )
    const table = tableOf(sheet)
    expect(table.rows.map((row) => [row.row, row.cells['name'], row.section])).toEqual([
      [5, '示例一', '一、省级重点项目（2个）'],
      [6, '示例合计算中心', '一、省级重点项目（2个）'],
      [10, '示例三', '二、市级重点项目'],
    ])
    expect(table.skipped.map((each) => [each.row, each.reason])).toEqual([
      [2, 'numbering'],
      [3, 'total'],
      [4, 'section'],
      [7, 'total'],
      [8, 'repeated_heading'],
      [9, 'section'],
      [12, 'note'],
      [13, 'note'],
    ])
  })

  it('takes a Chinese ordinal among Arabic serial numbers for a section with its sum', async () => {
    const sheet = await sheetFrom([
      ['序号', '项目名称', '总投资'],
      ['一', '省级重点项目', 300],
      [1, '示例一', 100],
      [2, '示例二', 200],
    ])
    const table = tableOf(sheet)
    expect(table.skipped).toEqual([{ row: 2, reason: 'section', text: '一 省级重点项目 300' }])
    expect(table.rows.map((row) => row.section)).toEqual(['省级重点项目', '省级重点项目'])
  })

  it('counts a merged text for every row and a merged amount for the first one only', async () => {
    const sheet = await sheetFrom(
      [
        ['项目名称', '建设单位', '总投资'],
        ['示例一期', '甲公司', 500],
        ['示例二期', null, null],
      ],
      ['B2:B3', 'C2:C3'],
    )
    expect(tableOf(sheet).rows.map((row) => row.cells)).toEqual([
      { name: '示例一期', builder: '甲公司', invested: 500 },
      { name: '示例二期', builder: '甲公司', invested: null },
    ])
  })

  it('keeps a row whose one own text stands beside merged cells', async () => {
    const sheet = await sheetFrom(
      [
        ['建设单位', '项目名称', '总投资'],
        ['甲公司', '示例一期', 500],
        [null, '示例二期', null],
      ],
      ['A2:A3'],
    )
    expect(tableOf(sheet).rows.map((row) => row.cells['name'])).toEqual(['示例一期', '示例二期'])
  })

  it('uses names kept from last time, patterns, and a mapping a person made before all', async () => {
    const sheet = await sheetFrom([
      ['工程', '业主', '1—3月累计（万元）', '总投资', '项目名称'],
      ['示例一', '甲', 20, 100, '旧称'],
    ])
    const synonyms = { builder: ['业主'] }
    expect(columnsOf(sheet, { synonyms })).toEqual({ builder: 1, done: 2, invested: 3, name: 4 })
    expect(columnsOf(sheet, { synonyms, mapping: { name: 0 } })).toEqual({ builder: 1, done: 2, invested: 3, name: 0 })
    expect(tableOf(sheet, { headingRows: { first: 1, last: 1 }, mapping: { name: 0 } }).rows).toHaveLength(1)
  })

  it('names required columns it did not find, and refuses a sheet without headings', async () => {
    const sheet = await sheetFrom([
      ['建设单位', '总投资'],
      ['甲', 1],
    ])
    expect(tableOf(sheet).missing).toEqual(['name'])
    const none = findTable(await sheetFrom([['通知'], ['各镇街：请按时报送。']]), WANTED)
    expect(none.ok ? undefined : none.problems[0]).toMatchObject({
      code: 'excel.heading_not_found',
      params: { headings: '项目名称' },
    })
    expect(findTable({ name: '空', isHidden: false, rows: [], merges: [] }, WANTED).ok).toBe(false)
  })

  it('finds every column of our own ledger again, whatever the order, groups and notes', async () => {
    const order = fc.shuffledSubarray(
      WANTED.slice(0, 6).map((each) => each.key),
      { minLength: 3 },
    )
    await fc.assert(
      fc.asyncProperty(order, fc.boolean(), fc.boolean(), async (keys, hasTitle, isGrouped) => {
        const columns = keys.map((key) => {
          const wanted = WANTED.find((each) => each.key === key)!
          return { key, heading: wanted.heading, width: 12, kind: 'text' as const }
        })
        const bytes = await writeWorkbook([
          {
            name: '往返',
            ...(hasTitle ? { title: '示例台账', unitNote: '单位：万元' } : {}),
            columns,
            ...(isGrouped ? { groups: [{ heading: '其中', keys: keys.slice(1, 3) }] } : {}),
            rows: [Object.fromEntries(keys.map((key) => [key, `值${key}`]))],
            footnotes: ['注：示例'],
          },
        ])
        const read = await readWorkbook(bytes)
        const table = tableOf((read.ok && read.value[0]) as SheetIn)
        expect(Object.fromEntries(Object.entries(table.mapping).map(([key, each]) => [key, each.column]))).toEqual(
          Object.fromEntries(keys.map((key, index) => [key, index])),
        )
        expect(table.rows.map((row) => row.cells)).toEqual([Object.fromEntries(keys.map((key) => [key, `值${key}`]))])
      }),
      { numRuns: 40 },
    )
  })

  it('never throws, whatever stands in a sheet', () => {
    const cell = fc.oneof(
      fc.constant(null),
      fc.string({ maxLength: 6 }),
      fc.constantFrom('项目名称', '总投资', '合计', '一、', '单位：万元', '1'),
      fc.double(),
    )
    const grid = fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 8 })
    fc.assert(
      fc.property(grid, (rows) => {
        const sheet: SheetIn = {
          name: 's',
          isHidden: false,
          rows: rows.map((cells, index) => ({
            number: index + 1,
            isHidden: false,
            cells,
            repeated: new Set<number>(),
          })),
          merges: [],
        }
        const found = findTable(sheet, WANTED)
        if (found.ok) expect(found.value.rows.length + found.value.skipped.length).toBeLessThanOrEqual(rows.length)
      }),
    )
  })
})

describe('errorsWorkbook', () => {
  it('gives rows with errors back under their headings, and can be imported again', async () => {
    const sheet = await sheetFrom(
      [
        ['示例台账', null, null],
        ['单位：万元'],
        ['项目名称', '投资', null],
        [null, '总投资', '年度计划'],
        ['示例一', '三百', 5],
        ['示例二', 100, 5],
        ['示例三', 100, '十'],
      ],
      ['A1:C1', 'A3:A4', 'B3:C3'],
    )
    const table = tableOf(sheet)
    const problems = [
      { code: 'excel.not_an_amount', path: [7, 'planned'] },
      { code: 'excel.not_an_amount', path: [5, 'invested'] },
      { code: 'excel.heading_not_found' },
    ]
    const words = { sheet: '错误', title: '需要改正的行', rowNumber: '原行号', errors: '错误说明' }
    const bytes = await errorsWorkbook(sheet, table, problems, words, (each) => `说：${each.code}`)
    const read = await readWorkbook(bytes)
    const back = (read.ok && read.value[0]) as SheetIn
    expect(back.rows.slice(3).map((row) => row.cells)).toEqual([
      [null, '说：excel.heading_not_found'],
      [5, '说：excel.not_an_amount', '示例一', '三百', '5'],
      [7, '说：excel.not_an_amount', '示例三', '100', '十'],
    ])
    const again = tableOf(back)
    expect(again.mapping['invested']).toMatchObject({ column: 3, unit: '万元' })
    expect(again.mapping['planned']).toMatchObject({ column: 4, unit: '万元' })
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(Buffer.from(bytes) as unknown as ExcelJS.Buffer)
    const isColoured = (address: string) =>
      (JSON.stringify(workbook.worksheets[0]!.getCell(address).fill) ?? '').includes('solid')
    expect(['D5', 'E5', 'E6'].map((address) => isColoured(address))).toEqual([true, false, true])
  })
})
