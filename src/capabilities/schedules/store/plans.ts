import { type Insertable, type Selectable, sql } from 'kysely'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { type Network, PlanFrame, PlanLink, PlanNode } from '../contract/network.ts'
import type { NodeCharge } from '../contract/plan.ts'
import type { ScheduleTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** A plan's own row as it is read. */
export type PlanRow = Selectable<ScheduleTables['schedule_plans']>
type NodeRow = Selectable<ScheduleTables['schedule_nodes']>
type LinkRow = Selectable<ScheduleTables['schedule_links']>

/** What a plan keeps of a node beside its place in the network. */
export interface KeptNode extends NodeCharge {
  readonly slipReason: string
  readonly version: number
}

/** A working plan as it is kept: what dates are computed from, and who answers for what. */
export interface KeptPlan {
  readonly row: PlanRow
  readonly network: Network
  readonly frame: PlanFrame
  readonly kept: ReadonlyMap<string, KeptNode>
}

/** The plan of a project, if it has one. */
export async function findPlan(ctx: Context, projectId: string): Promise<KeptPlan | undefined> {
  return (await listPlans(ctx, [projectId]))[0]
}

/** The plans of projects, whole, in the order of their ids; of every project of the region where none are named. Three statements for any number. */
export async function listPlans(ctx: Context, projectIds?: readonly string[]): Promise<readonly KeptPlan[]> {
  if (projectIds?.length === 0) return []
  const wanted = projectIds && [...new Set(projectIds)]
  const rows = await listRows(ctx, wanted)
  if (rows.length === 0) return []
  const nodes = grouped(await listNodeRows(ctx, wanted))
  const links = grouped(await listLinkRows(ctx, wanted))
  return rows.map((row) => keptPlan(row, nodes.get(row.project_id) ?? [], links.get(row.project_id) ?? []))
}

function listRows({ tx, scope }: Context, wanted: readonly string[] | undefined): Promise<PlanRow[]> {
  return tx
    .withTables<ScheduleTables>()
    .selectFrom('schedule_plans')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where(among(wanted))
    .orderBy('project_id')
    .execute()
}

function listNodeRows({ tx, scope }: Context, wanted: readonly string[] | undefined): Promise<NodeRow[]> {
  return tx
    .withTables<ScheduleTables>()
    .selectFrom('schedule_nodes')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where(among(wanted))
    .orderBy('project_id')
    .orderBy('position')
    .orderBy('id')
    .execute()
}

function listLinkRows({ tx, scope }: Context, wanted: readonly string[] | undefined): Promise<LinkRow[]> {
  return tx
    .withTables<ScheduleTables>()
    .selectFrom('schedule_links')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where(among(wanted))
    .orderBy('project_id')
    .orderBy('from_id')
    .orderBy('to_id')
    .orderBy('type')
    .execute()
}

function among(wanted: readonly string[] | undefined) {
  return wanted === undefined ? sql<boolean>`true` : sql<boolean>`project_id = any(${[...wanted]}::text[])`
}

/** Ids of projects with an unfinished node some of the units or posts answer for: a stretch of an index. */
export async function listProjectsCharged(
  { tx, scope }: Context,
  charged: { readonly unitIds: readonly string[]; readonly postIds: readonly string[] },
): Promise<readonly string[]> {
  const rows = await tx
    .withTables<ScheduleTables>()
    .selectFrom('schedule_nodes')
    .select('project_id')
    .distinct()
    .where('region_code', '=', scope.region)
    .where('finished_on', 'is', null)
    .where(
      sql<boolean>`(unit_id = any(${[...charged.unitIds]}::text[]) or post_id = any(${[...charged.postIds]}::text[]))`,
    )
    .orderBy('project_id')
    .execute()
  return rows.map((row) => row.project_id)
}

/** A plan as somebody wants it kept. `kept` is read for the nodes of the network; a node it does not know is new. */
export interface PlanToKeep {
  readonly network: Network
  readonly frame: PlanFrame
  readonly kept: ReadonlyMap<string, Omit<KeptNode, 'version'>>
  readonly template: string | null
}

/** Keeps the first plan of a project. */
export async function insertPlan(
  ctx: OperationContext,
  projectId: string,
  plan: PlanToKeep,
  referenceBaselineId: string | null = null,
): Promise<number> {
  await ctx.tx
    .withTables<ScheduleTables>()
    .insertInto('schedule_plans')
    .values({
      region_code: ctx.scope.region,
      project_id: projectId,
      ...columnsOfFrame(plan.frame),
      template: plan.template,
      reference_baseline_id: referenceBaselineId,
      made_at: ctx.now,
      changed_at: ctx.now,
      changed_by: ctx.actor.name,
    })
    .execute()
  await writeNodes(
    ctx,
    projectId,
    plan.network.nodes.map((node, at) => nodeColumns(node, at, plan.kept.get(node.id))),
  )
  await writeLinks(ctx, projectId, plan.network.links)
  return 1
}

/**
 * Keeps what became of a plan that is still at `expectedVersion`: rows of nodes that changed are written, of nodes that went removed. Refuses
 * `conflict` where somebody was faster. Answers the new version.
 */
export async function updatePlan(
  ctx: OperationContext,
  before: KeptPlan,
  expectedVersion: number,
  plan: PlanToKeep,
): Promise<number> {
  const projectId = before.row.project_id
  const version = await touchPlan(ctx, projectId, expectedVersion, {
    ...columnsOfFrame(plan.frame),
    template: plan.template,
  })
  const stood = new Map(
    before.network.nodes.map((node, at) => [node.id, JSON.stringify(nodeColumns(node, at, before.kept.get(node.id)))]),
  )
  const wanted = plan.network.nodes.map((node, at) => nodeColumns(node, at, plan.kept.get(node.id)))
  const stays = new Set(wanted.map((row) => row.id))
  const gone = [...stood.keys()].filter((id) => !stays.has(id))
  const hasNewLinks = JSON.stringify(before.network.links) !== JSON.stringify(plan.network.links)
  if (hasNewLinks || gone.length > 0) await dropLinks(ctx, projectId)
  await dropNodes(ctx, projectId, gone)
  await writeNodes(
    ctx,
    projectId,
    wanted.filter((row) => stood.get(row.id) !== JSON.stringify(row)),
  )
  if (hasNewLinks || gone.length > 0) await writeLinks(ctx, projectId, plan.network.links)
  return version
}

/** Changes the plan's own row; answers its new version and refuses `conflict` where it is not at `expectedVersion`. */
export async function touchPlan(
  { tx, scope, now, actor }: OperationContext,
  projectId: string,
  expectedVersion: number,
  change: Partial<ReturnType<typeof columnsOfFrame> & Pick<PlanRow, 'template' | 'reference_baseline_id'>>,
): Promise<number> {
  const row = await tx
    .withTables<ScheduleTables>()
    .updateTable('schedule_plans')
    .set({ ...change, changed_at: now, changed_by: actor.name, version: expectedVersion + 1 })
    .where('region_code', '=', scope.region)
    .where('project_id', '=', projectId)
    .where('version', '=', expectedVersion)
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? refuse('conflict', problem('schedules.plan_changed_since'))
}

/** Writes the facts of one node that is still at `expectedVersion`; other people may report other nodes at the same time. */
export async function updateFacts(
  { tx, scope }: Context,
  node: { readonly projectId: string; readonly nodeId: string; readonly expectedVersion: number },
  facts: Pick<NodeRow, 'started_on' | 'finished_on' | 'remaining_days' | 'slip_reason'>,
): Promise<number> {
  const row = await tx
    .withTables<ScheduleTables>()
    .updateTable('schedule_nodes')
    .set({ ...facts, version: node.expectedVersion + 1 })
    .where('region_code', '=', scope.region)
    .where('project_id', '=', node.projectId)
    .where('id', '=', node.nodeId)
    .where('version', '=', node.expectedVersion)
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? refuse('conflict', problem('schedules.node_changed_since'))
}

type NodeColumns = Omit<Insertable<ScheduleTables['schedule_nodes']>, 'region_code' | 'project_id' | 'version'>
const ROWS_A_STATEMENT = 1000

async function writeNodes({ tx, scope }: Context, projectId: string, rows: readonly NodeColumns[]): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT)
    await tx
      .withTables<ScheduleTables>()
      .insertInto('schedule_nodes')
      .values(
        rows
          .slice(start, start + ROWS_A_STATEMENT)
          .map((row) => ({ region_code: scope.region, project_id: projectId, ...row })),
      )
      .onConflict((conflict) =>
        conflict.columns(['region_code', 'project_id', 'id']).doUpdateSet((row) => ({
          position: row.ref('excluded.position'),
          name: row.ref('excluded.name'),
          days: row.ref('excluded.days'),
          day_kind: row.ref('excluded.day_kind'),
          calendar: row.ref('excluded.calendar'),
          is_milestone: row.ref('excluded.is_milestone'),
          min_days: row.ref('excluded.min_days'),
          not_before: row.ref('excluded.not_before'),
          not_after: row.ref('excluded.not_after'),
          start_not_after: row.ref('excluded.start_not_after'),
          finish_not_before: row.ref('excluded.finish_not_before'),
          permit: sql`excluded.permit`,
          unit_id: row.ref('excluded.unit_id'),
          post_id: row.ref('excluded.post_id'),
          note: row.ref('excluded.note'),
          started_on: row.ref('excluded.started_on'),
          finished_on: row.ref('excluded.finished_on'),
          remaining_days: row.ref('excluded.remaining_days'),
          slip_reason: row.ref('excluded.slip_reason'),
          version: sql<number>`${row.ref('schedule_nodes.version')} + 1`,
        })),
      )
      .execute()
}

