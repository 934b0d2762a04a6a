import type { BulletinAction, BulletinKind, BulletinState } from '../contract.ts'
import type { Permission } from '../../../kernel/permissions.ts'
import { RESTRICTED_KINDS } from '../contract.ts'

const ACTIONS = {
  draft: ['save', 'ask_again', 'publish', 'discard'],
  published: [],
  discarded: [],
} as const satisfies Record<BulletinState, readonly BulletinAction[]>

/** The permission each action needs. */
export const PERMISSION_OF = {
  save: 'bulletins.write',
  ask_again: 'bulletins.write',
  publish: 'bulletins.publish',
  discard: 'bulletins.write',
} as const satisfies Record<BulletinAction, Permission>

/** What somebody may do to a bulletin in a state. A published one is frozen: what changes later is told by a correction notice. */
export function actionsOn(state: BulletinState, may: (permission: Permission) => boolean): readonly BulletinAction[] {
  return ACTIONS[state].filter((action) => may(PERMISSION_OF[action]))
}

/** What decides who sees a bulletin. */
export interface Sight {
  readonly kind: BulletinKind
  readonly state: BulletinState
  /** Whether the reader speaks for the unit a letter goes to. */
  readonly isRecipient: boolean
}

/**
 * Whether a reader sees a bulletin: published ones everybody, briefs and letters those they concern and the offices, drafts and what was set aside
 * those who write or publish.
 */
export function mayRead({ kind, state, isRecipient }: Sight, may: (permission: Permission) => boolean): boolean {
  if (state !== 'published') return may('bulletins.write') || may('bulletins.publish')
  return !RESTRICTED_KINDS.includes(kind) || isRecipient || may('bulletins.briefs')
}
