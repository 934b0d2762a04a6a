import type { IParagraphOptions, IRunOptions, Paragraph, Table } from 'docx'
import { ARCHIVE_LIMITS, openArchive, packDeflated } from '../archive.ts'
import { plainText } from '../plain-text.ts'
import {
  CHARACTER,
  CHARACTERS,
  COLUMNS_OF_A_TABLE,
  COLUMNS_OF_A_WIDE_TABLE,
  charactersOf,
  type Face,
  FACES,
  LINE_PITCH,
  MARGINS,
  MASTHEAD_DROP,
  PAGE,
  RED,
  RED_LINE_SPACE_POINTS,
  SIZE,
  TEXT_WIDTH,
} from './layout.ts'
import type { PaperBlock, PaperOut } from './paper.ts'
import { CELL_STYLE, fontTable, styles } from './parts.ts'

type Word = typeof import('docx')

/** Stands for the moment of making, so that the same data gives the same bytes. */
const NEVER = '2000-01-01T00:00:00Z'
const MOMENT = /\d{4}-\d\d-\d\dT[\d:.]+Z/g
const FACE_OF_LEVEL = { 1: 'first', 2: 'second', 3: 'body' } as const satisfies Record<1 | 2 | 3, Face>

/**
 * A .docx of a paper in the layout of GB/T 9704-2012: A4, 22 lines of 28 characters, title in 小标宋 二号, text in 仿宋 三号, page numbers
 * outside. The same data gives the same bytes.
 */
export async function writePaper(paper: PaperOut): Promise<Uint8Array> {
  const word = await import('docx')
  const by = clean(paper.signature?.by ?? paper.masthead ?? '')
  const document = new word.Document({
    title: clean(paper.title),
    creator: by,
    lastModifiedBy: by,
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        properties: {
          page: { size: PAGE, margin: { ...MARGINS, gutter: 0 } },
          grid: { type: 'lines', linePitch: LINE_PITCH },
        },
        footers: { default: pageNumber(word, 'right'), even: pageNumber(word, 'left') },
        children: [...headOf(word, paper), ...textOf(word, paper), ...footOf(word, paper)],
      },
    ],
  })
  return fixed(new Uint8Array(await word.Packer.toBuffer(document)))
}

function headOf(word: Word, { masthead, urgency, number, title, recipient }: PaperOut): readonly Paragraph[] {
  const top = urgency ? [line(word, urgency, { face: 'first' })] : []
  const mast = masthead ? [mastheadOf(word, masthead, top.length * LINE_PITCH)] : []
  const blanks = masthead ? [blank(word), blank(word)] : []
  const numbered = number || masthead ? [numberOf(word, number ?? '', Boolean(masthead))] : []
  return [
    ...top,
    ...mast,
    ...(masthead && number ? blanks : []),
    ...numbered,
    ...(number || masthead ? blanks : []),
    ...lines(title).map((each) =>
      line(word, each, {
        face: 'title',
        size: SIZE.title,
        paragraph: { alignment: 'center', keepNext: true },
      }),
    ),
    blank(word),
    ...(recipient ? [line(word, `${recipient}：`, {})] : []),
  ]
}

function mastheadOf(word: Word, masthead: string, used: number): Paragraph {
  const points = Math.max(22, Math.min(62, Math.floor((TEXT_WIDTH / 20 - 10) / charactersOf(masthead))))
  return line(word, masthead, {
    face: 'title',
    size: points * 2,
    run: { color: RED },
    paragraph: {
      alignment: 'center',
      spacing: { before: MASTHEAD_DROP - used, line: Math.round(points * 26), lineRule: 'exact' },
    },
  })
}

function numberOf(word: Word, number: string, hasLine: boolean): Paragraph {
  const rule = { bottom: { style: 'single', size: 12, color: RED, space: RED_LINE_SPACE_POINTS } } as const
  return line(word, number, { paragraph: { alignment: 'center', ...(hasLine ? { border: rule } : {}) } })
}

