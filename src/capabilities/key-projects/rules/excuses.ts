import type { Period } from '../../../kernel/period.ts'
import type { ExcuseAction, ExcuseState } from '../contract.ts'

/** An excuse that was granted: from the first through the last of its months. */
export interface GrantedExcuse {
  readonly dimension: string
  readonly code: string
  readonly fromPeriod: string
  readonly untilPeriod: string
}

/** The excuses that hold in a month of the ledgers, as a rule of lights takes them. */
export function excusesOn(
  excuses: readonly GrantedExcuse[],
  month: Period,
): { readonly dimension: string; readonly code: string }[] {
  return excuses
    .filter((each) => each.fromPeriod <= month && month <= each.untilPeriod)
    .map(({ dimension, code }) => ({ dimension, code }))
}

/** The actions of each state: what was asked is decided or taken back, what was granted can be ended. */
const NEXT = {
  asked: ['grant', 'decline', 'withdraw'],
  granted: ['withdraw'],
  declined: [],
  withdrawn: [],
} as const satisfies Record<ExcuseState, readonly ExcuseAction[]>

/** What may be done with an excuse just now: those who judge lights decide, those who work on the project take back what they asked. */
export function excuseActions(
  state: ExcuseState,
  rights: { readonly mayDecide: boolean; readonly mayAsk: boolean },
): readonly ExcuseAction[] {
  const isDecided = state === 'granted'
  return NEXT[state].filter((action) =>
    action === 'withdraw' ? rights.mayDecide || (rights.mayAsk && !isDecided) : rights.mayDecide,
  )
}
