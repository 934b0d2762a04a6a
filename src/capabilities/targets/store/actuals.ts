import { type Selectable, sql } from 'kysely'
import { lastDay, type Period, periodYear } from '../../../kernel/period.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { ActualVersion, RecordedActual } from '../contract.ts'
import type { TargetsTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** A link of the chain of a figure as it is kept. */
export type ActualRow = Selectable<TargetsTables['actual_versions']>

/** Which series: an indicator of a unit. */
export interface Series {
  readonly indicatorId: string
  readonly unitId: string
}

/** Every version of every figure of the series in some years, oldest first. */
export async function listVersionsOfSeries(
  { tx, scope }: Context,
  series: readonly Series[],
  years: readonly number[],
): Promise<readonly ActualRow[]> {
  if (series.length === 0 || years.length === 0) return []
  const wanted = sql<boolean>`(indicator_id, unit_id) in (select * from unnest(${series.map((each) => each.indicatorId)}::text[], ${series.map((each) => each.unitId)}::text[]))`
  return tx
    .withTables<TargetsTables>()
    .selectFrom('actual_versions')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('year', 'in', [...new Set(years)])
    .where(wanted)
    .orderBy('indicator_id')
    .orderBy('unit_id')
    .orderBy('period_end')
    .orderBy('period')
    .orderBy('number')
    .execute()
}

/** Every version of every figure of indicators in a year, oldest first. */
export async function listVersionsOfIndicators(
  { tx, scope }: Context,
  indicatorIds: readonly string[],
  year: number,
): Promise<readonly ActualRow[]> {
  if (indicatorIds.length === 0) return []
  return tx
    .withTables<TargetsTables>()
    .selectFrom('actual_versions')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('year', '=', year)
    .where('indicator_id', 'in', [...new Set(indicatorIds)])
    .orderBy('indicator_id')
    .orderBy('unit_id')
    .orderBy('period_end')
    .orderBy('period')
    .orderBy('number')
    .execute()
}

/** The whole chain of one figure, oldest first. */
export async function listChain({ tx, scope }: Context, series: Series, period: string): Promise<readonly ActualRow[]> {
  return tx
    .withTables<TargetsTables>()
    .selectFrom('actual_versions')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('indicator_id', '=', series.indicatorId)
    .where('unit_id', '=', series.unitId)
    .where('period', '=', period)
    .orderBy('number')
    .execute()
}

/** Versions an import made. */
export async function listVersionsOfImport({ tx, scope }: Context, importId: string): Promise<readonly ActualRow[]> {
  return tx
    .withTables<TargetsTables>()
    .selectFrom('actual_versions')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('import_id', '=', importId)
    .orderBy('indicator_id')
    .orderBy('unit_id')
    .orderBy('period')
    .execute()
}

/** A version to keep. */
export interface NewVersion extends Series {
  readonly period: Period
  readonly version: ActualVersion
}

const ROWS_A_STATEMENT = 1000

/**
 * Keeps versions; those whose number somebody took in the meantime are left out of the answer. `who` is kept with each, and the import or
 * claim they came from.
 */
export async function insertVersions(
  { tx, scope }: Context,
  versions: readonly NewVersion[],
  who: {
    readonly id: string
    readonly name: string
    readonly onBehalfOf: string | null
    readonly at: Date
    readonly importId: string | null
    readonly claimId: string | null
  },
): Promise<readonly ActualRow[]> {
  const kept: ActualRow[] = []
  for (let start = 0; start < versions.length; start += ROWS_A_STATEMENT) {
    const rows = versions.slice(start, start + ROWS_A_STATEMENT).map(({ indicatorId, unitId, period, version }) => ({
      region_code: scope.region,
      indicator_id: indicatorId,
      unit_id: unitId,
      period,
      number: version.number,
      year: periodYear(period),
      period_end: lastDay(period),
      value: version.value,
      growth_percent: version.growthPercent,
      rank: version.rank,
      rank_of: version.rankOf,
      year_forecast: version.yearForecast,
      status: version.status,
      as_of: version.asOf,
      released_on: version.releasedOn,
      evidence: JSON.stringify(version.evidence),
      reason: version.reason,
      entered_by: who.id,
      entered_by_name: who.name,
      on_behalf_of: who.onBehalfOf,
      entered_at: who.at,
      import_id: who.importId,
      claim_id: who.claimId,
    }))
    kept.push(
      ...(await tx
        .withTables<TargetsTables>()
        .insertInto('actual_versions')
        .values(rows)
        .onConflict((conflict) =>
          conflict.columns(['region_code', 'indicator_id', 'unit_id', 'period', 'number']).doNothing(),
        )
        .returningAll()
        .execute()),
    )
  }
  return kept
}

/** The shape of a row. */
export function recordedOf(row: ActualRow): RecordedActual {
  return {
    number: row.number,
    value: row.value,
    growthPercent: row.growth_percent,
    rank: row.rank,
    rankOf: row.rank_of,
    yearForecast: row.year_forecast,
    status: row.status,
    asOf: row.as_of as RecordedActual['asOf'],
    releasedOn: row.released_on as RecordedActual['releasedOn'],
    evidence: row.evidence,
    reason: row.reason,
    enteredBy: row.entered_by_name,
    onBehalfOf: row.on_behalf_of,
    enteredAt: row.entered_at.toISOString(),
  }
}

/** The key of a cell: indicator, unit and period. */
export function cellKey(indicatorId: string, unitId: string, period: string): string {
  return `${indicatorId}/${unitId}/${period}`
}

/** Versions gathered into the chains of their cells, oldest first. */
export function chainsOf(rows: readonly ActualRow[]): ReadonlyMap<string, readonly ActualRow[]> {
  const chains = new Map<string, ActualRow[]>()
  for (const row of rows) {
    const key = cellKey(row.indicator_id, row.unit_id, row.period)
    const chain = chains.get(key)
    if (chain) chain.push(row)
    else chains.set(key, [row])
  }
  return chains
}
