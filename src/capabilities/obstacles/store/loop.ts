import type { Insertable, Selectable } from 'kysely'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { LoopSettings } from '../contract.ts'
import type { ObstaclesTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** A published ladder as it is read. */
export type LadderRow = Selectable<ObstaclesTables['item_ladders']>

/** Every published ladder of the region, the newest first. */
export async function listLadders({ tx, scope }: Context): Promise<readonly LadderRow[]> {
  return tx
    .withTables<ObstaclesTables>()
    .selectFrom('item_ladders')
    .selectAll()
    .where('region_code', '=', scope.region)
    .orderBy('number', 'desc')
    .execute()
}

/** Keeps a ladder; refuses `conflict` where its number is taken: somebody published meanwhile. */
export async function insertLadder(
  { tx, scope }: Context,
  ladder: Omit<Insertable<ObstaclesTables['item_ladders']>, 'region_code'>,
): Promise<void> {
  const kept = await tx
    .withTables<ObstaclesTables>()
    .insertInto('item_ladders')
    .values({ ...ladder, region_code: scope.region })
    .onConflict((conflict) => conflict.doNothing())
    .returning('number')
    .executeTakeFirst()
  if (!kept) refuse('conflict', problem('operation.conflict'))
}

/** What the region set for its loop; version 1 and the defaults where nobody set anything. */
export async function readSettings({ tx, scope }: Context): Promise<{ settings: LoopSettings; version: number }> {
  const row = await tx
    .withTables<ObstaclesTables>()
    .selectFrom('item_settings')
    .select(['settings', 'version'])
    .where('region_code', '=', scope.region)
    .executeTakeFirst()
  return { settings: LoopSettings.parse(row?.settings ?? {}), version: row?.version ?? 1 }
}

/** Keeps the settings in the place of those at `expectedVersion`; refuses `conflict` where somebody was faster. Answers the new version. */
export async function keepSettings(
  { tx, scope }: Context,
  settings: LoopSettings,
  { expectedVersion, now }: { readonly expectedVersion: number; readonly now: Date },
): Promise<number> {
  const version = expectedVersion + 1
  const kept = await tx
    .withTables<ObstaclesTables>()
    .insertInto('item_settings')
    .values({ region_code: scope.region, settings: JSON.stringify(settings), updated_at: now, version })
    .onConflict((conflict) =>
      conflict
        .column('region_code')
        .doUpdateSet({ settings: JSON.stringify(settings), updated_at: now, version })
        .where('item_settings.version', '=', expectedVersion),
    )
    .returning('version')
    .executeTakeFirst()
  return kept?.version ?? refuse('conflict', problem('operation.conflict'))
}
