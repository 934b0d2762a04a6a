import { type Selectable, sql } from 'kysely'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { type OperationContext, orNotFound } from '../../../platform/run-operation.ts'
import type { SchemeBody, VersionState } from '../contract.ts'
import type { AssessmentTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** A scheme without its versions. */
export type SchemeRow = Selectable<AssessmentTables['assessment_schemes']>
/** A version of a scheme, whole. */
export type VersionRow = Selectable<AssessmentTables['assessment_scheme_versions']>

/** The schemes of a region, the newest year first, by name; of one year where it is given. */
export async function listSchemes({ tx, scope }: Context, year?: number): Promise<readonly SchemeRow[]> {
  let schemes = tx
    .withTables<AssessmentTables>()
    .selectFrom('assessment_schemes')
    .selectAll()
    .where('region_code', '=', scope.region)
    .orderBy('year', 'desc')
    .orderBy('name')
    .orderBy('id')
  if (year !== undefined) schemes = schemes.where('year', '=', year)
  return schemes.execute()
}

/** A scheme by id; refuses `not_found`. */
export async function getScheme({ tx, scope }: Context, id: string): Promise<SchemeRow> {
  return orNotFound(
    await tx
      .withTables<AssessmentTables>()
      .selectFrom('assessment_schemes')
      .selectAll()
      .where('region_code', '=', scope.region)
      .where('id', '=', id)
      .executeTakeFirst(),
  )
}

/** Whether another scheme of the year has the name. */
export async function isNameTaken(
  { tx, scope }: Context,
  scheme: { readonly id: string; readonly year: number; readonly name: string },
): Promise<boolean> {
  const row = await tx
    .withTables<AssessmentTables>()
    .selectFrom('assessment_schemes')
    .select('id')
    .where('region_code', '=', scope.region)
    .where('year', '=', scheme.year)
    .where('name', '=', scheme.name)
    .where('id', '<>', scheme.id)
    .executeTakeFirst()
  return row !== undefined
}

/** Every version of the given schemes, the latest first. */
export async function listVersions(
  { tx, scope }: Context,
  schemeIds: readonly string[],
): Promise<readonly VersionRow[]> {
  if (schemeIds.length === 0) return []
  return tx
    .withTables<AssessmentTables>()
    .selectFrom('assessment_scheme_versions')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where(sql<boolean>`scheme_id = any(${[...schemeIds]}::text[])`)
    .orderBy('scheme_id')
    .orderBy('number', 'desc')
    .execute()
}

/** The version of a scheme in force, or nothing where none was frozen. */
export async function findVersionInForce(
  { tx, scope }: Context,
  schemeId: string,
): Promise<(VersionRow & { readonly name: string; readonly year: number }) | undefined> {
  return tx
    .withTables<AssessmentTables>()
    .selectFrom('assessment_scheme_versions as version')
    .innerJoin('assessment_schemes as scheme', (join) =>
      join.onRef('scheme.region_code', '=', 'version.region_code').onRef('scheme.id', '=', 'version.scheme_id'),
    )
    .selectAll('version')
    .select(['scheme.name', 'scheme.year'])
    .where('version.region_code', '=', scope.region)
    .where('version.scheme_id', '=', schemeId)
    .where('version.state', '=', 'frozen')
    .executeTakeFirst()
}

/** Makes a scheme; refuses `conflict` with `assessment.name_taken` where the year has one of that name. */
export async function insertScheme(
  { tx, scope }: Context,
  scheme: Omit<SchemeRow, 'region_code' | 'updated_at'>,
): Promise<void> {
  const made = await tx
    .withTables<AssessmentTables>()
    .insertInto('assessment_schemes')
    .values({ ...scheme, region_code: scope.region, updated_at: scheme.created_at })
    .onConflict((on) => on.columns(['region_code', 'year', 'name']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) refuseTakenName(scheme)
}

/** Refuses a name the year has already. */
export function refuseTakenName({ year, name }: { readonly year: number; readonly name: string }): never {
  return refuse('conflict', problem('assessment.name_taken', { year, name }, ['name']))
}

/** Gives a scheme another name and basis. */
export async function updateScheme(
  { tx, scope }: Context,
  { id, name, basis, now }: { readonly id: string; readonly name: string; readonly basis: string; readonly now: Date },
): Promise<void> {
  await tx
    .withTables<AssessmentTables>()
    .updateTable('assessment_schemes')
    .set({ name, basis, updated_at: now })
    .where('region_code', '=', scope.region)
    .where('id', '=', id)
    .execute()
}

/** Keeps a new draft; refuses `conflict` with `assessment.draft_exists` where the scheme has one. */
export async function insertDraft(
  { tx, scope }: Context,
  draft: {
    readonly id: string
    readonly schemeId: string
    readonly number: number
    readonly body: SchemeBody
    readonly now: Date
  },
): Promise<void> {
  const made = await tx
    .withTables<AssessmentTables>()
    .insertInto('assessment_scheme_versions')
    .values({
      region_code: scope.region,
      id: draft.id,
      scheme_id: draft.schemeId,
      number: draft.number,
      state: 'draft',
      body: JSON.stringify(draft.body),
      hash: null,
      frozen_at: null,
      frozen_by: null,
      frozen_by_name: null,
      created_at: draft.now,
      updated_at: draft.now,
    })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) refuse('conflict', problem('assessment.draft_exists'))
}

interface VersionKey {
  readonly id: string
  readonly expectedVersion: number
}

/** Changes a version that is still at `expectedVersion`; refuses `conflict` where somebody was faster. Answers the new record version. */
export async function updateVersion(
  { tx, scope }: Context,
  { id, expectedVersion }: VersionKey,
  change: {
    readonly state?: VersionState
    readonly body?: string
    readonly hash?: string
    readonly frozen_at?: Date
    readonly frozen_by?: string
    readonly frozen_by_name?: string
    readonly updated_at: Date
  },
): Promise<number> {
  const row = await tx
    .withTables<AssessmentTables>()
    .updateTable('assessment_scheme_versions')
    .set({ ...change, version: expectedVersion + 1 })
    .where('region_code', '=', scope.region)
    .where('id', '=', id)
    .where('version', '=', expectedVersion)
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? refuse('conflict', problem('operation.conflict'))
}

/** Drops a draft that is still at `expectedVersion`, and its scheme where it never had another version. */
export async function deleteDraft(
  { tx, scope }: Context,
  { id, expectedVersion }: VersionKey,
  schemeToo: string | undefined,
): Promise<void> {
  const db = tx.withTables<AssessmentTables>()
  const gone = await db
    .deleteFrom('assessment_scheme_versions')
    .where('region_code', '=', scope.region)
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .where('version', '=', expectedVersion)
    .returning('id')
    .executeTakeFirst()
  if (!gone) refuse('conflict', problem('operation.conflict'))
  if (schemeToo !== undefined)
    await db
      .deleteFrom('assessment_schemes')
      .where('region_code', '=', scope.region)
      .where('id', '=', schemeToo)
      .execute()
}
