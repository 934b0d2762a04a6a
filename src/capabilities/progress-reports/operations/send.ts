import { dayOf } from '../../../kernel/day.ts'
import { problem } from '../../../kernel/problem.ts'
import { Refusal, refuse } from '../../../kernel/refusal.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { requireOpenPeriod } from '../../key-projects/public.ts'
import { requireOpenUnits } from '../../organisation/public.ts'
import type { Known, Reuse, ReportBody, ReportState } from '../contract.ts'
import { problemsOfReport } from '../rules/check.ts'
import { reuseOf } from '../rules/known.ts'
import { stateAfter } from '../rules/states.ts'
import { endAlarmsOf } from '../store/alarms.ts'
import { columnsOfBody, insertReport, type ReportRow, updateReport } from '../store/reports.ts'
import { actionsOn, bodyOfRow, hasChecker, type Place, SUBJECT } from './place.ts'

/** A report that was kept or sent. */
export interface Kept {
  readonly id: string
  readonly version: number
}

/** The edition that is being written, where there is one. Refuses where the acting person may not do this to it now. */
export function editionFor(ctx: OperationContext, place: Place, action: 'fill' | 'submit'): ReportRow | undefined {
  const [row] = place.editions
  const allowed = actionsOn(ctx, place.project, place.kind, row)
  if (!allowed.includes(action)) {
    if (actionsOn(ctx, place.project, place.kind, undefined).length === 0)
      refuse('forbidden', problem('progress_reports.not_yours'))
    refuse('rule_broken', problem('progress_reports.not_now', { state: row?.state ?? 'due' }))
  }
  return row
}

/** Keeps the edition in hand as it is typed; the first one is made. Answers its row id and version. */
export async function keepBody(
  ctx: OperationContext,
  place: Place,
  row: ReportRow | undefined,
  expectedVersion: number | null,
  body: ReportBody,
): Promise<Kept> {
  const said = withKnownPromises(body, place)
  if (row) {
    if (expectedVersion === null) refuse('conflict', problem('operation.conflict'))
    const change = { ...columnsOfBody(said), updated_at: ctx.now }
    return { id: row.id, version: await updateReport(ctx, row.id, expectedVersion, change) }
  }
  if (expectedVersion !== null) refuse('conflict', problem('operation.conflict'))
  const { project, kind, period, dueOn } = place
  const id = await insertReport(ctx, {
    projectId: project.id,
    kind,
    period,
    edition: 1,
    dueOn,
    body: said,
    correctionReason: null,
    now: ctx.now,
  })
  return { id, version: 1 }
}

/** Only promises and items an earlier edition really opened keep their id. */
function withKnownPromises(body: ReportBody, { editions }: Place): ReportBody {
  const opened = new Set<string | null>(
    editions.flatMap((row) => row.problems.flatMap((each) => [each.promiseId, each.itemId])),
  )
  return {
    ...body,
    problems: body.problems.map((each) => ({
      ...each,
      promiseId: each.promiseId !== null && opened.has(each.promiseId) ? each.promiseId : null,
      itemId: each.itemId !== null && opened.has(each.itemId) ? each.itemId : null,
    })),
  }
}

/**
 * Sends a report on its way: checked against what is known, with the share of what was reused. What was late or silent about the project
 * ends with it. Refuses `rule_broken` with every problem.
 */
export async function sendReport(
  ctx: OperationContext,
  place: Place,
  known: Known,
  sent: { readonly expectedVersion: number | null; readonly body: ReportBody },
): Promise<Kept & { readonly state: ReportState; readonly reuse: Reuse }> {
  const row = editionFor(ctx, place, 'submit')
  const { project, kind, period } = place
  await requireOpenPeriod(ctx, period)
  const today = dayOf(ctx.now)
  const problems = problemsOfReport(sent.body, { kind, period, known, today })
  if (problems.length > 0) throw new Refusal('rule_broken', problems)
  await requireOpenUnits(
    ctx,
    sent.body.problems.map(({ promise }, index) => ({
      field: `body.problems.${index}.promise.unitId`,
      id: promise?.unitId ?? null,
    })),
  )
  const kept = await keepBody(ctx, place, row, sent.expectedVersion, sent.body)
  const reuse = reuseOf(kind, sent.body, known)
  const state = stateAfter(kind, row?.state ?? 'due', 'submit', hasChecker(project)) ?? 'submitted'
  const version = await updateReport(ctx, kept.id, kept.version, {
    state,
    asked: reuse.asked,
    reused: reuse.reused,
    changed: JSON.stringify(reuse.changed),
    known_from: JSON.stringify(known.from),
    return_reason: null,
    submitted_at: ctx.now,
    submitted_by: ctx.actor.personId,
    submitted_by_name: ctx.actor.name,
    updated_at: ctx.now,
  })
  await endAlarmsOf(ctx, [project.id], period, today)
  ctx.announce('progress_reports.submitted', {
    subject: { kind: SUBJECT, id: kept.id },
    before: row ? { state: row.state, ...bodyOfRow(row) } : null,
    after: { state, ...sent.body },
    data: { projectId: project.id, period },
  })
  return { id: kept.id, version, state, reuse }
}
