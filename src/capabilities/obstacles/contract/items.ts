import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'

/** 问题 任务 议定事项 批示 督办件: what kind of matter an item is. */
export const ITEM_KINDS = ['obstacle', 'task', 'decision', 'instruction', 'supervised'] as const
/** One of `ITEM_KINDS`. */
export const ItemKind = z.enum(ITEM_KINDS)
export type ItemKind = z.output<typeof ItemKind>

/** Where an item comes from: 周报 月报 走访 企业诉求 会议 领导批示 督查 热线 战役任务 承诺 其他直接上报. */
export const ITEM_ORIGINS = [
  'weekly_report',
  'monthly_report',
  'visit',
  'enterprise_request',
  'meeting',
  'instruction',
  'inspection',
  'hotline',
  'campaign',
  'promise',
  'direct',
] as const
/** One of `ITEM_ORIGINS`. */
export const ItemOrigin = z.enum(ITEM_ORIGINS)
export type ItemOrigin = z.output<typeof ItemOrigin>

/** The ten classes: 手续办理 场地条件 环保管控 施工环境 配套道路 资金 用工 市场技术 跨区域 其他. */
export const ITEM_CLASSES = [
  'permits',
  'site_conditions',
  'environmental_control',
  'construction_environment',
  'utilities_roads',
  'funding',
  'labour',
  'market_technology',
  'cross_region',
  'other',
] as const
/** One of `ITEM_CLASSES`. */
export const ItemClass = z.enum(ITEM_CLASSES)
export type ItemClass = z.output<typeof ItemClass>

/** A stops the work, B slows it, C troubles it. */
export const SEVERITIES = ['a', 'b', 'c'] as const
/** One of `SEVERITIES`. */
export const Severity = z.enum(SEVERITIES)
export type Severity = z.output<typeof Severity>

/** What proves that an item is settled, agreed when it is assigned: 批复文件 许可证照 现场照片 现场核查 会议纪要 支付凭证 数据记录 书面说明. */
export const CLOSING_PROOFS = [
  'document',
  'permit',
  'photo',
  'site_check',
  'minutes',
  'payment',
  'data_record',
  'statement',
] as const
/** One of `CLOSING_PROOFS`. */
export const ClosingProof = z.enum(CLOSING_PROOFS)
export type ClosingProof = z.output<typeof ClosingProof>

/**
 * 草稿 已上报 退回自办 已核实 已交办 已签收 办理中 已反馈 提出方已同意 交办方已同意 双方已同意(待销号) 已销号 已挂起 需上级解决 已并入系统性事项 已撤回.
 * `given_back`: a matter of the reporter's own unit, to be settled there.
 */
export const ITEM_STATES = [
  'draft',
  'reported',
  'given_back',
  'verified',
  'assigned',
  'signed',
  'in_hand',
  'answered',
  'proposer_agreed',
  'assigner_agreed',
  'agreed',
  'closed',
  'suspended',
  'level_above',
  'merged',
  'withdrawn',
] as const
/** One of `ITEM_STATES`. */
export const ItemState = z.enum(ITEM_STATES)
export type ItemState = z.output<typeof ItemState>

/**
 * What may be done to an item. Each has its own operation; `join` puts it into a systemic item, `note` is a feedback (续报) without an
 * answer, `decide` a leader's decision at his tier, `hand_over` gives it to another unit because the handling one is no more.
 */
export const ITEM_ACTIONS = [
  'edit',
  'send',
  'withdraw',
  'verify',
  'give_back',
  'join',
  'assign',
  'sign',
  'return',
  'start',
  'note',
  'ask_extension',
  'decide_extension',
  'answer',
  'send_back',
  'agree_as_proposer',
  'agree_as_assigner',
  'contradict',
  'rate',
  'close',
  'reopen',
  'suspend',
  'resume',
  'need_level_above',
  'escalate',
  'decide',
  'hand_over',
  'write_package',
] as const
/** One of `ITEM_ACTIONS`. */
export const ItemAction = z.enum(ITEM_ACTIONS)
export type ItemAction = z.output<typeof ItemAction>

