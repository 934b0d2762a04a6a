import { type Insertable, sql } from 'kysely'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { KeyProjectTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>

/** The lists that were frozen with their counts, latest year first. */
export async function listFrozen({ tx, scope }: Context) {
  return tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_project_lists as list')
    .leftJoin('key_project_list_entries as entry', (join) =>
      join.onRef('entry.region_code', '=', 'list.region_code').onRef('entry.list_id', '=', 'list.id'),
    )
    .select(['list.id', 'list.level', 'list.year', 'list.frozen_on', 'list.person_name', 'list.note'])
    .select([
      sql<number>`count(entry.project_id)`.as('count'),
      sql<number>`coalesce(sum(entry.year_plan), 0)::bigint`.as('year_plan'),
    ])
    .where('list.region_code', '=', scope.region)
    .groupBy(['list.id', 'list.level', 'list.year', 'list.frozen_on', 'list.person_name', 'list.note'])
    .orderBy('list.year', 'desc')
    .orderBy('list.id')
    .execute()
}

/** Which lists are frozen: what a change of a project asks first. */
export async function listFrozenKeys({ tx, scope }: Context) {
  return tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_project_lists')
    .select(['id', 'level', 'year'])
    .where('region_code', '=', scope.region)
    .orderBy('id')
    .execute()
}

/** Freezes a list with its entries; answers whether it was not frozen before. */
export async function insertFrozen(
  { tx, scope }: Context,
  list: Omit<Insertable<KeyProjectTables['key_project_lists']>, 'region_code'>,
  entries: readonly Omit<Insertable<KeyProjectTables['key_project_list_entries']>, 'region_code' | 'list_id'>[],
): Promise<boolean> {
  const db = tx.withTables<KeyProjectTables>()
  const made = await db
    .insertInto('key_project_lists')
    .values({ ...list, region_code: scope.region })
    .onConflict((conflict) => conflict.columns(['region_code', 'level', 'year']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) return false
  for (let from = 0; from < entries.length; from += ROWS_AT_ONCE)
    await db
      .insertInto('key_project_list_entries')
      .values(
        entries
          .slice(from, from + ROWS_AT_ONCE)
          .map((entry) => ({ ...entry, region_code: scope.region, list_id: list.id })),
      )
      .execute()
  return true
}

const ROWS_AT_ONCE = 2_000

/** The entries of frozen lists, by list and project. */
export async function listEntries({ tx, scope }: Context, listIds: readonly string[]) {
  if (listIds.length === 0) return []
  return tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_project_list_entries')
    .select([
      'list_id',
      'project_id',
      'list_class',
      'category',
      'industry_code',
      'unit_id',
      'total_investment',
      'year_plan',
    ])
    .where('region_code', '=', scope.region)
    .where('list_id', 'in', listIds)
    .orderBy('list_id')
    .orderBy('project_id')
    .execute()
}

/** Keeps adjustments of frozen lists with their reason. */
export async function insertAdjustments(
  { tx, scope }: Context,
  adjustments: readonly Omit<Insertable<KeyProjectTables['key_project_adjustments']>, 'region_code'>[],
): Promise<void> {
  if (adjustments.length === 0) return
  await tx
    .withTables<KeyProjectTables>()
    .insertInto('key_project_adjustments')
    .values(adjustments.map((each) => ({ ...each, region_code: scope.region })))
    .execute()
}

/** The adjustments of a frozen list, oldest first. */
export async function listAdjustments({ tx, scope }: Context, listId: string) {
  return tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_project_adjustments')
    .select(['project_id', 'kind', 'reason', 'at', 'person_name'])
    .where('region_code', '=', scope.region)
    .where('list_id', '=', listId)
    .orderBy('id')
    .execute()
}

/** Every project in scope on a list of a year or on a frozen one, withdrawn ones too, as lists and statistics count them. */
export async function listCounted({ tx, scope }: Context, year: number, alsoIds: readonly string[]) {
  const units = sql<string[]>`${[...scope.unitIds]}::text[]`
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
      'total_investment',
      'plan_year',
      'year_plan',
      'invested_this_year',
      'invested_as_of',
      'stage',
      'stage_left',
      'planned_start_on',
      'investment_registered_on',
      'withdrawn_at',
    ])
    .where('region_code', '=', scope.region)
    .where(sql<boolean>`(list_keys && ${[`:${year}`]}::text[] or id = any(${[...alsoIds]}::text[]))`)
    .where(
      scope.reach === 'region'
        ? sql<boolean>`true`
        : sql<boolean>`(unit_id = any(${units}) or lead_unit_id = any(${units}) or task_force_id = any(${units}))`,
    )
    .orderBy('id')
    .execute()
}
