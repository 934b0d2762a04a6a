import { divide, type Exact, exact, multiply, subtract, ZERO } from '../../../kernel/exact.ts'
import type { Measure } from '../contract.ts'
import { numberText, type Step, step } from './explain-step.ts'
import { type Figures, figureOf } from './measure.ts'

/** How figures are called by the criterion that reads them. */
export type NameOf = (figure: string) => string

/** A unit among its group, as a method looks at it. */
export interface Standpoint {
  readonly group: readonly Figures[]
  readonly at: number
  readonly nameOf: NameOf
}

/** What a method looks at, with the step that tells it. */
export function measured(
  measure: Measure,
  figures: Figures,
  nameOf: NameOf,
): { readonly value: Exact; readonly told: Step } {
  const own = numberOf(figures, measure.of)
  const name = nameOf(measure.of)
  if (measure.kind === 'figure') return { value: own, told: step('figure', { name, value: numberText(own) }) }
  const other = numberOf(figures, measure.over)
  const numbers = { name, value: numberText(own), over: nameOf(measure.over), other: numberText(other) }
  const value = measure.kind === 'excess' ? subtract(own, other) : multiply(divide(own, other) ?? ZERO, exact(100))
  return { value, told: step(measure.kind, { ...numbers, result: numberText(value) }) }
}

/** A figure by its name; zero where nobody handed it in, which the engine has told before. */
export function numberOf(figures: Figures, key: string): Exact {
  const value = figureOf(figures, key)
  return value === 'missing' ? ZERO : value
}
