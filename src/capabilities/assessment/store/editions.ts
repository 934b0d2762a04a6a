import { type Insertable, type Selectable, sql } from 'kysely'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { AssessmentTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** An edition of a ranking as it is read, whole. */
export type EditionRow = Selectable<AssessmentTables['assessment_editions']>
/** An edition without what is in it. */
export type EditionHead = Omit<EditionRow, 'export' | 'ranking' | 'marks'>

const HEAD = [
  'region_code',
  'round_id',
  'edition',
  'digest',
  'settled_at',
  'settled_by',
  'settled_by_name',
  'published_at',
  'published_by_name',
  'note',
] as const

/** Editions of some rounds without what is in them, the latest first. */
export async function listEditionHeads(
  { tx, scope }: Context,
  roundIds: readonly string[],
): Promise<readonly EditionHead[]> {
  if (roundIds.length === 0) return []
  return tx
    .withTables<AssessmentTables>()
    .selectFrom('assessment_editions')
    .select(HEAD)
    .where('region_code', '=', scope.region)
    .where(sql<boolean>`round_id = any(${[...roundIds]}::text[])`)
    .orderBy('round_id')
    .orderBy('edition', 'desc')
    .execute()
}

/** Some editions, whole, by round and number. */
export async function listEditions(
  { tx, scope }: Context,
  wanted: readonly { readonly roundId: string; readonly edition: number }[],
): Promise<readonly EditionRow[]> {
  if (wanted.length === 0) return []
  const [ids, numbers] = [wanted.map(({ roundId }) => roundId), wanted.map(({ edition }) => edition)]
  return tx
    .withTables<AssessmentTables>()
    .selectFrom('assessment_editions')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where(sql<boolean>`(round_id, edition) in (select * from unnest(${ids}::text[], ${numbers}::int[]))`)
    .orderBy('round_id')
    .orderBy('edition')
    .execute()
}

/** Keeps a new edition; refuses `conflict` where that number is taken. */
export async function insertEdition(
  { tx }: Context,
  row: Insertable<AssessmentTables['assessment_editions']>,
): Promise<void> {
  const made = await tx
    .withTables<AssessmentTables>()
    .insertInto('assessment_editions')
    .values(row)
    .onConflict((on) => on.columns(['region_code', 'round_id', 'edition']).doNothing())
    .returning('edition')
    .executeTakeFirst()
  if (!made) refuse('conflict', problem('operation.conflict'))
}

/** Marks an edition as published. */
export async function publishEdition(
  { tx, scope }: Context,
  edition: { readonly roundId: string; readonly edition: number },
  act: { readonly at: Date; readonly byName: string; readonly note: string },
): Promise<void> {
  await tx
    .withTables<AssessmentTables>()
    .updateTable('assessment_editions')
    .set({ published_at: act.at, published_by_name: act.byName, note: act.note })
    .where('region_code', '=', scope.region)
    .where('round_id', '=', edition.roundId)
    .where('edition', '=', edition.edition)
    .where('published_at', 'is', null)
    .execute()
}
