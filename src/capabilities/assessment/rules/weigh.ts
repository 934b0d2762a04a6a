import { type Exact, exact, multiply, toExactText } from '../../../kernel/exact.ts'
import type { Criterion } from '../contract.ts'

/**
 * A criterion with all it can give multiplied, the points its method names itself included. A criterion that is meant to give nothing has
 * no weight to change and stays as it is.
 */
export function weighed(criterion: Criterion, factor: Exact): Criterion {
  if (exact(criterion.points).numerator === 0n) return criterion
  return {
    ...criterion,
    points: toExactText(multiply(exact(criterion.points), factor)),
    writtenFor: criterion.writtenFor ?? criterion.points,
  }
}
