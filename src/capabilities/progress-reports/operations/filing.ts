import { dayOf } from '../../../kernel/day.ts'
import { periodKind, periodYear } from '../../../kernel/period.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { listHistory } from '../../../platform/audit.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { listMonths, readProject, requireOpenPeriod } from '../../key-projects/public.ts'
import * as contract from '../contract.ts'
import { changedFields } from '../rules/changes.ts'
import { dueDay, owedPeriods, owesReport } from '../rules/periods.ts'
import { SENT, stateAfter } from '../rules/states.ts'
import { listPhotos } from '../store/photos.ts'
import * as store from '../store/reports.ts'
import { plannedNodes } from './nodes.ts'
import { knownOfProjects } from './known.ts'
import {
  actionsOn,
  bodyOfRow,
  hasChecker,
  heldFacts,
  openPlace,
  photoOf,
  type Place,
  reportOf,
  SUBJECT,
} from './place.ts'
import { editionFor, keepBody, sendReport } from './send.ts'

const PHOTOS_SHOWN = 60

/** What is known of one place, with the nodes of its plan and the months of its ledger. */
export async function knownOfPlace(ctx: OperationContext, { project, period }: Place): Promise<contract.Known> {
  const nodes = await plannedNodes(ctx, project.id, period)
  const months = await listMonths(ctx, project.id, periodYear(period))
  const ledger = months.flatMap((month) =>
    month.reported?.thisYear == null ? [] : [{ period: month.period, amount: month.reported.thisYear }],
  )
  const known = (await knownOfProjects(ctx, [project], period, () => ({ ...nodes, ledger }))).get(project.id)
  return known ?? refuse('not_found', problem('record.not_found'))
}

/** Looks at a report: its row and project inside the scope, and whether the acting person may do this to it now. */
async function reportFor(ctx: OperationContext, reportId: string, action: contract.ReportAction) {
  const row = await store.getReport(ctx, reportId)
  const project = await readProject(ctx, row.project_id)
  if (!actionsOn(ctx, project, row.kind, row).includes(action)) {
    const isOwn = row.submitted_by === ctx.actor.personId && action !== 'correct' && action !== 'return'
    refuse(
      'rule_broken',
      problem(isOwn ? 'progress_reports.own_report' : 'progress_reports.not_now', { state: row.state }),
    )
  }
  return { row, project }
}

async function step(
  ctx: OperationContext,
  {
    reportId,
    expectedVersion,
    action,
    reason,
  }: {
    readonly reportId: string
    readonly expectedVersion: number
    readonly action: 'check' | 'return'
    readonly reason?: string
  },
) {
  const { row, project } = await reportFor(ctx, reportId, action)
  const state = stateAfter(row.kind, row.state, action, hasChecker(project)) ?? row.state
  const version = await store.updateReport(ctx, row.id, expectedVersion, {
    state,
    ...(reason ? { return_reason: reason } : {}),
    updated_at: ctx.now,
  })
  ctx.announce(action === 'check' ? 'progress_reports.checked' : 'progress_reports.returned', {
    subject: { kind: SUBJECT, id: row.id },
    before: { state: row.state },
    after: { state },
    data: { projectId: row.project_id, period: row.period, ...(reason ? { reason } : {}) },
  })
  return { id: row.id, version }
}

