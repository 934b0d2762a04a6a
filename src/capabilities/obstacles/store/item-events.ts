import { type Insertable, type Selectable, sql } from 'kysely'
import { sm3Of } from '../../../platform/digest.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { ObstaclesTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** A line of the log as it is read. */
export type ItemEventRow = Selectable<ObstaclesTables['item_events']>
/** A line of the log before it is kept. */
export type NewItemEvent = Omit<Insertable<ObstaclesTables['item_events']>, 'region_code'>
/** A file of an item as it is read. */
export type ItemFileRow = Selectable<ObstaclesTables['item_files']>
/** A file of an item before it is kept. */
export type NewItemFile = Omit<Insertable<ObstaclesTables['item_files']>, 'region_code'>

/** The log of items, oldest first. */
export async function listItemEvents(
  { tx, scope }: Context,
  itemIds: readonly string[],
): Promise<readonly ItemEventRow[]> {
  if (itemIds.length === 0) return []
  return tx
    .withTables<ObstaclesTables>()
    .selectFrom('item_events')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where(sql<boolean>`item_id = any(${[...itemIds]}::text[])`)
    .orderBy('item_id')
    .orderBy('sequence')
    .execute()
}

/** Adds lines to logs. Two at the same place of one log, or two steps up to the same tier of one round, fail: one of the writers begins anew. */
export async function insertItemEvents({ tx, scope }: Context, events: readonly NewItemEvent[]): Promise<void> {
  if (events.length === 0) return
  await tx
    .withTables<ObstaclesTables>()
    .insertInto('item_events')
    .values(events.map((event) => ({ ...event, region_code: scope.region })))
    .execute()
}

/**
 * Binds a line of the log to the one before it: SM3 (GB/T 32905) over the seal of that one, empty for the first, and all this one says. Who
 * changes, drops or adds a line anywhere breaks every seal after it.
 */
export function sealOf(before: string, line: Omit<NewItemEvent, 'seal' | 'data'> & { readonly data: unknown }): string {
  const { id, item_id, sequence, kind, at, actor, person_id, person_name, on_behalf_of, post_title, unit_id } = line
  const { from_state, to_state, tier, round, text, data } = line
  const who = [actor, person_id, person_name, on_behalf_of, post_title, unit_id]
  const what = [from_state, to_state, tier, round, text, sortedJson(data)]
  return sm3Of(JSON.stringify([before, id, item_id, sequence, kind, new Date(at).toISOString(), ...who, ...what]))
}

/** jsonb does not keep the order of fields, so that a seal must not depend on it. */
function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  )
}

/** The place of the first line whose seal does not fit the lines up to it, null where the log is whole. */
export function brokenSeal(log: readonly ItemEventRow[]): number | null {
  let before = ''
  for (const [index, line] of log.entries()) {
    if (line.sequence !== index + 1 || line.seal !== sealOf(before, line)) return index + 1
    before = line.seal
  }
  return null
}

/** Files of items, in the order they were handed in. */
export async function listItemFiles(
  { tx, scope }: Context,
  itemIds: readonly string[],
): Promise<readonly ItemFileRow[]> {
  if (itemIds.length === 0) return []
  return tx
    .withTables<ObstaclesTables>()
    .selectFrom('item_files')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where(sql<boolean>`item_id = any(${[...itemIds]}::text[])`)
    .orderBy('item_id')
    .orderBy('id')
    .execute()
}

/** Keeps a file that was handed in; no act names it yet. */
export async function insertItemFile({ tx, scope }: Context, file: NewItemFile): Promise<void> {
  await tx
    .withTables<ObstaclesTables>()
    .insertInto('item_files')
    .values({ ...file, region_code: scope.region })
    .execute()
}

/** Binds files of an item that wait for an act to the line of the log they came with; answers how many were bound. */
export async function bindItemFiles(
  { tx, scope }: Context,
  itemId: string,
  fileIds: readonly string[],
  eventId: string,
): Promise<number> {
  if (fileIds.length === 0) return 0
  const bound = await tx
    .withTables<ObstaclesTables>()
    .updateTable('item_files')
    .set({ event_id: eventId })
    .where('region_code', '=', scope.region)
    .where('item_id', '=', itemId)
    .where('event_id', 'is', null)
    .where(sql<boolean>`id = any(${[...new Set(fileIds)]}::text[])`)
    .returning('id')
    .execute()
  return bound.length
}

/** Keeps that an item was closed. */
export async function insertClosing(
  { tx, scope }: Context,
  closing: Omit<Insertable<ObstaclesTables['item_closings']>, 'region_code'>,
): Promise<void> {
  await tx
    .withTables<ObstaclesTables>()
    .insertInto('item_closings')
    .values({ ...closing, region_code: scope.region })
    .execute()
}

/** Says of a closing that it was false; one that is false already keeps its day. */
export async function markFalseClosing({ tx, scope }: Context, itemId: string, round: number, at: Date): Promise<void> {
  await tx
    .withTables<ObstaclesTables>()
    .updateTable('item_closings')
    .set({ false_at: at })
    .where('region_code', '=', scope.region)
    .where('item_id', '=', itemId)
    .where('round', '=', round)
    .where('false_at', 'is', null)
    .execute()
}
