import { type Kysely, sql } from 'kysely'
import type { Role } from '../../../kernel/permissions.ts'
import type { Transaction } from '../../../platform/transaction.ts'
import type { OrganisationTables } from '../tables.ts'

/** Where an account lives. */
export interface LoginName {
  readonly region: string
  readonly personId: string
}

/** A person's means of signing in, with what is needed to judge an attempt. */
export interface Credential {
  readonly personId: string
  readonly name: string
  readonly account: string
  readonly isActive: boolean
  readonly passwordHash: string
  readonly passwordSetAt: Date
  readonly mustChange: boolean
  readonly failures: number
  readonly firstFailureAt: Date | null
  readonly lockedAt: Date | null
  readonly totpSecret: string | null
  readonly totpEnabled: boolean
  readonly totpLastStep: number | null
  readonly oidcSubject: string | null
}

/** A session as it is kept. */
export interface StoredSession {
  readonly tokenHash: string
  readonly personId: string
  readonly openedAt: Date
  readonly seenAt: Date
  readonly expiresAt: Date
  readonly endedAt: Date | null
  readonly means: string
}

const tables = (tx: Transaction) => tx.withTables<OrganisationTables>()

/** Finds the tenant and person of an account; the only read before a region is known. `database` needs no region. */
export async function findLoginName(database: Kysely<unknown>, account: string): Promise<LoginName | undefined> {
  const row = await database
    .withTables<OrganisationTables>()
    .selectFrom('login_names')
    .select(['region_code', 'person_id'])
    .where('account', '=', account)
    .executeTakeFirst()
  return row && { region: row.region_code, personId: row.person_id }
}

/** The credential of a person. */
export async function findCredential(
  tx: Transaction,
  region: string,
  personId: string,
): Promise<Credential | undefined> {
  const row = await tables(tx)
    .selectFrom('credentials as c')
    .innerJoin('people as p', (join) =>
      join.onRef('p.region_code', '=', 'c.region_code').onRef('p.id', '=', 'c.person_id'),
    )
    .select([
      'c.person_id as personId',
      'p.name',
      'p.account',
      'p.state',
      'c.password_hash as passwordHash',
      'c.password_set_at as passwordSetAt',
      'c.must_change as mustChange',
      'c.failures',
      'c.first_failure_at as firstFailureAt',
      'c.locked_at as lockedAt',
      'c.totp_secret as totpSecret',
      'c.totp_enabled as totpEnabled',
      'c.totp_last_step as totpLastStep',
      'c.oidc_subject as oidcSubject',
    ])
    .where('c.region_code', '=', region)
    .where('c.person_id', '=', personId)
    .executeTakeFirst()
  if (!row) return undefined
  const { state, ...rest } = row
  return { ...rest, isActive: state === 'active' }
}

/**
 * Counts a failure in one statement: a window that has passed begins anew, the last failure allowed sets the lock. Answers whether the
 * account is locked now. An account already locked is left as it is.
 */
export async function countFailure(
  tx: Transaction,
  region: string,
  personId: string,
  at: { readonly now: Date; readonly windowStart: Date; readonly failuresToLock: number },
): Promise<boolean> {
  const isNew = sql<boolean>`(first_failure_at is null or first_failure_at < ${at.windowStart})`
  const failures = sql<number>`case when ${isNew} then 1 else failures + 1 end`
  const row = await tables(tx)
    .updateTable('credentials')
    .set({
      failures,
      first_failure_at: sql<Date>`case when ${isNew} then ${at.now}::timestamptz else first_failure_at end`,
      locked_at: sql<Date | null>`case when ${failures} >= ${at.failuresToLock} then ${at.now}::timestamptz end`,
    })
    .where('region_code', '=', region)
    .where('person_id', '=', personId)
    .where('locked_at', 'is', null)
    .returning('locked_at')
    .executeTakeFirst()
  return row === undefined || row.locked_at !== null
}

/**
 * Clears the failures after a right password, unless the account was locked meanwhile or the code's step was used before. Answers
 * whether it could. `lockedBefore`: a lock older than this has ended by itself.
 */
