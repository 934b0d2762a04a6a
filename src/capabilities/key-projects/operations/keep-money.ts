import { dayOf } from '../../../kernel/day.ts'
import { type Period, periodYear } from '../../../kernel/period.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { requireOpenYears } from '../../targets/public.ts'
import type { MoneySource, PhysicalPercent, ProjectBody, ProjectSource, ProjectStatistics } from '../contract.ts'
import {
  asOfDay,
  type FigureOfMonth,
  isSameFigure,
  ledgerMonth,
  moneyAlarm,
  monthOfYear,
  reportedFigure,
} from '../rules/money.ts'
import type { HistoryMonth } from '../rules/ledger-months.ts'
import * as money from '../store/money.ts'
import * as record from '../store/record.ts'
import { judgeRow } from './judge.ts'
import type { z } from 'zod'

/** Why a record changes, as far as its ledger of money depends on it. */
export interface WhyMoney {
  readonly reason?: string | undefined
  readonly source?: ProjectSource | null | undefined
  readonly importId?: string | undefined
  readonly money?: MoneyOrigin | undefined
}

/** Where a figure comes from when it is not plainly an edit, an import or a dispatch, and the share of the works that came with it. */
export interface MoneyOrigin {
  readonly source: MoneySource
  readonly sourceId: string | null
  readonly physicalPercent?: z.output<typeof PhysicalPercent> | null
}

/**
 * Carries the reported figure a record states into the ledger of its month. What a record said before the ledger was kept opens it. Where a
 * person moves the as-of month back, the months after it are taken back: the record now says that they were never reached.
 */
export async function keepReportedFigure(
  ctx: OperationContext,
  projectId: string,
  before: ProjectBody | undefined,
  after: ProjectBody,
  why: WhyMoney,
): Promise<void> {
  const was = before && reportedFigure(before)
  const is = reportedFigure(after)
  const percent = why.money?.physicalPercent ?? null
  if (isSameFigure(was, is) && percent === null) return
  // A figure of a later month leaves the one before as it stands; anything else changes it.
  const touched = was && is && is.period > was.period ? [is] : [was, is]
  await requireOpenYears(
    ctx,
    touched.flatMap((figure) => (figure ? [periodYear(figure.period)] : [])),
  )
  const origin = originOf(why)
  const today = dayOf(ctx.now)
  const figure = (of: FigureOfMonth, more: Partial<money.NewFigure> = {}): money.NewFigure => ({
    ...of,
    projectId,
    ledger: 'reported',
    physicalPercent: null,
    ...origin,
    asOf: asOfDay(of.period, today),
    reason: why.reason ?? '',
    ...more,
  })
  const back =
    was && (origin.source === 'edit' || origin.source === 'undo') ? await monthsAfter(ctx, projectId, was, is) : []
  await money.addFigures(ctx, [
    ...(was ? [figure(was, { source: 'edit', sourceId: null, isOpening: true })] : []),
    ...(is ? [figure(is, { physicalPercent: percent })] : []),
    ...back.map((period) =>
      figure({ period, thisYear: null, total: null, fundsInPlace: null }, { reason: why.reason ?? '' }),
    ),
  ])
}

/** The months of the ledger a record no longer reaches. */
async function monthsAfter(
  ctx: OperationContext,
  projectId: string,
  was: FigureOfMonth,
  is: FigureOfMonth | undefined,
): Promise<readonly Period[]> {
  if (is && is.period >= was.period) return []
  const year = Number(was.period.slice(0, 4))
  const rows = await money.listLatestFigures(ctx, [projectId], [year])
  const standing = rows.filter((row) => row.ledger === 'reported').map((row) => row.period)
  return [...new Set([...standing, was.period])]
    .filter((period) => (is ? period > is.period : period === was.period))
    .map((period) => monthOfYear(year, Number(period.slice(6))))
}

