import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { orNotFound, type OperationContext } from '../../../platform/run-operation.ts'
import type { VisitFilter } from '../contract.ts'
import type { ProjectSupportTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** A visit as it is read. */
export type VisitRow = Selectable<ProjectSupportTables['project_visits']>

/** The most visits one workbook holds. */
const MOST_WHOLE = 10_000

/** One visit that is not withdrawn; refuses `not_found` otherwise. Whether its project is in scope is for the caller to ask. */
export async function getVisit({ tx, scope }: Context, id: string): Promise<VisitRow> {
  return orNotFound(
    await tx
      .withTables<ProjectSupportTables>()
      .selectFrom('project_visits')
      .selectAll()
      .where('region_code', '=', scope.region)
      .where('id', '=', id)
      .where('withdrawn_at', 'is', null)
      .executeTakeFirst(),
  )
}

/** Which visits: a filter, and the projects the reader may see where not all of them. */
export interface VisitsWanted {
  readonly filter: VisitFilter
  readonly projectIds?: readonly string[] | undefined
}

/** A page of visits, the newest first. */
export async function listVisits(
  ctx: Context,
  wanted: VisitsWanted,
  page: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ readonly items: readonly VisitRow[]; readonly nextCursor: string | null }> {
  let rows = narrowed(ctx, wanted)
  if (page.cursor !== undefined) {
    const [day, id] = readCursor(page.cursor)
    rows = rows.where(sql<boolean>`(visited_on, id) < (${day}::date, ${id})`)
  }
  const found = await rows
    .orderBy('visited_on', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
  const items = found.slice(0, page.limit)
  const last = items.at(-1)
  return { items, nextCursor: last && found.length > page.limit ? `${last.visited_on}_${last.id}` : null }
}

/** Every visit wanted, the oldest first: what a log is made of. */
export function listWholeVisits(ctx: Context, wanted: VisitsWanted): Promise<readonly VisitRow[]> {
  return narrowed(ctx, wanted).orderBy('visited_on').orderBy('id').limit(MOST_WHOLE).execute()
}

/** The last visit of each of some projects. */
export async function listLastVisits({ tx, scope }: Context, projectIds: readonly string[]) {
  return tx
    .withTables<ProjectSupportTables>()
    .selectFrom('project_visits')
    .selectAll()
    .distinctOn('project_id')
    .where('region_code', '=', scope.region)
    .where('withdrawn_at', 'is', null)
    .where(sql<boolean>`project_id = any(${[...projectIds]}::text[])`)
    .orderBy('project_id')
    .orderBy('visited_on', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** Visits to some projects whose problem is still open, the oldest first. */
export async function listOpenVisits({ tx, scope }: Context, projectIds: readonly string[]) {
  return tx
    .withTables<ProjectSupportTables>()
    .selectFrom('project_visits')
    .select(['id', 'project_id', 'visited_on', 'problem'])
    .where('region_code', '=', scope.region)
    .where('withdrawn_at', 'is', null)
    .where('outcome', 'in', ['handed_over', 'pending'])
    .where(sql<boolean>`project_id = any(${[...projectIds]}::text[])`)
    .orderBy('visited_on')
    .orderBy('id')
    .execute()
}

/** Keeps a new visit. */
export async function insertVisit(
  { tx, scope }: Context,
  row: Omit<Insertable<ProjectSupportTables['project_visits']>, 'region_code'>,
): Promise<void> {
  await tx
    .withTables<ProjectSupportTables>()
    .insertInto('project_visits')
    .values({ ...row, region_code: scope.region })
    .execute()
}

/** Changes a visit that is still at `expectedVersion`; refuses `conflict` where somebody was faster. Answers the new version. */
export async function updateVisit(
  { tx, scope }: Context,
  id: string,
  expectedVersion: number,
  change: Updateable<ProjectSupportTables['project_visits']>,
): Promise<number> {
  const row = await tx
    .withTables<ProjectSupportTables>()
    .updateTable('project_visits')
    .set({ ...change, version: expectedVersion + 1 })
    .where('region_code', '=', scope.region)
    .where('id', '=', id)
    .where('version', '=', expectedVersion)
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? refuse('conflict', problem('operation.conflict'))
}

/** Keeps which promises a visit made. */
export async function insertVisitPromises(
  { tx, scope }: Context,
  visit: { readonly id: string; readonly projectId: string },
  promiseIds: readonly string[],
): Promise<void> {
  if (promiseIds.length === 0) return
  await tx
    .withTables<ProjectSupportTables>()
    .insertInto('project_visit_promises')
    .values(
      promiseIds.map((promiseId) => ({
        region_code: scope.region,
        visit_id: visit.id,
        promise_id: promiseId,
        project_id: visit.projectId,
      })),
    )
    .execute()
}

/** The promises made on visits to some projects, in the order they were made. */
export async function listVisitPromises({ tx, scope }: Context, projectIds: readonly string[]) {
  return tx
    .withTables<ProjectSupportTables>()
    .selectFrom('project_visit_promises')
    .select(['visit_id', 'promise_id', 'project_id'])
    .where('region_code', '=', scope.region)
    .where(sql<boolean>`project_id = any(${[...projectIds]}::text[])`)
    .orderBy('promise_id')
    .execute()
}

function narrowed({ tx, scope }: Context, { filter, projectIds }: VisitsWanted) {
  let rows = tx
    .withTables<ProjectSupportTables>()
    .selectFrom('project_visits')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('withdrawn_at', 'is', null)
  if (projectIds) rows = rows.where(sql<boolean>`project_id = any(${[...projectIds]}::text[])`)
  if (filter.projectId) rows = rows.where('project_id', '=', filter.projectId)
  if (filter.visitorPostId?.length)
    rows = rows.where(sql<boolean>`visitor_post_id = any(${[...filter.visitorPostId]}::text[])`)
  if (filter.outcome?.length) rows = rows.where('outcome', 'in', [...filter.outcome])
  if (filter.from) rows = rows.where('visited_on', '>=', filter.from)
  if (filter.to) rows = rows.where('visited_on', '<=', filter.to)
  return rows
}

function readCursor(cursor: string): readonly [string, string] {
  const parts = /^(\d{4}-\d{2}-\d{2})_([0-9a-f-]{36})$/.exec(cursor)
  if (!parts) return refuse('invalid', problem('project_support.bad_cursor', {}, ['cursor']))
  return [parts[1] ?? '', parts[2] ?? '']
}
