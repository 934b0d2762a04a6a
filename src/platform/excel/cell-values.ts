import { multiply, round, toDecimal, toShortText, toText } from '../../kernel/decimal.ts'
import { fail, ok, type Outcome } from '../../kernel/outcome.ts'
import { problem, type Problem } from '../../kernel/problem.ts'
import { asRatio, fromPercent, type Ratio } from '../../kernel/ratio.ts'
import { type MoneyUnit, parseYuan, type Yuan } from '../../kernel/yuan.ts'
import { type CellIn, columnLetters, textOfCell } from './sheet.ts'
import { moneyUnitOf, narrow, squareMetresIn } from './units.ts'

/** Where a cell stands, for the problem it may give: the row as Excel numbers it, the key and the column (from 0). */
export interface CellPlace {
  readonly row: number
  readonly key: string
  readonly column: number
}

const NOTHING = /^(?:[-—–－/\\一]+|无|暂无|空|n\/a)?$/i
const NUMBER = /^([+-]?)(?:[¥￥$]|rmb)?(\d{1,3}(?:,\d{3})+|\d+)?(\.\d*)?(?:e([+-]?\d{1,2}))?(.*)$/i
const LONGEST_TEXT = 2_000

/** A problem that names the cell: `params` hold `row`, `column` (letters) and `text`, `path` is `[row, key]`. */
export function cellProblem(code: string, cell: CellIn, place: CellPlace, params: Problem['params'] = {}): Problem {
  const text = textOfCell(cell).slice(0, 60)
  return problem(code, { row: place.row, column: columnLetters(place.column), text, ...params }, [place.row, place.key])
}

/** Whether a cell says "nothing": blank, a dash, a slash, 无. */
export function saysNothing(cell: CellIn | undefined): boolean {
  return NOTHING.test(narrow(textOfCell(cell)))
}

/**
 * The text of a cell, trimmed, line breaks kept; `undefined` for a blank one. Numbers come as plain digits, so that a code typed as a
 * number is still a code. Refuses `excel.formula_failed`, `excel.text_too_long` (over `longest`, 2 000 where nothing is said) and
 * `excel.code_cut` (a number of more than 15 digits, whose end Excel has already replaced by zeros).
 */
export function textInCell(cell: CellIn, place: CellPlace, longest = LONGEST_TEXT): Outcome<string | undefined> {
  if (isFailed(cell)) return fail(cellProblem('excel.formula_failed', cell, place))
  if (typeof cell === 'number' && Math.abs(cell) >= 1e15) return fail(cellProblem('excel.code_cut', cell, place))
  const text = textOfCell(cell)
  if (text.length > longest) return fail(cellProblem('excel.text_too_long', cell, place, { maximum: longest }))
  return ok(text === '' ? undefined : text)
}

/**
 * A number as plain decimal text, `-16.5`; `undefined` for a cell that says nothing. Full-width digits, grouping commas and a unit
 * behind the number are read; a percentage gives its figure (6.4 % is `6.4`). At most 12 digits behind the point.
 * Refuses `excel.formula_failed`, `excel.not_a_number`.
 */
export function decimalInCell(cell: CellIn, place: CellPlace): Outcome<string | undefined> {
  const read = figureOf(cell, place, 'excel.not_a_number')
  if (!read.ok || read.value === undefined) return read.ok ? ok(undefined) : read
  const decimal = toDecimal(read.value.digits)
  return decimal ? ok(toShortText(round(decimal, 12))) : fail(cellProblem('excel.not_a_number', cell, place))
}

/** A whole number; `undefined` for a cell that says nothing. Refuses `excel.formula_failed`, `excel.not_a_whole_number`. */
export function integerInCell(cell: CellIn, place: CellPlace): Outcome<number | undefined> {
  const read = figureOf(cell, place, 'excel.not_a_whole_number')
  if (!read.ok || read.value === undefined) return read.ok ? ok(undefined) : read
  const value = Number(read.value.digits)
  return Number.isSafeInteger(value) ? ok(value) : fail(cellProblem('excel.not_a_whole_number', cell, place))
}

/**
 * Whole yuan; `undefined` for a cell that says nothing. A unit in the cell (`1.2亿元`, `3500万`) goes before the unit of the column
 * (`MappedColumn.unit`), and that before the one the caller assumes. Parts of a yuan are rounded half up.
 * Refuses `excel.formula_failed`, `excel.not_an_amount` (also for a range) and `excel.other_money` (美元, 千元).
 */
