import type { Day } from './day.ts'
import type { OperationSpec, OutputOf, SentOf } from './operation.ts'

/** What a capability's `sample.ts` writes with: operations of one tenant, run by the system, and the names made so far. */
export interface SampleWriter {
  /** The tenant being filled (GB/T 2260). */
  readonly region: string
  /** The name of the region, e.g. 昌邑市. */
  readonly regionName: string
  /** The day the sample is made on; everything in it follows from this day alone. */
  readonly today: Day
  /** The password sample people sign in with. */
  readonly password: string
  /** Ids by name, filled by the capabilities in their order: units, posts, indicators. */
  readonly ids: {
    readonly units: Map<string, string>
    readonly posts: Map<string, string>
    readonly indicators: Map<string, string>
  }
  /** Runs an operation as the system in this tenant. */
  run<S extends OperationSpec>(spec: S, input: SentOf<S>): Promise<OutputOf<S>>
}

/** A source of numbers between 0 and 1 that always gives the same ones for the same seed (mulberry32). */
export function seededNumbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
