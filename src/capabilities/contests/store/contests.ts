import { type Selectable, sql, type Updateable } from 'kysely'
import { isDay } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { type OperationContext, orNotFound } from '../../../platform/run-operation.ts'
import type { ContestBody, ContestEvent, ContestHead, ContestState, EventData, EventKind } from '../contract.ts'
import type { ContestsTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** A contest as it is read. */
export type ContestRow = Selectable<ContestsTables['contests']>

const tables = ({ tx }: Pick<Context, 'tx'>) => tx.withTables<ContestsTables>()

/** One contest of the region; refuses `not_found` otherwise. */
export async function getContest(ctx: Context, id: string): Promise<ContestRow> {
  return orNotFound(
    await tables(ctx)
      .selectFrom('contests')
      .selectAll()
      .where('region_code', '=', ctx.scope.region)
      .where('id', '=', id)
      .executeTakeFirst(),
  )
}

/** One contest, kept from everybody else until the transaction ends: what every act that follows from its state reads first. */
export async function lockContest(ctx: Context, id: string): Promise<ContestRow> {
  return orNotFound(
    await tables(ctx)
      .selectFrom('contests')
      .selectAll()
      .where('region_code', '=', ctx.scope.region)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst(),
  )
}

/** Contests by id, in one statement. */
export async function listContestsById(ctx: Context, ids: readonly string[]): Promise<readonly ContestRow[]> {
  if (ids.length === 0) return []
  return tables(ctx)
    .selectFrom('contests')
    .selectAll()
    .where('region_code', '=', ctx.scope.region)
    .where('id', 'in', [...ids])
    .orderBy('id')
    .execute()
}

/** What a list of contests can be narrowed by. */
export interface ContestFilter {
  readonly kind?: ContestRow['kind'] | undefined
  readonly state?: readonly ContestState[] | undefined
  readonly period?: string | undefined
  readonly text?: string | undefined
}

/** A page of contests, the latest day first. */
export async function listContests(
  ctx: Context,
  filter: ContestFilter,
  page: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ readonly items: readonly ContestRow[]; readonly nextCursor: string | null }> {
  let rows = tables(ctx).selectFrom('contests').where('region_code', '=', ctx.scope.region)
  if (filter.kind) rows = rows.where('kind', '=', filter.kind)
  if (filter.state?.length) rows = rows.where('state', 'in', filter.state)
  if (filter.period) rows = rows.where('period', '=', filter.period)
  if (filter.text) rows = rows.where('name', 'like', `%${filter.text.replaceAll(/[%_\\]/g, '\\$&')}%`)
  if (page.cursor !== undefined) {
    const [day, id] = readCursor(page.cursor)
    rows = rows.where(sql<boolean>`(held_on, id) < (${day}::date, ${id})`)
  }
  const found = await rows
    .selectAll()
    .orderBy('held_on', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
  const items = found.slice(0, page.limit)
  const last = items.at(-1)
  return { items, nextCursor: last && found.length > page.limit ? `${last.held_on}_${last.id}` : null }
}

/** The published contests that count for a period, rehearsals left out, the latest first. */
export async function listPublished(
  ctx: Context,
  periods: readonly string[],
  kind?: ContestRow['kind'],
): Promise<readonly ContestRow[]> {
  if (periods.length === 0) return []
  let rows = tables(ctx)
    .selectFrom('contests')
    .selectAll()
    .where('region_code', '=', ctx.scope.region)
    .where('state', '=', 'published')
    .where('period', 'in', [...periods])
  if (kind) rows = rows.where('kind', '=', kind)
  return rows.orderBy('held_on', 'desc').orderBy('id', 'desc').execute()
}

/** Keeps a new contest. */
export async function insertContest(
  ctx: Pick<OperationContext, 'tx' | 'scope' | 'now'>,
  made: {
    readonly id: string
    readonly head: ContestHead
    readonly body: ContestBody
    readonly isRehearsal?: boolean
    readonly copiedFrom?: string
  },
): Promise<ContestRow> {
  const { head } = made
  return tables(ctx)
    .insertInto('contests')
    .values({
      region_code: ctx.scope.region,
      id: made.id,
      kind: head.kind,
      name: head.name,
      held_on: head.heldOn,
      period: head.period,
      place: head.place,
      state: 'draft',
      is_rehearsal: made.isRehearsal ?? false,
      body: JSON.stringify(made.body),
      copied_from: made.copiedFrom ?? null,
      created_at: ctx.now,
      updated_at: ctx.now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Changes a contest that is still at `expectedVersion`; refuses `conflict` where somebody was faster. Answers the new version. */
export async function updateContest(
  ctx: Pick<OperationContext, 'tx' | 'scope' | 'now'>,
  id: string,
  expectedVersion: number,
  change: Updateable<ContestsTables['contests']>,
): Promise<number> {
  const row = await tables(ctx)
    .updateTable('contests')
    .set({ ...change, updated_at: ctx.now, version: expectedVersion + 1 })
    .where('region_code', '=', ctx.scope.region)
    .where('id', '=', id)
    .where('version', '=', expectedVersion)
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? refuse('conflict', problem('operation.conflict'))
}

/** Writes an event into the log of a contest and answers its number; acts that follow each other wait for each other here. */
export async function appendEvent<K extends EventKind>(
  ctx: Pick<OperationContext, 'tx' | 'scope' | 'now' | 'actor'>,
  contestId: string,
  kind: K,
  data: EventData<K>,
): Promise<{ readonly ordinal: number; readonly at: string }> {
  const { event_count: ordinal } = await tables(ctx)
    .updateTable('contests')
    .set({ event_count: sql<number>`event_count + 1` })
    .where('region_code', '=', ctx.scope.region)
    .where('id', '=', contestId)
    .returning('event_count')
    .executeTakeFirstOrThrow()
  await tables(ctx)
    .insertInto('contest_events')
    .values({
      region_code: ctx.scope.region,
      contest_id: contestId,
      ordinal,
      id: newId(ctx.now),
      kind,
      at: ctx.now,
      person_id: ctx.actor.personId,
      person_name: ctx.actor.name,
      data: JSON.stringify(data),
    })
    .execute()
  return { ordinal, at: ctx.now.toISOString() }
}

/** The log of a contest from its beginning, as rules read it. */
export async function listEvents(ctx: Context, contestId: string): Promise<readonly ContestEvent[]> {
  const rows = await tables(ctx)
    .selectFrom('contest_events')
    .select(['ordinal', 'kind', 'at', 'data'])
    .where('region_code', '=', ctx.scope.region)
    .where('contest_id', '=', contestId)
    .orderBy('ordinal')
    .execute()
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }) as ContestEvent)
}

/** The log of a contest with who did what, the newest first. */
export async function listLog(ctx: Context, contestId: string) {
  return tables(ctx)
    .selectFrom('contest_events')
    .select(['id', 'ordinal', 'kind', 'at', 'person_id', 'person_name', 'data'])
    .where('region_code', '=', ctx.scope.region)
    .where('contest_id', '=', contestId)
    .orderBy('ordinal', 'desc')
    .execute()
}

function readCursor(cursor: string): readonly [string, string] {
  const parts = /^(\d{4}-\d{2}-\d{2})_([0-9a-f-]{36})$/.exec(cursor)
  const [, day = '', id = ''] = parts ?? []
  return isDay(day) ? [day, id] : refuse('invalid', problem('contests.bad_cursor', {}, ['cursor']))
}
