import { type Insertable, type Selectable, sql } from 'kysely'
import { type OperationContext, orNotFound } from '../../../platform/run-operation.ts'
import type { ContestsTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** A seat as it is read. */
export type SeatRow = Selectable<ContestsTables['contest_seats']>
/** A seat as it is kept. */
export type KeptSeat = Omit<Insertable<ContestsTables['contest_seats']>, 'region_code' | 'contest_id' | 'version'>

function seats({ tx, scope }: Context) {
  return tx.withTables<ContestsTables>().selectFrom('contest_seats').selectAll().where('region_code', '=', scope.region)
}

/** The seats of a contest by number. */
export async function listSeats(ctx: Context, contestId: string): Promise<readonly SeatRow[]> {
  return seats(ctx).where('contest_id', '=', contestId).orderBy('number').orderBy('id').execute()
}

/** One seat of a contest; refuses `not_found`. */
export async function getSeat(ctx: Context, contestId: string, seatId: string): Promise<SeatRow> {
  return orNotFound(await seats(ctx).where('contest_id', '=', contestId).where('id', '=', seatId).executeTakeFirst())
}

/** The seat behind the digest of a secret; refuses `not_found`. */
export async function getSeatBySecret(ctx: Context, digest: string): Promise<SeatRow> {
  return orNotFound(await seats(ctx).where('secret_digest', '=', digest).executeTakeFirst())
}

/** What of a seat is set together: nothing else of a known seat is touched. */
const COLUMNS = {
  plan: ['number', 'class_key', 'label', 'unit_id', 'post_id', 'conflicts'],
  settled: ['excluded'],
  link: ['secret_digest', 'device_digest', 'bound_at'],
  device: ['device_digest', 'bound_at'],
  left: ['left_at', 'left_reason'],
} as const satisfies Record<string, readonly (keyof KeptSeat)[]>

/** Keeps seats: new ones are added as they are given, of known ones (by id) the part named is set. */
export async function keepSeats(
  ctx: Context,
  contestId: string,
  kept: readonly KeptSeat[],
  part: keyof typeof COLUMNS = 'plan',
): Promise<void> {
  if (kept.length === 0) return
  await ctx.tx
    .withTables<ContestsTables>()
    .insertInto('contest_seats')
    .values(kept.map((seat) => ({ ...seat, region_code: ctx.scope.region, contest_id: contestId })))
    .onConflict((conflict) =>
      conflict.columns(['region_code', 'contest_id', 'id']).doUpdateSet({
        ...Object.fromEntries(COLUMNS[part].map((column) => [column, sql.ref(`excluded.${column}`)])),
        version: sql<number>`contest_seats.version + 1`,
      }),
    )
    .execute()
}

/** Removes the seats of a contest that are not among those kept. */
export async function removeOtherSeats(ctx: Context, contestId: string, keptIds: readonly string[]): Promise<void> {
  await ctx.tx
    .withTables<ContestsTables>()
    .deleteFrom('contest_seats')
    .where('region_code', '=', ctx.scope.region)
    .where('contest_id', '=', contestId)
    .where(sql<boolean>`not (id = any(${[...keptIds]}::text[]))`)
    .execute()
}

/** A row as it was read, to be kept again with a change. */
export function keptSeat(row: SeatRow): KeptSeat {
  return {
    id: row.id,
    number: row.number,
    class_key: row.class_key,
    label: row.label,
    unit_id: row.unit_id,
    post_id: row.post_id,
    conflicts: JSON.stringify(row.conflicts),
    excluded: JSON.stringify(row.excluded),
    secret_digest: row.secret_digest,
    device_digest: row.device_digest,
    bound_at: row.bound_at,
    left_at: row.left_at,
    left_reason: row.left_reason,
  }
}

/** Binds a seat to a device, where it is free or bound to the same one; answers since when, or `undefined` where another has it. */
export async function bindSeat(
  { tx, scope, now }: Pick<OperationContext, 'tx' | 'scope' | 'now'>,
  { contest_id, id }: SeatRow,
  device: string,
): Promise<Date | undefined> {
  const row = await tx
    .withTables<ContestsTables>()
    .updateTable('contest_seats')
    .set({ device_digest: device, bound_at: sql<Date>`coalesce(bound_at, ${now})` })
    .where('region_code', '=', scope.region)
    .where('contest_id', '=', contest_id)
    .where('id', '=', id)
    .where((row) => row.or([row('device_digest', 'is', null), row('device_digest', '=', device)]))
    .returning('bound_at')
    .executeTakeFirst()
  return row?.bound_at ?? undefined
}
