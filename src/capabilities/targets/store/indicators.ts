import { type Insertable, type Selectable, sql } from 'kysely'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { pinyinInitials, pinyinKey } from '../../../platform/pinyin.ts'
import { orNotFound, type OperationContext } from '../../../platform/run-operation.ts'
import type { Indicator, IndicatorBody, IndicatorKind } from '../contract.ts'
import type { TargetsTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
type Row = Selectable<TargetsTables['indicators']>

/** Indicators after a code, by code. */
export async function listIndicators(
  { tx, scope }: Context,
  filter: {
    readonly search?: string | undefined
    readonly kind?: IndicatorKind | undefined
    readonly sourceUnitId?: string | undefined
  },
  page: { readonly after: string | null; readonly limit: number },
) {
  let rows = tx
    .withTables<TargetsTables>()
    .selectFrom('indicators')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('withdrawn_at', 'is', null)
    .orderBy('code')
    .limit(page.limit)
  if (filter.search) rows = rows.where('search_text', 'like', `%${escaped(filter.search)}%`)
  if (filter.kind) rows = rows.where('kind', '=', filter.kind)
  if (filter.sourceUnitId) rows = rows.where('source_unit_id', '=', filter.sourceUnitId)
  if (page.after !== null) rows = rows.where('code', '>', page.after)
  return (await rows.execute()).map(indicatorOf)
}

/** Indicators by id, in one statement. */
export async function listIndicatorsById(
  { tx, scope }: Context,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Indicator>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .withTables<TargetsTables>()
    .selectFrom('indicators')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('id', 'in', [...new Set(ids)])
    .orderBy('id')
    .execute()
  return new Map(rows.map((row) => [row.id, indicatorOf(row)]))
}

/** Every indicator of the region that is not withdrawn, by code. */
export async function listAllIndicators({ tx, scope }: Context): Promise<readonly Indicator[]> {
  const rows = await tx
    .withTables<TargetsTables>()
    .selectFrom('indicators')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('withdrawn_at', 'is', null)
    .orderBy('code')
    .execute()
  return rows.map(indicatorOf)
}

/** One indicator; refuses `not_found`. */
export async function getIndicator(ctx: Context, id: string): Promise<Indicator> {
  return orNotFound((await listIndicatorsById(ctx, [id])).get(id))
}

/** Source units of all indicators, each once. */
export async function listSourceUnits({ tx, scope }: Context): Promise<readonly string[]> {
  const rows = await tx
    .withTables<TargetsTables>()
    .selectFrom('indicators')
    .select('source_unit_id')
    .distinct()
    .where('region_code', '=', scope.region)
    .orderBy('source_unit_id')
    .execute()
  return rows.map((row) => row.source_unit_id)
}

/** Keeps a new indicator; refuses `targets.code_taken` where another has its code. */
export async function insertIndicator(
  { tx, scope }: Context,
  made: { readonly id: string; readonly body: IndicatorBody; readonly now: Date; readonly isSample: boolean },
): Promise<void> {
  const row = await tx
    .withTables<TargetsTables>()
    .insertInto('indicators')
    .values({
      ...columnsOf(made.body),
      region_code: scope.region,
      id: made.id,
      is_sample: made.isSample,
      created_at: made.now,
      updated_at: made.now,
    })
    .onConflict((conflict) => conflict.columns(['region_code', 'code']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!row) refuse('rule_broken', problem('targets.code_taken', { code: made.body.code }, ['code']))
}

/** Changes an indicator still at `expectedVersion`; refuses `conflict`, and `targets.code_taken`. */
export async function updateIndicator(
  { tx, scope }: Context,
  id: string,
  expectedVersion: number,
  body: IndicatorBody,
  now: Date,
): Promise<number> {
  const db = tx.withTables<TargetsTables>()
  const other = await db
    .selectFrom('indicators')
    .select('id')
    .where('region_code', '=', scope.region)
    .where('code', '=', body.code)
    .where('id', '!=', id)
    .executeTakeFirst()
  if (other) refuse('rule_broken', problem('targets.code_taken', { code: body.code }, ['body', 'code']))
  const row = await db
    .updateTable('indicators')
    .set({ ...columnsOf(body), updated_at: now, version: expectedVersion + 1 })
    .where('region_code', '=', scope.region)
    .where('id', '=', id)
    .where('version', '=', expectedVersion)
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? refuse('conflict', problem('operation.conflict'))
}

/** Withdraws an indicator still at `expectedVersion` that no target but withdrawn ones uses; answers whether it did. */
export async function withdrawIndicator(
  { tx, scope }: Context,
  id: string,
  expectedVersion: number,
  at: Date,
): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    update indicators set withdrawn_at = ${at}, updated_at = ${at}, version = version + 1
    where region_code = ${scope.region} and id = ${id} and version = ${expectedVersion} and withdrawn_at is null
      and not exists (
        select 1 from targets t where t.region_code = ${scope.region} and t.indicator_id = indicators.id and t.state <> 'withdrawn')
      and not exists (
        select 1 from actual_versions a where a.region_code = ${scope.region} and a.indicator_id = indicators.id)
    returning id`.execute(tx)
  return rows.length > 0
}

/** An indicator of a name and unit, if there is one. */
export async function findIndicatorNamed({ tx, scope }: Context, name: string, unitText: string) {
  const row = await tx
    .withTables<TargetsTables>()
    .selectFrom('indicators')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('name', '=', name)
    .where('unit_text', '=', unitText)
    .where('withdrawn_at', 'is', null)
    .orderBy('code')
    .executeTakeFirst()
  return row && indicatorOf(row)
}

/** How many indicators the region has: what the next code of our own making counts from. */
export async function countIndicators({ tx, scope }: Context): Promise<number> {
  const row = await tx
    .withTables<TargetsTables>()
    .selectFrom('indicators')
    .select(sql<number>`count(*)`.as('count'))
    .where('region_code', '=', scope.region)
    .executeTakeFirstOrThrow()
  return row.count
}

/** The shape of a row. */
export function indicatorOf(row: Row): Indicator {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    unitText: row.unit_text,
    kind: row.kind,
    direction: row.direction,
    measure: row.measure,
    statistical: row.statistical,
    sourceUnitId: row.source_unit_id,
    frequency: row.frequency,
    firstMonths: row.first_months,
    cumulative: row.cumulative,
    overTime: row.over_time,
    overUnits: row.over_units,
    derivation: row.derivation,
    note: row.note,
    version: row.version,
  }
}

function columnsOf(
  body: IndicatorBody,
): Omit<Insertable<TargetsTables['indicators']>, 'region_code' | 'id' | 'created_at' | 'updated_at'> {
  return {
    code: body.code,
    name: body.name,
    unit_text: body.unitText,
    kind: body.kind,
    direction: body.direction,
    measure: body.measure,
    statistical: body.statistical,
    source_unit_id: body.sourceUnitId,
    frequency: body.frequency,
    first_months: body.firstMonths,
    cumulative: body.cumulative,
    over_time: body.overTime,
    over_units: body.overUnits,
    derivation: body.derivation && JSON.stringify(body.derivation),
    note: body.note,
    search_text: [body.name, body.code, pinyinInitials(body.name), pinyinKey(body.name).replaceAll(' ', '')]
      .join(' ')
      .toLowerCase(),
  }
}

/** A text to find inside `search_text`, with the signs of LIKE taken literally. */
export function escaped(search: string): string {
  return search.toLowerCase().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)
}
