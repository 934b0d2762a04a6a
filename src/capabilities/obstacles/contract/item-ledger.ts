import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { FileAnswer } from '../../../kernel/file-answer.ts'
import { Id } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import {
  Item,
  ItemClass,
  ItemEvent,
  ItemFile,
  ItemKind,
  ItemLine,
  ItemOrigin,
  ItemState,
  Severity,
  Tier,
  TierStanding,
} from './items.ts'

/** What a list of items can be narrowed by. `open` leaves out what is closed, merged or withdrawn; `unitId` is the lead unit. */
export const ItemFilter = z.object({
  text: z.string().trim().max(100).optional(),
  kind: z.array(ItemKind).optional(),
  origin: z.array(ItemOrigin).optional(),
  class: z.array(ItemClass).optional(),
  severity: z.array(Severity).optional(),
  state: z.array(ItemState).optional(),
  tier: z.array(Tier).optional(),
  unitId: z.array(Id).optional(),
  assistantUnitId: z.array(Id).optional(),
  proposerUnitId: z.array(Id).optional(),
  leaderPostId: z.array(Id).optional(),
  subjectKind: z.string().max(40).optional(),
  subjectId: z.string().max(80).optional(),
  systemicId: Id.optional(),
  dueFrom: DayText.optional(),
  dueTo: DayText.optional(),
  reportedFrom: DayText.optional(),
  reportedTo: DayText.optional(),
  open: z.boolean().default(false),
  overdue: z.boolean().default(false),
  extensionAsked: z.boolean().default(false),
})
export type ItemFilter = z.output<typeof ItemFilter>

/** Lists items. */
export const listItems = query({
  id: 'obstacles.list_items',
  summary: 'List items of the closed loop by state, class, unit, tier and subject, the next due first',
  route: 'GET /items',
  permission: 'items.view',
  input: ItemFilter.extend({
    sort: z.enum(['due', 'reported', 'updated']).default('due'),
    cursor: z.string().max(400).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ items: z.array(ItemLine), nextCursor: z.string().nullable() }),
})

/** Counts items. */
export const countItems = query({
  id: 'obstacles.count_items',
  summary: 'Count items by state, class and tier, and those overdue',
  route: 'GET /items/count',
  permission: 'items.view',
  input: ItemFilter,
  output: z.object({
    total: z.int(),
    overdue: z.int(),
    byState: z.array(z.object({ state: ItemState, count: z.int() })),
    byClass: z.array(z.object({ class: ItemClass, count: z.int() })),
    byTier: z.array(z.object({ tier: Tier, count: z.int() })),
  }),
})

/** Shows an item. */
export const showItem = query({
  id: 'obstacles.show_item',
  summary: 'Show one item whole, with its ladder and what may be done to it',
  route: 'GET /items/:itemId',
  permission: 'items.view',
  input: z.object({ itemId: Id }),
  output: Item,
})

/** Lists the event log of an item, oldest first. */
export const listItemHistory = query({
  id: 'obstacles.item_history',
  summary: 'List every event of one item, oldest first',
  route: 'GET /items/:itemId/history',
  permission: 'items.view',
  input: z.object({ itemId: Id }),
  output: z.object({ items: z.array(ItemEvent) }),
})

/**
 * Why a day of a clock counts or not: the day the clock begins or begins again is never counted (民法典 Art. 201); a working day counts
 * where the clock runs at its close of business, else it tells what held it: 挂起 suspended, 已反馈 answered, 等待上级 level_above; a day
 * off never counts; `over` counts after the deadline; `moved` is the day a deadline in the quiet hours moved to; `statutory` counts whatever happens.
 */
export const DAY_REASONS = [
  'begins',
  'begins_again',
  'counts',
  'day_off',
  'suspended',
  'answered',
  'level_above',
  'over',
  'moved',
  'statutory',
] as const
/** One of `DAY_REASONS`. */
export const DayReason = z.enum(DAY_REASONS)
export type DayReason = z.output<typeof DayReason>

/** One day of a clock. `used` and `left` are working days of the tier after this day, `left` null
 * where a leader decides the day; `isProvisional` where no notice settles the day yet. */
