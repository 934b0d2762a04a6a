import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { orNotFound, type OperationContext } from '../../../platform/run-operation.ts'
import { TargetBody, type TargetVersion } from '../contract.ts'
import type { TargetsTables } from '../tables.ts'
import type { Series } from './actuals.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** A target as it is kept. */
export type TargetRecord = Selectable<TargetsTables['targets']>
/** A version of a target as it is kept. */
export type VersionRecord = Selectable<TargetsTables['target_versions']>

/** One target; refuses `not_found`. */
export async function getTarget(ctx: Context, id: string): Promise<TargetRecord> {
  return orNotFound((await listTargetsById(ctx, [id]))[0])
}

/** Targets by id. */
export async function listTargetsById(
  { tx, scope }: Context,
  ids: readonly string[],
): Promise<readonly TargetRecord[]> {
  if (ids.length === 0) return []
  return tx
    .withTables<TargetsTables>()
    .selectFrom('targets')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('id', 'in', [...new Set(ids)])
    .orderBy('id')
    .execute()
}

/** The target of an indicator, unit and year in any state, if there is one. */
export async function findTarget({ tx, scope }: Context, indicatorId: string, unitId: string, year: number) {
  return tx
    .withTables<TargetsTables>()
    .selectFrom('targets')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('indicator_id', '=', indicatorId)
    .where('unit_id', '=', unitId)
    .where('year', '=', year)
    .executeTakeFirst()
}

/** Targets of series in some years that are not withdrawn. */
export async function listTargetsOfSeries({ tx, scope }: Context, series: readonly Series[], years: readonly number[]) {
  if (series.length === 0 || years.length === 0) return []
  return tx
    .withTables<TargetsTables>()
    .selectFrom('targets')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('year', 'in', [...new Set(years)])
    .where('state', '!=', 'withdrawn')
    .where(
      sql<boolean>`(indicator_id, unit_id) in (select * from unnest(${series.map((each) => each.indicatorId)}::text[], ${series.map((each) => each.unitId)}::text[]))`,
    )
    .orderBy('id')
    .execute()
}

/** Targets of years that are not withdrawn, each year's by id. */
export async function listTargetsOfYears(
  { tx, scope }: Context,
  years: readonly number[],
): Promise<readonly TargetRecord[]> {
  if (years.length === 0) return []
  return tx
    .withTables<TargetsTables>()
    .selectFrom('targets')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('year', 'in', [...years])
    .where('state', '!=', 'withdrawn')
    .orderBy('year')
    .orderBy('id')
    .execute()
}

/** Targets that use an indicator, or a curve. */
export async function listTargetsUsing(
  { tx, scope }: Context,
  using: { readonly indicatorId?: string; readonly curveCode?: string },
) {
  let rows = tx
    .withTables<TargetsTables>()
    .selectFrom('targets')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('state', '!=', 'withdrawn')
    .orderBy('id')
  if (using.indicatorId !== undefined) rows = rows.where('indicator_id', '=', using.indicatorId)
  if (using.curveCode !== undefined) rows = rows.where('curve_code', '=', using.curveCode)
  return rows.execute()
}

/** Targets split from a target, not withdrawn, oldest first. */
export async function listChildren({ tx, scope }: Context, parentId: string): Promise<readonly TargetRecord[]> {
  return tx
    .withTables<TargetsTables>()
    .selectFrom('targets')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('parent_id', '=', parentId)
    .where('state', '!=', 'withdrawn')
    .orderBy('id')
    .execute()
}

/** Targets a target was split from, the nearest first. */
export async function listAncestors({ tx, scope }: Context, id: string) {
  const { rows } = await sql<{
    id: string
    parent_id: string | null
    indicator_id: string
    unit_id: string
    depth: number
  }>`
    with recursive above as (
      select id, parent_id, indicator_id, unit_id, 0 as depth from targets where region_code = ${scope.region} and id = ${id}
      union all
      select t.id, t.parent_id, t.indicator_id, t.unit_id, above.depth + 1
      from targets t join above on t.id = above.parent_id
      where t.region_code = ${scope.region} and above.depth < 10
    ) select id, parent_id, indicator_id, unit_id, depth from above where depth > 0 order by depth`.execute(tx)
  return rows
}

