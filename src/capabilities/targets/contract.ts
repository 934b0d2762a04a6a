import { z } from 'zod'
import { DayText } from '../../kernel/day.ts'
import { DecimalText, ExactText } from '../../kernel/exact.ts'
import { Id, RecordVersion } from '../../kernel/id.ts'
import { PeriodText } from '../../kernel/period.ts'
import { RoundingOption } from '../../kernel/ratio.ts'

/** Short codes of indicators and curves. */
export const Code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$/)
/** One line a person writes. */
export const Line = z.string().trim().min(1).max(200)
/** Some sentences a person writes. */
export const Passage = z.string().trim().min(1).max(2000)

/** 约束性, 预期性, 工作性: an expected indicator never carries a veto. */
export const IndicatorKind = z.enum(['binding', 'expected', 'work'])
export type IndicatorKind = z.output<typeof IndicatorKind>

/** Which way is better; `within` wants the figure inside a range. */
export const Direction = z.enum(['higher', 'lower', 'within'])
export type Direction = z.output<typeof Direction>

/** What the figure is: a level or a count, a growth rate in percent, another rate in percent, a place in a ranking. */
export const Measure = z.enum(['level', 'growth_rate', 'rate', 'rank'])
export type Measure = z.output<typeof Measure>

/** How often a figure is due. */
export const DueEvery = z.enum(['year', 'half', 'quarter', 'month', 'week', 'day'])

/** January of a monthly indicator: reported apart, may be empty, or never collected, `M01_02` standing in the place of two months. */
export const FirstMonths = z.enum(['separate', 'january_optional', 'combined'])

/** How the figures of periods become that of the year to date. */
export const OverTime = z.enum(['sum', 'last', 'average'])
export type OverTime = z.output<typeof OverTime>

/** How the figures of units become that of the whole. */
export const OverUnits = z.enum(['sum', 'weighted', 'not_addable'])
export type OverUnits = z.output<typeof OverUnits>

/** How an indicator is computed from others, where it is; a statistical growth rate never is. */
export const Derivation = z.object({ kind: z.enum(['growth', 'ratio', 'sum']), of: z.array(Code).min(1).max(20) })

/** What is counted, by whom, how often, and how it adds up. `cumulative`: each figure counts from 1 January. */
export const IndicatorBody = z.object({
  code: Code,
  name: Line,
  unitText: z.string().trim().min(1).max(20),
  kind: IndicatorKind,
  direction: Direction,
  measure: Measure,
  statistical: z.boolean(),
  sourceUnitId: Id,
  frequency: DueEvery,
  firstMonths: FirstMonths,
  cumulative: z.boolean(),
  overTime: OverTime,
  overUnits: OverUnits,
  derivation: Derivation.nullable().default(null),
  note: z.string().trim().max(2000).default(''),
})
export type IndicatorBody = z.output<typeof IndicatorBody>

/** An indicator as the ledger keeps it. */
export const Indicator = IndicatorBody.extend({ id: Id, version: RecordVersion })
export type Indicator = z.output<typeof Indicator>

/**
 * What a goal asks. The first ten as dispatches word them; `above_reference` beats another series (the mean of the province);
 * `growth` is an entered growth rate; `n_fold` is n times the base year (倍增: 2).
 */
export const Comparator = z.enum([
  '>=',
  '>',
  '<=',
  '<',
  '=',
  '~',
  'rank',
  'increase_to',
  'increase_by',
  'reduce_to',
  'reduce_by',
  'above_reference',
  'growth',
  'n_fold',
])
export type Comparator = z.output<typeof Comparator>

/**
 * A goal. Rates are in percent (`6.4` is 6.4 %). `upper` closes a range; `base` is the level to start from and `baseYear` its year;
 * `changeIn` says whether `increase_by` and `reduce_by` mean a rate in percent or an amount in the unit of the indicator;
 * `tolerancePercent` is how far `~`, or `=` of an indicator to be kept within, may miss; `reference` names the series to beat.
 */
export const Goal = z.object({
  comparator: Comparator,
  value: DecimalText.nullable(),
  upper: DecimalText.nullable().default(null),
  base: DecimalText.nullable().default(null),
  baseYear: z.int().min(1949).max(2199).nullable().default(null),
  changeIn: z.enum(['percent', 'amount']).default('percent'),
  tolerancePercent: DecimalText.nullable().default(null),
  reference: z.string().trim().min(1).max(100).nullable().default(null),
  stretch: DecimalText.nullable().default(null),
})
export type Goal = z.output<typeof Goal>

/** 草拟 征求意见 审定 下达 年终核定 归档, and 撤回. */
export const TargetState = z.enum(['draft', 'consulting', 'approved', 'issued', 'settled', 'archived', 'withdrawn'])
export type TargetState = z.output<typeof TargetState>

/** Who answers for a target: a unit, or a post in it. */
export const Owner = z.object({ unitId: Id, postId: Id.nullable().default(null) })

/** One version of a target's goal; all are kept. The first has reason and approver of its issue. */
export const TargetVersion = z.object({
  number: z.int().min(1),
  goal: Goal,
  reason: Passage,
  approverPostId: Id,
  approvingBody: Line,
  decidedOn: DayText,
  effectiveOn: DayText,
})
export type TargetVersion = z.output<typeof TargetVersion>

