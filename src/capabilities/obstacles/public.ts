import { dayOf } from '../../kernel/day.ts'
import type { FoundSubject } from '../../kernel/duty.ts'
import { newId } from '../../kernel/ids.ts'
import { problem } from '../../kernel/problem.ts'
import { refuse } from '../../kernel/refusal.ts'
import type { OperationContext } from '../../platform/run-operation.ts'
import { requireOpenUnits } from '../organisation/public.ts'
import { type PromiseBody, PromiseFilter, type PromiseSource, type PromiseState } from './contract.ts'
import { isOverdue } from './rules/promises.ts'
import * as store from './store/promises.ts'

const SUBJECT = 'promise'

/** A promise as a reader of documents compares new ones with it. */
export interface KnownPromise {
  readonly id: string
  readonly ownerText: string
  readonly unitId: string | null
  readonly action: string
  readonly dueOn: string | null
  readonly version: number
}

/** Every promise of the region that is not withdrawn. */
export async function listPromisesForMatching(ctx: OperationContext): Promise<readonly KnownPromise[]> {
  return (await store.listKnownPromises(ctx)).map((row) => ({
    id: row.id,
    ownerText: row.owner_text,
    unitId: row.unit_id,
    action: row.action,
    dueOn: row.due_on,
    version: row.version,
  }))
}

/** What an acceptance did, as it must be handed back to undo it. */
export interface PromiseReceipt {
  readonly id: string
  readonly version: number
  readonly outcome: 'created' | 'updated' | 'confirmed'
  readonly before: unknown
}

/** Takes a promise made in a neighbour's own record (a report, a visit) into the ledger, open; answers its id. The unit must be open. */
export async function openPromise(ctx: OperationContext, body: PromiseBody): Promise<string> {
  await requireOpenUnits(ctx, [{ field: 'unitId', id: body.unitId }])
  const id = newId(ctx.now)
  await store.insertPromise(ctx, { id, body, source: null, now: ctx.now })
  ctx.announce('obstacles.promise_created', { subject: { kind: SUBJECT, id }, after: body })
  return id
}

/** Takes a commitment read from a document into the ledger: a new promise, or a new last day of one that is there. */
export async function acceptPromise(
  ctx: OperationContext,
  accepted: {
    readonly existing: { readonly id: string; readonly expectedVersion: number } | null
    readonly body: PromiseBody
    readonly source: PromiseSource
  },
): Promise<PromiseReceipt> {
  const { existing, body, source } = accepted
  if (!existing) {
    const id = newId(ctx.now)
    await store.insertPromise(ctx, { id, body, source, now: ctx.now })
    ctx.announce('obstacles.promise_created', { subject: { kind: SUBJECT, id }, after: body, data: { source } })
    return { id, version: 1, outcome: 'created', before: null }
  }
  const row = await store.getPromise(ctx, existing.id)
  if (row.due_on === body.dueOn)
    return { id: row.id, version: existing.expectedVersion, outcome: 'confirmed', before: null }
  const version = await store.updatePromise(ctx, row.id, existing.expectedVersion, {
    due_on: body.dueOn,
    updated_at: ctx.now,
  })
  ctx.announce('obstacles.promise_updated', {
    subject: { kind: SUBJECT, id: row.id },
    before: { dueOn: row.due_on },
    after: { dueOn: body.dueOn },
    data: { source },
  })
  return { id: row.id, version, outcome: 'updated', before: { dueOn: row.due_on } }
}

