import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { FileAnswer } from '../../../kernel/file-answer.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { PromiseState } from './promises.ts'

const PAPER = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** 待开 已结束 已取消. */
export const MEETING_STATES = ['planned', 'finished', 'cancelled'] as const
/** One of `MEETING_STATES`. */
export const MeetingState = z.enum(MEETING_STATES)
export type MeetingState = z.output<typeof MeetingState>

/** What a post may do to a meeting just now. `collect` draws the agenda anew, `write` adds to the minutes. */
export const MeetingAction = z.enum(['edit', 'collect', 'write', 'finish', 'cancel'])
export type MeetingAction = z.output<typeof MeetingAction>

/** Why a line stands on an agenda, in the order in which a meeting takes them: promised last time, decided last time, an item that climbed, a red light, put there by hand. */
export const AGENDA_KINDS = ['promise', 'decided', 'item', 'red_light', 'own'] as const
/** One of `AGENDA_KINDS`. */
export const AgendaKind = z.enum(AGENDA_KINDS)
export type AgendaKind = z.output<typeof AgendaKind>

/** What became of what was promised or decided: still open, open after its last day, settled in time, settled late, given up or missed. */
export const STANDINGS = ['open', 'overdue', 'kept', 'late', 'broken'] as const
/** One of `STANDINGS`. */
export const Standing = z.enum(STANDINGS)
export type Standing = z.output<typeof Standing>

const Title = z.string().trim().min(2).max(200)

/** What is said of a meeting before it is held. `startsAt` is `HH:MM`; `chairPostId` the post that presides. */
export const MeetingBody = z
  .object({
    title: Title,
    heldOn: DayText,
    startsAt: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
      .nullable()
      .default(null),
    place: z.string().trim().max(200).default(''),
    chairPostId: Id.nullable().default(null),
    present: z.string().trim().max(2000).default(''),
    absent: z.string().trim().max(2000).default(''),
  })
  .strict()
export type MeetingBody = z.output<typeof MeetingBody>

/** A meeting as a list shows it. `number` counts the finished meetings of its year, from 1. */
export const MeetingLine = MeetingBody.extend({
  id: Id,
  state: MeetingState,
  number: z.int().nullable(),
  chairTitle: z.string(),
  agendaCount: z.int(),
  itemCount: z.int(),
  promiseCount: z.int(),
  version: RecordVersion,
  actions: z.array(MeetingAction),
})
export type MeetingLine = z.output<typeof MeetingLine>

/** What an agenda line is about: a record by kind and id, with its title as it was then. */
export const AgendaSubject = z.object({ kind: z.string().max(40), id: z.string().max(80), title: z.string().max(300) })
export type AgendaSubject = z.output<typeof AgendaSubject>

/**
 * Figures behind a line, by its kind: `completion` and `pace` (ratios) of a red light; `number`, `tier` and `daysOver` (calendar days over
 * the deadline) of an item.
 */
export const AgendaFigures = z.object({
  completion: z.number().nullable().default(null),
  pace: z.number().nullable().default(null),
  number: z.string().nullable().default(null),
  tier: z.int().nullable().default(null),
  daysOver: z.int().nullable().default(null),
})
export type AgendaFigures = z.output<typeof AgendaFigures>

/** One line of an agenda. `standing`, `dueOn` and `settledOn` tell what became of a promise or a decision; frozen when the meeting ends. */
export const AgendaLine = z.object({
  id: Id,
  position: z.int(),
  kind: AgendaKind,
  subject: AgendaSubject.nullable(),
  title: z.string(),
  unitName: z.string(),
  figures: AgendaFigures,
  dueOn: DayText.nullable(),
  standing: Standing.nullable(),
  settledOn: DayText.nullable(),
  isDropped: z.boolean(),
})
export type AgendaLine = z.output<typeof AgendaLine>

/** What a line of the minutes is: a plain record, a decision that became an item, a promise. */
export const MINUTE_KINDS = ['note', 'item', 'promise'] as const
/** One of `MINUTE_KINDS`. */
export const MinuteKind = z.enum(MINUTE_KINDS)
export type MinuteKind = z.output<typeof MinuteKind>

/** One line of the minutes. `resultId` is the item or promise it became. */
export const MinuteLine = z.object({
  id: Id,
  position: z.int(),
  agendaId: Id.nullable(),
  kind: MinuteKind,
  text: z.string(),
  unitId: Id.nullable(),
  unitName: z.string(),
  dueOn: DayText.nullable(),
  resultId: Id.nullable(),
  resultNumber: z.string().nullable(),
  personName: z.string(),
})
export type MinuteLine = z.output<typeof MinuteLine>

