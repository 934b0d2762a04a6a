import { lastDay, type Period } from '../../../kernel/period.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { asYuan } from '../../../kernel/yuan.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { listProjectFacts, type ProjectFacts, recordReported, requireOpenPeriod } from '../../key-projects/public.ts'
import { openItemFrom, openPromise } from '../../obstacles/public.ts'
import { dayOf } from '../../../kernel/day.ts'
import * as contract from '../contract.ts'
import { progressReportsMessages } from '../messages/index.ts'
import { listReportsById, type ReportRow, updateReport } from '../store/reports.ts'
import { recordNodesDone } from './nodes.ts'
import { actionsOn, bodyOfRow, SUBJECT } from './place.ts'

const words = progressReportsMessages['zh-CN']

/** Confirming: the reported ledger takes the figures, promises are opened, the report counts from now on. */
export const confirmOperations = [
  implement(contract.confirmReports, async (ctx, { reports }) => {
    const rows = new Map(
      (
        await listReportsById(
          ctx,
          reports.map(({ id }) => id),
        )
      ).map((row) => [row.id, row]),
    )
    const projects = new Map(
      (
        await listProjectFacts(
          ctx,
          [...rows.values()].map((row) => row.project_id),
        )
      ).map((each) => [each.id, each]),
    )
    const left: { id: string; code: string }[] = []
    let done = 0
    for (const { id, expectedVersion } of reports) {
      const row = rows.get(id)
      const project = row && projects.get(row.project_id)
      if (!row || !project) refuse('not_found', problem('record.not_found'))
      const code = standsInTheWay(ctx, project, row, expectedVersion)
      if (code) left.push({ id, code })
      else {
        await confirm(ctx, project, row)
        done += 1
      }
    }
    return { done, left }
  }),
]

function standsInTheWay(
  ctx: OperationContext,
  project: ProjectFacts,
  row: ReportRow,
  expectedVersion: number,
): string | undefined {
  if (row.version !== expectedVersion) return 'operation.conflict'
  if (actionsOn(ctx, project, row.kind, row).includes('confirm')) return undefined
  return row.submitted_by === ctx.actor.personId ? 'progress_reports.own_report' : 'progress_reports.not_now'
}

async function confirm(ctx: OperationContext, project: ProjectFacts, row: ReportRow): Promise<void> {
  await requireOpenPeriod(ctx, row.period as Period)
  const problems = await openProblems(ctx, project, row)
  await updateReport(ctx, row.id, row.version, {
    state: 'confirmed',
    problems: JSON.stringify(problems),
    confirmed_at: ctx.now,
    confirmed_by_name: ctx.actor.name,
    updated_at: ctx.now,
  })
  await keepFigures(ctx, project, row)
  await recordNodesDone(ctx, project.id, row.nodes)
  ctx.announce('progress_reports.confirmed', {
    subject: { kind: SUBJECT, id: row.id },
    before: { state: row.state },
    after: { state: 'confirmed' },
    data: { projectId: project.id, period: row.period },
  })
}

/** A problem that names who does what by when becomes a promise, any other an item of the closed loop; both once. */
async function openProblems(ctx: OperationContext, project: ProjectFacts, row: ReportRow) {
  const kept: contract.ReportProblem[] = []
  for (const each of row.problems) {
    const { promise, promiseId, itemId } = each
    // A report kept before items were opened from reports says nothing of one.
    if (promiseId || itemId) kept.push(each)
    else if (promise === null) kept.push({ ...each, itemId: await openItem(ctx, project, row, each.text) })
    else {
      const made = await openPromise(ctx, {
        ownerText: promise.ownerText,
        unitId: promise.unitId,
        action: words.promiseOf(project.name, promise.action),
        dueOn: promise.dueOn,
        madeOn: dayOf(row.submitted_at ?? ctx.now),
      })
      kept.push({ ...each, promiseId: made })
    }
  }
  return kept
}

const LONGEST_TITLE = 120

/** The class is put right when the item is verified: a report asks for the problem alone. */
function openItem(ctx: OperationContext, project: ProjectFacts, row: ReportRow, text: string): Promise<string> {
  return openItemFrom(ctx, {
    unitId: project.unitId,
    body: {
      kind: 'obstacle',
      origin: row.kind === 'month' ? 'monthly_report' : 'weekly_report',
      class: 'other',
      title: words.promiseOf(project.name, text).slice(0, LONGEST_TITLE),
      text,
      subject: { kind: 'key_project', id: project.id, title: project.name },
    },
    data: { reportId: row.id, period: row.period },
  })
}

/** A month writes its money, works and funds, a week its works alone. What an earlier month says of the works is past and left out. */
async function keepFigures(ctx: OperationContext, project: ProjectFacts, row: ReportRow): Promise<void> {
  const body = bodyOfRow(row)
  const isMonth = row.kind === 'month'
  const held = project.investedAsOf as Period | null
  const isPast = held !== null && lastDay(held) > row.period_end
  if (isPast && !isMonth) return
  await recordReported(
    ctx,
    project.id,
    {
      investedThisYear: isMonth ? body.investedThisYear : yuan(project.investedThisYear),
      investedAsOf: isMonth ? (row.period as Period) : held,
      ...(body.physicalProgress === '' || isPast ? {} : { physicalProgress: body.physicalProgress }),
      ...(isPast ? {} : { openProblems: problemsOf(body) }),
      ...(isPast || body.nextPlan === '' ? {} : { nextSteps: body.nextPlan.slice(0, LONGEST_TEXT) }),
      ...(isMonth && body.fundsInPlace !== null ? { fundsInPlace: body.fundsInPlace } : {}),
      ...(body.physicalShare === null ? {} : { physicalPercent: Math.round(body.physicalShare * 1000) / 10 }),
    },
    words.reasonOf[row.kind](row.period as Period),
    { reportId: row.id },
  )
}

/** The longest text the ledger takes. */
const LONGEST_TEXT = 2000

function problemsOf({ problems }: contract.ReportBody): string {
  return problems
    .map(({ text }) => text)
    .join('；')
    .slice(0, LONGEST_TEXT)
}

function yuan(value: number | null) {
  return value === null ? null : asYuan(value)
}
