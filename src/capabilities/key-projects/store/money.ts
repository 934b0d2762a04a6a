import { type Selectable, sql } from 'kysely'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { Ledger, MoneySource } from '../contract.ts'
import type { FigureOfMonth } from '../rules/money.ts'
import type { KeyProjectTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** A figure of a ledger as it is kept. */
export type FigureRow = Selectable<KeyProjectTables['key_project_months']>

/** A figure to add to a ledger. An `isOpening` one is kept only where the month has no figure yet. */
export interface NewFigure extends FigureOfMonth {
  readonly projectId: string
  readonly ledger: Ledger
  readonly physicalPercent: number | null
  readonly source: MoneySource
  readonly sourceId: string | null
  readonly asOf: string
  readonly reason: string
  readonly isOpening?: boolean
}

/**
 * Adds figures to the ledgers, each as the next one of its month; of several of one month the later ones correct the earlier. What a ledger
 * says already is not said again.
 */
export async function addFigures(
  { tx, scope, actor, now }: Pick<OperationContext, 'tx' | 'scope' | 'actor' | 'now'>,
  figures: readonly NewFigure[],
): Promise<void> {
  if (figures.length === 0) return
  const rows = figures.map((each, place) => ({
    place,
    project_id: each.projectId,
    ledger: each.ledger,
    period: each.period,
    this_year: each.thisYear,
    total: each.total,
    funds_in_place: each.fundsInPlace,
    physical_percent: each.physicalPercent,
    source: each.source,
    source_id: each.sourceId,
    as_of: each.asOf,
    reason: each.reason,
    is_opening: each.isOpening ?? false,
  }))
  const projectIds = sql`${[...new Set(figures.map((each) => each.projectId))]}::text[]`
  await sql`
    with known as (
      select distinct on (project_id, ledger, period) project_id, ledger, period, number, this_year, total, funds_in_place, physical_percent
      from key_project_months
      where region_code = ${scope.region} and project_id = any(${projectIds})
      order by project_id, ledger, period, number desc
    )
    insert into key_project_months (region_code, project_id, ledger, period, number, this_year, total, funds_in_place, physical_percent,
      source, source_id, as_of, reason, entered_by, entered_by_name, on_behalf_of, entered_at)
    select ${scope.region}, f.project_id, f.ledger, f.period,
      coalesce(k.number, 0) + row_number() over (partition by f.project_id, f.ledger, f.period order by f.place),
      f.this_year, f.total, f.funds_in_place, coalesce(f.physical_percent, k.physical_percent), f.source, f.source_id, f.as_of, f.reason,
      ${actor.personId}, ${actor.name}, ${actor.onBehalfOf?.name ?? null}, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as f(place int, project_id text, ledger text, period text, this_year bigint,
      total bigint, funds_in_place bigint, physical_percent double precision, source text, source_id text, as_of date, reason text,
      is_opening boolean)
    left join known as k on k.project_id = f.project_id and k.ledger = f.ledger and k.period = f.period
    where k.number is null or (not f.is_opening and
      (k.this_year, k.total, k.funds_in_place, k.physical_percent) is distinct from
      (f.this_year, f.total, f.funds_in_place, coalesce(f.physical_percent, k.physical_percent)))`.execute(tx)
}

/** The figures an import brought that still stand, each with what it corrected, if anything. */
export async function listStandingFiguresOfImport(
  { tx, scope }: Context,
  importId: string,
): Promise<readonly FigureRow[]> {
  return tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_project_months as figure')
    .selectAll('figure')
    .where('figure.region_code', '=', scope.region)
    .where('figure.source_id', '=', importId)
    .where('figure.source', '=', 'import')
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom('key_project_months as later')
            .select('later.number')
            .where('later.region_code', '=', scope.region)
            .whereRef('later.project_id', '=', 'figure.project_id')
            .whereRef('later.ledger', '=', 'figure.ledger')
            .whereRef('later.period', '=', 'figure.period')
            .whereRef('later.number', '>', 'figure.number'),
        ),
      ),
    )
    .orderBy('figure.project_id')
    .orderBy('figure.period')
    .execute()
}

/** The key of a figure's month: project, ledger and period. */
export function keyOfFigure(row: Pick<FigureRow, 'project_id' | 'ledger' | 'period'>): string {
  return `${row.project_id}/${row.ledger}/${row.period}`
}

/** What each of some figures corrected, by the key of its month; months that had no earlier figure are left out. */
export async function listFiguresBefore(
  { tx, scope }: Context,
  figures: readonly FigureRow[],
): Promise<ReadonlyMap<string, FigureRow>> {
  if (figures.length === 0) return new Map()
  const rows = await tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_project_months')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where(
      sql<boolean>`(project_id, ledger, period, number) in (select * from unnest(${figures.map((each) => each.project_id)}::text[],
        ${figures.map((each) => each.ledger)}::text[], ${figures.map((each) => each.period)}::text[], ${figures.map((each) => each.number - 1)}::int[]))`,
    )
    .orderBy('project_id')
    .orderBy('period')
    .execute()
  return new Map(rows.map((row) => [keyOfFigure(row), row]))
}

/** Every figure a month of a project ever had in a ledger, the first one first. */
export async function listChain(
  { tx, scope }: Context,
  key: { readonly projectId: string; readonly ledger: Ledger; readonly period: string },
): Promise<readonly FigureRow[]> {
  return tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_project_months')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('project_id', '=', key.projectId)
    .where('ledger', '=', key.ledger)
    .where('period', '=', key.period)
    .orderBy('number')
    .execute()
}

/** The years a project has figures of. */
export async function listYearsOfFigures({ tx, scope }: Context, projectId: string): Promise<readonly number[]> {
  const rows = await tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_project_months')
    .select(sql<string>`left(period, 4)`.as('year'))
    .distinct()
    .where('region_code', '=', scope.region)
    .where('project_id', '=', projectId)
    .execute()
  return rows.map((row) => Number(row.year)).toSorted((one, other) => one - other)
}

/** The latest figure of every month of projects in some years, by project, ledger and month. Months whose figure was taken back are left out. */
export async function listLatestFigures(
  { tx, scope }: Context,
  projectIds: readonly string[],
  years: readonly number[],
): Promise<readonly FigureRow[]> {
  if (projectIds.length === 0 || years.length === 0) return []
  const rows = await tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_project_months')
    .selectAll()
    .distinctOn(['project_id', 'ledger', 'period'])
    .where('region_code', '=', scope.region)
    .where(sql<boolean>`project_id = any(${[...projectIds]}::text[])`)
    .where(sql<boolean>`left(period, 4) = any(${years.map(String)}::text[])`)
    .orderBy('project_id')
    .orderBy('ledger')
    .orderBy('period')
    .orderBy('number', 'desc')
    .execute()
  return rows.filter((row) => row.this_year !== null)
}
