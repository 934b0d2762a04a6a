import type { RuleAction, RuleState } from '../contract.ts'

/** The actions of each state. A published version is never revised: it is retired, or the next version takes its place. */
const NEXT = {
  draft: ['revise', 'checkCoverage', 'replay', 'publish', 'discard'],
  published: ['checkCoverage', 'replay', 'retire'],
  retired: ['checkCoverage', 'replay'],
} as const satisfies Record<RuleState, readonly RuleAction[]>

const READING: readonly RuleAction[] = ['checkCoverage', 'replay']

/** The actions a person sees on a version: those of its state, the reading ones alone without the permission to manage rules. */
export function availableActions(state: RuleState, mayManage: boolean): readonly RuleAction[] {
  return NEXT[state].filter((action) => mayManage || READING.includes(action))
}
