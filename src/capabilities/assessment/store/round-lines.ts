import { type Insertable, type Selectable, sql } from 'kysely'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { AssessmentTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** A line beside the criteria as it is read: points, an excuse, a veto, or what takes one back. */
export type LineRow = Selectable<AssessmentTables['assessment_entries']>

/** Every line of some rounds, in the order they were made. */
export async function listLines({ tx, scope }: Context, roundIds: readonly string[]): Promise<readonly LineRow[]> {
  if (roundIds.length === 0) return []
  return tx
    .withTables<AssessmentTables>()
    .selectFrom('assessment_entries')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where(sql<boolean>`round_id = any(${[...roundIds]}::text[])`)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

/** Keeps a line. Refuses `conflict` where the line it takes back has been taken back. */
export async function insertLine(
  { tx, scope }: Context,
  row: Insertable<AssessmentTables['assessment_entries']>,
): Promise<void> {
  const made = await tx
    .withTables<AssessmentTables>()
    .insertInto('assessment_entries')
    .values({ ...row, region_code: scope.region })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) refuse('conflict', problem('assessment.already_reversed'))
}
