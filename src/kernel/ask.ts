import type { Day } from './day.ts'

/** What a unit can be asked for, as the load meter counts it. */
export const ASK_KINDS = ['report', 'item', 'meeting'] as const
/** What a unit can be asked for, as the load meter counts it. */
export type AskKind = (typeof ASK_KINDS)[number]

/** How often a unit was asked for something in a year, as a capability's front door tells it; `held`: how many of them are answered. */
export interface AskCount {
  readonly unitId: string
  readonly kind: AskKind
  readonly asked: number
  readonly held: number
}

/** Something a unit was asked for. `isHeld`: the answer is there; `period` as text, empty where it has none. */
export interface Ask {
  readonly kind: AskKind
  readonly unitId: string
  readonly title: string
  readonly period: string
  readonly askedOn: Day | null
  readonly isHeld: boolean
  readonly path: `/${string}`
}

/** What somebody is about to ask for: all that is given must fit. */
export interface AskWanted {
  readonly unitId?: string | undefined
  readonly subject?: { readonly kind: string; readonly id: string } | undefined
  readonly period?: string | undefined
  readonly text?: string | undefined
}
