import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { NoticeGroup, Path, Sentence, TimeOfDay } from './shared.ts'

/** A notice as its reader sees it: a sentence, the thing it is about, the last day if there is one, and where it is done. */
export const Notice = z.object({
  id: Id,
  group: NoticeGroup,
  kind: z.string(),
  words: Sentence,
  title: z.string(),
  unitName: z.string(),
  dueOn: DayText.nullable(),
  path: Path,
  at: z.string(),
  isRead: z.boolean(),
})
export type Notice = z.output<typeof Notice>

/** The notices of the person who asks, the newest first. */
export const listNotices = query({
  id: 'notices.list',
  summary: 'List the own notices, newest first',
  route: 'GET /notices',
  permission: 'notices.view',
  input: z.object({
    unread: z.boolean().optional(),
    group: NoticeGroup.optional(),
    cursor: z.string().optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ items: z.array(Notice), nextCursor: z.string().nullable() }),
})

/** How many notices the person who asks has not read; what the bell shows. */
export const countUnread = query({
  id: 'notices.unread',
  summary: 'Count the own notices that are not read',
  route: 'GET /notices/unread',
  permission: 'notices.view',
  input: z.object({}),
  output: z.object({ unread: z.int().min(0) }),
})

/** Marks notices of the person who asks as read; without ids, all of them. */
export const markRead = command({
  id: 'notices.mark_read',
  summary: 'Mark own notices as read, some or all',
  route: 'POST /notices/read',
  permission: 'notices.view',
  input: z.object({ noticeIds: z.array(Id).min(1).max(200).optional() }),
  output: z.object({ read: z.int().min(0) }),
})

/** How one group of notices reaches a person by mail: not at all, gathered once a day, or at once. In the product it always stands. */
export const Pace = z.enum(['off', 'digest', 'at_once'])
export type Pace = z.output<typeof Pace>

/**
 * How a person wants to hear. `paces` says it group by group. Nothing leaves the product between `quietFrom` and `quietTo` (over midnight
 * where the first is later); digests go at `digestAt`.
 */
export const Preferences = z.object({
  email: z.union([z.email().max(200), z.literal('')]),
  language: z.enum(['zh-CN', 'en']),
  paces: z.record(NoticeGroup, Pace),
  digestAt: TimeOfDay,
  quietFrom: TimeOfDay,
  quietTo: TimeOfDay,
})
export type Preferences = z.output<typeof Preferences>

/** How the person who asks hears, and which means the region has. `version` is 0 until anything was saved. */
export const showPreferences = query({
  id: 'notices.preferences',
  summary: 'Show how the reader wants to hear of things',
  route: 'GET /notices/preferences',
  permission: 'notices.view',
  input: z.object({}),
  output: z.object({ preferences: Preferences, version: z.int().min(0), hasMail: z.boolean() }),
})

/** Keeps how the person who asks wants to hear. */
export const savePreferences = command({
  id: 'notices.save_preferences',
  summary: 'Keep how the reader wants to hear of things',
  route: 'PUT /notices/preferences',
  permission: 'notices.view',
  input: z.object({ preferences: Preferences, expectedVersion: z.int().min(0) }),
  output: z.object({ version: RecordVersion }),
})

/** Something to tell people. `key` names it for ever: the same key is never told twice to the same person. */
export const Telling = z.object({
  key: z.string().min(1).max(300),
  group: NoticeGroup,
  kind: z.string().regex(/^[a-z_]+\.[a-z_]+$/),
  words: Sentence,
  title: z.string().max(500),
  unitName: z.string().max(200).default(''),
  dueOn: DayText.nullable().default(null),
  path: Path,
  personIds: z.array(z.string().max(64)).min(1).max(2_000),
})
export type Telling = z.output<typeof Telling>

/** Tells people things: what the daily round of deadlines does, and an office by hand. What was told before is left alone. */
export const tellPeople = command({
  id: 'notices.tell',
  summary: 'Tell people things, each once',
  route: 'POST /notices',
  permission: 'notices.manage',
  input: z.object({ tellings: z.array(Telling).min(1).max(500) }),
  output: z.object({ told: z.int().min(0) }),
})

/** Reads what happened since the last reading and tells whom it concerns: the sender's round runs it every minute there is something new. */
export const readNews = command({
  id: 'notices.read_news',
  summary: 'Read what happened since the last reading and tell whom it concerns',
  route: 'POST /notices/news',
  permission: 'notices.manage',
  input: z.object({}),
  output: z.object({ told: z.int().min(0) }),
})
