import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Migration, Migrator, sql } from 'kysely'
import { type Client, escapeIdentifier, escapeLiteral } from 'pg'
import type { Logger } from 'pino'
import { openDatabase, withClient } from './database/connect.ts'
import { shortReason, StartFailure } from './start-failure.ts'

/** The role every grant in `migrations/` names. An account of another name in `--database` becomes a member of it. */
export const APP_ROLE = 'clarion_app'

/** What to migrate. */
export interface MigrateOptions {
  /** Address for the role that owns the tables. */
  readonly adminUrl: string
  /** Address for the application's role; made, with the password of this address, where it does not exist. */
  readonly appUrl: string
  /** Folder of `.sql` files; the product's own unless given. */
  readonly folder?: string
  /** Schemas that a library brings along, made under the same lock after our own files. */
  readonly alsoMigrate?: (adminUrl: string) => Promise<void>
  readonly log?: Logger
}

const FILE_NAME = /^\d{12}_[a-z][a-z0-9-]*_[a-z0-9_]+\.sql$/
const LOCK = 370_786_001

/**
 * Brings the database up to date: application role, default privileges (SELECT, INSERT, UPDATE on every new table; a
 * migration grants DELETE or revokes UPDATE itself), then every new file of the folder in one transaction. Many servers
 * may call it at once: one works, the others wait and find nothing to do. Returns the names it applied.
 * Refuses `admin_rights`, `schema_newer`, `migration_failed` and what `withClient` refuses.
 */
export async function migrate(options: MigrateOptions): Promise<readonly string[]> {
  const folder = options.folder ?? findMigrationsFolder()
  return withClient(options.adminUrl, async (client) => {
    await client.query(`select pg_advisory_lock(${LOCK})`)
    const admin = await adminOf(client)
    try {
      await prepareRoles(client, new URL(options.appUrl))
    } catch (error) {
      throw new StartFailure('admin_rights', { role: admin, detail: shortReason(error) })
    }
    const applied = await applyFiles(options.adminUrl, folder, await executedNames(client))
    await client.query(`revoke all on kysely_migration, kysely_migration_lock from ${APP_ROLE}`)
    await client.query(`grant select on kysely_migration to ${APP_ROLE}`)
    await options.alsoMigrate?.(options.adminUrl)
    if (applied.length > 0) options.log?.info({ applied }, 'migrated the database')
    return applied
  })
}

async function adminOf(client: Client): Promise<string> {
  const { rows } = await client.query<{ role: string; may: boolean }>(
    `select current_user::text as role, has_schema_privilege('public', 'create') as may`,
  )
  const role = rows[0]?.role ?? '?'
  if (!rows[0]?.may) throw new StartFailure('admin_rights', { role, detail: 'no CREATE on schema public' })
  return role
}

async function prepareRoles(client: Client, appUrl: URL): Promise<void> {
  const login = decodeURIComponent(appUrl.username) || APP_ROLE
  const password = decodeURIComponent(appUrl.password)
  if (login !== APP_ROLE) await ensureRole(client, APP_ROLE, '')
  await ensureRole(client, login, password)
  const { rows } = await client.query<{ member: boolean }>(`select pg_has_role($1, $2, 'usage') as member`, [
    login,
    APP_ROLE,
  ])
  if (!rows[0]?.member) await client.query(`grant ${APP_ROLE} to ${escapeIdentifier(login)}`)
  await client.query(`
    revoke create on schema public from public;
    grant usage on schema public to ${APP_ROLE};
    alter default privileges in schema public grant select, insert, update on tables to ${APP_ROLE};
    alter default privileges in schema public grant usage on sequences to ${APP_ROLE}`)
}

async function ensureRole(client: Client, name: string, password: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [name])
  if (rowCount) return
  const role = escapeIdentifier(name)
  const secret = password ? ` password ${escapeLiteral(password)}` : ''
  await client.query(`create role ${role} login nosuperuser nocreatedb nocreaterole noreplication nobypassrls${secret}`)
  await client.query(`alter role ${role} set timezone = 'Asia/Shanghai'`)
}

async function applyFiles(adminUrl: string, folder: string, done: readonly string[]): Promise<readonly string[]> {
  const files = await readMigrations(folder)
  refuseNewer(done, Object.keys(files))
  if (Object.keys(files).every((name) => done.includes(name))) return []
  const database = openDatabase({ url: adminUrl, size: 2 })
  try {
    const migrator = new Migrator({
      db: database.kysely,
      provider: { getMigrations: () => Promise.resolve(files) },
      // Branches meet in any order; what counts is that each file runs once and none is missing.
      allowUnorderedMigrations: true,
    })
    const { error, results } = await migrator.migrateToLatest()
    if (error !== undefined) {
      const name = results?.find((each) => each.status === 'Error')?.migrationName ?? '?'
      throw new StartFailure('migration_failed', { name, detail: shortReason(error) })
    }
    return (results ?? []).map((each) => each.migrationName)
  } finally {
    await database.close()
  }
}

/**
 * For a server without an administrator's connection: refuses `schema_behind` or `schema_newer` unless the database
 * has exactly the migrations of this program.
 */
export async function checkSchema(appUrl: string, folder: string = findMigrationsFolder()): Promise<void> {
  const known = Object.keys(await readMigrations(folder))
  const done = await withClient(appUrl, executedNames)
  refuseNewer(done, known)
  const missing = known.filter((name) => !done.includes(name))
  if (missing.length > 0) throw new StartFailure('schema_behind', { count: missing.length })
}

function refuseNewer(done: readonly string[], known: readonly string[]): void {
  const unknown = done.find((name) => !known.includes(name))
  if (unknown !== undefined) throw new StartFailure('schema_newer', { detail: unknown })
}

async function executedNames(database: Client): Promise<readonly string[]> {
  const { rows: tables } = await database.query<{ found: boolean }>(
    `select to_regclass('public.kysely_migration') is not null as found`,
  )
  if (!tables[0]?.found) return []
  const { rows } = await database.query<{ name: string }>('select name from public.kysely_migration order by name')
  return rows.map((row) => row.name)
}

async function readMigrations(folder: string): Promise<Record<string, Migration>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const wrong = names.find((name) => !FILE_NAME.test(name))
  if (wrong) throw new Error(`migration ${wrong}: want <UTC yyyymmddhhmm>_<capability>_<change>.sql`)
  const entries = names.map(async (name) => [name.slice(0, -'.sql'.length), await readMigration(folder, name)] as const)
  return Object.fromEntries(await Promise.all(entries))
}

async function readMigration(folder: string, name: string): Promise<Migration> {
  const text = await readFile(resolve(folder, name), 'utf8')
  return {
    up: async (db) => {
      await sql.raw(text).execute(db)
    },
  }
}

/** `migrations/` beside the bundled server, or at the root of the sources. */
function findMigrationsFolder(): string {
  const places = ['./migrations', '../../migrations'].map((each) => resolve(import.meta.dirname, each))
  const found = places.find((each) => existsSync(each))
  if (!found) throw new Error(`no migrations in ${places.join(' or ')}`)
  return found
}
