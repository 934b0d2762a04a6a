import { z } from 'zod'
import { FileAnswer } from '../../../kernel/file-answer.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { PeriodText } from '../../../kernel/period.ts'
import { TemplateKey } from './templates.ts'
import { BoundNumber, BoundTable, BulletinBody, BulletinKind, Change, ComposedPaper, FreeMark } from './words.ts'

/** Where a bulletin stands. */
export const BULLETIN_STATES = ['draft', 'published', 'discarded'] as const
/** One of `BULLETIN_STATES`. */
export const BulletinState = z.enum(BULLETIN_STATES)
export type BulletinState = z.output<typeof BulletinState>

/** What can be done to a bulletin. */
export const BULLETIN_ACTIONS = ['save', 'ask_again', 'publish', 'discard'] as const
export type BulletinAction = (typeof BULLETIN_ACTIONS)[number]

/** A line of the list of bulletins. */
const BulletinLine = z.object({
  id: Id,
  kind: BulletinKind,
  state: BulletinState,
  period: PeriodText,
  title: z.string(),
  number: z.string(),
  authorName: z.string(),
  publishedBy: z.string().nullable(),
  publishedAt: z.string().nullable(),
  /** How many corrections of it were published, and whether one waits as a draft (told to writers alone). */
  corrections: z.int(),
  isCorrecting: z.boolean(),
  version: RecordVersion,
})
/** A line of the list of bulletins. */
export type BulletinLine = z.output<typeof BulletinLine>

/** Lists bulletins, the newest first. Published ones for every reader; drafts for writers; briefs and letters for those they concern. */
export const listBulletins = query({
  id: 'bulletins.list',
  summary: 'Lists bulletins, the newest first.',
  route: 'GET /bulletins',
  permission: 'bulletins.view',
  input: z.object({
    state: BulletinState.optional(),
    kind: z.array(BulletinKind).max(20).optional(),
    text: z.string().max(60).optional(),
    cursor: z.string().max(64).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ items: z.array(BulletinLine), nextCursor: z.string().nullable() }),
})

/** A number of the text that no binding covers: its block, its place there, the words around it, and how it was marked or read by its shape. */
export const FreeNumber = z.object({
  block: z.string(),
  text: z.string(),
  around: z.string(),
  mark: FreeMark.nullable(),
  isByShape: z.boolean(),
  source: z.string(),
})
export type FreeNumber = z.output<typeof FreeNumber>

/** What stands between a draft and its publication, as a code with its parameters. */
export const Obstruction = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})

/** A number or a cell that is not what it was. */
export const Difference = Change.pick({ of: true, key: true, name: true, wasShown: true, nowShown: true })
export type Difference = z.output<typeof Difference>

const Reference = z.object({ id: Id, title: z.string(), number: z.string(), state: BulletinState })

/** A bulletin with its paper as it stands, what its numbers were bound to, and what hinders its publication. */
export const Bulletin = z.object({
  id: Id,
  kind: BulletinKind,
  state: BulletinState,
  templateKey: z.string(),
  templateVersion: z.int(),
  templateName: z.string(),
  period: PeriodText,
  recipientUnitId: z.string().nullable(),
  body: BulletinBody,
  numbers: z.array(BoundNumber),
  tables: z.array(BoundTable),
  changes: z.array(Change),
  paper: ComposedPaper,
  free: z.array(FreeNumber),
  length: z.object({ characters: z.int(), limit: z.int(), isOver: z.boolean(), reason: z.string() }),
  obstructions: z.array(Obstruction),
  corrects: Reference.nullable(),
  corrections: z.array(Reference),
  authorName: z.string(),
  publishedBy: z.string().nullable(),
  publishedAt: z.string().nullable(),
  discardedReason: z.string().nullable(),
  /** SM3 of what was published. */
  digest: z.string().nullable(),
  version: RecordVersion,
  actions: z.array(z.enum(BULLETIN_ACTIONS)),
})
export type Bulletin = z.output<typeof Bulletin>

/** Shows a bulletin. Refuses `not_found` what the reader may not see. */
export const showBulletin = query({
  id: 'bulletins.show',
  summary: 'Shows a bulletin with its numbers and their questions.',
  route: 'GET /bulletins/:bulletinId',
  permission: 'bulletins.view',
  input: z.object({ bulletinId: Id }),
  output: Bulletin,
})

