import { problem } from '../../../kernel/problem.ts'
import { newId } from '../../../kernel/ids.ts'
import { command } from '../../../kernel/operation.ts'
import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import { recordDone } from '../../../platform/audit.ts'
import { hashPassword, verifyPassword } from '../../../platform/identity/passwords.ts'
import { newTotpSecret, totpAddress, totpOwner, totpStep } from '../../../platform/identity/totp.ts'
import { isSealed } from '../../../platform/identity/vault.ts'
import { inRegion, type Transaction } from '../../../platform/transaction.ts'
import { z } from 'zod'
import { checkNewPassword, lockOf } from '../rules/sign-in.ts'
import * as store from '../store/sign-in.ts'
import { type LiveSession, liveSessionsOf, type SignInDeps } from './live-sessions.ts'

/** One act of a person on their own account: the names in the audit trail. */
type OwnAct = 'session.change_password' | 'session.totp_enable' | 'session.totp_disable' | 'session.end_all'

const MINUTE = 60_000

/**
 * Changes one's own password; every other session of the person ends. Refuses `rule_broken` with all faults of the new one
 * (`organisation.password_…`), or `organisation.password_wrong` for the current one, which counts as a failed sign-in.
 */
export async function changeOwnPassword(
  deps: SignInDeps,
  session: LiveSession,
  change: { readonly currentPassword: string; readonly newPassword: string },
  requestId: string,
): Promise<void> {
  const { region, personId } = session.actor
  const credential = await provePassword(deps, session, change.currentPassword, 'currentPassword')
  orRefuse(checkNewPassword(change.newPassword, session.account, deps.settings))
  const former = await inRegion(deps.database, region, 'read', (tx) =>
    store.listFormerPasswords(tx, region, personId, deps.settings.passwordHistory),
  )
  for (const each of new Set([credential.passwordHash, ...former]))
    if (await verifyPassword(each, change.newPassword))
      refuse(
        'rule_broken',
        problem('organisation.password_used_before', { count: deps.settings.passwordHistory }, ['newPassword']),
      )
  const newHash = await hashPassword(change.newPassword)
  await inRegion(deps.database, region, 'write', async (tx) => {
    const now = deps.clock()
    const oldHash = credential.passwordHash
    const isChanged = await store.replacePassword(tx, region, personId, { oldHash, newHash, mustChange: false, now })
    if (!isChanged) refuse('conflict', problem('operation.conflict'))
    await store.endSessions(tx, region, personId, { now, except: session.tokenHash })
    await record(deps, tx, session, 'session.change_password', requestId)
  })
  liveSessionsOf(deps).forgetAll()
}

/** Ends one session, or every session of the person. */
export async function endOwnSessions(
  deps: SignInDeps,
  session: LiveSession,
  which: 'this' | 'all',
  requestId: string,
): Promise<void> {
  const { region, personId } = session.actor
  await inRegion(deps.database, region, 'write', async (tx) => {
    const now = deps.clock()
    await store.endSessions(tx, region, personId, { now, ...(which === 'this' ? { only: session.tokenHash } : {}) })
    if (which === 'all') await record(deps, tx, session, 'session.end_all', requestId)
  })
  if (which === 'all') liveSessionsOf(deps).forgetAll()
  else liveSessionsOf(deps).forget(session.token)
}

/** The open sessions of the person, for their own eyes. */
export async function listOwnSessions(deps: SignInDeps, session: LiveSession) {
  const { region, personId } = session.actor
  const rows = await inRegion(deps.database, region, 'read', (tx) =>
    store.listOpenSessions(tx, region, personId, deps.clock()),
  )
  const idleSince = deps.clock().getTime() - deps.settings.idleMinutes * MINUTE
  return rows
    .filter((row) => row.seenAt.getTime() > idleSince)
    .map((row) => ({
      openedAt: row.openedAt.toISOString(),
      seenAt: row.seenAt.toISOString(),
      means: row.means,
      isThis: row.tokenHash === session.tokenHash,
    }))
}

