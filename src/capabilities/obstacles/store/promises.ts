import { type SelectQueryBuilder, type Selectable, sql, type Updateable } from 'kysely'
import { bigramsOf, searchableText, searchTerms } from '../../../kernel/bigram.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { orNotFound, type OperationContext } from '../../../platform/run-operation.ts'
import type { PromiseBody, PromiseFilter, PromiseSource } from '../contract.ts'
import type { ObstaclesTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** A promise as it is read. */
export type PromiseRow = Selectable<ObstaclesTables['promises']>
type Promises = SelectQueryBuilder<ObstaclesTables, 'promises', object>

/** Stands for "no last day" where promises are ordered by it: after every day. */
const NO_DAY = '9999-12-31'

/** The columns of what a promise says, with what it is searched by. */
export function columnsOfBody(body: PromiseBody) {
  const searched = `${body.ownerText} ${body.action}`
  return {
    owner_text: body.ownerText,
    unit_id: body.unitId,
    action: body.action,
    due_on: body.dueOn,
    made_on: body.madeOn,
    search_text: searchableText(searched),
    bigrams: bigramsOf(searched),
  }
}

/** One promise inside the scope of the caller; refuses `not_found` otherwise. */
export async function getPromise(ctx: Context, id: string): Promise<PromiseRow> {
  return orNotFound(await inScope(ctx).where('id', '=', id).selectAll().executeTakeFirst())
}

/** A page of promises, the next due first, those without a last day at the end. */
export async function listPromises(
  ctx: Context,
  filter: PromiseFilter,
  page: { readonly today: string; readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ readonly items: readonly PromiseRow[]; readonly nextCursor: string | null }> {
  let rows = narrowed(ctx, filter, page.today)
  if (page.cursor !== undefined) {
    const [day, id] = readCursor(page.cursor)
    rows = rows.where(sql<boolean>`(coalesce(due_on, ${NO_DAY}::date), id) > (${day}::date, ${id})`)
  }
  const found = await rows
    .selectAll()
    .orderBy(sql`coalesce(due_on, ${NO_DAY}::date)`)
    .orderBy('id')
    .limit(page.limit + 1)
    .execute()
  const items = found.slice(0, page.limit)
  const last = items.at(-1)
  return { items, nextCursor: last && found.length > page.limit ? `${last.due_on ?? NO_DAY}_${last.id}` : null }
}

/** Promises a filter keeps, counted by state, and the overdue among them. */
export async function countPromises(ctx: Context, filter: PromiseFilter, today: string) {
  return narrowed(ctx, filter, today)
    .select(['state', sql<number>`count(*)`.as('count')])
    .select(sql<number>`count(*) filter (where state = 'open' and due_on < ${today}::date)`.as('overdue'))
    .groupBy('state')
    .orderBy('state')
    .execute()
}

/** Every promise of the region that is not withdrawn: what a reader of documents compares new ones with. */
export async function listKnownPromises({ tx, scope }: Context) {
  return tx
    .withTables<ObstaclesTables>()
    .selectFrom('promises')
    .select(['id', 'owner_text', 'unit_id', 'action', 'due_on', 'version'])
    .where('region_code', '=', scope.region)
    .where('withdrawn_at', 'is', null)
    .orderBy('id')
    .execute()
}

/** Promises of the region by id. */
export async function listPromisesById({ tx, scope }: Context, ids: readonly string[]) {
  if (ids.length === 0) return []
  return tx
    .withTables<ObstaclesTables>()
    .selectFrom('promises')
    .select(['id', 'action', 'due_on', 'state'])
    .where('region_code', '=', scope.region)
    .where(sql<boolean>`id = any(${[...ids]}::text[])`)
    .orderBy('id')
    .execute()
}

/** Keeps a new promise, open; `source` where it was read from a document. */
export async function insertPromise(
  { tx, scope }: Context,
  made: {
    readonly id: string
    readonly body: PromiseBody
    readonly source: PromiseSource | null
    readonly now: Date
  },
): Promise<void> {
  await tx
    .withTables<ObstaclesTables>()
    .insertInto('promises')
    .values({
      ...columnsOfBody(made.body),
      region_code: scope.region,
      id: made.id,
      state: 'open',
      kept_on: null,
      evidence: '',
      broken_at: null,
      withdrawn_at: null,
      reason: null,
      source: made.source && JSON.stringify(made.source),
      created_at: made.now,
      updated_at: made.now,
    })
    .execute()
}

/** Changes a promise that is still at `expectedVersion`; refuses `conflict` where somebody was faster. Answers the new version. */
export async function updatePromise(
  { tx, scope }: Context,
  id: string,
  expectedVersion: number,
  change: Updateable<ObstaclesTables['promises']>,
): Promise<number> {
  const row = await tx
    .withTables<ObstaclesTables>()
    .updateTable('promises')
    .set({ ...change, version: expectedVersion + 1 })
    .where('region_code', '=', scope.region)
    .where('id', '=', id)
    .where('version', '=', expectedVersion)
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? refuse('conflict', problem('operation.conflict'))
}

function inScope({ tx, scope }: Context): Promises {
  const rows = tx.withTables<ObstaclesTables>().selectFrom('promises').where('region_code', '=', scope.region)
  return scope.reach === 'region' ? rows : rows.where(sql<boolean>`unit_id = any(${[...scope.unitIds]}::text[])`)
}

function narrowed(ctx: Context, filter: PromiseFilter, today: string): Promises {
  let rows = inScope(ctx)
  if (filter.state?.length) rows = rows.where('state', 'in', filter.state)
  else rows = rows.where('withdrawn_at', 'is', null)
  if (filter.unitId?.length) rows = rows.where(sql<boolean>`unit_id = any(${filter.unitId}::text[])`)
  if (filter.dueFrom) rows = rows.where('due_on', '>=', filter.dueFrom)
  if (filter.dueTo) rows = rows.where('due_on', '<=', filter.dueTo)
  if (filter.overdue) rows = rows.where('state', '=', 'open').where('due_on', '<', today)
  const { grams, patterns } = searchTerms(filter.text ?? '')
  if (grams.length > 0) rows = rows.where(sql<boolean>`bigrams @> ${[...grams]}::text[]`)
  for (const pattern of patterns) rows = rows.where('search_text', 'like', pattern)
  return rows
}

function readCursor(cursor: string): readonly [string, string] {
  const parts = /^(\d{4}-\d{2}-\d{2})_([0-9a-f-]{36})$/.exec(cursor)
  if (!parts) return refuse('invalid', problem('obstacles.bad_cursor', {}, ['cursor']))
  return [parts[1] ?? '', parts[2] ?? '']
}
