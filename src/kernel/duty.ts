import type { Day } from './day.ts'

/**
 * Something a person owes, as a capability's `duties` tell it. `key` is the same for the same duty whoever tells it, so that nothing is
 * listed twice. `kind` (`<capability>.<what>`) names the sentence; `title` is the thing it is about; `count` how many rows stand behind
 * it; `path` the page where it is done; `values` fill the sentence.
 */
export interface Duty {
  readonly key: string
  readonly kind: `${string}.${string}`
  readonly title: string
  readonly unitName: string | null
  readonly dueOn: Day | null
  readonly count: number
  readonly path: `/${string}`
  readonly values: Readonly<Record<string, string | number>>
  /** Working days to spare, where the plan knows better than the calendar; negative: that many short. */
  readonly float?: number
}

/** A record as a capability's `subjects` name it: what a search finds and references point to. `note` says more in a few words. */
export interface FoundSubject {
  readonly kind: string
  readonly id: string
  readonly title: string
  readonly note: string
  readonly path: `/${string}`
}
