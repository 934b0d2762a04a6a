import { type Insertable, sql } from 'kysely'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { ExcuseState } from '../contract.ts'
import type { GrantedExcuse } from '../rules/excuses.ts'
import type { KeyProjectTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
type Table = KeyProjectTables['key_project_excuses']

const MOST = 500

/** Excuses of projects in scope with the project's name and units, those that wait first, then the latest. */
export async function listExcuses(
  { tx, scope }: Context,
  wanted: { readonly projectId?: string | undefined; readonly state?: ExcuseState | undefined; readonly id?: string },
) {
  const units = sql`${[...scope.unitIds]}::text[]`
  let rows = tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_project_excuses as excuse')
    .innerJoin('key_projects as project', (join) =>
      join.onRef('project.region_code', '=', 'excuse.region_code').onRef('project.id', '=', 'excuse.project_id'),
    )
    .selectAll('excuse')
    .select([
      'project.name',
      'project.unit_id',
      'project.lead_unit_id',
      'project.task_force_id',
      'project.withdrawn_at',
    ])
    .where('excuse.region_code', '=', scope.region)
    .where(
      scope.reach === 'region'
        ? sql<boolean>`true`
        : sql<boolean>`(project.unit_id = any(${units}) or project.lead_unit_id = any(${units}) or project.task_force_id = any(${units}))`,
    )
    .orderBy(sql`excuse.state = 'asked'`, 'desc')
    .orderBy('excuse.id', 'desc')
    .limit(MOST)
  if (wanted.projectId !== undefined) rows = rows.where('excuse.project_id', '=', wanted.projectId)
  if (wanted.state !== undefined) rows = rows.where('excuse.state', '=', wanted.state)
  if (wanted.id !== undefined) rows = rows.where('excuse.id', '=', wanted.id)
  return rows.execute()
}

/** The excuses granted to projects, by project. */
export async function listGranted(
  { tx, scope }: Context,
  projectIds: readonly string[],
): Promise<ReadonlyMap<string, readonly GrantedExcuse[]>> {
  const rows = await tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_project_excuses')
    .select(['project_id', 'dimension', 'code', 'from_period', 'until_period'])
    .where('region_code', '=', scope.region)
    .where('state', '=', 'granted')
    .where(sql<boolean>`project_id = any(${[...projectIds]}::text[])`)
    .orderBy('project_id')
    .orderBy('id')
    .execute()
  const granted = new Map<string, GrantedExcuse[]>()
  for (const row of rows)
    granted.set(row.project_id, [
      ...(granted.get(row.project_id) ?? []),
      { dimension: row.dimension, code: row.code, fromPeriod: row.from_period, untilPeriod: row.until_period },
    ])
  return granted
}

/** Keeps what was asked. */
export async function insertExcuse(
  { tx, scope }: Context,
  row: Omit<Insertable<Table>, 'region_code' | 'state' | 'decided_by' | 'decided_by_name' | 'decided_at' | 'decision'>,
): Promise<void> {
  await tx
    .withTables<KeyProjectTables>()
    .insertInto('key_project_excuses')
    .values({
      ...row,
      region_code: scope.region,
      state: 'asked',
      decided_by: null,
      decided_by_name: null,
      decided_at: null,
      decision: null,
    })
    .execute()
}

/** Moves an excuse still at `expectedVersion` to its next state; refuses `conflict` otherwise. Answers the new version. */
export async function decideExcuse(
  { tx, scope, actor, now }: Pick<OperationContext, 'tx' | 'scope' | 'actor' | 'now'>,
  key: { readonly id: string; readonly expectedVersion: number },
  state: ExcuseState,
  decision: string,
): Promise<number> {
  const row = await tx
    .withTables<KeyProjectTables>()
    .updateTable('key_project_excuses')
    .set({
      state,
      decision,
      decided_by: actor.personId,
      decided_by_name: actor.name,
      decided_at: now,
      version: key.expectedVersion + 1,
    })
    .where('region_code', '=', scope.region)
    .where('id', '=', key.id)
    .where('version', '=', key.expectedVersion)
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? refuse('conflict', problem('operation.conflict'))
}
