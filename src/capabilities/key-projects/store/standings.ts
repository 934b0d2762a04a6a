import { sql } from 'kysely'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { KeyProjectTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>

/** Where every project in scope that is not withdrawn stands: what boards over the whole library are made of, by id. Only red ones carry their reason. */
export async function listStandings({ tx, scope }: Context) {
  const units = sql<string[]>`${[...scope.unitIds]}::text[]`
  return tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_projects')
    .select([
      'id',
      'number',
      'name',
      'stage',
      'chain',
      'list_keys',
      'light',
      'unit_id',
      'lead_unit_id',
      'task_force_id',
      'sponsor_post_id',
      'total_investment',
      'plan_year',
      'year_plan',
      'invested_this_year',
      'invested_as_of',
      'completion',
      'pace',
    ])
    .where('region_code', '=', scope.region)
    .where('withdrawn_at', 'is', null)
    .where(
      scope.reach === 'region'
        ? sql<boolean>`true`
        : sql<boolean>`(unit_id = any(${units}) or lead_unit_id = any(${units}) or task_force_id = any(${units}))`,
    )
    .orderBy('id')
    .execute()
}
