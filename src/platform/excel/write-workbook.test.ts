import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainText } from '../plain-text.ts'
import type { SheetOut } from './sheet.ts'
import { writeWorkbook } from './write-workbook.ts'

const ledger: SheetOut = {
  name: '重点项目台账',
  title: '示例县重点项目推进台账',
  unitNote: '单位：万元',
  columns: [
    { key: 'serial', heading: '序号', width: 6, kind: 'integer' },
    { key: 'code', heading: '项目代码', width: 28, kind: 'text', note: '24 位' },
    { key: 'name', heading: '项目名称', width: 30, kind: 'text' },
    { key: 'invested', heading: '总投资', width: 12, kind: 'money_wan' },
    { key: 'planned', heading: '年度计划', width: 12, kind: 'money_wan', digits: 0 },
    { key: 'share', heading: '完成率', width: 10, kind: 'percent' },
    { key: 'startOn', heading: '开工时间', width: 12, kind: 'day' },
    { key: 'light', heading: '灯号', width: 8, kind: 'text', options: ['红灯', '黄灯', '绿灯,正常'] },
  ],
  groups: [{ heading: '投资', keys: ['invested', 'planned'] }],
  rows: [
    {
      serial: 1,
      code: '237078600000000000000001',
      name: '示例新材料项目',
      invested: 123_456_789,
      planned: 50_000_000,
      share: 0.852,
      startOn: '2026-03-05',
      light: '绿灯,正常',
    },
    { serial: 2, code: '007', name: '=HYPERLINK("http://x","点")', invested: null, startOn: '2026年底', light: '#N/A' },
  ],
  totals: { name: '合计', invested: 123_456_789, planned: 50_000_000 },
  footnotes: ['口径：调度数据', '截至日期：2026-03-31'],
  signature: ['制表：', '审核：', '签发：'],
  paper: 'a3',
  frozenColumns: 3,
}

async function readBack(bytes: Uint8Array) {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(Buffer.from(bytes) as unknown as ExcelJS.Buffer)
  return workbook
}

async function sheetOf(sheet: SheetOut) {
  const workbook = await readBack(await writeWorkbook([sheet]))
  return workbook.worksheets[0]!
}

describe('writeWorkbook, read by another library', () => {
  it('lays out title, unit note, grouped headings, rows, totals, footnotes and signature', async () => {
    const sheet = await sheetOf(ledger)
    expect(sheet.getCell('A1').value).toBe('示例县重点项目推进台账')
    expect(sheet.getCell('A1').font.name).toBe('方正小标宋简体')
    expect(sheet.getCell('H1').master.address).toBe('A1')
    expect(sheet.getCell('A2').value).toBe('单位：万元')
    expect(sheet.getCell('A2').alignment.horizontal).toBe('right')
    expect(sheet.getCell('D3').value).toBe('投资')
    expect(sheet.getCell('E3').master.address).toBe('D3')
    expect([sheet.getCell('D4').value, sheet.getCell('E4').value]).toEqual(['总投资', '年度计划'])
    expect(sheet.getCell('C4').master.address).toBe('C3')
    expect(sheet.getCell('C3').value).toBe('项目名称')
    expect(sheet.getCell('C7').value).toBe('合计')
    expect(sheet.getCell('C7').font.bold).toBe(true)
    expect(sheet.getCell('A8').value).toBe('口径：调度数据')
    expect(sheet.getCell('A10').value).toContain('审核：')
  })

  it('prints on landscape A3, one page wide, with the headings repeated and frozen', async () => {
    const sheet = await sheetOf(ledger)
    expect(sheet.pageSetup).toMatchObject({ paperSize: 8, orientation: 'landscape', fitToWidth: 1, fitToHeight: 0 })
    expect(sheet.pageSetup.printTitlesRow).toBe('3:4')
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 4, xSplit: 3 })
  })

  it('writes numbers as numbers, money in 万元, days as days and codes as text', async () => {
    const sheet = await sheetOf(ledger)
    expect(sheet.getCell('D5').value).toBe(12_345.6789)
    expect(sheet.getCell('D5').numFmt).toBe('#,##0.00')
    expect(sheet.getCell('E5').numFmt).toBe('#,##0')
    expect(sheet.getCell('F5').value).toBe(0.852)
    expect(sheet.getCell('F5').numFmt).toBe('0.0%')
    expect(sheet.getCell('G5').value).toEqual(new Date('2026-03-05T00:00:00Z'))
    expect(sheet.getCell('B5').value).toBe('237078600000000000000001')
    expect(sheet.getCell('B6').value).toBe('007')
    expect(sheet.getCell('B6').numFmt).toBe('@')
  })

  it('keeps what does not fit a column as text', async () => {
    const sheet = await sheetOf(ledger)
    expect(sheet.getCell('G6').value).toBe('2026年底')
    expect(sheet.getCell('H6').value).toEqual({ richText: [{ text: '#N/A' }] })
  })

  it('offers drop-down lists whose values may hold commas', async () => {
    const workbook = await readBack(await writeWorkbook([ledger]))
    const rule = workbook.worksheets[0]!.getCell('H6').dataValidation
    expect(rule).toMatchObject({ type: 'list', formulae: ["'_lists'!$A$1:$A$3"] })
    const lists = workbook.getWorksheet('_lists')!
    expect(lists.state).toBe('hidden')
    expect(lists.getCell('A3').value).toBe('绿灯,正常')
  })

  it('notes how to fill a column in as a comment on its heading', async () => {
    const sheet = await sheetOf(ledger)
    expect(JSON.stringify(sheet.getCell('B3').note)).toContain('24 位')
  })

  it('gives the same bytes for the same data', async () => {
    const [one, other] = [await writeWorkbook([ledger]), await writeWorkbook([structuredClone(ledger)])]
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true)
  })

  it('makes any names of sheets legal and unique', async () => {
    const names = ['一月/二月', '一月/二月', "'x'", 'History', '', 'a'.repeat(40), `${'a'.repeat(31)}b`, '_lists']
    const workbook = await readBack(await writeWorkbook(names.map((name) => ({ ...ledger, name }))))
    const written = workbook.worksheets.map((sheet) => sheet.name.toLowerCase())
    expect(new Set(written).size).toBe(names.length + 1)
    expect(written[0]).toBe('一月-二月')
  })

  it('never lets a text become a formula, whatever it begins with', async () => {
    const texts = fc.array(
      fc.tuple(fc.constantFrom('=', '+', '-', '@', '\t', '#', ''), fc.string({ unit: 'grapheme', maxLength: 30 })),
      { minLength: 1, maxLength: 8 },
    )
    await fc.assert(
      fc.asyncProperty(texts, async (pairs) => {
        const values = pairs.map(([head, tail]) => plainText(`${head}${tail}字`))
        const sheet = await sheetOf({
          name: 's',
          columns: [{ key: 'text', heading: '文', width: 20, kind: 'text' }],
          rows: values.map((text) => ({ text })),
        })
        values.forEach((text, index) => {
          const cell = sheet.getCell(index + 2, 1)
          expect(cell.formula).toBeUndefined()
          expect(cell.type).toBe(ExcelJS.ValueType.String)
          expect(cell.value).toBe(text)
        })
      }),
      { numRuns: 40 },
    )
  })

  it('writes a sheet without rows', async () => {
    const sheet = await sheetOf({ ...ledger, rows: [], spareRows: 3 })
    expect(sheet.getCell('A3').value).toBe('序号')
    expect(sheet.getCell('H7').dataValidation?.type).toBe('list')
  })
})
