import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { DeliveryState } from '../contract.ts'
import type { NoticesTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** One notice on its way over one channel, as it is read. */
export type DeliveryRow = Selectable<NoticesTables['notice_deliveries']>

const BATCH = 500

/** Puts messages in line; one that is in line or went before is left alone. */
export async function insertDeliveries(
  { tx }: Context,
  rows: readonly Insertable<NoticesTables['notice_deliveries']>[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += BATCH)
    await tx
      .withTables<NoticesTables>()
      .insertInto('notice_deliveries')
      .values(rows.slice(from, from + BATCH))
      .onConflict((conflict) => conflict.columns(['region_code', 'channel_id', 'recipient', 'once_key']).doNothing())
      .execute()
}

/** A page of deliveries, the newest first. */
export async function listDeliveries(
  { tx, scope }: Context,
  wanted: {
    readonly state?: DeliveryState | undefined
    readonly channelId?: string | undefined
    readonly cursor?: string | undefined
    readonly limit: number
  },
): Promise<{ readonly items: readonly DeliveryRow[]; readonly nextCursor: string | null }> {
  let rows = tx
    .withTables<NoticesTables>()
    .selectFrom('notice_deliveries')
    .selectAll()
    .where('region_code', '=', scope.region)
  if (wanted.state !== undefined) rows = rows.where('state', '=', wanted.state)
  if (wanted.channelId !== undefined) rows = rows.where('channel_id', '=', wanted.channelId)
  if (wanted.cursor !== undefined) rows = rows.where('id', '<', wanted.cursor)
  const found = await rows
    .orderBy('id', 'desc')
    .limit(wanted.limit + 1)
    .execute()
  const items = found.slice(0, wanted.limit)
  return { items, nextCursor: found.length > wanted.limit ? (items.at(-1)?.id ?? null) : null }
}

/** What waits for its time, or whose sender was lost, of channels that neither rest nor were tried in vain in this round; the oldest first. */
function due({ tx, scope }: Context, now: Date, resting: readonly string[]) {
  return tx
    .withTables<NoticesTables>()
    .selectFrom('notice_deliveries')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where((eb) =>
      eb.or([
        eb.and([eb('state', '=', 'waiting'), eb('not_before', '<=', now)]),
        eb.and([eb('state', '=', 'sending'), eb('lease_until', '<=', now)]),
      ]),
    )
    .where(sql<boolean>`not (channel_id = any(${[...resting]}::text[]))`)
}

/** The next message that is due, a trial first, held against other senders until the transaction ends. */
export function holdNext(ctx: Context, now: Date, resting: readonly string[]): Promise<DeliveryRow | undefined> {
  return due(ctx, now, resting)
    .orderBy(sql`group_code <> 'test'`)
    .orderBy('not_before')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
}

/**
 * What goes together with a held message, itself among it: the batch it was in before, else what is due for the same address and was never in
 * one, at most `most`.
 */
export async function holdCompanions(
  ctx: Context,
  first: DeliveryRow,
  now: Date,
  most: number,
): Promise<readonly DeliveryRow[]> {
  const rows = due(ctx, now, [])
    .where('channel_id', '=', first.channel_id)
    .where('recipient', '=', first.recipient)
    .where('batch_id', first.batch_id === null ? 'is' : '=', first.batch_id)
    .where('group_code', first.group_code === 'test' ? '=' : '<>', 'test')
  const found = await rows.orderBy('not_before').orderBy('id').limit(most).forUpdate().skipLocked().execute()
  return found.some(({ id }) => id === first.id) ? found : [first]
}

/** Changes some deliveries alike. */
export async function updateDeliveries(
  { tx, scope }: Context,
  ids: readonly string[],
  change: Updateable<NoticesTables['notice_deliveries']>,
): Promise<void> {
  await tx
    .withTables<NoticesTables>()
    .updateTable('notice_deliveries')
    .set(change)
    .where('region_code', '=', scope.region)
    .where('id', 'in', [...ids])
    .execute()
}

/** Drops what waits for a channel. */
export async function dropWaiting({ tx, scope }: Context, channelId: string): Promise<void> {
  await tx
    .withTables<NoticesTables>()
    .updateTable('notice_deliveries')
    .set({ state: 'dropped', lease_until: null })
    .where('region_code', '=', scope.region)
    .where('channel_id', '=', channelId)
    .where('state', 'in', ['waiting', 'sending'])
    .execute()
}

/** Puts what failed for good in line again, some or all of a channel; answers how many. Its batch, and so its id outside, stays. */
export async function reviveDead(
  { tx, scope }: Context,
  wanted: { readonly ids?: readonly string[] | undefined; readonly channelId?: string | undefined },
  now: Date,
): Promise<number> {
  let rows = tx
    .withTables<NoticesTables>()
    .updateTable('notice_deliveries')
    .set({ state: 'waiting', not_before: now, first_tried_at: null, lease_until: null })
    .where('region_code', '=', scope.region)
    .where('state', '=', 'dead')
  if (wanted.ids) rows = rows.where('id', 'in', [...wanted.ids])
  if (wanted.channelId !== undefined) rows = rows.where('channel_id', '=', wanted.channelId)
  const result = await rows.executeTakeFirst()
  return Number(result.numUpdatedRows)
}
