import { type Day, dayOf } from '../../../kernel/day.ts'
import { asPeriod } from '../../../kernel/period.ts'
import { orRefuse } from '../../../kernel/refusal.ts'
import { asYuan } from '../../../kernel/yuan.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { listProjectStandings } from '../../key-projects/public.ts'
import { namesOfUnits } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { daysLate, dueDay, reportKindOf } from '../rules/periods.ts'
import { SENT } from '../rules/states.ts'
import { insertReminders, listAlarms } from '../store/alarms.ts'
import { lockConfirmed } from '../store/reports.ts'
import { deskLines } from './desk-lines.ts'
import { ownReports } from './own.ts'
import { SUBJECT } from './place.ts'

const isSent = (line: contract.DeskLine) => SENT.includes(line.state)

/** The operations of the desk but for confirming and looking for what is late. */
export const deskOperations = [
  implement(contract.listReports, async (ctx, { cursor = '', limit, ...filter }) => {
    orRefuse(reportKindOf(filter.period), 'invalid')
    const lines = (await deskLines(ctx, filter)).filter((line) => line.number > cursor)
    const items = lines.slice(0, limit)
    return { items, nextCursor: lines.length > limit ? (items.at(-1)?.number ?? null) : null }
  }),

  implement(contract.countReports, async (ctx, filter) => {
    orRefuse(reportKindOf(filter.period), 'invalid')
    const lines = await deskLines(ctx, filter)
    const owed = lines.filter((line) => line.isOwed)
    const sumOf = (field: 'investedInPeriod' | 'investedThisYear' | 'yearPlan', of = lines) =>
      asYuan(of.reduce((sum, line) => sum + (line[field] ?? 0), 0))
    const sent = lines.filter(isSent)
    return {
      owed: owed.length,
      sent: owed.filter(isSent).length,
      late: owed.filter((line) => line.isLate).length,
      dueOn: dueDay(filter.period, ctx.calendar),
      byState: contract.REPORT_STATES.map((state) => ({
        state,
        count: lines.filter((line) => line.state === state).length,
      })),
      byUnit: byUnit(owed),
      investedInPeriod: sumOf('investedInPeriod', sent),
      investedThisYear: sumOf('investedThisYear', sent),
      yearPlan: sumOf('yearPlan', sent),
      reused: sent.reduce((sum, line) => sum + line.reused, 0),
      asked: sent.reduce((sum, line) => sum + line.asked, 0),
    }
  }),

  implement(contract.listAlarms, async (ctx, wanted) => {
    const standings = new Map((await listProjectStandings(ctx)).map((each) => [each.id, each]))
    const rows = await listAlarms(ctx, [...standings.keys()], wanted)
    const units = await namesOfUnits(
      ctx,
      [...standings.values()].map((each) => each.unitId),
    )
    const today = dayOf(ctx.now)
    return {
      items: rows.flatMap((row) => {
        const project = standings.get(row.project_id)
        if (!project) return []
        return [
          {
            projectId: project.id,
            number: project.number,
            name: project.name,
            unitName: units.get(project.unitId)?.shortName ?? '',
            kind: row.kind,
            period: row.period === '' ? null : asPeriod(row.period),
            since: row.since as Day,
            days: daysLate(row.since as Day, (row.ended_on ?? today) as Day),
            foundOn: row.found_on as Day,
            endedOn: row.ended_on as Day | null,
          },
        ]
      }),
    }
  }),

  implement(contract.listOwnReports, (ctx) => ownReports(ctx)),

  implement(contract.remindUnits, async (ctx, { period, projectIds }) => {
    const chosen = new Set(projectIds)
    const lines = (await deskLines(ctx, contract.DeskFilter.parse({ period }))).filter(
      (line) => chosen.has(line.projectId) && line.isOwed && !isSent(line),
    )
    await insertReminders(
      ctx,
      lines.map((line) => ({ projectId: line.projectId, period })),
      { name: ctx.actor.name, now: ctx.now },
    )
    for (const line of lines)
      ctx.announce('progress_reports.reminded', {
        subject: { kind: 'key_project', id: line.projectId },
        data: { period },
      })
    return { reminded: lines.length }
  }),

  implement(contract.lockPeriod, async (ctx, { period }) => ({ locked: await lock(ctx, [period]) })),
]

/** Locks what is confirmed in some periods; answers how many. */
export async function lock(ctx: OperationContext, periods: readonly string[]): Promise<number> {
  const ids = await lockConfirmed(ctx, periods, ctx.now)
  for (const id of ids)
    ctx.announce('progress_reports.locked', {
      subject: { kind: SUBJECT, id },
      before: { state: 'confirmed' },
      after: { state: 'locked' },
    })
  return ids.length
}

function byUnit(owed: readonly contract.DeskLine[]) {
  const units = new Map<string, { unitId: string; unitName: string; owed: number; sent: number; late: number }>()
  for (const line of owed) {
    const unit = units.get(line.unitId) ?? { unitId: line.unitId, unitName: line.unitName, owed: 0, sent: 0, late: 0 }
    unit.owed += 1
    if (isSent(line)) unit.sent += 1
    if (line.isLate) unit.late += 1
    units.set(line.unitId, unit)
  }
  return [...units.values()].toSorted(
    (one, other) => other.owed - other.sent - (one.owed - one.sent) || (one.unitName < other.unitName ? -1 : 1),
  )
}
