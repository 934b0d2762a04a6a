import { type Day, dayOf, yearOf } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { implement, type Implementation, type OperationContext } from '../../../platform/run-operation.ts'
import { writePaper } from '../../../platform/word/write-paper.ts'
import { namesOfUnits, titlesOfPosts } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { actionsOnMeeting } from '../rules/meetings.ts'
import { minutesPaper } from '../papers.ts'
import { nextItemNumber } from '../store/items.ts'
import * as lines from '../store/meeting-lines.ts'
import * as store from '../store/meetings.ts'
import { standingsOf } from './meeting-standings.ts'

/** The kind by which neighbours refer to a meeting. */
const SUBJECT = 'meeting'

/** Where a command on a meeting found it: in a state in which the act may be done. */
export async function getMeetingFor(
  ctx: OperationContext,
  id: string,
  action: contract.MeetingAction,
): Promise<store.MeetingRow> {
  const row = await store.getMeeting(ctx, id)
  const allowed = actionsOnMeeting({ state: row.state, heldOn: row.held_on }, dayOf(ctx.now), true)
  if (allowed.includes(action)) return row
  const isEarly = row.state === 'planned'
  return refuse(
    'rule_broken',
    isEarly
      ? problem('obstacles.meeting_not_yet', { day: row.held_on })
      : problem('obstacles.meeting_not_now', { state: row.state }),
  )
}

/** Announces what happened to a meeting, so that screens that show it read it anew. */
export function announceMeeting(
  ctx: OperationContext,
  topic: `obstacles.meeting_${string}`,
  id: string,
  more: { readonly before?: unknown; readonly after?: unknown; readonly data?: Record<string, unknown> } = {},
): void {
  ctx.announce(topic, { subject: { kind: SUBJECT, id }, ...more })
}

const listAll = implement(contract.listMeetings, async (ctx, { state, cursor, limit }) => {
  const page = await store.listMeetings(ctx, state, { cursor, limit })
  const counts = await countsOf(
    ctx,
    page.items.map((row) => row.id),
  )
  return { items: page.items.map((row) => lineOf(ctx, row, counts(row.id))), nextCursor: page.nextCursor }
})

const show = implement(contract.showMeeting, async (ctx, { meetingId }) => {
  const row = await store.getMeeting(ctx, meetingId)
  const counts = await countsOf(ctx, [meetingId])
  const previous = await store.findPrevious(ctx, row)
  const agenda = await agendaOf(ctx, row)
  const minutes = await lines.listMinutes(ctx, meetingId)
  return {
    ...lineOf(ctx, row, counts(meetingId)),
    agenda: [...agenda],
    lines: minutes.map(minuteOf),
    previous: previous ? { id: previous.id, title: previous.title, heldOn: previous.held_on as Day } : null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    finishedBy: row.finished_by,
  }
})

const plan = implement(contract.planMeeting, async (ctx, body) => {
  const id = newId(ctx.now)
  await store.insertMeeting(ctx, { id, body, chairTitle: await chairOf(ctx, body.chairPostId), now: ctx.now })
  announceMeeting(ctx, 'obstacles.meeting_planned', id, { after: body })
  return { id, version: 1 }
})

const change = implement(contract.changeMeeting, async (ctx, { meetingId, expectedVersion, body }) => {
  const row = await getMeetingFor(ctx, meetingId, 'edit')
  const version = await store.updateMeeting(ctx, meetingId, expectedVersion, {
    ...store.columnsOfMeeting(body, await chairOf(ctx, body.chairPostId)),
    updated_at: ctx.now,
  })
  announceMeeting(ctx, 'obstacles.meeting_changed', meetingId, { before: bodyOf(row), after: body })
  return { id: meetingId, version }
})

const cancel = implement(contract.cancelMeeting, async (ctx, { meetingId, expectedVersion, reason }) => {
  await getMeetingFor(ctx, meetingId, 'cancel')
  const made = (await lines.listMinutes(ctx, meetingId)).filter((line) => line.result_id !== null)
  if (made.length > 0) refuse('rule_broken', problem('obstacles.meeting_has_results', { count: made.length }))
  const version = await store.updateMeeting(ctx, meetingId, expectedVersion, {
    state: 'cancelled',
    cancelled_reason: reason,
    updated_at: ctx.now,
  })
  announceMeeting(ctx, 'obstacles.meeting_cancelled', meetingId, { data: { reason } })
  return { id: meetingId, version }
})

