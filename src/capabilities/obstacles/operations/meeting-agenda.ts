import { dayOf, daysBetween } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problem.ts'
import type { RedLight } from '../../../kernel/red-light.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { implement, type Implementation, type OperationContext } from '../../../platform/run-operation.ts'
import { namesOfUnits, requireOpenUnits } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { type DrawnLine, inAgendaOrder, redrawAgenda } from '../rules/meetings.ts'
import * as lines from '../store/meeting-lines.ts'
import * as store from '../store/meetings.ts'
import { becameOf } from './meeting-standings.ts'
import { announceMeeting, getMeetingFor } from './meetings.ts'

/** Gives the reddest records of one room, the furthest behind first: each room that has lights gives one to the agenda. */
type AgendaSupplier = (ctx: OperationContext) => Promise<readonly RedLight[]>

interface Drawn extends DrawnLine {
  readonly unitName: string
  readonly figures: contract.AgendaFigures
  readonly dueOn: string | null
}

const NO_FIGURES: contract.AgendaFigures = { completion: null, pace: null, number: null, tier: null, daysOver: null }
/** A meeting takes what it can settle: of each room's red lights the first so many. */
const MOST_RED = 5

/** Everything that belongs on the agenda of a meeting now. */
async function draw(
  ctx: OperationContext,
  meeting: store.MeetingRow,
  suppliers: readonly AgendaSupplier[],
): Promise<readonly Drawn[]> {
  const red = (await Promise.all(suppliers.map((supply) => supply(ctx)))).flatMap((some) => some.slice(0, MOST_RED))
  return inAgendaOrder([
    ...(await drawOwed(ctx, meeting)),
    ...(await drawClimbing(ctx)),
    ...red.map(({ subject, unitName, completion, pace }) => ({
      kind: 'red_light' as const,
      subject,
      unitName,
      figures: { ...NO_FIGURES, completion, pace },
      dueOn: null,
    })),
  ])
}

/** The meeting before with everything it promised and decided, and of earlier ones what is not settled yet. */
async function drawOwed(ctx: OperationContext, meeting: store.MeetingRow): Promise<readonly Drawn[]> {
  const previous = await store.findPrevious(ctx, meeting)
  const rows = await lines.listResultsBefore(ctx, meeting)
  return rows.flatMap((row) => {
    const { standing, dueOn } = becameOf(row, dayOf(ctx.now))
    const isOpen = standing === 'open' || standing === 'overdue'
    if (row.result_id === null || standing === null || (row.meeting_id !== previous?.id && !isOpen)) return []
    const kind = row.kind === 'promise' ? ('promise' as const) : ('decided' as const)
    return {
      kind,
      subject: { kind: kind === 'promise' ? 'promise' : 'item', id: row.result_id, title: row.text },
      unitName: row.unit_name,
      figures: { ...NO_FIGURES, number: row.item_number },
      dueOn,
    }
  })
}

async function drawClimbing(ctx: OperationContext): Promise<readonly Drawn[]> {
  const rows = await lines.listClimbing(ctx, ctx.now)
  const units = await namesOfUnits(
    ctx,
    rows.map((row) => row.lead_unit_id),
  )
  const today = dayOf(ctx.now)
  return rows.map((row) => ({
    kind: 'item' as const,
    subject: { kind: 'item', id: row.id, title: row.title },
    unitName: (row.lead_unit_id && units.get(row.lead_unit_id)?.shortName) || '',
    figures: {
      ...NO_FIGURES,
      number: row.number,
      tier: row.tier,
      daysOver: row.due_at && daysBetween(dayOf(row.due_at), today),
    },
    dueOn: row.due_at && dayOf(row.due_at),
  }))
}

const add = implement(contract.addAgendaLine, async (ctx, { meetingId, expectedVersion, title, unitId }) => {
  await getMeetingFor(ctx, meetingId, 'collect')
  await requireOpenUnits(ctx, [{ field: 'unitId', id: unitId }])
  const names = await namesOfUnits(ctx, [unitId])
  const agenda = await lines.listAgenda(ctx, meetingId)
  const version = await store.updateMeeting(ctx, meetingId, expectedVersion, { updated_at: ctx.now })
  await lines.insertAgenda(ctx, meetingId, [
    {
      id: newId(ctx.now),
      position: Math.max(0, ...agenda.map((line) => line.position)) + 1,
      kind: 'own',
      subject: null,
      title,
      unitName: (unitId && names.get(unitId)?.shortName) || '',
      figures: NO_FIGURES,
      dueOn: null,
    },
  ])
  announceMeeting(ctx, 'obstacles.meeting_agenda_changed', meetingId, { after: { title } })
  return { id: meetingId, version }
})

const drop = implement(contract.dropAgendaLine, async (ctx, { meetingId, expectedVersion, agendaId, dropped }) => {
  await getMeetingFor(ctx, meetingId, 'collect')
  const version = await store.updateMeeting(ctx, meetingId, expectedVersion, { updated_at: ctx.now })
  const done = await lines.updateAgenda(ctx, meetingId, [agendaId], { dropped: dropped ? 'person' : null })
  if (done === 0) refuse('not_found', problem('operation.not_found'))
  announceMeeting(ctx, 'obstacles.meeting_agenda_changed', meetingId, { data: { agendaId, dropped } })
  return { id: meetingId, version }
})

/** The operations on agendas; the house hands in who supplies red lights, since this room enters none of those that are judged. */
export function agendaOperations(suppliers: readonly AgendaSupplier[]): readonly Implementation[] {
  return [
    implement(contract.collectAgenda, async (ctx, { meetingId, expectedVersion }) => {
      const meeting = await getMeetingFor(ctx, meetingId, 'collect')
      const drawn = await draw(ctx, meeting, suppliers)
      const standing = await lines.listAgenda(ctx, meetingId)
      const spoken = new Set((await lines.listMinutes(ctx, meetingId)).map((line) => line.agenda_id))
      const agenda = redrawAgenda(
        standing.map((line) => ({
          id: line.id,
          subject:
            line.subject_kind === null || line.subject_id === null
              ? null
              : { kind: line.subject_kind, id: line.subject_id },
          dropped: line.dropped,
          hasMinutes: spoken.has(line.id),
        })),
        drawn,
      )
      const own = standing.filter((line) => line.kind === 'own').map((line) => line.id)
      const version = await store.updateMeeting(ctx, meetingId, expectedVersion, { updated_at: ctx.now })
      await lines.updateAgenda(ctx, meetingId, agenda.settled, { dropped: 'settled' })
      await lines.updateAgenda(ctx, meetingId, own, { position: agenda.lines.length + 1 })
      await lines.insertAgenda(
        ctx,
        meetingId,
        agenda.lines.map(({ kind, subject, unitName, figures, dueOn }, index) => ({
          id: newId(ctx.now),
          position: index + 1,
          kind,
          subject,
          title: subject.title,
          unitName,
          figures,
          dueOn,
        })),
      )
      announceMeeting(ctx, 'obstacles.meeting_agenda_changed', meetingId, { after: { lines: agenda.lines.length } })
      return { id: meetingId, version, lines: agenda.lines.length }
    }),
    add,
    drop,
  ]
}
