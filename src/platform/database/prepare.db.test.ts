import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { afterAll, expect, it } from 'vitest'
import { createTestDatabase } from '../../../tests/support/database.ts'
import { startOldPostgres } from '../../../tests/support/old-postgres.ts'
import { shortReason, StartFailure } from '../start-failure.ts'
import { isAlive } from './postmaster.ts'
import { type DatabaseConfig, type PreparedDatabase, prepareDatabase } from './prepare.ts'

const home = mkdtempSync(join(tmpdir(), 'clarion-prepare-'))
chmodSync(home, 0o711)
const migrated = await createTestDatabase()
const empty = await createTestDatabase({ empty: true })
afterAll(async () => {
  await Promise.all([migrated.close(), empty.close()])
  rmSync(home, { recursive: true })
})

const prepare = (config: Partial<DatabaseConfig>): Promise<PreparedDatabase> =>
  prepareDatabase({ data: join(home, 'data'), ...config }, pino({ level: 'silent' }))

const refusal = async (config: Partial<DatabaseConfig>): Promise<string> => {
  try {
    await (await prepare(config)).stop()
  } catch (error) {
    return error instanceof StartFailure ? error.code : shortReason(error)
  }
  return 'accepted'
}

it('makes the built-in database, serves as the application role and leaves nothing running', async () => {
  const prepared = await prepare({ data: join(home, 'new/data') })
  const { pool } = prepared.database
  const { rows } = await pool.query<{ role: string; zone: string }>(
    `select current_user::text as role, current_setting('timezone') as zone`,
  )
  expect(rows).toEqual([{ role: 'clarion_app', zone: 'Asia/Shanghai' }])
  expect(prepared.applied.length).toBeGreaterThan(0)
  expect(await refusal({ data: join(home, 'new/data') })).toBe('data_in_use')
  const { rows: backend } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid')
  await Promise.all([prepared.stop(), prepared.stop()])
  expect(isAlive(backend[0]?.pid ?? 0)).toBe(false)
  expect(readdirSync(prepared.folder).sort()).toEqual(['postgres', 'postgres.log'])
  expect(statSync(prepared.folder).mode & 0o066).toBe(0)
})

it('stops within five seconds although a query still runs', async () => {
  const prepared = await prepare({})
  const { pool } = prepared.database
  const query = pool.query('select pg_sleep(60)').catch(shortReason)
  const running = `select from pg_stat_activity where query = 'select pg_sleep(60)' and state = 'active'`
  while (!(await pool.query(running)).rowCount) await sleep(5)
  const began = Date.now()
  await prepared.stop()
  expect(Date.now() - began).toBeLessThan(5_000)
  expect(await query).toMatch(/terminat/)
})

it('uses an external database that is up to date, and brings one up to date for an administrator', async () => {
  expect(await refusal({ database: migrated.appUrl })).toBe('accepted')
  expect(await refusal({ database: empty.appUrl })).toBe('schema_behind')
  expect(await refusal({ database: empty.appUrl, databaseAdmin: empty.adminUrl })).toBe('accepted')
  expect(await refusal({ database: empty.appUrl })).toBe('accepted')
})

it('refuses an external database that is away, too old, or given with too many rights', async () => {
  const old = await startOldPostgres('14.12', 140_012)
  expect(await refusal({ database: old.url })).toBe('database_version')
  expect(await refusal({ database: old.url, databaseAdmin: old.url })).toBe('database_version')
  old.stop()
  expect(await refusal({ database: old.url })).toBe('database_unreachable')
  expect(await refusal({ database: migrated.adminUrl })).toBe('database_role')
  expect(await refusal({ database: migrated.appUrl, databaseAdmin: migrated.appUrl })).toBe('admin_rights')
})

it('refuses a data folder that cannot be one', async () => {
  writeFileSync(join(home, 'file'), '')
  expect(await refusal({ data: join(home, 'file') })).toBe('data_not_writable')
  expect(await refusal({ data: join(home, 'file/below') })).toBe('data_not_writable')
  expect(await refusal({ data: '/proc/clarion' })).toBe('data_not_writable')
})

it('hides the password in every refusal', async () => {
  const database = 'postgres://clarion_app:s3cret@127.0.0.1:9/clarion'
  await expect(prepare({ database })).rejects.toThrow(/127\.0\.0\.1:9\/clarion/)
  await expect(prepare({ database })).rejects.not.toThrow(/s3cret/)
})
