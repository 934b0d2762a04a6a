import { sql } from 'kysely'
import type { Transaction } from '../../../platform/transaction.ts'
import type { OrganisationTables } from '../tables.ts'

const tables = (tx: Transaction) => tx.withTables<OrganisationTables>()

/** A person with the state of their account. */
export interface PersonRow {
  readonly id: string
  readonly name: string
  readonly account: string
  readonly phone: string | null
  readonly state: string
  readonly stateReason: string | null
  readonly pinyin: string
  readonly version: number
  readonly lockedAt: Date | null
  readonly mustChangePassword: boolean
  readonly totpEnabled: boolean
}

/** Which people. `after`: `[pinyin, id]` of the last row shown; `unitIds` and `role` look at the posts of `day`. */
export interface PersonFilter {
  readonly day: string
  readonly ids?: readonly string[]
  readonly search?: string | undefined
  readonly unitIds?: readonly string[] | undefined
  readonly role?: string | undefined
  readonly state?: string | undefined
  readonly after?: readonly string[] | undefined
  readonly limit: number
}

/** People in the order of their pinyin. */
export async function listPersonRows(
  tx: Transaction,
  region: string,
  filter: PersonFilter,
): Promise<readonly PersonRow[]> {
  const { day, ids, search, unitIds, role, state, after, limit } = filter
  const word = (search ?? '').normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '')
  const pattern = `%${word.replaceAll(/[\\%_]/g, (each) => `\\${each}`)}%`
  const held = sql`exists (select from posts p where p.region_code = ${region} and p.person_id = o.id
    and p.from_on <= ${day}::date and (p.to_on is null or p.to_on >= ${day}::date)
    ${unitIds ? sql`and p.unit_id = any(${[...unitIds]}::text[])` : sql``}
    ${role ? sql`and p.role = ${role}` : sql``})`
  const conditions = [
    sql`o.region_code = ${region}`,
    ...(ids ? [sql`o.id = any(${[...ids]}::text[])`] : []),
    ...(word === ''
      ? []
      : [
          sql`(lower(o.name) like ${pattern} or replace(o.pinyin, ' ', '') like ${pattern} or o.initials like ${pattern}
            or o.account like ${pattern})`,
        ]),
    ...(unitIds || role ? [held] : []),
    ...(state ? [sql`o.state = ${state}`] : []),
    ...(after ? [sql`(o.pinyin, o.id) > (${after[0]}, ${after[1]})`] : []),
  ]
  const result = await sql<PersonRow>`
    select o.id, o.name, o.account, o.phone, o.state, o.state_reason as "stateReason", o.pinyin, o.version,
      c.locked_at as "lockedAt", coalesce(c.must_change, false) as "mustChangePassword",
      coalesce(c.totp_enabled, false) as "totpEnabled"
    from people o left join credentials c on c.region_code = ${region} and c.person_id = o.id
    where ${sql.join(conditions, sql` and `)}
    order by o.pinyin, o.id
    limit ${limit}`.execute(tx)
  return result.rows
}

/** One person, or nothing. */
export async function findPersonRow(tx: Transaction, region: string, personId: string): Promise<PersonRow | undefined> {
  const rows = await listPersonRows(tx, region, { day: '2000-01-01', ids: [personId], limit: 1 })
  return rows[0]
}

/** A person to be registered. */
export interface NewPerson {
  readonly id: string
  readonly name: string
  readonly account: string
  readonly phone: string | null
  readonly pinyin: string
  readonly initials: string
  readonly passwordHash: string
  readonly mustChange: boolean
}

/** Which of the accounts are taken, in the whole installation. */
export async function listTakenAccounts(tx: Transaction, accounts: readonly string[]): Promise<ReadonlySet<string>> {
  if (accounts.length === 0) return new Set()
  const rows = await tables(tx)
    .selectFrom('login_names')
    .select('account')
    .where('account', 'in', [...accounts])
    .orderBy('account')
    .execute()
  return new Set(rows.map((row) => row.account))
}

