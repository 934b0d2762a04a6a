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

/** Which units of some rounds said that their figures are right. */
export async function listChecks({ tx, scope }: Context, roundIds: readonly string[]): Promise<readonly CheckRow[]> {
  if (roundIds.length === 0) return []
  return tx
    .withTables<AssessmentTables>()
    .selectFrom('assessment_checks')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where(sql<boolean>`round_id = any(${[...roundIds]}::text[])`)
    .orderBy('round_id')
    .orderBy('unit_id')
    .execute()
}

/** Keeps a unit's word; a second one changes nothing. */
export async function insertCheck({ tx }: Context, row: Insertable<AssessmentTables['assessment_checks']>) {
  await tx
    .withTables<AssessmentTables>()
    .insertInto('assessment_checks')
    .values(row)
    .onConflict((on) => on.columns(['region_code', 'round_id', 'unit_id']).doNothing())
    .execute()
}
