import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryExecutor,
} from 'kysely'

/** A transaction of one region. Stores type it with the tables they own by `tx.withTables<…>()`. */
export type Transaction = Kysely<unknown>

/** Longest time one statement may take, in milliseconds. */
const STATEMENT_TIMEOUT = 30_000
const REGION = /^\d{6}$/
const RETRIED = new Set(['40001', '40P01'])
const ATTEMPTS = 5

/**
 * Leaves a statement of the transaction, already on its way, to be answered together with the commit: nobody waits for it before. Where it
 * fails, the commit undoes the transaction and `inRegion` throws what it threw.
 */
export type Trail = (statement: Promise<unknown>) => void

/**
 * Runs `work` in one transaction of one region. A single preamble message begins it and sets the region that row-level security
 * compares; the transaction is retried on serialization failures and deadlocks, so `work` must have no effect outside the database.
 * Statements `work` does not wait for one by one travel together and are answered in their order.
 */
export async function inRegion<T>(
  database: Kysely<unknown>,
  region: string,
  mode: 'read' | 'write',
  work: (tx: Transaction, trail: Trail) => Promise<T>,
): Promise<T> {
  if (!REGION.test(region)) throw new Error(`not a region code: ${region}`)
  const preamble = CompiledQuery.raw(
    `begin${mode === 'read' ? ' read only' : ''}; set local app.region='${region}'; set local statement_timeout=${STATEMENT_TIMEOUT}`,
  )
  const executor = database.getExecutor()
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await executor.provideConnection((connection) =>
        once(connection, begin(executor, connection), preamble, mode, work),
      )
    } catch (error) {
      if (attempt >= ATTEMPTS || !RETRIED.has(sqlState(error))) throw error
      await new Promise((resolve) => setTimeout(resolve, 2 ** attempt * 5 * (0.5 + Math.random())))
    }
  }
}

/**
 * The preamble is sent ahead of the first statement and the end of a reading transaction is not waited for: the connection answers
 * in order, so the next borrower of the connection comes after it. A writing transaction is done when its commit is answered; behind a
 * failed statement the database answers a commit by undoing the transaction.
 */
async function once<T>(
  connection: DatabaseConnection,
  { tx, end }: ReturnType<typeof begin>,
  preamble: CompiledQuery,
  mode: 'read' | 'write',
  work: (tx: Transaction, trail: Trail) => Promise<T>,
): Promise<T> {
  const sent: Promise<unknown>[] = []
  const trail = (statement: Promise<unknown>) => {
    statement.catch(() => undefined)
    sent.push(statement)
  }
  trail(connection.executeQuery(preamble))
  try {
    const result = await work(tx, trail)
    end()
    const ended = connection.executeQuery(COMMIT)
    if (mode === 'write') sent.push(ended)
    else ended.catch(() => undefined)
    await Promise.all(sent)
    return result
  } catch (error) {
    end()
    await connection.executeQuery(ROLLBACK).catch(() => undefined)
    throw error
  }
}

/**
 * The statements of one transaction on its connection. Kysely's own way would hold each back until the one before is answered. Once the
 * transaction is over nothing more is sent: the connection is somebody else's.
 */
function begin(executor: QueryExecutor, connection: DatabaseConnection): { tx: Transaction; end: () => void } {
  let isOver = false
  const tx = new Kysely<unknown>({
    config: { dialect: DIALECT },
    dialect: DIALECT,
    driver: DRIVER,
    executor: executor.withConnectionProvider({
      provideConnection: (use) => (isOver ? Promise.reject(new Error('the transaction is over')) : use(connection)),
    }),
  })
  return {
    tx,
    end: () => {
      isOver = true
    },
  }
}

const DRIVER = new DummyDriver()
const DIALECT: Dialect = {
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => DRIVER,
  createIntrospector: (database) => new PostgresIntrospector(database),
  createQueryCompiler: () => new PostgresQueryCompiler(),
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