/** Keeps new people with their accounts and first passwords; answers how many accounts could be taken. */
export async function insertPeople(
  tx: Transaction,
  region: string,
  people: readonly NewPerson[],
  made: { readonly now: Date; readonly isSample: boolean },
): Promise<number> {
  let taken = 0
  for (let start = 0; start < people.length; start += 300) {
    const part = people.slice(start, start + 300)
    const names = await tables(tx)
      .insertInto('login_names')
      .values(part.map((each) => ({ account: each.account, region_code: region, person_id: each.id })))
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    taken += Number(names.numInsertedOrUpdatedRows ?? 0)
    await tables(tx)
      .insertInto('people')
      .values(
        part.map((each) => ({
          region_code: region,
          id: each.id,
          name: each.name,
          account: each.account,
          phone: each.phone,
          pinyin: each.pinyin,
          initials: each.initials,
          state_reason: null,
          is_sample: made.isSample,
          created_at: made.now,
        })),
      )
      .execute()
    await tables(tx)
      .insertInto('credentials')
      .values(
        part.map((each) => ({
          region_code: region,
          person_id: each.id,
          password_hash: each.passwordHash,
          password_set_at: made.now,
          must_change: each.mustChange,
          first_failure_at: null,
          locked_at: null,
          totp_secret: null,
          totp_last_step: null,
          oidc_subject: null,
        })),
      )
      .execute()
  }
  return taken
}

/** What may change about a person. */
export interface PersonPatch {
  readonly name?: string
  readonly account?: string
  readonly phone?: string | null
  readonly pinyin?: string
  readonly initials?: string
  readonly state?: string
  readonly stateReason?: string | null
}

/** Changes a person if they are still at the expected version; answers whether they were. */
export async function updatePersonRow(
  tx: Transaction,
  region: string,
  personId: string,
  expectedVersion: number,
  patch: PersonPatch,
): Promise<boolean> {
  const { stateReason, ...rest } = patch
  const result = await tables(tx)
    .updateTable('people')
    .set({ ...rest, ...(stateReason === undefined ? {} : { state_reason: stateReason }), version: expectedVersion + 1 })
    .where('region_code', '=', region)
    .where('id', '=', personId)
    .where('version', '=', expectedVersion)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Exchanges the account of a person; answers whether the new one was free. */
export async function replaceLoginName(
  tx: Transaction,
  region: string,
  personId: string,
  account: string | null,
): Promise<boolean> {
  await tables(tx)
    .deleteFrom('login_names')
    .where('region_code', '=', region)
    .where('person_id', '=', personId)
    .execute()
  if (account === null) return true
  const result = await tables(tx)
    .insertInto('login_names')
    .values({ account, region_code: region, person_id: personId })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

/** Sets a password whatever the old one was; failures and lock go. */
export async function setPassword(
  tx: Transaction,
  region: string,
  personId: string,
  password: { readonly hash: string; readonly mustChange: boolean; readonly now: Date },
): Promise<void> {
  await tables(tx)
    .updateTable('credentials')
    .set({
      password_hash: password.hash,
      password_set_at: password.now,
      must_change: password.mustChange,
      failures: 0,
      first_failure_at: null,
      locked_at: null,
    })
    .where('region_code', '=', region)
    .where('person_id', '=', personId)
    .execute()
}

/** Makes a credential useless: nothing of it opens anything any more. */
export async function eraseCredential(tx: Transaction, region: string, personId: string): Promise<void> {
  await tables(tx)
    .updateTable('credentials')
    .set({ password_hash: '', totp_secret: null, totp_enabled: false, totp_last_step: null, oidc_subject: null })
    .where('region_code', '=', region)
    .where('person_id', '=', personId)
    .execute()
  await tables(tx)
    .updateTable('password_history')
    .set({ password_hash: '' })
    .where('region_code', '=', region)
    .where('person_id', '=', personId)
    .execute()
}

/** How many accounts are locked. */
export async function countLocked(tx: Transaction, region: string): Promise<number> {
  const row = await tables(tx)
    .selectFrom('credentials')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('region_code', '=', region)
    .where('locked_at', 'is not', null)
    .executeTakeFirst()
  return row?.count ?? 0
}
