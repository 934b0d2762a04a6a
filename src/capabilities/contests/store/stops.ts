import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import { type OperationContext, orNotFound } from '../../../platform/run-operation.ts'
import type { ContestsTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** A stop as it is read. */
export type StopRow = Selectable<ContestsTables['contest_stops']>
/** A stop as it is planned; what was written down there is kept apart from it. */
export type PlannedStop = Omit<
  Insertable<ContestsTables['contest_stops']>,
  'region_code' | 'contest_id' | 'completion' | 'arrived_at' | 'left_at' | 'made_promise' | 'promise_id'
>

const tables = ({ tx }: Pick<Context, 'tx'>) => tx.withTables<ContestsTables>()

/** The route of a tour in its order. */
export async function listStops(ctx: Context, contestId: string): Promise<readonly StopRow[]> {
  return tables(ctx)
    .selectFrom('contest_stops')
    .selectAll()
    .where('region_code', '=', ctx.scope.region)
    .where('contest_id', '=', contestId)
    .orderBy('ordinal')
    .orderBy('id')
    .execute()
}

/** Sets the whole route: stops not among those planned are removed, known ones (by id) keep what was written down there. */
export async function keepStops(ctx: Context, contestId: string, planned: readonly PlannedStop[]): Promise<void> {
  const ids = planned.map(({ id }) => id)
  await tables(ctx)
    .deleteFrom('contest_stops')
    .where('region_code', '=', ctx.scope.region)
    .where('contest_id', '=', contestId)
    .where(sql<boolean>`not (id = any(${ids}::text[]))`)
    .execute()
  if (planned.length === 0) return
  await tables(ctx)
    .insertInto('contest_stops')
    .values(planned.map((stop) => ({ ...stop, region_code: ctx.scope.region, contest_id: contestId })))
    .onConflict((conflict) =>
      conflict.columns(['region_code', 'contest_id', 'id']).doUpdateSet((row) => ({
        ordinal: row.ref('excluded.ordinal'),
        kind: row.ref('excluded.kind'),
        entrant_key: row.ref('excluded.entrant_key'),
        project_id: row.ref('excluded.project_id'),
        name: row.ref('excluded.name'),
        place: row.ref('excluded.place'),
        stop_on: row.ref('excluded.stop_on'),
        arrive_at: row.ref('excluded.arrive_at'),
        minutes: row.ref('excluded.minutes'),
        drive_minutes: row.ref('excluded.drive_minutes'),
        narrator: row.ref('excluded.narrator'),
        promise: row.ref('excluded.promise'),
      })),
    )
    .execute()
}

/** Writes down what happened at a stop. */
export async function updateStop(
  ctx: Context,
  { contest_id, id }: StopRow,
  change: Updateable<ContestsTables['contest_stops']>,
): Promise<void> {
  orNotFound(
    await tables(ctx)
      .updateTable('contest_stops')
      .set(change)
      .where('region_code', '=', ctx.scope.region)
      .where('contest_id', '=', contest_id)
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst(),
  )
}

/** Tours that took place: no drafts, nothing cancelled, no rehearsals. */
function toursBefore(ctx: Context, day: string) {
  return tables(ctx)
    .selectFrom('contests')
    .where('contests.region_code', '=', ctx.scope.region)
    .where('contests.kind', '=', 'tour')
    .where('contests.is_rehearsal', '=', false)
    .where('contests.state', 'not in', ['draft', 'frozen', 'cancelled'])
    .where(sql<boolean>`contests.held_on < ${day}::date`)
    .orderBy('contests.held_on', 'desc')
    .orderBy('contests.id', 'desc')
    .limit(1)
}

/** The last visit of an earlier tour to a project, if there was one. */
export async function findEarlierStop(ctx: Context, projectId: string, before: string) {
  return toursBefore(ctx, before)
    .innerJoin('contest_stops as stop', (join) =>
      join.onRef('stop.region_code', '=', 'contests.region_code').onRef('stop.contest_id', '=', 'contests.id'),
    )
    .select([
      'contests.id as contest_id',
      'contests.name',
      'contests.held_on',
      'stop.promise',
      'stop.made_promise',
      'stop.promise_id',
    ])
    .where('stop.project_id', '=', projectId)
    .executeTakeFirst()
}

/** The last published tour before a day, if there is one. */
export async function findTourBefore(ctx: Context, day: string) {
  return toursBefore(ctx, day)
    .select(['contests.id', 'contests.name', 'contests.held_on'])
    .where('contests.state', '=', 'published')
    .executeTakeFirst()
}
