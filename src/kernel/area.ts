import { z } from 'zod'
import { multiply, round, shift, toDecimal, toNumber } from './decimal.ts'
import { fail, ok, type Outcome } from './outcome.ts'
import { problem } from './problem.ts'

/** Shape of an area in square metres: 0 or more. */
export const SquareMetresAmount = z.number().min(0).brand<'SquareMetres'>()

/** An area in square metres, kept to 0.01 m². 1 亩 = 2000/3 m², 1 公顷 = 15 亩, 1 km² = 1500 亩. */
export type SquareMetres = number & z.core.$brand<'SquareMetres'>

/** The units in which people write land. */
export type AreaUnit = 'square_metre' | 'mu' | 'hectare' | 'square_kilometre'

const SQUARE_METRES_PER = { square_metre: 1, hectare: 10_000, square_kilometre: 1_000_000 } as const

/** Takes a constant or a value already checked as square metres; throws where it is negative or not finite. */
export function asSquareMetres(value: number): SquareMetres {
  if (!(value >= 0) || !Number.isFinite(value)) throw new RangeError(`not an area: ${value}`)
  return value as SquareMetres
}

/** Square metres out of a figure in a unit, to the nearest 0.01 m²: 3207 亩 is 2 138 000 m². Refuses `kernel.area_invalid`. */
export function parseArea(value: number | string, unit: AreaUnit): Outcome<SquareMetres> {
  const figure = toDecimal(value)
  if (!figure || figure.units < 0n) return fail(problem('kernel.area_invalid', { text: String(value) }))
  if (unit !== 'mu') {
    const factor = { units: BigInt(SQUARE_METRES_PER[unit]), scale: 0 }
    return ok(asSquareMetres(toNumber(round(multiply(figure, factor), 2))))
  }
  const hundredths = shift(multiply(figure, { units: 2000n, scale: 0 }), 2)
  const divisor = 3n * 10n ** BigInt(hundredths.scale)
  return ok(asSquareMetres(Number((hundredths.units * 2n + divisor) / (divisor * 2n)) / 100))
}

/** The figure in 亩, unrounded: m² × 0.0015. */
export function toMu(area: SquareMetres): number {
  const metres = toDecimal(area)
  return metres ? toNumber(multiply(metres, { units: 15n, scale: 4 })) : Number.NaN
}
