import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { orNotFound, type OperationContext } from '../../../platform/run-operation.ts'
import type { NeedFilter } from '../contract.ts'
import type { Tally } from '../rules/needs.ts'
import { stateOf } from '../rules/needs.ts'
import type { ProjectSupportTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** A need as it is read. */
export type NeedRow = Selectable<ProjectSupportTables['factor_needs']>
/** A line of a ledger as it is read. */
export type EntryRow = Selectable<ProjectSupportTables['factor_entries']>

/** Stands for "no day" where needs are ordered by the day they are needed: after every day. */
const NO_DAY = '9999-12-31'

/** Which needs: a filter, and the projects or answering units the reader may see where not all of them. */
export interface NeedsWanted {
  readonly filter: NeedFilter
  readonly within?: { readonly projectIds: readonly string[]; readonly unitIds: readonly string[] } | undefined
}

/** The columns that follow from the sums of a ledger. */
export function columnsOfTally(tally: Tally, isWithdrawn: boolean) {
  return { ...tally, state: stateOf(tally, isWithdrawn) }
}

/** One need; refuses `not_found` where there is none. Whether it is in scope is for the caller to ask. */
export async function getNeed({ tx, scope }: Context, id: string): Promise<NeedRow> {
  return orNotFound(
    await tx
      .withTables<ProjectSupportTables>()
      .selectFrom('factor_needs')
      .selectAll()
      .where('region_code', '=', scope.region)
      .where('id', '=', id)
      .executeTakeFirst(),
  )
}

/** A page of needs, the one needed first first, those without a day at the end. */
export async function listNeeds(
  { tx, scope }: Context,
  { filter, within }: NeedsWanted,
  page: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ readonly items: readonly NeedRow[]; readonly nextCursor: string | null }> {
  let rows = tx
    .withTables<ProjectSupportTables>()
    .selectFrom('factor_needs')
    .selectAll()
    .where('region_code', '=', scope.region)
  if (within) {
    const [projects, units] = [[...within.projectIds], [...within.unitIds]]
    rows = rows.where(sql<boolean>`(project_id = any(${projects}::text[]) or unit_id = any(${units}::text[]))`)
  }
  if (filter.state?.length) rows = rows.where('state', 'in', [...filter.state])
  else rows = rows.where('withdrawn_at', 'is', null)
  if (filter.projectId) rows = rows.where('project_id', '=', filter.projectId)
  if (filter.factor?.length) rows = rows.where('factor', 'in', [...filter.factor])
  if (filter.year) rows = rows.where('year', '=', filter.year)
  if (filter.unitId?.length) rows = rows.where(sql<boolean>`unit_id = any(${[...filter.unitId]}::text[])`)
  if (page.cursor !== undefined) {
    const [day, id] = readCursor(page.cursor)
    rows = rows.where(sql<boolean>`(coalesce(needed_on, ${NO_DAY}::date), id) > (${day}::date, ${id})`)
  }
  const found = await rows
    .orderBy(sql`coalesce(needed_on, ${NO_DAY}::date)`)
    .orderBy('id')
    .limit(page.limit + 1)
    .execute()
  const items = found.slice(0, page.limit)
  const last = items.at(-1)
  return { items, nextCursor: last && found.length > page.limit ? `${last.needed_on ?? NO_DAY}_${last.id}` : null }
}

/** Needs of some projects that are not withdrawn and not wholly covered. */
export async function listUncoveredNeeds({ tx, scope }: Context, projectIds: readonly string[]) {
  return tx
    .withTables<ProjectSupportTables>()
    .selectFrom('factor_needs')
    .select(['project_id', 'factor', 'asked', 'verified', 'allocated', 'borrowed', 'delivered'])
    .where('region_code', '=', scope.region)
    .where('state', 'in', ['asked', 'verified', 'partly_covered'])
    .where(sql<boolean>`project_id = any(${[...projectIds]}::text[])`)
    .orderBy('id')
    .execute()
}

/** Keeps a new need. */
export async function insertNeed(
  { tx, scope }: Context,
  row: Omit<Insertable<ProjectSupportTables['factor_needs']>, 'region_code'>,
): Promise<void> {
  await tx
    .withTables<ProjectSupportTables>()
    .insertInto('factor_needs')
    .values({ ...row, region_code: scope.region })
    .execute()
}

/** Changes a need that is still at `expectedVersion`; refuses `conflict` where somebody was faster. Answers the new version. */
export async function updateNeed(
  { tx, scope }: Context,
  id: string,
  expectedVersion: number,
  change: Updateable<ProjectSupportTables['factor_needs']>,
): Promise<number> {
  const row = await tx
    .withTables<ProjectSupportTables>()
    .updateTable('factor_needs')
    .set({ ...change, version: expectedVersion + 1 })
    .where('region_code', '=', scope.region)
    .where('id', '=', id)
    .where('version', '=', expectedVersion)
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? refuse('conflict', problem('operation.conflict'))
}

/** Every line of a need's ledger, in the order they were written. */
export async function listEntries({ tx, scope }: Context, needId: string): Promise<readonly EntryRow[]> {
  return tx
    .withTables<ProjectSupportTables>()
    .selectFrom('factor_entries')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('need_id', '=', needId)
    .orderBy('id')
    .execute()
}

/** Keeps a new line of a ledger. */
export async function insertEntry(
  { tx, scope }: Context,
  row: Omit<Insertable<ProjectSupportTables['factor_entries']>, 'region_code'>,
): Promise<void> {
  await tx
    .withTables<ProjectSupportTables>()
    .insertInto('factor_entries')
    .values({ ...row, region_code: scope.region })
    .execute()
}

function readCursor(cursor: string): readonly [string, string] {
  const parts = /^(\d{4}-\d{2}-\d{2})_([0-9a-f-]{36})$/.exec(cursor)
  if (!parts) return refuse('invalid', problem('project_support.bad_cursor', {}, ['cursor']))
  return [parts[1] ?? '', parts[2] ?? '']
}