/** Keeps a new target; refuses `targets.target_exists` where the unit has one for the indicator and year. */
export async function insertTarget(
  { tx, scope }: Context,
  row: Omit<Insertable<TargetsTables['targets']>, 'region_code'>,
): Promise<void> {
  const kept = await tx
    .withTables<TargetsTables>()
    .insertInto('targets')
    .values({ ...row, region_code: scope.region })
    .onConflict((conflict) => conflict.columns(['region_code', 'indicator_id', 'unit_id', 'year']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!kept) refuse('rule_broken', problem('targets.target_exists', { year: row.year }, ['unitId']))
}

/** Changes a target still at `expectedVersion`; refuses `conflict` where somebody was faster. Answers the new version. */
export async function updateTarget(
  { tx, scope }: Context,
  id: string,
  expectedVersion: number,
  change: Updateable<TargetsTables['targets']>,
): Promise<number> {
  const row = await tx
    .withTables<TargetsTables>()
    .updateTable('targets')
    .set({ ...change, version: expectedVersion + 1 })
    .where('region_code', '=', scope.region)
    .where('id', '=', id)
    .where('version', '=', expectedVersion)
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? refuse('conflict', problem('operation.conflict'))
}

/** Removes a draft nothing was split from. */
export async function deleteDraft({ tx, scope }: Context, id: string, expectedVersion: number): Promise<void> {
  const row = await tx
    .withTables<TargetsTables>()
    .deleteFrom('targets')
    .where('region_code', '=', scope.region)
    .where('id', '=', id)
    .where('version', '=', expectedVersion)
    .where('state', '=', 'draft')
    .returning('id')
    .executeTakeFirst()
  if (!row) refuse('conflict', problem('operation.conflict'))
}

/** Versions of targets, oldest first. */
export async function listVersions(
  { tx, scope }: Context,
  targetIds: readonly string[],
): Promise<readonly VersionRecord[]> {
  if (targetIds.length === 0) return []
  return tx
    .withTables<TargetsTables>()
    .selectFrom('target_versions')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where(sql<boolean>`target_id = any(${[...targetIds]}::text[])`)
    .orderBy('target_id')
    .orderBy('number')
    .execute()
}

/** Keeps a version of a target. */
export async function insertVersion(
  { tx, scope }: Context,
  targetId: string,
  version: TargetVersion,
  source: VersionRecord['source'],
): Promise<void> {
  await tx
    .withTables<TargetsTables>()
    .insertInto('target_versions')
    .values({
      region_code: scope.region,
      target_id: targetId,
      number: version.number,
      goal: JSON.stringify(version.goal),
      reason: version.reason,
      approver_id: version.approverId,
      approver_name: version.approverName,
      approving_body: version.approvingBody,
      decided_on: version.decidedOn,
      effective_on: version.effectiveOn,
      source: source && JSON.stringify(source),
    })
    .execute()
}

/** The shape of a version. */
export function versionOf(row: VersionRecord): TargetVersion {
  return {
    number: row.number,
    goal: row.goal,
    reason: row.reason,
    approverId: row.approver_id,
    approverName: row.approver_name,
    approvingBody: row.approving_body,
    decidedOn: row.decided_on as TargetVersion['decidedOn'],
    effectiveOn: row.effective_on as TargetVersion['effectiveOn'],
  }
}

/** The body of a row: what an edit starts from. */
export function bodyOf(row: TargetRecord): TargetBody {
  return TargetBody.parse({
    indicatorId: row.indicator_id,
    year: row.year,
    unitId: row.unit_id,
    campaignId: row.campaign_id,
    parentId: row.parent_id,
    goal: row.goal,
    owner: { unitId: row.owner_unit_id, postId: row.owner_post_id },
    assessingUnitId: row.assessing_unit_id,
    weight: row.weight,
    curveCode: row.curve_code,
    groupKey: row.group_key,
  })
}

/** The columns of a body whose owner was checked. */
export function columnsOfBody(body: TargetBody & { owner: NonNullable<TargetBody['owner']> }) {
  return {
    indicator_id: body.indicatorId,
    year: body.year,
    unit_id: body.unitId,
    campaign_id: body.campaignId,
    parent_id: body.parentId,
    goal: JSON.stringify(body.goal),
    owner_unit_id: body.owner.unitId,
    owner_post_id: body.owner.postId,
    assessing_unit_id: body.assessingUnitId,
    weight: body.weight,
    curve_code: body.curveCode,
    group_key: body.groupKey,
  }
}

/** Archives every settled target of a year; answers how many. */
export async function archiveSettled({ tx, scope }: Context, year: number): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    update targets set state = 'archived', version = version + 1
    where region_code = ${scope.region} and year = ${year} and state = 'settled' returning id`.execute(tx)
  return rows.length
}