/** What happened, as the event log keeps it; lines are only ever added. */
export const ITEM_EVENTS = [
  'drafted',
  'edited',
  'reported',
  'withdrawn',
  'verified',
  'given_back',
  'merged',
  'joined_by',
  'assigned',
  'signed',
  'returned',
  'started',
  'noted',
  'extension_asked',
  'extension_granted',
  'extension_refused',
  'answered',
  'sent_back',
  'proposer_agreed',
  'assigner_agreed',
  'contradicted',
  'rated',
  'closed',
  'reopened',
  'suspended',
  'resumed',
  'level_above_needed',
  'escalated',
  'decided',
  'handed_over',
  'package_written',
  'file_added',
  'looked_back',
  'reminded',
  'paper_issued',
] as const
/** One of `ITEM_EVENTS`. */
export const ItemEventKind = z.enum(ITEM_EVENTS)
export type ItemEventKind = z.output<typeof ItemEventKind>

/** By which right something was done: 提出方 交办方(重点办、督查室) 承办方 协办方 县领导 回访方 系统. */
export const ITEM_ACTORS = ['proposer', 'assigner', 'handler', 'assistant', 'leader', 'inspector', 'system'] as const
/** One of `ITEM_ACTORS`. */
export const ItemActor = z.enum(ITEM_ACTORS)
export type ItemActor = z.output<typeof ItemActor>

/** 满意 基本满意 不满意. */
export const RATINGS = ['satisfied', 'basically', 'not_satisfied'] as const
/** One of `RATINGS`. */
export const Rating = z.enum(RATINGS)
export type Rating = z.output<typeof Rating>

/** Why an item stands still by a county leader's word: 政策调整 上级审批 不可抗力. Nothing else suspends a clock. */
export const SuspensionCause = z.enum(['policy', 'superior_level', 'force_majeure'])
export type SuspensionCause = z.output<typeof SuspensionCause>

/** A tier of the ladder, 0–5. */
export const Tier = z.int().min(0).max(5)
export type Tier = z.output<typeof Tier>

/** What an item is about: any record of the house by its kind (`key_project`, `target`, `enterprise`, …) and id, with its title as it was named then. */
export const ItemSubject = z.object({
  kind: z
    .string()
    .regex(/^[a-z_]+$/)
    .max(40),
  id: z.string().min(1).max(80),
  title: z.string().trim().max(300).default(''),
})
export type ItemSubject = z.output<typeof ItemSubject>

/** The node of a schedule an obstacle holds up, with the day it was planned to end. */
export const HeldNode = z.object({
  nodeId: z.string().trim().min(1).max(64),
  title: z.string().trim().max(300),
  plannedOn: DayText.nullable(),
})
export type HeldNode = z.output<typeof HeldNode>

/** A unit by id and name. */
export const NamedUnit = z.object({ id: Id, name: z.string() })
export type NamedUnit = z.output<typeof NamedUnit>

/** A file of an item. `eventId` names the line of the log it came with, null while it waits for one. */
export const ItemFile = z.object({
  id: Id,
  name: z.string(),
  type: z.string(),
  size: z.int(),
  eventId: Id.nullable(),
  at: z.string(),
})
export type ItemFile = z.output<typeof ItemFile>

/** A reason in words. */
export const Reason = z.string().trim().min(2).max(500)
/** A longer text: what was done, found or decided. */
export const Passage = z.string().trim().min(2).max(4000)
/** Files already handed in to the item that belong to this act. */
export const FileIds = z.array(Id).max(20).default([])

/** What a reporter says of an item. `desiredResult` is what would settle it for him; `dueOn` a day he needs it by, if any. */
export const ItemBody = z
  .object({
    kind: ItemKind.default('obstacle'),
    origin: ItemOrigin.default('direct'),
    class: ItemClass,
    severity: Severity.default('b'),
    title: z.string().trim().min(4).max(120),
    text: Passage,
    desiredResult: z.string().trim().max(1000).default(''),
    ownEfforts: z.string().trim().max(1000).default(''),
    neededOn: DayText.nullable().default(null),
    subject: ItemSubject.nullable().default(null),
    node: HeldNode.nullable().default(null),
    suggestedUnitId: Id.nullable().default(null),
  })
  .strict()
export type ItemBody = z.output<typeof ItemBody>

