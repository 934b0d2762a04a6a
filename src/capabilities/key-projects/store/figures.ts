import { sql } from 'kysely'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { Ledger } from '../contract.ts'
import type { KeyProjectTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>

/** The projects of the region that are on a list of a year and not withdrawn, by number: what figures are counted from. */
export function listOfYear({ tx, scope }: Context, year: number) {
  return tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_projects')
    .select([
      'id',
      'number',
      'name',
      'memberships',
      'category',
      'industry_code',
      'unit_id',
      'sponsor_post_id',
      'total_investment',
      'plan_year',
      'year_plan',
      'monthly_plan',
      'planned_start_on',
      'started_on',
      'planned_completion_on',
      'completed_on',
      'produced_on',
      'investment_registered_on',
      'stage',
      'stage_left',
      'light',
      'light_reason',
    ])
    .where('region_code', '=', scope.region)
    .where('withdrawn_at', 'is', null)
    .where(sql<boolean>`list_keys && ${[`:${year}`]}::text[]`)
    .orderBy('number')
    .orderBy('id')
    .execute()
}

/** A project of a year as it is kept. */
export type ProjectOfYear = Awaited<ReturnType<typeof listOfYear>>[number]

/** What a month of a ledger says of a project: money since January, whole yuan. */
export interface MonthOfProject {
  readonly project_id: string
  readonly ledger: Ledger
  readonly period: string
  readonly this_year: number
}

/** The latest figure of every month of a year up to one, of every project, by project, ledger and month; what was taken back is left out. */
export async function listMonthsTo(
  { tx, scope }: Context,
  year: number,
  last: string,
): Promise<readonly MonthOfProject[]> {
  const { rows } = await sql<MonthOfProject>`
    with latest as (
      select distinct on (project_id, ledger, period) project_id, ledger, period, this_year
      from key_project_months
      where region_code = ${scope.region} and period between ${`${year}-M01`} and ${last}
      order by project_id, ledger, period, number desc
    )
    select project_id, ledger, period, this_year from latest where this_year is not null
    order by project_id, ledger, period`.execute(tx)
  return rows
}

/** The year's plans frozen lists hold, by project: what was planned of a year whose plan the record no longer states. */
export async function listFrozenPlans(
  { tx, scope }: Context,
  year: number,
): Promise<readonly { readonly project_id: string; readonly year_plan: number | null }[]> {
  return tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_project_list_entries as entry')
    .innerJoin('key_project_lists as list', (join) =>
      join.onRef('list.region_code', '=', 'entry.region_code').onRef('list.id', '=', 'entry.list_id'),
    )
    .select(['entry.project_id', 'entry.year_plan'])
    .distinctOn('entry.project_id')
    .where('entry.region_code', '=', scope.region)
    .where('list.year', '=', year)
    .orderBy('entry.project_id')
    .orderBy(sql`array_position(array['province', 'city', 'county'], list.level)`)
    .execute()
}
