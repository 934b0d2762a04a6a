import { addDays, type Day, dayOf, startOfDay } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problem.ts'
import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import {
  namesOfUnits,
  type PostTitle,
  requireOpenUnits,
  titlesOfPosts,
  type UnitName,
} from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import contacts from '../data/contacts.json' with { type: 'json' }
import {
  assignmentToKeep,
  daysToKeep,
  holderIn,
  isEmpty,
  isOn,
  lastDayBefore,
  maskName,
  maskPhone,
  RECORD_ROLES,
  type RecordRole,
  ROLE_RULES,
} from '../rules/people.ts'
import * as store from '../store/people.ts'
import * as record from '../store/record.ts'
import type { ProjectRow } from '../store/record.ts'
import { bodyOfRow } from '../store/shape.ts'

const SUBJECT = 'key_project'

/** Erases contacts whose purpose has ended; the nightly job runs it. */
export const eraseContactsOperation = implement(contract.eraseContacts, async (ctx) => {
  const day = addDays(dayOf(ctx.now), -contacts.keptDays)
  const before = { day, instant: startOfDay(day), now: ctx.now }
  const assignments = await store.eraseAssignments(ctx, before)
  const projects = await store.erasePhones(ctx, before)
  for (const id of new Set([...assignments.map((each) => each.project_id), ...projects.map((each) => each.id)]))
    ctx.announce('key_projects.contacts_erased', { subject: { kind: SUBJECT, id } })
  return { assignments: assignments.length, projects: projects.length }
})

/** The operations on people around a project. */
export const peopleOperations = [
  implement(contract.listProjectPeople, async (ctx, { projectId }) => {
    const row = await record.getProject(ctx, projectId)
    const rows = (await store.listAssignments(ctx, projectId)).filter((each) => !isEmpty(stretchOf(each)))
    const whole = [...unkept(row, rows), ...rows]
    const names = await namesOf(ctx, whole)
    const units = unitsOf(row)
    const rights = {
      mayAssign: ctx.actor.may('key_projects.manage', units),
      mayRead: ctx.actor.may('key_projects.contacts', units),
    }
    const today = dayOf(ctx.now)
    const items = whole.map((each) => shown(each, { row, names, today, rights }))
    return { items: items.toSorted(inOrder), mayAssign: rights.mayAssign }
  }),

  implement(contract.readProjectContact, async (ctx, { projectId, assignmentId }) => {
    const row = await record.getProject(ctx, projectId)
    if (!ctx.actor.may('key_projects.contacts', unitsOf(row)))
      refuse('forbidden', problem('key_projects.contact_not_yours'))
    const contact = assignmentId
      ? await contactOf(ctx, row, assignmentId)
      : { name: row.responsible_person, phone: row.responsible_phone }
    ctx.announce('key_projects.contact_read', {
      subject: { kind: SUBJECT, id: projectId },
      data: { name: maskName(contact.name) },
    })
    return contact
  }),

  implement(contract.assignPerson, async (ctx, { projectId, fromOn, ...assigned }) => {
    const row = await getManaged(ctx, projectId)
    const kept = orRefuse(assignmentToKeep(assigned))
    await requireOpenUnits(ctx, [{ field: 'unitId', id: kept.unitId }])
    const post = kept.postId === null ? undefined : (await titlesOfPosts(ctx, [kept.postId])).get(kept.postId)
    if (kept.postId !== null && !post) refuse('rule_broken', problem('key_projects.post_unknown', {}, ['postId']))
    const id = newId(ctx.now)
    await store.insertAssignments(ctx, [
      newRow(ctx, row.id, {
        id,
        role: assigned.role,
        post_id: kept.postId,
        unit_id: kept.unitId,
        person_name: kept.personName,
        phone: kept.phone,
        from_on: fromOn,
        to_on: null,
      }),
    ])
    const unit = kept.unitId === null ? undefined : (await namesOfUnits(ctx, [kept.unitId])).get(kept.unitId)
    ctx.announce('key_projects.person_assigned', {
      subject: { kind: SUBJECT, id: projectId },
      after: { personRole: assigned.role, holder: post?.title ?? (maskName(kept.personName) || unit?.name), fromOn },
    })
    return { id, version: 1 }
  }),

  implement(contract.dateAssignment, async (ctx, { projectId, assignmentId, expectedVersion, reason, ...days }) => {
    await getManaged(ctx, projectId)
    const rows = await store.listAssignments(ctx, projectId)
    const row = rows.find((each) => each.id === assignmentId) ?? refuse('not_found', problem('record.not_found'))
    const others = rows.filter((each) => each.role === row.role && each.id !== row.id).map(stretchOf)
    const kept = orRefuse(daysToKeep({ ...stretchOf(row), role: row.role, others }, days))
    const version = await store.updateDays(ctx, assignmentId, expectedVersion, {
      from_on: kept.fromOn,
      to_on: kept.toOn,
      updated_at: ctx.now,
    })
    ctx.announce('key_projects.person_dated', {
      subject: { kind: SUBJECT, id: projectId },
      before: { personRole: row.role, ...stretchOf(row) },
      after: { personRole: row.role, ...kept },
      data: { reason },
    })
    return { id: assignmentId, version }
  }),

  eraseContactsOperation,
]

