import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command } from '../../../kernel/operation.ts'
import {
  ClosingProof,
  FileIds,
  ItemBody,
  ItemClass,
  ItemMoved,
  ItemPlace,
  Passage,
  Rating,
  Reason,
  Severity,
  SuspensionCause,
  Tier,
} from './items.ts'

const Days = z.int().min(1).max(250)

/** Saves a draft, or reports at once with `send`. */
export const reportItem = command({
  id: 'obstacles.report_item',
  summary: 'Report an obstacle or enter a task, decision or instruction; or save it as a draft',
  route: 'POST /items',
  permission: 'items.report',
  input: z.object({ body: ItemBody, unitId: Id, send: z.boolean().default(true) }),
  output: ItemMoved,
})

/** Changes a draft or what was given back. */
export const editItem = command({
  id: 'obstacles.edit_item',
  summary: 'Change a draft or an item given back to its reporter',
  route: 'PUT /items/:itemId',
  permission: 'items.report',
  input: ItemPlace.extend({ body: ItemBody }),
  output: ItemMoved,
})

/** Sends a draft. */
export const sendItem = command({
  id: 'obstacles.send_item',
  summary: 'Send a draft or an item given back to the office that verifies',
  route: 'POST /items/:itemId/send',
  permission: 'items.report',
  input: ItemPlace.extend({ fileIds: FileIds }),
  output: ItemMoved,
})

/** Withdraws an item that nobody has signed for. */
export const withdrawItem = command({
  id: 'obstacles.withdraw_item',
  summary: 'Withdraw an item with a reason before anybody has signed for it',
  route: 'POST /items/:itemId/withdraw',
  permission: 'items.report',
  input: ItemPlace.extend({ reason: Reason }),
  output: ItemMoved,
})

/** Verifies a reported item; class and severity may be put right. */
export const verifyItem = command({
  id: 'obstacles.verify_item',
  summary: 'Verify a reported item, putting its class and severity right',
  route: 'POST /items/:itemId/verify',
  permission: 'items.verify',
  input: ItemPlace.extend({
    class: ItemClass.optional(),
    severity: Severity.optional(),
    text: z.string().trim().max(4000).default(''),
    fileIds: FileIds,
  }),
  output: ItemMoved,
})

/** Gives a matter of the reporter's own unit back to it. */
export const giveItemBack = command({
  id: 'obstacles.give_item_back',
  summary: "Give an item back to its reporter: a matter of the unit's own, or too little to go by",
  route: 'POST /items/:itemId/give-back',
  permission: 'items.verify',
  input: ItemPlace.extend({ reason: Reason }),
  output: ItemMoved,
})

/**
 * What an assignment settles. `days` are working days on the tier, null for the ladder's own; `statutoryDueOn` a day fixed by law that no
 * act moves; the closing standard and its proof are agreed here and nowhere else.
 */
export const Assignment = z
  .object({
    leadUnitId: Id,
    assistantUnitIds: z.array(Id).max(20).default([]),
    leaderPostId: Id.nullable().default(null),
    tier: Tier.default(2),
    days: Days.nullable().default(null),
    isHard: z.boolean().default(false),
    statutoryDueOn: DayText.nullable().default(null),
    closingStandard: z.string().trim().min(4).max(1000),
    closingProof: ClosingProof,
    text: z.string().trim().max(4000).default(''),
  })
  .strict()
export type Assignment = z.output<typeof Assignment>

/** Assigns an item. */
export const assignItem = command({
  id: 'obstacles.assign_item',
  summary: 'Assign a verified item: lead unit, assistants, days, leader, closing standard and its proof',
  route: 'POST /items/:itemId/assign',
  permission: 'items.assign',
  input: ItemPlace.extend({ assignment: Assignment }),
  output: ItemMoved,
})

/** Signs for an item. */
export const signItem = command({
  id: 'obstacles.sign_item',
  summary: 'Sign for an assigned item',
  route: 'POST /items/:itemId/sign',
  permission: 'items.handle',
  input: ItemPlace,
  output: ItemMoved,
})

/** Returns an item once. */
export const returnItem = command({
  id: 'obstacles.return_item',
  summary: 'Return a signed item once, inside one working day, with the law that says whose it is',
  route: 'POST /items/:itemId/return',
  permission: 'items.handle',
  input: ItemPlace.extend({ reason: Reason, lawBasis: Reason, proposedUnitId: Id.nullable().default(null) }),
  output: ItemMoved,
})

