import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { FileAnswer } from '../../../kernel/file-answer.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { ItemFilter } from './item-ledger.ts'
import { ItemClass, ItemKind, ItemOrigin, ItemPlace, Severity } from './items.ts'

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const PAPER = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const FILE_IN = { types: ['xlsx'], maxBytes: 20_000_000 } as const

/** 交办单 督办函 提醒函, and the orders of three colours: 蓝色提醒单 黄色预警单 红色督办单. */
export const PAPER_KINDS = ['assignment', 'supervision', 'reminder', 'blue_order', 'yellow_order', 'red_order'] as const
/** One of `PAPER_KINDS`. */
export const PaperKind = z.enum(PAPER_KINDS)
export type PaperKind = z.output<typeof PaperKind>

const Sentence = z.string().trim().max(500)

/**
 * The words of one kind of paper. `title` and the sentences may hold `{单位}` `{事项}` `{编号}` `{对象}` `{期限}` `{标准}` `{层级}` `{超期}`, which are
 * filled in from the item; `prefix` begins the number of the paper: 示政督, giving 示政督〔2026〕5号.
 */
export const PaperForm = z
  .object({
    prefix: z.string().trim().min(1).max(20),
    title: z.string().trim().min(2).max(100),
    opening: Sentence.min(2),
    requirements: z.array(Sentence.min(2)).max(8),
    closing: Sentence,
  })
  .strict()
export type PaperForm = z.output<typeof PaperForm>

/** The words of a region's papers: whose name stands in red and under the text, whom to ask, and the words of each kind. */
export const PaperWords = z
  .object({
    masthead: z.string().trim().max(40),
    signer: z.string().trim().max(60),
    contact: z.string().trim().max(200),
    forms: z.record(PaperKind, PaperForm),
  })
  .strict()
export type PaperWords = z.output<typeof PaperWords>

/** What a paper says of its item, every word as it shall stand: what is kept when it is issued. Days in words, texts without markup. */
export const IssuedPaper = z
  .object({
    kind: PaperKind,
    masthead: z.string(),
    urgency: z.string(),
    number: z.string(),
    title: z.string(),
    recipient: z.string(),
    opening: z.string(),
    facts: z.array(z.tuple([z.string(), z.string()])),
    requirements: z.array(z.string()),
    closing: z.string(),
    signer: z.string(),
    signedOn: z.string(),
    contact: z.string(),
    copiedTo: z.string(),
  })
  .strict()
export type IssuedPaper = z.output<typeof IssuedPaper>

/** Shows the words of papers. */
export const showPaperWords = query({
  id: 'obstacles.paper_words',
  summary: 'Show the words assignment orders, letters and the orders of three colours are written in',
  route: 'GET /item-paper-words',
  permission: 'items.view',
  input: z.object({}),
  output: z.object({ words: PaperWords, version: RecordVersion, isOwn: z.boolean(), mayChange: z.boolean() }),
})

/** Sets the words of papers. */
export const setPaperWords = command({
  id: 'obstacles.set_paper_words',
  summary: 'Set the words assignment orders, letters and the orders of three colours are written in',
  route: 'PUT /item-paper-words',
  permission: 'items.manage',
  input: z.object({ words: PaperWords, expectedVersion: RecordVersion }),
  output: z.object({ version: RecordVersion }),
})

/** A paper that was issued on an item. */
export const PaperLine = z.object({
  id: Id,
  kind: PaperKind,
  number: z.string(),
  recipient: z.string(),
  personName: z.string(),
  issuedAt: z.string(),
})
export type PaperLine = z.output<typeof PaperLine>

/** Lists the papers issued on an item. `mayIssue` names the kinds the reader may issue now. */
export const listItemPapers = query({
  id: 'obstacles.list_item_papers',
  summary: 'List the papers issued on one item, and which may be issued now',
  route: 'GET /items/:itemId/papers',
  permission: 'items.view',
  input: z.object({ itemId: Id }),
  output: z.object({ items: z.array(PaperLine), mayIssue: z.array(PaperKind) }),
})

/** Shows a paper as it would be issued. */
export const draftItemPaper = query({
  id: 'obstacles.draft_item_paper',
  summary: 'Give a paper on an item in Word as it would be issued, without a number',
  route: 'GET /items/:itemId/papers/draft',
  permission: 'items.assign',
  audited: true,
  fileOut: PAPER,
  input: z.object({ itemId: Id, kind: PaperKind }),
  output: FileAnswer,
})

/** Issues a paper. */
export const issueItemPaper = command({
  id: 'obstacles.issue_item_paper',
  summary: 'Issue a paper on an item: it gets its number and is kept as it stands',
  route: 'POST /items/:itemId/papers',
  permission: 'items.assign',
  input: ItemPlace.extend({ kind: PaperKind, copiedTo: z.string().trim().max(200).default('') }),
  output: z.object({ paperId: Id, number: z.string(), version: RecordVersion }),
})

/** A paper in Word as it was issued. */
export const showItemPaper = query({
  id: 'obstacles.item_paper',
  summary: 'Give a paper that was issued on an item in Word',
  route: 'GET /items/:itemId/papers/:paperId',
  permission: 'items.view',
  audited: true,
  fileOut: PAPER,
  input: z.object({ itemId: Id, paperId: Id }),
  output: FileAnswer,
})

