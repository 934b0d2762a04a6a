import { compare, type Exact } from '../../../kernel/exact.ts'
import type { Comparator } from '../contract.ts'

const HOLDS = {
  at_least: (side) => side >= 0,
  above: (side) => side > 0,
  at_most: (side) => side <= 0,
  below: (side) => side < 0,
} as const satisfies Record<Comparator, (side: number) => boolean>

/** Whether a number stands to a mark as asked. */
export function stands(value: Exact, is: Comparator, mark: Exact): boolean {
  return HOLDS[is](compare(value, mark))
}
