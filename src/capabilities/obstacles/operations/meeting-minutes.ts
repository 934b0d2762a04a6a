import type { Day } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problem.ts'
import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import { implement, type Implementation, type OperationContext } from '../../../platform/run-operation.ts'
import { namesOfUnits, requireOpenUnits } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { settledMinute } from '../rules/meetings.ts'
import * as lines from '../store/meeting-lines.ts'
import type { MeetingRow } from '../store/meetings.ts'
import { insertPromise } from '../store/promises.ts'
import { enterDecision } from './meeting-decision.ts'
import { announceMeeting, getMeetingFor } from './meetings.ts'

interface Settled {
  readonly text: string
  readonly kind: 'item' | 'promise'
  readonly unitId: string | null
  readonly dueOn: Day | null
  readonly agenda: lines.AgendaRow | undefined
}

interface Result {
  readonly resultId: string | null
  readonly resultNumber: string | null
}

/** Makes what a line says: a decision enters the loop assigned, a promise the ledger of promises. */
async function settle(ctx: OperationContext, meeting: MeetingRow, line: Settled): Promise<Result> {
  const { unitId, dueOn } = orRefuse(settledMinute(line, meeting.held_on as Day))
  await requireOpenUnits(ctx, [{ field: 'unitId', id: unitId }])
  if (line.kind === 'item') {
    const made = await enterDecision(ctx, { meeting, text: line.text, unitId, dueOn, agenda: line.agenda })
    return { resultId: made.id, resultNumber: made.number }
  }
  const unit = (await namesOfUnits(ctx, [unitId])).get(unitId)
  const id = newId(ctx.now)
  const body = {
    ownerText: unit?.name ?? '',
    unitId,
    action: line.text,
    dueOn,
    madeOn: meeting.held_on as Day,
  }
  await insertPromise(ctx, { id, body, source: null, now: ctx.now })
  ctx.announce('obstacles.promise_created', {
    subject: { kind: 'promise', id },
    after: body,
    data: { meetingId: meeting.id },
  })
  return { resultId: id, resultNumber: null }
}

async function nameOf(ctx: OperationContext, unitId: string | null): Promise<string> {
  return (unitId && (await namesOfUnits(ctx, [unitId])).get(unitId)?.shortName) || ''
}

async function agendaLine(ctx: OperationContext, meetingId: string, agendaId: string | null) {
  if (agendaId === null) return undefined
  const line = (await lines.listAgenda(ctx, meetingId)).find((each) => each.id === agendaId)
  return line ?? refuse('rule_broken', problem('obstacles.agenda_line_unknown', {}, ['agendaId']))
}

const write = implement(contract.writeMinute, async (ctx, { meetingId, agendaId, kind, text, unitId, dueOn }) => {
  const meeting = await getMeetingFor(ctx, meetingId, 'write')
  const agenda = await agendaLine(ctx, meetingId, agendaId)
  const result: Result =
    kind === 'note'
      ? { resultId: null, resultNumber: null }
      : await settle(ctx, meeting, { text, kind, unitId, dueOn, agenda })
  const id = newId(ctx.now)
  const unitName = await nameOf(ctx, unitId)
  await lines.insertMinute(ctx, {
    ...result,
    meetingId,
    id,
    agendaId,
    kind,
    text,
    unitId,
    unitName,
    dueOn,
    personName: ctx.actor.name,
    now: ctx.now,
  })
  announceMeeting(ctx, 'obstacles.meeting_minuted', meetingId, { after: { kind, text, unitName, dueOn } })
  return { lineId: id, kind, resultId: result.resultId }
})

const turn = implement(contract.turnMinute, async (ctx, { meetingId, lineId, kind, unitId, dueOn }) => {
  const meeting = await getMeetingFor(ctx, meetingId, 'write')
  const line = (await lines.listMinutes(ctx, meetingId)).find((each) => each.id === lineId)
  if (!line) return refuse('not_found', problem('operation.not_found'))
  if (line.kind !== 'note') refuse('rule_broken', problem('obstacles.minute_is_settled'))
  const agenda = await agendaLine(ctx, meetingId, line.agenda_id)
  const result = await settle(ctx, meeting, { text: line.text, kind, unitId, dueOn, agenda })
  const isTurned = await lines.updateNote(ctx, meetingId, lineId, {
    kind,
    unit_id: unitId,
    unit_name: await nameOf(ctx, unitId),
    due_on: dueOn,
    result_id: result.resultId,
    result_number: result.resultNumber,
  })
  if (!isTurned) refuse('conflict', problem('operation.conflict'))
  announceMeeting(ctx, 'obstacles.meeting_minuted', meetingId, { after: { kind, text: line.text, dueOn } })
  return { lineId, kind, resultId: result.resultId }
})

const change = implement(contract.changeMinute, async (ctx, { meetingId, lineId, text }) => {
  await getMeetingFor(ctx, meetingId, 'write')
  const isChanged = await lines.updateNote(ctx, meetingId, lineId, text === '' ? { struck_at: ctx.now } : { text })
  if (!isChanged) refuse('rule_broken', problem('obstacles.minute_is_settled'))
  announceMeeting(ctx, 'obstacles.meeting_minuted', meetingId, { after: { text } })
  return { lineId }
})

/** The operations on the minutes of meetings. */
export const minutesOperations: readonly Implementation[] = [write, turn, change]
