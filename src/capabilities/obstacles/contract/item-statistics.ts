import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { Id } from '../../../kernel/id.ts'
import { query } from '../../../kernel/operation.ts'
import { ItemClass, ItemKind, Tier } from './items.ts'

/**
 * Why an item is in neither part of a rate: 未到期 not_due, 挂起 suspended, 需上级解决 level_above, 已并入 merged, 已撤回 withdrawn, 未交办 not_assigned.
 */
export const EXCLUSIONS = ['not_assigned', 'not_due', 'suspended', 'level_above', 'merged', 'withdrawn'] as const
/** One of `EXCLUSIONS`. */
export const Exclusion = z.enum(EXCLUSIONS)
export type Exclusion = z.output<typeof Exclusion>

/** A published rate: both parts, the unrounded ratio (null over nothing), and what was left out and why. */
export const Rate = z.object({
  numerator: z.int().min(0),
  denominator: z.int().min(0),
  value: z.number().nullable(),
  exclusions: z.array(z.object({ reason: Exclusion, count: z.int().min(1) })),
})
export type Rate = z.output<typeof Rate>

/**
 * What a group of items adds up to. `onTime`: answers accepted before the first deadline of all that fell due; `closing`: closed of all
 * assigned; `falseClosing`: closings reopened or found false by a look-back of all closings. Days are working days from the start of the
 * clock to the accepted answer, over closed items: the median (mean of the two in the middle) and the 90th percentile (nearest rank).
 */
export const ItemFigures = z.object({
  reported: z.int(),
  assigned: z.int(),
  open: z.int(),
  overdue: z.int(),
  closed: z.int(),
  onTime: Rate,
  closing: Rate,
  falseClosing: Rate,
  medianDays: z.number().nullable(),
  ninetiethDays: z.number().nullable(),
  returns: z.int(),
  extensions: z.int(),
  escalations: z.int(),
  reopenings: z.int(),
  notSatisfied: z.int(),
})
export type ItemFigures = z.output<typeof ItemFigures>

/** By what statistics are split; `age` by working days since the assignment. */
export const STATISTICS_GROUPS = ['unit', 'class', 'tier', 'age', 'kind'] as const
/** One of `STATISTICS_GROUPS`. */
export const StatisticsGroup = z.enum(STATISTICS_GROUPS)
export type StatisticsGroup = z.output<typeof StatisticsGroup>

/** Working days since the assignment: up to 5, 10, 20, 60 and more; `none` where it is not assigned. */
export const AGES = ['none', 'to_5', 'to_10', 'to_20', 'to_60', 'over_60'] as const
/** One of `AGES`. */
export const Age = z.enum(AGES)
export type Age = z.output<typeof Age>

/** Statistics of items. */
export const showItemStatistics = query({
  id: 'obstacles.item_statistics',
  summary: 'Show on-time, closing and false-closing rates, days, returns and extensions by unit, class, tier or age',
  route: 'GET /items/statistics',
  permission: 'items.view',
  input: z.object({
    from: DayText,
    to: DayText,
    by: StatisticsGroup.default('unit'),
    kind: z.array(ItemKind).optional(),
    class: z.array(ItemClass).optional(),
    tier: z.array(Tier).optional(),
    unitId: z.array(Id).optional(),
  }),
  output: z.object({
    from: DayText,
    to: DayText,
    asOf: z.string(),
    by: StatisticsGroup,
    total: ItemFigures,
    /** `key` is the unit's id, the class, the tier as text, the age or the kind; `name` the unit's name, empty otherwise. */
    rows: z.array(z.object({ key: z.string(), name: z.string(), figures: ItemFigures })),
  }),
})

/** The operations on statistics. */
export const itemStatisticsContracts = [showItemStatistics] as const
