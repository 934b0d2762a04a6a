import { z } from 'zod'
import { isWhole, round, shift, toDecimal, toNumber, toShortText } from './decimal.ts'
import { fail, ok, type Outcome } from './outcome.ts'
import { problem } from './problem.ts'

/** Shape of whole yuan: a safe integer (±9 007 万亿), negative allowed for corrections. */
export const YuanAmount = z.int().brand<'Yuan'>()

/**
 * Renminbi in whole yuan. A `number` inside the safe integers, kept as `bigint` in the database: one amount of the nation
 * fits sixty times over, and JSON, Excel and charts take it as it is.
 */
export type Yuan = number & z.core.$brand<'Yuan'>

/** Foreign money in US cents (10 000 万美元 = 1 亿美元 = 10¹⁰ cents). Another type than `Yuan`, and never added to it. */
export type ForeignCents = number & z.core.$brand<'ForeignCents'>

/** The units in which people write money: 元, 万元, 亿元. */
export type MoneyUnit = 'yuan' | 'wan' | 'yi'

/** Decimal places between one of the unit and one yuan (or one dollar). */
export const MONEY_UNIT_PLACES = { yuan: 0, wan: 4, yi: 8 } as const satisfies Record<MoneyUnit, number>

/** What to do with a part of a yuan: `exact` refuses it, `half_up` rounds it (figures computed in a workbook). */
export type YuanFraction = 'exact' | 'half_up'

/** Takes a constant or a value already checked (a database row read as number or bigint text) as yuan; throws otherwise. */
export function asYuan(value: number | bigint | string): Yuan {
  return asSafeInteger(value) as Yuan
}

/** Takes a constant or a value already checked as foreign cents; throws otherwise. */
export function asForeignCents(value: number | bigint | string): ForeignCents {
  return asSafeInteger(value) as ForeignCents
}

/**
 * Whole yuan out of a figure in 元, 万元 or 亿元, in exact decimal arithmetic: `166.5` 亿 is 16 650 000 000.
 * Refuses `kernel.money_invalid` (no decimal number), `kernel.yuan_fraction` (part of a yuan under `exact`),
 * `kernel.money_too_large` (beyond the safe integers). Grouping commas in text are accepted.
 */
export function parseYuan(value: number | string, unit: MoneyUnit, fraction: YuanFraction = 'exact'): Outcome<Yuan> {
  const amount = readScaled(value, MONEY_UNIT_PLACES[unit], fraction)
  return amount.ok ? ok(amount.value as Yuan) : amount
}

/** `parseYuan` of a figure in 万元. */
export function fromWan(value: number | string, fraction: YuanFraction = 'exact'): Outcome<Yuan> {
  return parseYuan(value, 'wan', fraction)
}

/** `parseYuan` of a figure in 亿元. */
export function fromYi(value: number | string, fraction: YuanFraction = 'exact'): Outcome<Yuan> {
  return parseYuan(value, 'yi', fraction)
}

/** Foreign cents out of a figure in dollars, 万美元 or 亿美元; refuses as `parseYuan` does. */
export function parseForeign(
  value: number | string,
  unit: MoneyUnit,
  fraction: YuanFraction = 'exact',
): Outcome<ForeignCents> {
  const amount = readScaled(value, MONEY_UNIT_PLACES[unit] + 2, fraction)
  return amount.ok ? ok(amount.value as ForeignCents) : amount
}

/** The exact figure in a unit as plain decimal text without trailing zeros: 16 650 000 000 in `yi` is `166.5`. */
export function yuanIn(amount: Yuan, unit: MoneyUnit): string {
  return toShortText({ units: BigInt(amount), scale: MONEY_UNIT_PLACES[unit] })
}

/** The exact figure of foreign cents in dollars, 万美元 or 亿美元 as plain decimal text. */
export function foreignIn(amount: ForeignCents, unit: MoneyUnit): string {
  return toShortText({ units: BigInt(amount), scale: MONEY_UNIT_PLACES[unit] + 2 })
}

/** The sum; throws RangeError beyond the safe integers, which no ledger reaches. */
export function addYuan(...amounts: readonly Yuan[]): Yuan {
  return asYuan(amounts.reduce((sum, each) => sum + BigInt(each), 0n))
}

/** `left − right`. */
export function subtractYuan(left: Yuan, right: Yuan): Yuan {
  return asYuan(BigInt(left) - BigInt(right))
}

/** The sum of foreign money; throws RangeError beyond the safe integers. */
export function addForeign(...amounts: readonly ForeignCents[]): ForeignCents {
  return asForeignCents(amounts.reduce((sum, each) => sum + BigInt(each), 0n))
}

function readScaled(value: number | string, places: number, fraction: YuanFraction): Outcome<number> {
  const read = toDecimal(typeof value === 'string' ? ungrouped(value) : value)
  if (!read) return fail(problem('kernel.money_invalid', { text: String(value) }))
  const scaled = shift(read, places)
  if (fraction === 'exact' && !isWhole(scaled)) return fail(problem('kernel.yuan_fraction', { text: String(value) }))
  const whole = toNumber(round(scaled, 0))
  return Number.isSafeInteger(whole) ? ok(whole) : fail(problem('kernel.money_too_large', { text: String(value) }))
}

function ungrouped(text: string): string {
  const trimmed = text.trim()
  return /^[+-]?\d{1,3}(?:[,，]\d{3})+(?:\.\d*)?$/.test(trimmed) ? trimmed.replace(/[,，]/g, '') : trimmed
}

function asSafeInteger(value: number | bigint | string): number {
  const number = typeof value === 'string' && !/^-?\d+$/.test(value) ? Number.NaN : Number(value)
  if (!Number.isSafeInteger(number)) throw new RangeError(`not a safe whole amount: ${value}`)
  return number + 0
}
