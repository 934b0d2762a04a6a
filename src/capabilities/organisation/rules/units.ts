import type { Day } from '../../../kernel/day.ts'
import { type Problem, problem } from '../../../kernel/problem.ts'
import type { UNIT_ACTIONS } from '../contract.ts'
import { canStandUnder, type UnitEdge } from './unit-tree.ts'

/** What rules need to know of a unit. `lastChangeOn`: from when its newest name and place hold. */
export interface UnitState {
  readonly openedOn: string
  readonly closedOn: string | null
  readonly mergedIntoId: string | null
  readonly lastChangeOn: string
}

/** Whether the unit exists on a day. */
export function isOpenOn(unit: Pick<UnitState, 'openedOn' | 'closedOn'>, day: string): boolean {
  return unit.openedOn <= day && (unit.closedOn === null || day < unit.closedOn)
}

/** What can be done to a unit: a closed one can only be opened again. */
export function unitActions(unit: Pick<UnitState, 'closedOn'>): readonly (typeof UNIT_ACTIONS)[number][] {
  return unit.closedOn === null ? ['rename', 'move', 'set_area', 'close', 'merge'] : ['reopen']
}

/** Problems of changing name or place from a day on: the unit must be open then, and history before the last change stays. */
export function problemsOfChange(unit: UnitState, from: Day): readonly Problem[] {
  if (unit.closedOn !== null) return [problem('organisation.unit_closed', { closedOn: unit.closedOn })]
  if (from < unit.openedOn) return [problem('organisation.before_opening', { openedOn: unit.openedOn }, ['from'])]
  if (from < unit.lastChangeOn)
    return [problem('organisation.before_last_change', { lastChangeOn: unit.lastChangeOn }, ['from'])]
  return []
}

/** Problems of a new parent: it must be open on that day and not lie under the unit itself. */
export function problemsOfParent(
  edges: readonly UnitEdge[],
  unitId: string,
  parent: { readonly id: string } & Pick<UnitState, 'openedOn' | 'closedOn'>,
  from: Day,
): readonly Problem[] {
  const faults: Problem[] = []
  if (!isOpenOn(parent, from)) faults.push(problem('organisation.parent_not_open', { day: from }, ['parentId']))
  if (!canStandUnder(edges, unitId, parent.id))
    faults.push(problem('organisation.unit_circle', undefined, ['parentId']))
  return faults
}

/** Problems of closing: nothing that still works may stand in it on that day. */
export function problemsOfClosing(
  unit: UnitState,
  closedOn: Day,
  left: { readonly posts: number; readonly units: number },
): readonly Problem[] {
  const faults: Problem[] = []
  if (unit.closedOn !== null) faults.push(problem('organisation.unit_closed', { closedOn: unit.closedOn }))
  if (closedOn < unit.lastChangeOn)
    faults.push(problem('organisation.before_last_change', { lastChangeOn: unit.lastChangeOn }, ['closedOn']))
  if (left.posts > 0) faults.push(problem('organisation.unit_has_posts', { count: left.posts }))
  if (left.units > 0) faults.push(problem('organisation.unit_has_units', { count: left.units }))
  return faults
}

/** Problems of a merger: two different open units, and the successor not under the one that goes. */
export function problemsOfMerger(
  edges: readonly UnitEdge[],
  unit: UnitState & { readonly id: string },
  into: UnitState & { readonly id: string },
  on: Day,
): readonly Problem[] {
  const faults: Problem[] = []
  if (unit.closedOn !== null) faults.push(problem('organisation.unit_closed', { closedOn: unit.closedOn }))
  if (on < unit.lastChangeOn)
    faults.push(problem('organisation.before_last_change', { lastChangeOn: unit.lastChangeOn }, ['on']))
  if (into.closedOn !== null || !isOpenOn(into, on))
    faults.push(problem('organisation.successor_not_open', { day: on }, ['intoId']))
  if (!canStandUnder(edges, unit.id, into.id)) faults.push(problem('organisation.unit_circle', undefined, ['intoId']))
  return faults
}
