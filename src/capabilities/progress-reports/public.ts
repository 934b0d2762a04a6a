import type { Ask, AskCount, AskWanted } from '../../kernel/ask.ts'
import { asDay, type Day, dayOf } from '../../kernel/day.ts'
import type { Duty } from '../../kernel/duty.ts'
import { lastDay } from '../../kernel/period.ts'
import type { OperationContext } from '../../platform/run-operation.ts'
import { listProjectStandings } from '../key-projects/public.ts'
import type { OwnLine } from './contract.ts'
import { ownReports } from './operations/own.ts'
import { dueDay, owedPeriods, owesReport } from './rules/periods.ts'
import { SENT } from './rules/states.ts'
import { countByProject, listHeld } from './store/asks.ts'
import { listPhotos } from './store/photos.ts'
import { listLatest } from './store/reports.ts'

/** Above this many a person's reports are told as one duty. */
const TOLD_ONE_BY_ONE = 12

/**
 * What the acting person owes and has to look at, as duties: reports to fill in one by one, many as one line, those waiting for a look as
 * one. Who looks after the whole region is told how many reports of the last month are missing. The context is one in which the person
 * may read reports.
 */
export async function listReportDuties(ctx: OperationContext): Promise<readonly Duty[]> {
  const { owed, waiting } = await ownReports(ctx)
  const isOffice = ctx.actor.scopeOf('progress_reports.manage') !== undefined
  return [...(isOffice ? await missingOfRegion(ctx) : owedDuties(owed)), ...waitingDuty(waiting, isOffice)]
}

function owedDuties(owed: readonly OwnLine[]): readonly Duty[] {
  const [first] = owed
  if (!first) return []
  if (owed.length > TOLD_ONE_BY_ONE)
    return [
      {
        key: 'progress_reports.owed',
        kind: 'progress_reports.owed_of_many',
        title: '',
        unitName: null,
        dueOn: first.dueOn,
        count: owed.length,
        path: '/progress-reports/own',
        values: { late: owed.filter(({ isLate }) => isLate).length },
      },
    ]
  return owed.map((line) => ({
    key: `progress_reports.owed:${line.projectId}.${line.period}`,
    kind: line.state === 'returned' ? 'progress_reports.returned' : 'progress_reports.owed',
    title: line.name,
    unitName: line.unitName,
    dueOn: line.dueOn,
    count: 1,
    path: `/progress-reports/${line.projectId}/${line.period}`,
    values: { period: line.period, reminders: line.reminders },
  }))
}

function waitingDuty(waiting: readonly OwnLine[], isOffice: boolean): readonly Duty[] {
  if (waiting.length === 0) return []
  return [
    {
      key: 'progress_reports.waiting',
      kind: 'progress_reports.waiting',
      title: '',
      unitName: null,
      dueOn: null,
      count: waiting.length,
      path: isOffice ? '/progress-reports?mine=true' : '/progress-reports/own',
      values: {},
    },
  ]
}

async function missingOfRegion(ctx: OperationContext): Promise<readonly Duty[]> {
  const today = dayOf(ctx.now)
  const [month] = owedPeriods(today)
  if (!month) return []
  const owing = (await listProjectStandings(ctx)).filter((each) => owesReport(each, month))
  const rows = await listLatest(
    ctx,
    [month],
    owing.map(({ id }) => id),
  )
  const sent = new Set(rows.filter((row) => SENT.includes(row.state)).map((row) => row.project_id))
  const missing = owing.filter(({ id }) => !sent.has(id))
  if (missing.length === 0 || lastDay(month) >= today) return []
  return [
    {
      key: 'progress_reports.missing',
      kind: 'progress_reports.missing_of_region',
      title: '',
      unitName: null,
      dueOn: dueDay(month, ctx.calendar),
      count: missing.length,
      path: '/progress-reports',
      values: { period: month, units: new Set(missing.map((each) => each.unitId)).size },
    },
  ]
}

/** What units are asked for in reports, for the load meter: one for each project and period, of the unit in charge of the project. */
export const reportAsks = {
  count: async (ctx: OperationContext, year: number): Promise<readonly AskCount[]> => {
    const units = new Map((await listProjectStandings(ctx)).map((each) => [each.id, each.unitId]))
    const sums = new Map<string, { asked: number; held: number }>()
    for (const { projectId, asked, held } of await countByProject(ctx, year)) {
      const unitId = units.get(projectId)
      const sum = unitId === undefined ? undefined : (sums.get(unitId) ?? { asked: 0, held: 0 })
      if (unitId !== undefined && sum) sums.set(unitId, { asked: sum.asked + asked, held: sum.held + held })
    }
    return [...sums].map(([unitId, sum]) => ({ unitId, kind: 'report', ...sum }))
  },
  find: async (ctx: OperationContext, { unitId, subject, period }: AskWanted): Promise<readonly Ask[]> => {
    if (subject?.kind !== 'key_project') return []
    const project = (await listProjectStandings(ctx)).find(({ id }) => id === subject.id)
    if (!project || (unitId !== undefined && project.unitId !== unitId)) return []
    const rows = await listHeld(ctx, project.id, period)
    const latest = new Map(rows.toReversed().map((row) => [row.period, row]))
    return [...latest.values()].toReversed().map((row) => ({
      kind: 'report',
      unitId: project.unitId,
      title: project.name,
      period: row.period,
      askedOn: asDay(row.due_on),
      isHeld: SENT.includes(row.state),
      path: `/progress-reports/${project.id}/${row.period}`,
    }))
  },
}

/** A photo of a project's report as a neighbour shows it; `path` is where the picture is, for who may see the project's reports. */
export interface ProjectPhoto {
  readonly id: string
  /** The day it was taken, else the day it was uploaded. */
  readonly takenOn: Day
  readonly caption: string
  readonly path: `/${string}`
}

const MOST_PHOTOS = 200

/** The photos of a project, the oldest first. The caller has seen to it that the reader may see the project. */
export async function listProjectPhotos(
  ctx: Pick<OperationContext, 'tx' | 'scope'>,
  projectId: string,
): Promise<readonly ProjectPhoto[]> {
  const rows = await listPhotos(ctx, projectId, { limit: MOST_PHOTOS })
  return rows
    .map((row) => ({
      id: row.id,
      takenOn: row.taken_on === null ? dayOf(row.uploaded_at) : asDay(row.taken_on),
      caption: row.caption,
      path: `/api/progress-reports/photos/${row.id}` as const,
    }))
    .toSorted((one, other) => (one.takenOn < other.takenOn ? -1 : one.takenOn > other.takenOn ? 1 : 0))
}

export { progressReportsFigures, progressReportsLists } from './operations/figures.ts'
