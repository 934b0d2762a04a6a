import type { OperationContext } from '../../../platform/run-operation.ts'
import { COUNTS } from '../rules/states.ts'
import type { ProgressReportTables } from '../tables.ts'

/**
 * Of each project the last report that counts among those of weeks, or of months, that end in some days; of a period the latest edition.
 */
export function listLastCounting(
  { tx, scope }: Pick<OperationContext, 'tx' | 'scope'>,
  days: { readonly from: string; readonly to: string; readonly isWeekly: boolean },
) {
  return tx
    .withTables<ProgressReportTables>()
    .selectFrom('progress_reports')
    .select([
      'project_id',
      'period',
      'invested_in_period',
      'physical_progress',
      'year_forecast',
      'next_plan',
      'slip_reason',
      'slip_text',
    ])
    .distinctOn('project_id')
    .where('region_code', '=', scope.region)
    .where('state', 'in', [...COUNTS])
    .where('kind', '=', days.isWeekly ? 'week' : 'month')
    .where('period_end', '>=', days.from)
    .where('period_end', '<=', days.to)
    .orderBy('project_id')
    .orderBy('period_end', 'desc')
    .orderBy('edition', 'desc')
    .execute()
}

/** A report as figures are told from it. */
export type CountingReport = Awaited<ReturnType<typeof listLastCounting>>[number]
