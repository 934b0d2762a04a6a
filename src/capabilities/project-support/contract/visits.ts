import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { FileAnswer } from '../../../kernel/file-answer.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'

/** 正常推进 现场解决 已交办 待协调: what a visit ended with. */
export const VISIT_OUTCOMES = ['smooth', 'solved', 'handed_over', 'pending'] as const
/** One of `VISIT_OUTCOMES`. */
export const VisitOutcome = z.enum(VISIT_OUTCOMES)
export type VisitOutcome = z.output<typeof VisitOutcome>

/** What may be done to a visit just now. */
export const VisitAction = z.enum(['change', 'withdraw'])
export type VisitAction = z.output<typeof VisitAction>

const Sentence = z.string().trim().max(200)
const Reason = z.string().trim().min(2).max(500)

/**
 * What is written about a visit: the day, who came (a post), one sentence, an outcome; the problem found and how it was solved where there
 * was one; the day of the next visit. No place, no time of the day, no picture is asked for: a visit is no proof of presence.
 */
export const VisitBody = z
  .object({
    visitedOn: DayText,
    visitorPostId: Id,
    sentence: Sentence.min(2),
    outcome: VisitOutcome,
    problem: Sentence.default(''),
    solution: Sentence.default(''),
    nextOn: DayText.nullable().default(null),
  })
  .strict()
export type VisitBody = z.output<typeof VisitBody>

/** A promise made on a visit: what, by when, and the unit that answers for it where it is not the visitor's own. */
export const VisitPromise = z.object({
  action: z.string().trim().min(2).max(500),
  dueOn: DayText,
  unitId: Id.nullable().default(null),
})
export type VisitPromise = z.output<typeof VisitPromise>

/** A promise of a visit, as the ledger of promises has it today. */
export const MadePromise = z.object({
  id: Id,
  action: z.string(),
  dueOn: DayText.nullable(),
  state: z.enum(['open', 'kept', 'late', 'broken', 'withdrawn']),
  isOverdue: z.boolean(),
})
export type MadePromise = z.output<typeof MadePromise>

/** A visit as it is shown. */
export const Visit = VisitBody.extend({
  id: Id,
  projectId: Id,
  projectName: z.string(),
  projectNumber: z.string(),
  visitorTitle: z.string(),
  recordedBy: z.string(),
  promises: z.array(MadePromise),
  version: RecordVersion,
  actions: z.array(VisitAction),
})
export type Visit = z.output<typeof Visit>

/** What a list of visits can be narrowed by. */
export const VisitFilter = z.object({
  projectId: Id.optional(),
  visitorPostId: z.array(Id).optional(),
  outcome: z.array(VisitOutcome).optional(),
  from: DayText.optional(),
  to: DayText.optional(),
})
export type VisitFilter = z.output<typeof VisitFilter>

const Changed = z.object({ id: Id, version: RecordVersion })
const Path = z.object({ visitId: Id, expectedVersion: RecordVersion })

/** Lists visits, the newest first. */
export const listVisits = query({
  id: 'project_support.list_visits',
  summary: 'List visits to projects, newest first',
  route: 'GET /project-visits',
  permission: 'project_support.view',
  input: VisitFilter.extend({
    cursor: z.string().max(400).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ items: z.array(Visit), nextCursor: z.string().nullable() }),
})

/** Records a visit with the promises made on it. */
export const recordVisit = command({
  id: 'project_support.record_visit',
  summary: 'Record a visit in one sentence with its outcome and the promises made on it',
  route: 'POST /key-projects/:projectId/visits',
  permission: 'project_support.visit',
  input: VisitBody.extend({ projectId: Id, promises: z.array(VisitPromise).max(10).default([]) }),
  output: Changed,
})

/** Changes a visit: its problem was solved meanwhile, or a word was wrong. */
export const changeVisit = command({
  id: 'project_support.change_visit',
  summary: 'Change a visit: its problem was solved meanwhile, or something was written wrongly',
  route: 'PUT /project-visits/:visitId',
  permission: 'project_support.visit',
  input: Path.extend({ body: VisitBody }),
  output: Changed,
})

/** Withdraws a visit that was recorded by mistake. Its promises stay in the ledger of promises. */
export const withdrawVisit = command({
  id: 'project_support.withdraw_visit',
  summary: 'Withdraw a visit that was recorded by mistake, with the reason; its promises stay',
  route: 'POST /project-visits/:visitId/withdraw',
  permission: 'project_support.visit',
  input: Path.extend({ reason: Reason }),
  output: Changed,
})

/** The 包联日志 as a workbook. */
export const exportVisits = query({
  id: 'project_support.export_visits',
  summary: 'Export the visits as the log of sponsored projects (包联日志)',
  route: 'GET /project-visits/export',
  permission: 'project_support.view',
  audited: true,
  input: VisitFilter,
  output: FileAnswer,
  fileOut: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
})
