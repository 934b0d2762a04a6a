import { dayOf, yearOf } from '../../../kernel/day.ts'
import type { Period } from '../../../kernel/period.ts'
import { writeWorkbook } from '../../../platform/excel/write-workbook.ts'
import { implement } from '../../../platform/run-operation.ts'
import { listTenants } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'
import { monthAmounts } from '../rules/money.ts'
import { type StatisticalLine, statisticalSheet } from '../sheets.ts'
import { countEvidence } from '../store/evidence.ts'
import { type FigureRow, listLatestFigures } from '../store/money.ts'
import { listRegistered } from '../store/region-money.ts'

/** The 纳统台账 of a year as a workbook. */
export const exportStatisticalLedger = implement(contract.exportStatisticalLedger, async (ctx, { year: asked }) => {
  const today = dayOf(ctx.now)
  const year = asked ?? yearOf(today)
  const rows = await listRegistered(ctx)
  const ids = rows.map((row) => row.id)
  const figures = (await listLatestFigures(ctx, ids, [year])).filter((each) => each.ledger === 'statistical')
  const proofs = await countEvidence(ctx, ids)
  const lines = rows.map(
    (row): StatisticalLine => ({
      projectCodes: row.project_codes,
      statisticalCode: row.statistical_code,
      name: row.name,
      registeredOn: row.investment_registered_on,
      plannedTotal: row.total_investment,
      ...lastMonth(figures.filter((each) => each.project_id === row.id)),
      proofs: Object.fromEntries(
        proofs
          .filter((each) => each.project_id === row.id)
          .map(({ kind, pieces, amount }) => [kind, { pieces, amount }]),
      ),
    }),
  )
  const region = (await listTenants(ctx.tx)).find((each) => each.region_code === ctx.scope.region)
  const bytes = await writeWorkbook([statisticalSheet(region?.name ?? '', lines, today)])
  const { name } = keyProjectsMessages['zh-CN'].money.sheet
  return { name: `${name}-${today}.xlsx`, type: contract.exportStatisticalLedger.fileOut ?? '', bytes }
})

/** The latest month of a project's statistical figures, by time. */
function lastMonth(figures: readonly FigureRow[]): Pick<StatisticalLine, 'asOf' | 'month' | 'year' | 'total'> {
  const last = figures.at(-1)
  const amounts = monthAmounts(figures.map((row) => ({ period: row.period as Period, thisYear: row.this_year })))
  return {
    asOf: last?.period ?? null,
    month: amounts.at(-1) ?? null,
    year: last?.this_year ?? null,
    total: last?.total ?? null,
  }
}