async function writeLinks({ tx, scope }: Context, projectId: string, links: readonly PlanLink[]): Promise<void> {
  for (let start = 0; start < links.length; start += ROWS_A_STATEMENT)
    await tx
      .withTables<ScheduleTables>()
      .insertInto('schedule_links')
      .values(
        links.slice(start, start + ROWS_A_STATEMENT).map((link) => ({
          region_code: scope.region,
          project_id: projectId,
          from_id: link.from,
          to_id: link.to,
          type: link.type,
          lag: link.lag,
          lag_kind: link.lagKind,
        })),
      )
      .execute()
}

async function dropLinks({ tx, scope }: Context, projectId: string): Promise<void> {
  await tx
    .withTables<ScheduleTables>()
    .deleteFrom('schedule_links')
    .where('region_code', '=', scope.region)
    .where('project_id', '=', projectId)
    .execute()
}

async function dropNodes({ tx, scope }: Context, projectId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx
    .withTables<ScheduleTables>()
    .deleteFrom('schedule_nodes')
    .where('region_code', '=', scope.region)
    .where('project_id', '=', projectId)
    .where(sql<boolean>`id = any(${[...ids]}::text[])`)
    .execute()
}

function grouped<R extends { readonly project_id: string }>(rows: readonly R[]): ReadonlyMap<string, readonly R[]> {
  const groups = new Map<string, R[]>()
  for (const row of rows) {
    const group = groups.get(row.project_id)
    if (group) group.push(row)
    else groups.set(row.project_id, [row])
  }
  return groups
}