/** Undoes an acceptance: a promise that was made is withdrawn, a changed day comes back. Refuses where the promise changed since. */
export async function takeBackPromise(ctx: OperationContext, receipt: PromiseReceipt, reason: string): Promise<void> {
  if (receipt.outcome === 'confirmed') return
  const row = await store.getPromise(ctx, receipt.id)
  if (row.version !== receipt.version)
    refuse('rule_broken', problem('obstacles.changed_since', { name: row.action.slice(0, 40) }))
  const isMade = receipt.outcome === 'created'
  const dueOn = (receipt.before as { readonly dueOn: string | null } | null)?.dueOn ?? null
  await store.updatePromise(
    ctx,
    row.id,
    row.version,
    isMade
      ? { withdrawn_at: ctx.now, state: 'withdrawn', reason, updated_at: ctx.now }
      : { due_on: dueOn, updated_at: ctx.now },
  )
  ctx.announce(isMade ? 'obstacles.promise_withdrawn' : 'obstacles.promise_updated', {
    subject: { kind: SUBJECT, id: row.id },
    before: isMade ? { state: row.state } : { dueOn: row.due_on },
    after: isMade ? { state: 'withdrawn' } : { dueOn },
    data: { reason },
  })
}

/** A promise as a neighbour shows it beside the record it was made for. */
export interface GivenPromise {
  readonly id: string
  readonly action: string
  readonly dueOn: string | null
  readonly state: PromiseState
  readonly isOverdue: boolean
}

/** Promises of the region by id, whatever their unit: what a neighbour that made them shows to those who may see its own record. */
export async function readPromises(
  ctx: Pick<OperationContext, 'tx' | 'scope' | 'now'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, GivenPromise>> {
  const today = dayOf(ctx.now)
  return new Map(
    (await store.listPromisesById(ctx, ids)).map((row) => [
      row.id,
      {
        id: row.id,
        action: row.action,
        dueOn: row.due_on,
        state: row.state,
        isOverdue: isOverdue(row.state, row.due_on, today),
      },
    ]),
  )
}

/** A promise somebody owes: open, overdue or due soon. */
export interface OwedPromise {
  readonly id: string
  readonly action: string
  readonly ownerText: string
  readonly unitId: string | null
  readonly dueOn: string | null
  readonly isOverdue: boolean
}

/** Open promises that are due up to a day, of some units or of the whole region, the oldest first: what a post owes. */
export async function listOwedPromises(
  ctx: OperationContext,
  owed: { readonly unitIds?: readonly string[]; readonly dueTo: PromiseFilter['dueTo']; readonly limit: number },
): Promise<readonly OwedPromise[]> {
  const today = dayOf(ctx.now)
  const filter = PromiseFilter.parse({
    state: ['open'],
    ...(owed.unitIds ? { unitId: owed.unitIds } : {}),
    ...(owed.dueTo ? { dueTo: owed.dueTo } : {}),
  })
  const page = await store.listPromises(ctx, filter, { today, limit: owed.limit })
  return page.items.map((row) => ({
    id: row.id,
    action: row.action,
    ownerText: row.owner_text,
    unitId: row.unit_id,
    dueOn: row.due_on,
    isOverdue: isOverdue(row.state, row.due_on, today),
  }))
}

/** Promises in scope a search finds by who promised and what, the next due first. */
export async function findPromises(
  ctx: OperationContext,
  text: string,
  limit: number,
): Promise<readonly FoundSubject[]> {
  const page = await store.listPromises(ctx, PromiseFilter.parse({ text }), { today: dayOf(ctx.now), limit })
  return page.items.map((row) => ({
    kind: SUBJECT,
    id: row.id,
    title: row.action,
    note: [row.owner_text, row.due_on].filter(Boolean).join(' · '),
    path: `/promises/${row.id}`,
  }))
}

export { listItemDuties } from './operations/item-duties.ts'
export {
  findItems,
  listItemHappenings,
  listNodeObstacles,
  openItemFrom,
} from './operations/item-front.ts'
export { listClimbedItems } from './operations/item-climbed.ts'
export { listOpenItemsOf } from './operations/item-of-records.ts'
export { itemAsks, meetingAsks } from './operations/asks.ts'
export { obstaclesFigures, obstaclesLists } from './operations/figures.ts'
