import { sql } from 'kysely'
import type { Role } from '../../../kernel/permissions.ts'
import type { Transaction } from '../../../platform/transaction.ts'

/** A post somebody may act in: as its holder, or by delegation. */
export interface HeldByPerson {
  readonly personId: string
  readonly personName: string
  readonly id: string
  readonly role: Role
  readonly unitId: string
  readonly ownerId: string
  readonly ownerName: string
}

/** Every post of a day with everybody who may act in it, by person, own posts first. */
export async function listHeldPosts(tx: Transaction, region: string, day: string): Promise<readonly HeldByPerson[]> {
  const result = await sql<HeldByPerson>`
    select h.person_id as "personId", who.name as "personName", p.id, p.role, p.unit_id as "unitId",
      p.person_id as "ownerId", o.name as "ownerName"
    from posts p
    join (
      select q.id as post_id, q.person_id from posts q where q.region_code = ${region}
      union
      select d.post_id, d.delegate_id from delegations d
      where d.region_code = ${region} and d.from_on <= ${day}::date and d.to_on >= ${day}::date
        and (d.withdrawn_on is null or d.withdrawn_on > ${day}::date)
    ) h on h.post_id = p.id
    join people o on o.region_code = ${region} and o.id = p.person_id
    join people who on who.region_code = ${region} and who.id = h.person_id
    where p.region_code = ${region} and p.from_on <= ${day}::date and (p.to_on is null or p.to_on >= ${day}::date)
    order by h.person_id, (p.person_id <> h.person_id), p.from_on, p.id`.execute(tx)
  return result.rows
}
