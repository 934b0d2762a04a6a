import type { OperationContext } from '../../../platform/run-operation.ts'
import type { ScheduleTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>

/** When a person opened their calendar's address, if they did. */
export async function findFeed({ tx, scope }: Context, personId: string): Promise<Date | undefined> {
  const row = await tx
    .withTables<ScheduleTables>()
    .selectFrom('schedule_feeds')
    .select('opened_at')
    .where('region_code', '=', scope.region)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row?.opened_at
}

/** The person behind the digest of a secret, if there is one. */
export async function findReader({ tx, scope }: Context, digest: string): Promise<string | undefined> {
  const row = await tx
    .withTables<ScheduleTables>()
    .selectFrom('schedule_feeds')
    .select('person_id')
    .where('region_code', '=', scope.region)
    .where('secret_digest', '=', digest)
    .executeTakeFirst()
  return row?.person_id
}

/** Keeps a person's new address; the one before ends with it. */
export async function keepFeed({ tx, scope, now }: OperationContext, personId: string, digest: string): Promise<void> {
  await tx
    .withTables<ScheduleTables>()
    .insertInto('schedule_feeds')
    .values({ region_code: scope.region, person_id: personId, secret_digest: digest, opened_at: now })
    .onConflict((conflict) =>
      conflict.columns(['region_code', 'person_id']).doUpdateSet((row) => ({
        secret_digest: row.ref('excluded.secret_digest'),
        opened_at: row.ref('excluded.opened_at'),
      })),
    )
    .execute()
}

/** Ends a person's address; answers whether there was one. */
export async function dropFeed({ tx, scope }: Context, personId: string): Promise<boolean> {
  const row = await tx
    .withTables<ScheduleTables>()
    .deleteFrom('schedule_feeds')
    .where('region_code', '=', scope.region)
    .where('person_id', '=', personId)
    .returning('person_id')
    .executeTakeFirst()
  return row !== undefined
}
