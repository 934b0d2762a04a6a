import { type Insertable, type Selectable, sql } from 'kysely'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { PersonRole } from '../contract.ts'
import type { KeyProjectTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** An assignment as it is read. */
export type AssignmentRow = Selectable<KeyProjectTables['key_project_people']>
/** An assignment as it is made. */
export type NewAssignment = Omit<Insertable<KeyProjectTables['key_project_people']>, 'region_code'>

/** Every assignment of a project, in the order they were made. */
export async function listAssignments({ tx, scope }: Context, projectId: string): Promise<readonly AssignmentRow[]> {
  return tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_project_people')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('project_id', '=', projectId)
    .orderBy('id')
    .execute()
}

/** Keeps new assignments, in one statement. */
export async function insertAssignments({ tx, scope }: Context, rows: readonly NewAssignment[]): Promise<void> {
  if (rows.length === 0) return
  await tx
    .withTables<KeyProjectTables>()
    .insertInto('key_project_people')
    .values(rows.map((row) => ({ ...row, region_code: scope.region })))
    .execute()
}

/** Ends the open assignments of some roles of a project on a day and answers the roles that had one. */
export async function endAssignments(
  { tx, scope }: Context,
  projectId: string,
  roles: readonly PersonRole[],
  end: { readonly on: string; readonly now: Date },
): Promise<ReadonlySet<PersonRole>> {
  const rows = await tx
    .withTables<KeyProjectTables>()
    .updateTable('key_project_people')
    .set({ to_on: end.on, updated_at: end.now, version: sql<number>`version + 1` })
    .where('region_code', '=', scope.region)
    .where('project_id', '=', projectId)
    .where('role', 'in', [...roles])
    .where('to_on', 'is', null)
    .returning('role')
    .execute()
  return new Set(rows.map(({ role }) => role))
}

/** Sets the days of an assignment that is still at `expectedVersion`; refuses `conflict` where somebody was faster. */
export async function updateDays(
  { tx, scope }: Context,
  id: string,
  expectedVersion: number,
  days: { readonly from_on: string | null; readonly to_on: string | null; readonly updated_at: Date },
): Promise<number> {
  const row = await tx
    .withTables<KeyProjectTables>()
    .updateTable('key_project_people')
    .set({ ...days, version: expectedVersion + 1 })
    .where('region_code', '=', scope.region)
    .where('id', '=', id)
    .where('version', '=', expectedVersion)
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? refuse('conflict', problem('operation.conflict'))
}

/** The projects some posts sponsor together with others, today. */
export async function listCoSponsored({ tx, scope }: Context, postIds: readonly string[], today: string) {
  return tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_project_people')
    .select(['project_id', 'post_id'])
    .where('region_code', '=', scope.region)
    .where('role', '=', 'co_sponsor')
    .where(sql<boolean>`post_id = any(${[...postIds]}::text[])`)
    .where(sql<boolean>`(from_on is null or from_on <= ${today}::date) and (to_on is null or to_on >= ${today}::date)`)
    .orderBy('id')
    .execute()
}

/** Erases what is personal of assignments that ended before a day or whose project is closed since; answers of which. */
export async function eraseAssignments(
  { tx, scope }: Context,
  before: { readonly day: string; readonly instant: Date; readonly now: Date },
): Promise<readonly { readonly id: string; readonly project_id: string }[]> {
  const closed = closedProjects({ tx, scope }, before.instant)
  return tx
    .withTables<KeyProjectTables>()
    .updateTable('key_project_people')
    .set({ person_name: '', phone: '', erased_at: before.now, version: sql<number>`version + 1` })
    .where('region_code', '=', scope.region)
    .where('erased_at', 'is', null)
    .where(sql<boolean>`(person_name <> '' or phone <> '')`)
    .where((row) => row.or([row('to_on', '<', before.day), row('project_id', 'in', closed)]))
    .returning(['id', 'project_id'])
    .execute()
}

/** Erases the phone number in the records of projects closed since an instant; answers of which. */
export async function erasePhones(
  { tx, scope }: Context,
  before: { readonly instant: Date },
): Promise<readonly { readonly id: string }[]> {
  const closed = closedProjects({ tx, scope }, before.instant)
  return tx
    .withTables<KeyProjectTables>()
    .updateTable('key_projects')
    .set({ responsible_phone: '', version: sql<number>`version + 1` })
    .where('region_code', '=', scope.region)
    .where('responsible_phone', '<>', '')
    .where('id', 'in', closed)
    .returning('id')
    .execute()
}

/** Projects that are withdrawn, ended or at design output and that nobody has touched since an instant. */
function closedProjects({ tx, scope }: Context, instant: Date) {
  return tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_projects')
    .select('id')
    .where('region_code', '=', scope.region)
    .where('updated_at', '<', instant)
    .where(sql<boolean>`(withdrawn_at is not null or stage in ('ended', 'design_output'))`)
}
