import { PaceCurve } from '../contract.ts'
import published from '../data/pace-curves.json' with { type: 'json' }

/** The pace curves that come with the product; a tenant adds its own. */
export const BUILT_IN_CURVES: readonly PaceCurve[] = published.curves.map((each) => PaceCurve.parse(each))

/** A built-in curve by its code. */
export function findBuiltInCurve(code: string): PaceCurve | undefined {
  return BUILT_IN_CURVES.find((curve) => curve.code === code)
}
