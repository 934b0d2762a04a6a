import { type Insertable, type Selectable, sql } from 'kysely'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { TargetsTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** Where a target stood at the end of a period, as it is kept. */
export type StandingRow = Selectable<TargetsTables['target_standings']>
/** A standing to keep. */
export type NewStanding = Omit<Insertable<TargetsTables['target_standings']>, 'region_code'>

const ROWS_A_STATEMENT = 1000

/** Puts new standings in the place of all those some targets had. */
export async function replaceStandings(
  { tx, scope }: Context,
  targetIds: readonly string[],
  rows: readonly NewStanding[],
): Promise<void> {
  if (targetIds.length === 0) return
  const db = tx.withTables<TargetsTables>()
  await db
    .deleteFrom('target_standings')
    .where('region_code', '=', scope.region)
    .where(sql<boolean>`target_id = any(${[...targetIds]}::text[])`)
    .execute()
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT)
    await db
      .insertInto('target_standings')
      .values(rows.slice(start, start + ROWS_A_STATEMENT).map((row) => ({ ...row, region_code: scope.region })))
      .execute()
}

/** All standings of some targets, oldest first. */
export async function listStandings(
  { tx, scope }: Context,
  targetIds: readonly string[],
): Promise<readonly StandingRow[]> {
  if (targetIds.length === 0) return []
  return tx
    .withTables<TargetsTables>()
    .selectFrom('target_standings')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where(sql<boolean>`target_id = any(${[...targetIds]}::text[])`)
    .orderBy('target_id')
    .orderBy('period_end')
    .orderBy('period')
    .execute()
}
