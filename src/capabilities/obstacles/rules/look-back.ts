import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import { problem } from '../../../kernel/problem.ts'

/** A closing that may be drawn: its key (item and round) and the unit that closed it. */
export interface DrawnFrom {
  readonly key: string
  readonly unitId: string
}

/** How a sample is drawn: by which seed, which share of all, and how many at least of each unit. */
export interface DrawTerms {
  readonly seed: string
  readonly share: number
  readonly leastPerUnit: number
}

/**
 * A sample of closings: every closing has a lot, the digest of the seed and its key; the smallest lots are drawn, of each unit
 * `leastPerUnit` first, then over all until the share (rounded up) is reached. The same seed over the same closings draws the same ones
 * in whatever order they are told, and a greater share only adds to it, so that anybody can check the draw. `digest` is a published
 * digest as hexadecimal text (SM3, GB/T 32905). Refuses `obstacles.nothing_to_draw` from no closings.
 */
export function drawnSample(
  population: readonly DrawnFrom[],
  { seed, share, leastPerUnit }: DrawTerms,
  digest: (text: string) => string,
): Outcome<readonly DrawnFrom[]> {
  if (population.length === 0) return fail(problem('obstacles.nothing_to_draw'))
  const lots = population
    .map((each) => ({ each, lot: digest(`${seed}\n${each.key}`) }))
    .toSorted((one, other) => (one.lot === other.lot ? order(one.each.key, other.each.key) : order(one.lot, other.lot)))
    .map(({ each }) => each)
  const ofUnit = new Map<string, number>()
  const first = lots.filter(({ unitId }) => {
    const taken = ofUnit.get(unitId) ?? 0
    ofUnit.set(unitId, taken + 1)
    return taken < leastPerUnit
  })
  const missing = Math.max(0, Math.ceil(share * population.length) - first.length)
  const taken = new Set(first)
  return ok([...first, ...lots.filter((each) => !taken.has(each)).slice(0, missing)])
}

function order(left: string, right: string): number {
  return left < right ? -1 : 1
}
