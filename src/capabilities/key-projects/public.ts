import { dayOf } from '../../kernel/day.ts'
import type { FoundSubject } from '../../kernel/duty.ts'
import { type Period, periodYear } from '../../kernel/period.ts'
import { refuse } from '../../kernel/refusal.ts'
import { problem } from '../../kernel/problem.ts'
import type { OperationContext } from '../../platform/run-operation.ts'
import {
  LIST_LEVELS,
  type ListLevel,
  ProjectBody,
  ProjectFilter as FilterShape,
  type ProjectLight,
  type ProjectMonth,
  type ProjectSource,
  type Stage,
} from './contract.ts'
import { requireOpenYears } from '../targets/public.ts'
import { changeProject, createProject, shownBody, withdrawAs } from './operations/change.ts'
import { keepEarlierFigure } from './operations/keep-money.ts'
import { beginBuilding } from './operations/life.ts'
import { monthsOf } from './operations/show-money.ts'
import { reportedFigure } from './rules/money.ts'
import * as list from './store/list.ts'
import { listCoSponsored as listCoSponsoredRows } from './store/people.ts'
import * as record from './store/record.ts'
import type { ProjectRow } from './store/record.ts'
import { bodyOfRow } from './store/shape.ts'
import { listStandings } from './store/standings.ts'

/** A project as a reader of documents compares names and figures with it. */
export interface KnownProject {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly shortName: string
  readonly formerNames: readonly string[]
  readonly enterprise: string
  readonly place: string
  readonly stage: Stage
  readonly totalInvestment: number | null
  readonly land: number | null
  readonly unitId: string
  readonly version: number
}

/** Every project of the region that is not withdrawn, to match what a document names. */
export async function listProjectsForMatching(ctx: OperationContext): Promise<readonly KnownProject[]> {
  return (await list.listAllProjects(ctx)).map((row) => ({
    id: row.id,
    number: row.number,
    name: row.name,
    shortName: row.short_name,
    formerNames: row.former_names.map((each) => each.name),
    enterprise: row.enterprise,
    place: row.place,
    stage: row.stage,
    totalInvestment: row.total_investment,
    land: row.land,
    unitId: row.unit_id,
    version: row.version,
  }))
}

/** What a person accepted about a project a document names; nothing known is null or empty. */
export interface AcceptedProject {
  /** The record it belongs to; a new one is made without it. */
  readonly existing: { readonly id: string; readonly expectedVersion: number } | null
  readonly project: {
    readonly name: string
    readonly stage: Stage | null
    readonly totalInvestment: number | null
    readonly land: number | null
    readonly enterprise: string
    readonly place: string
    readonly unitId: string
  }
  readonly source: ProjectSource
}

/** What an acceptance did, as it must be handed back to undo it. */
export interface Receipt {
  readonly id: string
  readonly version: number
  readonly outcome: 'created' | 'updated' | 'confirmed'
  readonly before: unknown
}

/** Takes a project read from a document into the library: a new one, or the fields it states of one that is there. */
export async function acceptReadProject(
  ctx: OperationContext,
  { existing, project, source }: AcceptedProject,
): Promise<Receipt> {
  const stated = {
    ...(project.stage ? { stage: project.stage } : {}),
    ...(project.totalInvestment === null ? {} : { totalInvestment: project.totalInvestment }),
    ...(project.land === null ? {} : { land: project.land }),
    ...(project.enterprise ? { enterprise: project.enterprise } : {}),
    ...(project.place ? { place: project.place } : {}),
  }
  if (!existing) {
    const made = await createProject(
      ctx,
      ProjectBody.parse({ name: project.name, unitId: project.unitId, ...stated }),
      { source },
    )
    return { id: made.id, version: made.version, outcome: 'created', before: null }
  }
  const before = shownBody(await record.getProject(ctx, existing.id))
  const after = ProjectBody.parse({ ...before, ...stated })
  if (JSON.stringify(before) === JSON.stringify(after))
    return { id: existing.id, version: existing.expectedVersion, outcome: 'confirmed', before: null }
  const version = await changeProject(ctx, existing.id, existing.expectedVersion, after, { source })
  return { id: existing.id, version, outcome: 'updated', before }
}

