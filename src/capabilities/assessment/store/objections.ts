import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { orNotFound, type OperationContext } from '../../../platform/run-operation.ts'
import type { ObjectionState } from '../contract.ts'
import type { AssessmentTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** An objection as it is read. */
export type ObjectionRow = Selectable<AssessmentTables['assessment_objections']>

function objections({ tx, scope }: Context) {
  return tx
    .withTables<AssessmentTables>()
    .selectFrom('assessment_objections')
    .selectAll()
    .where('region_code', '=', scope.region)
}

/** One objection; refuses `not_found` where there is none. */
export async function getObjection(ctx: Context, id: string): Promise<ObjectionRow> {
  return orNotFound(await objections(ctx).where('id', '=', id).executeTakeFirst())
}

/** Objections, open ones first, the next due first. */
export async function listObjections(
  ctx: Context,
  filter: {
    readonly roundIds?: readonly string[]
    readonly unitId?: string | undefined
    readonly state?: ObjectionState | undefined
    readonly limit?: number
  },
): Promise<readonly ObjectionRow[]> {
  let found = objections(ctx)
  if (filter.roundIds) found = found.where(sql<boolean>`round_id = any(${[...filter.roundIds]}::text[])`)
  if (filter.unitId !== undefined) found = found.where('unit_id', '=', filter.unitId)
  if (filter.state !== undefined) found = found.where('state', '=', filter.state)
  const ordered = found.orderBy(sql`state <> 'open'`).orderBy('due_on').orderBy('id')
  return (filter.limit === undefined ? ordered : ordered.limit(filter.limit)).execute()
}

/** Keeps a new objection. */
export async function insertObjection(
  { tx, scope }: Context,
  row: Insertable<AssessmentTables['assessment_objections']>,
): Promise<void> {
  await tx
    .withTables<AssessmentTables>()
    .insertInto('assessment_objections')
    .values({ ...row, region_code: scope.region })
    .execute()
}

/** Changes an objection that is still at `expectedVersion`; refuses `conflict` where somebody was faster. Answers the new version. */
export async function updateObjection(
  { tx, scope }: Context,
  id: string,
  expectedVersion: number,
  change: Updateable<AssessmentTables['assessment_objections']>,
): Promise<number> {
  const row = await tx
    .withTables<AssessmentTables>()
    .updateTable('assessment_objections')
    .set({ ...change, version: expectedVersion + 1 })
    .where('region_code', '=', scope.region)
    .where('id', '=', id)
    .where('version', '=', expectedVersion)
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? refuse('conflict', problem('operation.conflict'))
}
