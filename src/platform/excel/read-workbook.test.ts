import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deflatedArchive } from '../../../tests/support/deflated-archive.ts'
import { ARCHIVE_LIMITS, openArchive } from '../archive.ts'
import { plainText } from '../plain-text.ts'
import { readWorkbook, WORKBOOK_LIMITS } from './read-workbook.ts'
import type { SheetIn } from './sheet.ts'
import { writeWorkbook } from './write-workbook.ts'

async function bytesOf(fill: (sheet: ExcelJS.Worksheet, workbook: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  fill(workbook.addWorksheet('台账'), workbook)
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

async function sheetsOf(bytes: Uint8Array): Promise<readonly SheetIn[]> {
  const read = await readWorkbook(bytes)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.value
}

async function codeOf(bytes: Uint8Array, limits = WORKBOOK_LIMITS): Promise<string | undefined> {
  const read = await readWorkbook(bytes, limits)
  return read.ok ? undefined : read.problems[0]?.code
}

describe('readWorkbook, of books another library wrote', () => {
  it('reads text, numbers, percentages, days, rich text, formula results and failed formulas', async () => {
    const bytes = await bytesOf((sheet) => {
      sheet.addRow(['示例项目', 12.5, 0.064, new Date('2026-03-05T00:00:00Z'), true])
      sheet.getCell('C1').numFmt = '0.0%'
      sheet.getCell('D1').numFmt = 'yyyy"年"m"月"d"日"'
      sheet.getCell('A2').value = { richText: [{ text: '富' }, { text: '文本' }] }
      sheet.getCell('B2').value = { formula: 'B1*2', result: 25 }
      sheet.getCell('C2').value = { error: '#REF!' }
      sheet.getCell('D2').value = { formula: 'SUM(B1:B1)' }
    })
    const [sheet] = await sheetsOf(bytes)
    expect(sheet?.rows.map((row) => row.cells)).toEqual([
      ['示例项目', 12.5, { ratio: 0.064 }, { day: '2026-03-05' }, 'TRUE'],
      ['富文本', 25, { failed: '#REF!' }, { failed: '=' }],
    ])
  })

  it('fills merged ranges with their first cell and says which cells repeat it', async () => {
    const bytes = await bytesOf((sheet) => {
      sheet.getCell('A1').value = '投资'
      sheet.mergeCells('A1:C2')
      sheet.getCell('D2').value = 1
    })
    const [sheet] = await sheetsOf(bytes)
    expect(sheet?.rows[1]?.cells).toEqual(['投资', '投资', '投资', 1])
    expect([...(sheet?.rows[0]?.repeated ?? [])]).toEqual([1, 2])
    expect([...(sheet?.rows[1]?.repeated ?? [])]).toEqual([0, 1, 2])
    expect(sheet?.merges).toEqual([{ top: 0, left: 0, bottom: 1, right: 2 }])
  })

  it('marks hidden rows and hidden sheets', async () => {
    const bytes = await bytesOf((sheet, workbook) => {
      sheet.addRows([['甲'], ['乙'], ['丙']])
      sheet.getRow(2).hidden = true
      workbook.addWorksheet('底稿', { state: 'hidden' }).addRow(['丁'])
    })
    const sheets = await sheetsOf(bytes)
    expect(sheets[0]?.rows.map((row) => row.isHidden)).toEqual([false, true, false])
    expect(sheets.map((sheet) => [sheet.name, sheet.isHidden])).toEqual([
      ['台账', false],
      ['底稿', true],
    ])
  })

  it('does not count cells that are only formatted', async () => {
    const bytes = await bytesOf((sheet) => {
      sheet.getCell('A1').value = '甲'
      sheet.getCell('XFD30000').border = { top: { style: 'thin' } }
    })
    const [sheet] = await sheetsOf(bytes)
    expect(sheet?.rows).toHaveLength(1)
  })

  it('refuses a sheet with more rows or columns than the limits, and a book with more sheets', async () => {
    const limits = { ...WORKBOOK_LIMITS, maxRows: 5, maxColumns: 4, maxSheets: 2 }
    expect(await codeOf(await bytesOf((sheet) => (sheet.getCell('A6').value = 1)), limits)).toBe('excel.too_many_rows')
    expect(await codeOf(await bytesOf((sheet) => (sheet.getCell('E1').value = 1)), limits)).toBe(
      'excel.too_many_columns',
    )
    const three = await bytesOf((sheet, workbook) => {
      sheet.addRow([1])
      workbook.addWorksheet('二')
      workbook.addWorksheet('三')
    })
    expect(await codeOf(three, limits)).toBe('excel.too_many_sheets')
    expect(await codeOf(await bytesOf((sheet) => (sheet.getCell('D5').value = 1)), limits)).toBeUndefined()
  })

  it('is not made to build a huge grid by cells without references or with odd ones', async () => {
    const sound = await bytesOf((sheet) => sheet.addRow([1]))
    const opened = await openArchive(sound, ARCHIVE_LIMITS, () => true)
    if (!opened.ok) throw new Error('sound archive refused')
    const rows = '<row><c r="&#88;FD1"><v>1</v></c></row>'.repeat(30_000)
    const parts = [...opened.value].map(([name, content]) => ({
      name,
      content: name.includes('worksheets/') ? `<worksheet><sheetData>${rows}</sheetData></worksheet>` : content,
    }))
    expect(await codeOf(deflatedArchive(parts))).toMatch(/^(excel|archive)\./)
  })

  it('reads back what writeWorkbook wrote', async () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).map((each) => `字${each}字`)
    const row = fc.record({
      text,
      count: fc.integer(),
      yuan: fc.integer({ min: 0, max: 1e13 }),
      day: fc.constant('2026-02-28'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), async (rows) => {
        const bytes = await writeWorkbook([
          {
            name: '往返',
            columns: [
              { key: 'text', heading: '文', width: 10, kind: 'text' },
              { key: 'count', heading: '数', width: 10, kind: 'integer' },
              { key: 'yuan', heading: '款', width: 10, kind: 'money_wan' },
              { key: 'day', heading: '日', width: 10, kind: 'day' },
            ],
            rows,
          },
        ])
        const [sheet] = await sheetsOf(bytes)
        const expected = rows.map((each) => [plainText(each.text), each.count, each.yuan / 10_000, { day: each.day }])
        expect(sheet?.rows.slice(1).map((each) => each.cells)).toEqual(expected)
      }),
      { numRuns: 40 },
    )
  })
})

