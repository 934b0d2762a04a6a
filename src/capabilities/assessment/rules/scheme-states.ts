import type { SchemeAction, VersionState } from '../contract.ts'

/** The actions of each state of a version. A frozen one is never written on: the next version takes its place. */
const NEXT = {
  draft: ['save', 'freeze', 'discard', 'replay', 'copy', 'export'],
  frozen: ['openRound', 'draft', 'copy', 'replay', 'export'],
  superseded: ['draft', 'copy', 'replay', 'export'],
} as const satisfies Record<VersionState, readonly SchemeAction[]>

/** What every reader may do with a version. */
const READING: readonly SchemeAction[] = ['export']
/** What who may try schemes may do besides. */
const TRYING: readonly SchemeAction[] = ['export', 'replay']

/** Rights that decide what a person may do with a version, and whether the scheme has a draft already. */
export interface SchemeRights {
  readonly mayManage: boolean
  readonly mayTry: boolean
  readonly hasDraft: boolean
}

/** The actions a person sees on a version: those of its state and rights; no second draft beside one. */
export function schemeActions(state: VersionState, { mayManage, mayTry, hasDraft }: SchemeRights): SchemeAction[] {
  const allowed = mayManage ? undefined : mayTry ? TRYING : READING
  return NEXT[state].filter(
    (action) => (allowed === undefined || allowed.includes(action)) && !(action === 'draft' && hasDraft),
  )
}