export function yuanInCell(
  cell: CellIn,
  place: CellPlace,
  units: { readonly column?: string | undefined; readonly assumed: MoneyUnit },
): Outcome<Yuan | undefined> {
  const read = figureOf(cell, place, 'excel.not_an_amount')
  if (!read.ok || read.value === undefined) return read.ok ? ok(undefined) : read
  const word = read.value.unit || units.column
  const unit = word === undefined ? units.assumed : moneyUnitOf(word.replace(/左右|以上|人民币/g, ''))
  if (unit === undefined) {
    const code = word?.endsWith('元') ? 'excel.other_money' : 'excel.not_an_amount'
    return fail(cellProblem(code, cell, place, { unit: word ?? '' }))
  }
  const amount = parseYuan(read.value.digits, unit, 'half_up')
  return amount.ok ? amount : fail(cellProblem('excel.not_an_amount', cell, place))
}

/**
 * Land in whole square metres; `undefined` for a cell that says nothing. Units go as in `yuanInCell`; 亩 is 2000/3 m², rounded half up.
 * Refuses `excel.formula_failed`, `excel.not_an_area`.
 */
export function squareMetresInCell(
  cell: CellIn,
  place: CellPlace,
  units: { readonly column?: string | undefined; readonly assumed: string },
): Outcome<number | undefined> {
  const read = figureOf(cell, place, 'excel.not_an_area')
  if (!read.ok || read.value === undefined) return read.ok ? ok(undefined) : read
  const size = squareMetresIn(read.value.unit || units.column || units.assumed)
  const figure = toDecimal(read.value.digits)
  if (!size || !figure) return fail(cellProblem('excel.not_an_area', cell, place))
  const [numerator, denominator] = size
  const times = multiply(figure, { units: numerator, scale: 0 })
  const divisor = denominator * 10n ** BigInt(times.scale)
  const magnitude = times.units < 0n ? -times.units : times.units
  const whole = (magnitude * 2n + divisor) / (divisor * 2n)
  const metres = Number(times.units < 0n ? -whole : whole)
  return Number.isSafeInteger(metres) ? ok(metres) : fail(cellProblem('excel.not_an_area', cell, place))
}

/**
 * A ratio, 0.309 for 30.9 %; `undefined` for a cell that says nothing. A cell shown as a percentage or ending in % is certain; a bare
 * number is a percentage where the column's unit is %, else what `bare` says.
 * Refuses `excel.formula_failed`, `excel.not_a_percentage`.
 */
export function ratioInCell(
  cell: CellIn,
  place: CellPlace,
  units: { readonly column?: string | undefined; readonly bare: 'percent' | 'ratio' },
): Outcome<Ratio | undefined> {
  if (cell !== null && typeof cell === 'object' && 'ratio' in cell) return ok(asRatio(cell.ratio))
  const read = figureOf(cell, place, 'excel.not_a_percentage')
  if (!read.ok || read.value === undefined) return read.ok ? ok(undefined) : read
  const { digits, unit } = read.value
  if (unit !== '' && unit !== '%') return fail(cellProblem('excel.not_a_percentage', cell, place))
  const isPercent = unit === '%' || units.column === '%' || units.bare === 'percent'
  const ratio = isPercent ? fromPercent(digits) : ok(asRatio(Number(digits)))
  return ratio.ok ? ratio : fail(cellProblem('excel.not_a_percentage', cell, place))
}

interface Figure {
  readonly digits: string
  readonly unit: string
}

/** The digits and the unit behind them; numbers of Excel lose the noise of binary arithmetic (15 significant digits). */
function figureOf(cell: CellIn, place: CellPlace, code: string): Outcome<Figure | undefined> {
  if (isFailed(cell)) return fail(cellProblem('excel.formula_failed', cell, place))
  if (saysNothing(cell)) return ok(undefined)
  if (typeof cell === 'number') return ok({ digits: String(Number(cell.toPrecision(15))), unit: '' })
  if (cell !== null && typeof cell === 'object' && 'day' in cell) return fail(cellProblem(code, cell, place))
  const match = NUMBER.exec(narrow(textOfCell(cell)).replace(/^(?:约|人民币)/, ''))
  const [, sign = '', whole = '', fraction = '', exponent = '', unit = ''] = match ?? []
  if (!match || (whole === '' && fraction.length < 2)) return fail(cellProblem(code, cell, place))
  const decimal = toDecimal(`${sign}${whole.replaceAll(',', '')}${fraction}${exponent === '' ? '' : `e${exponent}`}`)
  const isUnit = !/[\d.~\-—至到]/.test(unit.replace(/m2$/, '')) && unit.length <= 8
  return decimal && isUnit ? ok({ digits: toText(decimal), unit }) : fail(cellProblem(code, cell, place))
}

function isFailed(cell: CellIn): boolean {
  return cell !== null && typeof cell === 'object' && 'failed' in cell
}
