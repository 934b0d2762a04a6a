import type { Day } from '../../kernel/day.ts'
import type { FigureUnit, ListCell } from '../../kernel/figures.ts'
import { formatDay, formatPeriod } from '../../kernel/format.ts'
import type { Period } from '../../kernel/period.ts'
import type { ColumnKind, ColumnOut, SheetOut } from '../../platform/excel/sheet.ts'
import type { BoundNumber, BoundTable, BulletinBody, ComposedPaper } from './contract.ts'
import { bulletinsMessages } from './messages/index.ts'

const words = bulletinsMessages['zh-CN'].sheets

type Unit = FigureUnit | 'text' | 'day'

const KIND_OF = {
  text: 'text',
  day: 'day',
  count: 'integer',
  days: 'integer',
  yuan: 'money_wan',
  ratio: 'percent',
  points: 'decimal',
  own: 'decimal',
} as const satisfies Record<Unit, ColumnKind>

const DIGITS_OF = { yuan: 0, ratio: 1, points: 1, own: 2 } as const satisfies Partial<Record<Unit, number>>
const WIDTH_OF = {
  text: 14,
  day: 12,
  count: 8,
  days: 8,
  yuan: 14,
  ratio: 10,
  points: 10,
  own: 12,
} as const satisfies Record<Unit, number>
/** Columns whose texts are long. */
const LONG = /^(?:leader|project|title|action|reason|physical_progress|next_plan|text|node|entrant|contest)$/

function columnOf(key: string, heading: string, unit: Unit): ColumnOut {
  const digits = unit in DIGITS_OF ? DIGITS_OF[unit as keyof typeof DIGITS_OF] : undefined
  return {
    key,
    heading,
    width: LONG.test(key) ? 30 : WIDTH_OF[unit],
    kind: KIND_OF[unit],
    ...(digits === undefined ? {} : { digits }),
  }
}

/** A list as it was asked for a period. */
export interface AskedList {
  readonly name: string
  readonly meaning: string
  readonly regionName: string
  readonly period: Period
  readonly today: Day
  readonly columns: readonly { readonly key: string; readonly unit: Unit; readonly heading: string }[]
  readonly rows: readonly Readonly<Record<string, ListCell>>[]
}

/** A list as an official ledger: numbered rows, 单位 at the right, 口径 and as-of day beneath, a line to sign on. */
export function listSheet({ name, meaning, regionName, period, today, columns, rows }: AskedList): SheetOut {
  const hasMoney = columns.some(({ unit }) => unit === 'yuan')
  return {
    name,
    title: words.listTitle(regionName, formatPeriod(period, 'zh-CN'), name),
    ...(hasMoney ? { unitNote: words.wan } : {}),
    columns: [
      { key: 'serial', heading: words.serial, width: 6, kind: 'integer' },
      ...columns.map(({ key, heading, unit }) => columnOf(key, heading, unit)),
    ],
    rows: rows.map((row, index) => ({ serial: index + 1, ...row })),
    footnotes: [words.meaning(meaning), words.asOf(formatDay(today, 'zh-CN'))],
    signature: words.signature,
    paper: columns.length > 9 ? 'a3' : 'a4',
    frozenColumns: 2,
  }
}

/** What the sheets of a bulletin are made of. */
export interface SheetsOf {
  readonly body: BulletinBody
  readonly numbers: readonly BoundNumber[]
  readonly tables: readonly BoundTable[]
  readonly paper: ComposedPaper
}

/** The tables of a bulletin, a sheet each, and one of its bound numbers: each with its question, period, exact value and as-of day. */
export function bulletinSheets({ body, numbers, tables, paper }: SheetsOf): readonly SheetOut[] {
  const drawn = body.blocks.flatMap((block): readonly SheetOut[] => {
    const table = tables.find((each) => each.key === block.key)
    if (block.kind !== 'table' || !table) return []
    const composed = paper.blocks.find((each) => each.key === block.key)
    const caption = composed?.kind === 'table' ? composed.caption : block.caption
    const units = table.units as readonly Unit[]
    return [
      {
        name: caption,
        title: caption,
        ...(units.includes('yuan') ? { unitNote: words.wan } : {}),
        columns: block.columns.map(({ key, heading }, at) => columnOf(key, heading, units[at] ?? 'text')),
        rows: table.values.map((row) => Object.fromEntries(block.columns.map(({ key }, at) => [key, row[at]]))),
        footnotes: [
          words.from(paper.title, paper.number),
          words.question(table.listName, formatPeriod(table.period, 'zh-CN')),
        ],
        signature: words.signature,
        frozenColumns: 1,
      },
    ]
  })
  return [...drawn, ...(numbers.length > 0 || drawn.length === 0 ? [numbersSheet(numbers, paper)] : [])]
}

function numbersSheet(numbers: readonly BoundNumber[], paper: ComposedPaper): SheetOut {
  const { headings } = words
  return {
    name: words.numbers,
    title: words.numbers,
    columns: [
      { key: 'serial', heading: words.serial, width: 6, kind: 'integer' },
      { key: 'name', heading: headings.name, width: 16, kind: 'text' },
      { key: 'shown', heading: headings.shown, width: 24, kind: 'text' },
      { key: 'value', heading: headings.value, width: 20, kind: 'text' },
      { key: 'question', heading: headings.question, width: 24, kind: 'text' },
      { key: 'figure', heading: headings.figure, width: 30, kind: 'text' },
      { key: 'subject', heading: headings.subject, width: 16, kind: 'text' },
      { key: 'period', heading: headings.period, width: 16, kind: 'text' },
      { key: 'asOf', heading: headings.asOf, width: 12, kind: 'day' },
      { key: 'rows', heading: headings.rows, width: 8, kind: 'integer' },
    ],
    rows: numbers.map((number, index) => ({
      serial: index + 1,
      name: number.name,
      shown: number.shown,
      value: number.value,
      question: number.figureName,
      figure: number.figure,
      subject: number.unitName === '' ? words.region : number.unitName,
      period: formatPeriod(number.period, 'zh-CN'),
      asOf: number.asOf,
      rows: number.rows,
    })),
    footnotes: [words.from(paper.title, paper.number)],
    frozenColumns: 2,
  }
}
