import type { Draft, Fault } from './ballot.ts'
import type { Seat } from './seat.ts'

/** What every kind of ballot paper is given. `faults` are shown beside what they concern. */
export interface PaperProps {
  readonly seat: Seat
  readonly entrants: readonly Seat['entrants'][number][]
  /** Whether it is one paper for all entrants, which then stand on it by name. */
  readonly isForAll: boolean
  readonly draft: Draft
  readonly faults: readonly Fault[]
  readonly onChange: (draft: Draft) => void
}
