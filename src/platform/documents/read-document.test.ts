import { Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deflatedArchive } from '../../../tests/support/deflated-archive.ts'
import { packArchive } from '../archive.ts'
import { PDF_LIMITS, textOfPdf, withoutInnerBlanks, withoutRadicals } from './pdf-text.ts'
import { DOCUMENT_LIMITS, readDocument, readPastedText } from './read-document.ts'

async function docx(paragraphs: readonly string[], cells: readonly string[] = []): Promise<Uint8Array> {
  const rows = cells.map((text) => new TableRow({ children: [new TableCell({ children: [new Paragraph(text)] })] }))
  const children = [
    ...paragraphs.map((text) => new Paragraph({ children: [new TextRun(text)] })),
    ...(rows.length > 0 ? [new Table({ rows })] : []),
  ]
  return new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children }] })))
}

/** A PDF whose lines stand at `[x, text]`, in a font that names its characters by a ToUnicode map. */
function pdf(pages: readonly (readonly (readonly [x: number, text: string])[])[]): Uint8Array {
  const hex = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex')
  const stream = (body: string) => `<< /Length ${body.length} >>\nstream\n${body}\nendstream`
  const map =
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n' +
    '1 begincodespacerange <0000> <ffff> endcodespacerange\n1 beginbfrange <0020> <ffee> <0020> endbfrange\n' +
    'endcmap CMapName currentdict /CMap defineresource pop end end'
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${6 + index * 2} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>',
    '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F /DW 1000 /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor << /Type /FontDescriptor /FontName /F /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >> >>',
    stream(map),
    ...pages.flatMap((lines, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${7 + index * 2} 0 R >>`,
      stream(lines.map(([x, text], row) => `BT /F1 20 Tf ${x} ${780 - row * 30} Td <${hex(text)}> Tj ET`).join('\n')),
    ]),
  ]
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = body.length
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const end = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF`
  return Buffer.from(body + end, 'latin1')
}

async function textOf(bytes: Uint8Array, name = 'a'): Promise<string> {
  const read = await readDocument(bytes, name)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.value.text
}

async function codeOf(bytes: Uint8Array, name = 'a', limits = DOCUMENT_LIMITS): Promise<string | undefined> {
  const read = await readDocument(bytes, name, limits)
  return read.ok ? undefined : read.problems[0]?.code
}

describe('readDocument', () => {
  it('reads text, HTML and pasted text', async () => {
    expect(await readDocument(Buffer.from('\ufeff一\r\n二'), 'a.txt')).toEqual({
      ok: true,
      value: { text: '一\n二', kind: 'text' },
    })
    expect(await readDocument(Buffer.from('<!DOCTYPE html><p>一</p>'), 'a.txt')).toEqual({
      ok: true,
      value: { text: '一', kind: 'html' },
    })
    expect(readPastedText('一\r\n二\u0000')).toEqual({ ok: true, value: { text: '一\n二', kind: 'pasted' } })
    expect(readPastedText(' \n').ok).toBe(false)
  })

  it('reads a .docx, one line a paragraph, tables included', async () => {
    const bytes = await docx(['动员大会', '总投资1010亿元。'], ['甲', '乙'])
    expect((await textOf(bytes)).trim().split('\n')).toEqual(['动员大会', '总投资1010亿元。', '甲', '乙'])
  })

  it('tells a .docx that is none', async () => {
    expect(await codeOf(Buffer.from('这不是文档'), 'a.docx')).toBe('document.not_a_docx')
    expect(await codeOf(deflatedArchive([{ name: 'xl/workbook.xml', content: '<w/>' }]), 'a.docx')).toBe(
      'document.not_a_docx',
    )
    expect(await codeOf(packArchive(new Map([['word/document.xml', Buffer.from('<a><b>')]])), 'a.docx')).toMatch(
      /^document\./,
    )
    expect(await codeOf((await docx(['甲'])).slice(0, 900), 'a.docx')).toMatch(/^archive\./)
  })

  it('refuses a zip bomb and a bottomless nest of elements', async () => {
    const bomb = deflatedArchive([{ name: 'word/document.xml', content: new Uint8Array(90_000_000).fill(32) }])
    expect(await codeOf(bomb)).toBe('archive.too_much_inside')
    const nest = deflatedArchive([
      { name: 'word/document.xml', content: '<w:p>'.repeat(50_000) + '</w:p>'.repeat(50_000) },
    ])
    expect(await codeOf(nest)).toBe('archive.damaged')
  })

  it('tells old formats, encrypted files, pictures, empty and over-large files', async () => {
    const compound = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])
    expect(await codeOf(compound, 'a.doc')).toBe('document.old_format')
    expect(await codeOf(compound, 'a.wps')).toBe('document.old_format')
    expect(await codeOf(Buffer.from('{\\rtf1 x}'), 'a.doc')).toBe('document.old_format')
    expect(await codeOf(Buffer.concat([compound, Buffer.from('EncryptedPackage', 'utf16le')]))).toBe(
      'document.encrypted',
    )
    expect(await codeOf(Buffer.from('89504e470d0a1a0a0000000d4948445200000001', 'hex'), 'a.png')).toBe(
      'document.not_a_text',
    )
    expect(await codeOf(new Uint8Array(), 'a.txt')).toBe('document.no_text')
    expect(await codeOf(new Uint8Array(10), 'a.txt', { ...DOCUMENT_LIMITS, maxBytes: 9 })).toBe('file.too_large')
    expect(await codeOf(Buffer.from('甲乙丙'), 'a.txt', { ...DOCUMENT_LIMITS, maxCharacters: 2 })).toBe(
      'document.too_long',
    )
  })

  it('never throws, whatever bytes come under whatever name', async () => {
    const sound = [await docx(['甲']), pdf([[[60, '重点项目']]]), Buffer.from('<p>甲</p>')]
    const random = fc.uint8Array({ maxLength: 300 })
    const hurt = fc
      .tuple(fc.constantFrom(...sound), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 5 }), fc.nat(1_000))
      .map(([bytes, changes, cut]) => {
        const copy = Uint8Array.from(bytes)
        for (const [at, byte] of changes) copy[at % copy.length] = byte
        return cut < 500 ? copy.slice(0, Math.floor((copy.length * cut) / 500)) : copy
      })
    const heads = fc.tuple(fc.constantFrom('%PDF-1.4\n', 'PK\x03\x04', '<html>', '{\\rtf', ''), random)
    const anything = fc.oneof(
      hurt,
      heads.map(([head, rest]) => Buffer.concat([Buffer.from(head, 'latin1'), rest])),
    )
    await fc.assert(
      fc.asyncProperty(anything, fc.constantFrom('a.txt', 'a.docx', 'a.pdf', 'a.html', ''), async (bytes, name) => {
        const read = await readDocument(bytes, name)
        if (read.ok) expect(read.value.text.trim()).not.toBe('')
        else expect(read.problems[0]?.code).toMatch(/^(?:document|archive|file)\./)
      }),
      { numRuns: 150 },
    )
  })
})

