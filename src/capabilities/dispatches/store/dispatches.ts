import { type Insertable, type Selectable, type SelectQueryBuilder, sql, type Updateable } from 'kysely'
import { searchTerms } from '../../../kernel/bigram.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { orNotFound, type OperationContext } from '../../../platform/run-operation.ts'
import type { DispatchKind } from '../contract.ts'
import type { DispatchesTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** A dispatch as it is read. */
export type DispatchRecord = Selectable<DispatchesTables['dispatches']>
/** A dispatch as it is made. */
export type NewDispatch = Omit<Insertable<DispatchesTables['dispatches']>, 'region_code'>
type Dispatches = SelectQueryBuilder<DispatchesTables, 'dispatches', object>

const LINE = [
  'id',
  'title',
  'origin',
  'file_name',
  'place',
  'printed_on',
  'year',
  'doc_type',
  'created_by',
  'created_at',
  'withdrawn_at',
  'version',
] as const

/** A dispatch as lists need it, without its text. */
export type DispatchLineRecord = Pick<DispatchRecord, (typeof LINE)[number]>

const all = ({ tx, scope }: Context): Dispatches =>
  tx.withTables<DispatchesTables>().selectFrom('dispatches').where('region_code', '=', scope.region)

/** One dispatch; refuses `not_found` where there is none. */
export async function getDispatch(ctx: Context, id: string): Promise<DispatchRecord> {
  return orNotFound(await all(ctx).where('id', '=', id).selectAll().executeTakeFirst())
}

/** The dispatch that holds the same text, withdrawn or not. */
export async function findByDigest(ctx: Context, digest: string): Promise<{ readonly id: string } | undefined> {
  return all(ctx).where('digest', '=', digest).select('id').executeTakeFirst()
}

/** What a list of dispatches is narrowed by. */
export interface DispatchFilter {
  readonly text?: string | undefined
  readonly docType?: readonly DispatchKind[] | undefined
  readonly undecided: boolean
  readonly withdrawn: boolean
}

/** A page of dispatches, the newest first. */
export async function listDispatches(
  ctx: Context,
  filter: DispatchFilter,
  page: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ readonly items: readonly DispatchLineRecord[]; readonly nextCursor: string | null }> {
  let rows = all(ctx)
  rows = filter.withdrawn ? rows.where('withdrawn_at', 'is not', null) : rows.where('withdrawn_at', 'is', null)
  if (filter.docType?.length) rows = rows.where('doc_type', 'in', [...filter.docType])
  if (filter.undecided)
    rows = rows.where(
      sql<boolean>`exists (select 1 from dispatch_rows r where r.region_code = dispatches.region_code
        and r.dispatch_id = dispatches.id and r.state in ('proposed', 'mended') and not r.is_dropped)`,
    )
  const { grams, patterns } = searchTerms(filter.text ?? '')
  if (grams.length > 0) rows = rows.where(sql<boolean>`bigrams @> ${[...grams]}::text[]`)
  for (const pattern of patterns) rows = rows.where('search_text', 'like', pattern)
  if (page.cursor !== undefined) rows = rows.where('id', '<', readCursor(page.cursor))
  const found = await rows
    .select(LINE)
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
  const items = found.slice(0, page.limit)
  return { items, nextCursor: found.length > page.limit ? (items.at(-1)?.id ?? null) : null }
}

/** Dispatches that share a band of the fingerprint, without the one given: those worth comparing. */
export async function listNear(ctx: Context, bands: readonly number[], exceptId: string) {
  return all(ctx)
    .where(sql<boolean>`bands && ${[...bands]}::int[]`)
    .where('id', '<>', exceptId)
    .where('withdrawn_at', 'is', null)
    .select(['id', 'title', 'fingerprint'])
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
}

/** Dispatches of the last while that the model was not asked about. */
export async function listUnasked(ctx: Context, since: Date): Promise<readonly { id: string; raw_text: string }[]> {
  return all(ctx)
    .where('created_at', '>=', since)
    .where('model_asked_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .select(['id', 'raw_text'])
    .orderBy('id')
    .limit(5)
    .execute()
}

/** Dispatches with undecided rows, and those rows, counted. */
export async function countUndecided({ tx, scope }: Context): Promise<{ dispatches: number; rows: number }> {
  return tx
    .withTables<DispatchesTables>()
    .selectFrom('dispatch_rows as row')
    .innerJoin('dispatches as dispatch', (join) =>
      join.onRef('dispatch.region_code', '=', 'row.region_code').onRef('dispatch.id', '=', 'row.dispatch_id'),
    )
    .select([sql<number>`count(distinct row.dispatch_id)`.as('dispatches'), sql<number>`count(*)`.as('rows')])
    .where('row.region_code', '=', scope.region)
    .where('row.state', 'in', ['proposed', 'mended'])
    .where('row.is_dropped', '=', false)
    .where('dispatch.withdrawn_at', 'is', null)
    .executeTakeFirstOrThrow()
}

/** Keeps a new dispatch; answers whether it was kept, false where somebody just kept the same text. */
export async function insertDispatch({ tx, scope }: Context, row: NewDispatch): Promise<boolean> {
  const made = await tx
    .withTables<DispatchesTables>()
    .insertInto('dispatches')
    .values({ ...row, region_code: scope.region })
    .onConflict((conflict) => conflict.columns(['region_code', 'digest']).doNothing())
    .executeTakeFirst()
  return made.numInsertedOrUpdatedRows === 1n
}

/** Changes a dispatch that is still at `expectedVersion`; refuses `conflict` where somebody was faster. Answers the new version. */
export async function updateDispatch(
  { tx, scope }: Context,
  id: string,
  expectedVersion: number,
  change: Updateable<DispatchesTables['dispatches']>,
): Promise<number> {
  const row = await tx
    .withTables<DispatchesTables>()
    .updateTable('dispatches')
    .set({ ...change, version: expectedVersion + 1 })
    .where('region_code', '=', scope.region)
    .where('id', '=', id)
    .where('version', '=', expectedVersion)
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? refuse('conflict', problem('operation.conflict'))
}

/** Notes that the model was asked; it is no change a person makes, so the version stays. */
export async function noteModelAsked({ tx, scope }: Context, id: string, at: Date): Promise<void> {
  await tx
    .withTables<DispatchesTables>()
    .updateTable('dispatches')
    .set({ model_asked_at: at })
    .where('region_code', '=', scope.region)
    .where('id', '=', id)
    .execute()
}

function readCursor(cursor: string): string {
  return /^[0-9a-f-]{36}$/.test(cursor) ? cursor : refuse('invalid', problem('dispatches.bad_cursor', {}, ['cursor']))
}
