import { compare, exact, fraction, multiply, parseExact, toDecimal } from '../../../kernel/exact.ts'
import table from '../data/units.json' with { type: 'json' }

const MULTIPLIERS = Object.entries(table.multipliers).toSorted(([a], [b]) => b.length - a.length)
const BASES = new Set(
  [
    table.money,
    table.percent,
    table.area,
    table.length,
    table.volume,
    table.mass,
    table.power,
    table.energy,
    table.time,
    table.times,
    table.count,
  ].flat(),
)
/** Measure words that count the same thing: a firm is 家, 户 or 个. */
const COUNTED = /^(?:个|家|户|项|件|名|位|人)$/

/** A unit as scale and base: 亿元 is 10⁸ of 元, 万千瓦 10⁴ of 千瓦. */
export interface UnitReading {
  readonly scale: bigint
  readonly base: string
}

/** Reads a unit text; one that is no known unit is a base of its own. */
export function readUnit(text: string): UnitReading {
  const plain = text.normalize('NFKC').replace(/\s/g, '')
  if (BASES.has(plain)) return { scale: 1n, base: plain }
  const found = MULTIPLIERS.find(([word]) => plain.startsWith(word) && plain.length > word.length)
  if (!found) return { scale: 1n, base: plain }
  const [word, times] = found
  return { scale: BigInt(times), base: plain.slice(word.length) }
}

/** Whether figures of two units can be compared: the same base, or measure words that count the same thing. */
export function isSameKind(one: string, other: string): boolean {
  const [a, b] = [readUnit(one).base, readUnit(other).base]
  return a === b || (COUNTED.test(a) && COUNTED.test(b))
}

/** A decimal in a unit as a decimal in another one of its kind: `1010` 亿元 is `10100000` 万元; undefined where the kinds differ. */
export function inUnit(value: string, from: string, to: string): string | undefined {
  if (!isSameKind(from, to)) return undefined
  return plainDecimal(multiply(exact(value), fraction(readUnit(from).scale, readUnit(to).scale)))
}

function plainDecimal(value: Parameters<typeof toDecimal>[0]): string {
  return toDecimal(value, 12).replace(/\.?0+$/, '') || '0'
}

/** A number as the ledger writes it, up to 12 decimals; null where it is none or too large to be written. */
export function decimalOf(value: number | null): string | null {
  if (value === null || !Number.isFinite(value) || Math.abs(value) >= 1e18) return null
  const text = String(value)
  const plain = /e/i.test(text) ? value.toFixed(12).replace(/\.?0+$/, '') : text
  const [whole = '0', decimals = ''] = plain.split('.')
  return decimals.length > 12 ? `${whole}.${decimals.slice(0, 12)}` : plain
}

/** Whether two decimals are the same number, however they are written. */
export function isSameNumber(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return one === other
  const [a, b] = [parseExact(one), parseExact(other)]
  return a !== undefined && b !== undefined && compare(a, b) === 0
}
