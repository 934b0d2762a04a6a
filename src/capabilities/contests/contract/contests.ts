import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { PeriodText } from '../../../kernel/period.ts'
import { ContestAction, ContestBody, ContestKind, ContestState } from './body.ts'

const Name = z.string().trim().min(2).max(100)
const Reason = z.string().trim().min(2).max(500)

/** What a contest says of itself beside its rules. `period` is the period its result counts for. */
export const ContestHead = z.strictObject({
  kind: ContestKind,
  name: Name,
  heldOn: DayText,
  period: PeriodText,
  place: z.string().trim().max(200).default(''),
})
export type ContestHead = z.output<typeof ContestHead>

/** A contest as a list shows it. `rulesHash` is the SM3 of the frozen rules; a rehearsal never counts and is never published. */
export const ContestLine = z.object({
  id: Id,
  kind: ContestKind,
  name: z.string(),
  heldOn: DayText,
  period: PeriodText,
  place: z.string(),
  state: ContestState,
  isRehearsal: z.boolean(),
  entrants: z.int(),
  rulesHash: z.string().nullable(),
  publishedAt: z.string().nullable(),
  version: RecordVersion,
  actions: z.array(ContestAction),
})
export type ContestLine = z.output<typeof ContestLine>

/** A problem of a draft as the editor shows it: a code with its words in the catalogue, and the field. */
export const DraftProblem = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  path: z.array(z.union([z.string(), z.number()])),
})

/** What happened to a contest, as its log tells it to those who may see it. */
export const LogLine = z.object({
  id: Id,
  ordinal: z.int(),
  kind: z.string(),
  at: z.string(),
  actorName: z.string(),
  entrantKey: z.string().nullable(),
  reason: z.string().nullable(),
})
export type LogLine = z.output<typeof LogLine>

const Changed = z.object({ id: Id, version: RecordVersion })
const Path = z.object({ contestId: Id, expectedVersion: RecordVersion })

/** Lists contests, the latest day first. */
export const listContests = query({
  id: 'contests.list',
  summary: 'List contests by kind, state and period, the latest first',
  route: 'GET /contests',
  permission: 'contests.view',
  input: z.object({
    kind: ContestKind.optional(),
    state: z.array(ContestState).optional(),
    period: PeriodText.optional(),
    text: z.string().trim().max(100).optional(),
    cursor: z.string().max(200).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ items: z.array(ContestLine), nextCursor: z.string().nullable() }),
})

/** Shows a contest with its rules. */
export const showContest = query({
  id: 'contests.show',
  summary: 'Show one contest with its rules, their hash, and what may be done to it',
  route: 'GET /contests/:contestId',
  permission: 'contests.view',
  input: z.object({ contestId: Id }),
  output: ContestLine.extend({
    body: ContestBody,
    frozenAt: z.string().nullable(),
    frozenBy: z.string().nullable(),
    copiedFrom: Id.nullable(),
  }),
})

/** Tells everything that keeps a draft from being frozen; empty for a sound one. Sound drafts show the hash their freeze would have. */
export const checkContest = query({
  id: 'contests.check',
  summary: 'Tell everything that keeps a draft from being frozen',
  route: 'GET /contests/:contestId/check',
  permission: 'contests.manage',
  input: z.object({ contestId: Id }),
  output: z.object({ problems: z.array(DraftProblem), rulesHash: z.string() }),
})

/** Makes a draft with the usual rules of its kind; a draft may be unsound until it is frozen. */
export const createContest = command({
  id: 'contests.create',
  summary: 'Make a contest with the usual rules of its kind',
  route: 'POST /contests',
  permission: 'contests.manage',
  input: z.object({ head: ContestHead, body: ContestBody.optional() }),
  output: Changed,
})

/** Saves a draft: what it says of itself and its rules. Refuses `contests.rules_frozen` after the freeze. */
export const saveContest = command({
  id: 'contests.save',
  summary: 'Save what a draft says of itself and its rules; refused once the rules are frozen',
  route: 'PUT /contests/:contestId',
  permission: 'contests.manage',
  input: Path.extend({ head: ContestHead, body: ContestBody }),
  output: Changed,
})

/** Freezes the rules of a sound draft and answers their hash. Refuses with everything `contests.check` tells. */
export const freezeContest = command({
  id: 'contests.freeze',
  summary: 'Freeze the rules of a contest before the first vote, and answer their hash',
  route: 'POST /contests/:contestId/freeze',
  permission: 'contests.manage',
  input: Path,
  output: Changed.extend({ rulesHash: z.string() }),
})

/** Copies head and rules into a new draft: next time's contest, a change of rules, or (`asRehearsal`) a dry run with the same seats. */
export const copyContest = command({
  id: 'contests.copy',
  summary: 'Copy a contest into a new draft, or into a rehearsal',
  route: 'POST /contests/:contestId/copy',
  permission: 'contests.manage',
  input: z.object({ contestId: Id, name: Name, asRehearsal: z.boolean().default(false) }),
  output: Changed,
})

/** Cancels a contest that is not counted yet, with the reason. */
export const cancelContest = command({
  id: 'contests.cancel',
  summary: 'Cancel a contest that is not counted yet, with the reason',
  route: 'POST /contests/:contestId/cancel',
  permission: 'contests.manage',
  input: Path.extend({ reason: Reason }),
  output: Changed,
})

/** What happened to a contest, the newest first; never what a ballot says or who cast it. */
export const listContestLog = query({
  id: 'contests.log',
  summary: 'List what happened to a contest, the newest first',
  route: 'GET /contests/:contestId/log',
  permission: 'contests.view',
  input: z.object({ contestId: Id }),
  output: z.object({ items: z.array(LogLine) }),
})

/** The operations on a contest and its rules. */
export const contestContracts = [
  listContests,
  showContest,
  checkContest,
  createContest,
  saveContest,
  freezeContest,
  copyContest,
  cancelContest,
  listContestLog,
] as const
