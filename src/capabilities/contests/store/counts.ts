import type { Insertable, Selectable } from 'kysely'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { ContestsTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** A count as it is read. */
export type CountRow = Selectable<ContestsTables['contest_counts']>
type Kept<T extends keyof ContestsTables> = Omit<Insertable<ContestsTables[T]>, 'region_code' | 'contest_id'>

const tables = ({ tx }: Pick<Context, 'tx'>) => tx.withTables<ContestsTables>()

/** Every ballot of a contest with what it says, by id. */
export async function listBallotContents(ctx: Context, contestId: string) {
  return tables(ctx)
    .selectFrom('contest_ballots')
    .select(['id', 'seat_id', 'about', 'content', 'source'])
    .where('region_code', '=', ctx.scope.region)
    .where('contest_id', '=', contestId)
    .orderBy('id')
    .execute()
}

/** The lines that take ballots out of the count, by ballot. */
export async function listVoids(ctx: Context, contestId: string) {
  return tables(ctx)
    .selectFrom('contest_voids')
    .select(['ballot_id', 'reason'])
    .where('region_code', '=', ctx.scope.region)
    .where('contest_id', '=', contestId)
    .orderBy('ballot_id')
    .execute()
}

/** How many paper ballots still wait for the second person. */
export async function countWaitingPapers(ctx: Context, contestId: string): Promise<number> {
  const { waiting } = await tables(ctx)
    .selectFrom('contest_papers')
    .select((eb) => eb.fn.countAll<number>().as('waiting'))
    .where('region_code', '=', ctx.scope.region)
    .where('contest_id', '=', contestId)
    .where('state', '=', 'typed')
    .executeTakeFirstOrThrow()
  return waiting
}

/** The counts of a contest, the last first. */
export async function listCounts(ctx: Context, contestId: string): Promise<readonly CountRow[]> {
  return tables(ctx)
    .selectFrom('contest_counts')
    .selectAll()
    .where('region_code', '=', ctx.scope.region)
    .where('contest_id', '=', contestId)
    .orderBy('ordinal', 'desc')
    .execute()
}

/** The last signed count of each of some contests, by contest. */
export async function signedCounts(
  ctx: Context,
  contestIds: readonly string[],
): Promise<ReadonlyMap<string, CountRow>> {
  if (contestIds.length === 0) return new Map()
  const rows = await tables(ctx)
    .selectFrom('contest_counts')
    .selectAll()
    .where('region_code', '=', ctx.scope.region)
    .where('contest_id', 'in', [...contestIds])
    .where('signed_at', 'is not', null)
    .orderBy('contest_id')
    .orderBy('ordinal')
    .execute()
  return new Map(rows.map((row) => [row.contest_id, row]))
}

/** Keeps a new count. */
export async function insertCount(ctx: Context, contestId: string, count: Kept<'contest_counts'>): Promise<void> {
  await tables(ctx)
    .insertInto('contest_counts')
    .values({ ...count, region_code: ctx.scope.region, contest_id: contestId })
    .execute()
}

/** Writes on a count that it was signed. */
export async function signCountRow(
  { tx, scope, now, actor }: Pick<OperationContext, 'tx' | 'scope' | 'now' | 'actor'>,
  { contest_id, ordinal }: CountRow,
  note: string,
): Promise<void> {
  await tables({ tx })
    .updateTable('contest_counts')
    .set({ signed_at: now, signed_by: actor.name, sign_note: note })
    .where('region_code', '=', scope.region)
    .where('contest_id', '=', contest_id)
    .where('ordinal', '=', ordinal)
    .execute()
}

/** Writes on a count that it was sent back. */
export async function sendBackCountRow(
  { tx, scope, now }: Pick<OperationContext, 'tx' | 'scope' | 'now'>,
  { contest_id, ordinal }: CountRow,
  reason: string,
): Promise<void> {
  await tables({ tx })
    .updateTable('contest_counts')
    .set({ sent_back_at: now, sent_back_reason: reason })
    .where('region_code', '=', scope.region)
    .where('contest_id', '=', contest_id)
    .where('ordinal', '=', ordinal)
    .execute()
}

/** What was decided on a result, in the order it was written down. */
export async function listDecisions(ctx: Context, contestId: string) {
  return tables(ctx)
    .selectFrom('contest_decisions')
    .selectAll()
    .where('region_code', '=', ctx.scope.region)
    .where('contest_id', '=', contestId)
    .orderBy('id')
    .execute()
}

/** Keeps a decision. */
export async function insertDecision(
  ctx: Context,
  contestId: string,
  decision: Kept<'contest_decisions'>,
): Promise<void> {
  await tables(ctx)
    .insertInto('contest_decisions')
    .values({ ...decision, region_code: ctx.scope.region, contest_id: contestId })
    .execute()
}

/** The newest key pair the tenant signs with; none before the first count. */
export async function findSigningKeys(ctx: Context) {
  return tables(ctx)
    .selectFrom('contest_signing_keys')
    .select(['id', 'public_key', 'private_key'])
    .where('region_code', '=', ctx.scope.region)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Keeps a new key pair of the tenant. */
export async function insertSigningKeys(
  { tx, scope, now }: Pick<OperationContext, 'tx' | 'scope' | 'now'>,
  keys: { readonly id: string; readonly publicKey: string; readonly privateKey: string },
): Promise<void> {
  await tables({ tx })
    .insertInto('contest_signing_keys')
    .values({
      region_code: scope.region,
      id: keys.id,
      public_key: keys.publicKey,
      private_key: keys.privateKey,
      made_at: now,
    })
    .execute()
}

/** The seed of a contest's draw and its commitment, where one was made. */
export async function findSeed(ctx: Context, contestId: string) {
  return tables(ctx)
    .selectFrom('contest_seeds')
    .select(['seed', 'commitment'])
    .where('region_code', '=', ctx.scope.region)
    .where('contest_id', '=', contestId)
    .executeTakeFirst()
}
