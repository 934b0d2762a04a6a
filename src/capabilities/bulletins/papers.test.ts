import { describe, expect, it } from 'vitest'
import { ARCHIVE_LIMITS, openArchive } from '../../platform/archive.ts'
import { writePaper } from '../../platform/word/write-paper.ts'
import { asDay } from '../../kernel/day.ts'
import { asPeriod } from '../../kernel/period.ts'
import type { BoundTable, Change, ComposedPaper } from './contract.ts'
import { bulletinsMessages } from './messages/index.ts'
import { bulletinPaper } from './papers.ts'
import { composePaper } from './rules/compose.ts'
import { BROUGHT_TEMPLATES } from './rules/templates.ts'

const period = asPeriod('2026-M10')
const askedAt = '2026-11-03T01:00:00.000Z'
const CHANGE: Change = {
  of: 'number',
  key: '完成投资',
  name: '完成投资',
  question: '累计完成投资',
  period,
  was: '1500000',
  wasShown: '150万元',
  now: '1800000',
  nowShown: '180万元',
}

/** A template with every number known and three rows in every table. */
function composedOf({ content }: (typeof BROUGHT_TEMPLATES)[number]): ComposedPaper {
  const tables = content.body.blocks.flatMap((block): readonly BoundTable[] => {
    if (block.kind !== 'table') return []
    const rows = [1, 2, 3].map((row) => block.columns.map(({ heading }) => `${heading}${row}`))
    return [
      {
        key: block.key,
        list: block.list,
        listName: block.caption,
        unitId: null,
        period,
        units: block.columns.map(() => 'text'),
        values: rows,
        shown: rows,
        left: 0,
        askedAt,
      },
    ]
  })
  const numbers = content.body.bindings.map(({ name, figure }) => ({
    name,
    figure,
    figureName: name,
    unitId: null,
    unitName: '',
    period,
    value: '7',
    shown: '7',
    asOf: null,
    rows: 1,
    path: '/key-projects',
    askedAt,
  }))
  return composePaper({
    body: content.body,
    about: {
      regionName: '示例县',
      period,
      recipient: '示例东河镇',
      original: '《示例通报》（第1期）',
      day: asDay('2026-11-03'),
    },
    numbers,
    tables,
    changes: [CHANGE],
    count: 5,
    words: bulletinsMessages['zh-CN'].tableWords,
  })
}

async function partsOf(bytes: Uint8Array): Promise<ReadonlyMap<string, string>> {
  const opened = await openArchive(bytes, ARCHIVE_LIMITS, () => true)
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems))
  return new Map([...opened.value].map(([name, part]) => [name, Buffer.from(part).toString('utf8')]))
}
const millimetres = (twips: number): number => (twips / 1440) * 25.4

describe.each(BROUGHT_TEMPLATES.map((each) => [each.key, each] as const))('the paper of %s', (_, template) => {
  it('is A4 with margins of 37, 35, 28 and 26 mm, 22 lines of 28 characters (GB/T 9704-2012, 5.2)', async () => {
    const parts = await partsOf(await writePaper(bulletinPaper(composedOf(template))))
    const section = /<w:sectPr.*/.exec(parts.get('word/document.xml') ?? '')?.[0] ?? ''
    const read = (name: string) => Number(new RegExp(`w:${name}="(\\d+)"`).exec(section)?.[1])
    const measures = ['w', 'h', 'top', 'bottom', 'left', 'right'].map((name) => Math.round(millimetres(read(name))))
    expect(measures).toEqual([210, 297, 37, 35, 28, 26])
    const pitch = read('linePitch')
    expect(Math.floor((read('h') - read('top') - read('bottom')) / pitch)).toBe(22)
    const spacing = Number(
      /<w:spacing w:val="(-?\d+)"\/><w:sz w:val="32"/.exec(parts.get('word/styles.xml') ?? '')?.[1],
    )
    expect(Math.floor((read('w') - read('left') - read('right')) / (320 + spacing))).toBe(28)
  })

  it('says everything: no name in braces is left, and every table stands with its caption', async () => {
    const paper = composedOf(template)
    const text = ((await partsOf(await writePaper(bulletinPaper(paper)))).get('word/document.xml') ?? '').replace(
      /<[^>]+>/g,
      '',
    )
    expect(text).not.toMatch(/[{}]/)
    expect(text).toContain(paper.title)
    for (const block of paper.blocks) if (block.kind === 'table') expect(text).toContain(block.caption)
  })

  it('is the same bytes for the same data', async () => {
    const [one, other] = [
      await writePaper(bulletinPaper(composedOf(template))),
      await writePaper(bulletinPaper(composedOf(template))),
    ]
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true)
  })
})

it('numbers a notice by its issue and a letter by its document', () => {
  const numberOf = (key: string) => {
    const template = BROUGHT_TEMPLATES.find((each) => each.key === key)
    return template ? composedOf(template).number : undefined
  }
  expect(numberOf('monthly_notice')).toBe('第5期')
  expect(numberOf('letter')).toBe('重点办函〔2026〕5号')
})

it('writes a correction as item, period, what was published, what it is now, and its question', () => {
  const template = BROUGHT_TEMPLATES.find(({ key }) => key === 'correction')
  const table = template && composedOf(template).blocks.find(({ kind }) => kind === 'table')
  expect(table?.kind === 'table' && table.rows).toEqual([
    ['1', '完成投资', '2026年10月', '150万元', '180万元', '累计完成投资'],
  ])
})
