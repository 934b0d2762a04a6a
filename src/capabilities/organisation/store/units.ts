import { sql } from 'kysely'
import type { Transaction } from '../../../platform/transaction.ts'
import type { OrganisationTables } from '../tables.ts'

const tables = (tx: Transaction) => tx.withTables<OrganisationTables>()

/** A unit with the name and place it had on a day. */
export interface UnitRow {
  readonly id: string
  readonly name: string
  readonly shortName: string
  readonly kind: string
  readonly parentId: string | null
  readonly groupName: string | null
  readonly position: number
  readonly areaCode: string | null
  readonly areaSquareMetres: number | null
  readonly openedOn: string
  readonly closedOn: string | null
  readonly closedReason: string | null
  readonly mergedIntoId: string | null
  readonly version: number
  /** From when this name and place hold. */
  readonly validFrom: string
  readonly pinyin: string
  readonly initials: string
}

const COLUMNS = sql`u.id, v.name, v.short_name as "shortName", u.kind, v.parent_id as "parentId",
  v.group_name as "groupName", v.position, u.area_code as "areaCode", u.area_square_metres as "areaSquareMetres",
  u.opened_on as "openedOn", u.closed_on as "closedOn", u.closed_reason as "closedReason",
  u.merged_into_id as "mergedIntoId", u.version, v.valid_from as "validFrom", v.pinyin, v.initials`

/** Every unit that had opened by a day, with its name and place on that day, in the order of lists. */
export async function listUnitRows(
  tx: Transaction,
  region: string,
  day: string,
  filter: { readonly ids?: readonly string[]; readonly openOnly?: boolean } = {},
): Promise<readonly UnitRow[]> {
  const ids = filter.ids ? sql`and u.id = any(${[...filter.ids]}::text[])` : sql``
  const open = filter.openOnly ? sql`and (u.closed_on is null or u.closed_on > ${day}::date)` : sql``
  const result = await sql<UnitRow>`
    select * from (
      select distinct on (v.unit_id) ${COLUMNS}
      from unit_versions v join units u on u.region_code = ${region} and u.id = v.unit_id
      where v.region_code = ${region} and v.valid_from <= ${day}::date ${ids} ${open}
      order by v.unit_id, v.valid_from desc
    ) t order by position, pinyin, id`.execute(tx)
  return result.rows
}

/** A unit with its newest name and place, whatever the day. */
export async function findUnitRow(tx: Transaction, region: string, unitId: string): Promise<UnitRow | undefined> {
  const result = await sql<UnitRow>`
    select ${COLUMNS}
    from unit_versions v join units u on u.region_code = ${region} and u.id = v.unit_id
    where v.region_code = ${region} and v.unit_id = ${unitId}
    order by v.valid_from desc limit 1`.execute(tx)
  return result.rows[0]
}

/** Every name and place a unit had, oldest first. */
export async function listUnitVersions(tx: Transaction, region: string, unitId: string) {
  return tables(tx)
    .selectFrom('unit_versions')
    .select(['valid_from as validFrom', 'name', 'short_name as shortName', 'parent_id as parentId'])
    .where('region_code', '=', region)
    .where('unit_id', '=', unitId)
    .orderBy('valid_from')
    .execute()
}

/** A unit to be opened. */
export interface NewUnit {
  readonly id: string
  readonly name: string
  readonly shortName: string
  readonly kind: string
  readonly parentId: string | null
  readonly groupName: string | null
  readonly position: number
  readonly areaCode: string | null
  readonly areaSquareMetres: number | null
  readonly openedOn: string
  readonly pinyin: string
  readonly initials: string
}

/** Keeps new units with their first name; parents may be among them. */
export async function insertUnits(
  tx: Transaction,
  region: string,
  units: readonly NewUnit[],
  isSample: boolean,
): Promise<void> {
  for (let start = 0; start < units.length; start += 500)
    await tables(tx)
      .insertInto('units')
      .values(
        units.slice(start, start + 500).map((unit) => ({
          region_code: region,
          id: unit.id,
          kind: unit.kind,
          area_code: unit.areaCode,
          area_square_metres: unit.areaSquareMetres,
          opened_on: unit.openedOn,
          closed_on: null,
          closed_reason: null,
          merged_into_id: null,
          is_sample: isSample,
        })),
      )
      .execute()
  for (let start = 0; start < units.length; start += 500)
    await saveUnitVersions(
      tx,
      region,
      units.slice(start, start + 500).map((unit) => ({ ...unit, unitId: unit.id, validFrom: unit.openedOn })),
    )
}

/** Name and place of a unit from a day on. */
export interface NewUnitVersion {
  readonly unitId: string
  readonly validFrom: string
  readonly name: string
  readonly shortName: string
  readonly parentId: string | null
  readonly groupName: string | null
  readonly position: number
  readonly pinyin: string
  readonly initials: string
}

/** Keeps names and places from their days on; a second change on the same day replaces the first. */
export async function saveUnitVersions(
  tx: Transaction,
  region: string,
  versions: readonly NewUnitVersion[],
): Promise<void> {
  if (versions.length === 0) return
  await tables(tx)
    .insertInto('unit_versions')
    .values(
      versions.map((each) => ({
        region_code: region,
        unit_id: each.unitId,
        valid_from: each.validFrom,
        name: each.name,
        short_name: each.shortName,
        parent_id: each.parentId,
        group_name: each.groupName,
        position: each.position,
        pinyin: each.pinyin,
        initials: each.initials,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['region_code', 'unit_id', 'valid_from']).doUpdateSet((eb) => ({
        name: eb.ref('excluded.name'),
        short_name: eb.ref('excluded.short_name'),
        parent_id: eb.ref('excluded.parent_id'),
        group_name: eb.ref('excluded.group_name'),
        position: eb.ref('excluded.position'),
        pinyin: eb.ref('excluded.pinyin'),
        initials: eb.ref('excluded.initials'),
      })),
    )
    .execute()
}

/** What may change about the unit itself. */
export interface UnitPatch {
  readonly areaCode?: string | null
  readonly areaSquareMetres?: number | null
  readonly closedOn?: string | null
  readonly closedReason?: string | null
  readonly mergedIntoId?: string | null
}

/** Changes a unit if it is still at the expected version; answers whether it was. */
export async function updateUnit(
  tx: Transaction,
  region: string,
  unitId: string,
  expectedVersion: number,
  patch: UnitPatch = {},
): Promise<boolean> {
  const result = await tables(tx)
    .updateTable('units')
    .set({
      version: expectedVersion + 1,
      ...(patch.areaCode === undefined ? {} : { area_code: patch.areaCode }),
      ...(patch.areaSquareMetres === undefined ? {} : { area_square_metres: patch.areaSquareMetres }),
      ...(patch.closedOn === undefined ? {} : { closed_on: patch.closedOn }),
      ...(patch.closedReason === undefined ? {} : { closed_reason: patch.closedReason }),
      ...(patch.mergedIntoId === undefined ? {} : { merged_into_id: patch.mergedIntoId }),
    })
    .where('region_code', '=', region)
    .where('id', '=', unitId)
    .where('version', '=', expectedVersion)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}
