import { type Day, dayOf } from '../../../kernel/day.ts'
import { asPeriod, type Period } from '../../../kernel/period.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { listProjectStandings, type ProjectStanding } from '../../key-projects/public.ts'
import { namesOfUnits } from '../../organisation/public.ts'
import type * as contract from '../contract.ts'
import { daysLate, dueDay, owedPeriods, owesReport, reportKindOf } from '../rules/periods.ts'
import { SENT } from '../rules/states.ts'
import { countReminders, listAlarms } from '../store/alarms.ts'
import { listLatest, listUnfinished, type ReportRow } from '../store/reports.ts'
import { actionsOn } from './place.ts'

const MOST_UNFINISHED = 2_000
const MOST_ALARMS = 500
const MOST_SENT = 100

interface Slot {
  readonly standing: ProjectStanding
  readonly period: Period
  readonly row: ReportRow | undefined
}

/**
 * What the acting person owes (the owed periods, earlier ones a job found late, reports sent back and drafts), what waits for a look, and
 * what was sent of the owed periods. Who reaches the whole region owes nothing himself: he has the desk.
 */
export async function ownReports(
  ctx: OperationContext,
): Promise<{ owed: contract.OwnLine[]; waiting: contract.OwnLine[]; sent: contract.OwnLine[] }> {
  const scope = ctx.actor.scopeOf('progress_reports.fill')
  if (!scope) return { owed: [], waiting: [], sent: [] }
  const room = { ...ctx, scope }
  const slots = await slotsOf(room)
  const lines = await linesOf(room, slots)
  const isFront = scope.reach !== 'region'
  const owes = (line: contract.OwnLine) => isFront && line.actions.includes('submit') && !SENT.includes(line.state)
  const looks = (line: contract.OwnLine) => line.actions.includes('check') || line.actions.includes('confirm')
  return {
    owed: lines.filter(owes),
    waiting: lines.filter((line) => SENT.includes(line.state) && looks(line)),
    sent: lines.filter((line) => isFront && SENT.includes(line.state) && !looks(line)).slice(0, MOST_SENT),
  }
}

async function slotsOf(room: OperationContext): Promise<readonly Slot[]> {
  const standings = new Map((await listProjectStandings(room)).map((each) => [each.id, each]))
  const ids = [...standings.keys()]
  const owed = owedPeriods(dayOf(room.now))
  const found = new Map<string, Slot>()
  const put = (standing: ProjectStanding | undefined, period: Period, row: ReportRow | undefined): void => {
    if (standing && !found.has(`${standing.id}${period}`))
      found.set(`${standing.id}${period}`, { standing, period, row })
  }
  for (const row of await listUnfinished(room, ids, MOST_UNFINISHED))
    put(standings.get(row.project_id), asPeriod(row.period), row)
  for (const row of await listLatest(room, owed, ids)) put(standings.get(row.project_id), asPeriod(row.period), row)
  for (const alarm of await listAlarms(room, ids, { ended: false, kind: 'late', limit: MOST_ALARMS }))
    put(standings.get(alarm.project_id), asPeriod(alarm.period), undefined)
  for (const standing of standings.values())
    for (const period of owed) if (owesReport(standing, period)) put(standing, period, undefined)
  return [...found.values()]
}

async function linesOf(room: OperationContext, slots: readonly Slot[]): Promise<contract.OwnLine[]> {
  const units = await namesOfUnits(
    room,
    slots.map(({ standing }) => standing.unitId),
  )
  const periods = [...new Set(slots.map(({ period }) => period))]
  const reminders = new Map(
    (await countReminders(room, periods)).map((each) => [`${each.project_id}${each.period}`, each.count]),
  )
  const today = dayOf(room.now)
  return slots
    .flatMap(({ standing, period, row }): contract.OwnLine[] => {
      const kind = reportKindOf(period)
      if (!kind.ok) return []
      const dueOn = (row?.due_on as Day | undefined) ?? dueDay(period, room.calendar)
      const isOpen = !(row && SENT.includes(row.state)) && (row?.edition ?? 1) === 1
      const late = isOpen ? daysLate(dueOn, today) : 0
      return [
        {
          projectId: standing.id,
          number: standing.number,
          name: standing.name,
          unitName: units.get(standing.unitId)?.shortName ?? '',
          period,
          state: row?.state ?? 'due',
          dueOn,
          isLate: late > 0,
          daysLate: late,
          returnReason: row?.state === 'returned' ? row.return_reason : null,
          reminders: reminders.get(`${standing.id}${period}`) ?? 0,
          actions: [...actionsOn(room, standing, kind.value, row)],
        },
      ]
    })
    .toSorted((one, other) =>
      one.dueOn === other.dueOn ? (one.number < other.number ? -1 : 1) : one.dueOn < other.dueOn ? -1 : 1,
    )
}
