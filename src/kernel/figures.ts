import type { Day } from './day.ts'
import type { PeriodKind } from './period.ts'

/** What a figure is counted in: things, whole yuan, a ratio (0.5 is 50 %), percentage points, working days, or a unit of its own told in the answer. */
export type FigureUnit = 'count' | 'yuan' | 'ratio' | 'points' | 'days' | 'own'

/**
 * 口径: a named question to a ledger whose answer is one number for a unit, or for the region as a whole, in a period. The name is fixed: what was
 * scored or published by it can be asked again. Its words stand under `figures` in the messages of the capability that answers.
 */
export interface FigureSpec {
  readonly id: `${string}.${string}`
  readonly unit: FigureUnit
  /** Of what it can be asked. */
  readonly of: readonly ('region' | 'unit')[]
  /** The kinds of period it can be asked for; cumulative from January where the ledger is. */
  readonly periods: readonly PeriodKind[]
}

/**
 * The answer to a figure's question. `value` is exact decimal text in the figure's unit (unrounded where it is a quotient, as far as 12 decimals), `null` where
 * the ledger does not know. `rows` is how many records stand behind it, `path` where they are seen.
 */
export interface FigureAnswer {
  readonly value: string | null
  readonly unitText: string | null
  readonly asOf: Day | null
  readonly rows: number
  readonly path: `/${string}`
}

/** A cell of a list: text, exact decimal text with its unit, or a day. */
export type ListCell = string | null

/** A named question whose answer is a list, such as the red lights of a month: its columns in order. Words under `lists` in messages. */
export interface ListSpec {
  readonly id: `${string}.${string}`
  readonly columns: readonly { readonly key: string; readonly unit: FigureUnit | 'text' | 'day' }[]
  readonly periods: readonly PeriodKind[]
}
