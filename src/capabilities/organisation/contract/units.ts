import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { RegionCodeText } from '../../../kernel/region-code.ts'
import { Changed, Name, Reason, Search, ShortName } from './shared.ts'

/** Kinds of units, in the order in which screens list them. */
export const UNIT_KINDS = [
  'leaders',
  'office',
  'department',
  'township',
  'park',
  'state_firm',
  'task_force',
  'enterprise',
] as const
/** One of `UNIT_KINDS`. */
export type UnitKind = (typeof UNIT_KINDS)[number]

/** What can be done to a unit. */
export const UNIT_ACTIONS = ['rename', 'move', 'set_area', 'close', 'merge', 'reopen'] as const

/** A unit as it was on a day. Days: `openedOn` the first it exists, `closedOn` the first it no longer does. Area in square metres. */
export const Unit = z.object({
  id: Id,
  name: z.string(),
  shortName: z.string(),
  kind: z.enum(UNIT_KINDS),
  parentId: Id.nullable(),
  groupName: z.string().nullable(),
  position: z.int(),
  areaCode: z.string().nullable(),
  areaSquareMetres: z.int().nullable(),
  openedOn: DayText,
  closedOn: DayText.nullable(),
  closedReason: z.string().nullable(),
  mergedIntoId: Id.nullable(),
  version: RecordVersion,
  actions: z.array(z.enum(UNIT_ACTIONS)),
})
/** A unit as it was on a day. */
export type Unit = z.output<typeof Unit>

/** The units of the tenant as they stood on a day (today unless given), parents before children is not promised. */
export const listUnits = query({
  id: 'organisation.list_units',
  summary: 'List the units of the region as they stood on a day',
  route: 'GET /units',
  permission: 'organisation.view',
  input: z.object({
    on: DayText.optional(),
    search: Search.optional(),
    kind: z.enum(UNIT_KINDS).optional(),
    withClosed: z.boolean().default(false),
  }),
  output: z.object({ items: z.array(Unit) }),
})

/** One unit with all its names and places. */
export const showUnit = query({
  id: 'organisation.show_unit',
  summary: 'Show a unit with every name it had',
  route: 'GET /units/:unitId',
  permission: 'organisation.view',
  input: z.object({ unitId: Id }),
  output: z.object({
    unit: Unit,
    history: z.array(
      z.object({ validFrom: DayText, name: z.string(), shortName: z.string(), parentId: Id.nullable() }),
    ),
  }),
})

const Area = {
  areaCode: RegionCodeText.optional(),
  areaSquareMetres: z.int().min(1).max(1_000_000_000_000).optional(),
}

/** Opens a unit. */
export const createUnit = command({
  id: 'organisation.create_unit',
  summary: 'Open a unit',
  route: 'POST /units',
  permission: 'organisation.manage',
  input: z.object({
    name: Name,
    shortName: ShortName.optional(),
    kind: z.enum(UNIT_KINDS),
    parentId: Id.optional(),
    groupName: ShortName.optional(),
    position: z.int().min(0).max(100_000).default(0),
    openedOn: DayText,
    ...Area,
  }),
  output: Changed,
})

/** Gives a unit another name from a day on; what it was called before stays. */
export const renameUnit = command({
  id: 'organisation.rename_unit',
  summary: 'Rename a unit from a day on',
  route: 'POST /units/:unitId/rename',
  permission: 'organisation.manage',
  input: z.object({
    unitId: Id,
    name: Name,
    shortName: ShortName.optional(),
    from: DayText,
    expectedVersion: RecordVersion,
  }),
  output: Changed,
})

/** Puts a unit under another from a day on, or at the top. */
export const moveUnit = command({
  id: 'organisation.move_unit',
  summary: 'Put a unit under another from a day on',
  route: 'POST /units/:unitId/move',
  permission: 'organisation.manage',
  input: z.object({
    unitId: Id,
    parentId: Id.nullable(),
    groupName: ShortName.nullable().optional(),
    position: z.int().min(0).max(100_000).optional(),
    from: DayText,
    expectedVersion: RecordVersion,
  }),
  output: Changed,
})

/** Sets the area of a park or township. */
export const setUnitArea = command({
  id: 'organisation.set_unit_area',
  summary: 'Set the area of a unit',
  route: 'POST /units/:unitId/area',
  permission: 'organisation.manage',
  input: z.object({ unitId: Id, ...Area, expectedVersion: RecordVersion }),
  output: Changed,
})

/** Closes a unit: from `closedOn` it no longer exists. Its records stay. */
export const closeUnit = command({
  id: 'organisation.close_unit',
  summary: 'Close a unit',
  route: 'POST /units/:unitId/close',
  permission: 'organisation.manage',
  input: z.object({ unitId: Id, closedOn: DayText, reason: Reason, expectedVersion: RecordVersion }),
  output: Changed,
})

/** Opens a closed unit again, as if it had not been closed. */
export const reopenUnit = command({
  id: 'organisation.reopen_unit',
  summary: 'Reopen a closed unit',
  route: 'POST /units/:unitId/reopen',
  permission: 'organisation.manage',
  input: z.object({ unitId: Id, reason: Reason, expectedVersion: RecordVersion }),
  output: Changed,
})

/** Merges a unit into another from a day on: its posts go over, its sub-units move, its records find their keeper there. */
export const mergeUnit = command({
  id: 'organisation.merge_unit',
  summary: 'Merge a unit into another',
  route: 'POST /units/:unitId/merge',
  permission: 'organisation.manage',
  input: z.object({ unitId: Id, intoId: Id, on: DayText, reason: Reason, expectedVersion: RecordVersion }),
  output: Changed.extend({ postsMoved: z.int(), unitsMoved: z.int() }),
})
