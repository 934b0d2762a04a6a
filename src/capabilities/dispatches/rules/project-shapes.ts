import type { Quantity } from './quantities.ts'

/** A name that may be a project, with the figures found beside it; the surer its form, the greater `strength`. */
export interface Candidate {
  start: number
  end: number
  name: string
  quoteStart: number
  investment: Quantity | null
  area: Quantity | null
  strength: number
  /** Where what is told of it ends, where its form says so (a line of a list, brackets). */
  reach?: number
}
