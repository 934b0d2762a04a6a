import { z } from 'zod'
import { DayText } from '../../kernel/day.ts'
import { FileAnswer } from '../../kernel/file-answer.ts'
import { Id, RecordVersion } from '../../kernel/id.ts'
import { command, query } from '../../kernel/operation.ts'
import { DispatchRow, LedgerRecord, RowValues } from './contract/rows.ts'

export * from './contract/rows.ts'

/** Kinds of dispatches: 动员 项目观摩 擂台 招商 审批改革 反响 综述 其他. */
export const DispatchKind = z.enum([
  'mobilisation',
  'project_review',
  'competition',
  'investment_promotion',
  'approval_reform',
  'reaction',
  'feature',
  'other',
])
export type DispatchKind = z.output<typeof DispatchKind>

/** Kinds of cleaning, in the order they are applied; each can be switched off. */
export const CleaningKind = z.enum([
  'broken',
  'markup',
  'gloss',
  'width',
  'script',
  'punctuation',
  'space',
  'spam',
  'furniture',
  'appended',
])
export type CleaningKind = z.output<typeof CleaningKind>

/** A visible step of cleaning: `before` is `rawText.slice(start, end)`, `after` what stands there now. */
export const CleaningStep = z.object({
  kind: CleaningKind,
  start: z.int(),
  end: z.int(),
  before: z.string(),
  after: z.string(),
})
export type CleaningStep = z.output<typeof CleaningStep>

/** Rows counted by state. */
const Counts = z.object({ proposed: z.int(), accepted: z.int(), rejected: z.int() })

/** What can be done with a dispatch. */
export const DispatchAction = z.enum(['decide', 'correct', 'reread', 'withdraw', 'restore'])
export type DispatchAction = z.output<typeof DispatchAction>

/** A dispatch as a list shows it. */
export const DispatchLine = z.object({
  id: Id,
  title: z.string(),
  origin: z.enum(['paste', 'upload']),
  fileName: z.string().nullable(),
  place: z.string().nullable(),
  printedOn: DayText.nullable(),
  year: z.int().nullable(),
  docType: DispatchKind,
  counts: Counts,
  createdBy: z.string(),
  createdAt: z.string(),
  isWithdrawn: z.boolean(),
  version: RecordVersion,
})
export type DispatchLine = z.output<typeof DispatchLine>

/** A dispatch much like another one. `similarity` 0–1. */
export const NearDispatch = z.object({ id: Id, title: z.string(), similarity: z.number() })
export type NearDispatch = z.output<typeof NearDispatch>

/** One act of acceptance, which can be taken back as one. */
export const AcceptanceBatch = z.object({
  id: Id,
  at: z.string(),
  by: z.string(),
  rows: z.int(),
  undoneAt: z.string().nullable(),
  undoneReason: z.string().nullable(),
})
export type AcceptanceBatch = z.output<typeof AcceptanceBatch>

/**
 * A dispatch, whole. `map` ties the cleaned text to the original: `[cleanedStart, cleanedEnd, rawStart, rawEnd]` of each run, in
 * order; a run of equal length maps character by character. `isElsewhere`: it tells of another place than this region.
 */
export const Dispatch = DispatchLine.extend({
  rawText: z.string(),
  cleanedText: z.string(),
  map: z.array(z.tuple([z.int(), z.int(), z.int(), z.int()])),
  steps: z.array(CleaningStep),
  off: z.array(CleaningKind),
  hasFile: z.boolean(),
  isElsewhere: z.boolean(),
  near: z.array(NearDispatch),
  rows: z.array(DispatchRow),
  batches: z.array(AcceptanceBatch),
  withdrawnReason: z.string().nullable(),
  /** Units where somebody may enter figures, the one suggested for new indicators first; none for who may not accept. */
  enteringUnitIds: z.array(Id),
  actions: z.array(DispatchAction),
})
export type Dispatch = z.output<typeof Dispatch>

/** The question about state secrets, answered; an import is refused without a yes. */
const holdsNoSecrets = z.boolean()
const Words = z.string().trim().max(200)
const Reason = z.string().trim().min(2).max(500)
const Changed = z.object({ id: Id, version: RecordVersion })
const Path = z.object({ dispatchId: Id })

/** What reading answers: a new dispatch, or the one that holds the same text already. */
const Taken = z.object({ id: Id, outcome: z.enum(['read', 'known']), rows: z.int(), near: z.array(NearDispatch) })

