import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'

/** 完成—开始 开始—开始 完成—完成 开始—完成: what of the earlier node binds what of the later one. */
export const LINK_TYPES = ['FS', 'SS', 'FF', 'SF'] as const
/** One of `LINK_TYPES`. */
export const LinkType = z.enum(LINK_TYPES)
export type LinkType = z.output<typeof LinkType>

/** 工作日 日历日: how a number of days is counted. */
export const DayKind = z.enum(['working', 'calendar'])
export type DayKind = z.output<typeof DayKind>

/** 通用 室外（有冬歇） 连续: on which days a node can go on. A continuous node counts every day, whatever its day kind. */
export const NODE_CALENDARS = ['standard', 'outdoor', 'continuous'] as const
/** One of `NODE_CALENDARS`. */
export const NodeCalendar = z.enum(NODE_CALENDARS)
export type NodeCalendar = z.output<typeof NodeCalendar>

/** The longest a node or a lag may be, in days: about twenty years. */
export const LONGEST_DAYS = 7300

/** The key of a node inside its network: stable, chosen by whoever made the node. */
export const NodeId = z.string().trim().min(1).max(64)
export type NodeId = z.output<typeof NodeId>

/** 法定时限: what the law allows an authority to take for a permit, and whether its paper may follow later by commitment (告知承诺、容缺). */
export const PermitTerms = z.object({
  /** The permit in words or as a code of the region's list of items. */
  kind: z.string().trim().min(1).max(100),
  /** Days the law allows, counted in `ceilingKind`; the node's own days are what is promised and may not exceed it. */
  ceilingDays: z.int().min(0).max(LONGEST_DAYS),
  ceilingKind: DayKind.default('working'),
  /** The article that sets the ceiling. */
  basis: z.string().trim().max(300).default(''),
  /** Whether the next node may begin on a written commitment while this permit is still being examined. */
  deferrable: z.boolean().default(false),
})
export type PermitTerms = z.output<typeof PermitTerms>

/** What has really happened to a node. Re-planning starts from these, never from a percentage. */
export const NodeFacts = z.object({
  startedOn: DayText.nullable().default(null),
  finishedOn: DayText.nullable().default(null),
  /** Days still needed from today on, today included, as the people on site say; counted like the node's own days. */
  remainingDays: z.int().min(0).max(LONGEST_DAYS).nullable().default(null),
})
export type NodeFacts = z.output<typeof NodeFacts>

/** A node of a plan (节点). A node of 0 days is a milestone: it is reached at the end of a day. */
export const PlanNode = z.object({
  id: NodeId,
  name: z.string().trim().min(1).max(200),
  days: z.int().min(0).max(LONGEST_DAYS),
  dayKind: DayKind.default('working'),
  calendar: NodeCalendar.default('standard'),
  milestone: z.boolean().default(false),
  /** The shortest it can be made, for repairs; nothing said: a fifth may be cut. */
  minDays: z.int().min(0).max(LONGEST_DAYS).nullable().default(null),
  /** It may not begin before this day. */
  notBefore: DayText.nullable().default(null),
  /** It must be finished by this day. */
  notAfter: DayText.nullable().default(null),
  /** It must have begun by this day. */
  startNotAfter: DayText.nullable().default(null),
  /** It may not be finished before this day. */
  finishNotBefore: DayText.nullable().default(null),
  permit: PermitTerms.nullable().default(null),
  facts: NodeFacts.default({ startedOn: null, finishedOn: null, remainingDays: null }),
})
export type PlanNode = z.output<typeof PlanNode>

/** A link between two nodes; `lag` days must lie between the bound ends, fewer than 0 lets them overlap. */
export const PlanLink = z.object({
  from: NodeId,
  to: NodeId,
  type: LinkType.default('FS'),
  lag: z.int().min(-LONGEST_DAYS).max(LONGEST_DAYS).default(0),
  lagKind: DayKind.default('working'),
})
export type PlanLink = z.output<typeof PlanLink>

/** Nodes and their links. Two nodes may be linked more than once, by links of different types. */
export const Network = z.object({
  nodes: z.array(PlanNode).max(5000),
  links: z.array(PlanLink).max(50_000),
})
export type Network = z.output<typeof Network>

