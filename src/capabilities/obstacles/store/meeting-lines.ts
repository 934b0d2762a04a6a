import { type Selectable, sql, type Updateable } from 'kysely'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { AgendaFigures, AgendaKind, MinuteKind } from '../contract.ts'
import { RUNNING_STATES } from '../rules/states.ts'
import type { ObstaclesTables } from '../tables.ts'
import type { MeetingRow } from './meetings.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** A line of an agenda as it is read. */
export type AgendaRow = Selectable<ObstaclesTables['meeting_agenda']>
/** A line of minutes as it is read. */
export type MinuteRow = Selectable<ObstaclesTables['meeting_minutes']>

/** How long ago a meeting's decisions still open the next one, while they are open: one year of days. */
const DAYS_BACK = 366
const MOST_CLIMBING = 40

/** The agenda of a meeting in its order, lines left out included; those that settled themselves are not. */
export async function listAgenda({ tx, scope }: Context, meetingId: string): Promise<readonly AgendaRow[]> {
  return tx
    .withTables<ObstaclesTables>()
    .selectFrom('meeting_agenda')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('meeting_id', '=', meetingId)
    .where(sql<boolean>`dropped is distinct from 'settled'`)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

/** A line to put on an agenda. */
export interface AgendaEntry {
  readonly id: string
  readonly position: number
  readonly kind: AgendaKind
  readonly subject: { readonly kind: string; readonly id: string } | null
  readonly title: string
  readonly unitName: string
  readonly figures: AgendaFigures
  readonly dueOn: string | null
}

/** Puts lines on an agenda. A matter that has a line there keeps it, with what was drawn now; one left out by a person stays out. */
export async function insertAgenda(
  { tx, scope }: Context,
  meetingId: string,
  lines: readonly AgendaEntry[],
): Promise<void> {
  if (lines.length === 0) return
  await tx
    .withTables<ObstaclesTables>()
    .insertInto('meeting_agenda')
    .values(
      lines.map((line) => ({
        region_code: scope.region,
        meeting_id: meetingId,
        id: line.id,
        position: line.position,
        kind: line.kind,
        subject_kind: line.subject?.kind ?? null,
        subject_id: line.subject?.id ?? null,
        title: line.title,
        unit_name: line.unitName,
        figures: JSON.stringify(line.figures),
        due_on: line.dueOn,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['region_code', 'meeting_id', 'subject_kind', 'subject_id']).doUpdateSet((row) => ({
        position: row.ref('excluded.position'),
        kind: row.ref('excluded.kind'),
        title: row.ref('excluded.title'),
        unit_name: row.ref('excluded.unit_name'),
        figures: row.ref('excluded.figures'),
        due_on: row.ref('excluded.due_on'),
        dropped: sql<'person' | null>`case when meeting_agenda.dropped = 'person' then 'person' end`,
      })),
    )
    .execute()
}

/** Writes one thing to some lines of an agenda. */
export async function updateAgenda(
  { tx, scope }: Context,
  meetingId: string,
  ids: readonly string[],
  change: Updateable<ObstaclesTables['meeting_agenda']>,
): Promise<number> {
  if (ids.length === 0) return 0
  const done = await tx
    .withTables<ObstaclesTables>()
    .updateTable('meeting_agenda')
    .set(change)
    .where('region_code', '=', scope.region)
    .where('meeting_id', '=', meetingId)
    .where(sql<boolean>`id = any(${[...ids]}::text[])`)
    .executeTakeFirst()
  return Number(done.numUpdatedRows)
}

/** What became of the matter of one line, as it is frozen. */
export interface FrozenStanding {
  readonly id: string
  readonly standing: string | null
  readonly settledOn: string | null
  readonly dueOn: string | null
}

/** Freezes what became of promises and decisions on an agenda. */
export async function freezeStandings(
  { tx, scope }: Context,
  meetingId: string,
  frozen: readonly FrozenStanding[],
): Promise<void> {
  if (frozen.length === 0) return
  await sql`update meeting_agenda as line
    set standing = now.standing, settled_on = now.settled_on, due_on = now.due_on
    from unnest(
      ${frozen.map((each) => each.id)}::text[],
      ${frozen.map((each) => each.standing)}::text[],
      ${frozen.map((each) => each.settledOn)}::date[],
      ${frozen.map((each) => each.dueOn)}::date[]
    ) as now (id, standing, settled_on, due_on)
    where line.region_code = ${scope.region} and line.meeting_id = ${meetingId} and line.id = now.id`.execute(tx)
}

/** The minutes of a meeting in their order, without what was struck out. */
export async function listMinutes({ tx, scope }: Context, meetingId: string): Promise<readonly MinuteRow[]> {
  return tx
    .withTables<ObstaclesTables>()
    .selectFrom('meeting_minutes')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('meeting_id', '=', meetingId)
    .where('struck_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

/** Writes a line of minutes at their end. */
export async function insertMinute(
  { tx, scope }: Context,
  line: {
    readonly meetingId: string
    readonly id: string
    readonly agendaId: string | null
    readonly kind: MinuteKind
    readonly text: string
    readonly unitId: string | null
    readonly unitName: string
    readonly dueOn: string | null
    readonly resultId: string | null
    readonly resultNumber: string | null
    readonly personName: string
    readonly now: Date
  },
): Promise<void> {
  const last = await tx
    .withTables<ObstaclesTables>()
    .selectFrom('meeting_minutes')
    .select(sql<number>`coalesce(max(position), 0)`.as('position'))
    .where('region_code', '=', scope.region)
    .where('meeting_id', '=', line.meetingId)
    .executeTakeFirstOrThrow()
  await tx
    .withTables<ObstaclesTables>()
    .insertInto('meeting_minutes')
    .values({
      region_code: scope.region,
      meeting_id: line.meetingId,
      id: line.id,
      position: last.position + 1,
      agenda_id: line.agendaId,
      kind: line.kind,
      text: line.text,
      unit_id: line.unitId,
      unit_name: line.unitName,
      due_on: line.dueOn,
      result_id: line.resultId,
      result_number: line.resultNumber,
      person_name: line.personName,
      created_at: line.now,
    })
    .execute()
}

/** Changes a plain line of minutes; false where it is none any more. */
export async function updateNote(
  { tx, scope }: Context,
  meetingId: string,
  id: string,
  change: Updateable<ObstaclesTables['meeting_minutes']>,
): Promise<boolean> {
  const done = await tx
    .withTables<ObstaclesTables>()
    .updateTable('meeting_minutes')
    .set(change)
    .where('region_code', '=', scope.region)
    .where('meeting_id', '=', meetingId)
    .where('id', '=', id)
    .where('kind', '=', 'note')
    .where('struck_at', 'is', null)
    .executeTakeFirst()
  return Number(done.numUpdatedRows) > 0
}

/** What was promised and decided in finished meetings before a meeting, the oldest first, with what became of it so far. */
export async function listResultsBefore({ tx, scope }: Context, meeting: Pick<MeetingRow, 'id' | 'held_on'>) {
  return results({ tx, scope })
    .where('meetings.state', '=', 'finished')
    .where(sql<boolean>`(meetings.held_on, meetings.id) < (${meeting.held_on}::date, ${meeting.id})`)
    .where(sql<boolean>`meetings.held_on > ${meeting.held_on}::date - ${DAYS_BACK}::int`)
    .execute()
}

/** What became of some promises and decisions by their ids. */
export async function listResultsById({ tx, scope }: Context, ids: readonly string[]) {
  if (ids.length === 0) return []
  return results({ tx, scope })
    .where(sql<boolean>`meeting_minutes.result_id = any(${[...ids]}::text[])`)
    .execute()
}

/** A promise or decision of a meeting as `listResultsBefore` gives it. */
export type ResultRow = Awaited<ReturnType<typeof listResultsById>>[number]

function results({ tx, scope }: Context) {
  return tx
    .withTables<ObstaclesTables>()
    .selectFrom('meeting_minutes')
    .innerJoin('meetings', (on) =>
      on
        .onRef('meetings.region_code', '=', 'meeting_minutes.region_code')
        .onRef('meetings.id', '=', 'meeting_minutes.meeting_id'),
    )
    .leftJoin('promises', (on) =>
      on
        .onRef('promises.region_code', '=', 'meeting_minutes.region_code')
        .onRef('promises.id', '=', 'meeting_minutes.result_id'),
    )
    .leftJoin('items', (on) =>
      on
        .onRef('items.region_code', '=', 'meeting_minutes.region_code')
        .onRef('items.id', '=', 'meeting_minutes.result_id'),
    )
    .select([
      'meeting_minutes.meeting_id',
      'meeting_minutes.kind',
      'meeting_minutes.text',
      'meeting_minutes.unit_name',
      'meeting_minutes.due_on',
      'meeting_minutes.result_id',
      'meeting_minutes.result_number',
      'meetings.held_on',
      'promises.state as promise_state',
      'promises.due_on as promise_due_on',
      'promises.kept_on',
      'items.state as item_state',
      'items.closed_at as item_closed_at',
      'items.number as item_number',
    ])
    .where('meeting_minutes.region_code', '=', scope.region)
    .where('meeting_minutes.kind', 'in', ['item', 'promise'])
    .where('meeting_minutes.struck_at', 'is', null)
    .orderBy('meetings.held_on')
    .orderBy('meeting_minutes.position')
    .orderBy('meeting_minutes.id')
}

/** Items on tier 2 and above whose time is over, the highest tier and the longest over first. */
export async function listClimbing({ tx, scope }: Context, now: Date) {
  return tx
    .withTables<ObstaclesTables>()
    .selectFrom('items')
    .select(['id', 'number', 'title', 'tier', 'due_at', 'lead_unit_id', 'subject_kind', 'subject_id', 'subject_title'])
    .where('region_code', '=', scope.region)
    .where('tier', '>=', 2)
    .where('state', 'in', [...RUNNING_STATES])
    .where('due_at', '<', now)
    .orderBy('tier', 'desc')
    .orderBy('due_at')
    .orderBy('id')
    .limit(MOST_CLIMBING)
    .execute()
}
