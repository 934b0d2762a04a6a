import type { OperationContext } from '../../../platform/run-operation.ts'
import type { PaceCurve } from '../contract.ts'
import { BUILT_IN_CURVES } from '../rules/curves.ts'
import { listOwnCurves } from '../store/curves.ts'

/** Every curve that can be used, the region's own over the product's of the same code. */
export async function curvesByCode(ctx: OperationContext): Promise<ReadonlyMap<string, PaceCurve>> {
  const own = await listOwnCurves(ctx)
  return new Map<string, PaceCurve>([
    ...BUILT_IN_CURVES.map((curve) => [curve.code, curve] as const),
    ...own.map(({ code, name, nodes, source }) => [code, { code, name, nodes, source }] as const),
  ])
}

/** A curve by code, else even pace: a curve in use cannot be taken away. */
export function curveIn(curves: ReadonlyMap<string, PaceCurve>, code: string): PaceCurve {
  const found = curves.get(code) ?? curves.get('linear')
  if (!found) throw new Error('no linear curve')
  return found
}
