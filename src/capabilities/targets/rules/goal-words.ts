import { formatNumber } from '../../../kernel/format.ts'
import type { Comparator, Goal, Indicator } from '../contract.ts'

/** The words a goal is told in. */
export interface GoalWords {
  readonly comparators: Readonly<Record<Comparator, string>>
  readonly goal: (text: string, unit: string) => string
  readonly requirement: (word: string, figure: string) => string
  readonly range: (from: string, to: string) => string
  readonly times: (value: string, year: string) => string
  readonly above: (reference: string, margin: string) => string
}

/** A goal in words: 不低于120亿元, 增长6.4%, 达到2022年的2倍. */
export function goalText(goal: Goal, indicator: Pick<Indicator, 'unitText' | 'measure'>, words: GoalWords): string {
  const { comparator, value, upper, reference, baseYear } = goal
  const word = words.comparators[comparator]
  if (comparator === 'n_fold') return words.times(value ?? '', String(baseYear ?? ''))
  if (comparator === 'above_reference')
    return words.above(reference ?? '', value === null ? '' : words.goal(formatNumber(value), indicator.unitText))
  if (value === null) return word
  const isPercent =
    comparator === 'growth' ||
    ((comparator === 'increase_by' || comparator === 'reduce_by') && goal.changeIn === 'percent')
  const unit = isPercent ? '%' : comparator === 'rank' ? '' : indicator.unitText
  const figure = upper === null ? formatNumber(value) : words.range(formatNumber(value), formatNumber(upper))
  return words.requirement(word, words.goal(figure, unit))
}