describe('readWorkbook, of what is no workbook', () => {
  const compound = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])

  it('tells old formats, encrypted books, other archives and anything else apart', async () => {
    expect(await codeOf(compound)).toBe('excel.old_format')
    expect(await codeOf(Buffer.from('<html><table><tr><td>1</td></tr></table></html>'))).toBe('excel.old_format')
    expect(await codeOf(Buffer.concat([compound, Buffer.from('EncryptedPackage', 'utf16le')]))).toBe('excel.encrypted')
    expect(await codeOf(deflatedArchive([{ name: 'word/document.xml', content: '<w/>' }]))).toBe('excel.not_a_workbook')
    expect(await codeOf(Buffer.from('序号,项目名称\n1,示例'))).toBe('excel.not_a_workbook')
    expect(await codeOf(new Uint8Array())).toBe('excel.not_a_workbook')
    expect(await codeOf(new Uint8Array(50), { ...WORKBOOK_LIMITS, maxBytes: 49 })).toBe('file.too_large')
  })

  it('refuses a zip bomb', async () => {
    const bomb = deflatedArchive([
      { name: 'xl/workbook.xml', content: '<workbook/>' },
      { name: 'xl/worksheets/sheet1.xml', content: new Uint8Array(60_000_000).fill(32) },
    ])
    expect(await codeOf(bomb)).toBe('archive.too_much_inside')
  })

  it('never throws, whatever bytes come or are changed', async () => {
    const sound = await bytesOf((sheet) =>
      sheet.addRows([
        ['甲', 1],
        ['乙', 2],
      ]),
    )
    const changes = fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { maxLength: 5 })
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.uint8Array({ maxLength: 200 }).map((rest) => Uint8Array.from([0x50, 0x4b, 3, 4, ...rest])),
      changes.map((pairs) => pairs.reduce((hurt, [at, byte]) => hurt.with(at, byte), sound)),
      fc.nat(sound.length).map((length) => sound.slice(0, length)),
    )
    await fc.assert(
      fc.asyncProperty(anything, async (bytes) => {
        const read = await readWorkbook(bytes)
        if (!read.ok) expect(read.problems[0]?.code).toMatch(/^(excel|archive|file)\./)
      }),
      { numRuns: 200 },
    )
  })

  it('never throws, whatever stands in the parts of a book', async () => {
    const part = fc.string({ maxLength: 80 }).map((noise) => `<worksheet><sheetData>${noise}</sheetData></worksheet>`)
    const sound = await bytesOf((sheet) => sheet.addRow([1]))
    const opened = await openArchive(sound, ARCHIVE_LIMITS, () => true)
    if (!opened.ok) throw new Error('sound archive refused')
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...opened.value.keys()), part, async (hurtName, hurt) => {
        const parts = [...opened.value].map(([name, content]) => ({
          name,
          content: name === hurtName ? hurt : content,
        }))
        await readWorkbook(deflatedArchive(parts))
      }),
      { numRuns: 100 },
    )
  })
})