/** A meeting, whole. */
export const Meeting = MeetingLine.extend({
  agenda: z.array(AgendaLine),
  lines: z.array(MinuteLine),
  previous: z.object({ id: Id, title: z.string(), heldOn: DayText }).nullable(),
  finishedAt: z.string().nullable(),
  finishedBy: z.string().nullable(),
})
export type Meeting = z.output<typeof Meeting>

const Changed = z.object({ id: Id, version: RecordVersion })
const Place = z.object({ meetingId: Id, expectedVersion: RecordVersion })

/** Lists meetings. */
export const listMeetings = query({
  id: 'obstacles.list_meetings',
  summary: 'List dispatch meetings, the newest first',
  route: 'GET /meetings',
  permission: 'meetings.view',
  input: z.object({
    state: z.array(MeetingState).optional(),
    cursor: z.string().max(400).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ items: z.array(MeetingLine), nextCursor: z.string().nullable() }),
})

/** Shows a meeting. */
export const showMeeting = query({
  id: 'obstacles.show_meeting',
  summary: 'Show one dispatch meeting with its agenda and its minutes',
  route: 'GET /meetings/:meetingId',
  permission: 'meetings.view',
  input: z.object({ meetingId: Id }),
  output: Meeting,
})

/** Plans a meeting. */
export const planMeeting = command({
  id: 'obstacles.plan_meeting',
  summary: 'Plan a dispatch meeting: day, place and who presides',
  route: 'POST /meetings',
  permission: 'meetings.manage',
  input: MeetingBody,
  output: Changed,
})

/** Changes a meeting that is not over. */
export const changeMeeting = command({
  id: 'obstacles.change_meeting',
  summary: 'Change day, place, chair or attendance of a meeting that is not over',
  route: 'PUT /meetings/:meetingId',
  permission: 'meetings.manage',
  input: Place.extend({ body: MeetingBody }),
  output: Changed,
})

/** Cancels a meeting. */
export const cancelMeeting = command({
  id: 'obstacles.cancel_meeting',
  summary: 'Cancel a planned meeting with a reason',
  route: 'POST /meetings/:meetingId/cancel',
  permission: 'meetings.manage',
  input: Place.extend({ reason: z.string().trim().min(2).max(500) }),
  output: Changed,
})

/** Draws the agenda. */
export const collectAgenda = command({
  id: 'obstacles.collect_agenda',
  summary: 'Draw the agenda of a meeting anew from last promises, decisions, climbing items and red lights',
  route: 'POST /meetings/:meetingId/agenda/collect',
  permission: 'meetings.manage',
  input: Place,
  output: Changed.extend({ lines: z.int() }),
})

/** Puts a matter on the agenda by hand. */
export const addAgendaLine = command({
  id: 'obstacles.add_agenda_line',
  summary: 'Put a matter on the agenda of a meeting by hand',
  route: 'POST /meetings/:meetingId/agenda',
  permission: 'meetings.manage',
  input: Place.extend({ title: Title, unitId: Id.nullable().default(null) }),
  output: Changed,
})

/** Leaves a line out of the agenda, or takes it in again. */
export const dropAgendaLine = command({
  id: 'obstacles.drop_agenda_line',
  summary: 'Leave a line out of the agenda of a meeting, or take it in again',
  route: 'POST /meetings/:meetingId/agenda/:agendaId/drop',
  permission: 'meetings.manage',
  input: Place.extend({ agendaId: Id, dropped: z.boolean() }),
  output: Changed,
})

const MinuteText = z.string().trim().min(2).max(1000)

/** Writes a line of the minutes; an item or a promise is made at once and needs its unit and day. */
export const writeMinute = command({
  id: 'obstacles.write_minute',
  summary:
    'Write a line of the minutes: a record, or a decision or promise with unit and day that enters the ledger at once',
  route: 'POST /meetings/:meetingId/minutes',
  permission: 'meetings.manage',
  input: z.object({
    meetingId: Id,
    agendaId: Id.nullable().default(null),
    kind: MinuteKind,
    text: MinuteText,
    unitId: Id.nullable().default(null),
    dueOn: DayText.nullable().default(null),
  }),
  output: z.object({ lineId: Id, kind: MinuteKind, resultId: Id.nullable() }),
})

