/** Where a unit stands: under which, and into which it was merged. */
export interface UnitEdge {
  readonly id: string
  readonly parentId: string | null
  readonly mergedIntoId: string | null
}

/**
 * For each root: itself, every unit under it and every unit merged into one of these, in no particular order. A unit merged away
 * belongs to its successor, so that its records find a keeper. Circles end where they began.
 */
export function unitsUnder(
  edges: readonly UnitEdge[],
  roots: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const below = new Map<string, string[]>()
  for (const { id, parentId, mergedIntoId } of edges)
    for (const above of [parentId, mergedIntoId])
      if (above !== null) below.set(above, [...(below.get(above) ?? []), id])
  return new Map(roots.map((root) => [root, reach(below, root)]))
}

function reach(below: ReadonlyMap<string, readonly string[]>, root: string): readonly string[] {
  const seen = new Set([root])
  for (const id of seen) for (const next of below.get(id) ?? []) seen.add(next)
  return [...seen]
}

/** Whether `unitId` may stand under `parentId`: not under itself nor under a unit of its own. */
export function canStandUnder(edges: readonly UnitEdge[], unitId: string, parentId: string): boolean {
  return !(unitsUnder(edges, [unitId]).get(unitId) ?? []).includes(parentId)
}
