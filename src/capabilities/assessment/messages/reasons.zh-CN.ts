type Values = Readonly<Record<string, string | number>>
type Say = (values: Values) => string

const signed = (change: string | number | undefined) =>
  String(change).startsWith('-') ? `− ${String(change).slice(1)}` : `+ ${change}`
const unitOf = (measure: string | number | undefined) => (measure === 'percent' ? '%' : '')
const atLeast = (is: string | number | undefined) => (is === 'above' ? '超过' : '达到')

/** How points came to be, in Chinese: each step of an explanation as a sentence. */
export const reasonsZh = {
  ratio: ({ actual, done, target, due, ratio }) => `${actual} ${done} ÷ ${target} ${due} = ${ratio}`,
  shared_ratio: ({ actual, done, target, due, ratio, share, worth }) =>
    `${actual} ${done} ÷ ${target} ${due} = ${ratio}，× 占比 ${share} = ${worth}`,
  summed: ({ result }) => `合计 ${result}`,
  capped: ({ cap }) => `超过封顶 ${cap}，按 ${cap} 计`,
  within_cap: ({ cap }) => `未超过封顶 ${cap}`,
  not_below_zero: () => '低于 0 的按 0 计',
  times_points: ({ factor, points, result }) => `${factor} × 分值 ${points} = ${result}`,
  no_target_full: ({ target }) => `${target}为 0，按办法给满分`,
  no_target_none: ({ target }) => `${target}为 0，按办法不给分`,
  no_target_left_out: ({ target }) => `${target}为 0，按办法本项不计，其余各项按比例折成满分`,
  left_out: () => '本项不计入总分',
  missing: ({ names }) => `缺 ${names}，不得分`,
  no_share: ({ names }) => `${names}：比较的基数为 0，算不出，不得分`,
  figure: ({ name, value }) => `${name} ${value}`,
  percent: ({ name, value, over, other, result }) => `${name} ${value} ÷ ${over} ${other} = ${result}%`,
  excess: ({ name, value, over, other, result }) => `${name} ${value} − ${over} ${other} = ${result}`,
  at_mark: ({ mark, base }) => `达到 ${mark} 得基准分 ${base}`,
  gains: ({ from, to, per, each, counted, worth }) =>
    `从 ${from} 到 ${to}，每 ${per} 加 ${each} 分：${counted} × ${each} = 加 ${worth}`,
  loses: ({ from, to, per, each, counted, worth }) =>
    `从 ${from} 到 ${to}，每 ${per} 扣 ${each} 分：${counted} × ${each} = 扣 ${worth}`,
  based: ({ base, change, result }) => `基准分 ${base} ${signed(change)} = ${result}`,
  base: ({ base }) => `基础分 ${base}`,
  line: ({ name, figure, each, worth }) => `${name} ${figure} × ${each} = ${worth}`,
  line_capped: ({ name, figure, each, worth, most }) => `${name} ${figure} × ${each} = ${worth}，本项最多 ${most}`,
  raised: ({ least }) => `低于最低分，按 ${least} 计`,
  cut_off: ({ most }) => `高于最高分，按 ${most} 计`,
  step_reached: ({ from, points }) => `达到 ${from} 一档，得 ${points} 分`,
  no_step_reached: () => '没有达到任何一档，得 0 分',
  condition_holds: ({ name, measured, measure, is, value }) =>
    `${name} ${measured}${unitOf(measure)}，${atLeast(is)} ${value}${unitOf(measure)}：达到`,
  condition_fails: ({ name, measured, measure, is, value }) =>
    `${name} ${measured}${unitOf(measure)}，未${atLeast(is)} ${value}${unitOf(measure)}：没有达到`,
  condition_undefined: ({ name }) => `${name}：比较的基数为 0，算不出，视为没有达到`,
  all_hold: ({ points }) => `条件全部达到，得 ${points} 分`,
  not_all_hold: () => '条件没有全部达到，得 0 分',
  part: ({ name, value, share, worth }) => `${name} ${value} × ${share} = ${worth}`,
  of_hundred: ({ score, points, result }) => `百分制 ${score} × 分值 ${points} ÷ 100 = ${result}`,
  span: ({ least, most }) => `组内最低 ${least}，最高 ${most}`,
  all_equal: ({ ceiling }) => `组内各单位相同，都得百分制 ${ceiling}`,
  share_of_span: ({ value, least, most, share }) => `(${value} − ${least}) ÷ (${most} − ${least}) = ${share}`,
  share_of_span_turned: ({ value, least, most, share }) =>
    `越低越好：(${most} − ${value}) ÷ (${most} − ${least}) = ${share}`,
  on_line: ({ floor, ceiling, share, score }) => `${floor} + (${ceiling} − ${floor}) × ${share} = ${score}`,
  on_curve: ({ floor, ceiling, share, score }) => `${floor} × (${ceiling} ÷ ${floor})^${share} = ${score}`,
  alone: () => '组内只有本单位有数，改按比例得分',
  place_in_group: ({ place, of }) => `组内 ${of} 个单位中列第 ${place}`,
  points_of_place: ({ place, points }) => `按名次表，第 ${place} 名得 ${points} 分`,
  points_of_place_stepped: ({ place, first, step, points }) => `${first} − ${step} × (${place} − 1) = ${points}`,
  in_season: ({ given, points, writtenFor, result }) =>
    `本期分值 ${points}（办法原定 ${writtenFor}）：${given} × ${points} ÷ ${writtenFor} = ${result}`,
  printed: ({ points, decimals }) => `按 ${decimals} 位小数计 ${points} 分`,
  bonus_lines: ({ count, points }) => `加分 ${count} 条，共 ${points} 分`,
  rule_cap: ({ name, points, most }) => `「${name}」共 ${points} 分，最多计 ${most} 分`,
  bonus_cap: ({ points, most }) => `加分合计 ${points}，封顶 ${most} 分`,
  deduction_lines: ({ count, points }) => `扣分 ${count} 条，共 ${points} 分`,
} satisfies Readonly<Record<string, Say>>
