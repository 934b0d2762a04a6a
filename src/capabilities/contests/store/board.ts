import type { OperationContext } from '../../../platform/run-operation.ts'
import { orNotFound } from '../../../platform/run-operation.ts'
import type { EventKind } from '../contract.ts'
import type { ContestsTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>

const tables = ({ tx }: Pick<Context, 'tx'>) => tx.withTables<ContestsTables>()

/** The links to the board of a contest, the oldest first. */
export async function listBoardLinks(ctx: Context, contestId: string) {
  return tables(ctx)
    .selectFrom('contest_board_links')
    .select(['id', 'label', 'opened_at', 'closed_at'])
    .where('region_code', '=', ctx.scope.region)
    .where('contest_id', '=', contestId)
    .orderBy('id')
    .execute()
}

/** Keeps a new link to the board. */
export async function insertBoardLink(
  { tx, scope, now }: Pick<OperationContext, 'tx' | 'scope' | 'now'>,
  contestId: string,
  link: { readonly id: string; readonly label: string; readonly digest: string },
): Promise<void> {
  await tables({ tx })
    .insertInto('contest_board_links')
    .values({
      region_code: scope.region,
      contest_id: contestId,
      id: link.id,
      label: link.label,
      secret_digest: link.digest,
      opened_at: now,
    })
    .execute()
}

/** Closes a link that is open; refuses `not_found` where there is none. */
export async function closeBoardLink(
  { tx, scope, now }: Pick<OperationContext, 'tx' | 'scope' | 'now'>,
  contestId: string,
  id: string,
): Promise<void> {
  orNotFound(
    await tables({ tx })
      .updateTable('contest_board_links')
      .set({ closed_at: now })
      .where('region_code', '=', scope.region)
      .where('contest_id', '=', contestId)
      .where('id', '=', id)
      .where('closed_at', 'is', null)
      .returning('id')
      .executeTakeFirst(),
  )
}

/** The open link behind the digest of a secret; refuses `not_found`. */
export async function getBoardLink(ctx: Context, digest: string) {
  return orNotFound(
    await tables(ctx)
      .selectFrom('contest_board_links')
      .select(['contest_id', 'secret_digest'])
      .where('region_code', '=', ctx.scope.region)
      .where('secret_digest', '=', digest)
      .where('closed_at', 'is', null)
      .executeTakeFirst(),
  )
}

/** Events after which a judge's page shows the same as before: the stage goes on, the board shows something. */
const NOT_OF_JUDGES = [
  'called',
  'speech_begun',
  'questions_begun',
  'score_revealed',
  'board_frozen',
  'board_thawed',
  'deducted',
  'deduction_reversed',
  'places_revealed',
] as const satisfies readonly EventKind[]

/** The number of the last event of a contest that changes what its judges see. */
export async function lastEventOfJudges(ctx: Context, contestId: string): Promise<number> {
  const row = await tables(ctx)
    .selectFrom('contest_events')
    .select('ordinal')
    .where('region_code', '=', ctx.scope.region)
    .where('contest_id', '=', contestId)
    .where('kind', 'not in', [...NOT_OF_JUDGES])
    .orderBy('ordinal', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.ordinal ?? 0
}

/** Keeps the seed of a draw; answers false where there is one. */
export async function insertSeed(
  { tx, scope, now }: Pick<OperationContext, 'tx' | 'scope' | 'now'>,
  contestId: string,
  made: { readonly seed: string; readonly commitment: string },
): Promise<boolean> {
  const row = await tables({ tx })
    .insertInto('contest_seeds')
    .values({ region_code: scope.region, contest_id: contestId, ...made, made_at: now })
    .onConflict((conflict) => conflict.columns(['region_code', 'contest_id']).doNothing())
    .returning('contest_id')
    .executeTakeFirst()
  return row !== undefined
}
