import { type Insertable, type Selectable, sql } from 'kysely'
import { type OperationContext, orNotFound } from '../../../platform/run-operation.ts'
import type { ContestEvent } from '../contract.ts'
import type { ContestsTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** A ballot as it is kept. */
export type KeptBallot = Omit<Insertable<ContestsTables['contest_ballots']>, 'region_code' | 'contest_id'>
/** A paper ballot as it is read. */
export type PaperRow = Selectable<ContestsTables['contest_papers']>

const tables = ({ tx }: Pick<Context, 'tx'>) => tx.withTables<ContestsTables>()

/**
 * A contest as a ballot needs it. Whoever acts on the contest (closes a window, reveals a score) waits for the ballots under way and they for it,
 * so that no ballot slips behind a close; ballots do not wait for each other.
 */
export async function getContestForCast(ctx: Context, id: string) {
  return orNotFound(
    await tables(ctx)
      .selectFrom('contests')
      .select(['id', 'state', 'body', 'sealing_private'])
      .where('region_code', '=', ctx.scope.region)
      .where('id', '=', id)
      .forKeyShare()
      .executeTakeFirst(),
  )
}

const OF_WINDOWS = [
  'window_opened',
  'window_extended',
  'window_closed',
  'score_revealed',
  'voting_closed',
] as const satisfies readonly ContestEvent['kind'][]

/** The events that say when ballots are taken. */
export async function listWindowEvents(ctx: Context, contestId: string): Promise<readonly ContestEvent[]> {
  const rows = await tables(ctx)
    .selectFrom('contest_events')
    .select(['ordinal', 'kind', 'at', 'data'])
    .where('region_code', '=', ctx.scope.region)
    .where('contest_id', '=', contestId)
    .where('kind', 'in', [...OF_WINDOWS])
    .orderBy('ordinal')
    .execute()
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }) as ContestEvent)
}

/** Ballots of a contest, of one seat where given, without what they say, in the order they came in. */
export async function listCast(ctx: Context, contestId: string, seatId?: string) {
  let rows = tables(ctx)
    .selectFrom('contest_ballots as ballot')
    .leftJoin('contest_voids as void', (join) =>
      join
        .onRef('void.region_code', '=', 'ballot.region_code')
        .onRef('void.contest_id', '=', 'ballot.contest_id')
        .onRef('void.ballot_id', '=', 'ballot.id'),
    )
    .select([
      'ballot.id',
      'ballot.seat_id',
      'ballot.about',
      'ballot.source',
      'ballot.attempt',
      'ballot.received_at',
      'void.reason as void_reason',
    ])
    .where('ballot.region_code', '=', ctx.scope.region)
    .where('ballot.contest_id', '=', contestId)
  if (seatId !== undefined) rows = rows.where('ballot.seat_id', '=', seatId)
  return rows.orderBy('ballot.received_at').orderBy('ballot.id').execute()
}

/** Keeps a ballot; answers false where its id, or another ballot of the same seat, matter and attempt, is there already. */
export async function insertBallot(ctx: Context, contestId: string, ballot: KeptBallot): Promise<boolean> {
  const row = await tables(ctx)
    .insertInto('contest_ballots')
    .values({ ...ballot, region_code: ctx.scope.region, contest_id: contestId })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Takes ballots out of the count. */
export async function insertVoids(
  ctx: Pick<OperationContext, 'tx' | 'scope' | 'now' | 'actor'>,
  contestId: string,
  ballotIds: readonly string[],
  reason: string,
): Promise<void> {
  if (ballotIds.length === 0) return
  await tables(ctx)
    .insertInto('contest_voids')
    .values(
      ballotIds.map((id) => ({
        region_code: ctx.scope.region,
        contest_id: contestId,
        ballot_id: id,
        reason,
        voided_at: ctx.now,
        voided_by: ctx.actor.name,
      })),
    )
    .execute()
}

/** The paper ballots of a contest, those that wait for the second person first. */
export async function listPapers(ctx: Context, contestId: string): Promise<readonly PaperRow[]> {
  return tables(ctx)
    .selectFrom('contest_papers')
    .selectAll()
    .where('region_code', '=', ctx.scope.region)
    .where('contest_id', '=', contestId)
    .orderBy(sql`state <> 'typed'`)
    .orderBy('typed_at')
    .orderBy('id')
    .execute()
}

/** One paper ballot; refuses `not_found`. */
export async function getPaper(ctx: Context, contestId: string, id: string): Promise<PaperRow> {
  return orNotFound(
    await tables(ctx)
      .selectFrom('contest_papers')
      .selectAll()
      .where('region_code', '=', ctx.scope.region)
      .where('contest_id', '=', contestId)
      .where('id', '=', id)
      .executeTakeFirst(),
  )
}

/** Keeps a typed paper ballot. */
export async function insertPaper(
  ctx: Context,
  contestId: string,
  paper: Omit<Insertable<ContestsTables['contest_papers']>, 'region_code' | 'contest_id'>,
): Promise<void> {
  await tables(ctx)
    .insertInto('contest_papers')
    .values({ ...paper, region_code: ctx.scope.region, contest_id: contestId })
    .execute()
}

/** Writes down what the second person said of a paper ballot that waits; refuses `not_found` where it no longer does. */
export async function decidePaper(
  ctx: Pick<OperationContext, 'tx' | 'scope' | 'now' | 'actor'>,
  { contest_id, id }: PaperRow,
  decided: { readonly ballotId: string | null; readonly reason: string },
): Promise<void> {
  orNotFound(
    await tables(ctx)
      .updateTable('contest_papers')
      .set({
        state: decided.ballotId === null ? 'rejected' : 'confirmed',
        ballot_id: decided.ballotId,
        reason: decided.reason,
        checked_by: ctx.actor.personId,
        checked_by_name: ctx.actor.name,
        checked_at: ctx.now,
      })
      .where('region_code', '=', ctx.scope.region)
      .where('contest_id', '=', contest_id)
      .where('id', '=', id)
      .where('state', '=', 'typed')
      .returning('id')
      .executeTakeFirst(),
  )
}
