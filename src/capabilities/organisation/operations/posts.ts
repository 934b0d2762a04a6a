import { asDay, type Day } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { implement, type OperationContext, orNotFound } from '../../../platform/run-operation.ts'
import * as contract from '../contract.ts'
import { readCursor, writeCursor } from '../rules/cursor.ts'
import { type PersonState, problemsOfAppointment, problemsOfDelegation, problemsOfEnding } from '../rules/people.ts'
import * as delegations from '../store/delegations.ts'
import { findPersonRow } from '../store/people.ts'
import * as store from '../store/posts.ts'
import { findUnitRow } from '../store/units.ts'
import { managesOrganisation, orConflict, refuseAll, refuseLastAdministrator, today } from './acting.ts'

/** A post as the contract shows it. */
export function postOf(row: store.PostRow, day: Day, mayManage: boolean): contract.Post {
  const isOpen = row.toOn === null || row.toOn >= day
  return {
    ...row,
    fromOn: asDay(row.fromOn),
    toOn: row.toOn === null ? null : asDay(row.toOn),
    actions: mayManage && isOpen ? ['end', 'delegate'] : [],
  }
}

const list = implement(contract.listPosts, async (ctx, { on, history, unitId, personId, role, cursor, limit }) => {
  const day = on ?? today(ctx)
  const rows = await store.listPostRows(ctx.tx, ctx.scope.region, day, {
    on: history ? undefined : day,
    unitIds: unitId ? [unitId] : undefined,
    personIds: personId ? [personId] : undefined,
    role,
    after: postCursor(cursor),
    limit: limit + 1,
  })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const mayManage = managesOrganisation(ctx)
  return {
    items: shown.map((row) => postOf(row, today(ctx), mayManage)),
    nextCursor: rows.length > limit && last ? writeCursor([last.fromOn, last.id]) : null,
  }
})

function postCursor(cursor: string | undefined): readonly string[] | undefined {
  const values = readCursor(cursor, 2)
  return values && /^\d{4}-\d{2}-\d{2}$/.test(values[0] ?? '') ? values : undefined
}

async function getPost(ctx: OperationContext, postId: string): Promise<store.PostRow> {
  const rows = await store.listPostRows(ctx.tx, ctx.scope.region, today(ctx), { ids: [postId] })
  return orNotFound(rows[0])
}

const appoint = implement(contract.appoint, async (ctx, { personId, unitId, role, title, fromOn, toOn }) => {
  const { region } = ctx.scope
  const person = orNotFound(await findPersonRow(ctx.tx, region, personId))
  const unit = orNotFound(await findUnitRow(ctx.tx, region, unitId))
  refuseAll(problemsOfAppointment({ fromOn, toOn }, { state: person.state as PersonState }, unit))
  const id = newId(ctx.now)
  const post = { id, personId, unitId, role, title, fromOn, toOn: toOn ?? null }
  await store.insertPosts(ctx.tx, region, [post], false)
  ctx.announce('organisation.post_given', { subject: { kind: 'post', id }, after: post })
  return { id, version: 1 }
})

const end = implement(contract.endPost, async (ctx, { postId, toOn, reason, expectedVersion }) => {
  const post = await getPost(ctx, postId)
  const days = { fromOn: asDay(post.fromOn), toOn: post.toOn === null ? null : asDay(post.toOn) }
  refuseAll(problemsOfEnding(days, toOn))
  await refuseLastAdministrator(ctx, { postId })
  orConflict(await store.endPostRow(ctx.tx, ctx.scope.region, { id: postId, toOn, reason, expectedVersion }))
  ctx.announce('organisation.post_ended', {
    subject: { kind: 'post', id: postId },
    before: { toOn: post.toOn },
    after: { toOn, reason },
  })
  return { id: postId, version: expectedVersion + 1 }
})

function delegationOf(row: delegations.DelegationRow, day: Day, may: boolean): contract.Delegation {
  return {
    ...row,
    fromOn: asDay(row.fromOn),
    toOn: asDay(row.toOn),
    withdrawnOn: row.withdrawnOn === null ? null : asDay(row.withdrawnOn),
    actions: may && row.withdrawnOn === null && row.toOn >= day ? ['withdraw'] : [],
  }
}

const listGiven = implement(contract.listDelegations, async (ctx, { withPast }) => {
  const day = today(ctx)
  const isAll = ctx.scope.reach === 'region'
  const rows = await delegations.listDelegationRows(ctx.tx, ctx.scope.region, {
    ...(isAll ? {} : { personId: ctx.actor.personId }),
    ...(withPast ? {} : { openOn: day }),
  })
  return { items: rows.map((row) => delegationOf(row, day, isAll || row.ownerId === ctx.actor.personId)) }
})

const listDelegable = implement(contract.listDelegablePosts, async (ctx) => {
  const day = today(ctx)
  const rows = await store.listPostRows(ctx.tx, ctx.scope.region, day, {
    on: day,
    ...(ctx.scope.reach === 'region' ? {} : { personIds: [ctx.actor.personId] }),
  })
  return { items: rows.map((row) => postOf(row, day, true)) }
})

function refuseForeignPost(ctx: OperationContext, ownerId: string): void {
  if (ctx.scope.reach !== 'region' && ownerId !== ctx.actor.personId)
    refuse('forbidden', problem('organisation.not_your_post', undefined, ['postId']))
}

const give = implement(contract.giveDelegation, async (ctx, { postId, delegateId, fromOn, toOn, reason }) => {
  const { region } = ctx.scope
  const post = await getPost(ctx, postId)
  refuseForeignPost(ctx, post.personId)
  const delegate = orNotFound(await findPersonRow(ctx.tx, region, delegateId))
  const earlier = await delegations.listDelegationRows(ctx.tx, region, { postId, openOn: today(ctx) })
  refuseAll(
    problemsOfDelegation(
      { delegateId, fromOn, toOn },
      post,
      { state: delegate.state as PersonState },
      earlier,
      today(ctx),
    ),
  )
  const id = newId(ctx.now)
  const given = { id, postId, delegateId, fromOn, toOn, reason }
  await delegations.insertDelegation(ctx.tx, region, given)
  ctx.announce('organisation.delegation_given', { subject: { kind: 'delegation', id }, after: given })
  return { id, version: 1 }
})

const withdraw = implement(contract.withdrawDelegation, async (ctx, { delegationId, reason, expectedVersion }) => {
  const { region } = ctx.scope
  const rows = await delegations.listDelegationRows(ctx.tx, region, { id: delegationId })
  const row = orNotFound(rows[0])
  refuseForeignPost(ctx, row.ownerId)
  const back = { id: delegationId, on: today(ctx), reason, expectedVersion }
  orConflict(await delegations.withdrawDelegationRow(ctx.tx, region, back))
  ctx.announce('organisation.delegation_withdrawn', {
    subject: { kind: 'delegation', id: delegationId },
    before: { withdrawnOn: null },
    after: { withdrawnOn: back.on, reason },
  })
  return { id: delegationId, version: expectedVersion + 1 }
})

/** The operations on posts and their delegation. */
export const postOperations = [list, appoint, end, listGiven, listDelegable, give, withdraw]
