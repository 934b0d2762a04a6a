import { newId } from '../../../kernel/ids.ts'
import { command } from '../../../kernel/operation.ts'
import { problem } from '../../../kernel/problem.ts'
import { Refusal, refuse } from '../../../kernel/refusal.ts'
import { recordDone, recordRefused } from '../../../platform/audit.ts'
import type { OidcIdentity } from '../../../platform/identity/oidc.ts'
import { passwordsAreBusy, verifyPassword } from '../../../platform/identity/passwords.ts'
import { digestOf, newSecret } from '../../../platform/identity/tokens.ts'
import { totpOwner, totpStep } from '../../../platform/identity/totp.ts'
import { inRegion } from '../../../platform/transaction.ts'
import { z } from 'zod'
import { afterFailure, firstPasswordIsVoid, lockOf, type LockState, normalizeAccount } from '../rules/sign-in.ts'
import * as store from '../store/sign-in.ts'
import type { SignInDeps } from './live-sessions.ts'

/** Name under which sign-in stands in the audit trail. */
const opening = command({
  id: 'session.open',
  summary: 'Sign in',
  route: 'POST /session',
  permission: 'session.open',
  input: z.object({}),
  output: z.object({}),
})

/** One attempt to sign in. */
export interface Attempt {
  readonly account: string
  readonly password: string
  readonly totp?: string | undefined
  readonly requestId: string
}

const MINUTE = 60_000
const failed = () => new Refusal('unauthenticated', [problem('organisation.sign_in_failed')])

/**
 * Opens a session by account and password and answers its token. Attempts on one account are judged one after the other; the password
 * is computed outside any transaction; a failure is counted whatever the answer. An unknown account is treated like a known one, in
 * words, time and lock. Refuses `unauthenticated` (`organisation.sign_in_failed`, `totp_needed`, `totp_wrong`), `too_many`
 * (`organisation.account_locked`) and `forbidden` (`organisation.first_password_void`, `totp_unreadable`: sealed with another key).
 */
export function openSession(deps: SignInDeps, attempt: Attempt): Promise<string> {
  if (passwordsAreBusy()) refuse('unavailable', problem('operation.unavailable'))
  const account = normalizeAccount(attempt.account)
  return oneByOne(account, async () => {
    const login = await store.findLoginName(deps.database, account)
    return login ? openKnown(deps, login, attempt) : openUnknown(deps, account, attempt)
  })
}

async function openKnown(deps: SignInDeps, login: store.LoginName, attempt: Attempt): Promise<string> {
  const { database, settings } = deps
  const { region, personId } = login
  const found = await inRegion(database, region, 'read', (tx) => store.findCredential(tx, region, personId))
  const lock = found && lockOf(found, deps.clock(), settings)
  if (lock) throw lockedRefusal(lock.until)
  const fits = await verifyPassword(found?.isActive ? found.passwordHash : undefined, attempt.password)
  const now = deps.clock()
  if (!found || !fits) throw await failure(deps, login, found, attempt, failed())
  const step =
    found.totpEnabled && found.totpSecret
      ? codeStep(deps.vault.open(found.totpSecret, totpOwner(region, personId)), attempt.totp, now)
      : undefined
  if (step === 'wrong') throw await failure(deps, login, found, attempt, codeRefusal())
  if (firstPasswordIsVoid({ mustChange: found.mustChange, setAt: found.passwordSetAt }, now, settings))
    refuse('forbidden', problem('organisation.first_password_void', { days: settings.firstPasswordDays }))
  const lockedBefore =
    settings.lockMinutes === undefined ? null : new Date(now.getTime() - settings.lockMinutes * MINUTE)
  const token = await inRegion(database, region, 'write', async (tx) => {
    const isClear = await store.clearFailures(tx, region, personId, { lockedBefore, totpStep: step })
    return isClear ? keepSession(deps, tx, { login, name: found.name, means: 'password', attempt }) : undefined
  })
  if (token !== undefined) return token
  throw await failure(deps, login, found, attempt, step === undefined ? lockedRefusal(null) : codeRefusal())
}

