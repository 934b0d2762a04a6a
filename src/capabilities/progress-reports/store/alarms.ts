import { type Selectable, sql } from 'kysely'
import { newId } from '../../../kernel/ids.ts'
import type { Period } from '../../../kernel/period.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { FoundAlarm } from '../rules/late.ts'
import type { ProgressReportTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** An alarm as it is read. */
export type AlarmRow = Selectable<ProgressReportTables['progress_report_alarms']>

/** Alarms of some projects, the oldest first; those that ended too where asked. */
export async function listAlarms(
  { tx, scope }: Context,
  projectIds: readonly string[],
  wanted: { readonly ended: boolean; readonly kind?: 'late' | 'silent' | undefined; readonly limit: number },
): Promise<readonly AlarmRow[]> {
  if (projectIds.length === 0) return []
  let rows = tx
    .withTables<ProgressReportTables>()
    .selectFrom('progress_report_alarms')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where(sql<boolean>`project_id = any(${[...projectIds]}::text[])`)
  if (!wanted.ended) rows = rows.where('ended_on', 'is', null)
  if (wanted.kind) rows = rows.where('kind', '=', wanted.kind)
  return rows.orderBy('since').orderBy('id').limit(wanted.limit).execute()
}

/** Keeps alarms that were not known yet; answers how many there were. */
export async function keepAlarms(
  { tx, scope }: Context,
  found: readonly FoundAlarm[],
  day: string,
  now: Date,
): Promise<number> {
  if (found.length === 0) return 0
  const kept = await tx
    .withTables<ProgressReportTables>()
    .insertInto('progress_report_alarms')
    .values(
      found.map((each) => ({
        region_code: scope.region,
        id: newId(now),
        project_id: each.projectId,
        kind: each.kind,
        period: each.period ?? '',
        since: each.since,
        found_on: day,
        ended_on: null,
      })),
    )
    .onConflict((conflict) => conflict.columns(['region_code', 'project_id', 'kind', 'period', 'since']).doNothing())
    .returning('id')
    .execute()
  return kept.length
}

/** Ends alarms on a day. */
export async function endAlarms({ tx, scope }: Context, ids: readonly string[], day: string): Promise<void> {
  if (ids.length === 0) return
  await tx
    .withTables<ProgressReportTables>()
    .updateTable('progress_report_alarms')
    .set({ ended_on: day })
    .where('region_code', '=', scope.region)
    .where('id', 'in', [...ids])
    .where('ended_on', 'is', null)
    .execute()
}

/** Ends what was open about a project because its report of a period was sent: the late period and any silence. */
export async function endAlarmsOf(
  { tx, scope }: Context,
  projectIds: readonly string[],
  period: Period,
  day: string,
): Promise<void> {
  if (projectIds.length === 0) return
  await tx
    .withTables<ProgressReportTables>()
    .updateTable('progress_report_alarms')
    .set({ ended_on: day })
    .where('region_code', '=', scope.region)
    .where(sql<boolean>`project_id = any(${[...projectIds]}::text[])`)
    .where((row) => row.or([row('period', '=', period), row('kind', '=', 'silent')]))
    .where('ended_on', 'is', null)
    .execute()
}

/** Keeps a reminder for each project. */
export async function insertReminders(
  { tx, scope }: Context,
  reminders: readonly { readonly projectId: string; readonly period: Period }[],
  by: { readonly name: string; readonly now: Date },
): Promise<void> {
  if (reminders.length === 0) return
  await tx
    .withTables<ProgressReportTables>()
    .insertInto('progress_report_reminders')
    .values(
      reminders.map(({ projectId, period }) => ({
        region_code: scope.region,
        id: newId(by.now),
        project_id: projectId,
        period,
        at: by.now,
        person_name: by.name,
      })),
    )
    .execute()
}

/** How often each project was reminded of each of some periods, and when last. */
export async function countReminders({ tx, scope }: Context, periods: readonly Period[]) {
  if (periods.length === 0) return []
  return tx
    .withTables<ProgressReportTables>()
    .selectFrom('progress_report_reminders')
    .select(['project_id', 'period', sql<number>`count(*)`.as('count'), sql<Date>`max(at)`.as('at')])
    .where('region_code', '=', scope.region)
    .where('period', 'in', [...periods])
    .groupBy(['project_id', 'period'])
    .orderBy('project_id')
    .execute()
}
