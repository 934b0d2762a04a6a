import { compare, toExactText, type Exact } from '../../../kernel/exact.ts'
import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import { problem } from '../../../kernel/problem.ts'
import type { Direction, RankRow } from '../contract.ts'

/** One member of a group; a member that is not comparable (another basis, another size) is listed without a place. */
export interface RankEntry {
  readonly key: string
  readonly value: Exact | null
  readonly isComparable: boolean
  readonly previousRank: number | null
}

/**
 * Places in a group, best first, those without a place last. Equals share a place and the next place is skipped (1, 2, 2, 4); `of` counts
 * the members with a place; `change` is places gained. Refuses `targets.rank_needs_direction` for figures to be kept within a range.
 */
export function rankWithin(entries: readonly RankEntry[], direction: Direction): Outcome<readonly RankRow[]> {
  if (direction === 'within') return fail(problem('targets.rank_needs_direction'))
  const sign = direction === 'higher' ? -1 : 1
  const placed = entries
    .flatMap((entry) => (entry.isComparable && entry.value ? [{ ...entry, value: entry.value }] : []))
    .sort((one, other) => sign * compare(one.value, other.value) || compareKeys(one.key, other.key))
  const rows = placed.map((entry): RankRow => {
    const rank = placed.findIndex((each) => compare(each.value, entry.value) === 0) + 1
    return {
      key: entry.key,
      value: toExactText(entry.value),
      rank,
      of: placed.length,
      tied: placed.filter((each) => compare(each.value, entry.value) === 0).length > 1,
      change: entry.previousRank === null ? null : entry.previousRank - rank,
      whyNot: null,
    }
  })
  const unplaced = entries
    .filter((entry) => !entry.isComparable || entry.value === null)
    .map(
      (entry): RankRow => ({
        key: entry.key,
        value: entry.value && toExactText(entry.value),
        rank: null,
        of: placed.length,
        tied: false,
        change: null,
        whyNot: entry.isComparable ? 'no_value' : 'not_comparable',
      }),
    )
  return ok([...rows, ...unplaced])
}

function compareKeys(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
