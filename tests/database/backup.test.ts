import { createHash } from 'node:crypto'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSample } from '../../src/apps/server/sample.ts'
import { implementations } from '../../src/apps/server/registry.ts'
import { exportAudit, sealAudit, verifyAudit } from '../../src/platform/audit-chain.ts'
import { readBackup, writeBackup } from '../../src/platform/backup-file.ts'
import { openDatabase, withClient } from '../../src/platform/database/connect.ts'
import { EMBEDDED_ADMIN, startEmbedded } from '../../src/platform/database/embedded.ts'
import { type Files, openFiles } from '../../src/platform/files.ts'
import { APP_ROLE, migrate } from '../../src/platform/migrate.ts'
import { scheduledBackup } from '../../src/platform/scheduled-backup.ts'
import { inRegion } from '../../src/platform/transaction.ts'
import { expectSameRows, rowsByTable } from '../support/compare-databases.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { HOME, openTestHouse, type TestHouse } from '../support/house.ts'

const folder = mkdtempSync(join(tmpdir(), 'clarion-backup-'))
chmodSync(folder, 0o711)
const FILE = join(folder, 'all.backup.gz')
const ODD = '第一行\u2028第二行\n"引号" \\ 😀 \u0001'
const now = new Date('2026-03-16T09:00:00+08:00')

let test: TestHouse
beforeAll(async () => {
  test = await openTestHouse(implementations)
  await openSample(test.house, 'shili-2026')
  const { admin } = test.database
  // A row whose texts and numbers are the kind that copying spoils.
  await admin.pool.query(`set app.region='${HOME}'`)
  await admin.pool.query(
    `insert into outbox_events (region_code, id, at, topic, subject_kind, subject_id, actor_id, actor_name, after)
     values ($1, 'odd', '2026-03-16 09:00:00.123456+08', 'odd.row', 'odd', $2, 'odd', '示例', $3)`,
    [HOME, ODD, '{"exact": 12345678901234567890.12345678901234567890, "half": 1.50}'],
  )
  await test.house.files.put(HOME, { name: '附件 一.bin', type: 'application/octet-stream', bytes: allBytes() })
  await test.house.files.put('370400', { name: 'empty.txt', type: 'text/plain', bytes: new Uint8Array() })
  await sealAudit(test.house.database, HOME, new Date(now.getTime() + 3_600_000))
  await writeBackup(test.database.app.pool, test.house.files, { regions: 'all', file: FILE, now })
}, 240_000)
afterAll(async () => {
  await test.close()
  rmSync(folder, { recursive: true })
})

function allBytes(): Uint8Array {
  return Uint8Array.from({ length: 200_000 }, (_, at) => (at * 31) % 256)
}

function freshFiles(): Files {
  return openFiles({ folder: mkdtempSync(join(folder, 'files-')) })
}

async function expectSameFiles(one: Files, other: Files, region: string): Promise<number> {
  const listed = async (files: Files) => {
    const found = []
    for await (const { bytes, ...about } of files.list(region)) found.push({ ...about, bytes: Buffer.from(bytes) })
    return found
  }
  const [before, after] = [await listed(one), await listed(other)]
  expect(after).toEqual(before)
  return before.length
}

async function expectSoundAudit(database: TestDatabase['app']['kysely']): Promise<void> {
  const text = await inRegion(database, HOME, 'read', (tx) => exportAudit(tx, HOME, now))
  const verdict = verifyAudit(text)
  expect(verdict).toMatchObject({ sound: true, region: HOME })
  expect(verdict.sound && verdict.sealed).toBeGreaterThan(50)
}

