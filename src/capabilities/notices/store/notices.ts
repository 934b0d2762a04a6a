import { type Insertable, type Selectable, sql } from 'kysely'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { NoticeGroup } from '../contract.ts'
import type { NoticesTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** A notice as it is read. */
export type NoticeRow = Selectable<NoticesTables['notices']>

/** Rows of one statement. */
const BATCH = 500

/** Keeps notices; answers the person and key of those that were not told before. */
export async function insertNotices(
  { tx }: Context,
  rows: readonly Insertable<NoticesTables['notices']>[],
): Promise<readonly { readonly person_id: string; readonly once_key: string }[]> {
  const kept: { person_id: string; once_key: string }[] = []
  for (let from = 0; from < rows.length; from += BATCH)
    kept.push(
      ...(await tx
        .withTables<NoticesTables>()
        .insertInto('notices')
        .values(rows.slice(from, from + BATCH))
        .onConflict((conflict) => conflict.columns(['region_code', 'person_id', 'once_key']).doNothing())
        .returning(['person_id', 'once_key'])
        .execute()),
    )
  return kept
}

/** A page of a person's notices, the newest first. */
export async function listNotices(
  { tx, scope }: Context,
  personId: string,
  wanted: {
    readonly unread?: boolean | undefined
    readonly group?: NoticeGroup | undefined
    readonly cursor?: string | undefined
    readonly limit: number
  },
): Promise<{ readonly items: readonly NoticeRow[]; readonly nextCursor: string | null }> {
  let rows = tx
    .withTables<NoticesTables>()
    .selectFrom('notices')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('person_id', '=', personId)
  if (wanted.unread === true) rows = rows.where('read_at', 'is', null)
  if (wanted.group !== undefined) rows = rows.where('group_code', '=', wanted.group)
  if (wanted.cursor !== undefined) rows = rows.where('id', '<', wanted.cursor)
  const found = await rows
    .orderBy('id', 'desc')
    .limit(wanted.limit + 1)
    .execute()
  const items = found.slice(0, wanted.limit)
  return { items, nextCursor: found.length > wanted.limit ? (items.at(-1)?.id ?? null) : null }
}

/** How many notices a person has not read. */
export async function countUnread({ tx, scope }: Context, personId: string): Promise<number> {
  const row = await tx
    .withTables<NoticesTables>()
    .selectFrom('notices')
    .select(sql<number>`count(*)`.as('unread'))
    .where('region_code', '=', scope.region)
    .where('person_id', '=', personId)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow()
  return row.unread
}

/** Marks a person's notices as read, some or all; answers how many were unread. */
export async function markRead(
  { tx, scope }: Context,
  personId: string,
  ids: readonly string[] | undefined,
  now: Date,
): Promise<number> {
  let rows = tx
    .withTables<NoticesTables>()
    .updateTable('notices')
    .set({ read_at: now })
    .where('region_code', '=', scope.region)
    .where('person_id', '=', personId)
    .where('read_at', 'is', null)
  if (ids) rows = rows.where('id', 'in', [...ids])
  const result = await rows.executeTakeFirst()
  return Number(result.numUpdatedRows)
}
