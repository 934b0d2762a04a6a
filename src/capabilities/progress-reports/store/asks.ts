import { sql } from 'kysely'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { SENT } from '../rules/states.ts'
import type { ProgressReportTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>

/** How many reports of periods that end in a year were opened for each project, and how many of them were sent. */
export function countByProject({ tx, scope }: Context, year: number) {
  return tx
    .withTables<ProgressReportTables>()
    .selectFrom('progress_reports')
    .select([
      'project_id as projectId',
      sql<number>`count(distinct (kind, period))`.as('asked'),
      sql<number>`count(distinct (kind, period)) filter (where state = any(${[...SENT]}::text[]))`.as('held'),
    ])
    .where('region_code', '=', scope.region)
    .where('period_end', '>=', sql<string>`make_date(${year}, 1, 1)`)
    .where('period_end', '<', sql<string>`make_date(${year + 1}, 1, 1)`)
    .groupBy('project_id')
    .orderBy('project_id')
    .execute()
}

/** The latest reports of a project, of one period where it is given, as answers that are held or still owed. */
export function listHeld({ tx, scope }: Context, projectId: string, period: string | undefined) {
  let rows = tx
    .withTables<ProgressReportTables>()
    .selectFrom('progress_reports')
    .select(['period', 'state', 'due_on'])
    .where('region_code', '=', scope.region)
    .where('project_id', '=', projectId)
  if (period !== undefined) rows = rows.where('period', '=', period)
  return rows.orderBy('period_end', 'desc').orderBy('edition', 'desc').orderBy('kind').limit(6).execute()
}
