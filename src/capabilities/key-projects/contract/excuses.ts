import { z } from 'zod'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { PeriodText } from '../../../kernel/period.ts'
import { Key } from '../../lights/contract.ts'

/** An excuse: asked, then granted or declined; withdrawn by those who asked, or ended by those who granted. */
export const ExcuseState = z.enum(['asked', 'granted', 'declined', 'withdrawn'])
export type ExcuseState = z.output<typeof ExcuseState>

/** What can be done with an excuse. */
export const ExcuseAction = z.enum(['grant', 'decline', 'withdraw'])
export type ExcuseAction = z.output<typeof ExcuseAction>

/** A reason that lifts one dimension of a project's light for some months, and who asked and decided. */
export const LightExcuse = z.object({
  id: Id,
  projectId: Id,
  projectName: z.string(),
  dimension: Key,
  code: Key,
  fromPeriod: PeriodText,
  untilPeriod: PeriodText,
  reason: z.string(),
  state: ExcuseState,
  askedBy: z.string(),
  askedAt: z.iso.datetime(),
  decidedBy: z.string().nullable(),
  decidedAt: z.iso.datetime().nullable(),
  decision: z.string().nullable(),
  version: RecordVersion,
  actions: z.array(ExcuseAction),
})
export type LightExcuse = z.output<typeof LightExcuse>

/** List the excuses of the region, those that wait for a decision first; of one project where it is named. */
export const listExcuses = query({
  id: 'key_projects.list_excuses',
  summary: 'List the excuses of the region, those that wait for a decision first; of one project where it is named',
  route: 'GET /key-projects/excuses',
  permission: 'key_projects.view',
  input: z.object({ projectId: Id.optional(), state: ExcuseState.optional() }),
  output: z.object({
    items: z.array(LightExcuse),
    /** The dimensions of the rule in force, with the excuses each takes. */
    dimensions: z.array(z.object({ key: Key, codes: z.array(Key) })),
    /** Whether the reader may ask for one; for the project named, else at all. */
    actions: z.array(z.enum(['ask'])),
  }),
})

/** Ask that one dimension of a project's light be excused for some months. */
export const askExcuse = command({
  id: 'key_projects.ask_excuse',
  summary: "Ask that one dimension of a project's light be excused for some months",
  route: 'POST /key-projects/:projectId/excuses',
  permission: 'key_projects.manage',
  input: z.object({
    projectId: Id,
    dimension: Key,
    code: Key,
    fromPeriod: PeriodText,
    untilPeriod: PeriodText,
    reason: z.string().trim().min(2).max(1000),
  }),
  output: z.object({ id: Id }),
})

const Decision = z.object({ excuseId: Id, decision: z.string().trim().min(2).max(500), expectedVersion: RecordVersion })
const Decided = z.object({ id: Id, version: RecordVersion })

/** Grant an excuse; the project is judged anew at once. */
export const grantExcuse = command({
  id: 'key_projects.grant_excuse',
  summary: 'Grant an excuse; the project is judged anew at once',
  route: 'POST /key-projects/excuses/:excuseId/grant',
  permission: 'lights.manage',
  input: Decision,
  output: Decided,
})

/** Decline an excuse with a reason. */
export const declineExcuse = command({
  id: 'key_projects.decline_excuse',
  summary: 'Decline an excuse with a reason',
  route: 'POST /key-projects/excuses/:excuseId/decline',
  permission: 'lights.manage',
  input: Decision,
  output: Decided,
})

/** Take back an excuse that was asked, or end one that was granted; the project is judged anew. */
export const withdrawExcuse = command({
  id: 'key_projects.withdraw_excuse',
  summary: 'Take back an excuse that was asked, or end one that was granted; the project is judged anew',
  route: 'POST /key-projects/excuses/:excuseId/withdraw',
  permission: 'key_projects.view',
  input: Decision,
  output: Decided,
})

/**
 * Judge projects of the region anew by the rule in force, a stretch of the library at a time: from its beginning or from after a project.
 * `next` is where to go on. The house does it every night and soon after a rule is published.
 */
export const rejudgeProjects = command({
  id: 'key_projects.rejudge',
  summary: 'Judge projects of the region anew by the rule in force, a stretch at a time',
  route: 'POST /key-projects/rejudge',
  permission: 'lights.manage',
  input: z.object({ after: Id.optional() }),
  output: z.object({ judged: z.int(), changed: z.int(), next: Id.nullable() }),
})

/** Count the projects whose light is by another rule than the one in force. */
export const countStaleLights = query({
  id: 'key_projects.count_stale_lights',
  summary: 'Count the projects whose light is by another rule than the one in force',
  route: 'GET /key-projects/lights/stale',
  permission: 'key_projects.view',
  input: z.object({}),
  output: z.object({ count: z.int() }),
})

/** Every operation on the lights of projects. */
export const excuseContracts = [
  listExcuses,
  askExcuse,
  grantExcuse,
  declineExcuse,
  withdrawExcuse,
  rejudgeProjects,
  countStaleLights,
] as const