export const ReceiptDay = z.object({
  day: DayText,
  tier: Tier,
  counts: z.boolean(),
  reason: DayReason,
  used: z.int(),
  left: z.int().nullable(),
  isDue: z.boolean(),
  isProvisional: z.boolean(),
})
export type ReceiptDay = z.output<typeof ReceiptDay>

/** Why the deadline is the instant it is: close of business of its day, moved out of the quiet hours, decided by a leader, or by law. */
export const DeadlineBasis = z.enum(['close_of_business', 'moved_from_quiet_hours', 'decided', 'statutory'])
export type DeadlineBasis = z.output<typeof DeadlineBasis>

/** The receipt of a clock: the deadline and each day that led to it. Instants are ISO UTC; null where no clock runs. */
export const ClockReceipt = z.object({
  asOf: z.string(),
  startedAt: z.string().nullable(),
  dueAt: z.string().nullable(),
  dueOn: DayText.nullable(),
  basis: DeadlineBasis.nullable(),
  /** Working days given on the current tier with the extensions granted; null where a meeting decides the day. */
  total: z.int().nullable(),
  used: z.int(),
  left: z.int().nullable(),
  state: z.enum(['not_started', 'running', 'suspended', 'stopped', 'ended']),
  isOverdue: z.boolean(),
  isLate: z.boolean(),
  /** The tier's first answer: by when, and whether it came. */
  answerDueAt: z.string().nullable(),
  answeredAt: z.string().nullable(),
  calendarVersion: z.string(),
  ladderVersion: z.string(),
  closeOfBusiness: z.string(),
  days: z.array(ReceiptDay),
  tiers: z.array(TierStanding),
})
export type ClockReceipt = z.output<typeof ClockReceipt>

/** The clock's receipt. */
export const showItemReceipt = query({
  id: 'obstacles.item_receipt',
  summary: "Show the receipt of an item's clock: a line a day, and why it counted or not",
  route: 'GET /items/:itemId/receipt',
  permission: 'items.view',
  input: z.object({ itemId: Id }),
  output: ClockReceipt,
})

/** An item much like the one being typed. `similarity` 0–1. */
export const SimilarItem = z.object({
  id: Id,
  number: z.string().nullable(),
  title: z.string(),
  state: ItemState,
  class: ItemClass,
  subjectTitle: z.string(),
  unitName: z.string(),
  similarity: z.number(),
  sameSubject: z.boolean(),
  sameClass: z.boolean(),
  isSystemic: z.boolean(),
})
export type SimilarItem = z.output<typeof SimilarItem>

/** Near-duplicates while typing. */
export const findSimilarItems = query({
  id: 'obstacles.find_similar',
  summary: 'Find items much like the one being typed, the most similar first',
  route: 'GET /items/similar',
  permission: 'items.view',
  input: z.object({
    title: z.string().trim().max(120).default(''),
    text: z.string().trim().max(1000).default(''),
    class: ItemClass.optional(),
    subjectKind: z.string().max(40).optional(),
    subjectId: z.string().max(80).optional(),
    exceptId: Id.optional(),
    limit: z.int().min(1).max(20).default(5),
  }),
  output: z.object({ items: z.array(SimilarItem) }),
})

/** Hands in a file for an item; an act then names it. */
export const addItemFile = command({
  id: 'obstacles.add_item_file',
  summary: 'Hand in a file for an item: a paper, a photo, a sheet',
  route: 'POST /items/:itemId/files',
  permission: 'items.report',
  fileIn: { types: ['jpg', 'jpeg', 'png', 'webp', 'pdf', 'docx', 'xlsx', 'ofd'], maxBytes: 20_000_000 },
  input: z.object({ itemId: Id }),
  output: ItemFile,
})

/** A file of an item. */
export const showItemFile = query({
  id: 'obstacles.item_file',
  summary: 'Give a file of an item',
  route: 'GET /items/:itemId/files/:fileId',
  permission: 'items.view',
  fileOut: 'application/octet-stream',
  input: z.object({ itemId: Id, fileId: Id }),
  output: FileAnswer,
})

/** The operations that read the ledger. */
export const itemLedgerContracts = [
  listItems,
  countItems,
  findSimilarItems,
  showItem,
  listItemHistory,
  showItemReceipt,
  addItemFile,
  showItemFile,
] as const
