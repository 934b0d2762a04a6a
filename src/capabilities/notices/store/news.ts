import type { AuditTables } from '../../../platform/audit.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { Happened } from '../rules/news.ts'
import type { NoticesTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>

/** Up to when what happened was read; `undefined` before the first reading. */
export async function findReadTo({ tx, scope }: Context): Promise<Date | undefined> {
  const row = await tx
    .withTables<NoticesTables>()
    .selectFrom('notice_readings')
    .select('read_to')
    .where('region_code', '=', scope.region)
    .executeTakeFirst()
  return row?.read_to
}

/** Remembers up to when what happened was read. */
export async function saveReadTo({ tx, scope }: Context, readTo: Date): Promise<void> {
  await tx
    .withTables<NoticesTables>()
    .insertInto('notice_readings')
    .values({ region_code: scope.region, read_to: readTo })
    .onConflict((conflict) =>
      conflict.column('region_code').doUpdateSet((eb) => ({ read_to: eb.ref('excluded.read_to') })),
    )
    .execute()
}

/** What happened from an instant on, of some topics, the oldest first. */
export async function listHappened(
  { tx, scope }: Context,
  topics: readonly string[],
  from: Date,
  limit: number,
): Promise<readonly (Happened & { readonly at: Date })[]> {
  const rows = await tx
    .withTables<AuditTables>()
    .selectFrom('outbox_events')
    .select(['id', 'at', 'topic', 'subject_kind', 'subject_id', 'actor_id', 'after', 'data'])
    .where('region_code', '=', scope.region)
    .where('at', '>=', from)
    .where('topic', 'in', [...topics])
    .orderBy('at')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    topic: row.topic,
    subject: { kind: row.subject_kind, id: row.subject_id },
    actorId: row.actor_id,
    after: (row.after ?? {}) as Happened['after'],
    data: (row.data ?? {}) as Happened['data'],
  }))
}
