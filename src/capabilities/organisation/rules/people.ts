import { addDays, type Day } from '../../../kernel/day.ts'
import { type Problem, problem } from '../../../kernel/problem.ts'
import type { Role } from '../../../kernel/permissions.ts'
import type { PERSON_ACTIONS } from '../contract.ts'
import { isOpenOn, type UnitState } from './units.ts'

/** States of a person. */
export type PersonState = 'active' | 'disabled' | 'erased'

type PersonAction = (typeof PERSON_ACTIONS)[number]

const ACTIONS = {
  active: ['update', 'appoint', 'reset_password', 'end_sessions', 'disable'],
  disabled: ['enable', 'erase'],
  erased: [],
} as const satisfies Record<PersonState, readonly PersonAction[]>

/** What can be done to a person: a locked one can also be unlocked, one with one-time codes have them switched off. */
export function personActions(person: {
  readonly state: PersonState
  readonly isLocked: boolean
  readonly totpEnabled: boolean
}): readonly PersonAction[] {
  if (person.state !== 'active') return ACTIONS[person.state]
  return [
    ...ACTIONS.active,
    ...(person.isLocked ? (['unlock'] as const) : []),
    ...(person.totpEnabled ? (['reset_totp'] as const) : []),
  ]
}

/** A telephone number for everybody's eyes: `138****1234`, shorter ones all stars but the last two. */
export function maskPhone(phone: string | null): string | null {
  if (phone === null) return null
  if (phone.length >= 11) return `${phone.slice(0, 3)}****${phone.slice(-4)}`
  return `${'*'.repeat(Math.max(3, phone.length - 2))}${phone.slice(-2)}`
}

const LEADING: ReadonlySet<Role> = new Set(['chief_leader', 'sponsoring_leader'])

/** Whether the name stays when personal data is erased: who held a leading post is of public record. */
export function nameIsOfRecord(roles: readonly Role[]): boolean {
  return roles.some((role) => LEADING.has(role))
}

/** Problems of an appointment: the person in service, the unit open from the first day to the last, the days in order. */
export function problemsOfAppointment(
  post: { readonly fromOn: Day; readonly toOn?: Day | undefined },
  person: { readonly state: PersonState },
  unit: Pick<UnitState, 'openedOn' | 'closedOn'>,
): readonly Problem[] {
  const faults: Problem[] = []
  if (person.state !== 'active') faults.push(problem('organisation.person_not_active', undefined, ['personId']))
  if (!isOpenOn(unit, post.fromOn)) faults.push(problem('organisation.unit_not_open', { day: post.fromOn }, ['unitId']))
  if (post.toOn !== undefined && post.toOn < post.fromOn)
    faults.push(problem('organisation.days_reversed', undefined, ['toOn']))
  else if (unit.closedOn !== null && (post.toOn === undefined || post.toOn >= unit.closedOn))
    faults.push(problem('organisation.unit_not_open', { day: unit.closedOn }, ['toOn']))
  return faults
}

/** Problems of ending a post: it must not have ended before, nor end before the day before it began. */
export function problemsOfEnding(
  post: { readonly fromOn: Day; readonly toOn: Day | null },
  toOn: Day,
): readonly Problem[] {
  if (post.toOn !== null && post.toOn <= toOn) return [problem('organisation.post_ended', { toOn: post.toOn })]
  if (toOn < addDays(post.fromOn, -1)) return [problem('organisation.days_reversed', undefined, ['toOn'])]
  return []
}

/** Stretches of days, both ends inclusive; an open end is `null`. */
export interface Stretch {
  readonly fromOn: string
  readonly toOn: string | null
}

/** Whether two stretches share a day. */
export function overlap(one: Stretch, other: Stretch): boolean {
  return (other.toOn === null || one.fromOn <= other.toOn) && (one.toOn === null || other.fromOn <= one.toOn)
}

/**
 * Problems of a delegation: inside the post's own days, beginning today or later, to somebody else in service, and not given twice to the
 * same person for one day.
 */
export function problemsOfDelegation(
  given: { readonly delegateId: string; readonly fromOn: Day; readonly toOn: Day },
  post: Stretch & { readonly personId: string },
  delegate: { readonly state: PersonState },
  earlier: readonly (Stretch & { readonly delegateId: string })[],
  today: Day,
): readonly Problem[] {
  const faults: Problem[] = []
  if (given.toOn < given.fromOn) faults.push(problem('organisation.days_reversed', undefined, ['toOn']))
  if (given.fromOn < today) faults.push(problem('organisation.delegation_backdated', { today }, ['fromOn']))
  if (given.fromOn < post.fromOn || (post.toOn !== null && given.toOn > post.toOn))
    faults.push(
      problem('organisation.delegation_outside_post', { fromOn: post.fromOn, toOn: post.toOn ?? '' }, ['toOn']),
    )
  if (given.delegateId === post.personId)
    faults.push(problem('organisation.delegation_to_self', undefined, ['delegateId']))
  if (delegate.state !== 'active') faults.push(problem('organisation.person_not_active', undefined, ['delegateId']))
  if (earlier.some((each) => each.delegateId === given.delegateId && overlap(each, given)))
    faults.push(problem('organisation.delegation_overlaps', undefined, ['fromOn']))
  return faults
}