/** Takes an item in hand with the measures planned. */
export const startItem = command({
  id: 'obstacles.start_item',
  summary: 'Take a signed item in hand with the measures planned',
  route: 'POST /items/:itemId/start',
  permission: 'items.handle',
  input: ItemPlace.extend({ text: Passage, fileIds: FileIds }),
  output: ItemMoved,
})

/** A feedback without an answer (续报). */
export const noteItem = command({
  id: 'obstacles.note_item',
  summary: 'Report progress on an item that is not settled yet',
  route: 'POST /items/:itemId/note',
  permission: 'items.handle',
  input: ItemPlace.extend({ text: Passage, fileIds: FileIds }),
  output: ItemMoved,
})

/** Asks for more working days, before the deadline only. */
export const askItemExtension = command({
  id: 'obstacles.ask_item_extension',
  summary: 'Ask for more working days before the deadline, with the reason and the progress',
  route: 'POST /items/:itemId/ask-extension',
  permission: 'items.handle',
  input: ItemPlace.extend({ days: Days, reason: Reason, progress: Passage }),
  output: ItemMoved,
})

/** Decides on an extension asked for. */
export const decideItemExtension = command({
  id: 'obstacles.decide_item_extension',
  summary: 'Grant or refuse an extension; refused, the first deadline counts',
  route: 'POST /items/:itemId/decide-extension',
  permission: 'items.assign',
  input: ItemPlace.extend({ granted: z.boolean(), days: Days.optional(), reason: Reason }),
  output: ItemMoved,
})

/** Answers an item: what was done, approved by the head of the unit, with evidence of the kind agreed. */
export const answerItem = command({
  id: 'obstacles.answer_item',
  summary: 'Answer an item as settled: text, evidence, and who approved it in the unit',
  route: 'POST /items/:itemId/answer',
  permission: 'items.handle',
  input: ItemPlace.extend({ text: Passage, approvedBy: z.string().trim().min(2).max(100), fileIds: FileIds }),
  output: ItemMoved,
})

/** Sends an answer back for rework. */
export const sendItemBack = command({
  id: 'obstacles.send_item_back',
  summary: 'Send an answer back for rework; the clock goes on where it stood',
  route: 'POST /items/:itemId/send-back',
  permission: 'items.assign',
  input: ItemPlace.extend({ reason: Reason }),
  output: ItemMoved,
})

/** Agrees that the closing standard is met; with both agreements and nothing left to rate, the item is closed at once. */
export const agreeToItem = command({
  id: 'obstacles.agree_to_item',
  summary: 'Agree, as proposer or as assigner, that the closing standard is met',
  route: 'POST /items/:itemId/agree',
  permission: 'items.consent',
  input: ItemPlace.extend({
    as: z.enum(['proposer', 'assigner']),
    text: z.string().trim().max(1000).default(''),
    fileIds: FileIds,
  }),
  output: ItemMoved,
})

/** Contradicts an answer as the proposer. */
export const contradictItem = command({
  id: 'obstacles.contradict_item',
  summary: 'Contradict, as the proposer, that an item is settled; it goes back to the handling unit',
  route: 'POST /items/:itemId/contradict',
  permission: 'items.consent',
  input: ItemPlace.extend({ reason: Reason, fileIds: FileIds }),
  output: ItemMoved,
})

/** An enterprise rates how its item was handled. */
export const rateItem = command({
  id: 'obstacles.rate_item',
  summary: 'Rate, as the enterprise that proposed it, how an item was handled',
  route: 'POST /items/:itemId/rate',
  permission: 'items.consent',
  input: ItemPlace.extend({ rating: Rating, text: z.string().trim().max(1000).default('') }),
  output: ItemMoved,
})

/** Closes an item both agreed to. */
export const closeItem = command({
  id: 'obstacles.close_item',
  summary: 'Close an item that proposer and assigner agreed to',
  route: 'POST /items/:itemId/close',
  permission: 'items.assign',
  input: ItemPlace.extend({ text: z.string().trim().max(1000).default('') }),
  output: ItemMoved,
})

/** Reopens a closed item as a false closing. */
export const reopenItem = command({
  id: 'obstacles.reopen_item',
  summary: 'Reopen an item within 30 days of its closing; it counts as a false closing',
  route: 'POST /items/:itemId/reopen',
  permission: 'items.consent',
  input: ItemPlace.extend({ reason: Reason, fileIds: FileIds }),
  output: ItemMoved,
})

