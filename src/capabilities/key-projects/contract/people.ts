import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'

/**
 * 包靠领导 协同包靠领导 牵头单位 协助单位 工作专班 专班成员 责任人 项目服务专员 企业联系人: in what a post, unit or person serves a project.
 */
export const PERSON_ROLES = [
  'sponsor',
  'co_sponsor',
  'lead_unit',
  'helping_unit',
  'task_force',
  'task_force_member',
  'responsible',
  'service_officer',
  'enterprise_contact',
] as const
/** One of `PERSON_ROLES`. */
export const PersonRole = z.enum(PERSON_ROLES)
export type PersonRole = z.output<typeof PersonRole>

/** Roles that are assigned by hand; the others follow from the fields of the record and are dated when those change. */
export const ASSIGNED_ROLES = [
  'co_sponsor',
  'helping_unit',
  'task_force_member',
  'service_officer',
  'enterprise_contact',
] as const
/** One of `ASSIGNED_ROLES`. */
export const AssignedRole = z.enum(ASSIGNED_ROLES)
export type AssignedRole = z.output<typeof AssignedRole>

/** What may be done to an assignment just now. */
export const AssignmentAction = z.enum(['read_contact', 'date'])
export type AssignmentAction = z.output<typeof AssignmentAction>

/**
 * Somebody's service for a project from a day to a day. `id` is null for what only the record says (from before days were kept). `name` is
 * the title of a post, the name of a unit, or a person's name; of an enterprise's contact only its first character is whole. `phone` is
 * always masked; `hasContact` says that there is more to read. `fromOn` null: since before days were kept; `toOn` the last day.
 */
export const Assignment = z.object({
  id: Id.nullable(),
  role: PersonRole,
  name: z.string(),
  personName: z.string(),
  unitName: z.string().nullable(),
  phone: z.string(),
  fromOn: DayText.nullable(),
  toOn: DayText.nullable(),
  isCurrent: z.boolean(),
  isErased: z.boolean(),
  hasContact: z.boolean(),
  reason: z.string(),
  version: RecordVersion,
  actions: z.array(AssignmentAction),
})
export type Assignment = z.output<typeof Assignment>

/** Lists everybody around a project, those of today first, each role by days. Names and numbers of people are masked for everybody. */
export const listProjectPeople = query({
  id: 'key_projects.list_people',
  summary: 'List who answers for a key project, works on it and is asked about it, with days; contacts are masked',
  route: 'GET /key-projects/:projectId/people',
  permission: 'key_projects.view',
  input: z.object({ projectId: Id }),
  output: z.object({ items: z.array(Assignment), mayAssign: z.boolean() }),
})

/** Reads one contact whole; every reading is written into the audit trail. Without `assignmentId` the person responsible in the record. */
export const readProjectContact = query({
  id: 'key_projects.read_contact',
  summary: 'Read the name and phone number of one contact of a key project; every reading is written down',
  route: 'GET /key-projects/:projectId/contact',
  permission: 'key_projects.contacts',
  audited: true,
  input: z.object({ projectId: Id, assignmentId: Id.optional() }),
  output: z.object({ name: z.string(), phone: z.string() }),
})

/** Assigns somebody to a project in a role that is given by hand. What is personal in it never enters the audit trail. */
export const assignPerson = command({
  id: 'key_projects.assign_person',
  summary:
    'Assign a co-sponsor, helping unit, task force member, service officer or enterprise contact to a key project',
  route: 'POST /key-projects/:projectId/people',
  permission: 'key_projects.manage',
  secret: ['personName', 'phone'],
  input: z.object({
    projectId: Id,
    role: AssignedRole,
    postId: Id.nullable().default(null),
    unitId: Id.nullable().default(null),
    personName: z.string().trim().max(50).default(''),
    phone: z
      .string()
      .trim()
      .max(40)
      .regex(/^[0-9+\-() 转,，]*$/)
      .default(''),
    fromOn: DayText,
  }),
  output: z.object({ id: Id, version: RecordVersion }),
})

/** Sets the days of an assignment: ends one that was given by hand, or corrects days that were kept wrongly. */
export const dateAssignment = command({
  id: 'key_projects.date_assignment',
  summary: 'Set the first and last day of an assignment: end it, or correct its days',
  route: 'PUT /key-projects/:projectId/people/:assignmentId/days',
  permission: 'key_projects.manage',
  input: z.object({
    projectId: Id,
    assignmentId: Id,
    expectedVersion: RecordVersion,
    fromOn: DayText.nullable(),
    toOn: DayText.nullable(),
    reason: z.string().trim().min(2).max(500),
  }),
  output: z.object({ id: Id, version: RecordVersion }),
})

/** Erases contacts whose purpose has ended: assignments over and projects closed for longer than contacts are kept. Runs every night. */
export const eraseContacts = command({
  id: 'key_projects.erase_contacts',
  summary: 'Erase names and numbers of contacts whose assignment or project ended long enough ago',
  route: 'POST /key-project-contacts/erase',
  permission: 'organisation.manage',
  input: z.object({}),
  output: z.object({ assignments: z.int(), projects: z.int() }),
})

/** The operations on people around a project. */
export const peopleContracts = [
  listProjectPeople,
  readProjectContact,
  assignPerson,
  dateAssignment,
  eraseContacts,
] as const