/** Undoes an acceptance: a project that was made is withdrawn, changed fields get their values back. Refuses where the project changed since. */
export async function takeBackReadProject(ctx: OperationContext, receipt: Receipt, reason: string): Promise<void> {
  if (receipt.outcome === 'confirmed') return
  const row = await record.getProject(ctx, receipt.id)
  if (row.version !== receipt.version) refuse('rule_broken', problem('key_projects.changed_since', { name: row.name }))
  if (receipt.outcome === 'created') await withdrawAs(ctx, receipt.id, receipt.version, reason)
  else await changeProject(ctx, receipt.id, receipt.version, ProjectBody.parse(receipt.before), { reason })
}

/** Where a project stands, as boards over the whole library need it. `levels` are the lists it is on, of any year. */
export interface ProjectStanding {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly stage: Stage
  readonly chain: string
  readonly levels: readonly ListLevel[]
  readonly light: ProjectLight
  readonly unitId: string
  readonly leadUnitId: string | null
  readonly taskForceId: string | null
  readonly sponsorPostId: string | null
  readonly totalInvestment: number | null
  readonly planYear: number | null
  readonly yearPlan: number | null
  readonly investedThisYear: number | null
  readonly investedAsOf: string | null
  readonly completion: number | null
  readonly pace: number | null
}

/** Every project in scope that is not withdrawn, as it stands now, by id. */
export async function listProjectStandings(
  ctx: Pick<OperationContext, 'tx' | 'scope'>,
): Promise<readonly ProjectStanding[]> {
  return (await listStandings(ctx)).map(standingOf)
}

function standingOf(row: Awaited<ReturnType<typeof listStandings>>[number]): ProjectStanding {
  return {
    id: row.id,
    number: row.number,
    name: row.name,
    stage: row.stage,
    chain: row.chain,
    levels: LIST_LEVELS.filter((level) => row.list_keys.includes(level)),
    light: row.light,
    unitId: row.unit_id,
    leadUnitId: row.lead_unit_id,
    taskForceId: row.task_force_id,
    sponsorPostId: row.sponsor_post_id,
    totalInvestment: row.total_investment,
    planYear: row.plan_year,
    yearPlan: row.year_plan,
    investedThisYear: row.invested_this_year,
    investedAsOf: row.invested_as_of,
    completion: row.completion,
    pace: row.pace,
  }
}

/** Projects in scope a search finds, by number: Chinese anywhere, pinyin or initials in names. */
export async function findProjects(
  ctx: Pick<OperationContext, 'tx' | 'scope'>,
  text: string,
  limit: number,
): Promise<readonly FoundSubject[]> {
  const page = await list.listProjects(ctx, FilterShape.parse({ text }), { sort: 'number', descending: false, limit })
  return page.items.map((row) => ({
    kind: 'key_project',
    id: row.id,
    title: row.name,
    note: [row.number, row.enterprise].filter(Boolean).join(' · '),
    path: `/key-projects/${row.id}`,
  }))
}

/** What a neighbour that plans, reports on or looks after a project needs to know of it. Days are `YYYY-MM-DD`, money whole yuan. */
export interface ProjectFacts extends ProjectStanding {
  readonly category: ProjectBody['category']
  readonly investorType: ProjectBody['investorType']
  readonly nature: ProjectBody['nature']
  readonly monthlyPlan: readonly number[] | null
  readonly fundsInPlace: number | null
  readonly physicalProgress: string
  readonly plannedStartOn: string | null
  readonly plannedCompletionOn: string | null
  readonly plannedProductionOn: string | null
  readonly startedOn: string | null
  readonly completedOn: string | null
  readonly producedOn: string | null
  readonly investmentRegisteredOn: string | null
  readonly statisticalThisYear: number | null
  readonly statisticalTotal: number | null
  /** Of a paused or ended project the stage it left; the days are since when it is in its stage. */
  readonly stageLeft: Stage | null
  readonly stageSince: string | null
  readonly withdrawn: boolean
  readonly version: number
}

/** One project inside the scope of the running operation; refuses `not_found` otherwise. */
export async function readProject(
  ctx: Pick<OperationContext, 'tx' | 'scope'>,
  projectId: string,
): Promise<ProjectFacts> {
  return factsOf(await record.getProject(ctx, projectId))
}