/** Suspends an item: the only thing that stops its clock. */
export const suspendItem = command({
  id: 'obstacles.suspend_item',
  summary: 'Suspend an item by a county leader, for a cause above the county, until a day of review',
  route: 'POST /items/:itemId/suspend',
  permission: 'items.lead',
  input: ItemPlace.extend({ cause: SuspensionCause, reason: Reason, reviewOn: DayText }),
  output: ItemMoved,
})

/** Takes a suspended item, or one that waits for the level above, up again. */
export const resumeItem = command({
  id: 'obstacles.resume_item',
  summary: 'Take an item up again that was suspended or waited for the level above',
  route: 'POST /items/:itemId/resume',
  permission: 'items.lead',
  input: ItemPlace.extend({ reason: Reason }),
  output: ItemMoved,
})

/** Says that an item cannot be settled within the county: an honest end with a ledger of its own. */
export const needLevelAbove = command({
  id: 'obstacles.need_level_above',
  summary: 'Say by a county leader that an item needs the level above: which body, and what is asked of it',
  route: 'POST /items/:itemId/level-above',
  permission: 'items.lead',
  input: ItemPlace.extend({ body: Reason, ask: Passage, fileIds: FileIds }),
  output: ItemMoved,
})

/** The one page a matter moves up with. */
export const EscalationPackage = z
  .object({
    facts: Passage,
    ask: Passage,
    basis: z.string().trim().max(2000),
    opinions: z.array(z.object({ unitName: z.string().max(100), text: z.string().trim().max(1000) })).max(20),
    options: z.array(z.string().trim().min(2).max(1000)).max(6),
  })
  .strict()
export type EscalationPackage = z.output<typeof EscalationPackage>

/** What the next tier may choose between; each has a sentence in every language. */
export const PACKAGE_OPTIONS = ['name_day', 'change_lead', 'add_assistants', 'meet', 'suspend', 'level_above'] as const
/** One of `PACKAGE_OPTIONS`. */
export type PackageOption = (typeof PACKAGE_OPTIONS)[number]

/** Moves an item up a tier by hand; from a tier whose ladder says so, with the minutes as a file. */
export const escalateItem = command({
  id: 'obstacles.escalate_item',
  summary: 'Move an item up a tier by hand, with the reason and the one-page package',
  route: 'POST /items/:itemId/escalate',
  permission: 'items.report',
  input: ItemPlace.extend({ reason: Reason, package: EscalationPackage, fileIds: FileIds }),
  output: ItemMoved,
})

/** Decides at the tier an item has climbed to. */
export const decideItem = command({
  id: 'obstacles.decide_item',
  summary: 'Decide as a county leader at the tier an item has climbed to: what is to be done, and by which day',
  route: 'POST /items/:itemId/decide',
  permission: 'items.lead',
  input: ItemPlace.extend({ text: Passage, dueOn: DayText.nullable().default(null), fileIds: FileIds }),
  output: ItemMoved,
})

/** Gives an item to another unit because the handling one is no more; the clock goes on. */
export const handItemOver = command({
  id: 'obstacles.hand_item_over',
  summary: 'Give an item to the unit that took over from the handling one; the clock goes on',
  route: 'POST /items/:itemId/hand-over',
  permission: 'items.assign',
  input: ItemPlace.extend({ leadUnitId: Id, reason: Reason }),
  output: ItemMoved,
})

/** Joins similar items into one systemic item, with notice to all; the first act makes it, later ones add to it. */
export const joinItems = command({
  id: 'obstacles.join_items',
  summary: 'Join similar items into one systemic item, with notice to all who proposed them',
  route: 'POST /items/join',
  permission: 'items.verify',
  input: z.object({
    systemicId: Id.nullable().default(null),
    body: ItemBody.nullable().default(null),
    items: z
      .array(z.object({ id: Id, expectedVersion: RecordVersion }))
      .min(1)
      .max(200),
    reason: Reason,
  }),
  output: z.object({ systemicId: Id, version: RecordVersion, joined: z.int() }),
})

/** The acts on items. */
export const itemActsContracts = [
  reportItem,
  joinItems,
  editItem,
  sendItem,
  withdrawItem,
  verifyItem,
  giveItemBack,
  assignItem,
  signItem,
  returnItem,
  startItem,
  noteItem,
  askItemExtension,
  decideItemExtension,
  answerItem,
  sendItemBack,
  agreeToItem,
  contradictItem,
  rateItem,
  closeItem,
  reopenItem,
  suspendItem,
  resumeItem,
  needLevelAbove,
  escalateItem,
  decideItem,
  handItemOver,
] as const
