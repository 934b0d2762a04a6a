import type { RoundPlace, RoundRanking } from '../contract.ts'

type Mark = RoundPlace['marks'][number]

/** A unit on a list, with why. */
export interface OnList {
  readonly unitId: string
  readonly unitName: string
  readonly groupName: string
  readonly rank: number | null
  readonly count: number | null
  readonly reasons: Mark['reasons']
}

/** A list a round's ranking led to, with who is on it and whom an excuse kept off it. */
export interface RoundList {
  readonly kind: Exclude<Mark['kind'], 'excused'>
  readonly key: string
  readonly name: string
  readonly entries: readonly OnList[]
  readonly excused: readonly OnList[]
}

const ORDER = ['red', 'black', 'flag', 'star', 'progress', 'band'] as const

/**
 * What a ranking led to: its lists and awards, empty ones too since it is told that nobody stands on them, red first, then black, flags,
 * stars, progress; last the grades, read out of the marks of the places by group and place.
 */
export function listsOfRanking({ groups, lists }: Pick<RoundRanking, 'groups' | 'lists'>): readonly RoundList[] {
  const bands = new Map<string, RoundList & { readonly entries: OnList[] }>()
  for (const group of groups) {
    for (const { unitId, unitName, rank, marks } of group.places) {
      for (const { kind, key, name, count, reasons } of marks) {
        if (kind !== 'band') continue
        const band = bands.get(key) ?? { kind, key, name, entries: [], excused: [] }
        bands.set(key, band)
        band.entries.push({ unitId, unitName, groupName: group.name, rank, count, reasons })
      }
    }
  }
  return [...lists, ...bands.values()].toSorted((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind))
}
