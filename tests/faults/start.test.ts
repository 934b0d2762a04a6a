import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundlePrograms } from '../../bin/bundle-programs.mjs'
import { findPostmaster, stopPostmaster } from '../../src/platform/database/postmaster.ts'
import { createTestDatabase } from '../support/database.ts'
import { startOldPostgres } from '../support/old-postgres.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const PROGRAMS = join(ROOT, '.cache/faults')
const SERVER = join(PROGRAMS, 'server.mjs')
const QUIET = ['--no-sample', '--log-level', 'error', '--port', '0']

const home = mkdtempSync(join(tmpdir(), 'clarion-start-'))
chmodSync(home, 0o711)
const running: ChildProcess[] = []
beforeAll(() => bundlePrograms(ROOT, { server: 'src/apps/server/main.ts' }, PROGRAMS))
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL')
  for (const folder of ['data', 'port', 'interrupted']) {
    const left = await findPostmaster(join(home, folder, 'postgres'))
    if (left) await stopPostmaster(left.pid)
  }
  rmSync(home, { recursive: true })
})

interface Ended {
  readonly exit: number | null
  readonly text: string
}

interface Running {
  readonly child: ChildProcess
  readonly text: () => string
  readonly ended: Promise<Ended>
}

function run(words: readonly string[], environment: NodeJS.ProcessEnv = {}): Running {
  const child = spawn(process.execPath, words, {
    cwd: home,
    env: { PATH: process.env['PATH'], HOME: home, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(child)
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const ended = new Promise<Ended>((done) => child.once('close', (exit) => done({ exit, text })))
  return { child, text: () => text, ended }
}

const refusalOf = (...words: readonly string[]) => run([SERVER, ...QUIET, ...words]).ended

async function start(folder: string): Promise<Running> {
  const server = run([SERVER, ...QUIET, '--data', join(home, folder)])
  for (const until = Date.now() + 30_000; !/https?:\/\/127\.0\.0\.1:\d+/.test(server.text()); await sleep(10)) {
    if (server.child.exitCode !== null || Date.now() > until) throw new Error(`did not start: ${server.text()}`)
  }
  return server
}

/** One sentence in Chinese and one in English that name the way out, and nothing an ordinary person cannot read. */
function expectSentences({ exit, text }: Ended, code: number, chinese: RegExp, english: RegExp): void {
  expect({ exit, text }).toMatchObject({ exit: code })
  expect(text).toMatch(chinese)
  expect(text).toMatch(english)
  expect(text).not.toMatch(/^\s+at |Error:|node:internal/m)
}

describe('a server that cannot start says why in one sentence', () => {
  it('for a Node that is too old', async () => {
    const older = 'Object.defineProperty(process,"versions",{value:{...process.versions,node:"18.20.4"}})'
    const ended = await run(['--import', `data:text/javascript,${older}`, join(ROOT, 'bin/start.mjs')]).ended
    expectSentences(ended, 3, /18\.20\.4，需要 20\.19/, /20\.19 or newer is needed/)
  })

  it('for options it does not know', async () => {
    expectSentences(await refusalOf('--prot', '80'), 2, /启动参数有误/, /--prot.*--help/)
  })

  it('for a data folder that cannot be written', async () => {
    writeFileSync(join(home, 'file'), '')
    const ended = await refusalOf('--data', join(home, 'file/data'))
    expectSentences(ended, 5, /数据目录 .*不能写入.*--data/, /cannot be written.*--data/)
  })

  it('for a data folder that another one uses, and for a port that is taken', async () => {
    const server = await start('data')
    const second = await refusalOf('--data', join(home, 'data'))
    expectSentences(second, 6, new RegExp(`进程 ${server.child.pid}`), /in use by another Clarion/)
    const port = /127\.0\.0\.1:(\d+)/.exec(server.text())?.[1] ?? ''
    const third = await refusalOf('--port', port, '--data', join(home, 'port'))
    expectSentences(third, 4, new RegExp(`端口 ${port} 已被占用`), /--port/)
    expect(await findPostmaster(join(home, 'port/postgres'))).toBeUndefined()
    server.child.kill('SIGTERM')
    expect((await server.ended).exit).toBe(0)
  })

  it('for a database that is away, too old or given with too many rights', async () => {
    const closed = createServer().listen(0, '127.0.0.1')
    await new Promise((done) => closed.once('listening', done))
    const address = closed.address()
    const port = typeof address === 'object' ? (address?.port ?? 9) : 9
    await new Promise((done) => closed.close(done))
    const away = await refusalOf('--database', `postgres://clarion_app:s3cret@127.0.0.1:${port}/clarion`)
    expectSentences(away, 7, /连不上数据库 127\.0\.0\.1/, /cannot be reached/)
    expect(away.text).not.toContain('s3cret')
    const old = await startOldPostgres('13.4', 130_004)
    expectSentences(await refusalOf('--database', old.url), 8, /PostgreSQL 13\.4，需要 15/, /15 or newer/)
    old.stop()
    const database = await createTestDatabase()
    expectSentences(await refusalOf('--database', database.adminUrl), 9, /权限过大/, /--database-admin/)
    await database.close()
  })

  it('for packages that cannot be fetched and for sources that do not build', async () => {
    const clone = join(home, 'clone')
    mkdirSync(join(clone, 'src/apps/server'), { recursive: true })
    for (const name of ['bin', 'package.json', 'package-lock.json']) {
      cpSync(join(ROOT, name), join(clone, name), { recursive: true })
    }
    const offline = { npm_config_registry: 'http://127.0.0.1:9', npm_config_fetch_retries: '0' }
    const installed = await run([join(clone, 'bin/start.mjs')], { ...offline, npm_config_cache: join(home, 'npm') })
      .ended
    expect(installed.exit).toBe(12)
    expect(installed.text).toMatch(/依赖安装失败.*npm 镜像[\s\S]*could not be installed/)
    rmSync(join(clone, 'node_modules'), { recursive: true, force: true })
    symlinkSync(join(ROOT, 'node_modules'), join(clone, 'node_modules'))
    writeFileSync(join(clone, 'src/apps/server/main.ts'), 'const half =')
    const built = await run([join(clone, 'bin/start.mjs')]).ended
    expectSentences(built, 13, /程序构建失败/, /The build failed/)
  })
})

it.each(['SIGINT', 'SIGTERM'] as const)('stops everything within five seconds on %s', async (signal) => {
  const server = await start('interrupted')
  const postmaster = await findPostmaster(join(home, 'interrupted/postgres'))
  expect(postmaster).toBeDefined()
  const began = Date.now()
  server.child.kill(signal)
  expect((await server.ended).exit).toBe(0)
  expect(Date.now() - began).toBeLessThan(5_000)
  expect(await findPostmaster(join(home, 'interrupted/postgres'))).toBeUndefined()
  expect(existsSync(join(home, 'interrupted/clarion.lock'))).toBe(false)
})
