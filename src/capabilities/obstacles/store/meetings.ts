import { type Selectable, sql, type Updateable } from 'kysely'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { orNotFound, type OperationContext } from '../../../platform/run-operation.ts'
import type { MeetingBody, MeetingState } from '../contract.ts'
import type { ObstaclesTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** A meeting as it is read. */
export type MeetingRow = Selectable<ObstaclesTables['meetings']>

/** The columns of what is said of a meeting. */
export function columnsOfMeeting(body: MeetingBody, chairTitle: string) {
  return {
    title: body.title,
    held_on: body.heldOn,
    starts_at: body.startsAt,
    place: body.place,
    chair_post_id: body.chairPostId,
    chair_title: chairTitle,
    present: body.present,
    absent: body.absent,
  }
}

/** One meeting; refuses `not_found` otherwise. */
export async function getMeeting({ tx, scope }: Context, id: string): Promise<MeetingRow> {
  return orNotFound(
    await tx
      .withTables<ObstaclesTables>()
      .selectFrom('meetings')
      .selectAll()
      .where('region_code', '=', scope.region)
      .where('id', '=', id)
      .executeTakeFirst(),
  )
}

/** A page of meetings, the newest day first. */
export async function listMeetings(
  { tx, scope }: Context,
  states: readonly MeetingState[] | undefined,
  page: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ readonly items: readonly MeetingRow[]; readonly nextCursor: string | null }> {
  let rows = tx.withTables<ObstaclesTables>().selectFrom('meetings').selectAll().where('region_code', '=', scope.region)
  if (states?.length) rows = rows.where('state', 'in', states)
  if (page.cursor !== undefined) {
    const [day, id] = readCursor(page.cursor)
    rows = rows.where(sql<boolean>`(held_on, id) < (${day}::date, ${id})`)
  }
  const found = await rows
    .orderBy('held_on', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
  const items = found.slice(0, page.limit)
  const last = items.at(-1)
  return { items, nextCursor: last && found.length > page.limit ? `${last.held_on}_${last.id}` : null }
}

/** The finished meeting before a meeting, if any. */
export async function findPrevious({ tx, scope }: Context, meeting: Pick<MeetingRow, 'id' | 'held_on'>) {
  return tx
    .withTables<ObstaclesTables>()
    .selectFrom('meetings')
    .select(['id', 'title', 'held_on'])
    .where('region_code', '=', scope.region)
    .where('state', '=', 'finished')
    .where(sql<boolean>`(held_on, id) < (${meeting.held_on}::date, ${meeting.id})`)
    .orderBy('held_on', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Keeps a new meeting. */
export async function insertMeeting(
  { tx, scope }: Context,
  made: { readonly id: string; readonly body: MeetingBody; readonly chairTitle: string; readonly now: Date },
): Promise<void> {
  await tx
    .withTables<ObstaclesTables>()
    .insertInto('meetings')
    .values({
      ...columnsOfMeeting(made.body, made.chairTitle),
      region_code: scope.region,
      id: made.id,
      state: 'planned',
      created_at: made.now,
      updated_at: made.now,
    })
    .execute()
}

/** Changes a meeting that is still at `expectedVersion`; refuses `conflict` where somebody was faster. Answers the new version. */
export async function updateMeeting(
  { tx, scope }: Context,
  id: string,
  expectedVersion: number,
  change: Updateable<ObstaclesTables['meetings']>,
): Promise<number> {
  const row = await tx
    .withTables<ObstaclesTables>()
    .updateTable('meetings')
    .set({ ...change, version: expectedVersion + 1 })
    .where('region_code', '=', scope.region)
    .where('id', '=', id)
    .where('version', '=', expectedVersion)
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? refuse('conflict', problem('operation.conflict'))
}

/** How many lines of each kind some meetings have. */
export async function countLines({ tx, scope }: Context, meetingIds: readonly string[]) {
  if (meetingIds.length === 0) return []
  return tx
    .withTables<ObstaclesTables>()
    .selectFrom('meeting_minutes')
    .select(['meeting_id', 'kind', sql<number>`count(*)`.as('count')])
    .where('region_code', '=', scope.region)
    .where('struck_at', 'is', null)
    .where(sql<boolean>`meeting_id = any(${[...meetingIds]}::text[])`)
    .groupBy(['meeting_id', 'kind'])
    .orderBy('meeting_id')
    .orderBy('kind')
    .execute()
}

/** How many lines the agendas of some meetings have. */
export async function countAgendas({ tx, scope }: Context, meetingIds: readonly string[]) {
  if (meetingIds.length === 0) return []
  return tx
    .withTables<ObstaclesTables>()
    .selectFrom('meeting_agenda')
    .select(['meeting_id', sql<number>`count(*)`.as('count')])
    .where('region_code', '=', scope.region)
    .where('dropped', 'is', null)
    .where(sql<boolean>`meeting_id = any(${[...meetingIds]}::text[])`)
    .groupBy('meeting_id')
    .orderBy('meeting_id')
    .execute()
}

function readCursor(cursor: string): readonly [string, string] {
  const parts = /^(\d{4}-\d{2}-\d{2})_([0-9a-f-]{36})$/.exec(cursor)
  if (!parts) return refuse('invalid', problem('obstacles.bad_cursor', {}, ['cursor']))
  return [parts[1] ?? '', parts[2] ?? '']
}
