import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { orNotFound, type OperationContext } from '../../../platform/run-operation.ts'
import type { KeyProjectTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** A row of the library as it is read. */
export type ProjectRow = Selectable<KeyProjectTables['key_projects']>
/** A row of the library as it is made. */
export type NewProjectRow = Insertable<KeyProjectTables['key_projects']>

/** One project inside the scope of the caller; refuses `not_found` otherwise. */
export async function getProject(ctx: Context, id: string): Promise<ProjectRow> {
  return orNotFound(await findProject(ctx, id))
}

/** Some projects inside the scope of the caller, by id; the others are missing. */
export async function listProjectsById(ctx: Context, ids: readonly string[]): Promise<readonly ProjectRow[]> {
  if (ids.length === 0) return []
  return projectsInScope(ctx)
    .where('id', 'in', [...ids])
    .orderBy('id')
    .execute()
}

async function findProject(ctx: Context, id: string): Promise<ProjectRow | undefined> {
  return projectsInScope(ctx).where('id', '=', id).executeTakeFirst()
}

function projectsInScope({ tx, scope }: Context) {
  const rows = tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_projects')
    .selectAll()
    .where('region_code', '=', scope.region)
  if (scope.reach === 'region') return rows
  const ids = sql`${[...scope.unitIds]}::text[]`
  return rows.where(sql<boolean>`(unit_id = any(${ids}) or lead_unit_id = any(${ids}) or task_force_id = any(${ids}))`)
}

/** Writes the light of a project without touching the version a person sees. */
export async function setLight(
  { tx, scope }: Context,
  id: string,
  light: Updateable<KeyProjectTables['key_projects']>,
): Promise<void> {
  await tx
    .withTables<KeyProjectTables>()
    .updateTable('key_projects')
    .set(light)
    .where('region_code', '=', scope.region)
    .where('id', '=', id)
    .execute()
}

/** The next serial of a year, unique under any number of writers. */
export async function nextSerial({ tx, scope }: Context, year: number): Promise<number> {
  const row = await tx
    .withTables<KeyProjectTables>()
    .insertInto('key_project_numbers')
    .values({ region_code: scope.region, year, last_number: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['region_code', 'year'])
        .doUpdateSet((row) => ({ last_number: sql<number>`${row.ref('key_project_numbers.last_number')} + 1` })),
    )
    .returning('last_number')
    .executeTakeFirstOrThrow()
  return row.last_number
}

/** Keeps a new project. */
export async function insertProject({ tx, scope }: Context, row: Omit<NewProjectRow, 'region_code'>): Promise<void> {
  await tx
    .withTables<KeyProjectTables>()
    .insertInto('key_projects')
    .values({ ...row, region_code: scope.region })
    .execute()
}

/** Changes a project that is still at `expectedVersion`; refuses `conflict` where somebody was faster. Answers the new version. */
export async function updateProject(
  { tx, scope }: Context,
  id: string,
  expectedVersion: number,
  change: Updateable<KeyProjectTables['key_projects']>,
): Promise<number> {
  const row = await tx
    .withTables<KeyProjectTables>()
    .updateTable('key_projects')
    .set({ ...change, version: expectedVersion + 1 })
    .where('region_code', '=', scope.region)
    .where('id', '=', id)
    .where('version', '=', expectedVersion)
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? refuse('conflict', problem('operation.conflict'))
}