/**
 * Dates the roles the record names: where a holder changed, the old one ends yesterday and the new one begins today. Called with every
 * change of a record; `before` null for a new one.
 */
export async function keepRecordPeople(
  ctx: OperationContext,
  projectId: string,
  change: { readonly before: contract.ProjectBody | null; readonly after: contract.ProjectBody },
  roles: readonly RecordRole[],
): Promise<void> {
  if (roles.length === 0) return
  const { before, after } = change
  const today = dayOf(ctx.now)
  const yesterday = lastDayBefore(today)
  const ended = before ? await store.endAssignments(ctx, projectId, roles, { on: yesterday, now: ctx.now }) : new Set()
  const past = before
    ? roles.filter((role) => !ended.has(role)).map((role) => [role, before, null, yesterday] as const)
    : []
  const present = roles.map((role) => [role, after, today, null] as const)
  await store.insertAssignments(
    ctx,
    [...past, ...present].flatMap(([role, body, from, to]) => {
      const holder = holderIn(body, role)
      return holder === null
        ? []
        : [
            newRow(ctx, projectId, {
              ...holderColumns(role, holder),
              id: newId(ctx.now),
              role,
              from_on: from,
              to_on: to,
            }),
          ]
    }),
  )
}

function holderColumns(role: RecordRole, holder: string) {
  const kind = ROLE_RULES[role].holder
  return {
    post_id: kind === 'post' ? holder : null,
    unit_id: kind === 'unit' ? holder : null,
    person_name: kind === 'person' ? holder : '',
    phone: '',
  }
}

type Columns = Omit<
  store.NewAssignment,
  'project_id' | 'reason' | 'erased_at' | 'created_at' | 'updated_at' | 'version'
>

function newRow(ctx: OperationContext, projectId: string, columns: Columns): store.NewAssignment {
  return { ...columns, project_id: projectId, reason: '', erased_at: null, created_at: ctx.now, updated_at: ctx.now }
}

/** An assignment, or what only the record says: a role held since before days were kept. */
type Seen = Omit<store.AssignmentRow, 'id' | 'region_code' | 'created_at' | 'updated_at'> & {
  readonly id: string | null
}

function unkept(row: ProjectRow, rows: readonly store.AssignmentRow[]): readonly Seen[] {
  const body = bodyOfRow(row)
  return RECORD_ROLES.filter((role) => !rows.some((each) => each.role === role && each.to_on === null)).flatMap(
    (role) => {
      const holder = holderIn(body, role)
      if (holder === null) return []
      const columns = holderColumns(role, holder)
      const days = { from_on: null, to_on: null }
      return [{ ...columns, ...days, id: null, project_id: row.id, role, reason: '', erased_at: null, version: 1 }]
    },
  )
}

