import { sql } from 'kysely'
import type { Transaction } from '../../../platform/transaction.ts'

/** A unit's place in the tree on a day. */
export interface StoredEdge {
  readonly id: string
  readonly parentId: string | null
  readonly mergedIntoId: string | null
}

/** The place of every unit of the tenant that had opened by the day. */
export async function listUnitEdges(tx: Transaction, region: string, day: string): Promise<readonly StoredEdge[]> {
  const result = await sql<StoredEdge>`
    select distinct on (v.unit_id) v.unit_id as id, v.parent_id as "parentId",
      case when u.closed_on <= ${day}::date then u.merged_into_id end as "mergedIntoId"
    from unit_versions v join units u on u.region_code = ${region} and u.id = v.unit_id
    where v.region_code = ${region} and v.valid_from <= ${day}::date
    order by v.unit_id, v.valid_from desc`.execute(tx)
  return result.rows
}
