import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import { newId } from '../../../kernel/ids.ts'
import { lastDay, type Period } from '../../../kernel/period.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { orNotFound, type OperationContext } from '../../../platform/run-operation.ts'
import type { ReportBody, ReportKind } from '../contract.ts'
import { COUNTS, SENT } from '../rules/states.ts'
import type { ProgressReportTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** One edition of a report as it is read. */
export type ReportRow = Selectable<ProgressReportTables['progress_reports']>
/** What changes in an edition. */
export type ReportChange = Updateable<ProgressReportTables['progress_reports']>

function reports({ tx, scope }: Context) {
  return tx
    .withTables<ProgressReportTables>()
    .selectFrom('progress_reports')
    .selectAll()
    .where('region_code', '=', scope.region)
}

/** The columns of what a report says. */
export function columnsOfBody(body: ReportBody) {
  return {
    invested_in_period: body.investedInPeriod,
    invested_this_year: body.investedThisYear,
    physical_share: body.physicalShare,
    physical_progress: body.physicalProgress,
    funds_in_place: body.fundsInPlace,
    year_forecast: body.yearForecast,
    next_investment: body.nextInvestment,
    next_plan: body.nextPlan,
    slip_reason: body.slipReason,
    slip_text: body.slipText,
    adjust_reason: body.adjustReason,
    nodes: JSON.stringify(body.nodes),
    problems: JSON.stringify(body.problems),
  }
}

/** One edition; refuses `not_found` where there is none. Whether the reader may see it is the project's to say. */
export async function getReport(ctx: Context, id: string): Promise<ReportRow> {
  return orNotFound(await reports(ctx).where('id', '=', id).executeTakeFirst())
}

/** Some editions by id. */
export async function listReportsById(ctx: Context, ids: readonly string[]): Promise<readonly ReportRow[]> {
  if (ids.length === 0) return []
  return reports(ctx)
    .where('id', 'in', [...ids])
    .orderBy('id')
    .execute()
}

/** Every edition of the report of a project and period, the latest first. */
export async function listEditions(ctx: Context, projectId: string, period: Period): Promise<readonly ReportRow[]> {
  return reports(ctx)
    .where('project_id', '=', projectId)
    .where('period', '=', period)
    .orderBy('edition', 'desc')
    .execute()
}

/** The latest edition of every report of a period, of some projects. */
export async function listLatest(
  ctx: Context,
  periods: readonly Period[],
  projectIds: readonly string[],
): Promise<readonly ReportRow[]> {
  if (projectIds.length === 0 || periods.length === 0) return []
  return reports(ctx)
    .where('period', 'in', [...periods])
    .where(sql<boolean>`project_id = any(${[...projectIds]}::text[])`)
    .distinctOn(['project_id', 'period'])
    .orderBy('project_id')
    .orderBy('period')
    .orderBy('edition', 'desc')
    .execute()
}

/** Reports of some projects that are not through yet and were opened before: drafts, sent back, waiting to be looked at; the oldest first. */
export async function listUnfinished(
  ctx: Context,
  projectIds: readonly string[],
  limit: number,
): Promise<readonly ReportRow[]> {
  if (projectIds.length === 0) return []
  return reports(ctx)
    .where(sql<boolean>`project_id = any(${[...projectIds]}::text[])`)
    .where('state', 'in', ['due', 'returned', 'submitted', 'unit_checked'])
    .orderBy('period_end')
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** The latest editions of reports of one project, the latest period first. */
export async function listOfProject(ctx: Context, projectId: string, limit: number): Promise<readonly ReportRow[]> {
  return reports(ctx)
    .where('project_id', '=', projectId)
    .distinctOn(['period_end', 'kind'])
    .orderBy('period_end', 'desc')
    .orderBy('kind')
    .orderBy('edition', 'desc')
    .limit(limit)
    .execute()
}

/**
 * The reports the next one takes from: of each project, sent ones that end before or within a period and after `since`, the edition that
 * counts before one on its way, the latest first.
 */
export async function listEarlier(
  ctx: Context,
  projectIds: readonly string[],
  reach: { readonly since: string; readonly period: Period },
): Promise<readonly ReportRow[]> {
  if (projectIds.length === 0) return []
  return reports(ctx)
    .where(sql<boolean>`project_id = any(${[...projectIds]}::text[])`)
    .where('period_end', '>=', reach.since)
    .where('period_end', '<=', lastDay(reach.period))
    .where('period', '<>', reach.period)
    .where('state', 'in', [...SENT])
    .distinctOn(['project_id', 'period_end', 'kind'])
    .orderBy('project_id')
    .orderBy('period_end', 'desc')
    .orderBy('kind')
    .orderBy(sql`(state in ('confirmed', 'locked'))`, 'desc')
    .orderBy('edition', 'desc')
    .execute()
}

/** The day on which each project last sent a report. */
export async function listLastSent(
  ctx: Context,
  projectIds: readonly string[],
): Promise<readonly { readonly project_id: string; readonly at: Date }[]> {
  if (projectIds.length === 0) return []
  return ctx.tx
    .withTables<ProgressReportTables>()
    .selectFrom('progress_reports')
    .select(['project_id', sql<Date>`max(submitted_at)`.as('at')])
    .where('region_code', '=', ctx.scope.region)
    .where(sql<boolean>`project_id = any(${[...projectIds]}::text[])`)
    .where('submitted_at', 'is not', null)
    .groupBy('project_id')
    .orderBy('project_id')
    .execute()
}

/** Keeps a new edition; answers its id. */
export async function insertReport(
  { tx, scope }: Context,
  made: {
    readonly projectId: string
    readonly kind: ReportKind
    readonly period: Period
    readonly edition: number
    readonly dueOn: string
    readonly body: ReportBody
    readonly correctionReason: string | null
    readonly now: Date
  },
): Promise<string> {
  const id = newId(made.now)
  const row: Insertable<ProgressReportTables['progress_reports']> = {
    ...columnsOfBody(made.body),
    region_code: scope.region,
    id,
    project_id: made.projectId,
    kind: made.kind,
    period: made.period,
    period_end: lastDay(made.period),
    edition: made.edition,
    state: 'due',
    asked: null,
    reused: null,
    changed: '[]',
    known_from: '{}',
    due_on: made.dueOn,
    correction_reason: made.correctionReason,
    return_reason: null,
    submitted_at: null,
    submitted_by: null,
    submitted_by_name: null,
    confirmed_at: null,
    confirmed_by_name: null,
    locked_at: null,
    created_at: made.now,
    updated_at: made.now,
  }
  const kept = await tx
    .withTables<ProgressReportTables>()
    .insertInto('progress_reports')
    .values(row)
    .onConflict((conflict) => conflict.columns(['region_code', 'project_id', 'period', 'edition']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return kept?.id ?? refuse('conflict', problem('operation.conflict'))
}

/** Changes an edition that is still at `expectedVersion`; refuses `conflict` where somebody was faster. Answers the new version. */
export async function updateReport(
  { tx, scope }: Context,
  id: string,
  expectedVersion: number,
  change: ReportChange,
): Promise<number> {
  const row = await tx
    .withTables<ProgressReportTables>()
    .updateTable('progress_reports')
    .set({ ...change, version: expectedVersion + 1 })
    .where('region_code', '=', scope.region)
    .where('id', '=', id)
    .where('version', '=', expectedVersion)
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? refuse('conflict', problem('operation.conflict'))
}

/** Locks the confirmed reports of some periods; answers their ids. */
export async function lockConfirmed(
  { tx, scope }: Context,
  periods: readonly string[],
  now: Date,
): Promise<readonly string[]> {
  if (periods.length === 0) return []
  const rows = await tx
    .withTables<ProgressReportTables>()
    .updateTable('progress_reports')
    .set((row) => ({
      state: 'locked',
      locked_at: now,
      updated_at: now,
      version: sql<number>`${row.ref('version')} + 1`,
    }))
    .where('region_code', '=', scope.region)
    .where('period', 'in', [...periods])
    .where('state', '=', 'confirmed')
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Periods that still have confirmed reports nobody locked. */
export async function listUnlockedPeriods({ tx, scope }: Context): Promise<readonly Period[]> {
  const rows = await tx
    .withTables<ProgressReportTables>()
    .selectFrom('progress_reports')
    .select('period')
    .distinct()
    .where('region_code', '=', scope.region)
    .where('state', '=', 'confirmed')
    .orderBy('period')
    .execute()
  return rows.map(({ period }) => period as Period)
}

/** Whether the figures of an edition count. */
export function counts(row: Pick<ReportRow, 'state'>): boolean {
  return COUNTS.includes(row.state)
}
