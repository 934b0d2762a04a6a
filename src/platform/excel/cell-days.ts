import { type Day, dayFromNumber, firstDayOfMonth, isDay, lastDayOfMonth } from '../../kernel/day.ts'
import { fail, ok, type Outcome } from '../../kernel/outcome.ts'
import { type CellPlace, cellProblem, saysNothing } from './cell-values.ts'
import { type CellIn, textOfCell } from './sheet.ts'
import { narrow } from './units.ts'

/** How to read a day that is written loosely. */
export interface DayReading {
  /** Which day of a month, quarter or year stands for it: a start takes the first, a deadline the last. */
  readonly edge: 'first' | 'last'
  /** The year of `3月5日`; without it such a cell is refused. */
  readonly year?: number
}

const HAN_DIGITS = '〇一二三四五六七八九'
const QUARTERS: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4, '1': 1, '2': 2, '3': 3, '4': 4 }
const TENS = { 上: [1, 10], 中: [11, 20], 下: [21, 31] } as const
/** Excel's number of 1970-01-01. */
const SERIAL_OF_1970 = 25_569
/** A year, `2026.3`, `202603` or `20260305` typed as a number. */
const DAY_AS_NUMBER = /^\d{4}(?:\.\d{1,2}|\d{2}|\d{4})?$/
const [FIRST_SERIAL, LAST_SERIAL] = [18_264, 73_415]

/** One form in which days are written, tried in order; the groups of `shape` are handed to `read`. */
interface Form {
  readonly shape: RegExp
  readonly read: (parts: readonly string[], reading: DayReading) => Day | undefined
}

const SHORT_YEAR = String.raw`(\d{4}|\d{2}(?=[年.\-/]))`
const YEAR = String.raw`(\d{4}|\d{2}(?=年))`
const FORMS: readonly Form[] = [
  form(
    `${SHORT_YEAR}[年.\\-/](\\d{1,2})[月.\\-/](\\d{1,2})[日号]?(?:[t(]?\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?z?)?`,
    ([year, month, day]) => dayAt(yearOf(year), Number(month), Number(day)),
  ),
  form(String.raw`(\d{4})(\d{2})(\d{2})`, ([year, month, day]) => dayAt(Number(year), Number(month), Number(day))),
  form(`${YEAR}[年.\\-/](\\d{1,2})月?([初底末])?(?:前|完成)?`, ([year, month, part], { edge }) =>
    edgeOfMonths(yearOf(year), Number(month), Number(month), edgeOf(part, edge)),
  ),
  form(`${YEAR}年(\\d{1,2})月([上中下])旬`, ([year, month, ten], { edge }) =>
    tenDays(yearOf(year), Number(month), ten, edge),
  ),
  form(String.raw`(\d{4})((?:0[1-9]|1[0-2]))`, ([year, month], { edge }) =>
    edgeOfMonths(Number(year), Number(month), Number(month), edge),
  ),
  form(`${YEAR}年?第?([一二三四1-4])季度([初底末])?`, ([year, quarter = '', part], { edge }) => {
    const number = QUARTERS[quarter] ?? 0
    return edgeOfMonths(yearOf(year), number * 3 - 2, number * 3, edgeOf(part, edge))
  }),
  form(`${YEAR}年([上下])半年`, ([year, half], { edge }) =>
    half === '上' ? edgeOfMonths(yearOf(year), 1, 6, edge) : edgeOfMonths(yearOf(year), 7, 12, edge),
  ),
  form(String.raw`(\d{4})年?([初底末])?(?:前)?`, ([year, part], { edge }) =>
    edgeOfMonths(Number(year), 1, 12, edgeOf(part, edge)),
  ),
  form(String.raw`(\d{1,2})[月.\-/](\d{1,2})[日号]?`, ([month, day], { year }) =>
    year === undefined ? undefined : dayAt(year, Number(month), Number(day)),
  ),
  form(String.raw`(\d{1,2})月([初底末])?(?:前)?`, ([month, part], { edge, year }) =>
    year === undefined ? undefined : edgeOfMonths(year, Number(month), Number(month), edgeOf(part, edge)),
  ),
]