function textOf(word: Word, { body, attachments = [] }: PaperOut): readonly (Paragraph | Table)[] {
  const name = '附件：'
  const indent = Math.round(CHARACTER * (2 + charactersOf(name)))
  const listed = attachments.map((each, index) => {
    const text = attachments.length > 1 ? `${index + 1}.${each}` : each
    return line(word, index === 0 ? name + text : text, {
      paragraph: {
        indent: index === 0 ? { left: indent, hanging: indent - Math.round(CHARACTER * 2) } : { left: indent },
      },
    })
  })
  // The signature never stands on a page of its own: the last paragraph goes with it.
  const last = listed.length > 0 ? undefined : body.at(-1)
  return [
    ...body.flatMap((block) => blockOf(word, block, block === last)),
    ...(listed.length > 0 ? [blank(word), ...listed] : []),
  ]
}

function blockOf(word: Word, block: PaperBlock, isLast: boolean): readonly (Paragraph | Table)[] {
  switch (block.kind) {
    case 'paragraph':
      return lines(block.text).map((each) =>
        line(word, each, { paragraph: { indent: TWO_CHARACTERS, ...(isLast ? { keepNext: true } : {}) } }),
      )
    case 'heading':
      return lines(block.text).map((each) =>
        line(word, each, {
          face: FACE_OF_LEVEL[block.level],
          paragraph: { indent: TWO_CHARACTERS, keepNext: true },
        }),
      )
    case 'caption':
      return lines(block.text).map((each) =>
        line(word, each, { face: 'first', size: SIZE.small, paragraph: { alignment: 'center', keepNext: true } }),
      )
    case 'named':
      return [
        new word.Paragraph({
          indent: TWO_CHARACTERS,
          children: [run(word, block.name, { face: 'first' }), run(word, lines(block.text).join('　'), {})],
        }),
      ]
    case 'form':
      return [tableOf(word, { shares: FORM_SHARES, rows: block.rows, names: true })]
    case 'table': {
      const headings = block.columns.map((column) => column.heading)
      const aligns = block.columns.map((column) => column.align ?? 'left')
      return [
        tableOf(word, { shares: block.columns.map((column) => column.share), headings, aligns, rows: block.rows }),
      ]
    }
    default:
      return [blank(word)]
  }
}

/** Two characters of the body in; by characters where the reader counts them, by width where not. */
const TWO_CHARACTERS = { firstLine: Math.round(CHARACTER * 2), firstLineChars: 200 } as const
const FORM_SHARES = [5, 23] as const

interface TableWanted {
  readonly shares: readonly number[]
  readonly headings?: readonly string[]
  readonly aligns?: readonly ('left' | 'center' | 'right')[]
  readonly rows: readonly (readonly string[])[]
  /** The first column holds names. */
  readonly names?: boolean
}

function tableOf(word: Word, { shares, headings, aligns = [], rows, names = false }: TableWanted): Table {
  const isWide = shares.length > COLUMNS_OF_A_TABLE
  const side = isWide ? 40 : 100
  const size = shares.length > COLUMNS_OF_A_WIDE_TABLE ? SIZE.widestTable : isWide ? SIZE.wideTable : SIZE.table
  const whole = shares.reduce((sum, share) => sum + share, 0)
  const widths = shares.map((share) => Math.floor((TEXT_WIDTH * share) / whole))
  const cell = (text: string, index: number, isName: boolean) =>
    new word.TableCell({
      width: { size: widths[index] ?? 0, type: 'dxa' },
      verticalAlign: 'center',
      margins: { top: 60, bottom: 60, left: side, right: side, marginUnitType: 'dxa' },
      children: lines(text).map((each) =>
        line(word, each, {
          face: isName ? 'first' : 'body',
          size,
          paragraph: {
            style: CELL_STYLE,
            alignment: isName ? 'center' : (aligns[index] ?? 'left'),
            spacing: { line: size * 14, lineRule: 'atLeast' },
          },
        }),
      ),
    })
  const head = headings
    ? [
        new word.TableRow({
          tableHeader: true,
          cantSplit: true,
          children: headings.map((each, index) => cell(each, index, true)),
        }),
      ]
    : []
  return new word.Table({
    width: { size: TEXT_WIDTH, type: 'dxa' },
    columnWidths: widths,
    layout: 'fixed',
    rows: [
      ...head,
      ...rows.map(
        (texts) =>
          new word.TableRow({
            cantSplit: true,
            children: widths.map((_, index) => cell(texts[index] ?? '', index, names && index === 0)),
          }),
      ),
    ],
  })
}

