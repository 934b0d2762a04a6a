import type { Kysely } from 'kysely'
import { newId } from '../kernel/ids.ts'
import type { InputOf, OperationSpec, OutputOf } from '../kernel/operation.ts'
import { problem } from '../kernel/problem.ts'
import { Refusal, refuse } from '../kernel/refusal.ts'
import type { WorkCalendar } from '../kernel/work-calendar.ts'
import { type ActingPerson, type Caller, type Grant, grantFor, isOf, may, type Scope, scopeFor } from './access.ts'
import { type Announcement, recordDone, recordRefused } from './audit.ts'
import type { Files } from './files.ts'
import type { Vault } from './identity/vault.ts'
import { claimKey, storeAnswer } from './idempotency.ts'
import { problemsOfShape } from './shape.ts'
import { storable } from './storable.ts'
import { inRegion, isUnavailable, type Transaction } from './transaction.ts'

/** The uploaded file of an operation that declares `fileIn`. */
export interface UploadedFile {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

/** All a handler is given. */
export interface OperationContext {
  readonly tx: Transaction
  readonly actor: ActingPerson
  readonly scope: Scope
  readonly now: Date
  readonly calendar: WorkCalendar
  readonly files: Files
  /** Seals what must not be read in the database, where the house has a key. */
  readonly vault?: Vault
  /** The upload, where the operation takes one. */
  readonly upload?: UploadedFile
  /** Says what happened: kept in the audit trail and in the record's history, and sent to live screens after the commit. */
  announce(topic: `${string}.${string}`, announcement: Announcement): void
}

/** An operation with its handler: what a capability's `operations.ts` lists. */
export interface Implementation {
  readonly spec: OperationSpec
  readonly handle: (ctx: OperationContext, input: never) => Promise<unknown>
}

/** Binds a handler to its declaration. */
export function implement<S extends OperationSpec>(
  spec: S,
  handle: (ctx: OperationContext, input: InputOf<S>) => Promise<OutputOf<S>>,
): Implementation {
  return { spec, handle }
}

/** What operations run in: the database as the app role, the clock, the files, and each region's calendar. */
export interface House {
  readonly database: Kysely<unknown>
  readonly clock: () => Date
  readonly files: Files
  readonly calendarOf: (region: string) => Promise<WorkCalendar>
  /** Seals what must not be read in the database; a house without a key keeps no such things. */
  readonly vault?: Vault
  /** Told after each commit that announced something, to hasten live screens. */
  readonly hasten: (region: string) => void
}

/** How one call arrives. */
export interface Call {
  readonly caller: Caller
  readonly input: unknown
  readonly requestId: string
  readonly idempotencyKey?: string
  readonly upload?: UploadedFile
}

/**
 * The only road from any edge to a handler: shape, rights, transaction, handler, output shape, audit and outbox rows in the same
 * transaction. Answers the operation's output; throws `Refusal` for every foreseen no. A refused command leaves an audit row of its own.
 */
export async function runOperation(house: House, { spec, handle }: Implementation, call: Call): Promise<unknown> {
  const now = house.clock()
  let grant: Grant | undefined
  try {
    grant = grantFor(spec, call.caller)
    const input = shapeOf(spec, call.input)
    const { scope } = grant
    const calendar = await house.calendarOf(scope.region)
    const announcements: [string, Announcement][] = []
    const actor = actingPerson(call.caller, grant, scope.region)
    const isCommand = spec.kind === 'command'
    const output = await inRegion(
      house.database,
      scope.region,
      isCommand || spec.audited ? 'write' : 'read',
      async (tx, trail) => {
        announcements.length = 0
        const key = isCommand && call.idempotencyKey ? { key: call.idempotencyKey, actor, spec, input, now } : undefined
        const stored = key && (await claimKey(tx, scope.region, key))
        if (stored) return stored.answer
        const ctx: OperationContext = {
          tx,
          actor,
          scope,
          now,
          calendar,
          files: house.files,
          ...(house.vault ? { vault: house.vault } : {}),
          ...(call.upload ? { upload: call.upload } : {}),
          announce: (topic, announcement) => announcements.push([topic, announcement]),
        }
        const answer = spec.output.parse(await handle(ctx, input as never))
        if (isCommand || spec.audited)
          trail(
            recordDone(tx, {
              id: newId(),
              region: scope.region,
              now,
              actor,
              spec,
              input,
              requestId: call.requestId,
              announcements,
            }),
          )
        if (key) trail(storeAnswer(tx, scope.region, key, answer))
        return answer
      },
    )
    if (announcements.length > 0) house.hasten(scope.region)
    return output
  } catch (error) {
    const refusal = asRefusal(error)
    if (refusal && spec.kind === 'command' && call.caller.kind === 'person') {
      const actor = actingPerson(call.caller, grant, call.caller.actor.region)
      await recordRefused(house.database, {
        id: newId(),
        region: call.caller.actor.region,
        now,
        actor,
        spec,
        requestId: call.requestId,
        refusal,
      })
    }
    throw refusal ?? error
  }
}

function shapeOf(spec: OperationSpec, raw: unknown): unknown {
  const parsed = spec.input.safeParse(storable(raw ?? {}), { reportInput: true })
  if (parsed.success) return parsed.data
  throw new Refusal('invalid', problemsOfShape(parsed.error))
}

function actingPerson(caller: Caller, grant: Grant | undefined, region: string): ActingPerson {
  const rights: Pick<ActingPerson, 'may' | 'scopeOf' | 'isOf'> = {
    may: (permission, units) => may(caller, region, permission, units),
    scopeOf: (permission) => scopeFor(caller, region, permission),
    isOf: (unitId) => isOf(caller, region, unitId),
  }
  if (caller.kind === 'system') return { personId: 'system', name: caller.name, ...rights }
  if (caller.kind === 'anonymous') return { personId: 'anonymous', name: '', ...rights }
  const { personId, name } = caller.actor
  return { personId, name, ...(grant?.onBehalfOf ? { onBehalfOf: grant.onBehalfOf } : {}), ...rights }
}

function asRefusal(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error
  return isUnavailable(error) ? new Refusal('unavailable', [problem('operation.unavailable')]) : undefined
}

/** Refuses `not_found` where a row is missing: what every `getX` of a store ends with. */
export function orNotFound<T>(row: T | undefined): T {
  return row ?? refuse('not_found', problem('record.not_found'))
}
