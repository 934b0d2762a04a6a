import { sql } from 'kysely'
import type { Role } from '../../../kernel/permissions.ts'
import type { Transaction } from '../../../platform/transaction.ts'
import type { OrganisationTables } from '../tables.ts'

const tables = (tx: Transaction) => tx.withTables<OrganisationTables>()

/** A delegation with the names that belong to it. */
export interface DelegationRow {
  readonly id: string
  readonly postId: string
  readonly ownerId: string
  readonly ownerName: string
  readonly role: Role
  readonly unitName: string
  readonly delegateId: string
  readonly delegateName: string
  readonly fromOn: string
  readonly toOn: string
  readonly reason: string
  readonly withdrawnOn: string | null
  readonly version: number
}

/** Which delegations. `personId`: given by or to that person; `openOn`: not over by that day. */
export interface DelegationFilter {
  readonly id?: string
  readonly postId?: string
  readonly personId?: string
  readonly openOn?: string
}

/** Delegations, latest first. */
export async function listDelegationRows(
  tx: Transaction,
  region: string,
  filter: DelegationFilter,
): Promise<readonly DelegationRow[]> {
  const { id, postId, personId, openOn } = filter
  const conditions = [
    sql`d.region_code = ${region}`,
    ...(id ? [sql`d.id = ${id}`] : []),
    ...(postId ? [sql`d.post_id = ${postId}`] : []),
    ...(personId ? [sql`(p.person_id = ${personId} or d.delegate_id = ${personId})`] : []),
    ...(openOn ? [sql`d.to_on >= ${openOn}::date and d.withdrawn_on is null`] : []),
  ]
  const result = await sql<DelegationRow>`
    select d.id, d.post_id as "postId", p.person_id as "ownerId", o.name as "ownerName", p.role,
      v.name as "unitName", d.delegate_id as "delegateId", g.name as "delegateName", d.from_on as "fromOn",
      d.to_on as "toOn", d.reason, d.withdrawn_on as "withdrawnOn", d.version
    from delegations d
    join posts p on p.region_code = ${region} and p.id = d.post_id
    join people o on o.region_code = ${region} and o.id = p.person_id
    join people g on g.region_code = ${region} and g.id = d.delegate_id
    join unit_versions v on v.region_code = ${region} and v.unit_id = p.unit_id
      and v.valid_from = (select max(w.valid_from) from unit_versions w
        where w.region_code = ${region} and w.unit_id = p.unit_id)
    where ${sql.join(conditions, sql` and `)}
    order by d.from_on desc, d.id desc
    limit 1000`.execute(tx)
  return result.rows
}

/** Keeps a new delegation. */
export async function insertDelegation(
  tx: Transaction,
  region: string,
  given: {
    readonly id: string
    readonly postId: string
    readonly delegateId: string
    readonly fromOn: string
    readonly toOn: string
    readonly reason: string
  },
): Promise<void> {
  await tables(tx)
    .insertInto('delegations')
    .values({
      region_code: region,
      id: given.id,
      post_id: given.postId,
      delegate_id: given.delegateId,
      from_on: given.fromOn,
      to_on: given.toOn,
      reason: given.reason,
      withdrawn_on: null,
      withdrawn_reason: null,
    })
    .execute()
}

/** Takes a delegation back if it is still at the expected version; answers whether it was. */
export async function withdrawDelegationRow(
  tx: Transaction,
  region: string,
  back: { readonly id: string; readonly on: string; readonly reason: string; readonly expectedVersion: number },
): Promise<boolean> {
  const result = await tables(tx)
    .updateTable('delegations')
    .set({ withdrawn_on: back.on, withdrawn_reason: back.reason, version: back.expectedVersion + 1 })
    .where('region_code', '=', region)
    .where('id', '=', back.id)
    .where('version', '=', back.expectedVersion)
    .where('withdrawn_on', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}
