import {
  compare,
  divide,
  type Exact,
  exact,
  negate,
  parseExact,
  toDecimal,
  toExactText,
  ZERO,
} from '../../../kernel/exact.ts'
import type { FigureUnit } from '../../../kernel/figures.ts'
import { formatDay } from '../../../kernel/format.ts'
import { asDay, isDay } from '../../../kernel/day.ts'
import type { NumberStyle, SignWords } from '../contract.ts'

const YI = exact(100_000_000)
const WAN = exact(10_000)
const PERCENT = exact('0.01')

/** How a number is to be written. `digits` null: by its unit, 2 in 亿元, 0 in 万元 and yuan, 1 in percent and points, none in counts and days. */
export interface Look {
  readonly style: NumberStyle
  readonly digits: number | null
  readonly words: SignWords | null
}

/** A number as a paper writes it, by its unit; `unitText` is that of an indicator. Digits stand without separators, as papers write them. */
export function shownNumber(value: string, unit: FigureUnit, unitText: string | null, look: Look): string {
  const size = parseExact(value)
  if (!size) return value
  if (look.words === null) return written(size, unit, unitText, look)
  const isBelow = compare(size, ZERO) < 0
  const text = written(isBelow ? negate(size) : size, unit, unitText, look)
  const sentence = /[1-9]/.test(text) ? (isBelow ? look.words.below : look.words.above) : look.words.level
  return sentence.replaceAll('#', () => text)
}

function written(size: Exact, unit: FigureUnit, unitText: string | null, { style, digits }: Look): string {
  const places = (by: number) => digits ?? by
  switch (unit) {
    case 'yuan':
      return money(size, style, digits)
    case 'ratio':
      return `${toDecimal(over(size, PERCENT), places(1))}%`
    case 'points':
      return `${toDecimal(size, places(1))}个百分点`
    case 'own':
      return `${digits === null ? short(size) : toDecimal(size, digits)}${unitText ?? ''}`
    default:
      return toDecimal(size, places(0))
  }
}

function money(size: Exact, style: NumberStyle, digits: number | null): string {
  const isYi = style === 'yi' || (style === 'auto' && compare(absolute(size), YI) >= 0)
  if (isYi) return `${toDecimal(over(size, YI), digits ?? 2)}亿元`
  if (style === 'yuan') return `${toDecimal(size, digits ?? 0)}元`
  return `${toDecimal(over(size, WAN), digits ?? 0)}万元`
}

/** A cell of a table in a paper: the unit stands in the heading, so money is in 万元 and percents without their sign in points; a day in words. */
export function shownCell(value: string | null, unit: FigureUnit | 'text' | 'day', digits: number | null): string {
  if (value === null) return '—'
  if (unit === 'text') return value
  if (unit === 'day') return isDay(value) ? formatDay(asDay(value), 'zh-CN') : value
  const size = parseExact(value)
  if (!size) return value
  if (unit === 'yuan') return toDecimal(over(size, WAN), digits ?? 0)
  if (unit === 'ratio') return `${toDecimal(over(size, PERCENT), digits ?? 1)}%`
  if (unit === 'points') return toDecimal(size, digits ?? 1)
  if (unit === 'own') return digits === null ? short(size) : toDecimal(size, digits)
  return toDecimal(size, digits ?? 0)
}

/** As it is, with at most two decimals where it does not end. */
function short(size: Exact): string {
  const text = toExactText(size)
  return text.includes('/') || /\.\d{3,}/.test(text) ? toDecimal(size, 2) : text
}

function over(size: Exact, by: Exact): Exact {
  return divide(size, by) ?? ZERO
}

function absolute(size: Exact): Exact {
  return compare(size, ZERO) < 0 ? negate(size) : size
}