describe('a PDF', () => {
  it('is read page after page without blanks between Han characters and digits', async () => {
    const bytes = pdf([
      [[60, '关于 2024 年重点项目']],
      [
        [60, '标题'],
        [60, '总投资 1 亿元 。'],
      ],
    ])
    expect(await textOf(bytes, 'a.pdf')).toBe('关于2024年重点项目\n标题\n总投资1亿元。')
  })

  it('joins lines of a paragraph, over pages too, and begins a new one at an indented line', async () => {
    const full = '一'.repeat(24)
    const bytes = pdf([
      [
        [100, full.slice(2)],
        [60, full],
        [60, '完。'],
        [100, `第二段${full.slice(5)}`],
      ],
      [
        [60, '跨页。'],
        [100, '第三段。'],
        [60, full],
      ],
    ])
    expect(await textOf(bytes)).toBe(`${full.slice(2)}${full}完。\n第二段${full.slice(5)}跨页。\n第三段。\n${full}`)
  })

  it('without any text is told to be a scan, with too many pages to be too long', async () => {
    expect(await codeOf(pdf([[]]))).toBe('document.no_text')
    const two = await textOfPdf(pdf([[[60, '甲']], [[60, '乙']]]), { ...PDF_LIMITS, maxPages: 1 })
    expect(two.ok ? '' : two.problems[0]?.code).toBe('document.too_long')
    const late = await textOfPdf(pdf([[[60, '甲']]]), { ...PDF_LIMITS, maxMilliseconds: 0 })
    expect(late.ok ? '' : late.problems[0]?.code).toBe('document.too_slow')
  })

  it('is read with characters where the file has their radicals', async () => {
    expect(await textOf(pdf([[[60, '⼆⽉⺠营经济⻓远']]]))).toBe('二月民营经济长远')
    expect(withoutRadicals('一丿⻱')).toBe('一丿⻱')
  })

  it('loses blanks between Han characters and digits only', () => {
    expect(withoutInnerBlanks('2024 年 1 月 A 2 B，GDP 6.4 % 增')).toBe('2024年1月 A 2 B，GDP 6.4 %增')
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('年', '1', ' ', 'a', '，') }), (text) => {
        expect(withoutInnerBlanks(text).replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
      }),
    )
  })
})
