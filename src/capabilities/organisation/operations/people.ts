import { addDays } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import type { Role } from '../../../kernel/permissions.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { hashPassword, newFirstPassword } from '../../../platform/identity/passwords.ts'
import { implement, type OperationContext, orNotFound } from '../../../platform/run-operation.ts'
import * as contract from '../contract.ts'
import { organisationMessages } from '../messages/index.ts'
import { readCursor, writeCursor } from '../rules/cursor.ts'
import { maskPhone, nameIsOfRecord, personActions, type PersonState, problemsOfAppointment } from '../rules/people.ts'
import { normalizeAccount } from '../rules/sign-in.ts'
import { unitsUnder } from '../rules/unit-tree.ts'
import * as store from '../store/people.ts'
import { endPostsAfter, insertPosts, listPostRows, type PostRow } from '../store/posts.ts'
import { endSessions, setTotp, unlock } from '../store/sign-in.ts'
import { listUnitEdges } from '../store/unit-edges.ts'
import { findUnitRow } from '../store/units.ts'
import {
  isSystem,
  managesOrganisation,
  orConflict,
  refuseAll,
  refuseLastAdministrator,
  spelled,
  today,
} from './acting.ts'
import { postOf } from './posts.ts'

/** A person as the contract shows them. */
function personOf(row: store.PersonRow, posts: readonly PostRow[], mayManage: boolean): contract.Person {
  const state = row.state as PersonState
  const isLocked = row.lockedAt !== null
  return {
    id: row.id,
    name: row.name,
    account: row.account,
    phone: maskPhone(row.phone),
    state,
    stateReason: row.stateReason,
    isLocked,
    mustChangePassword: row.mustChangePassword,
    totpEnabled: row.totpEnabled,
    posts: posts
      .filter((post) => post.personId === row.id)
      .map(({ id, role, title, unitId, unitName }) => ({ id, role, title, unitId, unitName })),
    version: row.version,
    actions: mayManage ? [...personActions({ state, isLocked, totpEnabled: row.totpEnabled })] : [],
  }
}

async function getPerson(ctx: OperationContext, personId: string): Promise<store.PersonRow> {
  return orNotFound(await store.findPersonRow(ctx.tx, ctx.scope.region, personId))
}

function announce(ctx: OperationContext, topic: string, id: string, before: unknown, after: unknown): void {
  ctx.announce(`organisation.${topic}`, { subject: { kind: 'person', id }, before, after })
}

const list = implement(contract.listPeople, async (ctx, { search, unitId, role, state, cursor, limit }) => {
  const { region } = ctx.scope
  const day = today(ctx)
  const under = unitId && unitsUnder(await listUnitEdges(ctx.tx, region, day), [unitId]).get(unitId)
  const rows = await store.listPersonRows(ctx.tx, region, {
    day,
    search,
    unitIds: under === '' ? undefined : under,
    role,
    state,
    after: readCursor(cursor, 2),
    limit: limit + 1,
  })
  const shown = rows.slice(0, limit)
  const personIds = shown.map((row) => row.id)
  const posts = personIds.length > 0 ? await listPostRows(ctx.tx, region, day, { on: day, personIds }) : []
  const mayManage = managesOrganisation(ctx)
  const last = shown.at(-1)
  return {
    items: shown.map((row) => personOf(row, posts, mayManage)),
    nextCursor: rows.length > limit && last ? writeCursor([last.pinyin, last.id]) : null,
  }
})

const show = implement(contract.showPerson, async (ctx, { personId }) => {
  const row = await getPerson(ctx, personId)
  const day = today(ctx)
  const posts = await listPostRows(ctx.tx, ctx.scope.region, day, { personIds: [personId] })
  const held = posts.filter((post) => post.fromOn <= day && (post.toOn === null || post.toOn >= day))
  return {
    person: { ...personOf(row, held, true), phone: row.phone },
    posts: posts.map((post) => postOf(post, day, true)),
  }
})

const create = implement(contract.createPerson, async (ctx, { name, account, phone, post, samplePassword }) => {
  const { region } = ctx.scope
  refuseKnownPassword(ctx, samplePassword)
  const id = newId(ctx.now)
  const login = normalizeAccount(account)
  const firstPassword = samplePassword ?? newFirstPassword()
  if (post) {
    const unit = orNotFound(await findUnitRow(ctx.tx, region, post.unitId))
    refuseAll(problemsOfAppointment(post, { state: 'active' }, unit))
  }
  await refuseTakenAccount(ctx, login)
  const person = {
    id,
    name,
    account: login,
    phone: phone ?? null,
    ...spelled(name, 'person'),
    passwordHash: await hashPassword(firstPassword),
    mustChange: samplePassword === undefined,
  }
  const taken = await store.insertPeople(ctx.tx, region, [person], { now: ctx.now, isSample: false })
  if (taken !== 1) refuse('conflict', problem('organisation.account_taken', { account: login }, ['account']))
  if (post) await insertPosts(ctx.tx, region, [{ ...post, id: newId(ctx.now), personId: id, toOn: null }], false)
  announce(ctx, 'person_registered', id, undefined, { name, account: login, ...(post ? { post } : {}) })
  return { id, version: 1, account: login, firstPassword }
})

function refuseKnownPassword(ctx: OperationContext, samplePassword: string | undefined): void {
  if (samplePassword !== undefined && !isSystem(ctx))
    refuse('forbidden', problem('organisation.sample_password_by_system_only', undefined, ['samplePassword']))
}

async function refuseTakenAccount(ctx: OperationContext, account: string): Promise<void> {
  const taken = await store.listTakenAccounts(ctx.tx, [account])
  if (taken.has(account)) refuse('conflict', problem('organisation.account_taken', { account }, ['account']))
}