/** Longest text a dispatch may have, in characters. */
export const LONGEST_DISPATCH = 200_000

/** What can be uploaded. Old office formats are let in to be refused with the way out. */
export const DISPATCH_FILE = {
  types: ['txt', 'docx', 'pdf', 'html', 'htm', 'doc', 'wps', 'et', 'rtf'],
  maxBytes: 20_000_000,
} as const

/** Lists dispatches. */
export const listDispatches = query({
  id: 'dispatches.list',
  summary: 'List dispatches, the newest first, with their rows counted',
  route: 'GET /dispatches',
  permission: 'dispatches.view',
  input: z.object({
    text: z.string().trim().max(100).optional(),
    docType: z.array(DispatchKind).optional(),
    undecided: z.boolean().default(false),
    withdrawn: z.boolean().default(false),
    cursor: z.string().max(400).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ items: z.array(DispatchLine), nextCursor: z.string().nullable() }),
})

/** Reads pasted text. */
export const readPasted = command({
  id: 'dispatches.read',
  summary: 'Read pasted text into candidate rows; the same text again answers the dispatch that is there',
  route: 'POST /dispatches',
  permission: 'dispatches.accept',
  input: z.object({ holdsNoSecrets, title: Words.optional(), text: z.string().max(2_000_000) }),
  output: Taken,
  /** The text is kept with the dispatch itself. */
  secret: ['text'],
})

/** Reads an uploaded document. */
export const readUploaded = command({
  id: 'dispatches.upload',
  summary: 'Read an uploaded .txt, .docx, .pdf or .html document into candidate rows; the file is kept',
  route: 'POST /dispatches/upload',
  permission: 'dispatches.accept',
  input: z.object({ holdsNoSecrets, title: Words.optional() }),
  output: Taken,
  fileIn: DISPATCH_FILE,
})

/** Shows a dispatch. */
export const showDispatch = query({
  id: 'dispatches.show',
  summary: 'Show one dispatch: original, cleaned text with its map, steps, rows and acts of acceptance',
  route: 'GET /dispatches/:dispatchId',
  permission: 'dispatches.view',
  input: Path,
  output: Dispatch,
})

/** Gives the uploaded file back as it came. */
export const readOriginal = query({
  id: 'dispatches.original',
  summary: 'Give the uploaded file of a dispatch back as it came; every reading is logged',
  route: 'GET /dispatches/:dispatchId/file',
  permission: 'dispatches.view',
  audited: true,
  fileOut: 'application/octet-stream',
  input: Path,
  output: FileAnswer,
})

/** Corrects what was read about the dispatch itself. */
export const correctDispatch = command({
  id: 'dispatches.correct',
  summary: 'Correct the title, printed date, year or kind of a dispatch',
  route: 'PATCH /dispatches/:dispatchId',
  permission: 'dispatches.accept',
  input: Path.extend({
    expectedVersion: RecordVersion,
    title: Words.min(1),
    printedOn: DayText.nullable(),
    year: z.int().min(1949).max(2199).nullable(),
    docType: DispatchKind,
  }),
  output: Changed,
})

/** Reads a dispatch again. */
export const rereadDispatch = command({
  id: 'dispatches.reread',
  summary: 'Read a dispatch again with kinds of cleaning switched off; decided and mended rows stay as they are',
  route: 'POST /dispatches/:dispatchId/reread',
  permission: 'dispatches.accept',
  input: Path.extend({ expectedVersion: RecordVersion, off: z.array(CleaningKind).max(10) }),
  output: Changed.extend({ rows: z.int() }),
})

/** Adds rows that reading missed. */
export const proposeRows = command({
  id: 'dispatches.propose',
  summary: 'Add rows that were missed, each with its quote from the original; a quote that is not there is refused',
  route: 'POST /dispatches/:dispatchId/rows',
  permission: 'dispatches.accept',
  input: Path.extend({
    rows: z
      .array(z.object({ quote: z.string().min(1).max(2000), values: RowValues }))
      .min(1)
      .max(300),
  }),
  output: z.object({ rowIds: z.array(Id) }),
})

const RowIds = z.array(Id).min(1).max(500)

