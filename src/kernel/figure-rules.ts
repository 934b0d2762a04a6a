import { add, divide, type Exact, exact, parseExact, toDecimal, toExactText, ZERO } from './exact.ts'

/** Decimals a quotient is told with. */
const PLACES = 12

/** What records add up to, and how many of them stand behind it; null is not known. */
export interface AddedUp {
  readonly value: Exact | null
  readonly rows: number
}

/** How records of a kind add up to one number. */
export type FigureRule<F> = (facts: readonly F[]) => AddedUp

/** How many records there are of which something is so. */
export function counted<F>(isCounted: (fact: F) => boolean): FigureRule<F> {
  return (facts) => {
    const rows = facts.filter(isCounted).length
    return { value: exact(rows), rows }
  }
}

/** The sum of an amount over those records that know theirs. No record is zero; where there are records and none of them knows, neither does the sum. */
export function summed<F>(amountOf: (fact: F) => Exact | null): FigureRule<F> {
  return (facts) => {
    const known = facts.flatMap((fact) => amountOf(fact) ?? [])
    return { value: facts.length > 0 && known.length === 0 ? null : known.reduce(add, ZERO), rows: known.length }
  }
}

/** One figure over another, not known where either is not, or the second is nothing. The records behind it are those of the second. */
export function quotient<F>(top: FigureRule<F>, bottom: FigureRule<F>): FigureRule<F> {
  return (facts) => {
    const [one, other] = [top(facts), bottom(facts)]
    const value = one.value && other.value ? (divide(one.value, other.value) ?? null) : null
    return { value, rows: other.rows }
  }
}

/** A number in whole, or nothing. */
export function whole(amount: number | null): Exact | null {
  return amount === null ? null : exact(amount)
}

/** A number as figures and lists tell it: plain decimal text, a quotient that does not end rounded half up at 12 decimals. */
export function figureText(value: Exact | null): string | null {
  if (value === null) return null
  const text = toExactText(value)
  return /^-?\d+(\.\d{1,12})?$/.test(text) ? text : trimmed(toDecimal(value, PLACES))
}

/** A kept number, decimal or fraction, as figures and lists tell it. */
export function figureTextOf(kept: string | null): string | null {
  return kept === null ? null : figureText(parseExact(kept) ?? null)
}

function trimmed(decimal: string): string {
  return decimal.replace(/\.?0+$/, '')
}
