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
 * The lists of a ranking, read out of the marks of its places: red first, then black, flags, stars, progress, grades; inside a list by
 * group and place. An excuse belongs to the black list of its key.
 */
export function listsOfRanking({ groups }: Pick<RoundRanking, 'groups'>): readonly RoundList[] {
  const found = new Map<
    string,
    { kind: RoundList['kind']; key: string; name: string; entries: OnList[]; excused: OnList[] }
  >()
  for (const group of groups) {
    for (const place of group.places) {
      for (const mark of place.marks) {
        const kind = mark.kind === 'excused' ? 'black' : mark.kind
        const id = `${kind} ${mark.key}`
        const list = found.get(id) ?? { kind, key: mark.key, name: mark.name, entries: [], excused: [] }
        found.set(id, list)
        const entry = {
          unitId: place.unitId,
          unitName: place.unitName,
          groupName: group.name,
          rank: place.rank,
          count: mark.count,
          reasons: mark.reasons,
        }
        if (mark.kind === 'excused') list.excused.push(entry)
        else list.entries.push(entry)
      }
    }
  }
  return [...found.values()].toSorted((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind))
}
