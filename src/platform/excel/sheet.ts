import type { Day } from '../../kernel/day.ts'
import { toDecimal, toShortText } from '../../kernel/decimal.ts'

/** What a column of a written sheet holds. Money comes in whole yuan and is shown in 万元; a percent comes as a ratio; a day as `YYYY-MM-DD`. */
export type ColumnKind = 'text' | 'integer' | 'decimal' | 'money_wan' | 'percent' | 'day'

/** One column of a written sheet. */
export interface ColumnOut {
  readonly key: string
  readonly heading: string
  /** Width in characters of the body font (a Han character takes two). */
  readonly width: number
  readonly kind: ColumnKind
  /** Digits behind the point; 2 for decimals and money, 1 for percent where none is given. */
  readonly digits?: number
  /** How to fill the column in; shows as a cell comment on the heading. */
  readonly note?: string
  /** Values of a drop-down list under the heading. */
  readonly options?: readonly string[]
}

/** A merged heading over neighbouring columns. */
export interface GroupOut {
  readonly heading: string
  /** Keys of the columns beneath it, side by side in the sheet. */
  readonly keys: readonly string[]
}

/** A value to write: text, a number (by the column's kind), or nothing. */
export type CellOut = string | number | null | undefined

/** One row, by column key. */
export type RowOut = Readonly<Record<string, CellOut>>

/** One sheet as data, in the layout of an official ledger. */
export interface SheetOut {
  readonly name: string
  /** Merged and centred over all columns in 方正小标宋简体. */
  readonly title?: string
  /** Under the title at the right: `单位：万元`. */
  readonly unitNote?: string
  readonly columns: readonly ColumnOut[]
  readonly groups?: readonly GroupOut[]
  readonly rows: readonly RowOut[]
  /** A last row in bold; the caller puts its label (合计) under the key of a text column. */
  readonly totals?: RowOut
  /** Below the table, one row each: 口径, 截至日期. */
  readonly footnotes?: readonly string[]
  /** Below the footnotes in one line: `['制表：', '审核：', '签发：']`. */
  readonly signature?: readonly string[]
  /** A4 where nothing is said; always landscape and one page wide. */
  readonly paper?: 'a3' | 'a4'
  /** Columns that stay in sight when scrolling sideways. */
  readonly frozenColumns?: number
  /** Empty rows below the data that keep formats and drop-down lists, for a form to fill in. */
  readonly spareRows?: number
  /** Cells to colour, `row` counted from 0 in `rows`. */
  readonly marks?: readonly { readonly row: number; readonly key: string }[]
}

/** A cell that Excel shows as a day. */
export interface DayCell {
  readonly day: Day
}

/** A cell whose formula failed (`#REF!`) or has no stored result (`=`). */
export interface FailedCell {
  readonly failed: string
}

/** A number that Excel shows as a percentage: 30 % is 0.3. */
export interface PercentCell {
  readonly ratio: number
}

/** A value read: nothing, text as it stands, a number, a percentage, a day, or a failed formula. */
export type CellIn = null | string | number | PercentCell | DayCell | FailedCell

/** One row read. */
export interface RowIn {
  /** The number Excel shows at its left, from 1. */
  readonly number: number
  readonly isHidden: boolean
  /** From column A on, without empty cells at the end. */
  readonly cells: readonly CellIn[]
  /** Columns (from 0) that hold no value of their own but repeat the first cell of a merged range. */
  readonly repeated: ReadonlySet<number>
}

/** A merged range, rows and columns counted from 0, ends included. */
export interface MergeIn {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** One sheet read; `rows[n].number` is `n + 1`. */
export interface SheetIn {
  readonly name: string
  readonly isHidden: boolean
  readonly rows: readonly RowIn[]
  readonly merges: readonly MergeIn[]
}

/** The letters Excel shows above a column: 0 is `A`, 26 is `AA`. */
export function columnLetters(column: number): string {
  const rest = Math.floor(column / 26) - 1
  return (rest >= 0 ? columnLetters(rest) : '') + String.fromCharCode(65 + (column % 26))
}

/** Whether a cell read holds nothing but blanks. */
export function isBlank(cell: CellIn | undefined): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '')
}

/** A cell read as a person sees it: numbers in plain digits, days as `YYYY-MM-DD`, nothing as empty text; trimmed. */
export function textOfCell(cell: CellIn | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'string') return cell.trim()
  if (typeof cell === 'number') return plainDigits(cell)
  if ('ratio' in cell) return `${plainDigits(cell.ratio * 100)}%`
  return 'day' in cell ? cell.day : cell.failed
}

/** A number in plain digits without the noise of binary arithmetic: 15 significant digits, as Excel shows it. */
function plainDigits(value: number): string {
  const decimal = toDecimal(Number(value.toPrecision(15)))
  return decimal ? toShortText(decimal) : String(value)
}