/** Begins to set up one-time codes: a new secret, not in force until a code of it is given. */
export async function beginTotp(deps: SignInDeps, session: LiveSession, password: string) {
  const { region, personId } = session.actor
  const credential = await provePassword(deps, session, password, 'password')
  if (credential.totpEnabled) refuse('conflict', problem('organisation.totp_already'))
  const secret = newTotpSecret()
  await inRegion(deps.database, region, 'write', (tx) =>
    store.setTotp(tx, region, personId, {
      secret: deps.vault.seal(secret, totpOwner(region, personId)),
      enabled: false,
      lastStep: null,
    }),
  )
  return { secret, address: totpAddress(secret, `Clarion ${session.regionName}`, session.account) }
}

/** Seals the secrets kept before there was a vault, region by region: what every start does. Answers how many there were. */
export async function sealTotpSecrets(
  { database, vault }: Pick<SignInDeps, 'database' | 'vault'>,
  regions: readonly string[],
): Promise<number> {
  let count = 0
  for (const region of regions)
    await inRegion(database, region, 'write', async (tx) => {
      const plain = (await store.listTotpSecrets(tx, region)).filter(({ secret }) => !isSealed(secret))
      for (const { personId, secret } of plain) {
        const sealed = vault.seal(secret, totpOwner(region, personId))
        await store.sealTotpSecret(tx, region, personId, { plain: secret, sealed })
      }
      count += plain.length
    })
  return count
}

/** Switches one-time codes on by a first code. Refuses `rule_broken` where the code does not fit. */
export async function confirmTotp(deps: SignInDeps, session: LiveSession, code: string, requestId: string) {
  const { region, personId } = session.actor
  await inRegion(deps.database, region, 'write', async (tx) => {
    const credential = await store.findCredential(tx, region, personId)
    if (!credential?.totpSecret || credential.totpEnabled)
      return refuse('conflict', problem('organisation.totp_not_begun'))
    const secret = deps.vault.open(credential.totpSecret, totpOwner(region, personId))
    if (secret === undefined) return refuse('conflict', problem('organisation.totp_not_begun'))
    const step = totpStep(secret, code.replaceAll(/\s/g, ''), deps.clock())
    if (step === undefined) return refuse('rule_broken', problem('organisation.totp_wrong', undefined, ['code']))
    await store.setTotp(tx, region, personId, { secret: credential.totpSecret, enabled: true, lastStep: step })
    return record(deps, tx, session, 'session.totp_enable', requestId)
  })
  liveSessionsOf(deps).forget(session.token)
}

/** Switches one-time codes off, by the password. */
export async function disableTotp(deps: SignInDeps, session: LiveSession, password: string, requestId: string) {
  const { region, personId } = session.actor
  await provePassword(deps, session, password, 'password')
  await inRegion(deps.database, region, 'write', async (tx) => {
    await store.setTotp(tx, region, personId, { secret: null, enabled: false, lastStep: null })
    await record(deps, tx, session, 'session.totp_disable', requestId)
  })
  liveSessionsOf(deps).forget(session.token)
}

async function provePassword(
  deps: SignInDeps,
  session: LiveSession,
  password: string,
  field: string,
): Promise<store.Credential> {
  const { region, personId } = session.actor
  const credential = await inRegion(deps.database, region, 'read', (tx) => store.findCredential(tx, region, personId))
  if (!credential || lockOf(credential, deps.clock(), deps.settings))
    return refuse('too_many', problem('organisation.account_locked', { until: '' }))
  if (await verifyPassword(credential.passwordHash, password)) return credential
  const now = deps.clock()
  const { failureWindowMinutes, failuresToLock } = deps.settings
  const windowStart = new Date(now.getTime() - failureWindowMinutes * MINUTE)
  await inRegion(deps.database, region, 'write', (tx) =>
    store.countFailure(tx, region, personId, { now, windowStart, failuresToLock }),
  )
  return refuse('rule_broken', problem('organisation.password_wrong', undefined, [field]))
}

function record(deps: SignInDeps, tx: Transaction, session: LiveSession, id: OwnAct, requestId: string): Promise<void> {
  const { personId, name, region } = session.actor
  const spec = command({
    id,
    summary: id,
    route: 'POST /session',
    permission: 'session.own',
    input: z.object({}),
    output: z.object({}),
  })
  return recordDone(tx, {
    id: newId(),
    region,
    now: deps.clock(),
    actor: { personId, name },
    spec,
    requestId,
    input: {},
    announcements: [],
  })
}