/** 问题台账 or 督查台账: which ledger a workbook is. */
export const LEDGER_KINDS = ['problems', 'supervision'] as const
/** One of `LEDGER_KINDS`. */
export const LedgerKind = z.enum(LEDGER_KINDS)
export type LedgerKind = z.output<typeof LedgerKind>

/** Gives a ledger as a workbook. */
export const exportItems = query({
  id: 'obstacles.export_items',
  summary: 'Give the ledger of problems or of supervised items as a workbook, filtered like the list',
  route: 'GET /items/export',
  permission: 'items.view',
  audited: true,
  fileOut: WORKBOOK,
  input: ItemFilter.extend({ ledger: LedgerKind.default('problems') }),
  output: FileAnswer,
})

/** The columns of a 问题台账 an import reads. */
export const PROBLEM_FIELDS = [
  'number',
  'origin',
  'subject',
  'text',
  'class',
  'severity',
  'reportedOn',
  'leader',
  'leadUnit',
  'assistants',
  'measures',
  'dueOn',
  'progress',
  'isClosed',
  'desiredResult',
] as const
/** One of `PROBLEM_FIELDS`. */
export const ProblemField = z.enum(PROBLEM_FIELDS)
export type ProblemField = z.output<typeof ProblemField>

/** How to read a ledger that comes in. `unitId` is the unit that reports the rows; `holdsNoSecret` the sender's word that none is a state secret. */
export const ItemsReading = z.object({
  unitId: Id,
  sheet: z.string().max(100).nullable().default(null),
  holdsNoSecret: z.literal(true),
})
export type ItemsReading = z.output<typeof ItemsReading>

/** What is wrong in a row; `field` is null where it is the row itself. */
export const ItemsFault = z.object({
  row: z.int(),
  field: ProblemField.nullable(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type ItemsFault = z.output<typeof ItemsFault>

/** One row of a ledger and what an import does with it: `report` it, leave it out as `known` or `closed`, or nothing for its `fault`. */
export const ItemsRow = z.object({
  row: z.int(),
  title: z.string(),
  outcome: z.enum(['report', 'known', 'closed', 'fault']),
  kind: ItemKind,
  origin: ItemOrigin,
  class: ItemClass,
  severity: Severity,
  unitName: z.string(),
  neededOn: DayText.nullable(),
  /** The item a row left out as known repeats. */
  knownNumber: z.string().nullable(),
})
export type ItemsRow = z.output<typeof ItemsRow>

/** What a ledger holds and what importing it would do. */
export const ItemsPreview = z.object({
  sheet: z.string(),
  sheets: z.array(z.string()),
  unmapped: z.array(z.string()),
  counts: z.object({ rows: z.int(), report: z.int(), known: z.int(), closed: z.int(), fault: z.int() }),
  rows: z.array(ItemsRow),
  faults: z.array(ItemsFault),
})
export type ItemsPreview = z.output<typeof ItemsPreview>

/** Shows what importing a ledger would do. */
export const previewItemsImport = command({
  id: 'obstacles.preview_items_import',
  summary: 'Read a ledger of problems and show row by row what an import would do, without writing anything',
  route: 'POST /items/import/preview',
  permission: 'items.report',
  fileIn: FILE_IN,
  input: ItemsReading,
  output: ItemsPreview,
})

/** Imports a ledger as one act. */
export const importItems = command({
  id: 'obstacles.import_items',
  summary: 'Report every open row of a ledger of problems as one act: all rows or none',
  route: 'POST /items/import',
  permission: 'items.report',
  fileIn: FILE_IN,
  input: ItemsReading,
  output: z.object({ importId: Id.nullable(), reported: z.int(), known: z.int(), closed: z.int() }),
})

/** The rows that cannot be imported, with what is wrong beside each. */
export const exportItemsFaults = command({
  id: 'obstacles.export_items_faults',
  summary: 'Give the rows of a ledger that cannot be imported back as a workbook, with what is wrong beside each',
  route: 'POST /items/import/faults',
  permission: 'items.report',
  fileIn: FILE_IN,
  fileOut: WORKBOOK,
  input: ItemsReading.extend({ locale: z.enum(['zh-CN', 'en']).default('zh-CN') }),
  output: FileAnswer,
})

/** Lists the imports. */
export const listItemsImports = query({
  id: 'obstacles.list_items_imports',
  summary: 'List the imports of ledgers, the latest first',
  route: 'GET /item-imports',
  permission: 'items.report',
  input: z.object({}),
  output: z.object({
    items: z.array(
      z.object({
        id: Id,
        fileName: z.string(),
        at: z.string(),
        personName: z.string(),
        reported: z.int(),
        undoneAt: z.string().nullable(),
        undoneReason: z.string().nullable(),
        actions: z.array(z.enum(['undo'])),
      }),
    ),
  }),
})

/** Undoes an import as one act. */
export const undoItemsImport = command({
  id: 'obstacles.undo_items_import',
  summary: 'Undo an import as one act: every item of it is withdrawn; refused where somebody went on with one',
  route: 'POST /item-imports/:importId/undo',
  permission: 'items.report',
  input: z.object({ importId: Id, reason: z.string().trim().min(2).max(500) }),
  output: z.object({ withdrawn: z.int() }),
})

/** The operations on papers and ledgers. */
export const filesContracts = [
  showPaperWords,
  setPaperWords,
  exportItems,
  previewItemsImport,
  importItems,
  exportItemsFaults,
  listItemsImports,
  undoItemsImport,
  draftItemPaper,
  listItemPapers,
  issueItemPaper,
  showItemPaper,
] as const