function footOf(word: Word, { signature, note, copiedTo, printed }: PaperOut): readonly Paragraph[] {
  const noted = note ? [line(word, `（${note}）`, { paragraph: { indent: TWO_CHARACTERS } })] : []
  const signed = signature ? signatureOf(word, signature) : []
  const record = [
    ...(copiedTo ? [recordLine(word, `抄送：${copiedTo}。`)] : []),
    ...(printed ? [recordLine(word, `${printed.by}\t${printed.on}印发`)] : []),
  ]
  return [...signed, ...noted, ...(record.length > 0 ? [blank(word), ...record] : [])]
}

/** The date ends four characters before the edge, the body that signs stands centred over it; a long name pushes both to the left. */
function signatureOf(word: Word, { by, on }: NonNullable<PaperOut['signature']>): readonly Paragraph[] {
  const [name, day] = [charactersOf(by), charactersOf(on)]
  const shift = Math.max(0, (name - day) / 2 - 2)
  const right = (characters: number) => ({ right: Math.round(CHARACTER * Math.max(0, characters)) })
  return [
    blank(word, true),
    blank(word, true),
    line(word, by, {
      paragraph: { alignment: 'right', indent: right(4 + shift - (name - day) / 2), keepNext: true },
    }),
    line(word, on, { paragraph: { alignment: 'right', indent: right(Math.min(4 + shift, CHARACTERS - day)) } }),
  ]
}

/** A line of the 版记: 四号, one character in on both sides, ruled. */
function recordLine(word: Word, text: string): Paragraph {
  const rule = { style: 'single', size: 6, color: '000000', space: 1 } as const
  const inset = SIZE.small * 10
  return line(word, text, {
    size: SIZE.small,
    paragraph: {
      border: { top: rule, bottom: rule },
      indent: { left: inset, right: inset },
      tabStops: [{ type: 'right', position: TEXT_WIDTH - inset }],
    },
  })
}

/** `— 1 —` in 宋体 四号: outside on the sheet, so at the right on odd pages and at the left on even ones. */
function pageNumber(word: Word, side: 'left' | 'right') {
  const part = (children: IRunOptions['children']) =>
    new word.TextRun({ font: fontOf('digits'), size: SIZE.small, children: children ?? [] })
  return new word.Footer({
    children: [
      new word.Paragraph({
        alignment: side,
        indent: { [side]: SIZE.small * 10 },
        children: [part(['— ']), part([word.PageNumber.CURRENT]), part([' —'])],
      }),
    ],
  })
}

interface LineLook {
  readonly face?: Face
  readonly size?: number
  readonly run?: IRunOptions
  readonly paragraph?: IParagraphOptions
}

function line(word: Word, text: string, look: LineLook): Paragraph {
  return new word.Paragraph({ ...look.paragraph, children: [run(word, text, look)] })
}

function run(word: Word, text: string, { face = 'body', size = SIZE.body, run: more = {} }: LineLook) {
  return new word.TextRun({ ...more, font: fontOf(face), size, text: clean(text) })
}

function blank(word: Word, keepNext = false): Paragraph {
  return new word.Paragraph({ keepNext })
}

/** Quotation marks and digits take the face of the text, not one of Latin letters. */
function fontOf(face: Face) {
  const { name } = FACES[face]
  return { ascii: name, hAnsi: name, eastAsia: name, cs: name, hint: 'eastAsia' }
}

/** A text by its lines, at least one. */
function lines(text: string): readonly string[] {
  return clean(text).split('\n')
}

function clean(text: string): string {
  return plainText(text)
}

/** Packs the document anew: moments of making and the clock of the archive become fixed, styles and fonts are our own. */
async function fixed(bytes: Uint8Array): Promise<Uint8Array> {
  const opened = await openArchive(bytes, ARCHIVE_LIMITS, () => true)
  if (!opened.ok) throw new Error('a paper that was just written does not open')
  const parts = new Map(opened.value)
  const core = Buffer.from(parts.get('docProps/core.xml') ?? '').toString('utf8')
  parts.set('docProps/core.xml', Buffer.from(core.replace(MOMENT, NEVER), 'utf8'))
  parts.set('word/fontTable.xml', Buffer.from(fontTable(), 'utf8'))
  parts.set('word/styles.xml', Buffer.from(styles(), 'utf8'))
  return packDeflated(new Map([...parts].toSorted(([one], [other]) => (one < other ? -1 : 1))))
}
