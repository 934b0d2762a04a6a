import { dayOf } from '../../../kernel/day.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { workdaysBetween } from '../../../kernel/work-calendar.ts'
import { writeWorkbook } from '../../../platform/excel/write-workbook.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { listTenants, namesOfUnits } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { schedulesMessages } from '../messages/index.ts'
import { planDifferences } from '../rules/differences.ts'
import { scheduleNetwork } from '../rules/schedule.ts'
import { writeMspdi } from '../rules/mspdi-write.ts'
import { planSheet, type SheetLine } from '../sheets.ts'
import { listReferenceNodes } from '../store/baselines.ts'
import { keepWholePlan } from './change.ts'
import { calendarFile } from './feed.ts'
import { linesOf, listStandingPlans, type StandingPlan } from './nodes.ts'
import { openPlan, openToPlan, scheduled } from './open-plan.ts'
import { spansOf } from './planned.ts'
import { type ReadPlan, readPlanFile } from './read-file.ts'

const zh = schedulesMessages['zh-CN']
const NAMES_SHOWN = 200

/** The operations on files. */
export const fileOperations = [
  implement(contract.exportMspdi, async (ctx, { projectId }) => {
    const { project, plan } = await openPlan(ctx, projectId)
    const { network, frame } = plan
    const { calendar } = ctx
    const text = writeMspdi({ name: project.name, network, frame, schedule: scheduled(ctx, plan), calendar })
    return { name: `${project.name}.xml`, type: 'application/xml', bytes: new TextEncoder().encode(text) }
  }),

  implement(contract.exportCalendar, async (ctx, { projectId, language }) => {
    const { project } = await openPlan(ctx, projectId)
    const lines = linesOf(await listStandingPlans(ctx, [projectId]))
    return calendarFile(ctx, language, ({ ofProject }) => ofProject(project.name), lines)
  }),

  implement(contract.exportSheet, async (ctx, { year, projectId }) => {
    const plans = (await listStandingPlans(ctx, projectId)).toSorted((one, other) =>
      one.project.number < other.project.number ? -1 : 1,
    )
    const region = (await listTenants(ctx.tx)).find((each) => each.region_code === ctx.scope.region)
    const today = dayOf(ctx.now)
    const sheet = planSheet(region?.name ?? '', year, await sheetLines(ctx, plans, year), today)
    const bytes = await writeWorkbook([sheet])
    return { name: `${zh.sheet.fileName}-${year}-${today}.xlsx`, type: contract.exportSheet.fileOut ?? '', bytes }
  }),

  implement(contract.previewPlanImport, async (ctx, { projectId, year, openOn }) => {
    const { project, plan } = await openToPlan(ctx, projectId)
    const read = await readPlanFile(ctx, { projectName: project.name, plan, year, openOn })
    const schedule = scheduleNetwork(read.network, read.frame, ctx.calendar, dayOf(ctx.now))
    const wrong = schedule.ok
      ? []
      : schedule.problems.map(({ code, params }) => ({ row: null, code, params: params ?? {} }))
    const missing = read.frame.openOn === null ? [{ row: null, code: 'schedules.import_no_opening', params: {} }] : []
    const stood = new Set(plan?.network.nodes.map(({ id }) => id))
    const stands = new Set(read.network.nodes.map(({ id }) => id))
    return {
      hasPlan: plan !== undefined,
      version: plan?.row.version ?? null,
      nodes: read.network.nodes.length,
      links: read.network.links.length,
      added: read.network.nodes.flatMap(({ id, name }) => (stood.has(id) ? [] : [name])).slice(0, NAMES_SHOWN),
      changed: changedNames(plan, read).slice(0, NAMES_SHOWN),
      removed: (plan?.network.nodes ?? [])
        .flatMap(({ id, name }) => (stands.has(id) ? [] : [name]))
        .slice(0, NAMES_SHOWN),
      openOn: read.frame.openOn,
      startOn: read.frame.startOn,
      schedule: schedule.ok ? withoutNodes(schedule.value) : null,
      faults: [...read.faults, ...missing, ...wrong],
      notices: [...read.notices],
    }
  }),

  implement(contract.importPlan, async (ctx, { projectId, year, openOn, expectedVersion }) => {
    const { project, plan } = await openToPlan(ctx, projectId)
    const read = await readPlanFile(ctx, { projectName: project.name, plan, year, openOn })
    if (read.faults.length > 0)
      refuse('rule_broken', problem('schedules.import_has_faults', { count: read.faults.length }))
    if (read.frame.openOn === null) refuse('rule_broken', problem('schedules.import_no_opening', {}, ['openOn']))
    const version = await keepWholePlan(ctx, projectId, expectedVersion, {
      ...read,
      template: plan?.row.template ?? null,
    })
    return { projectId, version, nodes: read.network.nodes.length, links: read.network.links.length }
  }),
]

function withoutNodes({ nodes: _nodes, ...schedule }: contract.Schedule): Omit<contract.Schedule, 'nodes'> {
  return schedule
}

function changedNames(plan: StandingPlan['plan'] | undefined, read: ReadPlan): readonly string[] {
  if (!plan) return []
  const names = planDifferences(plan, read).flatMap(({ nodeName, field }) =>
    nodeName === null || field === 'node' ? [] : [nodeName],
  )
  return [...new Set(names)]
}

async function sheetLines(
  ctx: OperationContext,
  plans: readonly StandingPlan[],
  year: number,
): Promise<readonly SheetLine[]> {
  const references = await listReferenceNodes(
    ctx,
    plans.map(({ project }) => project.id),
  )
  const units = await namesOfUnits(
    ctx,
    plans.flatMap(({ plan }) => [...plan.kept.values()].map(({ unitId }) => unitId)),
  )
  return plans.flatMap(({ project, plan, schedule }) => {
    const spans = spansOf(plan, schedule, references.get(project.id) ?? [])
    return plan.network.nodes.flatMap((node, at): SheetLine[] => {
      const [days, planned, charge] = [schedule.nodes[at], spans.get(node.id), plan.kept.get(node.id)]
      if (!days || !planned || !charge || !touchesYear(node, planned, year)) return []
      const stands = node.facts.finishedOn ?? days.earlyFinish
      const isSettled = node.facts.finishedOn !== null || stands > planned.finishOn
      return [
        {
          projectName: project.name,
          name: node.name,
          unitName: (charge.unitId && units.get(charge.unitId)?.name) || null,
          planned,
          startedOn: node.facts.startedOn,
          finishedOn: node.facts.finishedOn,
          deviation: isSettled ? workdaysBetween(ctx.calendar, planned.finishOn, stands).workdays : null,
          verdict: days.verdict,
          note: [charge.note, charge.slipReason].filter(Boolean).join('；'),
        },
      ]
    })
  })
}

/** A node belongs in the table of a year in which it is planned or in which something happened to it. */
function touchesYear(node: contract.PlanNode, planned: { startOn: string; finishOn: string }, year: number): boolean {
  const of = (day: string | null) => (day === null ? undefined : Number(day.slice(0, 4)))
  const { startedOn, finishedOn } = node.facts
  const isPlanned = Number(planned.startOn.slice(0, 4)) <= year && Number(planned.finishOn.slice(0, 4)) >= year
  return isPlanned || of(startedOn) === year || of(finishedOn) === year
}
