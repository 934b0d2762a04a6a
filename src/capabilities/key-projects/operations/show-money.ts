import { yearOf, type Day } from '../../../kernel/day.ts'
import type { Period } from '../../../kernel/period.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { listShownLights } from '../../lights/public.ts'
import type { MonthFigure, ProjectMonth } from '../contract.ts'
import { monthAmounts, monthOfYear, plannedByMonth } from '../rules/money.ts'
import * as money from '../store/money.ts'
import type { ProjectRow } from '../store/record.ts'

type Reading = Pick<OperationContext, 'tx' | 'scope' | 'now'>

/** The months of a project in both ledgers of a year, by time; months with no figure in either are left out. */
export async function monthsOf(ctx: Reading, row: ProjectRow, year: number): Promise<readonly ProjectMonth[]> {
  const figures = await money.listLatestFigures(ctx, [row.id], [year])
  const lights = new Map(
    (await listShownLights(ctx, 'key_project', [row.id])).map((light) => [light.period as string, light]),
  )
  const planned =
    row.plan_year === null || row.plan_year === year ? plannedByMonth(row.year_plan, row.monthly_plan) : null
  const reported = shownFigures(figures.filter((each) => each.ledger === 'reported'))
  const statistical = shownFigures(figures.filter((each) => each.ledger === 'statistical'))
  return Array.from({ length: 12 }, (_, index) => monthOfYear(year, index + 1)).flatMap((period, index) => {
    const one = reported.get(period) ?? null
    const other = statistical.get(period) ?? null
    if (!one && !other) return []
    const light = lights.get(period)
    return {
      period,
      planned: (planned?.[index] ?? null) as ProjectMonth['planned'],
      reported: one,
      statistical: other,
      gap: gapOf(one?.thisYear ?? null, other?.thisYear ?? null) as ProjectMonth['gap'],
      light: light?.light ?? null,
      lightReason: light?.reason ?? null,
    }
  })
}

/** Reported minus statistical, whole yuan; null until both are known. */
function gapOf(reported: number | null, statistical: number | null): number | null {
  return reported === null || statistical === null ? null : reported - statistical
}

function shownFigures(rows: readonly money.FigureRow[]): ReadonlyMap<string, MonthFigure> {
  const ordered = rows.toSorted((one, other) => (one.period < other.period ? -1 : 1))
  const amounts = monthAmounts(ordered.map((row) => ({ period: row.period as Period, thisYear: row.this_year })))
  return new Map(
    ordered.map((row, index) => [
      row.period,
      { ...figureOfRow(row), thisMonth: (amounts[index] ?? null) as MonthFigure['thisMonth'] },
    ]),
  )
}

/** A figure as the contract shows it, without what it adds to the month before. */
export function figureOfRow(row: money.FigureRow): Omit<MonthFigure, 'thisMonth'> {
  return {
    thisYear: row.this_year as MonthFigure['thisYear'],
    total: row.total as MonthFigure['total'],
    fundsInPlace: row.funds_in_place as MonthFigure['fundsInPlace'],
    physicalPercent: row.physical_percent,
    source: row.source,
    sourceId: row.source_id,
    asOf: row.as_of as Day,
    number: row.number,
    reason: row.reason,
    enteredBy: row.entered_by_name,
    onBehalfOf: row.on_behalf_of,
    enteredAt: row.entered_at.toISOString(),
  }
}

/** The year whose money a page shows when none is asked for: that of the plan, else this one. */
export function yearShown(row: ProjectRow, asked: number | undefined, today: Day): number {
  return asked ?? row.plan_year ?? yearOf(today)
}