/** Turns a plain line of the minutes into a decision or a promise. */
export const turnMinute = command({
  id: 'obstacles.turn_minute',
  summary: 'Turn a plain line of the minutes into a decision or a promise with unit and day',
  route: 'POST /meetings/:meetingId/minutes/:lineId/turn',
  permission: 'meetings.manage',
  input: z.object({ meetingId: Id, lineId: Id, kind: z.enum(['item', 'promise']), unitId: Id, dueOn: DayText }),
  output: z.object({ lineId: Id, kind: MinuteKind, resultId: Id.nullable() }),
})

/** Rewrites or strikes a plain line of the minutes. */
export const changeMinute = command({
  id: 'obstacles.change_minute',
  summary: 'Rewrite a plain line of the minutes, or strike it out with an empty text',
  route: 'PUT /meetings/:meetingId/minutes/:lineId',
  permission: 'meetings.manage',
  input: z.object({ meetingId: Id, lineId: Id, text: z.string().trim().max(1000) }),
  output: z.object({ lineId: Id }),
})

/** Ends a meeting: minutes and agenda are frozen. */
export const finishMeeting = command({
  id: 'obstacles.finish_meeting',
  summary: 'End a meeting: its minutes and what became of the last promises are frozen',
  route: 'POST /meetings/:meetingId/finish',
  permission: 'meetings.manage',
  input: Place,
  output: Changed.extend({ number: z.int() }),
})

/** The minutes in Word. */
export const exportMinutes = query({
  id: 'obstacles.meeting_minutes',
  summary: 'Give the minutes of a finished meeting in Word',
  route: 'GET /meetings/:meetingId/minutes-file',
  permission: 'meetings.view',
  audited: true,
  fileOut: PAPER,
  input: z.object({ meetingId: Id }),
  output: FileAnswer,
})

/** Whom promises are counted by: who promised in the words of the text, or the unit that answers. */
export const TRACKED_BY = ['unit', 'owner'] as const
/** One of `TRACKED_BY`. */
export const TrackedBy = z.enum(TRACKED_BY)
export type TrackedBy = z.output<typeof TrackedBy>

/** Promises of one owner or unit whose last day falls into the days asked for. `keptShare`: in time of all that are settled or overdue, null where none is. */
export const TrackedOwner = z.object({
  key: z.string(),
  name: z.string(),
  total: z.int(),
  open: z.int(),
  overdue: z.int(),
  kept: z.int(),
  late: z.int(),
  broken: z.int(),
  due: z.int(),
  keptShare: z.number().nullable(),
})
export type TrackedOwner = z.output<typeof TrackedOwner>

const Tracked = z.object({ by: TrackedBy.default('unit'), from: DayText.optional(), to: DayText.optional() })

/** Counts promises by who promised. */
export const trackPromises = query({
  id: 'obstacles.track_promises',
  summary: 'Count kept, late and broken promises by owner or unit, the worst first',
  route: 'GET /promise-tracker',
  permission: 'promises.view',
  input: Tracked,
  output: z.object({
    from: DayText,
    to: DayText,
    owners: z.array(TrackedOwner),
    whole: TrackedOwner,
    /** Promises without a last day: in none of the counts. */
    undated: z.int(),
  }),
})

/** One promise in the list by day. `daysLate` counts calendar days after the last day, up to its keeping or today. */
export const TrackedPromise = z.object({
  id: Id,
  action: z.string(),
  ownerText: z.string(),
  unitName: z.string().nullable(),
  state: PromiseState,
  standing: Standing,
  dueOn: DayText,
  keptOn: DayText.nullable(),
  daysLate: z.int(),
  reason: z.string().nullable(),
})
export type TrackedPromise = z.output<typeof TrackedPromise>

/** Lists the promises behind a count by day. */
export const listTrackedPromises = query({
  id: 'obstacles.tracked_promises',
  summary: 'List the promises of an owner or unit by their last day, with what became of each',
  route: 'GET /promise-tracker/days',
  permission: 'promises.view',
  input: Tracked.extend({ key: z.string().max(200), standing: z.array(Standing).optional() }),
  output: z.object({ items: z.array(TrackedPromise) }),
})

/** The operations on meetings. */
export const meetingsContracts = [
  listMeetings,
  showMeeting,
  planMeeting,
  changeMeeting,
  cancelMeeting,
  collectAgenda,
  addAgendaLine,
  dropAgendaLine,
  writeMinute,
  turnMinute,
  changeMinute,
  finishMeeting,
  exportMinutes,
  trackPromises,
  listTrackedPromises,
] as const
