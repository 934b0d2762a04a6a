import type { Membership, Stage } from '../contract.ts'
import { hasReached } from './stages.ts'

/** Stages in which a project is done, or given up: it is on no list of the next year. */
const OVER: readonly Stage[] = ['completed', 'in_production', 'design_output', 'ended']

/**
 * The places of a project after its lists of `year` were carried over: one more for each level it was on and is not yet on next year's
 * list; started ones continue, the others keep waiting as they were. `undefined` where nothing is carried over. Places of `year` and
 * before stay as they are, and with them the lists that were frozen.
 */
export function carriedOver(
  project: { readonly memberships: readonly Membership[]; readonly stage: Stage; readonly stageLeft: Stage | null },
  year: number,
): readonly Membership[] | undefined {
  if (OVER.includes(project.stage)) return undefined
  const next = project.memberships.flatMap((place): Membership[] => {
    if (place.year !== year) return []
    const isThere = project.memberships.some((each) => each.year === year + 1 && each.level === place.level)
    if (isThere) return []
    const listClass = hasReached(project, 'started')
      ? 'continuing'
      : place.listClass === 'preparatory'
        ? 'preparatory'
        : 'new_start'
    return [{ level: place.level, year: year + 1, listClass, batch: '' }]
  })
  return next.length === 0 ? undefined : [...project.memberships, ...next]
}
