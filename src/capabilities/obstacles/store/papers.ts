import type { Selectable } from 'kysely'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { type OperationContext, orNotFound } from '../../../platform/run-operation.ts'
import type { IssuedPaper, PaperWords } from '../contract.ts'
import type { ObstaclesTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** An issued paper as it is read. */
export type PaperRow = Selectable<ObstaclesTables['item_papers']>

/** The words of papers a region set itself, with their version; nothing where it set none. */
export async function findPaperWords({ tx, scope }: Context) {
  return tx
    .withTables<ObstaclesTables>()
    .selectFrom('paper_words')
    .select(['words', 'version'])
    .where('region_code', '=', scope.region)
    .executeTakeFirst()
}

/**
 * Keeps the words of papers; version 1 stands for those the product brings. Refuses `conflict` where somebody was faster. Answers the
 * new version.
 */
export async function keepPaperWords(
  { tx, scope }: Context,
  words: PaperWords,
  expectedVersion: number,
  now: Date,
): Promise<number> {
  const row = await tx
    .withTables<ObstaclesTables>()
    .insertInto('paper_words')
    .values({
      region_code: scope.region,
      words: JSON.stringify(words),
      updated_at: now,
      version: expectedVersion + 1,
    })
    .onConflict((conflict) =>
      conflict
        .column('region_code')
        .doUpdateSet((kept) => ({
          words: kept.ref('excluded.words'),
          updated_at: kept.ref('excluded.updated_at'),
          version: kept.ref('excluded.version'),
        }))
        .where('paper_words.version', '=', expectedVersion),
    )
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? refuse('conflict', problem('operation.conflict'))
}

/** Keeps a paper as it was issued. */
export async function insertPaper(
  { tx, scope }: Context,
  made: {
    readonly id: string
    readonly itemId: string
    readonly paper: IssuedPaper
    readonly personName: string
    readonly now: Date
  },
): Promise<void> {
  await tx
    .withTables<ObstaclesTables>()
    .insertInto('item_papers')
    .values({
      region_code: scope.region,
      id: made.id,
      item_id: made.itemId,
      kind: made.paper.kind,
      number: made.paper.number,
      recipient: made.paper.recipient,
      paper: JSON.stringify(made.paper),
      person_name: made.personName,
      issued_at: made.now,
    })
    .execute()
}

/** The papers issued on an item, the newest first. */
export async function listPapers({ tx, scope }: Context, itemId: string): Promise<readonly PaperRow[]> {
  return tx
    .withTables<ObstaclesTables>()
    .selectFrom('item_papers')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('item_id', '=', itemId)
    .orderBy('id', 'desc')
    .execute()
}

/** One paper of an item; refuses `not_found` otherwise. */
export async function getPaper({ tx, scope }: Context, itemId: string, id: string): Promise<PaperRow> {
  return orNotFound(
    await tx
      .withTables<ObstaclesTables>()
      .selectFrom('item_papers')
      .selectAll()
      .where('region_code', '=', scope.region)
      .where('item_id', '=', itemId)
      .where('id', '=', id)
      .executeTakeFirst(),
  )
}
