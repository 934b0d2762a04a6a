import { addDays, monthOf } from '../../kernel/day.ts'
import { type Period, periodOf, previousPeriod } from '../../kernel/period.ts'
import { type SampleWriter, seededNumbers } from '../../kernel/sample.ts'
import { asYuan } from '../../kernel/yuan.ts'
import { listProjects } from '../key-projects/contract.ts'
import {
  checkReport,
  confirmReports,
  type ReportPage,
  remindUnits,
  returnReport,
  showReport,
  submitReport,
  findLateReports,
} from './contract.ts'

const PROJECTS = 8
const MONTHS_BACK = 3
const STATES_OF_LAST = ['confirmed', 'unit_checked', 'submitted', 'returned'] as const
const WORKS = ['示例：基础施工', '示例：主体施工过半', '示例：主体封顶、设备进场'] as const

/** Some months of reports on invented projects, the last month in every state; the others owe theirs. Nothing is told of published projects. */
export async function sampleReports(write: SampleWriter): Promise<void> {
  const next = seededNumbers(20_260)
  const { items } = await write.run(listProjects, { stage: ['under_construction', 'started'], limit: 200 })
  const chosen = items
    .filter((each) => each.name.startsWith('示例') && each.yearPlan && each.investedThisYear && each.investedAsOf)
    .slice(0, PROJECTS)
  const months = monthsBefore(periodOf(write.today, 'month'))
  for (const [index, period] of months.entries()) {
    const isLast = index === months.length - 1
    const sent: { id: string; expectedVersion: number }[] = []
    for (const [place, project] of chosen.entries()) {
      const page = await write.run(showReport, { projectId: project.id, period })
      const state = isLast ? STATES_OF_LAST[place % STATES_OF_LAST.length] : 'confirmed'
      const kept = await send(write, page, { part: (index + 1) / months.length, next, place })
      const { reportId, version } = await looked(write, kept, state === 'submitted' || state === 'returned')
      if (state === 'confirmed') sent.push({ id: reportId, expectedVersion: version })
      if (state === 'returned')
        await write.run(returnReport, {
          reportId,
          expectedVersion: version,
          reason: '示例：本月完成与支付凭证对不上，请核对后重报',
        })
    }
    if (sent.length > 0) await write.run(confirmReports, { reports: sent })
  }
  const last = months.at(-1)
  const owing = items.filter((each) => !chosen.includes(each) && each.yearPlan).slice(0, 5)
  await write.run(findLateReports, {})
  if (last && owing.length > 0) await write.run(remindUnits, { period: last, projectIds: owing.map(({ id }) => id) })
}

function monthsBefore(month: Period): readonly Period[] {
  const months: Period[] = []
  for (let each = previousPeriod(month); months.length < MONTHS_BACK; each = previousPeriod(each)) months.unshift(each)
  return months.filter((each) => each.slice(0, 4) === months.at(-1)?.slice(0, 4))
}

/** The lead unit passes a report on, where one has to look at it. */
async function looked(
  write: SampleWriter,
  kept: { readonly id: string; readonly version: number; readonly state: string },
  isLeft: boolean,
): Promise<{ reportId: string; version: number }> {
  if (isLeft || kept.state !== 'submitted') return { reportId: kept.id, version: kept.version }
  const { id, version } = await write.run(checkReport, { reportId: kept.id, expectedVersion: kept.version })
  return { reportId: id, version }
}

async function send(
  write: SampleWriter,
  { project, period, known, report }: ReportPage,
  { part, next, place }: { readonly part: number; readonly next: () => number; readonly place: number },
) {
  const whole = project.investedThisYear ?? 0
  const months = Math.max(1, monthOf(write.today) - 1)
  const share = (months - MONTHS_BACK * (1 - part)) / months
  const cumulative = Math.round((whole * share) / 10_000) * 10_000
  const base = known.base?.amount ?? Math.round((cumulative * 0.9) / 10_000) * 10_000
  const isBehind = known.plannedToDate !== null && cumulative < known.plannedToDate
  const hasPromise = place === 0 && part === 1
  return write.run(submitReport, {
    projectId: project.id,
    period,
    expectedVersion: report?.version ?? null,
    body: {
      ...known.body,
      investedInPeriod: asYuan(Math.max(0, cumulative - base)),
      investedThisYear: asYuan(Math.max(base, cumulative)),
      physicalShare: Math.round(Math.min(1, 0.2 + 0.6 * part) * 100) / 100,
      physicalProgress: WORKS[Math.min(WORKS.length - 1, Math.floor(part * WORKS.length))] ?? '',
      yearForecast: asYuan(Math.max(project.yearPlan ?? 0, whole)),
      nextPlan: '示例：按倒排计划推进下一节点',
      slipReason: isBehind ? (next() < 0.5 ? 'funding' : 'site') : null,
      slipText: isBehind ? '示例：已列入周调度，下月补上' : '',
      nodes: known.body.nodes.map((node) => ({ ...node, reason: node.doneOn ? '' : '示例：材料到货晚' })),
      problems: hasPromise
        ? [
            {
              text: '示例：厂区外排水管线未迁改',
              promise: {
                action: '示例：完成排水管线迁改',
                ownerText: '示例住房和城乡建设局',
                unitId: write.ids.units.get('示例住房和城乡建设局') ?? null,
                dueOn: addDays(write.today, 30),
              },
            },
          ]
        : [],
    },
  })
}
