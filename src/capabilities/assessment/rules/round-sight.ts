/** How far a reader sees into a round before it is published: everything, or the groups some units stand in; nothing with no unit. */
export type Sight = 'all' | ReadonlySet<string>

/** A group with the units in it, as sight is measured. */
export interface SeenGroup {
  readonly key: string
  readonly units: readonly string[]
}

/**
 * The groups whose figures and places a reader may see. What is published is there for everybody; before, a unit sees itself and its group.
 * Ranking a group shows nothing of the others, since units are compared inside their group alone.
 */
export function groupsSeen<G extends SeenGroup>(
  groups: readonly G[],
  sight: Sight,
  isPublished: boolean,
): readonly G[] {
  if (isPublished || sight === 'all') return groups
  return groups.filter(({ units }) => units.some((unit) => sight.has(unit)))
}

/** What a reader asks of the figures of a round: those of the units of groups he sees, and those of the criteria he signs, of every unit. */
export function figureSeen(
  figure: { readonly unitId: string; readonly criterion: string },
  seen: { readonly units: ReadonlySet<string>; readonly signed: ReadonlySet<string> },
): boolean {
  return seen.units.has(figure.unitId) || seen.signed.has(figure.criterion)
}
