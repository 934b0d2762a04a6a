import { z } from 'zod'
import type { Day } from './day.ts'
import { PERIOD_KINDS, type PeriodKind } from './period.ts'

/** What a figure is counted in: things, whole yuan, a ratio (0.5 is 50 %), percentage points, working days, or a unit of its own told in the answer. */
export type FigureUnit = 'count' | 'yuan' | 'ratio' | 'points' | 'days' | 'own'

/** Every kind of period, of a figure that knows where it stands on any day. */
export const ANY_PERIOD: readonly PeriodKind[] = PERIOD_KINDS

/** The name of a figure or a list: `<capability>.<what>`. */
export type FigureId = `${string}.${string}`

/**
 * 口径: a named question to a ledger whose answer is one number for a unit, or for the region as a whole, in a period. The name is fixed: what was
 * scored or published by it can be asked again. Its words stand under `figures` in the messages of the capability that answers.
 */
export interface FigureSpec {
  readonly id: FigureId
  readonly unit: FigureUnit
  /** Of what it can be asked. */
  readonly of: readonly ('region' | 'unit')[]
  /** The kinds of period it can be asked for; cumulative from January where the ledger is. */
  readonly periods: readonly PeriodKind[]
  /** What must be named beside unit and period: the code of an indicator. */
  readonly param?: 'indicator'
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

/** A cell of a list: text as a Chinese paper prints it, exact decimal text in the unit of its column, or a day. */
export type ListCell = string | null

/** A named question whose answer is a list, such as the red lights of a month: its columns in order. Words under `lists` in messages. */
export interface ListSpec {
  readonly id: FigureId
  readonly columns: readonly { readonly key: string; readonly unit: FigureUnit | 'text' | 'day' }[]
  readonly periods: readonly PeriodKind[]
}

/** What a figure is called and what exactly it counts. */
export interface FigureWords {
  readonly name: string
  readonly meaning: string
}

/** What a list is called, what it holds, and the headings of its columns. */
export interface ListWords extends FigureWords {
  readonly columns: Readonly<Record<string, string>>
}

/** How a figure is named where it is used: its id, and after a colon what it must be told, e.g. `key_projects.invested`, `targets.completion:T01`. */
export const FigureRef = z
  .string()
  .max(160)
  .regex(/^[a-z_]+\.[a-z_]+(:\S{1,100})?$/)
export type FigureRef = z.output<typeof FigureRef>

/** The id and the parameter a reference names. */
export function readFigureRef(ref: FigureRef): { readonly id: string; readonly param: string | undefined } {
  const at = ref.indexOf(':')
  return at === -1 ? { id: ref, param: undefined } : { id: ref.slice(0, at), param: ref.slice(at + 1) }
}

/** The reference of a figure, with its parameter where it has one. */
export function figureRef(id: FigureId, param?: string): FigureRef {
  return param === undefined ? id : `${id}:${param}`
}
