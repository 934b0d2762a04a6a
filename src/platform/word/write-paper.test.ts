import fc from 'fast-check'
import mammoth from 'mammoth'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ARCHIVE_LIMITS, openArchive } from '../archive.ts'
import { CHARACTER_SPACING, CHARACTERS, charactersOf, LINE_PITCH, LINES, MARGINS, PAGE, TEXT_WIDTH } from './layout.ts'
import type { PaperOut } from './paper.ts'
import { writePaper } from './write-paper.ts'

const PAPER: PaperOut = {
  masthead: '示例县人民政府督查室',
  urgency: '特急',
  number: '示政督〔2026〕12号',
  title: '关于限期办理用电接入问题的督办函',
  recipient: '示例县供电公司',
  body: [
    { kind: 'heading', level: 1, text: '一、办理要求' },
    { kind: 'paragraph', text: '请于12月1日前办结。\n逾期提级。' },
    { kind: 'form', rows: [['办结标准', '通电并由建设单位签字确认']] },
    {
      kind: 'table',
      columns: [
        { heading: '事项', share: 3 },
        { heading: '期限', share: 1 },
      ],
      rows: [['送电', '12月1日']],
    },
    { kind: 'named', name: '出席：', text: '督查室' },
  ],
  attachments: ['问题台账', '督查台账'],
  signature: { by: '示例县人民政府督查室', on: '2026年11月22日' },
  note: '联系人：值班员',
  copiedTo: '示例县人民政府办公室',
  printed: { by: '示例县人民政府办公室', on: '2026年11月22日' },
}

async function partsOf(bytes: Uint8Array): Promise<ReadonlyMap<string, string>> {
  const opened = await openArchive(bytes, ARCHIVE_LIMITS, () => true)
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems))
  return new Map([...opened.value].map(([name, part]) => [name, Buffer.from(part).toString('utf8')]))
}

async function textOf(paper: PaperOut): Promise<readonly string[]> {
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(await writePaper(paper)) })
  return value.split('\n').filter((each) => each !== '')
}

const millimetres = (twips: number): number => (twips / 1440) * 25.4

describe('the layout of an official paper', () => {
  it('has the measures of GB/T 9704-2012 5.2: A4, 37 mm above, 28 mm at the binding, a type area of 156 × 225 mm', async () => {
    const section = (await partsOf(await writePaper(PAPER))).get('word/document.xml') ?? ''
    const read = (name: string): number =>
      Number(new RegExp(`w:${name}="(\\d+)"`).exec(/<w:sectPr.*/.exec(section)?.[0] ?? '')?.[1])
    expect(millimetres(read('w'))).toBeCloseTo(210, 1)
    expect(millimetres(read('h'))).toBeCloseTo(297, 1)
    expect(millimetres(read('top'))).toBeCloseTo(37, 1)
    expect(millimetres(read('left'))).toBeCloseTo(28, 1)
    expect(millimetres(read('w') - read('left') - read('right'))).toBeCloseTo(156, 1)
    expect(millimetres(read('h') - read('top') - read('bottom'))).toBeCloseTo(225, 1)
  })

  it('fits exactly 22 lines on a page and 28 characters of 16 pt on a line', async () => {
    const height = PAGE.height - MARGINS.top - MARGINS.bottom
    expect(Math.floor(height / LINE_PITCH)).toBe(LINES)
    expect(Math.floor(TEXT_WIDTH / (16 * 20 + CHARACTER_SPACING))).toBe(CHARACTERS)
    const parts = await partsOf(await writePaper(PAPER))
    expect(parts.get('word/document.xml')).toContain(`<w:docGrid w:type="lines" w:linePitch="${LINE_PITCH}"/>`)
    expect(parts.get('word/styles.xml')).toContain(`<w:spacing w:line="${LINE_PITCH}" w:lineRule="exact"/>`)
    expect(parts.get('word/styles.xml')).toContain(`<w:spacing w:val="${CHARACTER_SPACING}"/><w:sz w:val="32"/>`)
  })

  it('asks for the faces of the standard and names what to take where a machine has none of them', async () => {
    const parts = await partsOf(await writePaper(PAPER))
    expect(parts.get('word/document.xml')).toContain('w:eastAsia="方正小标宋简体"')
    expect(parts.get('word/fontTable.xml')).toContain('<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/>')
  })

  it('numbers pages outside: at the right on odd pages, at the left on even ones', async () => {
    const parts = await partsOf(await writePaper(PAPER))
    const document = parts.get('word/document.xml') ?? ''
    const target = (type: string) => {
      const id = new RegExp(`<w:footerReference w:type="${type}" r:id="([^"]+)"`).exec(document)?.[1]
      const relation = (parts.get('word/_rels/document.xml.rels') ?? '')
        .split('<Relationship ')
        .find((each) => each.includes(`Id="${id}"`))
      return parts.get(`word/${/Target="([^"]+)"/.exec(relation ?? '')?.[1]}`)
    }
    expect(parts.get('word/settings.xml')).toContain('<w:evenAndOddHeaders')
    expect(target('default')).toContain('<w:jc w:val="right"/>')
    expect(target('even')).toContain('<w:jc w:val="left"/>')
  })
})

describe('the words of a paper', () => {
  it('stand in the order of the standard', async () => {
    expect(await textOf(PAPER)).toEqual([
      '特急',
      '示例县人民政府督查室',
      '示政督〔2026〕12号',
      '关于限期办理用电接入问题的督办函',
      '示例县供电公司：',
      '一、办理要求',
      '请于12月1日前办结。',
      '逾期提级。',
      '办结标准',
      '通电并由建设单位签字确认',
      '事项',
      '期限',
      '送电',
      '12月1日',
      '出席：督查室',
      '附件：1.问题台账',
      '2.督查台账',
      '示例县人民政府督查室',
      '2026年11月22日',
      '（联系人：值班员）',
      '抄送：示例县人民政府办公室。',
      '示例县人民政府办公室\t2026年11月22日印发',
    ])
  })

  it('leave out what is not given', async () => {
    expect(await textOf({ title: '会议纪要', body: [] })).toEqual(['会议纪要'])
  })

  it('survive whatever somebody typed: every visible character comes back, and the file opens', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), async (typed) => {
        const text = (await textOf({ title: '题', body: [{ kind: 'paragraph', text: typed }] })).slice(1).join('')
        const seen = (each: string) => each.replace(/[^\p{L}\p{N}]/gu, '')
        expect(seen(text)).toBe(seen(typed))
      }),
      { numRuns: 60 },
    )
  })
})

describe('the bytes of a paper', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  it('are the same for the same data, whenever it is written', async () => {
    const first = await writePaper(PAPER)
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2031-05-06T07:08:09Z') })
    expect(Buffer.from(await writePaper(PAPER)).equals(Buffer.from(first))).toBe(true)
  })

  it('hold no moment of making', async () => {
    const parts = await partsOf(await writePaper(PAPER))
    const moments = [...parts.values()].flatMap((part) => part.match(/\d{4}-\d\d-\d\dT[\d:.]+Z/g) ?? [])
    expect(new Set(moments)).toEqual(new Set(['2000-01-01T00:00:00Z']))
  })
})

describe('the width of a text in characters', () => {
  it('counts Han characters one and digits half', () => {
    expect(charactersOf('2026年11月22日')).toBe(7)
  })
})
