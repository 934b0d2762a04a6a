import { type Insertable, type Selectable, sql } from 'kysely'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { AssessmentTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** A signature as it is read. */
export type SignatureRow = Selectable<AssessmentTables['assessment_signatures']>
/** A unit's word that its figures are right, as it is read. */
export type CheckRow = Selectable<AssessmentTables['assessment_checks']>

/** Every signature of some rounds, the latest first. */
export async function listSignatures(
  { tx, scope }: Context,
  roundIds: readonly string[],
): Promise<readonly SignatureRow[]> {
  if (roundIds.length === 0) return []
  return tx
    .withTables<AssessmentTables>()
    .selectFrom('assessment_signatures')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where(sql<boolean>`round_id = any(${[...roundIds]}::text[])`)
    .orderBy('signed_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** Keeps a signature. */
export async function insertSignature(
  { tx, scope }: Context,
  row: Insertable<AssessmentTables['assessment_signatures']>,
): Promise<void> {
  await tx
    .withTables<AssessmentTables>()
    .insertInto('assessment_signatures')
    .values({ ...row, region_code: scope.region })
    .execute()
}

/**
 * Which units of some rounds said that their figures are right. A word given before a round was settled does not count for a round that
 * was taken back to checking: it was given for what was settled then.
 */
export async function listChecks({ tx, scope }: Context, roundIds: readonly string[]): Promise<readonly CheckRow[]> {
  if (roundIds.length === 0) return []
  return tx
    .withTables<AssessmentTables>()
    .selectFrom('assessment_checks as word')
    .innerJoin('assessment_rounds as round', (on) =>
      on.onRef('round.region_code', '=', 'word.region_code').onRef('round.id', '=', 'word.round_id'),
    )
    .leftJoin('assessment_editions as settled', (on) =>
      on
        .onRef('settled.region_code', '=', 'round.region_code')
        .onRef('settled.round_id', '=', 'round.id')
        .onRef('settled.edition', '=', 'round.edition'),
    )
    .selectAll('word')
    .where('word.region_code', '=', scope.region)
    .where(sql<boolean>`word.round_id = any(${[...roundIds]}::text[])`)
    .where(
      sql<boolean>`(round.state <> 'checking' or settled.settled_at is null or word.checked_at > settled.settled_at)`,
    )
    .orderBy('word.round_id')
    .orderBy('word.unit_id')
    .execute()
}

/** Keeps a unit's word that its figures are right as they are now; one given before is replaced by it. */
export async function keepCheck({ tx }: Context, row: Insertable<AssessmentTables['assessment_checks']>) {
  const { checked_by, checked_by_name, checked_at } = row
  await tx
    .withTables<AssessmentTables>()
    .insertInto('assessment_checks')
    .values(row)
    .onConflict((on) =>
      on.columns(['region_code', 'round_id', 'unit_id']).doUpdateSet({ checked_by, checked_by_name, checked_at }),
    )
    .execute()
}
