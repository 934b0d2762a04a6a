/**
 * An exact decimal number: `units × 10^-scale`. Only for conversion and rounding of figures that people wrote in decimal;
 * binary floats would turn 1.005 into 1.00 and 0.835 − 0.5 into 33.4999…%.
 */
export interface Decimal {
  readonly units: bigint
  readonly scale: number
}

/** Half-up rounds the magnitude (四舍五入, −0.5 becomes −1); truncate drops digits towards zero. */
export type RoundingMode = 'half_up' | 'truncate'

const SHAPE = /^([+-]?)(\d{0,40})(?:\.(\d{0,40}))?(?:[eE]([+-]?\d{1,3}))?$/

/**
 * Reads a decimal from text, or from a number by its shortest decimal writing (so 1.005 is one thousand and five thousandths).
 * `undefined` where it is not a finite decimal. Grouping commas are not read here.
 */
export function toDecimal(value: number | string): Decimal | undefined {
  const match = SHAPE.exec(typeof value === 'number' ? String(value) : value.trim())
  if (!match) return undefined
  const [, sign, whole = '', fraction = '', exponent = '0'] = match
  if (whole === '' && fraction === '') return undefined
  const magnitude = BigInt(whole + fraction)
  const scale = fraction.length - Number(exponent)
  const units = sign === '-' ? -magnitude : magnitude
  return scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 }
}

/** `value × 10^places`, exactly; a negative `places` divides. */
export function shift(value: Decimal, places: number): Decimal {
  const scale = value.scale - places
  return scale >= 0 ? { units: value.units, scale } : { units: value.units * 10n ** BigInt(-scale), scale: 0 }
}

/** `left − right`, exactly. */
export function subtract(left: Decimal, right: Decimal): Decimal {
  const scale = Math.max(left.scale, right.scale)
  return { units: unitsAt(left, scale) - unitsAt(right, scale), scale }
}

/** `left × right`, exactly. */
export function multiply(left: Decimal, right: Decimal): Decimal {
  return { units: left.units * right.units, scale: left.scale + right.scale }
}

/** The same value with exactly `places` digits (0 or more) behind the point. */
export function round(value: Decimal, places: number, mode: RoundingMode = 'half_up'): Decimal {
  if (value.scale <= places) return { units: unitsAt(value, places), scale: places }
  const divisor = 10n ** BigInt(value.scale - places)
  const magnitude = value.units < 0n ? -value.units : value.units
  const quotient = magnitude / divisor
  const rest = magnitude % divisor
  const rounded = mode === 'half_up' && rest * 2n >= divisor ? quotient + 1n : quotient
  return { units: value.units < 0n ? -rounded : rounded, scale: places }
}

/** Whether nothing stands behind the point. */
export function isWhole(value: Decimal): boolean {
  return value.units % 10n ** BigInt(value.scale) === 0n
}

/** Plain digits, `-` before a negative, never `-0`, all `scale` digits kept: `-16.50`. */
export function toText(value: Decimal): string {
  const magnitude = (value.units < 0n ? -value.units : value.units).toString().padStart(value.scale + 1, '0')
  const point = magnitude.length - value.scale
  const digits = value.scale === 0 ? magnitude : `${magnitude.slice(0, point)}.${magnitude.slice(point)}`
  return value.units < 0n ? `-${digits}` : digits
}

/** Plain digits without zeros at the end of the fraction: `16.5`, `318`. */
export function toShortText(value: Decimal): string {
  const text = toText(value)
  return value.scale === 0 ? text : text.replace(/\.?0+$/, '')
}

/** The nearest binary number. */
export function toNumber(value: Decimal): number {
  return Number(toText(value))
}

function unitsAt(value: Decimal, scale: number): bigint {
  return value.units * 10n ** BigInt(scale - value.scale)
}