function keptPlan(row: PlanRow, nodes: readonly NodeRow[], links: readonly LinkRow[]): KeptPlan {
  return {
    row,
    frame: frameOfRow(row),
    network: { nodes: nodes.map(nodeOfRow), links: links.map(linkOfRow) },
    kept: new Map(
      nodes.map((node) => [
        node.id,
        {
          unitId: node.unit_id,
          postId: node.post_id,
          note: node.note,
          slipReason: node.slip_reason,
          version: node.version,
        },
      ]),
    ),
  }
}

/** What is kept was checked when it came in, so it is taken as it is: no shape is parsed again for thousands of nodes. */
function nodeOfRow(row: NodeRow): PlanNode {
  const node: Record<keyof PlanNode, unknown> = {
    id: row.id,
    name: row.name,
    days: row.days,
    dayKind: row.day_kind,
    calendar: row.calendar,
    milestone: row.is_milestone,
    minDays: row.min_days,
    notBefore: row.not_before,
    notAfter: row.not_after,
    startNotAfter: row.start_not_after,
    finishNotBefore: row.finish_not_before,
    permit: row.permit,
    facts: { startedOn: row.started_on, finishedOn: row.finished_on, remainingDays: row.remaining_days },
  }
  return node as PlanNode
}

function linkOfRow(row: LinkRow): PlanLink {
  const link: Record<keyof PlanLink, unknown> = {
    from: row.from_id,
    to: row.to_id,
    type: row.type,
    lag: row.lag,
    lagKind: row.lag_kind,
  }
  return link as PlanLink
}

function frameOfRow(row: PlanRow): PlanFrame {
  return PlanFrame.parse({
    openOn: row.open_on,
    startOn: row.start_on,
    winterStop: row.winter_stop,
    closures: row.closures,
  })
}

function columnsOfFrame(frame: PlanFrame) {
  return {
    open_on: frame.openOn,
    start_on: frame.startOn,
    winter_stop: frame.winterStop && JSON.stringify(frame.winterStop),
    closures: JSON.stringify(frame.closures),
  }
}

function nodeColumns(node: PlanNode, position: number, kept: Omit<KeptNode, 'version'> | undefined): NodeColumns {
  return {
    id: node.id,
    position,
    name: node.name,
    days: node.days,
    day_kind: node.dayKind,
    calendar: node.calendar,
    is_milestone: node.milestone,
    min_days: node.minDays,
    not_before: node.notBefore,
    not_after: node.notAfter,
    start_not_after: node.startNotAfter,
    finish_not_before: node.finishNotBefore,
    permit: node.permit && JSON.stringify(node.permit),
    unit_id: kept?.unitId ?? null,
    post_id: kept?.postId ?? null,
    note: kept?.note ?? '',
    started_on: node.facts.startedOn,
    finished_on: node.facts.finishedOn,
    remaining_days: node.facts.remainingDays,
    slip_reason: kept?.slipReason ?? '',
  }
}
