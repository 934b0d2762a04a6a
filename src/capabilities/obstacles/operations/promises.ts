import { type Day, dayOf } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problem.ts'
import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import { unitInScope } from '../../../platform/access.ts'
import { listHistory } from '../../../platform/audit.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { namesOfUnits, requireOpenUnits } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { availableActions, changedFields, daysLeft, isOverdue, keptDay, stateOf } from '../rules/promises.ts'
import * as store from '../store/promises.ts'

/** The kind by which neighbours refer to a promise. */
const SUBJECT = 'promise'

/** The operations of promises. */
export const promisesOperations = [
  implement(contract.listPromises, async (ctx, { cursor, limit, ...filter }) => {
    const page = await store.listPromises(ctx, filter, { today: dayOf(ctx.now), cursor, limit })
    const units = await namesOfUnits(
      ctx,
      page.items.map((row) => row.unit_id),
    )
    return {
      items: page.items.map((row) => lineOf(ctx, row, unitName(units, row))),
      nextCursor: page.nextCursor,
    }
  }),

  implement(contract.countPromises, async (ctx, filter) => {
    const rows = await store.countPromises(ctx, filter, dayOf(ctx.now))
    return {
      total: rows.reduce((sum, row) => sum + row.count, 0),
      overdue: rows.reduce((sum, row) => sum + row.overdue, 0),
      byState: rows.map(({ state, count }) => ({ state, count })),
    }
  }),

  implement(contract.showPromise, async (ctx, { promiseId }) => {
    const row = await store.getPromise(ctx, promiseId)
    const units = await namesOfUnits(ctx, [row.unit_id])
    return {
      ...lineOf(ctx, row, unitName(units, row)),
      evidence: row.evidence,
      reason: row.reason,
      createdAt: row.created_at.toISOString(),
    }
  }),

  implement(contract.listPromiseHistory, async (ctx, { promiseId }) => {
    await store.getPromise(ctx, promiseId)
    const events = await listHistory(ctx.tx, ctx.scope.region, { kind: SUBJECT, id: promiseId })
    return {
      items: events.map((event) => ({
        id: event.id,
        at: event.at.toISOString(),
        topic: event.topic,
        actorName: event.actorName,
        onBehalfOf: event.onBehalfOf,
        reason: typeof event.data?.['reason'] === 'string' ? event.data['reason'] : null,
        changes: [...changedFields(event.before ?? {}, event.after ?? {})],
      })),
    }
  }),

  implement(contract.createPromise, async (ctx, body) => {
    await requireUnit(ctx, body.unitId)
    const id = newId(ctx.now)
    await store.insertPromise(ctx, { id, body, source: null, now: ctx.now })
    ctx.announce('obstacles.promise_created', { subject: { kind: SUBJECT, id }, after: body })
    return { id, version: 1 }
  }),

  implement(contract.updatePromise, async (ctx, { promiseId, expectedVersion, body, reason }) => {
    const row = await getFor(ctx, promiseId, 'edit')
    await requireUnit(ctx, body.unitId)
    const version = await store.updatePromise(ctx, promiseId, expectedVersion, {
      ...store.columnsOfBody(body),
      updated_at: ctx.now,
    })
    ctx.announce('obstacles.promise_updated', {
      subject: { kind: SUBJECT, id: promiseId },
      before: bodyOf(row),
      after: body,
      data: { reason },
    })
    return { id: promiseId, version }
  }),

  implement(contract.keepPromise, async (ctx, { promiseId, expectedVersion, keptOn, evidence }) => {
    const row = await getFor(ctx, promiseId, 'keep')
    const day = orRefuse(keptDay(keptOn, { madeOn: row.made_on, today: dayOf(ctx.now) }))
    return settle(ctx, row, expectedVersion, { topic: 'obstacles.promise_kept', change: { kept_on: day, evidence } })
  }),

  implement(contract.breakPromise, async (ctx, { promiseId, expectedVersion, reason }) => {
    const row = await getFor(ctx, promiseId, 'break')
    return settle(ctx, row, expectedVersion, {
      topic: 'obstacles.promise_broken',
      change: { broken_at: ctx.now, reason },
      reason,
    })
  }),

  implement(contract.reopenPromise, async (ctx, { promiseId, expectedVersion, reason }) => {
    const row = await getFor(ctx, promiseId, 'reopen')
    return settle(ctx, row, expectedVersion, {
      topic: 'obstacles.promise_reopened',
      change: { kept_on: null, evidence: '', broken_at: null, reason: null },
      reason,
    })
  }),

  implement(contract.withdrawPromise, async (ctx, { promiseId, expectedVersion, reason }) => {
    const row = await getFor(ctx, promiseId, 'withdraw')
    return settle(ctx, row, expectedVersion, {
      topic: 'obstacles.promise_withdrawn',
      change: { withdrawn_at: ctx.now, reason },
      reason,
    })
  }),

  implement(contract.restorePromise, async (ctx, { promiseId, expectedVersion }) => {
    const row = await getFor(ctx, promiseId, 'restore')
    return settle(ctx, row, expectedVersion, {
      topic: 'obstacles.promise_restored',
      change: { withdrawn_at: null },
    })
  }),
]