/** What a target is made with. `weight` counts where figures of units are weighted; `parentId` is the target it was split from. */
export const TargetBody = z.object({
  indicatorId: Id,
  year: z.int().min(1949).max(2199),
  unitId: Id,
  campaignId: Id.nullable().default(null),
  parentId: Id.nullable().default(null),
  goal: Goal,
  owner: Owner.nullable(),
  assessingUnitId: Id.nullable().default(null),
  weight: DecimalText.nullable().default(null),
  curveCode: Code.default('linear'),
  groupKey: z.string().trim().max(60).nullable().default(null),
})
export type TargetBody = z.output<typeof TargetBody>

/** 快报 初步 核定. */
export const ActualStatus = z.enum(['flash', 'preliminary', 'final'])
export type ActualStatus = z.output<typeof ActualStatus>

/** Where a number can be looked up: a file, a document with a place in it, or words. */
export const Evidence = z.object({
  fileId: Id.nullable().default(null),
  documentId: Id.nullable().default(null),
  text: z.string().trim().max(500).default(''),
})

/** One link of the revision chain of an actual figure. `growthPercent` and `rank` of `rankOf` are the published ones, never computed. */
export const ActualVersion = z.object({
  number: z.int().min(1),
  value: DecimalText.nullable(),
  growthPercent: DecimalText.nullable().default(null),
  rank: z.int().min(1).nullable().default(null),
  rankOf: z.int().min(1).nullable().default(null),
  status: ActualStatus,
  asOf: DayText,
  releasedOn: DayText.nullable().default(null),
  evidence: z.array(Evidence).max(20).default([]),
  reason: z.string().trim().max(2000).default(''),
})
export type ActualVersion = z.output<typeof ActualVersion>

/** A node of a pace curve: the share of the year's plan expected by the end of a month. */
export const PaceNode = z.object({ month: z.int().min(1).max(12), share: DecimalText })
export type PaceNode = z.output<typeof PaceNode>

/** How a year is expected to fill up, for a class of projects or targets. Between nodes it is linear. */
export const PaceCurve = z.object({
  code: Code,
  name: Line,
  nodes: z.array(PaceNode).min(1).max(12),
  source: z.string().trim().max(300),
})
export type PaceCurve = z.output<typeof PaceCurve>

/**
 * How completion is reckoned: `share_of_plan` actual ÷ plan; `way_from_base` the part of the way from the base to the goal;
 * `compared` the figure against the goal itself (rates, ranks), which no pace applies to.
 */
export const ProgressMethod = z.enum(['share_of_plan', 'way_from_base', 'compared'])
export type ProgressMethod = z.output<typeof ProgressMethod>

/** Where a target stands at the end of a period, unrounded; `null` where a figure does not apply or is not known. */
export const Progress = z.object({
  period: PeriodText,
  method: ProgressMethod,
  actual: ExactText.nullable(),
  plan: ExactText.nullable(),
  completion: ExactText.nullable(),
  pace: ExactText.nullable(),
  gapPoints: ExactText.nullable(),
  ratioToPace: ExactText.nullable(),
  relativeShortfall: ExactText.nullable(),
  remaining: ExactText.nullable(),
  forecast: ExactText.nullable(),
  met: z.boolean().nullable(),
})
export type Progress = z.output<typeof Progress>

/** A progress as printed: percentages and points as text, with the rounding that made them. */
export const ShownProgress = z.object({
  completionPercent: z.string().nullable(),
  pacePercent: z.string().nullable(),
  gapPoints: z.string().nullable(),
  ratioPercent: z.string().nullable(),
  shortfallPercent: z.string().nullable(),
  places: z.int().min(0).max(6),
  rounding: RoundingOption,
})
export type ShownProgress = z.output<typeof ShownProgress>

/** Split targets against their parent. `overAllotment` is total ÷ parent − 1 (加码率); a state says how the sum stands. */
export const Balance = z.object({
  method: OverUnits,
  parent: ExactText,
  total: ExactText.nullable(),
  difference: ExactText.nullable(),
  ratio: ExactText.nullable(),
  overAllotment: ExactText.nullable(),
  state: z.enum(['short', 'even', 'over', 'over_limit', 'not_addable', 'empty']),
})
export type Balance = z.output<typeof Balance>

/** A place in a group: `rank` of `of`, `change` places gained since the period before (below zero lost). */
export const RankRow = z.object({
  key: z.string(),
  value: ExactText.nullable(),
  rank: z.int().nullable(),
  of: z.int(),
  tied: z.boolean(),
  change: z.int().nullable(),
  whyNot: z.enum(['no_value', 'not_comparable']).nullable(),
})
export type RankRow = z.output<typeof RankRow>

/** A figure somebody published: shown beside the actual, turned into one by the source unit alone. */
export const Claim = z.object({
  id: Id,
  indicatorId: Id,
  unitId: Id,
  period: PeriodText,
  comparator: Comparator,
  value: DecimalText.nullable(),
  quote: Passage,
  documentId: Id,
  state: z.enum(['open', 'adopted', 'set_aside']),
  version: RecordVersion,
})
export type Claim = z.output<typeof Claim>

/** A drive of a year or several, e.g. a four-year doubling of industry. */
export const CampaignBody = z.object({
  name: Line,
  firstYear: z.int().min(1949).max(2199),
  lastYear: z.int().min(1949).max(2199),
  leadUnitId: Id,
  summary: z.string().trim().max(2000).default(''),
})
export const Campaign = CampaignBody.extend({
  id: Id,
  state: z.enum(['open', 'closed', 'withdrawn']),
  version: RecordVersion,
})
export type Campaign = z.output<typeof Campaign>
