import { CompiledQuery, type Kysely } from 'kysely'

/** A transaction of one region. Stores type it with the tables they own by `tx.withTables<…>()`. */
export type Transaction = Kysely<unknown>

/** Longest time one statement may take, in milliseconds. */
const STATEMENT_TIMEOUT = 30_000
const REGION = /^\d{6}$/
const RETRIED = new Set(['40001', '40P01'])
const ATTEMPTS = 5

/**
 * Runs `work` in one transaction of one region. A single preamble message begins it and sets the region that row-level security
 * compares; the transaction is retried on serialization failures and deadlocks, so `work` must have no effect outside the database.
 */
export async function inRegion<T>(
  database: Kysely<unknown>,
  region: string,
  mode: 'read' | 'write',
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  if (!REGION.test(region)) throw new Error(`not a region code: ${region}`)
  const preamble = CompiledQuery.raw(
    `begin${mode === 'read' ? ' read only' : ''}; set local app.region='${region}'; set local statement_timeout=${STATEMENT_TIMEOUT}`,
  )
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await database.connection().execute((tx) => once(tx, preamble, mode, work))
    } catch (error) {
      if (attempt >= ATTEMPTS || !RETRIED.has(sqlState(error))) throw error
      await new Promise((resolve) => setTimeout(resolve, 2 ** attempt * 5 * (0.5 + Math.random())))
    }
  }
}

/**
 * The preamble is sent ahead of the first statement and the end of a reading transaction is not waited for: the connection answers
 * in order, so the next borrower of the connection comes after it. A writing transaction is done when its commit is answered.
 */
async function once<T>(
  tx: Kysely<unknown>,
  preamble: CompiledQuery,
  mode: 'read' | 'write',
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const begun = tx.executeQuery(preamble)
  begun.catch(() => undefined)
  try {
    const result = await work(tx)
    await begun
    const ended = tx.executeQuery(COMMIT)
    if (mode === 'write') await ended
    else ended.catch(() => undefined)
    return result
  } catch (error) {
    await tx.executeQuery(ROLLBACK).catch(() => undefined)
    throw error
  }
}

const COMMIT = CompiledQuery.raw('commit')
const ROLLBACK = CompiledQuery.raw('rollback')

/** SQLSTATE of a database error, or the empty string. */
export function sqlState(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : ''
}

const UNAVAILABLE = /^(08|53|57P|57014|XX000)/

/** Whether an error means that the database cannot be reached or is overloaded just now, rather than that we made a mistake. */
export function isUnavailable(error: unknown): boolean {
  const state = sqlState(error)
  return (
    UNAVAILABLE.test(state) ||
    ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT'].includes(state) ||
    (error instanceof Error && /timeout exceeded when trying to connect|Connection terminated/.test(error.message))
  )
}
