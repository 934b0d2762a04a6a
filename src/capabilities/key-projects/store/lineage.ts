import { sql, type Insertable } from 'kysely'
import { unitInScope } from '../../../platform/access.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { KeyProjectTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>

/** Every project of the region that is not withdrawn, with what duplicates are found by. */
export async function listCompared({ tx, scope }: Context) {
  return tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_projects')
    .select([
      'id',
      'number',
      'name',
      'short_name',
      'former_names',
      'project_codes',
      'enterprise',
      'credit_code',
      'place',
      'land',
      'longitude',
      'latitude',
      'stage',
      'total_investment',
      'version',
    ])
    .where('region_code', '=', scope.region)
    .where('withdrawn_at', 'is', null)
    .orderBy('id')
    .execute()
}

/** The pairs of projects somebody has judged. */
export async function listVerdicts({ tx, scope }: Context) {
  return tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_project_verdicts')
    .select(['first_id', 'second_id', 'verdict'])
    .where('region_code', '=', scope.region)
    .orderBy('first_id')
    .orderBy('second_id')
    .execute()
}

/** Keeps what somebody judged of a pair; the later word holds. */
export async function keepVerdict(
  { tx, scope }: Context,
  verdict: Omit<Insertable<KeyProjectTables['key_project_verdicts']>, 'region_code'>,
): Promise<void> {
  await tx
    .withTables<KeyProjectTables>()
    .insertInto('key_project_verdicts')
    .values({ ...verdict, region_code: scope.region })
    .onConflict((conflict) =>
      conflict.columns(['region_code', 'first_id', 'second_id']).doUpdateSet((row) => ({
        verdict: row.ref('excluded.verdict'),
        reason: row.ref('excluded.reason'),
        at: row.ref('excluded.at'),
        person_id: row.ref('excluded.person_id'),
        person_name: row.ref('excluded.person_name'),
      })),
    )
    .execute()
}

/** Ties two projects, or a project to its new investor. */
export async function insertLink(
  { tx, scope }: Context,
  link: Omit<Insertable<KeyProjectTables['key_project_links']>, 'region_code'>,
): Promise<void> {
  await tx
    .withTables<KeyProjectTables>()
    .insertInto('key_project_links')
    .values({ ...link, region_code: scope.region })
    .execute()
}

/** Every tie of the region, oldest first; those of one project where given. */
export async function listLinks({ tx, scope }: Context, projectId?: string) {
  let rows = tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_project_links')
    .select([
      'id',
      'kind',
      'from_id',
      'to_id',
      'on_date',
      'amount',
      'inside_scope',
      'before',
      'after',
      'reason',
      'person_name',
    ])
    .where('region_code', '=', scope.region)
    .orderBy('id')
  if (projectId !== undefined)
    rows = rows.where((row) => row.or([row('from_id', '=', projectId), row('to_id', '=', projectId)]))
  return rows.execute()
}

/** Numbers and names of projects by id wherever they are, withdrawn ones too; who may see them is asked with `isWithin`. */
export async function listNames({ tx, scope }: Context, ids: readonly string[]) {
  if (ids.length === 0) return []
  return tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_projects')
    .select([
      'id',
      'number',
      'name',
      'stage',
      'stage_left',
      'started_on',
      'completed_on',
      'signed_amount',
      'total_investment',
      'withdrawn_at',
      'unit_id',
      'lead_unit_id',
      'task_force_id',
    ])
    .where('region_code', '=', scope.region)
    .where(sql<boolean>`id = any(${[...ids]}::text[])`)
    .orderBy('number')
    .execute()
}

/** Whether a project lies inside the scope of the caller: of a unit of theirs, led by one, or of its task force. */
export function isWithin(
  { scope }: Pick<Context, 'scope'>,
  project: { readonly unit_id: string; readonly lead_unit_id: string | null; readonly task_force_id: string | null },
): boolean {
  return [project.unit_id, project.lead_unit_id, project.task_force_id].some((unit) => unitInScope(scope, unit))
}
