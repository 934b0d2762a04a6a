import { sql } from 'kysely'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { ItemState } from '../contract.ts'
import type { ObstaclesTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>

const NOT_ASKED: readonly ItemState[] = ['draft', 'reported', 'given_back', 'verified', 'withdrawn', 'merged']
const ANSWERED: readonly ItemState[] = ['answered', 'proposer_agreed', 'assigner_agreed', 'agreed', 'closed']

const newYear = (year: number) => new Date(`${year}-01-01T00:00:00+08:00`)

/** How many items were given to each unit in a year, and how many of them are answered. */
export function countByLeadUnit({ tx, scope }: Context, year: number) {
  return tx
    .withTables<ObstaclesTables>()
    .selectFrom('items')
    .select([
      'lead_unit_id as unitId',
      sql<number>`count(*)`.as('asked'),
      sql<number>`count(*) filter (where state = any(${[...ANSWERED]}::text[]))`.as('held'),
    ])
    .where('region_code', '=', scope.region)
    .where('lead_unit_id', 'is not', null)
    .where('state', 'not in', [...NOT_ASKED])
    .where('assigned_at', '>=', newYear(year))
    .where('assigned_at', '<', newYear(year + 1))
    .groupBy('lead_unit_id')
    .orderBy('lead_unit_id')
    .execute()
}

/** Items about a record that were given to a unit, the newest first; answered ones say so. */
export async function listAsked(
  { tx, scope }: Context,
  subject: { readonly kind: string; readonly id: string },
  unitId: string | undefined,
) {
  let rows = tx
    .withTables<ObstaclesTables>()
    .selectFrom('items')
    .select(['id', 'title', 'lead_unit_id', 'proposer_unit_id', 'state', 'assigned_at', 'reported_at'])
    .where('region_code', '=', scope.region)
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .where('state', 'not in', ['draft', 'withdrawn', 'merged'])
  if (unitId !== undefined) rows = rows.where('lead_unit_id', '=', unitId)
  const found = await rows.orderBy('id', 'desc').limit(10).execute()
  return found.map((row) => ({ ...row, isAnswered: ANSWERED.includes(row.state) }))
}

/** Who was present at the meetings held in a year, as the minutes name them. */
export function listPresent({ tx, scope }: Context, year: number) {
  return tx
    .withTables<ObstaclesTables>()
    .selectFrom('meetings')
    .select(['present'])
    .where('region_code', '=', scope.region)
    .where('state', '=', 'finished')
    .where('held_on', '>=', `${year}-01-01`)
    .where('held_on', '<', `${year + 1}-01-01`)
    .orderBy('id')
    .execute()
}
