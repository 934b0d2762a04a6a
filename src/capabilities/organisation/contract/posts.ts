import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { Changed, Cursor, Limit, Reason, RoleName, Title } from './shared.ts'

/** A post held by a person in a unit; both days are inclusive, an open end is `null`. */
export const Post = z.object({
  id: Id,
  personId: Id,
  personName: z.string(),
  unitId: Id,
  unitName: z.string(),
  role: RoleName,
  title: z.string(),
  fromOn: DayText,
  toOn: DayText.nullable(),
  endReason: z.string().nullable(),
  version: RecordVersion,
  actions: z.array(z.enum(['end', 'delegate'])),
})
/** A post held by a person in a unit. */
export type Post = z.output<typeof Post>

/** Posts on a day (today unless given), or all that ever were with `history`. */
export const listPosts = query({
  id: 'organisation.list_posts',
  summary: 'List posts by day, unit, person or role',
  route: 'GET /posts',
  permission: 'organisation.view',
  input: z.object({
    on: DayText.optional(),
    history: z.boolean().default(false),
    unitId: Id.optional(),
    personId: Id.optional(),
    role: RoleName.optional(),
    cursor: Cursor,
    limit: Limit,
  }),
  output: z.object({ items: z.array(Post), nextCursor: z.string().nullable() }),
})

/** Gives a person a post in a unit from a day on. */
export const appoint = command({
  id: 'organisation.appoint',
  summary: 'Give a person a post',
  route: 'POST /posts',
  permission: 'organisation.manage',
  input: z.object({
    personId: Id,
    unitId: Id,
    role: RoleName,
    title: Title,
    fromOn: DayText,
    toOn: DayText.optional(),
  }),
  output: Changed,
})

/** Ends a post; `toOn` is its last day. Delegations of it end with it. */
export const endPost = command({
  id: 'organisation.end_post',
  summary: 'End a post',
  route: 'POST /posts/:postId/end',
  permission: 'organisation.manage',
  input: z.object({ postId: Id, toOn: DayText, reason: Reason, expectedVersion: RecordVersion }),
  output: Changed,
})

/** A delegation of a post; both days are inclusive. */
export const Delegation = z.object({
  id: Id,
  postId: Id,
  ownerId: Id,
  ownerName: z.string(),
  role: RoleName,
  unitName: z.string(),
  delegateId: Id,
  delegateName: z.string(),
  fromOn: DayText,
  toOn: DayText,
  reason: z.string(),
  withdrawnOn: DayText.nullable(),
  version: RecordVersion,
  actions: z.array(z.enum(['withdraw'])),
})
/** A delegation of a post. */
export type Delegation = z.output<typeof Delegation>

/** Delegations: those of one's own posts and to oneself, or all of the region for an administrator. */
export const listDelegations = query({
  id: 'organisation.list_delegations',
  summary: 'List delegations of posts',
  route: 'GET /delegations',
  permission: 'organisation.delegate',
  input: z.object({ withPast: z.boolean().default(false) }),
  output: z.object({ items: z.array(Delegation) }),
})

/** The posts a person may delegate: their own of today, or everybody's for an administrator. */
export const listDelegablePosts = query({
  id: 'organisation.list_delegable_posts',
  summary: 'List the posts one may delegate',
  route: 'GET /delegations/posts',
  permission: 'organisation.delegate',
  input: z.object({}),
  output: z.object({ items: z.array(Post) }),
})

/** Lets somebody enter on behalf of a post between two days; both names stay in the record. */
export const giveDelegation = command({
  id: 'organisation.give_delegation',
  summary: 'Let somebody act on behalf of a post',
  route: 'POST /delegations',
  permission: 'organisation.delegate',
  input: z.object({ postId: Id, delegateId: Id, fromOn: DayText, toOn: DayText, reason: Reason }),
  output: Changed,
})

/** Takes a delegation back, at once. */
export const withdrawDelegation = command({
  id: 'organisation.withdraw_delegation',
  summary: 'Take a delegation back',
  route: 'POST /delegations/:delegationId/withdraw',
  permission: 'organisation.delegate',
  input: z.object({ delegationId: Id, reason: Reason, expectedVersion: RecordVersion }),
  output: Changed,
})
