import { type Insertable, sql } from 'kysely'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { orNotFound, type OperationContext } from '../../../platform/run-operation.ts'
import type { TargetsTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
const MOST_SHOWN = 50

/** The last imports, the latest first. */
export async function listImports({ tx, scope }: Context, year: number | undefined) {
  let rows = tx
    .withTables<TargetsTables>()
    .selectFrom('actual_imports')
    .selectAll()
    .where('region_code', '=', scope.region)
    .orderBy('id', 'desc')
    .limit(MOST_SHOWN)
  if (year !== undefined) rows = rows.where('year', '=', year)
  return rows.execute()
}

/** One import; refuses `not_found`. */
export async function getImport({ tx, scope }: Context, id: string) {
  return orNotFound(
    await tx
      .withTables<TargetsTables>()
      .selectFrom('actual_imports')
      .selectAll()
      .where('region_code', '=', scope.region)
      .where('id', '=', id)
      .executeTakeFirst(),
  )
}

/** Keeps the note of an import. */
export async function insertImport(
  { tx, scope }: Context,
  row: Omit<Insertable<TargetsTables['actual_imports']>, 'region_code'>,
): Promise<void> {
  await tx
    .withTables<TargetsTables>()
    .insertInto('actual_imports')
    .values({ ...row, region_code: scope.region })
    .execute()
}

/** Marks an import as undone; refuses `conflict`. */
export async function markUndone(
  { tx, scope }: Context,
  id: string,
  expectedVersion: number,
  at: Date,
): Promise<number> {
  const row = await tx
    .withTables<TargetsTables>()
    .updateTable('actual_imports')
    .set({ undone_at: at, version: expectedVersion + 1 })
    .where('region_code', '=', scope.region)
    .where('id', '=', id)
    .where('version', '=', expectedVersion)
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? refuse('conflict', problem('operation.conflict'))
}

/** The mapping of columns somebody settled for these headings, if anybody did. */
export async function findMapping({ tx, scope }: Context, headings: string) {
  const row = await tx
    .withTables<TargetsTables>()
    .selectFrom('target_import_mappings')
    .select('mapping')
    .where('region_code', '=', scope.region)
    .where('headings', '=', headings)
    .executeTakeFirst()
  return row?.mapping
}

/** Keeps the mapping of columns for these headings, for next time. */
export async function keepMapping(
  { tx, scope }: Context,
  headings: string,
  mapping: Readonly<Record<string, number>>,
  at: Date,
): Promise<void> {
  await tx
    .withTables<TargetsTables>()
    .insertInto('target_import_mappings')
    .values({ region_code: scope.region, headings, mapping: JSON.stringify(mapping), kept_at: at })
    .onConflict((conflict) =>
      conflict
        .columns(['region_code', 'headings'])
        .doUpdateSet({ mapping: sql`excluded.mapping`, kept_at: sql`excluded.kept_at` }),
    )
    .execute()
}
