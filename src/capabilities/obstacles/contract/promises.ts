import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'

/** 兑现中 按期兑现 逾期兑现 未兑现 已撤下: what became of a promise. */
export const PROMISE_STATES = ['open', 'kept', 'late', 'broken', 'withdrawn'] as const
/** What became of a promise. */
export const PromiseState = z.enum(PROMISE_STATES)
export type PromiseState = z.output<typeof PromiseState>

/** What a post may do to a promise just now. */
export const PromiseAction = z.enum(['edit', 'keep', 'break', 'reopen', 'withdraw', 'restore'])
export type PromiseAction = z.output<typeof PromiseAction>

/** The place in a document a promise was read from; kept for ever. */
export const PromiseSource = z.object({ dispatchId: Id, rowId: Id, title: z.string(), quote: z.string() })
export type PromiseSource = z.output<typeof PromiseSource>

const Text = z.string().trim().max(2000)
const Reason = z.string().trim().min(2).max(500)

/**
 * What a promise says. `ownerText` is who promised in the words of the text; `unitId` the unit that answers for it, where it is
 * known; `dueOn` the last day on which it is kept in time, null where none was said.
 */
export const PromiseBody = z
  .object({
    ownerText: z.string().trim().max(200).default(''),
    unitId: Id.nullable().default(null),
    action: z.string().trim().min(2).max(2000),
    dueOn: DayText.nullable().default(null),
    madeOn: DayText.nullable().default(null),
  })
  .strict()
export type PromiseBody = z.output<typeof PromiseBody>

/** A promise as a list shows it. `isOverdue`: still open after its last day. */
export const PromiseLine = PromiseBody.extend({
  id: Id,
  state: PromiseState,
  isOverdue: z.boolean(),
  daysLeft: z.int().nullable(),
  unitName: z.string().nullable(),
  keptOn: DayText.nullable(),
  source: PromiseSource.nullable(),
  updatedAt: z.string(),
  version: RecordVersion,
  actions: z.array(PromiseAction),
})
export type PromiseLine = z.output<typeof PromiseLine>

/** A promise, whole: with the proof that it was kept, or why it was not. */
export const Promised = PromiseLine.extend({
  evidence: z.string(),
  reason: z.string().nullable(),
  createdAt: z.string(),
})
export type Promised = z.output<typeof Promised>

/** What a list of promises can be narrowed by. `overdue` keeps open promises whose last day has passed. */
export const PromiseFilter = z.object({
  text: z.string().trim().max(100).optional(),
  state: z.array(PromiseState).optional(),
  unitId: z.array(Id).optional(),
  dueFrom: DayText.optional(),
  dueTo: DayText.optional(),
  overdue: z.boolean().default(false),
})
export type PromiseFilter = z.output<typeof PromiseFilter>

const Changed = z.object({ id: Id, version: RecordVersion })
const Path = z.object({ promiseId: Id, expectedVersion: RecordVersion })

/** Lists promises. */
export const listPromises = query({
  id: 'obstacles.list_promises',
  summary: 'List promises by state, unit and last day, the next due first',
  route: 'GET /promises',
  permission: 'promises.view',
  input: PromiseFilter.extend({
    cursor: z.string().max(400).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ items: z.array(PromiseLine), nextCursor: z.string().nullable() }),
})

/** Counts promises. */
export const countPromises = query({
  id: 'obstacles.count_promises',
  summary: 'Count promises by state, and those overdue',
  route: 'GET /promises/count',
  permission: 'promises.view',
  input: PromiseFilter,
  output: z.object({
    total: z.int(),
    overdue: z.int(),
    byState: z.array(z.object({ state: PromiseState, count: z.int() })),
  }),
})

/** Shows a promise. */
export const showPromise = query({
  id: 'obstacles.show_promise',
  summary: 'Show one promise whole, with what may be done to it',
  route: 'GET /promises/:promiseId',
  permission: 'promises.view',
  input: z.object({ promiseId: Id }),
  output: Promised,
})

/** Lists the history of a promise. */
export const listPromiseHistory = query({
  id: 'obstacles.promise_history',
  summary: 'List what happened to one promise, newest first',
  route: 'GET /promises/:promiseId/history',
  permission: 'promises.view',
  input: z.object({ promiseId: Id }),
  output: z.object({
    items: z.array(
      z.object({
        id: Id,
        at: z.string(),
        topic: z.string(),
        actorName: z.string(),
        onBehalfOf: z.string().nullable(),
        reason: z.string().nullable(),
        changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
      }),
    ),
  }),
})

/** Enters a promise by hand. */
export const createPromise = command({
  id: 'obstacles.create_promise',
  summary: 'Enter a promise: who does what by when',
  route: 'POST /promises',
  permission: 'promises.manage',
  input: PromiseBody,
  output: Changed,
})

/** Changes a promise. */
export const updatePromise = command({
  id: 'obstacles.update_promise',
  summary: 'Change an open promise; the wording before stays in its history',
  route: 'PUT /promises/:promiseId',
  permission: 'promises.manage',
  input: Path.extend({ body: PromiseBody, reason: Reason }),
  output: Changed,
})

/** Marks a promise kept. */
export const keepPromise = command({
  id: 'obstacles.keep_promise',
  summary: 'Mark a promise kept, on its day and with its evidence; after the last day it counts as late',
  route: 'POST /promises/:promiseId/keep',
  permission: 'promises.manage',
  input: Path.extend({ keptOn: DayText, evidence: Text.min(2) }),
  output: Changed,
})

/** Marks a promise broken. */
export const breakPromise = command({
  id: 'obstacles.break_promise',
  summary: 'Mark a promise broken, with the reason',
  route: 'POST /promises/:promiseId/break',
  permission: 'promises.manage',
  input: Path.extend({ reason: Reason }),
  output: Changed,
})

/** Opens a decided promise again. */
export const reopenPromise = command({
  id: 'obstacles.reopen_promise',
  summary: 'Open a promise again that was marked kept or broken, with the reason',
  route: 'POST /promises/:promiseId/reopen',
  permission: 'promises.manage',
  input: Path.extend({ reason: Reason }),
  output: Changed,
})

/** Withdraws a promise. */
export const withdrawPromise = command({
  id: 'obstacles.withdraw_promise',
  summary: 'Withdraw a promise with a reason; it can be restored',
  route: 'POST /promises/:promiseId/withdraw',
  permission: 'promises.manage',
  input: Path.extend({ reason: Reason }),
  output: Changed,
})

/** Restores a promise. */
export const restorePromise = command({
  id: 'obstacles.restore_promise',
  summary: 'Restore a withdrawn promise to the state it had',
  route: 'POST /promises/:promiseId/restore',
  permission: 'promises.manage',
  input: Path,
  output: Changed,
})

/** Every operation on promises. */
export const promisesContracts = [
  listPromises,
  countPromises,
  showPromise,
  listPromiseHistory,
  createPromise,
  updatePromise,
  keepPromise,
  breakPromise,
  reopenPromise,
  withdrawPromise,
  restorePromise,
] as const
