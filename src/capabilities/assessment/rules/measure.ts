import { divide, type Exact, exact, multiply, subtract, ZERO } from '../../../kernel/exact.ts'
import type { Measure, WithoutTarget } from '../contract.ts'

/** The figures of one unit for one criterion. */
export type Figures = Readonly<Record<string, string>>

/** What a figure came to: a number, `missing` where it was not handed in, `undefined_share` where what it is compared with is zero. */
export type Measured = Exact | 'missing' | 'undefined_share'

/**
 * What a criterion gave a unit before rounding: points, `missing` where a figure is not there, `left_out` where the method leaves the criterion out
 * of the unit's score.
 */
export type Points = Exact | 'missing' | 'left_out'

const HUNDRED = exact(100)

/** A figure by its name, `missing` where nobody handed it in. */
export function figureOf(figures: Figures, name: string): Exact | 'missing' {
  const text = figures[name]
  return text === undefined ? 'missing' : exact(text)
}

/** What a method looks at: the figure itself, its share of another in percent, or what it has above another. */
export function measureOf(measure: Measure, figures: Figures): Measured {
  const own = figureOf(figures, measure.of)
  if (own === 'missing' || measure.kind === 'figure') return own
  const other = figureOf(figures, measure.over)
  if (other === 'missing') return other
  if (measure.kind === 'excess') return subtract(own, other)
  const share = divide(own, other)
  return share === undefined ? 'undefined_share' : multiply(share, HUNDRED)
}

/** What a unit without a target has by the rule of its method. */
export function withoutTarget(rule: WithoutTarget, points: Exact): Points {
  return rule === 'full' ? points : rule === 'none' ? ZERO : 'left_out'
}

/** What a unit has whose measure could not be taken: `missing`, unless there was no target and the method says what then. */
export function unmeasured(why: Extract<Measured, string>, rule: WithoutTarget | undefined, points: Exact): Points {
  return why === 'undefined_share' && rule !== undefined ? withoutTarget(rule, points) : 'missing'
}