interface Settlement {
  readonly topic: `${string}.${string}`
  readonly change: Partial<Pick<store.PromiseRow, 'kept_on' | 'evidence' | 'broken_at' | 'withdrawn_at' | 'reason'>>
  readonly reason?: string
}

/** Writes new facts of a promise with the state that follows from them. */
async function settle(
  ctx: OperationContext,
  row: store.PromiseRow,
  expectedVersion: number,
  { topic, change, reason }: Settlement,
): Promise<{ id: string; version: number }> {
  const next = { ...row, ...change }
  const state = stateOf({
    dueOn: next.due_on,
    keptOn: next.kept_on,
    isBroken: next.broken_at !== null,
    isWithdrawn: next.withdrawn_at !== null,
  })
  const version = await store.updatePromise(ctx, row.id, expectedVersion, { ...change, state, updated_at: ctx.now })
  ctx.announce(topic, {
    subject: { kind: SUBJECT, id: row.id },
    before: { state: row.state, keptOn: row.kept_on, evidence: row.evidence },
    after: { state, keptOn: next.kept_on, evidence: next.evidence },
    ...(reason ? { data: { reason } } : {}),
  })
  return { id: row.id, version }
}

async function getFor(ctx: OperationContext, id: string, action: contract.PromiseAction): Promise<store.PromiseRow> {
  const row = await store.getPromise(ctx, id)
  if (!actionsOn(ctx, row).includes(action))
    refuse('rule_broken', problem('obstacles.promise_not_now', { state: row.state }))
  return row
}

async function requireUnit(ctx: OperationContext, unitId: string | null): Promise<void> {
  if (!unitInScope(ctx.scope, unitId)) refuse('forbidden', problem('obstacles.unit_not_yours', {}, ['unitId']))
  await requireOpenUnits(ctx, [{ field: 'unitId', id: unitId }])
}

function actionsOn(ctx: OperationContext, row: store.PromiseRow): readonly contract.PromiseAction[] {
  return availableActions(row.state, ctx.actor.may('promises.manage', [row.unit_id]))
}

function bodyOf(row: store.PromiseRow): contract.PromiseBody {
  return {
    ownerText: row.owner_text,
    unitId: row.unit_id,
    action: row.action,
    dueOn: row.due_on as Day | null,
    madeOn: row.made_on as Day | null,
  }
}

function lineOf(ctx: OperationContext, row: store.PromiseRow, name: string | null): contract.PromiseLine {
  const today = dayOf(ctx.now)
  return {
    ...bodyOf(row),
    id: row.id,
    state: row.state,
    isOverdue: isOverdue(row.state, row.due_on, today),
    daysLeft: daysLeft(row.state, row.due_on as Day | null, today),
    unitName: name,
    keptOn: row.kept_on as Day | null,
    source: row.source,
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
    actions: [...actionsOn(ctx, row)],
  }
}

function unitName(
  units: ReadonlyMap<string, { readonly shortName: string }>,
  row: { readonly unit_id: string | null },
): string | null {
  return (row.unit_id && units.get(row.unit_id)?.shortName) || null
}
