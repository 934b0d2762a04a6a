import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import { asPeriod } from '../../../kernel/period.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { orNotFound, type OperationContext } from '../../../platform/run-operation.ts'
import type { Claim } from '../contract.ts'
import type { TargetsTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** A claim as it is kept. */
export type ClaimRecord = Selectable<TargetsTables['published_claims']>

/** Claims, the latest first. */
export async function listClaims(
  { tx, scope }: Context,
  filter: {
    readonly state?: Claim['state'] | undefined
    readonly indicatorId?: string | undefined
    readonly unitId?: string | undefined
    readonly years?: readonly number[]
  },
  page?: { readonly before: string | null; readonly limit: number },
): Promise<readonly ClaimRecord[]> {
  let rows = tx
    .withTables<TargetsTables>()
    .selectFrom('published_claims')
    .selectAll()
    .where('region_code', '=', scope.region)
    .orderBy('id', 'desc')
  rows = filter.state ? rows.where('state', '=', filter.state) : rows.where('state', '!=', 'withdrawn')
  if (filter.indicatorId) rows = rows.where('indicator_id', '=', filter.indicatorId)
  if (filter.unitId) rows = rows.where('unit_id', '=', filter.unitId)
  if (filter.years) rows = rows.where('year', 'in', [...filter.years])
  if (page?.before) rows = rows.where('id', '<', page.before)
  if (page) rows = rows.limit(page.limit)
  return rows.execute()
}

/** One claim; refuses `not_found`. */
export async function getClaim({ tx, scope }: Context, id: string): Promise<ClaimRecord> {
  return orNotFound(
    await tx
      .withTables<TargetsTables>()
      .selectFrom('published_claims')
      .selectAll()
      .where('region_code', '=', scope.region)
      .where('id', '=', id)
      .executeTakeFirst(),
  )
}

/** A claim that already says the same of the same indicator, unit and period. */
export async function findSameClaim(
  { tx, scope }: Context,
  claim: Pick<
    ClaimRecord,
    'indicator_id' | 'indicator_name' | 'unit_id' | 'period' | 'status' | 'comparator' | 'value' | 'upper'
  >,
): Promise<ClaimRecord | undefined> {
  const same = (column: 'value' | 'upper', value: string | null) =>
    sql<boolean>`${sql.ref(column)} is not distinct from ${value}::numeric`
  return tx
    .withTables<TargetsTables>()
    .selectFrom('published_claims')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where(sql<boolean>`indicator_id is not distinct from ${claim.indicator_id}`)
    .where('indicator_name', '=', claim.indicator_name)
    .where('unit_id', '=', claim.unit_id)
    .where('period', '=', claim.period)
    .where('status', '=', claim.status)
    .where('comparator', '=', claim.comparator)
    .where(same('value', claim.value))
    .where(same('upper', claim.upper))
    .where('state', '!=', 'withdrawn')
    .orderBy('id')
    .executeTakeFirst()
}

/** Keeps a new claim. */
export async function insertClaim(
  { tx, scope }: Context,
  row: Omit<Insertable<TargetsTables['published_claims']>, 'region_code'>,
): Promise<void> {
  await tx
    .withTables<TargetsTables>()
    .insertInto('published_claims')
    .values({ ...row, region_code: scope.region })
    .execute()
}

/** Changes a claim still at `expectedVersion`; refuses `conflict`. */
export async function updateClaim(
  { tx, scope }: Context,
  id: string,
  expectedVersion: number,
  change: Updateable<TargetsTables['published_claims']>,
): Promise<number> {
  const row = await tx
    .withTables<TargetsTables>()
    .updateTable('published_claims')
    .set({ ...change, version: expectedVersion + 1 })
    .where('region_code', '=', scope.region)
    .where('id', '=', id)
    .where('version', '=', expectedVersion)
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? refuse('conflict', problem('operation.conflict'))
}

/** The shape of a row. */
export function claimOf(row: ClaimRecord): Claim {
  return {
    id: row.id,
    indicatorId: row.indicator_id,
    indicatorName: row.indicator_name,
    unitText: row.unit_text,
    unitId: row.unit_id,
    period: asPeriod(row.period),
    status: row.status,
    comparator: row.comparator,
    value: row.value,
    upper: row.upper,
    from: row.from_value,
    source: row.source,
    state: row.state,
    reason: row.reason,
    version: row.version,
  }
}