/** The operations of one report. */
export const filingOperations = [
  implement(contract.showReport, async (ctx, { projectId, period }) => {
    const place = await openPlace(ctx, projectId, period)
    const { project, kind, dueOn, editions } = place
    const [latest] = editions
    const standing = latest && store.counts(latest) ? undefined : editions.find(store.counts)
    const photos = await listPhotos(ctx, projectId, { period, limit: PHOTOS_SHOWN })
    const actions = actionsOn(ctx, project, kind, latest)
    return {
      project: await heldFacts(ctx, project),
      kind,
      period,
      dueOn,
      known: await knownOfPlace(ctx, place),
      report: latest ? reportOf(ctx, project, latest) : null,
      standing: standing ? reportOf(ctx, project, standing) : null,
      editions: editions.map((row) => ({
        edition: row.edition,
        state: row.state,
        correctionReason: row.correction_reason,
      })),
      photos: photos.map((row) => photoOf(row, actions.includes('submit'))),
      actions: [...actions],
    }
  }),

  implement(contract.listProjectReports, async (ctx, { projectId, limit }) => {
    const project = await readProject(ctx, projectId)
    const rows = await store.listOfProject(ctx, projectId, limit)
    const photos = await listPhotos(ctx, projectId, { limit: PHOTOS_SHOWN })
    const sent = new Set(rows.filter((row) => SENT.includes(row.state)).map((row) => row.period))
    const owed = owedPeriods(dayOf(ctx.now)).filter((each) => owesReport(project, each) && !sent.has(each))
    const mayFill = actionsOn(ctx, project, 'month', undefined).includes('fill')
    return {
      items: rows.map((row) => reportOf(ctx, project, row)),
      photos: photos.map((row) => photoOf(row, false)),
      owed: project.withdrawn
        ? []
        : owed.map((each) => ({
            kind: periodKind(each) === 'week' ? ('week' as const) : ('month' as const),
            period: each,
            dueOn: dueDay(each, ctx.calendar),
          })),
      mayFill,
    }
  }),

  implement(contract.listReportHistory, async (ctx, { reportId }) => {
    const row = await store.getReport(ctx, reportId)
    await readProject(ctx, row.project_id)
    const events = await listHistory(ctx.tx, ctx.scope.region, { kind: SUBJECT, id: reportId })
    return {
      items: events.map((event) => ({
        id: event.id,
        at: event.at.toISOString(),
        topic: event.topic,
        actorName: event.actorName,
        onBehalfOf: event.onBehalfOf,
        reason: typeof event.data?.['reason'] === 'string' ? event.data['reason'] : null,
        changes: [...changedFields(event.before ?? {}, event.after ?? {})],
      })),
    }
  }),

  implement(contract.saveReport, async (ctx, { projectId, period, expectedVersion, body }) => {
    const place = await openPlace(ctx, projectId, period)
    const row = editionFor(ctx, place, 'fill')
    const kept = await keepBody(ctx, place, row, expectedVersion, body)
    ctx.announce('progress_reports.kept', {
      subject: { kind: SUBJECT, id: kept.id },
      data: { projectId, period },
    })
    return kept
  }),

  implement(contract.submitReport, async (ctx, { projectId, period, expectedVersion, body }) => {
    const place = await openPlace(ctx, projectId, period)
    const known = await knownOfPlace(ctx, place)
    const { id, version, state, reuse } = await sendReport(ctx, place, known, { expectedVersion, body })
    return { id, version, state, reused: reuse.reused, asked: reuse.asked }
  }),

  implement(contract.checkReport, async (ctx, input) => step(ctx, { ...input, action: 'check' })),

  implement(contract.returnReport, async (ctx, input) => step(ctx, { ...input, action: 'return' })),

  implement(contract.correctReport, async (ctx, { reportId, expectedVersion, reason }) => {
    const { row, project } = await reportFor(ctx, reportId, 'correct')
    const place = await openPlace(ctx, project.id, row.period as Place['period'])
    await requireOpenPeriod(ctx, place.period)
    if (row.version !== expectedVersion || place.editions[0]?.id !== row.id)
      refuse('conflict', problem('operation.conflict'))
    const id = await store.insertReport(ctx, {
      projectId: project.id,
      kind: row.kind,
      period: place.period,
      edition: row.edition + 1,
      dueOn: row.due_on,
      body: bodyOfRow(row),
      correctionReason: reason,
      now: ctx.now,
    })
    ctx.announce('progress_reports.correction_opened', {
      subject: { kind: SUBJECT, id },
      data: { projectId: project.id, period: row.period, corrects: row.id, reason },
    })
    return { id, version: 1 }
  }),
]
