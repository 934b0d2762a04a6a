import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { PeriodText } from '../../../kernel/period.ts'
import { YuanAmount } from '../../../kernel/yuan.ts'
import { Stage } from '../../key-projects/contract.ts'

/** 周报 月报: what a report tells of, one of its project and period. */
export const REPORT_KINDS = ['month', 'week'] as const
/** One of `REPORT_KINDS`. */
export const ReportKind = z.enum(REPORT_KINDS)
export type ReportKind = z.output<typeof ReportKind>

/** 待填 已报 单位已审核 已退回 重点办已确认 已锁定, in the order of the way. */
export const REPORT_STATES = ['due', 'submitted', 'unit_checked', 'returned', 'confirmed', 'locked'] as const
/** One of `REPORT_STATES`. */
export const ReportState = z.enum(REPORT_STATES)
export type ReportState = z.output<typeof ReportState>

/** What a person may do to a report just now. */
export const ReportAction = z.enum(['fill', 'submit', 'check', 'return', 'confirm', 'lock', 'correct'])
export type ReportAction = z.output<typeof ReportAction>

/** Why works or money lag behind: the classes by which offices sort obstacles of projects, and our own for weather and none. */
export const SLIP_REASONS = [
  'permits',
  'site',
  'environment_control',
  'construction_environment',
  'utilities',
  'funding',
  'labour',
  'market_technology',
  'weather',
  'own_decision',
  'other',
] as const
/** One of `SLIP_REASONS`. */
export const SlipReason = z.enum(SLIP_REASONS)
export type SlipReason = z.output<typeof SlipReason>

const Money = YuanAmount.min(0).max(9_000_000_000_000_000)
const Text = z.string().trim().max(2000)

/** A node of the plan that falls into the period, and what became of it. `reason` says why it was missed. */
export const ReportNode = z
  .object({
    nodeId: z.string().max(100),
    name: z.string().trim().max(200),
    plannedOn: DayText,
    doneOn: DayText.nullable().default(null),
    reason: z.string().trim().max(500).default(''),
  })
  .strict()
export type ReportNode = z.output<typeof ReportNode>

/**
 * A problem in the words of those who meet it. When the report is confirmed, one that names a promise (who does what by when) becomes a promise,
 * any other an item of the closed loop; both once.
 */
export const ReportProblem = z
  .object({
    text: z.string().trim().min(2).max(1000),
    promise: z
      .object({
        ownerText: z.string().trim().max(200).default(''),
        unitId: Id.nullable().default(null),
        action: z.string().trim().min(2).max(1000),
        dueOn: DayText,
      })
      .strict()
      .nullable()
      .default(null),
    promiseId: Id.nullable().default(null),
    itemId: Id.nullable().default(null),
  })
  .strict()
export type ReportProblem = z.output<typeof ReportProblem>

/**
 * What a report says. Money is whole yuan; `investedInPeriod` in the month or week, `investedThisYear` from January to the end of it;
 * `physicalShare` the share of the works that is done, 0–1; `nextPlan` the next period's work, `nextInvestment` its money (month only);
 * `adjustReason` why a figure does not follow from the one before.
 */
export const ReportBody = z
  .object({
    investedInPeriod: Money.nullable().default(null),
    investedThisYear: Money.nullable().default(null),
    physicalShare: z.number().min(0).max(1).nullable().default(null),
    physicalProgress: Text.default(''),
    fundsInPlace: Money.nullable().default(null),
    yearForecast: Money.nullable().default(null),
    nextInvestment: Money.nullable().default(null),
    nextPlan: Text.default(''),
    slipReason: SlipReason.nullable().default(null),
    slipText: Text.default(''),
    adjustReason: z.string().trim().max(500).default(''),
    nodes: z.array(ReportNode).max(200).default([]),
    problems: z.array(ReportProblem).max(20).default([]),
  })
  .strict()
