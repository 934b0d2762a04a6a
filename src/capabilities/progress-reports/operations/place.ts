import { type Day, dayOf } from '../../../kernel/day.ts'
import { asPeriod, type Period } from '../../../kernel/period.ts'
import { orRefuse } from '../../../kernel/refusal.ts'
import { asYuan } from '../../../kernel/yuan.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { type ProjectFacts, readProject } from '../../key-projects/public.ts'
import { namesOfUnits } from '../../organisation/public.ts'
import type * as contract from '../contract.ts'
import { dueDay, reportKindOf } from '../rules/periods.ts'
import { availableActions, type Side } from '../rules/states.ts'
import type { PhotoRow } from '../store/photos.ts'
import { listEditions, type ReportRow } from '../store/reports.ts'

/** The kind by which neighbours refer to a report. */
export const SUBJECT = 'progress_report'

/** A project and period with all that was written of it, the latest edition first. */
export interface Place {
  readonly project: ProjectFacts
  readonly kind: contract.ReportKind
  readonly period: Period
  readonly dueOn: Day
  readonly editions: readonly ReportRow[]
}

/** Opens the place of a report. Refuses `not_found` for a project outside the scope and `progress_reports.period_kind`. */
export async function openPlace(ctx: OperationContext, projectId: string, period: Period): Promise<Place> {
  const kind = orRefuse(reportKindOf(period), 'invalid')
  const project = await readProject(ctx, projectId)
  const editions = await listEditions(ctx, projectId, period)
  return { project, kind, period, dueOn: dueDay(period, ctx.calendar), editions }
}

type Places = Pick<ProjectFacts, 'unitId' | 'leadUnitId' | 'taskForceId'>

/** The sides the acting person stands on for a project's reports of a kind. */
export function sidesOf(ctx: OperationContext, project: Places, kind: contract.ReportKind): readonly Side[] {
  const { unitId, leadUnitId, taskForceId } = project
  const checkers = kind === 'month' ? [leadUnitId] : [leadUnitId, taskForceId]
  return [
    ...(ctx.actor.may('progress_reports.fill', [unitId, taskForceId]) ? (['filler'] as const) : []),
    ...(ctx.actor.may('progress_reports.check', checkers) ? (['checker'] as const) : []),
    ...(ctx.actor.may('progress_reports.manage', [unitId]) ? (['office'] as const) : []),
  ]
}

/** Whether a month's report has a lead unit to check it besides the unit that reports. */
export function hasChecker({ unitId, leadUnitId }: Places): boolean {
  return leadUnitId !== null && leadUnitId !== unitId
}

/** What the acting person may do to a report just now; without a row nothing has been written yet. */
export function actionsOn(
  ctx: OperationContext,
  project: Places & { readonly withdrawn?: boolean },
  kind: contract.ReportKind,
  row: Pick<ReportRow, 'state' | 'submitted_by'> | undefined,
): readonly contract.ReportAction[] {
  if (project.withdrawn) return []
  return availableActions(kind, row?.state ?? 'due', {
    sides: sidesOf(ctx, project, kind),
    isOwn: row?.submitted_by === ctx.actor.personId,
  })
}

/** What an edition says, as people read and write it. */
export function bodyOfRow(row: ReportRow): contract.ReportBody {
  return {
    investedInPeriod: yuan(row.invested_in_period),
    investedThisYear: yuan(row.invested_this_year),
    physicalShare: row.physical_share,
    physicalProgress: row.physical_progress,
    fundsInPlace: yuan(row.funds_in_place),
    yearForecast: yuan(row.year_forecast),
    nextInvestment: yuan(row.next_investment),
    nextPlan: row.next_plan,
    slipReason: row.slip_reason,
    slipText: row.slip_text,
    adjustReason: row.adjust_reason,
    nodes: [...row.nodes],
    problems: [...row.problems],
  }
}

function yuan(value: number | null) {
  return value === null ? null : asYuan(value)
}

/** An edition as it is shown. A report is late where it was sent after its day, or is not sent and the day has passed. */
export function reportOf(ctx: OperationContext, project: Places, row: ReportRow): contract.Report {
  const sentOn = row.submitted_at === null ? null : dayOf(row.submitted_at)
  return {
    id: row.id,
    projectId: row.project_id,
    kind: row.kind,
    period: asPeriod(row.period),
    edition: row.edition,
    state: row.state,
    body: bodyOfRow(row),
    reuse:
      row.asked === null || row.reused === null
        ? null
        : { asked: row.asked, reused: row.reused, changed: [...row.changed] },
    dueOn: row.due_on as Day,
    isLate: (sentOn ?? dayOf(ctx.now)) > row.due_on && row.edition === 1,
    correctionReason: row.correction_reason,
    returnReason: row.state === 'returned' ? row.return_reason : null,
    submittedAt: row.submitted_at?.toISOString() ?? null,
    submittedBy: row.submitted_by_name,
    confirmedAt: row.confirmed_at?.toISOString() ?? null,
    confirmedBy: row.confirmed_by_name,
    lockedAt: row.locked_at?.toISOString() ?? null,
    version: row.version,
    actions: [...actionsOn(ctx, project, row.kind, row)],
  }
}

/** A photo as it is listed. */
export function photoOf(row: PhotoRow, mayRemove: boolean): contract.Photo {
  return {
    id: row.id,
    kind: row.kind,
    period: asPeriod(row.period),
    takenOn: row.taken_on as Day | null,
    caption: row.caption,
    longitude: row.longitude,
    latitude: row.latitude,
    width: row.width,
    height: row.height,
    bytes: row.bytes,
    uploadedAt: row.uploaded_at.toISOString(),
    uploadedBy: row.uploaded_by_name,
    mayRemove,
  }
}

/** What is held of a project and shown beside its report. */
export async function heldFacts(ctx: OperationContext, project: ProjectFacts): Promise<contract.HeldFacts> {
  const units = await namesOfUnits(ctx, [project.unitId, project.leadUnitId, project.taskForceId])
  const nameOf = (id: string | null) => (id && units.get(id)?.name) || null
  return {
    id: project.id,
    number: project.number,
    name: project.name,
    stage: project.stage,
    unitId: project.unitId,
    unitName: nameOf(project.unitId) ?? '',
    leadUnitName: nameOf(project.leadUnitId),
    taskForceName: nameOf(project.taskForceId),
    totalInvestment: yuan(project.totalInvestment),
    yearPlan: yuan(project.yearPlan),
    investedThisYear: yuan(project.investedThisYear),
    investedAsOf: project.investedAsOf === null ? null : asPeriod(project.investedAsOf),
    statisticalThisYear: yuan(project.statisticalThisYear),
  }
}
