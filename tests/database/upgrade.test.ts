import { execFileSync } from 'node:child_process'
import { copyFileSync, createReadStream, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { implementations } from '../../src/apps/server/registry.ts'
import { listProjects } from '../../src/capabilities/key-projects/contract.ts'
import { listTargets } from '../../src/capabilities/targets/contract.ts'
import { exportAudit, verifyAudit } from '../../src/platform/audit-chain.ts'
import { type BackupHead } from '../../src/platform/backup.ts'
import { readBackup } from '../../src/platform/backup-file.ts'
import { openFiles } from '../../src/platform/files.ts'
import { APP_ROLE, migrate } from '../../src/platform/migrate.ts'
import { inRegion } from '../../src/platform/transaction.ts'
import { describeSchema } from '../../tools/structure/schema.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { HOME, openTestHouse, system } from '../support/house.ts'

/**
 * `tests/upgrades` keeps, for every tagged version, a backup of its sample regions as that version itself wrote it. Each is restored into
 * the schema of its time and brought to the present one. A new tag brings its file: `npx clarion backup --out tests/upgrades/<version>.backup.gz`.
 */
const ROOT = new URL('../../', import.meta.url).pathname
const KEPT = join(ROOT, 'tests', 'upgrades')
const ENDING = '.backup.gz'
const files = readdirSync(KEPT).filter((name) => name.endsWith(ENDING))
const folder = mkdtempSync(join(tmpdir(), 'clarion-upgrade-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function headOf(file: string): Promise<BackupHead> {
  for await (const line of createInterface(createReadStream(file).pipe(createGunzip())))
    return JSON.parse(line) as BackupHead
  throw new Error(`${file} is empty`)
}

type Row = Readonly<Record<string, unknown>>

async function rowsByTable({ admin }: TestDatabase): Promise<ReadonlyMap<string, readonly Row[]>> {
  const { rows: tables } = await admin.pool.query<{ name: string }>(
    `select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'region_code' and table_name not like 'kysely%' order by 1`,
  )
  const found = new Map<string, readonly Row[]>()
  for (const { name } of tables) {
    const { rows } = await admin.pool.query<{ row: Row }>(`select to_jsonb(t) as row from ${name} t`)
    found.set(
      name,
      rows.map(({ row }) => row),
    )
  }
  return found
}

/** Rows as texts of the columns an older version knew, in one order. */
const textsOf = (rows: readonly Row[], columns: readonly string[]) =>
  rows.map((row) => JSON.stringify(columns.map((column) => row[column]))).toSorted()

describe.each(files)('a house of version %s', (name) => {
  it('keeps every row, has the schema of today and works on', async () => {
    const file = join(KEPT, name)
    const { migrations, regions } = await headOf(file)
    expect(regions).toContain(HOME)
    const database = await createTestDatabase({ empty: true })
    const then = mkdtempSync(join(folder, 'migrations-'))
    for (const each of migrations) copyFileSync(join(ROOT, 'migrations', `${each}.sql`), join(then, `${each}.sql`))
    await migrate({ ...database, folder: then })
    await readBackup(database.app.pool, openFiles({ folder: mkdtempSync(join(folder, 'files-')) }), file)
    const before = await rowsByTable(database)

    expect((await migrate(database)).length).toBeGreaterThan(0)
    const after = await rowsByTable(database)
    for (const [table, rows] of before) {
      const columns = Object.keys(rows[0] ?? {}).filter((column) => column in (after.get(table)?.[0] ?? {}))
      expect(textsOf(after.get(table) ?? [], columns), table).toEqual(textsOf(rows, columns))
    }

    const test = await openTestHouse(implementations, '2026-12-01T09:00:00+08:00', database)
    const projects = await test.run(listProjects, system(), { limit: 200 })
    expect(projects.items.length).toBe(before.get('key_projects')?.filter((row) => row['region_code'] === HOME).length)
    expect((await test.run(listTargets, system(), { year: 2026 })).items.length).toBeGreaterThan(0)
    const trail = await inRegion(test.house.database, HOME, 'read', (tx) => exportAudit(tx, HOME, test.now))
    expect(verifyAudit(trail)).toMatchObject({ sound: true })
    expect(await describeSchema(database.admin.pool, APP_ROLE)).toBe(readFileSync(join(ROOT, 'schema.sql'), 'utf8'))
    await test.close()
  })
})

it('is kept for every tagged version', () => {
  const tags = execFileSync('git', ['tag', '--list', 'v*'], { cwd: ROOT, encoding: 'utf8' }).split('\n').filter(Boolean)
  expect(tags.filter((tag) => !files.includes(`${tag.slice(1)}${ENDING}`))).toEqual([])
  expect(files.map((name) => basename(name, ENDING))).toContain('0.1.0')
})
