import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { Post } from './posts.ts'
import {
  Account,
  Changed,
  Cursor,
  FirstPassword,
  Limit,
  Name,
  Phone,
  Reason,
  RoleName,
  Search,
  Title,
} from './shared.ts'

/** What can be done to a person. */
export const PERSON_ACTIONS = [
  'update',
  'disable',
  'enable',
  'erase',
  'unlock',
  'reset_password',
  'reset_totp',
  'end_sessions',
  'appoint',
] as const

/** A person as lists show them: the telephone number is masked. */
export const Person = z.object({
  id: Id,
  name: z.string(),
  account: z.string(),
  phone: z.string().nullable(),
  state: z.enum(['active', 'disabled', 'erased']),
  stateReason: z.string().nullable(),
  isLocked: z.boolean(),
  mustChangePassword: z.boolean(),
  totpEnabled: z.boolean(),
  posts: z.array(z.object({ id: Id, role: RoleName, title: z.string(), unitId: Id, unitName: z.string() })),
  version: RecordVersion,
  actions: z.array(z.enum(PERSON_ACTIONS)),
})
/** A person as lists show them. */
export type Person = z.output<typeof Person>

/** People by name, account, unit or role; ordered by pinyin. */
export const listPeople = query({
  id: 'organisation.list_people',
  summary: 'List people by name, pinyin, account, unit or role',
  route: 'GET /people',
  permission: 'organisation.view',
  input: z.object({
    search: Search.optional(),
    unitId: Id.optional(),
    role: RoleName.optional(),
    state: z.enum(['active', 'disabled', 'erased']).optional(),
    cursor: Cursor,
    limit: Limit,
  }),
  output: z.object({ items: z.array(Person), nextCursor: z.string().nullable() }),
})

/** One person with the whole telephone number; audited. */
export const showPerson = query({
  id: 'organisation.show_person',
  summary: 'Show a person with the whole telephone number and every post',
  route: 'GET /people/:personId',
  permission: 'organisation.manage',
  audited: true,
  input: z.object({ personId: Id }),
  output: z.object({ person: Person, posts: z.array(Post) }),
})

/** A password known beforehand that need not be changed; only the system may give one, to a sample person. */
const SamplePassword = z.string().min(8).max(128).optional()

/** Registers a person; the one-time password is answered once and kept nowhere. */
export const createPerson = command({
  id: 'organisation.create_person',
  summary: 'Register a person and answer a one-time password',
  route: 'POST /people',
  permission: 'organisation.manage',
  input: z.object({
    name: Name,
    account: Account,
    phone: Phone.optional(),
    post: z.object({ unitId: Id, role: RoleName, title: Title, fromOn: DayText }).optional(),
    samplePassword: SamplePassword,
  }),
  /** Neither a password nor a telephone number stays in the trail, which nobody can erase. */
  secret: ['samplePassword', 'phone'],
  output: Changed.extend({ account: z.string(), firstPassword: FirstPassword }),
})

/** Corrects name, account or telephone number of a person. */
export const updatePerson = command({
  id: 'organisation.update_person',
  summary: 'Correct name, account or telephone number',
  route: 'PATCH /people/:personId',
  permission: 'organisation.manage',
  input: z.object({
    personId: Id,
    name: Name,
    account: Account,
    phone: Phone.nullable(),
    expectedVersion: RecordVersion,
  }),
  secret: ['phone'],
  output: Changed,
})

const OnPerson = { personId: Id, expectedVersion: RecordVersion }

/** Takes a person out of service: sessions end, sign-in is refused, posts end today. */
export const disablePerson = command({
  id: 'organisation.disable_person',
  summary: 'Take a person out of service',
  route: 'POST /people/:personId/disable',
  permission: 'organisation.manage',
  input: z.object({ ...OnPerson, reason: Reason }),
  output: Changed,
})

/** Puts a person back into service; posts are given anew. */
export const enablePerson = command({
  id: 'organisation.enable_person',
  summary: 'Put a person back into service',
  route: 'POST /people/:personId/enable',
  permission: 'organisation.manage',
  input: z.object(OnPerson),
  output: Changed,
})

/**
 * Erases the personal data of somebody out of service when its purpose has ended (PIPL art. 47): account, telephone number, password,
 * sessions, and the name unless they held a leading post, whose holder is of public record.
 */
export const erasePerson = command({
  id: 'organisation.erase_person',
  summary: 'Erase the personal data of a person out of service',
  route: 'POST /people/:personId/erase',
  permission: 'organisation.manage',
  input: z.object({ ...OnPerson, reason: Reason }),
  output: Changed,
})

/** Removes the lock of an account after failed sign-ins. */
export const unlockAccount = command({
  id: 'organisation.unlock_account',
  summary: 'Unlock an account after failed sign-ins',
  route: 'POST /people/:personId/unlock',
  permission: 'organisation.manage',
  input: z.object({ personId: Id }),
  output: z.object({ id: Id }),
})

/** Gives a new one-time password and ends every session; unlocks too. */
export const resetPassword = command({
  id: 'organisation.reset_password',
  summary: 'Give a new one-time password',
  route: 'POST /people/:personId/reset-password',
  permission: 'organisation.manage',
  input: z.object({ personId: Id, samplePassword: SamplePassword }),
  secret: ['samplePassword'],
  output: z.object({ id: Id, firstPassword: FirstPassword }),
})

/** Switches one-time codes off for somebody who lost their generator. */
export const resetTotp = command({
  id: 'organisation.reset_totp',
  summary: 'Switch one-time codes off for a person',
  route: 'POST /people/:personId/reset-totp',
  permission: 'organisation.manage',
  input: z.object({ personId: Id, reason: Reason }),
  output: z.object({ id: Id }),
})

/** Ends every session of a person. */
export const endPersonSessions = command({
  id: 'organisation.end_sessions',
  summary: 'End every session of a person',
  route: 'POST /people/:personId/end-sessions',
  permission: 'organisation.manage',
  input: z.object({ personId: Id }),
  output: z.object({ id: Id }),
})
