import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The drawn map: which neighbours each capability may enter. */
export type CapabilityMap = Readonly<Record<string, { readonly uses: readonly string[] }>>

/** One capability entering another. */
export interface Edge {
  readonly from: string
  readonly to: string
}

/** The map drawn in `src/capabilities/map.json` of a tree. */
export function readMap(root: string): CapabilityMap {
  return JSON.parse(readFileSync(join(root, 'src/capabilities/map.json'), 'utf8')) as CapabilityMap
}

/** The edges a map draws. */
export function drawnEdges(map: CapabilityMap): readonly Edge[] {
  return Object.entries(map).flatMap(([from, { uses }]) => uses.map((to) => ({ from, to })))
}

/** Edges that are walked and not drawn, as `from -> to`, each once and in order. */
export function undrawnEdges(map: CapabilityMap, walked: readonly Edge[]): readonly string[] {
  return [
    ...new Set(
      walked.filter(({ from, to }) => !map[from]?.uses.includes(to)).map(({ from, to }) => `${from} -> ${to}`),
    ),
  ].sort()
}

/** One circle of the map, as the capabilities on it, or `undefined` where no arrow turns back. */
export function findCircle(map: CapabilityMap): readonly string[] | undefined {
  const done = new Set<string>()
  const walk = (at: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(at)) return [...path.slice(path.indexOf(at)), at]
    if (done.has(at)) return undefined
    for (const next of map[at]?.uses ?? []) {
      const circle = walk(next, [...path, at])
      if (circle) return circle
    }
    done.add(at)
    return undefined
  }
  for (const start of Object.keys(map)) {
    const circle = walk(start, [])
    if (circle) return circle
  }
  return undefined
}