/** Mends a row. */
export const mendRow = command({
  id: 'dispatches.mend',
  summary: 'Mend the values of a row before it is accepted; what was read stays beside it',
  route: 'PATCH /dispatches/:dispatchId/rows/:rowId',
  permission: 'dispatches.accept',
  input: Path.extend({ rowId: Id, expectedVersion: RecordVersion, values: RowValues }),
  output: Changed,
})

/** Says for many rows which unit answers for them. */
export const assignRows = command({
  id: 'dispatches.assign',
  summary: 'Say for several rows which unit answers for them',
  route: 'POST /dispatches/:dispatchId/assign',
  permission: 'dispatches.accept',
  input: Path.extend({ rowIds: RowIds, unitId: Id }),
  output: z.object({ rowIds: z.array(Id) }),
})

/** Accepts rows. */
export const acceptRows = command({
  id: 'dispatches.accept',
  summary:
    'Accept rows into the ledger of targets, claims, projects and promises, as one act; contradictions need a reason, new indicators a unit that enters them',
  route: 'POST /dispatches/:dispatchId/accept',
  permission: 'dispatches.accept',
  input: Path.extend({ rowIds: RowIds, reason: z.string().trim().max(500).optional(), sourceUnitId: Id.optional() }),
  output: z.object({ batchId: Id, records: z.array(LedgerRecord.extend({ rowId: Id })) }),
})

/** Rejects rows. */
export const rejectRows = command({
  id: 'dispatches.reject',
  summary: 'Reject rows with a reason',
  route: 'POST /dispatches/:dispatchId/reject',
  permission: 'dispatches.accept',
  input: Path.extend({ rowIds: RowIds, reason: Reason }),
  output: z.object({ rowIds: z.array(Id) }),
})

/** Takes rejected rows up again. */
export const reconsiderRows = command({
  id: 'dispatches.reconsider',
  summary: 'Take rejected rows up again',
  route: 'POST /dispatches/:dispatchId/reconsider',
  permission: 'dispatches.accept',
  input: Path.extend({ rowIds: RowIds }),
  output: z.object({ rowIds: z.array(Id) }),
})

/** Undoes an acceptance. */
export const undoAcceptance = command({
  id: 'dispatches.undo',
  summary:
    'Take back one act of acceptance whole, while nothing changed since; made records are withdrawn, never deleted',
  route: 'POST /dispatches/:dispatchId/batches/:batchId/undo',
  permission: 'dispatches.accept',
  input: Path.extend({ batchId: Id, reason: Reason }),
  output: z.object({ rowIds: z.array(Id) }),
})

/** Withdraws a dispatch. */
export const withdrawDispatch = command({
  id: 'dispatches.withdraw',
  summary: 'Withdraw a dispatch with a reason, once no accepted row hangs on it; it can be restored',
  route: 'POST /dispatches/:dispatchId/withdraw',
  permission: 'dispatches.accept',
  input: Path.extend({ expectedVersion: RecordVersion, reason: Reason }),
  output: Changed,
})

/** Restores a dispatch. */
export const restoreDispatch = command({
  id: 'dispatches.restore',
  summary: 'Restore a withdrawn dispatch',
  route: 'POST /dispatches/:dispatchId/restore',
  permission: 'dispatches.accept',
  input: Path.extend({ expectedVersion: RecordVersion }),
  output: Changed,
})

/** Where a record of the ledger was read from. */
export const RecordOrigin = z.object({
  dispatchId: Id,
  rowId: Id,
  title: z.string(),
  printedOn: DayText.nullable(),
  quote: z.string(),
  acceptedAt: z.string(),
  acceptedBy: z.string(),
})
export type RecordOrigin = z.output<typeof RecordOrigin>

/** Lists the sources of a record. */
export const listSources = query({
  id: 'dispatches.sources',
  summary: 'List the dispatches and quotes a record of the ledger was read from',
  route: 'GET /dispatches/sources',
  permission: 'dispatches.view',
  input: LedgerRecord,
  output: z.object({ items: z.array(RecordOrigin) }),
})

/** Every operation of this capability. */
export const dispatchesContracts = [
  listDispatches,
  readPasted,
  readUploaded,
  listSources,
  showDispatch,
  readOriginal,
  correctDispatch,
  rereadDispatch,
  proposeRows,
  mendRow,
  assignRows,
  acceptRows,
  rejectRows,
  reconsiderRows,
  undoAcceptance,
  withdrawDispatch,
  restoreDispatch,
] as const