/** Restores a file into an empty database and expects it to be refused with a code, and nothing to be left behind. */
async function refusalOf(file: string, arrange?: (database: TestDatabase) => Promise<unknown>): Promise<string> {
  const target = await createTestDatabase()
  const files = freshFiles()
  try {
    await arrange?.(target)
    const before = await rowsByTable(target.admin.pool)
    const refused = await readBackup(target.app.pool, files, file).then(
      () => 'accepted',
      (error: unknown) => (error as Error).message,
    )
    expect(digestOf(await rowsByTable(target.admin.pool))).toBe(digestOf(before))
    for await (const { key } of files.list(HOME)) expect(key).toBe('left behind')
    return refused
  } finally {
    await target.close()
  }
}

/** Short where rows differ: nobody reads a whole database in a failed test. */
function digestOf(rows: Readonly<Record<string, readonly string[]>>): string {
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex')
}

const saved = (name: string, content: Uint8Array) => {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}
const lines = () => gunzipSync(readFileSync(FILE)).toString().split('\n')
const repacked = (name: string, of: readonly string[]) => saved(name, gzipSync(of.join('\n')))

describe('a backup', () => {
  it('brings every row of every table and every byte of every file into an empty database', async () => {
    const target = await createTestDatabase()
    const files = freshFiles()
    try {
      const count = await readBackup(target.app.pool, files, FILE)
      const rows = await expectSameRows(test.database.admin.pool, target.admin.pool)
      expect(rows).toBeGreaterThan(500)
      expect(count).toMatchObject({ rows, files: 2, regions: ['370400', '370700', '370724', '370786', '371525'] })
      expect(await expectSameFiles(test.house.files, files, HOME)).toBe(1)
      expect(await expectSameFiles(test.house.files, files, '370400')).toBe(1)
      await expectSoundAudit(target.app.kysely)
    } finally {
      await target.close()
    }
  })

  it('moves to a PostgreSQL of another version and back without a change', async () => {
    const other = process.env['CLARION_TEST_PG'] === '15' ? {} : { packageName: 'pg15' }
    const home = mkdtempSync(join(folder, 'cluster-'))
    chmodSync(home, 0o711)
    const server = await startEmbedded({ folder: home, log: pino({ level: 'silent' }), durable: false, ...other })
    const urls = { adminUrl: server.url(EMBEDDED_ADMIN, 'moved'), appUrl: server.url(APP_ROLE, 'moved') }
    await withClient(server.url(EMBEDDED_ADMIN, 'postgres'), (client) => client.query('create database moved'))
    await migrate(urls)
    const [app, admin] = [openDatabase({ url: urls.appUrl }), openDatabase({ url: urls.adminUrl })]
    const back = await createTestDatabase()
    try {
      const files = freshFiles()
      await readBackup(app.pool, files, FILE)
      await expectSameRows(test.database.admin.pool, admin.pool)
      const again = join(folder, 'again.backup.gz')
      await writeBackup(app.pool, files, { regions: 'all', file: again, now })
      await readBackup(back.app.pool, freshFiles(), again)
      await expectSameRows(test.database.admin.pool, back.admin.pool)
      await expectSoundAudit(back.app.kysely)
    } finally {
      await Promise.all([app.close(), admin.close(), back.close()])
      await server.stop()
    }
  })

  it('of one region holds that region alone', async () => {
    const file = join(folder, 'one.backup.gz')
    const { pool } = test.database.app
    await writeBackup(pool, test.house.files, { regions: ['370724'], file, now })
    const target = await createTestDatabase()
    try {
      await readBackup(target.app.pool, freshFiles(), file)
      const { rows } = await target.admin.pool.query('select region_code from tenants')
      expect(rows).toEqual([{ region_code: '370724' }])
      const found = await rowsByTable(target.admin.pool)
      const names = await target.admin.pool.query<{ region_code: string }>(
        'select distinct region_code from login_names',
      )
      expect(names.rows).toEqual([{ region_code: '370724' }])
      expect(found['people']?.length).toBeGreaterThan(0)
    } finally {
      await target.close()
    }
    const missing = writeBackup(pool, test.house.files, { regions: ['110000'], file: `${file}.x`, now })
    await expect(missing).rejects.toThrow('backup.no_such_region')
  })

  it('may be read by its owner alone and leaves no half of itself', () => {
    expect(statSync(FILE).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder).filter((name) => name.endsWith('.half'))).toEqual([])
  })
})

