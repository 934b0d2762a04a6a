import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { YuanAmount } from '../../../kernel/yuan.ts'
import { Stage } from './project.ts'

/** 集中签约 集中开工 集中竣工. */
export const EVENT_KINDS = ['signing', 'start', 'completion'] as const
/** One of `EVENT_KINDS`. */
export const EventKind = z.enum(EVENT_KINDS)
export type EventKind = z.output<typeof EventKind>

const Money = YuanAmount.min(0).max(9_000_000_000_000_000)

/** How an entry of an event counts: first time, only its increment, a new investor's signing; or not, because of another event or of itself. */
export const EventCount = z.enum([
  'first',
  'increment',
  'new_investor',
  'investor_left',
  'counted_before',
  'inside_scope',
  'cancelled',
])
export type EventCount = z.output<typeof EventCount>

/** What is written about an event: its batch of projects, each with the amount announced for it. */
export const EventBody = z.object({
  kind: EventKind,
  name: z.string().trim().min(2).max(200),
  heldOn: DayText,
  place: z.string().trim().max(200).default(''),
  note: z.string().trim().max(2000).default(''),
  entries: z
    .array(z.object({ projectId: Id, amount: Money.nullable().default(null) }))
    .max(1000)
    .default([]),
})
export type EventBody = z.output<typeof EventBody>

/** Sums of an event: what was announced, what counts, and how much of it is real. `average` is announced money a project, whole yuan. */
export const EventSums = z.object({
  projects: z.int(),
  announced: Money,
  average: Money.nullable(),
  counted: z.int(),
  countedAmount: Money,
  /** Projects whose stage has really come as far as the event says. */
  real: z.int(),
})
export type EventSums = z.output<typeof EventSums>

/** An event as a list shows it. */
export const EventLine = EventSums.extend({
  id: Id,
  kind: EventKind,
  name: z.string(),
  heldOn: DayText,
  place: z.string(),
  cancelledReason: z.string().nullable(),
  version: RecordVersion,
})
export type EventLine = z.output<typeof EventLine>

/** A project at an event: how it counts, and whether it has really come that far. */
export const EventEntry = z.object({
  projectId: Id,
  number: z.string(),
  name: z.string(),
  stage: Stage,
  amount: Money.nullable(),
  count: EventCount,
  countedAmount: Money,
  /** The event it was counted at before. */
  before: z.object({ id: Id, name: z.string(), heldOn: DayText }).nullable(),
  isReal: z.boolean(),
  /** The day it really signed, started or was completed, where known. */
  realOn: DayText.nullable(),
  /** How many ceremonies of this kind it had by then, this one included. */
  ceremonies: z.int(),
})
export type EventEntry = z.output<typeof EventEntry>

const Changed = z.object({ id: Id, version: RecordVersion })
const Key = z.object({ eventId: Id, expectedVersion: RecordVersion })

/** List group events, latest first. */
export const listEvents = query({
  id: 'key_projects.list_events',
  summary: 'List group events, latest first',
  route: 'GET /key-project-events',
  permission: 'key_projects.view',
  input: z.object({ kind: EventKind.optional(), year: z.int().optional() }),
  output: z.object({ items: z.array(EventLine) }),
})

/** Show a group event with its batch of projects and how each counts; the sums are of all, the entries those the reader may see. */
export const showEvent = query({
  id: 'key_projects.show_event',
  summary: 'Show a group event with its batch of projects and how each counts',
  route: 'GET /key-project-events/:eventId',
  permission: 'key_projects.view',
  input: z.object({ eventId: Id }),
  output: EventLine.extend({ note: z.string(), entries: z.array(EventEntry), mayEdit: z.boolean() }),
})

/** Enter a group event with its batch of projects; no stage moves by it. */
export const createEvent = command({
  id: 'key_projects.create_event',
  summary: 'Enter a group event with its batch of projects; no stage moves by it',
  route: 'POST /key-project-events',
  permission: 'key_projects.lists',
  input: EventBody,
  output: Changed,
})

/** Change a group event and its batch. */
export const updateEvent = command({
  id: 'key_projects.update_event',
  summary: 'Change a group event and its batch',
  route: 'PATCH /key-project-events/:eventId',
  permission: 'key_projects.lists',
  input: EventBody.extend(Key.shape),
  output: Changed,
})

/** Cancel a group event with its reason; its entries count no longer. */
export const cancelEvent = command({
  id: 'key_projects.cancel_event',
  summary: 'Cancel a group event with its reason; its entries count no longer',
  route: 'POST /key-project-events/:eventId/cancel',
  permission: 'key_projects.lists',
  input: Key.extend({ reason: z.string().trim().min(2).max(500) }),
  output: Changed,
})

/** Every operation on group events. */
export const eventContracts = [listEvents, showEvent, createEvent, updateEvent, cancelEvent] as const
