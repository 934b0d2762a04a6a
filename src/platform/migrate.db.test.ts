import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { checkAppRole } from './database/connect.ts'
import { checkSchema, migrate } from './migrate.ts'

const FIRST = '202601010000_key-projects_create.sql'
const SECOND = '202601020000_targets_create.sql'

let home: string
let database: TestDatabase
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'clarion-migrations-'))
  database = await createTestDatabase({ empty: true })
})
afterAll(async () => {
  await database.close()
  await rm(home, { recursive: true, force: true })
})

async function folderOf(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const folder = join(home, name)
  await mkdir(folder)
  for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text)
  return folder
}

const run = (folder: string) => migrate({ ...database, folder })

it('applies each file once, however many servers start together', async () => {
  const folder = await folderOf('once', {
    [SECOND]: 'create table later (region_code text primary key); grant delete on later to clarion_app;',
    [FIRST]: 'create table earlier (region_code text primary key, made bigint); insert into earlier values (1, 5);',
  })
  const rounds = await Promise.all([run(folder), run(folder), run(folder)])
  expect(rounds.flat()).toEqual([FIRST, SECOND].map((name) => name.replace('.sql', '')))
  expect(await run(folder)).toEqual([])
  await checkSchema(database.appUrl, folder)
})

it('lets the application read, add and change but not delete, unless a migration says so', async () => {
  const { pool } = database.app
  await pool.query(`insert into earlier values ('2', 7)`)
  await pool.query(`update earlier set made = 8 where region_code = '2'`)
  expect((await pool.query('select made from earlier order by region_code')).rows).toEqual([{ made: 5 }, { made: 8 }])
  await expect(pool.query('delete from earlier')).rejects.toMatchObject({ code: '42501' })
  await pool.query('delete from later')
  await expect(pool.query('create table mine ()')).rejects.toMatchObject({ code: '42501' })
  await expect(pool.query('truncate earlier')).rejects.toMatchObject({ code: '42501' })
  await expect(pool.query('update kysely_migration set name = name')).rejects.toMatchObject({ code: '42501' })
})

it('keeps what a migration took away when later ones are applied', async () => {
  const folder = await folderOf('revoked', {
    [FIRST]: 'select 1',
    [SECOND]: 'select 1',
    '202601030000_audit_close.sql': 'revoke update on earlier from clarion_app',
    '202512310000_notices_from_a_branch.sql': 'create table from_a_branch (region_code text primary key)',
  })
  await expect(checkSchema(database.appUrl, folder)).rejects.toMatchObject({ code: 'schema_behind' })
  expect(await run(folder)).toHaveLength(2)
  await expect(database.app.pool.query('update earlier set made = 1')).rejects.toMatchObject({ code: '42501' })
})

it('refuses a database that a newer version migrated', async () => {
  const folder = await folderOf('old', { [FIRST]: 'select 1' })
  await expect(run(folder)).rejects.toMatchObject({ code: 'schema_newer', exitCode: 10 })
  await expect(checkSchema(database.appUrl, folder)).rejects.toMatchObject({ code: 'schema_newer' })
})

it('leaves nothing behind of a failing batch and names the file', async () => {
  const fresh = await createTestDatabase({ empty: true })
  const folder = await folderOf('failing', { [FIRST]: 'create table good ()', [SECOND]: 'create table good ()' })
  await expect(migrate({ ...fresh, folder })).rejects.toThrow(/202601020000_targets_create/)
  expect((await fresh.admin.pool.query(`select to_regclass('good') as found`)).rows).toEqual([{ found: null }])
  await fresh.close()
})

it('makes an account of another name a member of the application role', async () => {
  const fresh = await createTestDatabase({ empty: true })
  const appUrl = fresh.appUrl.replace('clarion_app@', 'county_login:s%27ecret@')
  await migrate({ adminUrl: fresh.adminUrl, appUrl, folder: join(home, 'once') })
  await checkAppRole(appUrl)
  await fresh.admin.pool.query('create table grown (made bigint)')
  const login = appUrl.replace('county_login:s%27ecret@', 'county_login@')
  await expect(checkAppRole(login)).resolves.toBeUndefined()
  await fresh.close()
})

it('refuses to serve as a superuser, an owner or one who could become it', async () => {
  await checkAppRole(database.appUrl)
  await expect(checkAppRole(database.adminUrl)).rejects.toMatchObject({ code: 'database_role', exitCode: 9 })
  const { pool } = database.admin
  await pool.query('create role sly login; create role keeper; alter table later owner to keeper; grant keeper to sly')
  const sly = database.appUrl.replace('clarion_app@', 'sly@')
  await expect(checkAppRole(sly)).rejects.toThrow(/owner of tables/)
  await pool.query('revoke keeper from sly; create role wide bypassrls; grant wide to sly')
  await expect(checkAppRole(sly)).rejects.toThrow(/BYPASSRLS/)
})
