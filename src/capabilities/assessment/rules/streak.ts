import { exact } from '../../../kernel/exact.ts'
import type { FigureOrigin } from '../contract.ts'
import { stands } from './compare-with.ts'
import { type Figures, measureOf } from './measure.ts'

/** 连续期数: a count of periods in a row in which a measure has met a mark. */
export type StreakOrigin = Extract<FigureOrigin, { readonly kind: 'streak' }>

/**
 * How many periods in a row, this one included, a unit has met the mark. `periods` are its figures of the criterion, this period first and each
 * before the next without a gap; a period whose measure cannot be taken ends the row. `undefined` where this period's cannot be taken.
 */
export function streakOf({ measure, is, value }: StreakOrigin, periods: readonly Figures[]): number | undefined {
  const met = periods.map((figures) => {
    const measured = measureOf(measure, figures)
    return typeof measured === 'string' ? undefined : stands(measured, is, exact(value))
  })
  if (met.length === 0 || met[0] === undefined) return undefined
  const end = met.findIndex((each) => each !== true)
  return end === -1 ? met.length : end
}
