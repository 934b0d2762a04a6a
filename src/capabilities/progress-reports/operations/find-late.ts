import { type Day, dayOf } from '../../../kernel/day.ts'
import { instantOfId } from '../../../kernel/ids.ts'
import { asPeriod } from '../../../kernel/period.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { listProjectStandings } from '../../key-projects/public.ts'
import * as contract from '../contract.ts'
import { alarmsOf } from '../rules/late.ts'
import { locksOn, owedPeriods } from '../rules/periods.ts'
import { SENT } from '../rules/states.ts'
import { endAlarms, keepAlarms, listAlarms } from '../store/alarms.ts'
import { listLastSent, listLatest, listUnlockedPeriods } from '../store/reports.ts'
import { lock } from './desk.ts'

const MOST_ALARMS = 100_000

/** Looks over the whole region: what became late or silent, what ended, what is to be locked. */
export const findLateOperation = implement(contract.findLateReports, async (ctx) => {
  const { found, standing } = await look(ctx)
  const today = dayOf(ctx.now)
  const known = await listAlarms(ctx, standing, { ended: false, limit: MOST_ALARMS })
  const keyOf = (each: { kind: string; period: string | null }, projectId: string) =>
    `${projectId} ${each.kind} ${each.period ?? ''}`
  const still = new Set(found.map((each) => keyOf(each, each.projectId)))
  const open = new Set(known.map((row) => keyOf(row, row.project_id)))
  const fresh = found.filter((each) => !open.has(keyOf(each, each.projectId)))
  // A late period stays open until its report is sent, though it is no longer among the periods owed now.
  const ended = known.filter((row) => row.kind === 'silent' && !still.has(keyOf(row, row.project_id)))
  await keepAlarms(ctx, fresh, today, ctx.now)
  await endAlarms(
    ctx,
    ended.map(({ id }) => id),
    today,
  )
  const count = (kind: 'late' | 'silent') => fresh.filter((each) => each.kind === kind).length
  const periods = (await listUnlockedPeriods(ctx)).filter((period) => locksOn(period, ctx.calendar) < today)
  const locked = await lock(ctx, periods)
  const answer = { late: count('late'), silent: count('silent'), ended: ended.length, locked }
  if (answer.late + answer.silent + answer.ended > 0)
    ctx.announce('progress_reports.alarms_found', {
      subject: { kind: 'region', id: ctx.scope.region },
      data: answer,
    })
  return answer
})

async function look(ctx: OperationContext) {
  const standings = await listProjectStandings(ctx)
  const ids = standings.map(({ id }) => id)
  const today = dayOf(ctx.now)
  const sent = new Set(
    (await listLatest(ctx, owedPeriods(today), ids))
      .filter((row) => SENT.includes(row.state) || row.edition > 1)
      .map((row) => `${row.project_id} ${asPeriod(row.period)}`),
  )
  const lastSent = new Map((await listLastSent(ctx, ids)).map((row) => [row.project_id, dayOf(row.at)]))
  const watched = standings.map((each) => ({
    ...each,
    createdOn: dayOf(instantOfId(each.id)),
    lastSentOn: lastSent.get(each.id) ?? (null as Day | null),
  }))
  return {
    standing: ids,
    found: alarmsOf(watched, (projectId, period) => sent.has(`${projectId} ${period}`), today, ctx.calendar),
  }
}