/** Facts of some projects inside the scope of the running operation, in one statement; those outside it or unknown are missing. */
export async function listProjectFacts(
  ctx: Pick<OperationContext, 'tx' | 'scope'>,
  projectIds: readonly string[],
): Promise<readonly ProjectFacts[]> {
  return (await record.listProjectsById(ctx, projectIds)).map(factsOf)
}

function factsOf(row: ProjectRow): ProjectFacts {
  return {
    ...standingOf(row),
    category: bodyOfRow(row).category,
    investorType: bodyOfRow(row).investorType,
    nature: bodyOfRow(row).nature,
    monthlyPlan: row.monthly_plan,
    fundsInPlace: row.funds_in_place,
    physicalProgress: row.physical_progress,
    plannedStartOn: row.planned_start_on,
    plannedCompletionOn: row.planned_completion_on,
    plannedProductionOn: row.planned_production_on,
    startedOn: row.started_on,
    completedOn: row.completed_on,
    producedOn: row.produced_on,
    investmentRegisteredOn: row.investment_registered_on,
    statisticalThisYear: row.statistical_this_year,
    statisticalTotal: row.statistical_total,
    stageLeft: row.stage_left,
    stageSince: row.stage_since,
    withdrawn: row.withdrawn_at !== null,
    version: row.version,
  }
}

/** The projects some posts sponsor beside the sponsor the record names, today, as pairs of project and post. */
export async function listCoSponsored(
  ctx: Pick<OperationContext, 'tx' | 'scope' | 'now'>,
  postIds: readonly string[],
): Promise<readonly { readonly projectId: string; readonly postId: string | null }[]> {
  const rows = await listCoSponsoredRows(ctx, postIds, dayOf(ctx.now))
  return rows.map((row) => ({ projectId: row.project_id, postId: row.post_id }))
}

/** Refuses `targets.year_closed` for a period of a closed year: its months and reports are read only. */
export async function requireOpenPeriod(ctx: OperationContext, period: Period): Promise<void> {
  await requireOpenYears(ctx, [periodYear(period)])
}

/**
 * What a confirmed report says of a project: the year's reported money up to a period, where the works stand (percent 0–100), what stands in
 * the way and what comes next.
 */
export type ReportedFigures = Pick<ProjectBody, 'investedThisYear' | 'investedAsOf'> &
  Partial<Pick<ProjectBody, 'physicalProgress' | 'fundsInPlace' | 'openProblems' | 'nextSteps'>> & {
    readonly physicalPercent?: number | null
  }

/**
 * Writes reported figures into the record, judges its light anew and answers the new version; statistics are never touched. A started
 * project that reports its first physical progress is building from then on. A month before the one the record states (a late or corrected
 * report) goes into the ledger alone.
 */
export async function recordReported(
  ctx: OperationContext,
  projectId: string,
  figures: ReportedFigures,
  reason: string,
  from: { readonly reportId?: string } = {},
): Promise<number> {
  const row = await record.getProject(ctx, projectId)
  const { physicalPercent, ...stated } = figures
  const why = {
    reason,
    money: { source: 'report', sourceId: from.reportId ?? null, physicalPercent: physicalPercent ?? null },
  } as const
  const body = bodyOfRow(row)
  const [held, said] = [reportedFigure(body), reportedFigure({ ...body, ...stated })]
  if (held && said && said.period < held.period) {
    const isOfPlan = periodYear(said.period) === body.planYear
    await keepEarlierFigure(ctx, projectId, { ...said, total: isOfPlan ? said.total : null }, why)
    return row.version
  }
  const version = await changeProject(ctx, projectId, row.version, { ...body, ...stated }, why)
  const node = stated.physicalProgress
  return node !== undefined && node !== row.physical_progress ? beginBuilding(ctx, projectId, node) : version
}

/**
 * The months of one project in both ledgers of a year, by time: what is reported, what is statistical, and the gap. Months with no figure
 * are left out. Refuses `not_found` outside the scope.
 */
export async function listMonths(
  ctx: Pick<OperationContext, 'tx' | 'scope' | 'now'>,
  projectId: string,
  year: number,
): Promise<readonly ProjectMonth[]> {
  return monthsOf(ctx, await record.getProject(ctx, projectId), year)
}

export { keyProjectsFigures } from './operations/figures.ts'
export { keyProjectsLists } from './operations/figure-lists.ts'
