import { sql } from 'kysely'
import type { Transaction } from '../../../platform/transaction.ts'

/** An entry of the trail with its place in the chain. */
export interface AuditRow {
  readonly id: string
  readonly at: Date
  readonly requestId: string
  readonly actorId: string
  readonly actorName: string
  readonly onBehalfOf: string | null
  readonly operation: string
  readonly outcome: 'done' | 'refused'
  readonly refusal: unknown
  readonly input: unknown
  readonly changes: unknown
  readonly position: number | null
}

/** Which entries. `from` and `until` are instants, the second one left out; `after` is instant and id of the last entry shown. */
export interface AuditFilter {
  readonly actor?: string | undefined
  readonly operation?: string | undefined
  readonly subjectId?: string | undefined
  readonly outcome?: string | undefined
  readonly from?: Date | undefined
  readonly until?: Date | undefined
  readonly after?: readonly string[] | undefined
  readonly limit: number
}

/** Entries of the trail, newest first. */
export async function listAuditRows(
  tx: Transaction,
  region: string,
  filter: AuditFilter,
): Promise<readonly AuditRow[]> {
  const { actor, operation, subjectId, outcome, from, until, after, limit } = filter
  const escaped = (text: string) => text.replaceAll(/[\\%_]/g, (each) => `\\${each}`)
  const conditions = [
    sql`e.region_code = ${region}`,
    ...(actor ? [sql`(e.actor_id = ${actor} or e.actor_name like ${`%${escaped(actor)}%`})`] : []),
    ...(operation ? [sql`e.operation like ${`${escaped(operation)}%`}`] : []),
    ...(subjectId ? [sql`e.changes @> ${JSON.stringify([{ subject: { id: subjectId } }])}::jsonb`] : []),
    ...(outcome ? [sql`e.outcome = ${outcome}`] : []),
    ...(from ? [sql`e.at >= ${from}`] : []),
    ...(until ? [sql`e.at < ${until}`] : []),
    ...(after ? [sql`(e.at, e.id) < (${after[0]}::timestamptz, ${after[1]})`] : []),
  ]
  const result = await sql<AuditRow>`
    select e.id, e.at, e.request_id as "requestId", e.actor_id as "actorId", e.actor_name as "actorName",
      e.on_behalf_of_name as "onBehalfOf", e.operation, e.outcome, e.refusal, e.input, e.changes, c.position
    from audit_entries e left join audit_chain c on c.region_code = ${region} and c.entry_id = e.id
    where ${sql.join(conditions, sql` and `)}
    order by e.at desc, e.id desc
    limit ${limit}`.execute(tx)
  return result.rows
}
