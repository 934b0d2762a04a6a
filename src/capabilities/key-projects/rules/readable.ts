import { exact, parseExact, toDecimal } from '../../../kernel/exact.ts'

const PLACES = 3

/** The values of a reason as a sentence takes them: exact fractions worked out to a few digits, everything else as it is. */
export function readableValues(
  values: Readonly<Record<string, string | number>>,
): Readonly<Record<string, string | number>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, readable(value)]))
}

function readable(value: string | number): string | number {
  const text = String(value)
  return parseExact(text) ? String(Number(toDecimal(exact(text), PLACES))) : value
}
