import type { reasonsZh } from './reasons.zh-CN.ts'

const signed = (change: string | number | undefined) =>
  String(change).startsWith('-') ? `− ${String(change).slice(1)}` : `+ ${change}`
const unitOf = (measure: string | number | undefined) => (measure === 'percent' ? ' %' : '')
const atLeast = (is: string | number | undefined) => (is === 'above' ? 'more than' : 'at least')

/** How points came to be, in English: each step of an explanation as a sentence. */
export const reasonsEn: typeof reasonsZh = {
  ratio: ({ actual, done, target, due, ratio }) => `${actual} ${done} ÷ ${target} ${due} = ${ratio}`,
  shared_ratio: ({ actual, done, target, due, ratio, share, worth }) =>
    `${actual} ${done} ÷ ${target} ${due} = ${ratio}, × share ${share} = ${worth}`,
  summed: ({ result }) => `Together ${result}`,
  capped: ({ cap }) => `Above the cap: counted as ${cap}`,
  within_cap: ({ cap }) => `Within the cap of ${cap}`,
  not_below_zero: () => 'Below zero counts as zero',
  times_points: ({ factor, points, result }) => `${factor} × ${points} points = ${result}`,
  no_target_full: ({ target }) => `${target} is zero: full points by the scheme`,
  no_target_none: ({ target }) => `${target} is zero: no points by the scheme`,
  no_target_left_out: ({ target }) => `${target} is zero: left out by the scheme, the rest stands for the whole`,
  left_out: () => 'Left out of the total',
  missing: ({ names }) => `${names} missing: no points`,
  no_share: ({ names }) => `${names}: compared with zero, no points`,
  figure: ({ name, value }) => `${name} ${value}`,
  percent: ({ name, value, over, other, result }) => `${name} ${value} ÷ ${over} ${other} = ${result} %`,
  excess: ({ name, value, over, other, result }) => `${name} ${value} − ${over} ${other} = ${result}`,
  at_mark: ({ mark, base }) => `${base} points at ${mark}`,
  gains: ({ from, to, per, each, counted, worth }) =>
    `From ${from} to ${to}, ${each} more for every ${per}: ${counted} × ${each} = +${worth}`,
  loses: ({ from, to, per, each, counted, worth }) =>
    `From ${from} to ${to}, ${each} less for every ${per}: ${counted} × ${each} = −${worth}`,
  based: ({ base, change, result }) => `${base} ${signed(change)} = ${result}`,
  base: ({ base }) => `Base ${base}`,
  line: ({ name, figure, each, worth }) => `${name} ${figure} × ${each} = ${worth}`,
  line_capped: ({ name, figure, each, worth, most }) => `${name} ${figure} × ${each} = ${worth}, at most ${most}`,
  raised: ({ least }) => `Below the least: counted as ${least}`,
  cut_off: ({ most }) => `Above the most: counted as ${most}`,
  step_reached: ({ from, points }) => `Reaches the step at ${from}: ${points} points`,
  no_step_reached: () => 'Reaches no step: 0 points',
  condition_holds: ({ name, measured, measure, is, value }) =>
    `${name} ${measured}${unitOf(measure)}, asked ${atLeast(is)} ${value}${unitOf(measure)}: met`,
  condition_fails: ({ name, measured, measure, is, value }) =>
    `${name} ${measured}${unitOf(measure)}, asked ${atLeast(is)} ${value}${unitOf(measure)}: not met`,
  condition_undefined: ({ name }) => `${name}: compared with zero, taken as not met`,
  all_hold: ({ points }) => `Every condition is met: ${points} points`,
  not_all_hold: () => 'Not every condition is met: 0 points',
  part: ({ name, value, share, worth }) => `${name} ${value} × ${share} = ${worth}`,
  of_hundred: ({ score, points, result }) => `${score} of a hundred × ${points} points ÷ 100 = ${result}`,
  span: ({ least, most }) => `In the group: least ${least}, most ${most}`,
  all_equal: ({ ceiling }) => `All units of the group are equal: ${ceiling} of a hundred each`,
  share_of_span: ({ value, least, most, share }) => `(${value} − ${least}) ÷ (${most} − ${least}) = ${share}`,
  share_of_span_turned: ({ value, least, most, share }) =>
    `Lower is better: (${most} − ${value}) ÷ (${most} − ${least}) = ${share}`,
  on_line: ({ floor, ceiling, share, score }) => `${floor} + (${ceiling} − ${floor}) × ${share} = ${score}`,
  on_curve: ({ floor, ceiling, share, score }) => `${floor} × (${ceiling} ÷ ${floor})^${share} = ${score}`,
  alone: () => 'The only unit of its group with a figure: scored in proportion',
  place_in_group: ({ place, of }) => `Place ${place} of ${of} in the group`,
  points_of_place: ({ place, points }) => `By the table: place ${place} gives ${points} points`,
  points_of_place_stepped: ({ place, first, step, points }) => `${first} − ${step} × (${place} − 1) = ${points}`,
  in_season: ({ given, points, writtenFor, result }) =>
    `${points} points in this period (the scheme says ${writtenFor}): ${given} × ${points} ÷ ${writtenFor} = ${result}`,
  printed: ({ points, decimals }) => `Rounded to ${decimals} decimals: ${points} points`,
  bonus_lines: ({ count, points }) => `${count} bonuses, ${points} points together`,
  rule_cap: ({ name, points, most }) => `“${name}” comes to ${points}, at most ${most} count`,
  bonus_cap: ({ points, most }) => `Bonuses come to ${points}, at most ${most} count`,
  deduction_lines: ({ count, points }) => `${count} deductions, ${points} points together`,
}
