import type { DispatchAction, RowAction, RowState, RowValues } from '../contract.ts'
import { goalOf, indicatorOf, periodOfFigure } from './goals.ts'

const ROW_ACTIONS = {
  proposed: ['accept', 'mend', 'reject'],
  mended: ['accept', 'mend', 'reject'],
  accepted: [],
  rejected: ['reconsider'],
} as const satisfies Record<RowState, readonly RowAction[]>

/** What may be done with a row: nothing on a withdrawn dispatch or for somebody who may only read. */
export function rowActions(
  state: RowState,
  may: { readonly accept: boolean; readonly isWithdrawn: boolean },
): readonly RowAction[] {
  return may.accept && !may.isWithdrawn ? ROW_ACTIONS[state] : []
}

/** What may be done with a dispatch. */
export function dispatchActions(may: {
  readonly accept: boolean
  readonly isWithdrawn: boolean
}): readonly DispatchAction[] {
  if (!may.accept) return []
  return may.isWithdrawn ? ['restore'] : ['decide', 'correct', 'reread', 'withdraw']
}

/** The state a row has when nothing is decided about it. */
export function undecidedState(isMended: boolean): RowState {
  return isMended ? 'mended' : 'proposed'
}

/** Fields a row cannot be accepted without: a unit that answers, a period or the year of the dispatch, a figure that can be a goal. */
export function missingFields(values: RowValues, year: number | null, quote: string): readonly string[] {
  if (values.kind === 'commitment') return []
  const missing: string[] = []
  if (values.unitId === null) missing.push('unitId')
  if (values.kind === 'project') return missing
  if (periodOfFigure(values, year) === null) missing.push('period')
  if (values.status === 'target' && goalOf(values, indicatorOf(values), quote) === null) missing.push('value')
  return missing
}
