import { z } from 'zod'
import { ExactText } from '../../../kernel/exact.ts'
import { PeriodText } from '../../../kernel/period.ts'
import { RoundingOption } from '../../../kernel/ratio.ts'
import { OverUnits } from './indicators.ts'

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
