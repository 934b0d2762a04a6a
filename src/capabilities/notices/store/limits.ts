import type { Selectable } from 'kysely'
import { newId } from '../../../kernel/ids.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { LoadLimit } from '../contract.ts'
import type { NoticesTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** A limit as it is read; `unit_key` empty: of every unit. */
export type LimitRow = Selectable<NoticesTables['load_limits']>

/** The limits of a year. */
export function listLimits({ tx, scope }: Context, year: number): Promise<readonly LimitRow[]> {
  return tx
    .withTables<NoticesTables>()
    .selectFrom('load_limits')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('year', '=', year)
    .orderBy('kind')
    .orderBy('unit_key')
    .execute()
}

/** Sets a limit; answers its version. */
export async function saveLimit({ tx, scope }: Context, limit: LoadLimit, now: Date): Promise<number> {
  const row = await tx
    .withTables<NoticesTables>()
    .insertInto('load_limits')
    .values({
      region_code: scope.region,
      id: newId(now),
      year: limit.year,
      kind: limit.kind,
      unit_key: limit.unitId ?? '',
      most: limit.limit,
      source: limit.source,
      updated_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['region_code', 'year', 'kind', 'unit_key']).doUpdateSet((eb) => ({
        most: eb.ref('excluded.most'),
        source: eb.ref('excluded.source'),
        updated_at: eb.ref('excluded.updated_at'),
        version: eb('load_limits.version', '+', 1),
      })),
    )
    .returning('version')
    .executeTakeFirstOrThrow()
  return row.version
}

/** Takes a limit away. */
export async function deleteLimit(
  { tx, scope }: Context,
  { year, kind, unitId }: Pick<LoadLimit, 'year' | 'kind' | 'unitId'>,
): Promise<void> {
  await tx
    .withTables<NoticesTables>()
    .deleteFrom('load_limits')
    .where('region_code', '=', scope.region)
    .where('year', '=', year)
    .where('kind', '=', kind)
    .where('unit_key', '=', unitId ?? '')
    .execute()
}
