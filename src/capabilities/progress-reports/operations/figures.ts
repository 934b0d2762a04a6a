import { counted, summed, whole } from '../../../kernel/figure-rules.ts'
import { firstDay, lastDay, type Period, periodKind } from '../../../kernel/period.ts'
import {
  addUp,
  type FigureTeller,
  type ListRow,
  type ListTeller,
  type ListTelling,
  ofUnits,
  tellList,
} from '../../../platform/figures.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { listProjectStandings } from '../../key-projects/public.ts'
import { namesOfUnits, unitsBelow } from '../../organisation/public.ts'
import { reportFigureWords, reportListWords } from '../messages/figures.zh-CN.ts'
import { reportFigureWords as figuresInEnglish, reportListWords as listsInEnglish } from '../messages/figures.en.ts'
import { progressReportsMessages } from '../messages/index.ts'
import { type CountingReport, listLastCounting } from '../store/figures.ts'

/** Lists are told as a Chinese paper prints them. */
const zh = progressReportsMessages['zh-CN']

/** A report that counts, with the project it is of. */
interface ToldReport extends CountingReport {
  readonly project: string
  readonly number: string
  readonly unitId: string
}

/** The figures confirmed reports tell: projects that slip, and what units expect of the year. */
export const progressReportsFigures: readonly FigureTeller[] = addUp<ToldReport>({
  figures: {
    'progress_reports.slipped_count': { unit: 'count', rule: counted(({ slip_reason }) => slip_reason !== null) },
    'progress_reports.year_forecast': { unit: 'yuan', rule: summed(({ year_forecast }) => whole(year_forecast)) },
  },
  words: { 'zh-CN': reportFigureWords, en: figuresInEnglish },
  read: reportsIn,
  unitOf: ({ unitId }) => unitId,
  unitsBelow,
  path: (_, period, unitIds) => {
    const search = new URLSearchParams({ period })
    for (const unitId of unitIds ?? []) search.append('unitId', unitId)
    return `/progress-reports?${search}`
  },
})

/** The lists of confirmed reports: what went on in a period, and what slips and why. */
export const progressReportsLists: readonly ListTeller[] = [
  listOf(
    'progress_reports.progress',
    {
      project: 'text',
      unit: 'text',
      invested_in_period: 'yuan',
      physical_progress: 'text',
      next_plan: 'text',
    },
    ({ project, invested_in_period, physical_progress, next_plan }, unit) => ({
      project,
      unit,
      invested_in_period: invested_in_period === null ? null : String(invested_in_period),
      physical_progress,
      next_plan,
    }),
  ),
  listOf(
    'progress_reports.slips',
    { project: 'text', unit: 'text', reason: 'text', text: 'text', next_plan: 'text' },
    ({ project, slip_reason, slip_text, next_plan }, unit) =>
      slip_reason === null ? null : { project, unit, reason: zh.slips[slip_reason], text: slip_text, next_plan },
  ),
]

function listOf(
  id: ListTelling['id'],
  columns: ListTelling['columns'],
  rowOf: (report: ToldReport, unit: string) => ListRow | null,
): ListTeller {
  return tellList({
    id,
    columns,
    words: { 'zh-CN': reportListWords, en: listsInEnglish },
    unitsBelow,
    rows: async (ctx, period, units) => {
      const reports = ofUnits(await reportsIn(ctx, period), units, ({ unitId }) => unitId)
      const names = await namesOfUnits(
        ctx,
        reports.map(({ unitId }) => unitId),
      )
      return reports.flatMap((report) => {
        const row = rowOf(report, names.get(report.unitId)?.shortName ?? '')
        return row ? [row] : []
      })
    },
  })
}

/** The last report of each project in a period that counts, by the number of the project: weekly ones of a week or a day, else monthly ones. */
async function reportsIn(ctx: OperationContext, period: Period): Promise<readonly ToldReport[]> {
  const projects = new Map((await listProjectStandings(ctx)).map((project) => [project.id, project]))
  const isWeekly = periodKind(period) === 'week' || periodKind(period) === 'day'
  const rows = await listLastCounting(ctx, { from: firstDay(period), to: lastDay(period), isWeekly })
  return rows
    .flatMap((row) => {
      const project = projects.get(row.project_id)
      return project ? { ...row, project: project.name, number: project.number, unitId: project.unitId } : []
    })
    .toSorted((one, other) => (one.number < other.number ? -1 : 1))
}