interface Names {
  readonly posts: ReadonlyMap<string, PostTitle>
  readonly units: ReadonlyMap<string, UnitName>
}

async function namesOf(ctx: OperationContext, rows: readonly Seen[]): Promise<Names> {
  const posts = await titlesOfPosts(
    ctx,
    rows.map((each) => each.post_id),
  )
  const units = await namesOfUnits(
    ctx,
    rows.map((each) => each.unit_id),
  )
  return { posts, units }
}

interface About {
  readonly row: ProjectRow
  readonly names: Names
  readonly today: Day
  readonly rights: { readonly mayAssign: boolean; readonly mayRead: boolean }
}

function shown(each: Seen, { row, names, today, rights }: About): contract.Assignment {
  const rule = ROLE_RULES[each.role]
  const post = each.post_id === null ? undefined : names.posts.get(each.post_id)
  const unit = each.unit_id === null ? undefined : names.units.get(each.unit_id)
  const phone = phoneOf(each, row)
  const person = rule.isPrivate ? maskName(each.person_name) : each.person_name
  const hasContact = phone !== '' || (rule.isPrivate && person !== '')
  return {
    id: each.id,
    role: each.role,
    name: post?.title ?? (person || (unit?.name ?? '')),
    personName: post?.personName ?? '',
    unitName: rule.holder === 'person' ? (unit?.shortName ?? null) : null,
    phone: maskPhone(phone),
    fromOn: each.from_on as Day | null,
    toOn: each.to_on as Day | null,
    isCurrent: isOn(stretchOf(each), today),
    isErased: each.erased_at !== null,
    hasContact,
    reason: each.reason,
    version: each.version,
    actions: [
      ...(hasContact && rights.mayRead ? ['read_contact' as const] : []),
      ...(each.id !== null && rights.mayAssign ? ['date' as const] : []),
    ],
  }
}

/** The number of an assignment; of the person the record names now it stands in the record alone. */
function phoneOf(each: Seen, row: ProjectRow): string {
  return each.role === 'responsible' && each.to_on === null ? row.responsible_phone : each.phone
}

async function contactOf(ctx: OperationContext, row: ProjectRow, assignmentId: string) {
  const found = (await store.listAssignments(ctx, row.id)).find((each) => each.id === assignmentId)
  if (!found) return refuse('not_found', problem('record.not_found'))
  if (found.erased_at !== null) return refuse('rule_broken', problem('key_projects.contact_erased'))
  return { name: found.person_name, phone: phoneOf(found, row) }
}

async function getManaged(ctx: OperationContext, projectId: string): Promise<ProjectRow> {
  const row = await record.getProject(ctx, projectId)
  if (row.withdrawn_at !== null) refuse('rule_broken', problem('key_projects.not_now', { action: 'edit' }))
  return row
}

function unitsOf(row: ProjectRow) {
  return [row.unit_id, row.lead_unit_id, row.task_force_id]
}

function stretchOf(row: Pick<Seen, 'from_on' | 'to_on'>): { fromOn: Day | null; toOn: Day | null } {
  return { fromOn: row.from_on as Day | null, toOn: row.to_on as Day | null }
}

/** Those of today first, then by role, then the newest first. */
function inOrder(one: contract.Assignment, other: contract.Assignment): number {
  const role = (each: contract.Assignment) => contract.PERSON_ROLES.indexOf(each.role)
  const day = (each: contract.Assignment) => each.fromOn ?? ''
  return (
    Number(other.isCurrent) - Number(one.isCurrent) ||
    role(one) - role(other) ||
    (day(one) < day(other) ? 1 : day(one) > day(other) ? -1 : 0)
  )
}