/**
 * An item as a list shows it. `number` is null in a draft. `dueAt` is the instant the clock that runs just now ends, `workdaysLeft` its
 * working days left (below zero when over); `isOverdue` now, `isLate` ever since it was assigned; `round` counts reopenings.
 */
export const ItemLine = z.object({
  id: Id,
  number: z.string().nullable(),
  kind: ItemKind,
  origin: ItemOrigin,
  class: ItemClass,
  severity: Severity,
  state: ItemState,
  title: z.string(),
  subject: ItemSubject.nullable(),
  proposerUnit: NamedUnit.nullable(),
  leadUnit: NamedUnit.nullable(),
  tier: Tier.nullable(),
  round: z.int().min(0),
  dueAt: z.string().nullable(),
  workdaysLeft: z.int().nullable(),
  isOverdue: z.boolean(),
  isLate: z.boolean(),
  isHard: z.boolean(),
  isStatutory: z.boolean(),
  isSystemic: z.boolean(),
  systemicId: Id.nullable(),
  returns: z.int().min(0),
  extensions: z.int().min(0),
  extensionAsked: z.boolean(),
  reportedAt: z.string().nullable(),
  assignedAt: z.string().nullable(),
  answeredAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  updatedAt: z.string(),
  version: RecordVersion,
  actions: z.array(ItemAction),
})
export type ItemLine = z.output<typeof ItemLine>

/** One step of the ladder an item stands or stood on: who answers there, since when, until when, and whether its time ran out. */
export const TierStanding = z.object({
  tier: Tier,
  round: z.int().min(0),
  owner: z.string(),
  since: z.string(),
  dueAt: z.string().nullable(),
  expiredAt: z.string().nullable(),
  isCurrent: z.boolean(),
  /** A lower tier stays answerable until the item is closed. */
  isAnswerable: z.boolean(),
  reason: z.string(),
})
export type TierStanding = z.output<typeof TierStanding>

/** An item, whole: with what was agreed at its assignment and what became of it. */
export const Item = ItemLine.extend({
  text: z.string(),
  desiredResult: z.string(),
  ownEfforts: z.string(),
  neededOn: DayText.nullable(),
  node: HeldNode.nullable(),
  suggestedUnitId: Id.nullable(),
  proposerName: z.string(),
  assignerUnit: NamedUnit.nullable(),
  assistants: z.array(NamedUnit),
  leader: z.object({ postId: Id, title: z.string(), personName: z.string() }).nullable(),
  days: z.int().nullable(),
  statutoryDueOn: DayText.nullable(),
  closingStandard: z.string(),
  closingProof: ClosingProof.nullable(),
  extension: z.object({ days: z.int(), reason: z.string(), progress: z.string(), askedAt: z.string() }).nullable(),
  suspension: z.object({ cause: SuspensionCause, reason: z.string(), reviewOn: DayText }).nullable(),
  levelAbove: z.object({ body: z.string(), ask: z.string(), since: z.string() }).nullable(),
  rating: z.object({ rating: Rating, text: z.string() }).nullable(),
  joined: z.array(z.object({ id: Id, number: z.string().nullable(), title: z.string(), unitName: z.string() })),
  tiers: z.array(TierStanding),
  files: z.array(ItemFile),
  createdAt: z.string(),
})
export type Item = z.output<typeof Item>

/** One line of the event log as it is shown. `data` holds what the event carries beside its text (days, tier, rating, …). */
export const ItemEvent = z.object({
  id: Id,
  sequence: z.int(),
  kind: ItemEventKind,
  at: z.string(),
  actor: ItemActor,
  personName: z.string(),
  onBehalfOf: z.string().nullable(),
  postTitle: z.string(),
  unit: NamedUnit.nullable(),
  from: ItemState,
  to: ItemState,
  text: z.string(),
  data: z.record(z.string(), z.unknown()),
  files: z.array(ItemFile),
})
export type ItemEvent = z.output<typeof ItemEvent>

/** Where an item is, on which version: what every act on one begins with. */
export const ItemPlace = z.object({ itemId: Id, expectedVersion: RecordVersion })
/** What an act answers: the item with its new version and state. */
export const ItemMoved = z.object({ id: Id, version: RecordVersion, state: ItemState })
export type ItemMoved = z.output<typeof ItemMoved>
