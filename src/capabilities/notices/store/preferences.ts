import { type Selectable, sql } from 'kysely'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { Preferences } from '../contract.ts'
import { DEFAULT_PREFERENCES } from '../rules/routing.ts'
import type { NoticesTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
type Row = Selectable<NoticesTables['notice_preferences']>

const preferencesOf = (row: Row): Preferences => ({
  email: row.email,
  language: row.language,
  paces: { ...DEFAULT_PREFERENCES.paces, ...row.paces },
  digestAt: row.digest_at,
  quietFrom: row.quiet_from,
  quietTo: row.quiet_to,
})

/** How some people want to hear; who never said is missing. */
export async function listPreferences(
  { tx, scope }: Context,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly preferences: Preferences; readonly version: number }>> {
  if (personIds.length === 0) return new Map()
  const rows = await tx
    .withTables<NoticesTables>()
    .selectFrom('notice_preferences')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where(sql<boolean>`person_id = any(${[...personIds]}::text[])`)
    .orderBy('person_id')
    .execute()
  return new Map(rows.map((row) => [row.person_id, { preferences: preferencesOf(row), version: row.version }]))
}

/** Keeps how a person wants to hear; `expectedVersion` 0 where nothing was kept before. Refuses `conflict` where it changed since. */
export async function savePreferences(
  { tx, scope }: Context,
  personId: string,
  { preferences, expectedVersion, now }: { preferences: Preferences; expectedVersion: number; now: Date },
): Promise<number> {
  const columns = {
    email: preferences.email,
    language: preferences.language,
    paces: JSON.stringify(preferences.paces),
    digest_at: preferences.digestAt,
    quiet_from: preferences.quietFrom,
    quiet_to: preferences.quietTo,
    updated_at: now,
  }
  const db = tx.withTables<NoticesTables>()
  const row =
    expectedVersion === 0
      ? await db
          .insertInto('notice_preferences')
          .values({ region_code: scope.region, person_id: personId, ...columns })
          .onConflict((conflict) => conflict.columns(['region_code', 'person_id']).doNothing())
          .returning('version')
          .executeTakeFirst()
      : await db
          .updateTable('notice_preferences')
          .set((eb) => ({ ...columns, version: eb('version', '+', 1) }))
          .where('region_code', '=', scope.region)
          .where('person_id', '=', personId)
          .where('version', '=', expectedVersion)
          .returning('version')
          .executeTakeFirst()
  return row?.version ?? refuse('conflict', problem('operation.conflict'))
}