/**
 * A day; `undefined` for a cell that says nothing. Reads days of Excel, serial numbers (1950–2100), `2026.3.5`, `2026-03-05 00:00`,
 * `20260305`, `2026年3月5日` in any width and in Han digits, and loosely written ones by `reading`: `2026年3月`, `2026.3`, `3月底`,
 * `3月下旬`, `二季度`, `上半年`, `2026年底`. Refuses `excel.formula_failed`, `excel.not_a_day`, and `excel.ambiguous_day` for the number
 * 2026.1, which may have been typed as 2026.10.
 */
export function dayInCell(cell: CellIn, place: CellPlace, reading: DayReading): Outcome<Day | undefined> {
  if (cell !== null && typeof cell === 'object' && 'day' in cell) return ok(cell.day)
  if (cell !== null && typeof cell === 'object' && 'failed' in cell) {
    return fail(cellProblem('excel.formula_failed', cell, place))
  }
  if (saysNothing(cell)) return ok(undefined)
  if (typeof cell === 'number' && Number.isInteger(cell) && cell >= FIRST_SERIAL && cell <= LAST_SERIAL) {
    return ok(dayFromNumber(cell - SERIAL_OF_1970))
  }
  const text = textOfCell(cell)
  if (typeof cell === 'number' && !DAY_AS_NUMBER.test(text)) return fail(cellProblem('excel.not_a_day', cell, place))
  if (typeof cell === 'number' && /^\d{4}\.1$/.test(text)) return fail(cellProblem('excel.ambiguous_day', cell, place))
  const day = dayInText(text, reading)
  return day === undefined ? fail(cellProblem('excel.not_a_day', cell, place)) : ok(day)
}

function dayInText(text: string, reading: DayReading): Day | undefined {
  const plain = inArabicDigits(narrow(text)).replace(/^(?:预计|计划|拟|于)+/, '')
  for (const { shape, read } of FORMS) {
    const match = shape.exec(plain)
    if (match) return read(match.slice(1), reading)
  }
  return undefined
}

function form(shape: string, read: Form['read']): Form {
  return { shape: new RegExp(`^${shape}$`), read }
}

function dayAt(year: number, month: number, day: number): Day | undefined {
  const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return isDay(text) ? text : undefined
}

function edgeOfMonths(year: number, from: number, to: number, edge: DayReading['edge']): Day | undefined {
  if (dayAt(year, from, 1) === undefined || dayAt(year, to, 1) === undefined) return undefined
  return edge === 'first' ? firstDayOfMonth(year, from) : lastDayOfMonth(year, to)
}

function tenDays(year: number, month: number, ten: string | undefined, edge: DayReading['edge']): Day | undefined {
  const [first, last] = TENS[ten === '上' || ten === '中' ? ten : '下']
  if (edge === 'first') return dayAt(year, month, first)
  return ten === '下' ? edgeOfMonths(year, month, month, 'last') : dayAt(year, month, last)
}

function edgeOf(part: string | undefined, edge: DayReading['edge']): DayReading['edge'] {
  if (part === '初') return 'first'
  return part === '底' || part === '末' ? 'last' : edge
}

function yearOf(text: string | undefined): number {
  return text?.length === 2 ? 2_000 + Number(text) : Number(text)
}

/** `二〇二六年十二月三十一日` in Arabic digits; a quarter keeps its Han number. */
function inArabicDigits(text: string): string {
  if (!/[〇零一二三四五六七八九十](?=[年月日号〇零一二三四五六七八九十])/.test(text)) return text
  return text
    .replaceAll('零', '〇')
    .replace(/[〇一二三四五六七八九]{4}(?=年)/, (year) =>
      Array.from(year, (digit) => HAN_DIGITS.indexOf(digit)).join(''),
    )
    .replace(
      /([一二三]?)(十?)([一二三四五六七八九]?)(?=[月日号])/g,
      (whole, tens: string, ten: string, ones: string) => {
        if (whole === '') return ''
        if (ten === '') return String(HAN_DIGITS.indexOf(ones || tens))
        return String((tens === '' ? 1 : HAN_DIGITS.indexOf(tens)) * 10 + (ones === '' ? 0 : HAN_DIGITS.indexOf(ones)))
      },
    )
}
