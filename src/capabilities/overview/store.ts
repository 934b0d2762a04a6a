import { sql } from 'kysely'
import type { OperationContext } from '../../platform/run-operation.ts'
import type { OverviewTables } from './tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>

/** A kept day as it is read: its things still as they were written. */
export interface KeptDay {
  readonly day: string
  readonly isOpening: boolean
  readonly projects: unknown
  readonly targets: unknown
}

/** The last whole day kept up to and with `day`; where none is that old, the earliest there is; nothing where none is kept. */
export async function findDayToCompare({ tx, scope }: Context, day: string): Promise<KeptDay | undefined> {
  const row = await tx
    .withTables<OverviewTables>()
    .selectFrom('overview_days')
    .select(['day', 'is_opening', 'projects', 'targets'])
    .where('region_code', '=', scope.region)
    .where('projects', 'is not', null)
    .orderBy(sql`case when day <= ${day}::date then day end desc nulls last`)
    .orderBy('day')
    .limit(1)
    .executeTakeFirst()
  return row && { day: row.day, isOpening: row.is_opening, projects: row.projects, targets: row.targets }
}

/** Whether a day was kept, and whether any was. */
export async function countDays(
  { tx, scope }: Context,
  day: string,
): Promise<{ readonly all: number; readonly own: number }> {
  return tx
    .withTables<OverviewTables>()
    .selectFrom('overview_days')
    .select([sql<number>`count(*)`.as('all'), sql<number>`count(*) filter (where day = ${day}::date)`.as('own')])
    .where('region_code', '=', scope.region)
    .executeTakeFirstOrThrow()
}

/** Keeps a day. */
export async function insertDay({ tx, scope }: Context, kept: KeptDay & { readonly at: Date }): Promise<void> {
  await tx
    .withTables<OverviewTables>()
    .insertInto('overview_days')
    .values({
      region_code: scope.region,
      day: kept.day,
      is_opening: kept.isOpening,
      kept_at: kept.at,
      projects: JSON.stringify(kept.projects),
      targets: JSON.stringify(kept.targets),
    })
    .onConflict((conflict) => conflict.columns(['region_code', 'day']).doNothing())
    .execute()
}

/** Empties days before `day`: what single things were then is needed no more. */
export async function emptyDaysBefore({ tx, scope }: Context, day: string): Promise<void> {
  await tx
    .withTables<OverviewTables>()
    .updateTable('overview_days')
    .set({ projects: null, targets: null })
    .where('region_code', '=', scope.region)
    .where('day', '<', day)
    .where('projects', 'is not', null)
    .execute()
}