/** Opens a session for whom a provider vouches. Refuses `forbidden` when nobody here has that account or it is bound to another subject. */
export async function openSessionByOidc(deps: SignInDeps, identity: OidcIdentity, requestId: string): Promise<string> {
  const login = await store.findLoginName(deps.database, normalizeAccount(identity.account))
  if (!login) return refuse('forbidden', problem('organisation.oidc_no_person', { account: identity.account }))
  const { region, personId } = login
  const attempt = { account: identity.account, requestId }
  return inRegion(deps.database, region, 'write', async (tx) => {
    const found = await store.findCredential(tx, region, personId)
    if (!found?.isActive) refuse('forbidden', problem('organisation.oidc_no_person', { account: identity.account }))
    const isTheirs = await store.bindOidcSubject(tx, region, personId, identity.subject)
    if (!isTheirs) refuse('forbidden', problem('organisation.oidc_other_subject', { account: identity.account }))
    return keepSession(deps, tx, { login, name: found?.name ?? '', means: 'oidc', attempt })
  })
}

async function keepSession(
  deps: SignInDeps,
  tx: Parameters<Parameters<typeof inRegion>[3]>[0],
  opened: {
    readonly login: store.LoginName
    readonly name: string
    readonly means: 'password' | 'oidc'
    readonly attempt: Pick<Attempt, 'requestId'>
  },
): Promise<string> {
  const now = deps.clock()
  const { region, personId } = opened.login
  const token = `${region}.${newSecret()}`
  await store.insertSession(tx, region, {
    tokenHash: digestOf(token),
    personId,
    openedAt: now,
    seenAt: now,
    expiresAt: new Date(now.getTime() + deps.settings.absoluteHours * 60 * MINUTE),
    endedAt: null,
    means: opened.means,
  })
  await recordDone(tx, {
    id: newId(),
    region,
    now,
    actor: { personId, name: opened.name },
    spec: opening,
    requestId: opened.attempt.requestId,
    input: { means: opened.means },
    announcements: [],
  })
  return token
}

async function failure(
  deps: SignInDeps,
  { region, personId }: store.LoginName,
  found: store.Credential | undefined,
  attempt: Attempt,
  refusal: Refusal,
): Promise<Refusal> {
  const now = deps.clock()
  const { failureWindowMinutes, failuresToLock } = deps.settings
  const windowStart = new Date(now.getTime() - failureWindowMinutes * MINUTE)
  await inRegion(deps.database, region, 'write', (tx) =>
    store.countFailure(tx, region, personId, { now, windowStart, failuresToLock }),
  )
  const actor = { personId, name: found?.name ?? '' }
  await recordRefused(deps.database, {
    id: newId(),
    region,
    now,
    actor,
    spec: opening,
    requestId: attempt.requestId,
    refusal,
  })
  return refusal
}

function codeStep(secret: string | undefined, code: string | undefined, now: Date): number | 'wrong' {
  if (!code) throw new Refusal('unauthenticated', [problem('organisation.totp_needed', undefined, ['totp'])])
  if (secret === undefined) throw new Refusal('forbidden', [problem('organisation.totp_unreadable')])
  return totpStep(secret, code.replaceAll(/\s/g, ''), now) ?? 'wrong'
}

function codeRefusal(): Refusal {
  return new Refusal('unauthenticated', [problem('organisation.totp_wrong', undefined, ['totp'])])
}

function lockedRefusal(until: Date | null): Refusal {
  const text = until ? new Date(until.getTime() + 8 * 60 * MINUTE).toISOString().slice(0, 16).replace('T', ' ') : ''
  return new Refusal('too_many', [problem('organisation.account_locked', { until: text })])
}

/** Locks of accounts nobody has, so that nobody learns from the lock which accounts exist. */
const strangers = new Map<string, LockState>()
const MOST_STRANGERS = 10_000

async function openUnknown(deps: SignInDeps, account: string, attempt: Attempt): Promise<never> {
  const state = strangers.get(account) ?? { failures: 0, firstFailureAt: null, lockedAt: null }
  const lock = lockOf(state, deps.clock(), deps.settings)
  if (lock) throw lockedRefusal(lock.until)
  await verifyPassword(undefined, attempt.password)
  strangers.delete(account)
  strangers.set(account, afterFailure(state, deps.clock(), deps.settings))
  const oldest = strangers.keys().next().value
  if (strangers.size > MOST_STRANGERS && oldest !== undefined) strangers.delete(oldest)
  deps.log.warn({ requestId: attempt.requestId }, 'sign-in with an unknown account')
  throw failed()
}

const turns = new Map<string, Promise<unknown>>()

async function oneByOne<T>(account: string, work: () => Promise<T>): Promise<T> {
  const before = turns.get(account) ?? Promise.resolve()
  const turn = before.then(work, work)
  turns.set(account, turn)
  try {
    return await turn
  } finally {
    if (turns.get(account) === turn) turns.delete(account)
  }
}
