import { compare, divide, exact, ONE, subtract, toExactText, ZERO, type Exact } from '../../../kernel/exact.ts'
import { ok, type Outcome } from '../../../kernel/outcome.ts'
import type { Balance, Direction, OverUnits } from '../contract.ts'
import { wholeOfUnits, type UnitFigure } from './aggregate.ts'

/** How far the split targets may go beyond their parent before the balance warns, as a share. A default of ours: 层层加码 is a criticised practice. */
export const OVER_ALLOTMENT_LIMIT = '0.1'

/** A parent target and what it was split into. */
export interface Split {
  readonly method: OverUnits
  readonly direction: Direction
  readonly parent: Exact
  readonly children: readonly UnitFigure[]
}

/**
 * Whether the split targets carry their parent. Where more is better they must add up (or average, by weight) to at least the parent,
 * where less is better to at most. `overAllotment` (加码率) is how far they go beyond it, as a share of the parent, below zero when short;
 * past `limit` the state is `over_limit`. Refuses `targets.weight_missing` where rates have no weights: rates are never summed.
 */
export function balanceOf(split: Split, limit: string = OVER_ALLOTMENT_LIMIT): Outcome<Balance> {
  const { method, direction, parent, children } = split
  const bare = { method, parent: toExactText(parent), total: null, difference: null, ratio: null, overAllotment: null }
  if (method === 'not_addable') return ok({ ...bare, state: 'not_addable' })
  const whole = wholeOfUnits(method, children)
  if (!whole.ok) return whole
  const total = whole.value.value
  if (total === null) return ok({ ...bare, state: 'empty' })
  const beyond = direction === 'lower' ? subtract(parent, total) : subtract(total, parent)
  const ratio = divide(total, parent)
  const size = compare(parent, ZERO) < 0 ? subtract(ZERO, parent) : parent
  const overAllotment = divide(beyond, size)
  return ok({
    ...bare,
    total: toExactText(total),
    difference: toExactText(subtract(total, parent)),
    ratio: ratio ? toExactText(ratio) : null,
    overAllotment: overAllotment ? toExactText(overAllotment) : null,
    state: stateOf(compare(beyond, ZERO), overAllotment ?? ONE, exact(limit)),
  })
}

function stateOf(side: number, overAllotment: Exact, limit: Exact): Balance['state'] {
  if (side < 0) return 'short'
  if (side === 0) return 'even'
  return compare(overAllotment, limit) > 0 ? 'over_limit' : 'over'
}
