import { type RegionCode, scopeRange } from '../../../kernel/region-code.ts'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Transaction } from '../../../platform/transaction.ts'
import type { OrganisationTables } from '../tables.ts'
import national from '../data/regions.json' with { type: 'json' }

const tables = (tx: Kysely<unknown>) => tx.withTables<OrganisationTables>()

/** A region of the tenant's tree. */
export interface RegionRow {
  readonly code: string
  readonly name: string
  readonly parentCode: string | null
  readonly validFrom: string
  readonly validTo: string | null
}

/** The published codes inside a half-open range, with their names. */
export function publishedRegions(range: { readonly from: string; readonly to: string }): readonly {
  readonly code: string
  readonly name: string
}[] {
  return (national.rows as readonly (readonly string[])[])
    .map(([code = '', name = '']) => ({ code, name }))
    .filter(({ code }) => code >= range.from && code < range.to)
}

/** Every tenant of the installation, by code. `database` needs no region. */
export async function listTenants(database: Kysely<unknown>) {
  return tables(database)
    .selectFrom('tenants')
    .select(['region_code as code', 'name', 'is_sample as isSample'])
    .orderBy('region_code')
    .execute()
}

/** Opens a tenant; answers whether it was not there before. */
export async function insertTenant(
  tx: Transaction,
  tenant: { readonly code: string; readonly name: string; readonly isSample: boolean; readonly now: Date },
): Promise<boolean> {
  const result = await tables(tx)
    .insertInto('tenants')
    .values({ region_code: tenant.code, name: tenant.name, is_sample: tenant.isSample, opened_at: tenant.now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

/** Tenants under a region, by code. */
export async function listTenantsBelow(tx: Transaction, above: RegionCode) {
  const { from, to } = scopeRange(above)
  return tables(tx)
    .selectFrom('tenants')
    .select(['region_code as code', 'name'])
    .where('region_code', '>=', from)
    .where('region_code', '<', to)
    .where('region_code', '<>', above)
    .orderBy('region_code')
    .execute()
}

/** The regions of the tenant on a day, or all that ever were. */
export async function listRegionRows(
  tx: Transaction,
  region: string,
  filter: { readonly on?: string; readonly search?: string | undefined },
): Promise<readonly RegionRow[]> {
  const word = filter.search ? `%${filter.search.replaceAll(/[\\%_]/g, (each) => `\\${each}`)}%` : undefined
  const { on } = filter
  return tables(tx)
    .selectFrom('regions')
    .select(['code', 'name', 'parent_code as parentCode', 'valid_from as validFrom', 'valid_to as validTo'])
    .where('region_code', '=', region)
    .$if(on !== undefined, (query) =>
      query
        .where('valid_from', '<=', on ?? '')
        .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', on ?? '')])),
    )
    .$if(word !== undefined, (query) =>
      query.where((eb) => eb.or([eb('name', 'like', word ?? ''), eb('code', 'like', word ?? '')])),
    )
    .orderBy('code')
    .limit(5000)
    .execute()
}

/** Keeps regions; one of the same code takes the new name and days. */
export async function saveRegions(
  tx: Transaction,
  region: string,
  rows: readonly RegionRow[],
  isSample: boolean,
): Promise<void> {
  for (let start = 0; start < rows.length; start += 1000)
    await tables(tx)
      .insertInto('regions')
      .values(
        rows.slice(start, start + 1000).map((row) => ({
          region_code: region,
          code: row.code,
          name: row.name,
          parent_code: row.parentCode,
          valid_from: row.validFrom,
          valid_to: row.validTo,
          is_sample: isSample,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['region_code', 'code']).doUpdateSet((eb) => ({
          name: eb.ref('excluded.name'),
          valid_from: eb.ref('excluded.valid_from'),
          valid_to: eb.ref('excluded.valid_to'),
        })),
      )
      .execute()
}

/** The imported years of the working calendar, in order. */
export async function listCalendarRows(tx: Transaction, region: string) {
  return tables(tx)
    .selectFrom('work_calendar_years')
    .select(['year', 'arrangement', 'version'])
    .where('region_code', '=', region)
    .orderBy('year')
    .execute()
}

/** Keeps a year of the working calendar at the expected version (0: none there yet); answers whether it was. */
export async function saveCalendarYear(
  tx: Transaction,
  region: string,
  year: { readonly year: number; readonly arrangement: unknown; readonly expectedVersion: number },
): Promise<boolean> {
  const arrangement = JSON.stringify(year.arrangement)
  if (year.expectedVersion === 0) {
    const made = await tables(tx)
      .insertInto('work_calendar_years')
      .values({ region_code: region, year: year.year, arrangement })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    return made.numInsertedOrUpdatedRows === 1n
  }
  const result = await tables(tx)
    .updateTable('work_calendar_years')
    .set({ arrangement, version: year.expectedVersion + 1 })
    .where('region_code', '=', region)
    .where('year', '=', year.year)
    .where('version', '=', year.expectedVersion)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** How many units, people and posts there are on a day. */
export async function countOn(tx: Transaction, region: string, day: string) {
  const result = await sql<{ units: number; people: number; posts: number }>`
    select
      (select count(*) from units u where u.region_code = ${region} and u.opened_on <= ${day}::date
        and (u.closed_on is null or u.closed_on > ${day}::date)) as units,
      (select count(*) from people o where o.region_code = ${region} and o.state = 'active') as people,
      (select count(*) from posts p where p.region_code = ${region} and p.from_on <= ${day}::date
        and (p.to_on is null or p.to_on >= ${day}::date)) as posts`.execute(tx)
  return result.rows[0] ?? { units: 0, people: 0, posts: 0 }
}
