import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { orNotFound, type OperationContext } from '../../../platform/run-operation.ts'
import type { Level, RoundState } from '../contract.ts'
import type { AssessmentTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** A round as it is read. */
export type RoundRow = Selectable<AssessmentTables['assessment_rounds']>

function rounds({ tx, scope }: Context) {
  return tx
    .withTables<AssessmentTables>()
    .selectFrom('assessment_rounds')
    .selectAll()
    .where('region_code', '=', scope.region)
}

/** One round; refuses `not_found` where there is none. */
export async function getRound(ctx: Context, id: string): Promise<RoundRow> {
  return orNotFound(await rounds(ctx).where('id', '=', id).executeTakeFirst())
}

/** Some rounds by id. */
export async function listRoundsById(ctx: Context, ids: readonly string[]): Promise<readonly RoundRow[]> {
  if (ids.length === 0) return []
  return rounds(ctx)
    .where(sql<boolean>`id = any(${[...ids]}::text[])`)
    .orderBy('id')
    .execute()
}

/** One round, held against others who would change it at once until the operation is through. */
export async function holdRound(ctx: Context, id: string): Promise<RoundRow> {
  return orNotFound(await rounds(ctx).where('id', '=', id).forUpdate().executeTakeFirst())
}

/** What a list of rounds is narrowed to. */
export interface RoundFilter {
  readonly year?: number | undefined
  readonly schemeId?: string | undefined
  readonly level?: Level | undefined
  readonly state?: RoundState | undefined
}

/** A page of rounds, the period that ended last first. */
export async function listRounds(
  ctx: Context,
  filter: RoundFilter,
  page: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ readonly items: readonly RoundRow[]; readonly nextCursor: string | null }> {
  let found = rounds(ctx)
  if (filter.year !== undefined)
    found = found.where('period_end', '>=', `${filter.year}-01-01`).where('period_end', '<=', `${filter.year}-12-31`)
  if (filter.schemeId !== undefined) found = found.where('scheme_id', '=', filter.schemeId)
  if (filter.level !== undefined) found = found.where('level', '=', filter.level)
  if (filter.state !== undefined) found = found.where('state', '=', filter.state)
  if (page.cursor !== undefined) {
    const [day, id] = readCursor(page.cursor)
    found = found.where(sql<boolean>`(period_end, id) < (${day}::date, ${id})`)
  }
  const rows = await found
    .orderBy('period_end', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
  const items = rows.slice(0, page.limit)
  const last = items.at(-1)
  return { items, nextCursor: last && rows.length > page.limit ? `${last.period_end}_${last.id}` : null }
}

/** Every round of a scheme and level whose period ended by a day, the latest first. */
export async function listRoundsUntil(
  ctx: Context,
  wanted: { readonly schemeId: string; readonly level: Level; readonly until: string },
): Promise<readonly RoundRow[]> {
  return rounds(ctx)
    .where('scheme_id', '=', wanted.schemeId)
    .where('level', '=', wanted.level)
    .where('period_end', '<=', wanted.until)
    .orderBy('period_end', 'desc')
    .orderBy('id')
    .execute()
}

/** Rounds in some states, the oldest period first: what is under way. */
export async function listRoundsInStates(
  ctx: Context,
  states: readonly RoundState[],
  limit: number,
): Promise<readonly RoundRow[]> {
  return rounds(ctx)
    .where('state', 'in', [...states])
    .orderBy('period_end')
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Published rounds of a period, of every scheme, in the order they were opened. */
export async function listPublishedRounds(
  ctx: Context,
  filter: { readonly period?: string; readonly level?: Level; readonly limit: number },
): Promise<readonly RoundRow[]> {
  let found = rounds(ctx).where('published_edition', 'is not', null)
  if (filter.period !== undefined) found = found.where('period', '=', filter.period)
  if (filter.level !== undefined) found = found.where('level', '=', filter.level)
  return found.orderBy('period_end', 'desc').orderBy('id').limit(filter.limit).execute()
}

/** Published rounds in which a unit has figures, the latest period first. */
export async function listRoundsOfUnit(ctx: Context, unitId: string, limit: number): Promise<readonly RoundRow[]> {
  return rounds(ctx)
    .where('published_edition', 'is not', null)
    .where((where) =>
      where.exists(
        where
          .selectFrom('assessment_figures as figure')
          .select('figure.id')
          .where('figure.region_code', '=', ctx.scope.region)
          .whereRef('figure.round_id', '=', 'assessment_rounds.id')
          .where('figure.unit_id', '=', unitId),
      ),
    )
    .orderBy('period_end', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Keeps a new round; refuses `conflict` where the scheme has one of that period. */
export async function insertRound(
  { tx }: Context,
  row: Insertable<AssessmentTables['assessment_rounds']>,
): Promise<void> {
  const made = await tx
    .withTables<AssessmentTables>()
    .insertInto('assessment_rounds')
    .values(row)
    .onConflict((on) => on.columns(['region_code', 'scheme_id', 'period']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) refuse('conflict', problem('assessment.round_exists', { period: row.period }, ['period']))
}

/** Changes a round that is still at `expectedVersion`; refuses `conflict` where somebody was faster. Answers the new version. */
export async function updateRound(
  { tx, scope }: Context,
  id: string,
  expectedVersion: number,
  change: Updateable<AssessmentTables['assessment_rounds']>,
): Promise<number> {
  const row = await tx
    .withTables<AssessmentTables>()
    .updateTable('assessment_rounds')
    .set({ ...change, version: expectedVersion + 1 })
    .where('region_code', '=', scope.region)
    .where('id', '=', id)
    .where('version', '=', expectedVersion)
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? refuse('conflict', problem('operation.conflict'))
}

function readCursor(cursor: string): readonly [string, string] {
  const parts = /^(\d{4}-\d{2}-\d{2})_([0-9a-f-]{36})$/.exec(cursor)
  if (!parts) return refuse('invalid', problem('assessment.bad_cursor', {}, ['cursor']))
  return [parts[1] ?? '', parts[2] ?? '']
}

/** A version of a scheme as its rounds are ranked by it. */
export async function listVersionsById({ tx, scope }: Context, ids: readonly string[]) {
  if (ids.length === 0) return []
  return tx
    .withTables<AssessmentTables>()
    .selectFrom('assessment_scheme_versions as version')
    .innerJoin('assessment_schemes as scheme', (join) =>
      join.onRef('scheme.region_code', '=', 'version.region_code').onRef('scheme.id', '=', 'version.scheme_id'),
    )
    .select(['version.id', 'version.number', 'version.body', 'scheme.id as scheme_id', 'scheme.name', 'scheme.year'])
    .where('version.region_code', '=', scope.region)
    .where(sql<boolean>`version.id = any(${[...ids]}::text[])`)
    .orderBy('version.id')
    .execute()
}