const update = implement(contract.updatePerson, async (ctx, { personId, name, account, phone, expectedVersion }) => {
  const { region } = ctx.scope
  const row = await getPerson(ctx, personId)
  refuseUnless(row, 'update')
  const login = normalizeAccount(account)
  if (login !== row.account) {
    await refuseTakenAccount(ctx, login)
    const isFree = await store.replaceLoginName(ctx.tx, region, personId, login)
    if (!isFree) refuse('conflict', problem('organisation.account_taken', { account: login }, ['account']))
  }
  const patch = { name, account: login, phone, ...spelled(name, 'person') }
  orConflict(await store.updatePersonRow(ctx.tx, region, personId, expectedVersion, patch))
  announce(
    ctx,
    'person_updated',
    personId,
    { name: row.name, account: row.account, phone: maskPhone(row.phone) },
    { name, account: login, phone: maskPhone(phone) },
  )
  return { id: personId, version: expectedVersion + 1 }
})

function refuseUnless(row: store.PersonRow, action: (typeof contract.PERSON_ACTIONS)[number]): void {
  const state = row.state as PersonState
  const may = personActions({ state, isLocked: true, totpEnabled: true })
  if (!may.includes(action)) refuseAll([problem('organisation.person_in_state', { state })])
}

async function changeState(
  ctx: OperationContext,
  row: store.PersonRow,
  change: { readonly state: PersonState; readonly reason: string | null; readonly expectedVersion: number },
  more: store.PersonPatch = {},
) {
  const patch = { ...more, state: change.state, stateReason: change.reason }
  orConflict(await store.updatePersonRow(ctx.tx, ctx.scope.region, row.id, change.expectedVersion, patch))
  announce(ctx, `person_${change.state}`, row.id, { state: row.state }, { state: change.state, reason: change.reason })
  return { id: row.id, version: change.expectedVersion + 1 }
}

const disable = implement(contract.disablePerson, async (ctx, { personId, reason, expectedVersion }) => {
  const row = await getPerson(ctx, personId)
  refuseUnless(row, 'disable')
  if (personId === ctx.actor.personId) refuseAll([problem('organisation.not_oneself')])
  await refuseLastAdministrator(ctx, { personId })
  await endSessions(ctx.tx, ctx.scope.region, personId, { now: ctx.now })
  await endPostsAfter(ctx.tx, ctx.scope.region, { personId }, { toOn: addDays(today(ctx), -1), reason })
  return changeState(ctx, row, { state: 'disabled', reason, expectedVersion })
})

const enable = implement(contract.enablePerson, async (ctx, { personId, expectedVersion }) => {
  const row = await getPerson(ctx, personId)
  refuseUnless(row, 'enable')
  return changeState(ctx, row, { state: 'active', reason: null, expectedVersion })
})

const erase = implement(contract.erasePerson, async (ctx, { personId, reason, expectedVersion }) => {
  const { region } = ctx.scope
  const row = await getPerson(ctx, personId)
  refuseUnless(row, 'erase')
  const posts = await listPostRows(ctx.tx, region, today(ctx), { personIds: [personId] })
  const keepsName = nameIsOfRecord(posts.map((post): Role => post.role))
  await store.replaceLoginName(ctx.tx, region, personId, null)
  await store.eraseCredential(ctx.tx, region, personId)
  await endSessions(ctx.tx, region, personId, { now: ctx.now })
  return changeState(
    ctx,
    row,
    { state: 'erased', reason, expectedVersion },
    {
      account: '',
      phone: null,
      ...(keepsName ? {} : { name: organisationMessages['zh-CN'].defaults.erased, pinyin: '', initials: '' }),
    },
  )
})

const unlockOne = implement(contract.unlockAccount, async (ctx, { personId }) => {
  const row = await getPerson(ctx, personId)
  refuseUnless(row, 'unlock')
  await unlock(ctx.tx, ctx.scope.region, personId)
  announce(ctx, 'account_unlocked', personId, { lockedAt: row.lockedAt?.toISOString() ?? null }, { lockedAt: null })
  return { id: personId }
})

const reset = implement(contract.resetPassword, async (ctx, { personId, samplePassword }) => {
  refuseKnownPassword(ctx, samplePassword)
  const row = await getPerson(ctx, personId)
  refuseUnless(row, 'reset_password')
  const firstPassword = samplePassword ?? newFirstPassword()
  const hash = await hashPassword(firstPassword)
  const mustChange = samplePassword === undefined
  await store.setPassword(ctx.tx, ctx.scope.region, personId, { hash, mustChange, now: ctx.now })
  await endSessions(ctx.tx, ctx.scope.region, personId, { now: ctx.now })
  announce(ctx, 'password_reset', personId, undefined, undefined)
  return { id: personId, firstPassword }
})

const resetCodes = implement(contract.resetTotp, async (ctx, { personId, reason }) => {
  const row = await getPerson(ctx, personId)
  refuseUnless(row, 'reset_totp')
  await setTotp(ctx.tx, ctx.scope.region, personId, { secret: null, enabled: false, lastStep: null })
  announce(ctx, 'totp_reset', personId, { totpEnabled: row.totpEnabled }, { totpEnabled: false, reason })
  return { id: personId }
})

const endAll = implement(contract.endPersonSessions, async (ctx, { personId }) => {
  await getPerson(ctx, personId)
  await endSessions(ctx.tx, ctx.scope.region, personId, { now: ctx.now })
  announce(ctx, 'sessions_ended', personId, undefined, undefined)
  return { id: personId }
})

/** The operations on people. */
export const peopleOperations = [
  list,
  show,
  create,
  update,
  disable,
  enable,
  erase,
  unlockOne,
  reset,
  resetCodes,
  endAll,
]
