import { addDays, type Day } from '../../../kernel/day.ts'
import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import { type Problem, problem } from '../../../kernel/problem.ts'
import type { PersonRole, ProjectBody } from '../contract.ts'

/** What holds a role: a post of the house, a unit, or a person by name. */
export type Holder = 'post' | 'unit' | 'person'

interface RoleRule {
  /** Whether the role follows from the fields of the record or is given by hand. */
  readonly keptBy: 'record' | 'hand'
  readonly holder: Holder
  /** Whether the name itself is masked too: people who do not serve the public by name. */
  readonly isPrivate: boolean
}

/** Every role, what holds it and who says so. */
export const ROLE_RULES = {
  sponsor: { keptBy: 'record', holder: 'post', isPrivate: false },
  co_sponsor: { keptBy: 'hand', holder: 'post', isPrivate: false },
  lead_unit: { keptBy: 'record', holder: 'unit', isPrivate: false },
  helping_unit: { keptBy: 'hand', holder: 'unit', isPrivate: false },
  task_force: { keptBy: 'record', holder: 'unit', isPrivate: false },
  task_force_member: { keptBy: 'hand', holder: 'person', isPrivate: false },
  responsible: { keptBy: 'record', holder: 'person', isPrivate: false },
  service_officer: { keptBy: 'hand', holder: 'person', isPrivate: false },
  enterprise_contact: { keptBy: 'hand', holder: 'person', isPrivate: true },
} as const satisfies Record<PersonRole, RoleRule>

/** Roles whose holder the record itself names. */
export type RecordRole = 'sponsor' | 'lead_unit' | 'task_force' | 'responsible'

/** The field of the record that names the holder of a role. */
export const RECORD_FIELDS = {
  sponsor: 'sponsorPostId',
  lead_unit: 'leadUnitId',
  task_force: 'taskForceId',
  responsible: 'responsiblePerson',
} as const satisfies Record<RecordRole, keyof ProjectBody>

/** The roles the record names, in the order people read them. */
export const RECORD_ROLES = Object.keys(RECORD_FIELDS) as readonly RecordRole[]

type Named = Pick<ProjectBody, (typeof RECORD_FIELDS)[RecordRole]>

/** Who holds a role of the record: an id or a name; null where nobody does. */
export function holderIn(body: Named, role: RecordRole): string | null {
  return body[RECORD_FIELDS[role]] || null
}

/** The roles whose holder differs between two states of the record; all that are held, of a new one. */
export function rolesChanged(before: Named | null, after: Named): readonly RecordRole[] {
  return RECORD_ROLES.filter((role) => (before && holderIn(before, role)) !== holderIn(after, role))
}

/** The last four digits of a number, the others as stars: 13800001234 is *******1234. What has four digits or fewer is hidden whole. */
export function maskPhone(phone: string): string {
  const digits = phone.match(/\d/g)?.length ?? 0
  return digits <= 4 ? phone.replace(/\d/g, '*') : phone.replace(/\d(?=(?:\D*\d){4})/g, '*')
}

/** The first character of a name, the others as stars. */
export function maskName(name: string): string {
  const [first = '', ...rest] = Array.from(name)
  return first + '*'.repeat(rest.length)
}

/** The number to keep: one sent back as it was shown, with stars, leaves the one that is kept. */
export function phoneToKeep(kept: string, sent: string): string {
  return sent.includes('*') ? kept : sent
}

/** A stretch of days; `fromOn` null since before days were kept, `toOn` null still going on, both days included. */
export interface Stretch {
  readonly fromOn: string | null
  readonly toOn: string | null
}

const FIRST = '0000-01-01'
const LAST = '9999-12-31'

/** Whether a stretch takes in a day. */
export function isOn({ fromOn, toOn }: Stretch, day: Day): boolean {
  return (fromOn ?? FIRST) <= day && day <= (toOn ?? LAST)
}

/** Whether a stretch has no day at all: an assignment taken back on the day it was made. */
export function isEmpty({ fromOn, toOn }: Stretch): boolean {
  return (toOn ?? LAST) < (fromOn ?? FIRST)
}

/** The last day of a predecessor whose successor begins on a day. */
export function lastDayBefore(day: Day): Day {
  return addDays(day, -1)
}

/** What setting days depends on: the role, the days kept so far, and the other stretches of the same role of the project. */
export interface Dated extends Stretch {
  readonly role: PersonRole
  readonly others: readonly Stretch[]
}

/**
 * The days of an assignment as they may be set. Refuses `key_projects.days_reversed`; of a role the record names also
 * `key_projects.assignment_by_record` (ending the present one, or opening a past one again: that is done in the record) and
 * `key_projects.assignment_overlaps` (two holders on one day).
 */
export function daysToKeep(dated: Dated, next: Stretch): Outcome<Stretch> {
  const isByRecord = ROLE_RULES[dated.role].keptBy === 'record'
  const overlaps = dated.others.some(
    (other) =>
      !isEmpty(other) &&
      (other.fromOn ?? FIRST) <= (next.toOn ?? LAST) &&
      (next.fromOn ?? FIRST) <= (other.toOn ?? LAST),
  )
  const broken: readonly Problem[] = [
    ...(isEmpty(next) ? [problem('key_projects.days_reversed', {}, ['toOn'])] : []),
    ...(isByRecord && (dated.toOn === null) !== (next.toOn === null)
      ? [problem('key_projects.assignment_by_record', {}, ['toOn'])]
      : []),
    ...(isByRecord && overlaps ? [problem('key_projects.assignment_overlaps', {}, ['fromOn'])] : []),
  ]
  const [first, ...rest] = broken
  return first ? fail(first, ...rest) : ok(next)
}

/** Who is to be assigned in a role that is given by hand. */
export interface Assigned {
  readonly role: PersonRole
  readonly postId: string | null
  readonly unitId: string | null
  readonly personName: string
  readonly phone: string
}

/** An assignment as it may be made. Refuses `key_projects.post_needed`, `unit_needed`, `name_needed` by what holds the role. */
export function assignmentToKeep(assigned: Assigned): Outcome<Assigned> {
  const { holder } = ROLE_RULES[assigned.role]
  if (holder === 'post')
    return assigned.postId === null
      ? fail(problem('key_projects.post_needed', {}, ['postId']))
      : ok({ ...assigned, unitId: null, personName: '', phone: '' })
  if (holder === 'unit')
    return assigned.unitId === null
      ? fail(problem('key_projects.unit_needed', {}, ['unitId']))
      : ok({ ...assigned, postId: null, personName: '', phone: '' })
  return assigned.personName === ''
    ? fail(problem('key_projects.name_needed', {}, ['personName']))
    : ok({ ...assigned, postId: null })
}