/** Carries a figure of a month before the one a record states into the ledger alone: the record itself stays where it is. */
export async function keepEarlierFigure(
  ctx: OperationContext,
  projectId: string,
  of: FigureOfMonth,
  why: { readonly reason: string; readonly money: MoneyOrigin },
): Promise<void> {
  await requireOpenYears(ctx, [periodYear(of.period)])
  await money.addFigures(ctx, [
    {
      ...of,
      projectId,
      ledger: 'reported',
      physicalPercent: why.money.physicalPercent ?? null,
      source: why.money.source,
      sourceId: why.money.sourceId,
      asOf: asOfDay(of.period, dayOf(ctx.now)),
      reason: why.reason,
    },
  ])
}

/** Takes the past months of a row of an imported ledger as history, and judges the months it fills. */
export async function keepImportedMonths(
  ctx: OperationContext,
  {
    projectId,
    body,
    months,
    importId,
  }: {
    readonly projectId: string
    readonly body: ProjectBody
    readonly months: readonly HistoryMonth[]
    readonly importId: string
  },
): Promise<void> {
  if (months.length === 0) return
  const today = dayOf(ctx.now)
  await money.addFigures(
    ctx,
    months.map(({ period, thisYear }) => ({
      projectId,
      ledger: 'reported',
      period,
      thisYear,
      total: (body.investedBeforeYear ?? 0) + thisYear,
      fundsInPlace: null,
      physicalPercent: null,
      source: 'import',
      sourceId: importId,
      asOf: asOfDay(period, today),
      reason: '',
    })),
  )
  await record.setLight(ctx, projectId, await judgeRow(ctx, await record.getProject(ctx, projectId)))
}

function originOf({ importId, source, money: origin }: WhyMoney): Pick<money.NewFigure, 'source' | 'sourceId'> {
  if (origin) return { source: origin.source, sourceId: origin.sourceId }
  if (importId) return { source: 'import', sourceId: importId }
  return source ? { source: 'dispatch', sourceId: source.dispatchId } : { source: 'edit', sourceId: null }
}

/** Carries the statistical figure of a record into the ledger of its month. Nobody but the statistics bureau comes here. */
export async function keepStatisticalFigure(
  ctx: OperationContext,
  projectId: string,
  figures: Pick<ProjectStatistics, 'statisticalThisYear' | 'statisticalTotal' | 'statisticalAsOf'>,
  reason = '',
): Promise<void> {
  const { statisticalThisYear: thisYear, statisticalTotal: total, statisticalAsOf: asOf } = figures
  if (asOf === null || thisYear === null) return
  const period = ledgerMonth(asOf)
  const source = { source: 'statistics', sourceId: null, asOf: asOfDay(period, dayOf(ctx.now)), reason } as const
  await money.addFigures(ctx, [
    { projectId, ledger: 'statistical', period, thisYear, total, fundsInPlace: null, physicalPercent: null, ...source },
  ])
}

/** The columns of a record that follow from its money: the share of the works last reported, and whether works and money part. */
export function columnsOfMoney(body: ProjectBody, physicalPercent: number | null) {
  const total = reportedFigure(body)?.total ?? null
  return {
    physical_percent: physicalPercent,
    money_alarm: moneyAlarm(physicalPercent, total, body.totalInvestment),
  }
}

/** Takes back what an import wrote into the ledgers of some projects, where nobody corrected it since: the figure before it stands again. */
export async function takeBackImportedFigures(
  ctx: OperationContext,
  importId: string,
  projectIds: readonly string[],
  reason: string,
): Promise<void> {
  const standing = (await money.listStandingFiguresOfImport(ctx, importId)).filter((row) =>
    projectIds.includes(row.project_id),
  )
  const before = await money.listFiguresBefore(ctx, standing)
  await money.addFigures(
    ctx,
    standing.map((row) => {
      const earlier = before.get(money.keyOfFigure(row))
      return {
        projectId: row.project_id,
        ledger: row.ledger,
        period: row.period as Period,
        thisYear: earlier?.this_year ?? null,
        total: earlier?.total ?? null,
        fundsInPlace: earlier?.funds_in_place ?? null,
        physicalPercent: earlier?.physical_percent ?? null,
        source: 'undo' as const,
        sourceId: importId,
        asOf: earlier?.as_of ?? row.as_of,
        reason,
      }
    }),
  )
}
