import { type Selectable, sql } from 'kysely'
import { type OperationContext, orNotFound } from '../../../platform/run-operation.ts'
import type { BaselineNode } from '../contract/network.ts'
import type { ScheduleTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** A baseline as it is kept. */
export type BaselineRow = Selectable<ScheduleTables['schedule_baselines']>

/** The baselines of a project without their days, latest first. */
export function listBaselines(
  { tx, scope }: Context,
  projectId: string,
): Promise<Omit<BaselineRow, 'nodes' | 'region_code'>[]> {
  return tx
    .withTables<ScheduleTables>()
    .selectFrom('schedule_baselines')
    .select(['project_id', 'id', 'name', 'reason', 'open_on', 'kept_at', 'kept_by'])
    .where('region_code', '=', scope.region)
    .where('project_id', '=', projectId)
    .orderBy('kept_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** One baseline with its days; refuses `not_found`. */
export async function getBaseline({ tx, scope }: Context, projectId: string, id: string): Promise<BaselineRow> {
  const row = await tx
    .withTables<ScheduleTables>()
    .selectFrom('schedule_baselines')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('project_id', '=', projectId)
    .where('id', '=', id)
    .executeTakeFirst()
  return orNotFound(row)
}

/** The days of the baselines node hits are counted by, by project. */
export async function listReferenceNodes(
  { tx, scope }: Context,
  projectIds: readonly string[],
): Promise<ReadonlyMap<string, readonly BaselineNode[]>> {
  const rows = await tx
    .withTables<ScheduleTables>()
    .selectFrom('schedule_plans as p')
    .innerJoin('schedule_baselines as b', (join) =>
      join
        .onRef('b.region_code', '=', 'p.region_code')
        .onRef('b.project_id', '=', 'p.project_id')
        .onRef('b.id', '=', 'p.reference_baseline_id'),
    )
    .select(['b.project_id', 'b.nodes'])
    .where('p.region_code', '=', scope.region)
    .where(sql<boolean>`p.project_id = any(${[...projectIds]}::text[])`)
    .orderBy('b.project_id')
    .execute()
  return new Map(rows.map((row) => [row.project_id, row.nodes]))
}

/** Keeps a baseline; answers whether its name was free. */
export async function insertBaseline({ tx, scope }: Context, row: Omit<BaselineRow, 'region_code'>): Promise<boolean> {
  const kept = await tx
    .withTables<ScheduleTables>()
    .insertInto('schedule_baselines')
    .values({ ...row, region_code: scope.region, nodes: JSON.stringify(row.nodes) })
    .onConflict((conflict) => conflict.columns(['region_code', 'project_id', 'name']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return kept !== undefined
}
