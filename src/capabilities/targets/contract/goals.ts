import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { DecimalText } from '../../../kernel/exact.ts'
import { Id } from '../../../kernel/id.ts'
import { Code, Line, Passage } from './shared.ts'

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

/** One version of a target's goal; all are kept. The first has reason and approver of its issue; the approver is who acted, the body who decided. */
export const TargetVersion = z.object({
  number: z.int().min(1),
  goal: Goal,
  reason: Passage,
  approverId: z.string().min(1).max(200),
  approverName: z.string().max(200),
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
