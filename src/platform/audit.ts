import type { ColumnType, Kysely, Selectable } from 'kysely'
import type { OperationSpec } from '../kernel/operation.ts'
import type { Refusal } from '../kernel/refusal.ts'
import { newId } from '../kernel/ids.ts'
import type { ActingPerson } from './access.ts'
import { inRegion, type Transaction } from './transaction.ts'

/** Which record something happened to. Kinds are declared by capabilities' `subjects`. */
export interface Subject {
  readonly kind: string
  readonly id: string
}

/** What a handler announces: the record, its state before and after, and whatever live screens and neighbours need to know. */
export interface Announcement {
  readonly subject: Subject
  readonly before?: unknown
  readonly after?: unknown
  readonly data?: Readonly<Record<string, unknown>>
}

/** A jsonb column: written as text, read as the value. */
export type Json = ColumnType<unknown, string | null, string | null>

/** Tables of the audit trail and of the outbox; all are append-only for the app role. */
export type AuditTables = {
  audit_entries: {
    region_code: string
    id: string
    at: Date
    request_id: string
    actor_id: string
    actor_name: string
    on_behalf_of_id: string | null
    on_behalf_of_name: string | null
    operation: string
    outcome: 'done' | 'refused'
    refusal: Json
    input: Json
    changes: Json
  }
  audit_chain: { region_code: string; position: number; entry_id: string; hash: string; sealed_at: Date }
  outbox_events: {
    region_code: string
    id: string
    at: Date
    topic: string
    subject_kind: string
    subject_id: string
    actor_id: string
    actor_name: string
    on_behalf_of_name: string | null
    before: Json
    after: Json
    data: Json
  }
}

/** An audit entry as it stands in the database. */
export type StoredAuditEntry = Selectable<AuditTables['audit_entries']>

interface Recorded {
  readonly id: string
  readonly region: string
  readonly now: Date
  readonly actor: Pick<ActingPerson, 'personId' | 'name' | 'onBehalfOf'>
  readonly spec: OperationSpec
  readonly requestId: string
}

/** Writes the audit row of a finished operation and its outbox rows, all on their way at once, in the operation's own transaction. */
export async function recordDone(
  tx: Transaction,
  entry: Recorded & { readonly input: unknown; readonly announcements: readonly (readonly [string, Announcement])[] },
): Promise<void> {
  const db = tx.withTables<AuditTables>()
  const { announcements } = entry
  const audited = db
    .insertInto('audit_entries')
    .values({
      ...rowOf(entry),
      outcome: 'done',
      refusal: null,
      input: JSON.stringify(withoutSecrets(entry.input, entry.spec.secret ?? [])),
      changes: JSON.stringify(
        announcements.map(([topic, { subject, before, after }]) => ({ topic, subject, before, after })),
      ),
    })
    .execute()
  const rows = announcements.map(([topic, { subject, before, after, data }]) => ({
    region_code: entry.region,
    id: newId(),
    at: entry.now,
    topic,
    subject_kind: subject.kind,
    subject_id: subject.id,
    actor_id: entry.actor.personId,
    actor_name: entry.actor.name,
    on_behalf_of_name: entry.actor.onBehalfOf?.name ?? null,
    before: json(before),
    after: json(after),
    data: json(data),
  }))
  const batches = Array.from({ length: Math.ceil(rows.length / OUTBOX_BATCH) }, (_, at) =>
    db
      .insertInto('outbox_events')
      .values(rows.slice(at * OUTBOX_BATCH, (at + 1) * OUTBOX_BATCH))
      .execute(),
  )
  await Promise.all([audited, ...batches])
}

/** Rows of one statement: a statement takes at most 65,535 values. */
const OUTBOX_BATCH = 1000

/** Writes the audit row of a refused command, in a transaction of its own. */
export async function recordRefused(
  database: Kysely<unknown>,
  entry: Recorded & { readonly refusal: Refusal },
): Promise<void> {
  if (entry.refusal.kind === 'unavailable') return
  const refusal = { kind: entry.refusal.kind, problems: entry.refusal.problems.slice(0, 20) }
  await inRegion(database, entry.region, 'write', (tx) =>
    tx
      .withTables<AuditTables>()
      .insertInto('audit_entries')
      .values({ ...rowOf(entry), outcome: 'refused', refusal: JSON.stringify(refusal), input: null, changes: null })
      .execute(),
  )
}

function rowOf({ id, region, now, actor, spec, requestId }: Recorded) {
  return {
    region_code: region,
    id,
    at: now,
    request_id: requestId,
    actor_id: actor.personId,
    actor_name: actor.name,
    on_behalf_of_id: actor.onBehalfOf?.personId ?? null,
    on_behalf_of_name: actor.onBehalfOf?.name ?? null,
    operation: spec.id,
  }
}

function withoutSecrets(input: unknown, secret: readonly string[]): unknown {
  if (secret.length === 0 || typeof input !== 'object' || input === null) return input
  const within = (name: string) =>
    secret.flatMap((path) => (path.startsWith(`${name}.`) ? [path.slice(name.length + 1)] : []))
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [
      name,
      secret.includes(name) ? '***' : withoutSecrets(value, within(name)),
    ]),
  )
}

function json(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value)
}

/** One thing that happened to a record, as its history shows it. */
export interface HistoryEvent {
  readonly id: string
  readonly at: Date
  readonly topic: string
  readonly actorName: string
  readonly onBehalfOf: string | null
  readonly before: Readonly<Record<string, unknown>> | null
  readonly after: Readonly<Record<string, unknown>> | null
  readonly data: Readonly<Record<string, unknown>> | null
}

const LONGEST_HISTORY = 500

/** What happened to a record, newest first, at most the last 500 events. */
export async function listHistory(tx: Transaction, region: string, subject: Subject): Promise<readonly HistoryEvent[]> {
  const rows = await tx
    .withTables<AuditTables>()
    .selectFrom('outbox_events')
    .select(['id', 'at', 'topic', 'actor_name', 'on_behalf_of_name', 'before', 'after', 'data'])
    .where('region_code', '=', region)
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .orderBy('id', 'desc')
    .limit(LONGEST_HISTORY)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    topic: row.topic,
    actorName: row.actor_name,
    onBehalfOf: row.on_behalf_of_name,
    before: row.before as HistoryEvent['before'],
    after: row.after as HistoryEvent['after'],
    data: row.data as HistoryEvent['data'],
  }))
}
