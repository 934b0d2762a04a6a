import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { orNotFound, type OperationContext } from '../../../platform/run-operation.ts'
import { restAfter } from '../rules/sending.ts'
import type { Way } from '../rules/routing.ts'
import type { NoticesTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** A channel as it is read, its secret sealed. */
export type ChannelRow = Selectable<NoticesTables['notice_channels']>

function channels({ tx, scope }: Context) {
  return tx
    .withTables<NoticesTables>()
    .selectFrom('notice_channels')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('removed_at', 'is', null)
}

/** Every channel that is not removed, the oldest first. */
export function listChannels(ctx: Context): Promise<readonly ChannelRow[]> {
  return channels(ctx).orderBy('id').execute()
}

/** The channels that are on, as routing sees them. */
export async function listWays(ctx: Context): Promise<readonly Way[]> {
  const rows = await channels(ctx).where('is_on', '=', true).orderBy('id').execute()
  return rows.map(({ id, kind, settings }) => ({
    id,
    kind,
    groups: settings.groups,
    unitIds: settings.unitIds,
    digestAt: settings.digestAt,
    quietFrom: settings.quietFrom,
    quietTo: settings.quietTo,
  }))
}

/** One channel; refuses `not_found` where it is not there or was removed. */
export async function getChannel(ctx: Context, id: string): Promise<ChannelRow> {
  return orNotFound(await channels(ctx).where('id', '=', id).executeTakeFirst())
}

/** One channel, or nothing. */
export function findChannel(ctx: Context, id: string): Promise<ChannelRow | undefined> {
  return channels(ctx).where('id', '=', id).executeTakeFirst()
}

/** Adds a channel. */
export async function insertChannel(
  { tx, scope }: Context,
  row: Omit<Insertable<NoticesTables['notice_channels']>, 'region_code'>,
): Promise<void> {
  await tx
    .withTables<NoticesTables>()
    .insertInto('notice_channels')
    .values({ region_code: scope.region, ...row })
    .execute()
}

/** Changes a channel; refuses `conflict` where it changed since. */
export async function updateChannel(
  { tx, scope }: Context,
  id: string,
  expectedVersion: number,
  change: Updateable<NoticesTables['notice_channels']>,
): Promise<number> {
  const row = await tx
    .withTables<NoticesTables>()
    .updateTable('notice_channels')
    .set((eb) => ({ ...change, version: eb('version', '+', 1) }))
    .where('region_code', '=', scope.region)
    .where('id', '=', id)
    .where('version', '=', expectedVersion)
    .where('removed_at', 'is', null)
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? refuse('conflict', problem('operation.conflict'))
}

/** Remembers that a channel worked: it rests no more. */
export async function noteSent({ tx, scope }: Context, id: string, now: Date): Promise<void> {
  await tx
    .withTables<NoticesTables>()
    .updateTable('notice_channels')
    .set({ last_sent_at: now, last_error: '', failures: 0, rests_until: null })
    .where('region_code', '=', scope.region)
    .where('id', '=', id)
    .execute()
}

/** Remembers that nobody answered on a channel; it rests the longer, the more often that happened. */
export async function noteUnreachable(
  { tx, scope }: Context,
  channel: Pick<ChannelRow, 'id' | 'failures'>,
  reason: string,
  now: Date,
): Promise<void> {
  const failures = channel.failures + 1
  await tx
    .withTables<NoticesTables>()
    .updateTable('notice_channels')
    .set({ failures, last_error: reason, rests_until: new Date(now.getTime() + restAfter(failures)) })
    .where('region_code', '=', scope.region)
    .where('id', '=', channel.id)
    .execute()
}

/** How much waits and how much failed for good on each channel. */
export async function countByChannel({
  tx,
  scope,
}: Context): Promise<ReadonlyMap<string, { readonly waiting: number; readonly dead: number }>> {
  const rows = await tx
    .withTables<NoticesTables>()
    .selectFrom('notice_deliveries')
    .select([
      'channel_id',
      sql<number>`count(*) filter (where state in ('waiting', 'sending'))`.as('waiting'),
      sql<number>`count(*) filter (where state = 'dead')`.as('dead'),
    ])
    .where('region_code', '=', scope.region)
    .where('state', 'in', ['waiting', 'sending', 'dead'])
    .groupBy('channel_id')
    .orderBy('channel_id')
    .execute()
  return new Map(rows.map((row) => [row.channel_id, { waiting: row.waiting, dead: row.dead }]))
}

/** Every channel there ever was, the oldest first: names of what went out. */
export function listEveryChannel({ tx, scope }: Context): Promise<readonly ChannelRow[]> {
  return tx
    .withTables<NoticesTables>()
    .selectFrom('notice_channels')
    .selectAll()
    .where('region_code', '=', scope.region)
    .orderBy('id')
    .execute()
}

/** Ends the rest of a channel: what is tried by hand is tried now. */
export async function wake({ tx, scope }: Context, id: string): Promise<void> {
  await tx
    .withTables<NoticesTables>()
    .updateTable('notice_channels')
    .set({ rests_until: null })
    .where('region_code', '=', scope.region)
    .where('id', '=', id)
    .execute()
}
