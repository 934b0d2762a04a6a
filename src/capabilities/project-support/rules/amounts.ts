import { shift, toDecimal, toNumber, toText, isWhole } from '../../../kernel/decimal.ts'
import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import { problem } from '../../../kernel/problem.ts'
import type { Factor } from '../contract.ts'
import data from '../data/factors.json' with { type: 'json' }

/** How many decimals of its unit a factor is counted in: land 2 (0.01 亩), emissions 3 (kilograms of tonnes), money none (whole yuan). */
export function placesOf(factor: Factor): number {
  return data.factors[factor].places
}

/**
 * An amount in the factor's unit as a whole number of its smallest part, so that sums are exact: 100.5 亩 is 10050.
 * Refuses `project_support.too_many_decimals` {places} where it is finer than the factor is counted.
 */
export function partsOf(factor: Factor, amount: number): Outcome<number> {
  const decimal = toDecimal(amount)
  const places = placesOf(factor)
  const parts = decimal && shift(decimal, places)
  if (!parts || !isWhole(parts)) return fail(problem('project_support.too_many_decimals', { places }, ['amount']))
  return ok(toNumber(parts))
}

/** The amount in the factor's unit that `parts` of its smallest part are: 10050 of land are 100.5 亩. */
export function amountOf(factor: Factor, parts: number): number {
  const decimal = toDecimal(parts)
  return decimal ? Number(toText(shift(decimal, -placesOf(factor)))) : Number.NaN
}
