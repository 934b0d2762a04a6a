import { accessSync, chmodSync, constants, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { APP_ROLE, checkSchema, migrate } from '../migrate.ts'
import { shortReason, StartFailure } from '../start-failure.ts'
import { checkAppRole, type Database, openDatabase, withClient } from './connect.ts'
import { lockDataFolder } from './data-lock.ts'
import { canEnter, databaseUser, makeFolder, resolveDataFolder } from './database-user.ts'
import { EMBEDDED_ADMIN, startEmbedded } from './embedded.ts'

/** What the preparation needs to know. */
export interface DatabaseConfig {
  /** Requested data folder; see `PreparedDatabase.folder` for the one in use. */
  readonly data: string
  /** Address of an external PostgreSQL for the application's role; the embedded one without it. */
  readonly database?: string | undefined
  /** Address for the migrator; without it an external database must be up to date already. */
  readonly databaseAdmin?: string | undefined
}

/** A database ready to serve. */
export interface PreparedDatabase {
  readonly kind: 'embedded' | 'external'
  /** Pool of the application's role. */
  readonly database: Database
  readonly appUrl: string
  /** The migrator's address; missing where an external database was given without it. */
  readonly adminUrl: string | undefined
  /** The data folder in use: files, the embedded cluster, logs. */
  readonly folder: string
  /** Names of the migrations this start applied. */
  readonly applied: readonly string[]
  /** Closes the pool, stops an embedded server and frees the data folder, within five seconds; safe to call twice. */
  readonly stop: () => Promise<void>
}

/** Name of the product's database on the embedded server. */
export const DATABASE = 'clarion'
const CLOSING_MS = 800

/**
 * Everything between the options and a pool that may be used: data folder, lock, embedded server or external address,
 * migrations, the application's role. Throws a `StartFailure` and leaves nothing running where it cannot.
 * `alsoMigrate` makes the schemas that libraries bring along.
 */
export async function prepareDatabase(
  config: DatabaseConfig,
  log: Logger,
  alsoMigrate?: (adminUrl: string) => Promise<void>,
): Promise<PreparedDatabase> {
  const folder = prepareFolder(config.data)
  if (folder !== resolve(config.data)) log.info({ asked: config.data, folder }, 'the data folder was moved')
  return config.database === undefined
    ? prepareEmbedded(folder, log, alsoMigrate)
    : prepareExternal(config.database, config.databaseAdmin, folder, log, alsoMigrate)
}

function prepareFolder(requested: string): string {
  let folder = requested
  try {
    folder = resolveDataFolder(requested)
    makeFolder(folder)
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    if (!canEnter(folder, databaseUser(resolve(folder, 'postgres')))) chmodSync(folder, statSync(folder).mode | 0o011)
    return folder
  } catch (error) {
    throw notWritable(folder, error)
  }
}

function notWritable(folder: string, error: unknown): StartFailure {
  if (error instanceof StartFailure) return error
  return new StartFailure('data_not_writable', { folder, detail: shortReason(error) })
}

async function prepareEmbedded(
  folder: string,
  log: Logger,
  alsoMigrate?: (adminUrl: string) => Promise<void>,
): Promise<PreparedDatabase> {
  const unlock = await lockDataFolder(folder).catch((error: unknown) => {
    throw notWritable(folder, error)
  })
  const undo: (() => Promise<void> | void)[] = [unlock]
  try {
    const server = await startEmbedded({ folder, log })
    undo.unshift(server.stop)
    await ensureDatabase(server.url(EMBEDDED_ADMIN, 'postgres'))
    const urls = { adminUrl: server.url(EMBEDDED_ADMIN, DATABASE), appUrl: server.url(APP_ROLE, DATABASE) }
    const applied = await migrate({ ...urls, log, ...(alsoMigrate ? { alsoMigrate } : {}) })
    // Nobody else changes the tables of this server, and nobody stands between it and us.
    const database = openDatabase({ url: urls.appUrl, log, prepares: true })
    undo.unshift(() => closeSoon(database))
    log.info({ folder, adopted: server.adopted }, 'the embedded database is ready')
    return { kind: 'embedded', database, ...urls, folder, applied, stop: once(undo) }
  } catch (error) {
    await once(undo)()
    throw error
  }
}

async function ensureDatabase(url: string): Promise<void> {
  await withClient(url, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (!rowCount) await client.query(`create database ${DATABASE}`)
  })
}

async function prepareExternal(
  appUrl: string,
  adminUrl: string | undefined,
  folder: string,
  log: Logger,
  alsoMigrate?: (adminUrl: string) => Promise<void>,
): Promise<PreparedDatabase> {
  const applied = adminUrl ? await migrate({ adminUrl, appUrl, log, ...(alsoMigrate ? { alsoMigrate } : {}) }) : []
  await checkAppRole(appUrl)
  if (!adminUrl) await checkSchema(appUrl)
  const database = openDatabase({ url: appUrl, log })
  return { kind: 'external', database, appUrl, adminUrl, folder, applied, stop: once([() => closeSoon(database)]) }
}

/** A query that hangs must not hold up the end; stopping the server ends it. */
async function closeSoon(database: Database): Promise<void> {
  await Promise.race([database.close(), sleep(CLOSING_MS, undefined, { ref: false })])
}

function once(steps: readonly (() => Promise<void> | void)[]): () => Promise<void> {
  let running: Promise<void> | undefined
  const run = async () => {
    for (const step of steps) await step()
  }
  return () => (running ??= run())
}
