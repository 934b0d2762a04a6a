import type { Insertable, Updateable } from 'kysely'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { KeyProjectTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
type Events = KeyProjectTables['key_project_events']

/** Every group event of the region, earliest first: counting needs those before. */
export async function listEvents({ tx, scope }: Context) {
  return tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_project_events')
    .select(['id', 'kind', 'name', 'held_on', 'place', 'note', 'cancelled_reason', 'version'])
    .where('region_code', '=', scope.region)
    .orderBy('held_on')
    .orderBy('id')
    .execute()
}

/** The batches of every event, by event and project. */
export async function listEventEntries({ tx, scope }: Context) {
  return tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_project_event_entries')
    .select(['event_id', 'project_id', 'amount'])
    .where('region_code', '=', scope.region)
    .orderBy('event_id')
    .orderBy('project_id')
    .execute()
}

/** Keeps a new event. */
export async function insertEvent(
  { tx, scope }: Context,
  event: Omit<Insertable<Events>, 'region_code'>,
): Promise<void> {
  await tx
    .withTables<KeyProjectTables>()
    .insertInto('key_project_events')
    .values({ ...event, region_code: scope.region })
    .execute()
}

/** Changes an event that is still at `expectedVersion`; refuses `conflict` where somebody was faster. Answers the new version. */
export async function updateEvent(
  { tx, scope }: Context,
  id: string,
  expectedVersion: number,
  change: Updateable<Events>,
): Promise<number> {
  const row = await tx
    .withTables<KeyProjectTables>()
    .updateTable('key_project_events')
    .set({ ...change, version: expectedVersion + 1 })
    .where('region_code', '=', scope.region)
    .where('id', '=', id)
    .where('version', '=', expectedVersion)
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? refuse('conflict', problem('operation.conflict'))
}

/** Puts a batch in the place of the one an event had. */
export async function replaceEntries(
  { tx, scope }: Context,
  eventId: string,
  entries: readonly { readonly projectId: string; readonly amount: number | null }[],
): Promise<void> {
  const db = tx.withTables<KeyProjectTables>()
  await db
    .deleteFrom('key_project_event_entries')
    .where('region_code', '=', scope.region)
    .where('event_id', '=', eventId)
    .execute()
  if (entries.length === 0) return
  await db
    .insertInto('key_project_event_entries')
    .values(
      entries.map(({ projectId, amount }) => ({
        region_code: scope.region,
        event_id: eventId,
        project_id: projectId,
        amount,
      })),
    )
    .execute()
}