const finish = implement(contract.finishMeeting, async (ctx, { meetingId, expectedVersion }) => {
  const row = await getMeetingFor(ctx, meetingId, 'finish')
  const minutes = await lines.listMinutes(ctx, meetingId)
  if (minutes.length === 0) refuse('rule_broken', problem('obstacles.meeting_without_minutes'))
  const agenda = await lines.listAgenda(ctx, meetingId)
  const standings = await standingsOf(ctx, agenda)
  await lines.freezeStandings(
    ctx,
    meetingId,
    [...standings].map(([id, became]) => ({ id, ...became })),
  )
  const number = await nextItemNumber(ctx, SUBJECT, yearOf(row.held_on as Day))
  const version = await store.updateMeeting(ctx, meetingId, expectedVersion, {
    state: 'finished',
    number,
    finished_at: ctx.now,
    finished_by: ctx.actor.name,
    updated_at: ctx.now,
  })
  announceMeeting(ctx, 'obstacles.meeting_finished', meetingId, { after: { number, minutes: minutes.length } })
  return { id: meetingId, version, number }
})

const exportFile = implement(contract.exportMinutes, async (ctx, { meetingId }) => {
  const row = await store.getMeeting(ctx, meetingId)
  if (row.state !== 'finished') refuse('rule_broken', problem('obstacles.meeting_not_finished'))
  const minutes = await lines.listMinutes(ctx, meetingId)
  const previous = await store.findPrevious(ctx, row)
  const paper = minutesPaper({
    meeting: { ...bodyOf(row), number: row.number ?? 0, chairTitle: row.chair_title },
    previousOn: (previous?.held_on ?? null) as Day | null,
    agenda: (await agendaOf(ctx, row)).filter((line) => !line.isDropped),
    lines: minutes.map(minuteOf),
  })
  return { name: `${paper.title}.docx`, type: contract.exportMinutes.fileOut ?? '', bytes: await writePaper(paper) }
})

/** The operations on meetings but for those on their agenda and minutes. */
export const meetingsOperations: readonly Implementation[] = [listAll, show, plan, change, cancel, finish, exportFile]

type Counts = Pick<contract.MeetingLine, 'agendaCount' | 'itemCount' | 'promiseCount'>

async function countsOf(ctx: OperationContext, ids: readonly string[]): Promise<(id: string) => Counts> {
  const counted = await store.countLines(ctx, ids)
  const agendas = new Map((await store.countAgendas(ctx, ids)).map((row) => [row.meeting_id, row.count]))
  const of = (id: string, kind: contract.MinuteKind) =>
    counted.find((row) => row.meeting_id === id && row.kind === kind)?.count ?? 0
  return (id) => ({ agendaCount: agendas.get(id) ?? 0, itemCount: of(id, 'item'), promiseCount: of(id, 'promise') })
}

async function chairOf(ctx: OperationContext, postId: string | null): Promise<string> {
  if (postId === null) return ''
  const post = (await titlesOfPosts(ctx, [postId])).get(postId)
  if (!post) return refuse('rule_broken', problem('obstacles.chair_unknown', {}, ['chairPostId']))
  const unit = (await namesOfUnits(ctx, [post.unitId])).get(post.unitId)
  return post.title.includes(unit?.shortName ?? '') ? post.title : `${unit?.shortName ?? ''}${post.title}`
}

async function agendaOf(ctx: OperationContext, row: store.MeetingRow): Promise<readonly contract.AgendaLine[]> {
  const rows = await lines.listAgenda(ctx, row.id)
  const live = row.state === 'planned' ? await standingsOf(ctx, rows) : new Map<string, never>()
  return rows.map((line) => {
    const now = live.get(line.id) ?? { standing: line.standing, settledOn: line.settled_on, dueOn: line.due_on }
    return {
      id: line.id,
      position: line.position,
      kind: line.kind,
      subject:
        line.subject_kind === null || line.subject_id === null
          ? null
          : { kind: line.subject_kind, id: line.subject_id, title: line.title },
      title: line.title,
      unitName: line.unit_name,
      figures: contract.AgendaFigures.parse(line.figures),
      dueOn: now.dueOn as Day | null,
      standing: now.standing,
      settledOn: now.settledOn as Day | null,
      isDropped: line.dropped !== null,
    }
  })
}

function minuteOf(row: lines.MinuteRow): contract.MinuteLine {
  return {
    id: row.id,
    position: row.position,
    agendaId: row.agenda_id,
    kind: row.kind,
    text: row.text,
    unitId: row.unit_id,
    unitName: row.unit_name,
    dueOn: row.due_on as Day | null,
    resultId: row.result_id,
    resultNumber: row.result_number,
    personName: row.person_name,
  }
}

function bodyOf(row: store.MeetingRow): contract.MeetingBody {
  return {
    title: row.title,
    heldOn: row.held_on as Day,
    startsAt: row.starts_at,
    place: row.place,
    chairPostId: row.chair_post_id,
    present: row.present,
    absent: row.absent,
  }
}

function lineOf(ctx: OperationContext, row: store.MeetingRow, counts: Counts): contract.MeetingLine {
  const mayManage = ctx.actor.may('meetings.manage')
  return {
    ...bodyOf(row),
    ...counts,
    id: row.id,
    state: row.state,
    number: row.number,
    chairTitle: row.chair_title,
    version: row.version,
    actions: [...actionsOnMeeting({ state: row.state, heldOn: row.held_on }, dayOf(ctx.now), mayManage)],
  }
}
