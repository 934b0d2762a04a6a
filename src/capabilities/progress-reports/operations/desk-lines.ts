import { type Day, dayOf } from '../../../kernel/day.ts'
import type { Period } from '../../../kernel/period.ts'
import { asYuan } from '../../../kernel/yuan.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { listProjectStandings, type ProjectStanding } from '../../key-projects/public.ts'
import { namesOfUnits } from '../../organisation/public.ts'
import type * as contract from '../contract.ts'
import { daysLate, dueDay, owesReport, reportKindOf } from '../rules/periods.ts'
import { SENT } from '../rules/states.ts'
import { countReminders } from '../store/alarms.ts'
import { listLatest, type ReportRow } from '../store/reports.ts'
import { actionsOn } from './place.ts'

const HANDS: ReadonlySet<contract.ReportAction> = new Set(['submit', 'check', 'confirm'])

/** Every project in scope that owes a report of a period or has one, by number, narrowed by a filter. */
export async function deskLines(
  ctx: OperationContext,
  filter: contract.DeskFilter,
): Promise<readonly contract.DeskLine[]> {
  const { period } = filter
  const standings = await listProjectStandings(ctx)
  const rows = new Map(
    (
      await listLatest(
        ctx,
        [period],
        standings.map(({ id }) => id),
      )
    ).map((row) => [row.project_id, row]),
  )
  const shown = standings.filter((each) => owesReport(each, period) || rows.has(each.id))
  const units = await namesOfUnits(
    ctx,
    shown.flatMap((each) => [each.unitId, each.leadUnitId]),
  )
  const reminders = new Map(
    (await countReminders(ctx, [period])).map((each) => [each.project_id, { count: each.count, at: each.at }]),
  )
  const dueOn = dueDay(period, ctx.calendar)
  return shown
    .map((standing) => {
      const nameOf = (id: string | null) => (id && units.get(id)?.shortName) || null
      const reminded = reminders.get(standing.id)
      return {
        ...lineOf(ctx, standing, rows.get(standing.id), period, dueOn),
        unitName: nameOf(standing.unitId) ?? '',
        leadUnitName: nameOf(standing.leadUnitId),
        reminders: reminded?.count ?? 0,
        remindedAt: reminded?.at.toISOString() ?? null,
      }
    })
    .filter((line) => isWanted(line, filter))
    .toSorted((one, other) => (one.number < other.number ? -1 : 1))
}

type Line = Omit<contract.DeskLine, 'unitName' | 'leadUnitName' | 'reminders' | 'remindedAt'>

function lineOf(
  ctx: OperationContext,
  standing: ProjectStanding,
  row: ReportRow | undefined,
  period: Period,
  dueOn: Day,
): Line {
  const kind = reportKindOf(period)
  const isSent = row !== undefined && SENT.includes(row.state)
  const isOwed = owesReport(standing, period)
  const late = isSent || !isOwed ? 0 : daysLate(dueOn, dayOf(ctx.now))
  const done = row?.invested_this_year ?? null
  const { yearPlan } = standing
  return {
    projectId: standing.id,
    number: standing.number,
    name: standing.name,
    stage: standing.stage,
    unitId: standing.unitId,
    reportId: row?.id ?? null,
    version: row?.version ?? null,
    edition: row?.edition ?? null,
    state: row?.state ?? 'due',
    isOwed,
    isLate: late > 0,
    daysLate: late,
    yearPlan: yearPlan === null ? null : asYuan(yearPlan),
    investedInPeriod: row?.invested_in_period == null ? null : asYuan(row.invested_in_period),
    investedThisYear: done === null ? null : asYuan(done),
    completion: done === null || !yearPlan ? null : done / yearPlan,
    asked: row?.asked ?? 0,
    reused: row?.reused ?? 0,
    problems: row?.problems.length ?? 0,
    submittedAt: row?.submitted_at?.toISOString() ?? null,
    submittedBy: row?.submitted_by_name ?? null,
    returnReason: row?.state === 'returned' ? row.return_reason : null,
    actions: kind.ok ? [...actionsOn(ctx, standing, kind.value, row)] : [],
  }
}

function isWanted(line: contract.DeskLine, filter: contract.DeskFilter): boolean {
  const { state, unitId, text = '', late, mine } = filter
  const word = text.trim().toLowerCase()
  return (
    (!state?.length || state.includes(line.state)) &&
    (!unitId?.length || unitId.includes(line.unitId)) &&
    (word === '' || `${line.number} ${line.name} ${line.unitName}`.toLowerCase().includes(word)) &&
    (!late || line.isLate) &&
    (!mine || line.actions.some((action) => HANDS.has(action) && !(action === 'submit' && line.state === 'submitted')))
  )
}