export type ReportBody = z.output<typeof ReportBody>

/** The single fields of a report, beside its nodes and problems. */
export const REPORT_FIELDS = [
  'investedInPeriod',
  'investedThisYear',
  'physicalShare',
  'physicalProgress',
  'fundsInPlace',
  'yearForecast',
  'nextInvestment',
  'nextPlan',
  'slipReason',
  'slipText',
  'adjustReason',
] as const
/** One of `REPORT_FIELDS`. */
export const ReportField = z.enum(REPORT_FIELDS)
export type ReportField = z.output<typeof ReportField>

/** Where something already known comes from: the last report, the record of the project, the ledger of reported money, its plan of the year, the plan of nodes. */
export const KnownFrom = z.enum(['last_report', 'record', 'ledger', 'year_plan', 'schedule'])
export type KnownFrom = z.output<typeof KnownFrom>

/**
 * What is known before anything is asked. `body` is the form as it opens; `from` says for each field that is filled where it was taken
 * from; `base` is the year's money up to the period before; `plannedInPeriod` and `plannedToDate` the plan's money in the period and
 * from January to its end.
 */
export const Known = z.object({
  body: ReportBody,
  from: z.partialRecord(ReportField, KnownFrom),
  base: z.object({ amount: Money, period: PeriodText.nullable(), from: KnownFrom }).nullable(),
  physicalBefore: z.number().nullable(),
  plannedInPeriod: Money.nullable(),
  plannedToDate: Money.nullable(),
})
export type Known = z.output<typeof Known>

/** How much of a sent report was already held: `reused` of `asked` fields stand as they were known; `changed` are the others that were known. */
export const Reuse = z.object({ asked: z.int(), reused: z.int(), changed: z.array(z.string()) })
export type Reuse = z.output<typeof Reuse>

/** One edition of a report. Edition 1 is the report itself, each correction makes the next. */
export const Report = z.object({
  id: Id,
  projectId: Id,
  kind: ReportKind,
  period: PeriodText,
  edition: z.int().min(1),
  state: ReportState,
  body: ReportBody,
  reuse: Reuse.nullable(),
  dueOn: DayText,
  isLate: z.boolean(),
  correctionReason: z.string().nullable(),
  returnReason: z.string().nullable(),
  submittedAt: z.string().nullable(),
  submittedBy: z.string().nullable(),
  confirmedAt: z.string().nullable(),
  confirmedBy: z.string().nullable(),
  lockedAt: z.string().nullable(),
  version: RecordVersion,
  actions: z.array(ReportAction),
})
export type Report = z.output<typeof Report>

/** A photo of the site as it is listed. `takenOn` is the day it was taken; a place is there only where the sender wanted it kept. */
export const Photo = z.object({
  id: Id,
  kind: ReportKind,
  period: PeriodText,
  takenOn: DayText.nullable(),
  caption: z.string(),
  longitude: z.number().nullable(),
  latitude: z.number().nullable(),
  width: z.int(),
  height: z.int(),
  bytes: z.int(),
  uploadedAt: z.string(),
  uploadedBy: z.string(),
  mayRemove: z.boolean(),
})
export type Photo = z.output<typeof Photo>

/** What is held of the project and therefore shown, never asked. */
export const HeldFacts = z.object({
  id: Id,
  number: z.string(),
  name: z.string(),
  stage: Stage,
  unitId: Id,
  unitName: z.string(),
  leadUnitName: z.string().nullable(),
  taskForceName: z.string().nullable(),
  totalInvestment: Money.nullable(),
  yearPlan: Money.nullable(),
  investedThisYear: Money.nullable(),
  investedAsOf: PeriodText.nullable(),
  statisticalThisYear: Money.nullable(),
})
export type HeldFacts = z.output<typeof HeldFacts>

/** The project and period a report is of; the period's shape tells a week from a month. */
export const ReportPlace = z.object({ projectId: Id, period: PeriodText })