/** Month and day, `MM-DD`. */
export const MonthDay = z.string().regex(/^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/)

/** 冬歇: every year from `from` to `through`, both included, possibly over New Year. */
export const WinterStop = z.object({ from: MonthDay, through: MonthDay })
export type WinterStop = z.output<typeof WinterStop>

/** Days on which nothing of this plan goes on (停工): both ends included. Continuous nodes go on. */
export const Closure = z.object({ from: DayText, through: DayText, reason: z.string().trim().max(200).default('') })
export type Closure = z.output<typeof Closure>

/** What a plan is computed from, besides its network. */
export const PlanFrame = z.object({
  /** The day by whose end everything must be finished (投产日、竣工日). None: as soon as possible, late dates from the earliest finish. */
  openOn: DayText.nullable().default(null),
  /** Nothing begins before this day. */
  startOn: DayText.nullable().default(null),
  /** 冬歇 of outdoor nodes; none: they go on all year. */
  winterStop: WinterStop.nullable().default(null),
  closures: z.array(Closure).max(200).default([]),
})
export type PlanFrame = z.output<typeof PlanFrame>

/**
 * 已完成 逾期完成 进行中 未到 临近 已逾期 将逾期: a node as it stands today. `late`: the latest day to begin or to finish has passed. `will_be_late`: it has
 * not, but its earliest finish lies after its latest. `due`: that day is today or within a week. A finish that came late stays `done_late`.
 */
export const NODE_VERDICTS = ['done', 'done_late', 'running', 'waiting', 'due', 'late', 'will_be_late'] as const
/** One of `NODE_VERDICTS`. */
export const NodeVerdict = z.enum(NODE_VERDICTS)
export type NodeVerdict = z.output<typeof NodeVerdict>

/** A node with its computed days; finishes are the last day worked. */
export const ScheduledNode = z.object({
  id: NodeId,
  earlyStart: DayText,
  earlyFinish: DayText,
  lateStart: DayText,
  lateFinish: DayText,
  /** Days it can slip without moving the opening day, counted as the node counts its own days; negative: that many too few. */
  totalFloat: z.int(),
  /** Days it can slip without moving the early dates of any other node; never negative, never more than a positive total float. */
  freeFloat: z.int(),
  /** It lies on the chain with the least float, or has none left. Never true of a finished node. */
  critical: z.boolean(),
  verdict: NodeVerdict,
  /** Working days by which it is late or will be, 0 otherwise. */
  daysLate: z.int().min(0),
  /** One of its days rests on a year whose arrangement of holidays is not yet published. */
  provisional: z.boolean(),
})
export type ScheduledNode = z.output<typeof ScheduledNode>

/** A plan with its computed days, nodes in the order of the network. */
export const Schedule = z.object({
  /** The first day of the early dates: of what has begun the real one, otherwise today or the start of the plan if later. */
  startOn: DayText,
  /** The earliest day everything is finished. */
  finishOn: DayText,
  /** The day the late dates end with: the opening day, or `finishOn` where none is set. */
  openOn: DayText,
  /** Whether an opening day is set, so that the late dates are those to keep. */
  isBackward: z.boolean(),
  /** Working days between `startOn` and `finishOn`, both included. */
  length: z.int().min(0),
  /** Working days left between `finishOn` and `openOn`; negative: the plan cannot be kept as it stands. */
  margin: z.int(),
  feasible: z.boolean(),
  /** Last day whose working days are published; later days are provisional. */
  publishedThrough: DayText,
  nodes: z.array(ScheduledNode),
  /** Indices of the network's links that hold a critical chain together. */
  criticalLinks: z.array(z.int().min(0)),
  /** What a planner should look at: facts against links, permits over their ceiling. Same form as problems. */
  warnings: z.array(
    z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])).optional() }),
  ),
})
export type Schedule = z.output<typeof Schedule>

/** The four dates a question "why this date" may be asked about. */
export const DATE_NAMES = ['earlyStart', 'earlyFinish', 'lateStart', 'lateFinish'] as const
/** One of `DATE_NAMES`. */
export const DateName = z.enum(DATE_NAMES)
export type DateName = z.output<typeof DateName>