export async function clearFailures(
  tx: Transaction,
  region: string,
  personId: string,
  done: { readonly lockedBefore: Date | null; readonly totpStep?: number | undefined },
): Promise<boolean> {
  const { lockedBefore, totpStep } = done
  const result = await tables(tx)
    .updateTable('credentials')
    .set({
      failures: 0,
      first_failure_at: null,
      locked_at: null,
      ...(totpStep === undefined ? {} : { totp_last_step: totpStep }),
    })
    .where('region_code', '=', region)
    .where('person_id', '=', personId)
    .where((eb) =>
      lockedBefore === null
        ? eb('locked_at', 'is', null)
        : eb.or([eb('locked_at', 'is', null), eb('locked_at', '<=', lockedBefore)]),
    )
    .$if(totpStep !== undefined, (query) =>
      query.where((eb) => eb.or([eb('totp_last_step', 'is', null), eb('totp_last_step', '<', totpStep ?? 0)])),
    )
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Removes a lock and its failures. */
export async function unlock(tx: Transaction, region: string, personId: string): Promise<void> {
  await tables(tx)
    .updateTable('credentials')
    .set({ failures: 0, first_failure_at: null, locked_at: null })
    .where('region_code', '=', region)
    .where('person_id', '=', personId)
    .execute()
}

/** Keeps a new session. */
export async function insertSession(tx: Transaction, region: string, session: StoredSession): Promise<void> {
  await tables(tx)
    .insertInto('sessions')
    .values({
      region_code: region,
      token_hash: session.tokenHash,
      person_id: session.personId,
      opened_at: session.openedAt,
      seen_at: session.seenAt,
      expires_at: session.expiresAt,
      ended_at: null,
      means: session.means,
    })
    .execute()
}

/** A session with the person it belongs to. */
export async function findSession(tx: Transaction, region: string, tokenHash: string) {
  const row = await tables(tx)
    .selectFrom('sessions as s')
    .innerJoin('people as p', (join) =>
      join.onRef('p.region_code', '=', 's.region_code').onRef('p.id', '=', 's.person_id'),
    )
    .innerJoin('credentials as c', (join) =>
      join.onRef('c.region_code', '=', 's.region_code').onRef('c.person_id', '=', 's.person_id'),
    )
    .innerJoin('tenants as t', 't.region_code', 's.region_code')
    .select([
      's.person_id as personId',
      's.opened_at as openedAt',
      's.seen_at as seenAt',
      's.expires_at as expiresAt',
      's.ended_at as endedAt',
      's.means',
      'p.name',
      'p.account',
      'p.state',
      'c.must_change as mustChange',
      'c.password_set_at as setAt',
      'c.totp_enabled as totpEnabled',
      't.name as regionName',
      't.is_sample as isSample',
    ])
    .where('s.region_code', '=', region)
    .where('s.token_hash', '=', tokenHash)
    .executeTakeFirst()
  return row && { ...row, isActive: row.state === 'active' }
}

/** Notes that a session was used, at most once a minute. */
export async function touchSession(tx: Transaction, region: string, tokenHash: string, now: Date): Promise<void> {
  await tables(tx)
    .updateTable('sessions')
    .set({ seen_at: now })
    .where('region_code', '=', region)
    .where('token_hash', '=', tokenHash)
    .where('seen_at', '<', now)
    .execute()
}

/** Ends sessions of a person: one, or all, or all but one. */
export async function endSessions(
  tx: Transaction,
  region: string,
  personId: string,
  which: { readonly now: Date; readonly only?: string; readonly except?: string },
): Promise<void> {
  await tables(tx)
    .updateTable('sessions')
    .set({ ended_at: which.now })
    .where('region_code', '=', region)
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .$if(which.only !== undefined, (query) => query.where('token_hash', '=', which.only ?? ''))
    .$if(which.except !== undefined, (query) => query.where('token_hash', '!=', which.except ?? ''))
    .execute()
}

/** Open sessions of a person, newest first. */
export async function listOpenSessions(tx: Transaction, region: string, personId: string, now: Date) {
  return tables(tx)
    .selectFrom('sessions')
    .select(['token_hash as tokenHash', 'opened_at as openedAt', 'seen_at as seenAt', 'means'])
    .where('region_code', '=', region)
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('opened_at', 'desc')
    .orderBy('token_hash')
    .limit(50)
    .execute()
}

/** The former passwords of a person, newest first. */
export async function listFormerPasswords(
  tx: Transaction,
  region: string,
  personId: string,
  count: number,
): Promise<readonly string[]> {
  const rows = await tables(tx)
    .selectFrom('password_history')
    .select('password_hash')
    .where('region_code', '=', region)
    .where('person_id', '=', personId)
    .orderBy('set_at', 'desc')
    .limit(count)
    .execute()
  return rows.map((row) => row.password_hash)
}

/** Replaces the password if it is still `oldHash`, keeping the new one in the history too; answers whether it could. */
export async function replacePassword(
  tx: Transaction,
  region: string,
  personId: string,
  change: { readonly oldHash: string; readonly newHash: string; readonly mustChange: boolean; readonly now: Date },
): Promise<boolean> {
  const result = await tables(tx)
    .updateTable('credentials')
    .set({ password_hash: change.newHash, password_set_at: change.now, must_change: change.mustChange })
    .where('region_code', '=', region)
    .where('person_id', '=', personId)
    .where('password_hash', '=', change.oldHash)
    .executeTakeFirst()
  if (result.numUpdatedRows !== 1n) return false
  await tables(tx)
    .insertInto('password_history')
    .values({ region_code: region, person_id: personId, set_at: change.now, password_hash: change.newHash })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return true
}

/** Sets the secret of the code generator, not yet in force, or switches it on or off. */
export async function setTotp(
  tx: Transaction,
  region: string,
  personId: string,
  totp: { readonly secret: string | null; readonly enabled: boolean; readonly lastStep: number | null },
): Promise<void> {
  await tables(tx)
    .updateTable('credentials')
    .set({ totp_secret: totp.secret, totp_enabled: totp.enabled, totp_last_step: totp.lastStep })
    .where('region_code', '=', region)
    .where('person_id', '=', personId)
    .execute()
}

/** Binds a provider's subject to a person who has none yet; answers whether it is theirs now. */
export async function bindOidcSubject(
  tx: Transaction,
  region: string,
  personId: string,
  subject: string,
): Promise<boolean> {
  const result = await tables(tx)
    .updateTable('credentials')
    .set({ oidc_subject: subject })
    .where('region_code', '=', region)
    .where('person_id', '=', personId)
    .where((eb) => eb.or([eb('oidc_subject', 'is', null), eb('oidc_subject', '=', subject)]))
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** A post a person may act from on a day: an own one, or one delegated to them. */
export interface ActingPost {
  readonly id: string
  readonly role: Role
  readonly unitId: string
  readonly unitName: string
  readonly ownerId: string
  readonly ownerName: string
}

/** The posts a person may act from on a day, own ones first. */
export async function listActingPosts(
  tx: Transaction,
  region: string,
  personId: string,
  day: string,
): Promise<readonly ActingPost[]> {
  const result = await sql<ActingPost>`
    select p.id, p.role, p.unit_id as "unitId", v.name as "unitName", p.person_id as "ownerId", o.name as "ownerName"
    from posts p
    join people o on o.region_code = ${region} and o.id = p.person_id
    join unit_versions v on v.region_code = ${region} and v.unit_id = p.unit_id
      and v.valid_from = (select max(w.valid_from) from unit_versions w
        where w.region_code = ${region} and w.unit_id = p.unit_id and w.valid_from <= ${day}::date)
    where p.region_code = ${region} and p.from_on <= ${day}::date and (p.to_on is null or p.to_on >= ${day}::date)
      and (p.person_id = ${personId} or p.id in (
        select d.post_id from delegations d
        where d.region_code = ${region} and d.delegate_id = ${personId} and d.from_on <= ${day}::date
          and d.to_on >= ${day}::date and (d.withdrawn_on is null or d.withdrawn_on > ${day}::date)))
    order by (p.person_id <> ${personId}), p.from_on, p.id`.execute(tx)
  return result.rows
}

/** The secrets of one-time codes kept in a region, by person. */
export async function listTotpSecrets(
  tx: Transaction,
  region: string,
): Promise<readonly { readonly personId: string; readonly secret: string }[]> {
  const rows = await tables(tx)
    .selectFrom('credentials')
    .select(['person_id as personId', 'totp_secret as secret'])
    .where('region_code', '=', region)
    .where('totp_secret', 'is not', null)
    .orderBy('person_id')
    .execute()
  return rows.flatMap(({ personId, secret }) => (secret === null ? [] : [{ personId, secret }]))
}

/** Puts a sealed secret in the place of the same one unsealed; whoever changed it meanwhile keeps theirs. */
export async function sealTotpSecret(
  tx: Transaction,
  region: string,
  personId: string,
  secret: { readonly plain: string; readonly sealed: string },
): Promise<void> {
  await tables(tx)
    .updateTable('credentials')
    .set({ totp_secret: secret.sealed })
    .where('region_code', '=', region)
    .where('person_id', '=', personId)
    .where('totp_secret', '=', secret.plain)
    .execute()
}
