import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { OperationSpec } from '../kernel/operation.ts'
import { problem } from '../kernel/problem.ts'
import { refuse } from '../kernel/refusal.ts'
import type { ActingPerson } from './access.ts'
import type { Json } from './audit.ts'
import { inRegion, type Transaction } from './transaction.ts'

type IdempotencyTables = {
  idempotency_keys: {
    region_code: string
    person_id: string
    key: string
    operation: string
    input_hash: string
    answer: Json
    at: Date
  }
}

/** One attempt to run a command under a key. */
export interface KeyedCall {
  readonly key: string
  readonly actor: ActingPerson
  readonly spec: OperationSpec
  readonly input: unknown
  readonly now: Date
}

/**
 * Takes the key for this call. Answers what an earlier call with the same key and input answered, or nothing when this call is the
 * first; a call under way with the same key is waited for. Refuses `conflict` when the key was used for something else.
 */
export async function claimKey(
  tx: Transaction,
  region: string,
  call: KeyedCall,
): Promise<{ answer: unknown } | undefined> {
  const db = tx.withTables<IdempotencyTables>()
  const inputHash = hashOf(call)
  const claimed = await db
    .insertInto('idempotency_keys')
    .values({
      region_code: region,
      person_id: call.actor.personId,
      key: call.key,
      operation: call.spec.id,
      input_hash: inputHash,
      answer: null,
      at: call.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (claimed.numInsertedOrUpdatedRows === 1n) return undefined
  const earlier = await db
    .selectFrom('idempotency_keys')
    .select(['operation', 'input_hash', 'answer'])
    .where('region_code', '=', region)
    .where('person_id', '=', call.actor.personId)
    .where('key', '=', call.key)
    .executeTakeFirst()
  if (earlier?.operation !== call.spec.id || earlier.input_hash !== inputHash || earlier.answer === null)
    return refuse('conflict', problem('operation.key_reused'))
  return { answer: call.spec.output.parse(earlier.answer) }
}

/** Keeps the answer beside the key, in the transaction of the command. */
export async function storeAnswer(tx: Transaction, region: string, call: KeyedCall, answer: unknown): Promise<void> {
  await tx
    .withTables<IdempotencyTables>()
    .updateTable('idempotency_keys')
    .set({ answer: JSON.stringify(answer) })
    .where('region_code', '=', region)
    .where('person_id', '=', call.actor.personId)
    .where('key', '=', call.key)
    .execute()
}

function hashOf(call: KeyedCall): string {
  return createHash('sm3').update(JSON.stringify(call.input)).digest('hex')
}

const KEPT_MS = 7 * 24 * 3_600_000

/** Forgets keys older than a week: nobody sends a command again after that. */
export async function forgetOldKeys(database: Kysely<unknown>, region: string, now: Date): Promise<void> {
  await inRegion(database, region, 'write', (tx) =>
    tx
      .withTables<IdempotencyTables>()
      .deleteFrom('idempotency_keys')
      .where('region_code', '=', region)
      .where('at', '<', new Date(now.getTime() - KEPT_MS))
      .execute(),
  )
}