describe('restoring refuses, and changes nothing,', () => {
  it('what is no backup', async () => {
    expect(await refusalOf(saved('text', Buffer.from('a text')))).toContain('backup.not_a_backup')
    expect(await refusalOf(saved('empty', Buffer.alloc(0)))).toContain('backup.not_a_backup')
    expect(await refusalOf(repacked('json', ['{"kind":"other"}']))).toContain('backup.not_a_backup')
  })

  it('a file that was cut, or had a line removed, added or changed', async () => {
    const whole = readFileSync(FILE)
    expect(await refusalOf(saved('cut', whole.subarray(0, whole.length - 100)))).toContain('backup.damaged')
    const all = lines()
    const without = (at: number) => all.filter((_, index) => index !== at)
    expect(await refusalOf(repacked('removed', without(4)))).toContain('backup.damaged')
    expect(await refusalOf(repacked('no-end', without(all.length - 2)))).toContain('backup.damaged')
    expect(await refusalOf(repacked('added', [...all.slice(0, 4), all[4] ?? '', ...all.slice(4)]))).toContain('damaged')
    const changed = all.map((line, at) => (at === 4 ? line.replace(/[0-9a-f](?=[^0-9a-f]*$)/, 'x') : line))
    expect(changed).not.toEqual(all)
    expect(await refusalOf(repacked('changed', changed))).toContain('backup.damaged')
  })

  it('another schema', async () => {
    const last = 'delete from kysely_migration where name = (select max(name) from kysely_migration)'
    expect(await refusalOf(FILE, ({ admin }) => admin.pool.query(last))).toContain('backup.other_schema')
  })

  it('a target where one of its regions has rows already', async () => {
    const filled =
      (table: string) =>
      ({ admin }: TestDatabase) =>
        admin.pool.query(
          table === 'tenants'
            ? `insert into tenants (region_code, name, opened_at) values ('370786', '昌邑市', now())`
            : `insert into regions (region_code, code, name, valid_from) values ('371525', '371525', '冠县', '2000-01-01')`,
        )
    expect(await refusalOf(FILE, filled('tenants'))).toContain('backup.not_empty')
    expect(await refusalOf(FILE, filled('regions'))).toContain('backup.not_empty')
  })

  it('an account that another region uses here', async () => {
    const taken = `insert into login_names (account, region_code, person_id) values ('leader', '110101', 'x')`
    expect(await refusalOf(FILE, ({ admin }) => admin.pool.query(taken))).toContain('backup.account_taken')
  })
})

it('backs each region up by the clock and keeps the last ones', async () => {
  const store = join(folder, 'daily')
  const log = pino({ level: 'silent' })
  const job = scheduledBackup(test.database.app.pool, { dailyAt: '02:30', folder: store, keep: 3 })
  expect(job.due).toEqual({ dailyAt: '02:30' })
  for (const day of [1, 2, 3, 4, 5]) {
    test.now = new Date(`2026-03-0${day}T02:30:05+08:00`)
    await job.run(test.house, '370724', log)
  }
  await job.run(test.house, '371525', log)
  expect(readdirSync(store).toSorted((one, other) => (one < other ? -1 : 1))).toEqual([
    'clarion-370724-20260303-023005.backup.gz',
    'clarion-370724-20260304-023005.backup.gz',
    'clarion-370724-20260305-023005.backup.gz',
    'clarion-371525-20260305-023005.backup.gz',
  ])
  const target = await createTestDatabase()
  const count = await readBackup(target.app.pool, freshFiles(), join(store, 'clarion-370724-20260305-023005.backup.gz'))
  expect(count.regions).toEqual(['370724'])
  await target.close()
})