/** Composes a draft from a template for a period: every bound number and table is asked at once. A letter names the unit it goes to. */
export const draftBulletin = command({
  id: 'bulletins.draft',
  summary: 'Composes a draft from a template for a period.',
  route: 'POST /bulletins',
  permission: 'bulletins.write',
  input: z.object({ templateKey: TemplateKey, period: PeriodText, recipientUnitId: z.string().max(64).optional() }),
  output: z.object({ id: Id, version: RecordVersion }),
})

/** Keeps the text of a draft; bindings that are new or changed are asked at once. Refuses what is wrong with the text, as `saveTemplate`. */
export const saveBulletin = command({
  id: 'bulletins.save',
  summary: 'Keeps the text of a draft and asks what is newly bound.',
  route: 'PUT /bulletins/:bulletinId',
  permission: 'bulletins.write',
  input: z.object({ bulletinId: Id, expectedVersion: RecordVersion, body: BulletinBody }),
  output: z.object({ version: RecordVersion }),
})

/** Asks every number and table of a draft anew; answers what is different now. */
export const askAgain = command({
  id: 'bulletins.ask_again',
  summary: 'Asks every number of a draft anew.',
  route: 'POST /bulletins/:bulletinId/ask-again',
  permission: 'bulletins.write',
  input: z.object({ bulletinId: Id, expectedVersion: RecordVersion }),
  output: z.object({ differences: z.array(Difference), version: RecordVersion }),
})

/**
 * Publishes a draft: numbered, frozen with its SM3, under the name of who does it. Refuses `bulletins.free_numbers`, `bulletins.number_unknown`,
 * `bulletins.numbers_moved` (ask again and look), and `bulletins.too_long` without a reason.
 */
export const publishBulletin = command({
  id: 'bulletins.publish',
  summary: 'Publishes a draft: numbered and frozen.',
  route: 'POST /bulletins/:bulletinId/publish',
  permission: 'bulletins.publish',
  input: z.object({
    bulletinId: Id,
    expectedVersion: RecordVersion,
    longReason: z.string().trim().max(200).default(''),
  }),
  output: z.object({ number: z.string(), digest: z.string(), version: RecordVersion }),
})

/** Sets a draft aside with a reason. A correction set aside is not raised again for the same figures. */
export const discardBulletin = command({
  id: 'bulletins.discard',
  summary: 'Sets a draft aside with a reason.',
  route: 'POST /bulletins/:bulletinId/discard',
  permission: 'bulletins.write',
  input: z.object({ bulletinId: Id, expectedVersion: RecordVersion, reason: z.string().trim().min(2).max(500) }),
  output: z.object({ version: RecordVersion }),
})

/** Compares what was published with what the ledgers say now; raises, refreshes or takes back correction notices. Done by itself every night. */
export const checkPublished = command({
  id: 'bulletins.check_published',
  summary: 'Compares published figures with the ledgers and raises correction notices.',
  route: 'POST /bulletins/check',
  permission: 'bulletins.write',
  input: z.object({}),
  output: z.object({ checked: z.int(), raised: z.int(), takenBack: z.int() }),
})

/** The Word file of a bulletin in the layout of GB/T 9704; of a published one always the same bytes. */
export const exportWord = query({
  id: 'bulletins.export_word',
  summary: 'Writes a bulletin as a Word file.',
  route: 'GET /bulletins/:bulletinId/word',
  permission: 'bulletins.view',
  audited: true,
  input: z.object({ bulletinId: Id }),
  output: FileAnswer,
  fileOut: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
})

/** The tables and the bound numbers of a bulletin as an Excel workbook, each number with its question, period and as-of day. */
export const exportSheets = query({
  id: 'bulletins.export_sheets',
  summary: 'Writes the tables and bound numbers of a bulletin as an Excel workbook.',
  route: 'GET /bulletins/:bulletinId/sheets',
  permission: 'bulletins.view',
  audited: true,
  input: z.object({ bulletinId: Id }),
  output: FileAnswer,
  fileOut: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
})
