import { type Exact, toDecimal, toExactText } from '../../../kernel/exact.ts'
import type { Points } from './measure.ts'

/** What an explanation can say, each a sentence of the messages under `reasons`. */
export type StepCode =
  | 'ratio'
  | 'shared_ratio'
  | 'summed'
  | 'capped'
  | 'within_cap'
  | 'not_below_zero'
  | 'times_points'
  | 'no_target_full'
  | 'no_target_none'
  | 'no_target_left_out'
  | 'left_out'
  | 'missing'
  | 'no_share'
  | 'figure'
  | 'percent'
  | 'excess'
  | 'at_mark'
  | 'gains'
  | 'loses'
  | 'based'
  | 'base'
  | 'line'
  | 'line_capped'
  | 'raised'
  | 'cut_off'
  | 'step_reached'
  | 'no_step_reached'
  | 'condition_holds'
  | 'condition_fails'
  | 'condition_undefined'
  | 'all_hold'
  | 'not_all_hold'
  | 'part'
  | 'of_hundred'
  | 'span'
  | 'all_equal'
  | 'share_of_span'
  | 'share_of_span_turned'
  | 'on_line'
  | 'on_curve'
  | 'alone'
  | 'place_in_group'
  | 'points_of_place'
  | 'points_of_place_stepped'
  | 'in_season'
  | 'printed'
  | 'bonus_lines'
  | 'rule_cap'
  | 'bonus_cap'
  | 'deduction_lines'

/** A step of an explanation: a sentence as data. */
export interface Step {
  readonly code: StepCode
  readonly params: Readonly<Record<string, string | number>>
}

/** A way to points, told. */
export interface Explained {
  readonly points: Points
  readonly steps: readonly Step[]
}

/** Makes a step. */
export function step(code: StepCode, params: Step['params']): Step {
  return { code, params }
}

const SHOWN = 6

/** A number for reading: exact where six decimals say it, else with a sign that it is shortened. */
export function numberText(value: Exact): string {
  const text = toExactText(value)
  return /^-?\d+(\.\d{1,6})?$/.test(text) ? text : `≈${toDecimal(value, SHOWN)}`
}
