import { z } from 'zod'
import { FileAnswer } from '../../../kernel/file-answer.ts'
import { command, query } from '../../../kernel/operation.ts'
import { LOCALES } from '../../../kernel/language.ts'
import { RegionCodeText } from '../../../kernel/region-code.ts'

/** The MIME type of a calendar (RFC 5545). */
export const CALENDAR = 'text/calendar; charset=utf-8'

/** The language a calendar is written in. */
export const CalendarLanguage = z.object({ language: z.enum(LOCALES).default('zh-CN') })

/** Show whether one's own nodes can be subscribed to as a calendar. */
export const showFeed = query({
  id: 'schedules.show_feed',
  summary: "Show whether one's own nodes can be subscribed to as a calendar",
  route: 'GET /schedules/feed',
  permission: 'schedules.view',
  input: z.object({}),
  output: z.object({ openedAt: z.string().nullable() }),
})

/**
 * Open a secret address under which one's own nodes can be subscribed to as a calendar. The path is told once and only its digest is kept; a
 * new one ends the one before. The address names the language its calendar is written in.
 */
export const openFeed = command({
  id: 'schedules.open_feed',
  summary: "Open a secret address under which one's own nodes can be subscribed to as a calendar",
  route: 'POST /schedules/feed',
  permission: 'schedules.view',
  input: CalendarLanguage,
  output: z.object({ path: z.string(), openedAt: z.string() }),
})

/** Close the secret address of one's own calendar: it answers nothing any more. */
export const closeFeed = command({
  id: 'schedules.close_feed',
  summary: "Close the secret address of one's own calendar",
  route: 'POST /schedules/feed/close',
  permission: 'schedules.view',
  input: z.object({}),
  output: z.object({ isClosed: z.boolean() }),
})

/** Read a calendar by its secret address: the unfinished nodes of a person's posts and units as they stand today. */
export const readFeed = query({
  id: 'schedules.read_feed',
  summary: "Read a calendar by its secret address: the unfinished nodes of a person's posts and units",
  route: 'GET /schedules/feeds/:region/:secret',
  permission: 'schedules.feed',
  secret: ['secret'],
  fileOut: CALENDAR,
  input: CalendarLanguage.extend({ region: RegionCodeText, secret: z.string().regex(/^[\w-]{43}(?:\.ics)?$/) }),
  output: FileAnswer,
})
