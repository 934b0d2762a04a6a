import { z } from 'zod'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { EscalationPackage } from './item-acts.ts'
import { ItemPlace, Tier } from './items.ts'

/** Who answers on a tier: 项目业主与服务专员 专班 牵头部门主要负责人 包靠县领导 常务副县长或调度会 书记县长专题会. */
export const TIER_OWNERS = [
  'project_owner',
  'task_force',
  'lead_unit',
  'sponsoring_leader',
  'executive_leader',
  'chief_leaders',
] as const
/** One of `TIER_OWNERS`. */
export const TierOwner = z.enum(TIER_OWNERS)
export type TierOwner = z.output<typeof TierOwner>

/** 蓝色提醒 黄色预警 红色督办: the colour of an order. Never a colour of a light, and never one of the red and black lists. */
export const ORDER_COLOURS = ['blue', 'yellow', 'red'] as const
/** One of `ORDER_COLOURS`. */
export const OrderColour = z.enum(ORDER_COLOURS)
export type OrderColour = z.output<typeof OrderColour>

/**
 * One tier of a ladder. Days are working days: `answerDays` to a first answer (0: the same day; null: the next meeting), `solveDays` to a
 * settled item, `hardSolveDays` for a hard one (null: the same), null where a leader decides the day. `orderAtExpiry`: the order sent
 * when its time runs out; `needsMinutes`: what moves on from here carries minutes.
 */
export const LadderTier = z
  .object({
    tier: Tier,
    owner: TierOwner,
    answerDays: z.int().min(0).max(60).nullable(),
    meetingDecides: z.boolean().default(false),
    solveDays: z.int().min(1).max(250).nullable(),
    hardSolveDays: z.int().min(1).max(250).nullable().default(null),
    orderAtExpiry: OrderColour.nullable().default(null),
    needsMinutes: z.boolean().default(false),
  })
  .strict()
export type LadderTier = z.output<typeof LadderTier>

/** The six tiers of a ladder, T0 first. */
export const LadderBody = z.object({ tiers: z.array(LadderTier).length(6) }).strict()
export type LadderBody = z.output<typeof LadderBody>

/** A published ladder. Versions never change; an item keeps the one it was assigned under. */
export const LadderVersion = z.object({
  number: z.int().min(1),
  name: z.string(),
  basis: z.string(),
  publishedAt: z.string(),
  publishedBy: z.string(),
  isCurrent: z.boolean(),
  body: LadderBody,
})
export type LadderVersion = z.output<typeof LadderVersion>

/** Lists the ladders. */
export const listLadders = query({
  id: 'obstacles.list_ladders',
  summary: 'List the versions of the ladder, the current one first',
  route: 'GET /item-ladders',
  permission: 'items.view',
  input: z.object({}),
  output: z.object({ items: z.array(LadderVersion) }),
})

/** Publishes a ladder. */
export const publishLadder = command({
  id: 'obstacles.publish_ladder',
  summary: 'Publish a new version of the ladder; items under way keep the one they were assigned under',
  route: 'POST /item-ladders',
  permission: 'items.manage',
  input: z.object({
    expectedNumber: z.int().min(1),
    name: z.string().trim().min(2).max(100),
    basis: z.string().trim().min(2).max(500),
    body: LadderBody,
  }),
  output: z.object({ number: z.int() }),
})

const ClockText = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const Workdays = z.int().min(1).max(60)

/**
 * What a region sets for its loop. Days are working days but for `reopenDays` (calendar). `closeOfBusiness` is `HH:MM` in Asia/Shanghai.
 * `orders`: a blue order so many working days before the deadline, a yellow or red one after so many expiries of one item; red goes with
 * an interview where it says so.
 */
export const LoopSettings = z
  .object({
    closeOfBusiness: ClockText.default('17:30'),
    keepsQuietHours: z.boolean().default(true),
    verifyDays: Workdays.default(3),
    assignDays: Workdays.default(1),
    signDays: Workdays.default(1),
    returnDays: Workdays.default(1),
    extensionDecideDays: Workdays.default(2),
    mostExtensions: z.int().min(0).max(5).default(2),
    consentDays: Workdays.default(3),
    ratingDays: Workdays.default(3),
    remindDays: z.int().min(0).max(20).default(3),
    reopenDays: z.int().min(30).max(365).default(30),
    lookBackShare: z.number().min(0).max(1).default(0.1),
    leastLookBacksPerUnit: z.int().min(0).max(20).default(1),
    orders: z
      .object({
        blueDaysBefore: z.int().min(0).max(20).nullable().default(3),
        yellowAfterExpiries: z.int().min(1).max(6).nullable().default(1),
        redAfterExpiries: z.int().min(1).max(6).nullable().default(2),
        redNeedsInterview: z.boolean().default(true),
      })
      .strict()
      .default({ blueDaysBefore: 3, yellowAfterExpiries: 1, redAfterExpiries: 2, redNeedsInterview: true }),
  })
  .strict()
export type LoopSettings = z.output<typeof LoopSettings>

/** Shows the settings of the loop. */
export const showLoopSettings = query({
  id: 'obstacles.loop_settings',
  summary: "Show a region's settings of the loop: close of business, days to sign, verify, consent, orders",
  route: 'GET /item-settings',
  permission: 'items.view',
  input: z.object({}),
  output: z.object({ settings: LoopSettings, version: RecordVersion, mayChange: z.boolean() }),
})

/** Sets the settings of the loop. */
export const setLoopSettings = command({
  id: 'obstacles.set_loop_settings',
  summary: "Set a region's settings of the loop",
  route: 'PUT /item-settings',
  permission: 'items.manage',
  input: z.object({ settings: LoopSettings, expectedVersion: RecordVersion }),
  output: z.object({ version: RecordVersion }),
})

/** The one-page package of an item: as it was written last, or drawn from the log where nobody wrote one. */
export const showEscalationPackage = query({
  id: 'obstacles.item_package',
  summary: 'Show the one-page package an item moves up with: facts, ask, basis, opinions, options',
  route: 'GET /items/:itemId/package',
  permission: 'items.view',
  input: z.object({ itemId: Id }),
  output: z.object({
    package: EscalationPackage,
    isWritten: z.boolean(),
    writtenBy: z.string().nullable(),
    writtenAt: z.string().nullable(),
    tier: Tier.nullable(),
    number: z.string().nullable(),
    title: z.string(),
  }),
})

/** Writes the one-page package. */
export const writeEscalationPackage = command({
  id: 'obstacles.write_item_package',
  summary: 'Write the one-page package of an item by hand',
  route: 'PUT /items/:itemId/package',
  permission: 'items.report',
  input: ItemPlace.extend({ package: EscalationPackage }),
  output: z.object({ id: Id, version: RecordVersion }),
})

/** The operations on the ladder and the settings. */
export const ladderContracts = [
  listLadders,
  publishLadder,
  showLoopSettings,
  setLoopSettings,
  showEscalationPackage,
  writeEscalationPackage,
] as const
