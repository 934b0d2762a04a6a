import type { ContestBody, SeatBody } from '../contract.ts'

/**
 * The entrants a seat may not vote on, in the order of the rules: those declared, the own unit, and those with a project the seat's post
 * sponsors. `sponsors` are the posts that sponsor a project.
 */
export function excludedOf(
  { entrants }: Pick<ContestBody, 'entrants'>,
  seat: Pick<SeatBody, 'unitId' | 'postId' | 'conflicts'>,
  sponsors: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const { unitId, postId, conflicts } = seat
  return entrants
    .filter(
      (entrant) =>
        conflicts.includes(entrant.key) ||
        (unitId !== null && entrant.unitId === unitId) ||
        (postId !== null && entrant.projectIds.some((id) => sponsors.get(id)?.includes(postId))),
    )
    .map(({ key }) => key)
}
