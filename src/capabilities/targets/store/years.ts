import { sql } from 'kysely'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { TargetsTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>

/** Years with targets or with a note of their closing, the latest first. */
export async function listYears({ tx, scope }: Context) {
  const { rows } = await sql<{
    year: number
    targets: number
    is_closed: boolean | null
    closed_at: Date | null
    closed_by: string | null
    archived_at: Date | null
    archived_by: string | null
    archive_sha256: string | null
    archive_sm3: string | null
    version: number | null
  }>`
    select coalesce(counted.year, y.year) as year, coalesce(counted.targets, 0) as targets, y.is_closed, y.closed_at, y.closed_by,
      y.archived_at, y.archived_by, y.archive_sha256, y.archive_sm3, y.version
    from (select year, count(*) as targets from targets where region_code = ${scope.region} and state <> 'withdrawn' group by year) counted
    full join (select year, is_closed, closed_at, closed_by, archived_at, archived_by, archive_sha256, archive_sm3, version from target_years where region_code = ${scope.region}) y on y.year = counted.year
    order by 1 desc`.execute(tx)
  return rows
}

/** Which of some years are closed. */
export async function listClosedYears({ tx, scope }: Context, years: readonly number[]): Promise<ReadonlySet<number>> {
  if (years.length === 0) return new Set()
  const rows = await tx
    .withTables<TargetsTables>()
    .selectFrom('target_years')
    .select('year')
    .where('region_code', '=', scope.region)
    .where('is_closed', '=', true)
    .where('year', 'in', [...new Set(years)])
    .orderBy('year')
    .execute()
  return new Set(rows.map((row) => row.year))
}

/** Refuses `targets.year_closed` where one of the years is closed. */
export async function requireOpenYears(ctx: Context, years: readonly number[]): Promise<void> {
  const [closed] = await listClosedYears(ctx, years)
  if (closed !== undefined) refuse('rule_broken', problem('targets.year_closed', { year: closed }, ['year']))
}

/** Keeps whether a year is closed; refuses `conflict`. Answers the new version. */
export async function saveYear(
  { tx, scope }: Context,
  year: number,
  expectedVersion: number,
  change: { readonly isClosed: boolean; readonly at: Date; readonly by: string; readonly reason: string },
): Promise<number> {
  const db = tx.withTables<TargetsTables>()
  const columns = {
    is_closed: change.isClosed,
    closed_at: change.isClosed ? change.at : null,
    closed_by: change.isClosed ? change.by : null,
    reason: change.reason,
  }
  const row =
    expectedVersion === 0
      ? await db
          .insertInto('target_years')
          .values({ ...columns, region_code: scope.region, year })
          .onConflict((conflict) => conflict.columns(['region_code', 'year']).doNothing())
          .returning('version')
          .executeTakeFirst()
      : await db
          .updateTable('target_years')
          .set({ ...columns, version: expectedVersion + 1 })
          .where('region_code', '=', scope.region)
          .where('year', '=', year)
          .where('version', '=', expectedVersion)
          .returning('version')
          .executeTakeFirst()
  return row?.version ?? refuse('conflict', problem('operation.conflict'))
}

/** Keeps that a year was archived, with the digests of the archive's manifest; a year nobody closed or archived yet gets its note. */
export async function noteArchive(
  { tx, scope }: Context,
  year: number,
  archive: { readonly at: Date; readonly by: string; readonly sha256: string; readonly sm3: string },
): Promise<void> {
  const columns = {
    archived_at: archive.at,
    archived_by: archive.by,
    archive_sha256: archive.sha256,
    archive_sm3: archive.sm3,
  }
  await tx
    .withTables<TargetsTables>()
    .insertInto('target_years')
    .values({
      ...columns,
      region_code: scope.region,
      year,
      is_closed: false,
      reason: '',
      closed_at: null,
      closed_by: null,
    })
    .onConflict((conflict) => conflict.columns(['region_code', 'year']).doUpdateSet(columns))
    .execute()
}
