import { type Kysely, sql } from 'kysely'
import { inRegion } from '../../../platform/transaction.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { OrganisationTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>

/** Units by id, as they are now. */
export async function listUnitsById({ tx, scope }: Context, ids: readonly string[]) {
  if (ids.length === 0) return []
  return tx
    .withTables<OrganisationTables>()
    .selectFrom('units')
    .select(['id', 'name', 'short_name', 'kind', 'opened_on', 'closed_on', 'merged_into_id'])
    .where('region_code', '=', scope.region)
    .where(sql<boolean>`id = any(${[...ids]}::text[])`)
    .execute()
}

/** Units open on a day, by pinyin. */
export async function listUnitsOpenOn({ tx, scope }: Context, day: string) {
  return tx
    .withTables<OrganisationTables>()
    .selectFrom('units')
    .select(['id', 'name', 'short_name', 'kind', 'parent_id', 'group_name', 'area_code'])
    .where('region_code', '=', scope.region)
    .where('opened_on', '<=', day)
    .where((row) => row.or([row('closed_on', 'is', null), row('closed_on', '>', day)]))
    .orderBy('pinyin')
    .orderBy('id')
    .execute()
}

/** Posts by id with the names of their holders. */
export async function listPostsById({ tx, scope }: Context, ids: readonly string[]) {
  if (ids.length === 0) return []
  return tx
    .withTables<OrganisationTables>()
    .selectFrom('posts as post')
    .innerJoin('people as person', (join) =>
      join.onRef('person.region_code', '=', 'post.region_code').onRef('person.id', '=', 'post.person_id'),
    )
    .select([
      'post.id',
      'post.title',
      'post.role',
      'post.unit_id',
      'post.from_on',
      'post.to_on',
      'person.id as person_id',
      'person.name as person_name',
    ])
    .where('post.region_code', '=', scope.region)
    .where(sql<boolean>`post.id = any(${[...ids]}::text[])`)
    .execute()
}

/** Posts of some roles held on a day, by title. */
export async function listPostsOfRoles({ tx, scope }: Context, roles: readonly string[], day: string) {
  return tx
    .withTables<OrganisationTables>()
    .selectFrom('posts as post')
    .innerJoin('people as person', (join) =>
      join.onRef('person.region_code', '=', 'post.region_code').onRef('person.id', '=', 'post.person_id'),
    )
    .select([
      'post.id',
      'post.title',
      'post.role',
      'post.unit_id',
      'person.id as person_id',
      'person.name as person_name',
    ])
    .where('post.region_code', '=', scope.region)
    .where('post.role', 'in', roles.length > 0 ? [...roles] : [''])
    .where('post.from_on', '<=', day)
    .where((row) => row.or([row('post.to_on', 'is', null), row('post.to_on', '>=', day)]))
    .orderBy('post.title')
    .orderBy('post.id')
    .execute()
}

/** Every tenant of the installation, by code. */
export async function listTenants(database: Kysely<unknown>) {
  return database
    .withTables<OrganisationTables>()
    .selectFrom('tenants')
    .select(['region_code', 'name', 'is_sample'])
    .orderBy('region_code')
    .execute()
}

/** The years a region added to or changed in the national working calendar. */
export async function listCalendarYears(database: Kysely<unknown>, region: string) {
  return inRegion(database, region, 'read', (tx) =>
    tx
      .withTables<OrganisationTables>()
      .selectFrom('work_calendar_years')
      .select('arrangement')
      .where('region_code', '=', region)
      .orderBy('year')
      .execute(),
  )
}
