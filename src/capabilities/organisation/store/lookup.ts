import { type Kysely, sql } from 'kysely'
import { inRegion } from '../../../platform/transaction.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { OrganisationTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>

/** Units by id, by the name they bear today. */
export async function listUnitsById(ctx: Context, ids: readonly string[], day: string) {
  if (ids.length === 0) return []
  return namedUnits(ctx, day)
    .where(sql<boolean>`unit.id = any(${[...ids]}::text[])`)
    .execute()
}

/** Units open on a day, in their order, by the names of that day. */
export async function listUnitsOpenOn(ctx: Context, day: string) {
  return namedUnits(ctx, day)
    .where('unit.opened_on', '<=', day)
    .where((row) => row.or([row('unit.closed_on', 'is', null), row('unit.closed_on', '>', day)]))
    .orderBy('named.position')
    .orderBy('named.pinyin')
    .orderBy('unit.id')
    .execute()
}

function namedUnits({ tx, scope }: Context, day: string) {
  return tx
    .withTables<OrganisationTables>()
    .selectFrom('units as unit')
    .innerJoin('unit_versions as named', (join) =>
      join.onRef('named.region_code', '=', 'unit.region_code').onRef('named.unit_id', '=', 'unit.id'),
    )
    .select([
      'unit.id',
      'unit.kind',
      'unit.area_code',
      'unit.opened_on',
      'unit.closed_on',
      'unit.merged_into_id',
      'named.name',
      'named.short_name',
      'named.parent_id',
      'named.group_name',
      'named.pinyin',
      'named.initials',
    ])
    .where('unit.region_code', '=', scope.region)
    .where(
      'named.valid_from',
      '=',
      sql<string>`(select max(v.valid_from) from unit_versions v where v.region_code = unit.region_code and v.unit_id = unit.id and v.valid_from <= ${day}::date)`,
    )
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