/** One step of the chain of rules that fixed a date, from the date asked about to its root. `code` has a sentence in the messages. */
export const WhyStep = z.object({
  code: z.enum([
    'opening_day',
    'plan_finish',
    'today',
    'plan_start',
    'fact_started',
    'fact_finished',
    'not_before',
    'not_after',
    'start_not_after',
    'finish_not_before',
    'duration',
    'remaining',
    'link',
  ]),
  /** Node the step is about. */
  nodeId: NodeId,
  nodeName: z.string(),
  /** The date of that node this step fixes. */
  date: DateName,
  on: DayText,
  /** Beside `duration` and `remaining`: days and how they are counted; beside `link`: its type, lag and the node at its other end. */
  params: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
})
export type WhyStep = z.output<typeof WhyStep>

/** A change somebody thinks about. Changes are applied in order. */
export const PlanChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('set_days'), nodeId: NodeId, days: z.int().min(0).max(LONGEST_DAYS) }),
  z.object({ kind: z.literal('set_link'), link: PlanLink }),
  z.object({ kind: z.literal('remove_link'), from: NodeId, to: NodeId, type: LinkType }),
  /** Lets the node begin `days` before the earlier one is finished: a lag shorter by that much. */
  z.object({ kind: z.literal('overlap'), from: NodeId, to: NodeId, days: z.int().min(1).max(LONGEST_DAYS) }),
  /** 告知承诺: what waits for the permit begins a working day after it was asked for; its paper must be there by the opening day. */
  z.object({ kind: z.literal('defer_permit'), nodeId: NodeId }),
  z.object({ kind: z.literal('set_open_on'), on: DayText }),
  z.object({ kind: z.literal('set_start_on'), on: DayText.nullable() }),
  z.object({ kind: z.literal('set_not_before'), nodeId: NodeId, on: DayText.nullable() }),
  z.object({ kind: z.literal('set_not_after'), nodeId: NodeId, on: DayText.nullable() }),
  z.object({ kind: z.literal('set_facts'), nodeId: NodeId, facts: NodeFacts }),
  z.object({ kind: z.literal('set_node'), node: PlanNode }),
  z.object({ kind: z.literal('remove_node'), nodeId: NodeId }),
  z.object({ kind: z.literal('set_winter_stop'), winterStop: WinterStop.nullable() }),
])
export type PlanChange = z.output<typeof PlanChange>

/** A way out of a plan that cannot be kept, with its effect as computed by scheduling once more. */
export const Repair = z.object({
  kind: z.enum(['shorten', 'overlap', 'defer_permit', 'move_opening', 'together']),
  changes: z.array(PlanChange).min(1),
  /** Working days by which the margin of the plan improves. */
  gainDays: z.int().min(0),
  /** The margin after it; 0 or more: the plan can be kept. */
  marginAfter: z.int(),
  finishOnAfter: DayText,
  /** Nodes it acts on, for the sentence. */
  nodes: z.array(z.object({ id: NodeId, name: z.string() })),
  params: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
})
export type Repair = z.output<typeof Repair>

/** The days of a node as a baseline keeps them. */
export const BaselineNode = z.object({ id: NodeId, name: z.string(), startOn: DayText, finishOn: DayText })
export type BaselineNode = z.output<typeof BaselineNode>

/** A node against one baseline; days are working days, positive = later than the baseline. */
export const Deviation = z.object({
  id: NodeId,
  name: z.string(),
  change: z.enum(['same', 'moved', 'added', 'removed']),
  baselineStart: DayText.nullable(),
  baselineFinish: DayText.nullable(),
  startOn: DayText.nullable(),
  finishOn: DayText.nullable(),
  startDays: z.int().nullable(),
  finishDays: z.int().nullable(),
})
export type Deviation = z.output<typeof Deviation>

/** What a what-if answers: the plan before and after, and the nodes whose days move. */
export const WhatIf = z.object({
  before: Schedule,
  after: Schedule,
  /** Late dates for a plan with an opening day, early dates for one without. */
  moved: z.array(Deviation),
})
export type WhatIf = z.output<typeof WhatIf>
