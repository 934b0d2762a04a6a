import { Socket } from 'node:net'
import { Kysely, PostgresDialect } from 'kysely'
import { Client, type ClientConfig, type CustomTypesConfig, Pool, types as defaults } from 'pg'
import type { Logger } from 'pino'
import { StartFailure, shortReason } from '../start-failure.ts'
import { withNamedStatements } from './named-statements.ts'

/** An open pool on one database. */
export interface Database<Tables = unknown> {
  readonly pool: Pool
  readonly kysely: Kysely<Tables>
  /** Waits for running queries and closes every connection; safe to call twice. */
  readonly close: () => Promise<void>
}

/** How to open a pool. */
export interface DatabaseOptions {
  /** `postgres://role:password@host:port/database`, sockets by `?host=/folder`. */
  readonly url: string
  readonly log?: Logger
  /** Most connections at once; 20 unless given. */
  readonly size?: number
  /** Whether connections keep statements prepared, see `withNamedStatements`; not unless said. */
  readonly prepares?: boolean
}

const OLDEST_VERSION = 150_000

const INT8 = 20
const INT8_ARRAY = 1016
const DATE = 1082
const DATE_ARRAY = 1182
const NUMERIC_ARRAY = 1231
const TIMESTAMPTZ = 1184
const TEXT_ARRAY = 1009

const defaultParser = defaults.getTypeParser as (oid: number, format?: string) => (text: string) => unknown
const asTexts = defaultParser(TEXT_ARRAY) as (text: string) => readonly (string | null)[]

const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [INT8]: safeInteger,
  [INT8_ARRAY]: (text) => asTexts(text).map((each) => (each === null ? null : safeInteger(each))),
  [DATE]: (text) => text,
  [DATE_ARRAY]: asTexts,
  [NUMERIC_ARRAY]: asTexts,
  [TIMESTAMPTZ]: instantOf,
}

/**
 * How values come out of the database: `date` as `YYYY-MM-DD` text, `bigint` as a number (refused beyond 2^53),
 * `numeric` and its arrays as text, `timestamptz` as `Date`. `sum(bigint)` is `numeric`, so cast it back to `bigint`.
 */
const types: CustomTypesConfig = {
  getTypeParser: (oid: number, format?: string) => (format !== 'binary' && parsers[oid]) || defaultParser(oid, format),
}

const USUAL_INSTANT = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d$/
const defaultInstant = defaultParser(TIMESTAMPTZ)

/** The engine's own reader of ISO 8601, many times faster, for what it reads; the driver's for years before 1, infinity and odd zones. */
function instantOf(text: string): unknown {
  return USUAL_INSTANT.test(text) ? new Date(`${text.slice(0, 10)}T${text.slice(11)}:00`) : defaultInstant(text)
}

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint out of range: ${text}`)
  return value
}

type Written = (error?: Error | null) => void
type WriteEnd = readonly [Written?] | readonly [BufferEncoding?, Written?]

/**
 * Sends once a turn of the event loop: what is written at one time, a preamble and the statements behind it, goes out in one piece and
 * wakes the database once.
 */
class SocketOfTurns extends Socket {
  #isHeld = false

  override write(chunk: string | Uint8Array, ...how: WriteEnd): boolean {
    if (!this.#isHeld) {
      this.#isHeld = true
      this.cork()
      process.nextTick(() => {
        this.#isHeld = false
        this.uncork()
      })
    }
    return super.write(chunk, ...(how as [BufferEncoding?, Written?]))
  }
}

/** Settings of one connection to `url`, with the house's value parsers; for a lone client (LISTEN, migration, tests). */
export function clientConfig(url: string): ClientConfig {
  return {
    connectionString: url,
    types,
    stream: () => new SocketOfTurns(),
    application_name: 'clarion',
    connectionTimeoutMillis: 8_000,
    keepAlive: true,
  }
}

/** Opens a pool. Connects lazily; a broken connection is logged and replaced, never fatal. */
export function openDatabase<Tables = unknown>(options: DatabaseOptions): Database<Tables> {
  const pool = new Pool({
    ...clientConfig(options.url),
    pipeline: true,
    max: options.size ?? 20,
    idleTimeoutMillis: 30_000,
  })
  const broke = (error: Error) => options.log?.warn({ reason: shortReason(error) }, 'a database connection broke')
  pool.on('error', broke)
  pool.on('connect', (client) => client.on('error', broke))
  const kysely = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: options.prepares ? withNamedStatements(pool) : pool }),
  })
  let closing: Promise<void> | undefined
  return { pool, kysely, close: () => (closing ??= pool.end()) }
}

/** Host, port and database of an address, without account or password. */
export function placeOf(url: string): string {
  try {
    const { hostname, port, pathname, searchParams } = new URL(url)
    return `${searchParams.get('host') ?? hostname}:${port || 5432}${pathname}`
  } catch {
    return '(unreadable address)'
  }
}

/** Opens one client and closes it after `work`. Refuses `database_unreachable` and `database_version` (below 15). */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await connect(url)
  try {
    await checkVersion(client)
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function connect(url: string): Promise<Client> {
  try {
    const client = new Client(clientConfig(url))
    client.on('error', () => undefined)
    await client.connect()
    return client
  } catch (error) {
    throw new StartFailure('database_unreachable', { where: placeOf(url), detail: shortReason(error) })
  }
}

async function checkVersion(client: Client): Promise<void> {
  const { rows } = await client.query<{ server_version: string; number: number }>(
    `select current_setting('server_version') as server_version, current_setting('server_version_num')::int as number`,
  )
  const found = rows[0]
  if (!found || found.number < OLDEST_VERSION) {
    throw new StartFailure('database_version', { version: found?.server_version ?? '?' })
  }
}

/**
 * Refuses `database_role` unless the role behind `url` is bound by row-level security: no superuser, no BYPASSRLS, owner of
 * no table or schema here, and member of no role that is one of these.
 */
export async function checkAppRole(url: string): Promise<void> {
  const row = await withClient(url, async (client) => (await client.query<RoleFacts>(ROLE_FACTS)).rows[0])
  const faults = row
    ? [
        row.superuser && 'superuser',
        row.bypasses && 'BYPASSRLS',
        row.owns && 'owner of tables',
        row.creates && 'may create tables',
      ].filter((each) => each !== false)
    : ['unknown']
  if (faults.length > 0) throw new StartFailure('database_role', { role: row?.role ?? '?', detail: faults.join(', ') })
}

interface RoleFacts {
  readonly role: string
  readonly superuser: boolean
  readonly bypasses: boolean
  readonly owns: boolean
  readonly creates: boolean
}

const ROLE_FACTS = `
  select current_user::text as role,
    coalesce(bool_or(r.rolsuper), false) as superuser,
    coalesce(bool_or(r.rolbypassrls), false) as bypasses,
    exists (
      select from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and pg_has_role(current_user, c.relowner, 'member')
    ) as owns,
    has_schema_privilege(current_user, 'public', 'create') as creates
  from pg_roles r where pg_has_role(current_user, r.oid, 'member')`
