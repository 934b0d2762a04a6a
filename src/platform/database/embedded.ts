import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { closeSync, existsSync, lstatSync, openSync } from 'node:fs'
import { chmod, chown, mkdir, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import type { Logger } from 'pino'
import { StartFailure, shortReason } from '../start-failure.ts'
import { type Binaries, findBinaries, platformPackage } from './binaries.ts'
import { type DatabaseUser, databaseUser } from './database-user.ts'
import { findPostmaster, isProgramGone, isReady, stopPostmaster } from './postmaster.ts'

/** How to run the embedded server. */
export interface EmbeddedOptions {
  /** Data folder; the cluster lives in `<folder>/postgres`, its log beside it. Must be reachable, see `resolveDataFolder`. */
  readonly folder: string
  readonly log: Logger
  /** False gives up durability for speed; only for tests. */
  readonly durable?: boolean
  /** npm package with the programs; the one of this machine unless given. */
  readonly packageName?: string
}

/** A running embedded server. */
export interface EmbeddedServer {
  /** Address of a database on it for one of its roles, over the private socket; no password. */
  readonly url: (role: string, database: string) => string
  readonly pid: number
  /** True where the server was already running and has been taken over. */
  readonly adopted: boolean
  /** Stops the server within five seconds. */
  readonly stop: () => Promise<void>
}

/** The superuser of the embedded server; used by the migrator alone. */
export const EMBEDDED_ADMIN = 'clarion_admin'

const PORT = 5432
const PATIENCE_MS = 60_000
const SOCKET_PATH_LIMIT = 100
const SHORT_FOLDER = '/tmp/clarion-'

/**
 * Starts PostgreSQL on `<folder>/postgres`, made on first use, or adopts the server that already runs there.
 * Refuses `embedded_missing`, `embedded_version` and `embedded_failed`.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const cluster = resolve(options.folder, 'postgres')
  const logFile = resolve(options.folder, 'postgres.log')
  try {
    const user = databaseUser(cluster)
    const binaries = await findBinaries(options.packageName ?? platformPackage(), user)
    if (!existsSync(resolve(cluster, 'PG_VERSION'))) await initialise(cluster, binaries, user, options)
    await checkVersion(cluster, binaries)
    await own(cluster, user)
    return await launch(cluster, logFile, binaries, user, options)
  } catch (error) {
    if (error instanceof StartFailure) throw error
    throw new StartFailure('embedded_failed', { detail: shortReason(error), log: logFile })
  }
}

/** Makes the cluster under another name first, so that a killed start never leaves half of one. */
async function initialise(
  cluster: string,
  binaries: Binaries,
  user: DatabaseUser | undefined,
  options: EmbeddedOptions,
): Promise<void> {
  const half = `${cluster}.half`
  await rm(half, { recursive: true, force: true })
  await mkdir(half, { recursive: true, mode: 0o700 })
  if (user) await chown(half, user.uid, user.gid)
  const locale = process.platform === 'linux' ? 'C.UTF-8' : 'C'
  const child = spawn(
    binaries.initdb,
    [
      `--pgdata=${half}`,
      `--username=${EMBEDDED_ADMIN}`,
      '--auth-local=trust',
      '--auth-host=reject',
      '--encoding=UTF8',
      `--locale=${locale}`,
      ...(binaries.major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : []),
      '--data-checksums',
      ...(options.durable === false ? ['--no-sync'] : []),
    ],
    { ...user, cwd: half, env: environment(), stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const complaint = await complaintOf(child)
  if (complaint !== undefined) throw new Error(complaint)
  await rename(half, cluster)
}

async function complaintOf(child: ChildProcess): Promise<string | undefined> {
  let words = ''
  child.stderr?.on('data', (chunk: Buffer) => (words += chunk.toString()))
  const code = await new Promise<number | null>((done, refuse) => child.once('error', refuse).once('close', done))
  return code === 0 ? undefined : words.trim().split('\n').slice(0, 2).join(' ') || `exit code ${code}`
}

async function checkVersion(cluster: string, binaries: Binaries): Promise<void> {
  const found = (await readFile(resolve(cluster, 'PG_VERSION'), 'utf8')).trim()
  const brought = binaries.major
  if (Number(found) !== brought) throw new StartFailure('embedded_version', { folder: cluster, found, brought })
}

/** A cluster copied by root belongs to root; PostgreSQL wants it its own and closed to others. */
async function own(cluster: string, user: DatabaseUser | undefined): Promise<void> {
  const stats = await stat(cluster)
  if (user && stats.uid !== user.uid) await chownAll(cluster, user)
  if ((stats.mode & 0o077) !== 0) await chmod(cluster, 0o700)
}

async function chownAll(folder: string, user: DatabaseUser): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isSymbolicLink()) await chown(resolve(entry.parentPath, entry.name), user.uid, user.gid)
  }
  await chown(folder, user.uid, user.gid)
}

async function launch(
  cluster: string,
  logFile: string,
  binaries: Binaries,
  user: DatabaseUser | undefined,
  options: EmbeddedOptions,
): Promise<EmbeddedServer> {
  const until = Date.now() + PATIENCE_MS
  for (;;) {
    const adopted = await adopt(cluster, until)
    if (adopted) return adopted
    const socketFolder = await socketFolderFor(cluster, user)
    const outcome = await start(cluster, socketFolder, logFile, binaries, user, options, until)
    if (typeof outcome !== 'string') return outcome
    // Children of a killed server may hold its memory for a moment.
    const mayPass = /pre-existing shared memory|lock file .* already exists|is in use/.test(outcome)
    if (!mayPass || Date.now() > until) throw new Error(outcome)
    options.log.warn({ reason: outcome }, 'the former database server is still closing, waiting')
    await sleep(200)
  }
}

async function adopt(cluster: string, until: number): Promise<EmbeddedServer | undefined> {
  for (;;) {
    const running = await findPostmaster(cluster)
    if (!running) {
      await rm(resolve(cluster, 'postmaster.pid'), { force: true })
      return undefined
    }
    if (await isProgramGone(running.pid)) await stopPostmaster(running.pid)
    else if (await answers(running.socketFolder)) return serverOf(running.pid, running.socketFolder, true)
    if (Date.now() > until) throw new Error(`process ${running.pid} holds the database and does not answer`)
    await sleep(20)
  }
}

async function start(
  cluster: string,
  socketFolder: string,
  logFile: string,
  binaries: Binaries,
  user: DatabaseUser | undefined,
  options: EmbeddedOptions,
  until: number,
): Promise<EmbeddedServer | string> {
  const begin = await rotateLog(logFile)
  const output = openSync(logFile, 'a', 0o600)
  // Its own session: a Ctrl-C at the terminal is for us, who first finish what is under way.
  const child = spawn(binaries.postgres, ['-D', cluster, ...settings(socketFolder, options.durable !== false)], {
    ...user,
    cwd: cluster,
    env: environment(),
    detached: true,
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  let failure: Error | undefined
  child.once('error', (error) => (failure = error))
  child.unref()
  while (isRunning(child) && Date.now() < until) {
    if ((await isReady(cluster, child.pid)) && (await answers(socketFolder)))
      return serverOf(child.pid, socketFolder, false)
    await sleep(10)
  }
  if (isRunning(child)) await stopPostmaster(child.pid)
  const words = (await readFile(logFile)).subarray(begin).toString().split('\n')
  const complaint = words.find((line) => /FATAL|PANIC|error while loading/.test(line))?.trim()
  return complaint ?? (failure ? shortReason(failure) : `exit ${child.exitCode ?? child.signalCode ?? 'unknown'}`)
}

function isRunning(child: ChildProcess): child is ChildProcess & { readonly pid: number } {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null
}

/** Keeps the log of the embedded server under a few megabytes; returns where the new part begins. */
async function rotateLog(logFile: string): Promise<number> {
  const size = (await stat(logFile).catch(() => undefined))?.size ?? 0
  if (size < 4_000_000) return size
  await rename(logFile, `${logFile}.1`)
  return 0
}

async function answers(socketFolder: string): Promise<boolean> {
  const client = new Client({ host: socketFolder, port: PORT, user: EMBEDDED_ADMIN, database: 'postgres' })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}

/** Address of a database for a role over the private socket in a folder; no password. */
export function addressAt(socketFolder: string, role: string, database: string): string {
  return `postgres://${role}@localhost:${PORT}/${database}?host=${encodeURIComponent(socketFolder)}`
}

function serverOf(pid: number, socketFolder: string, adopted: boolean): EmbeddedServer {
  return {
    pid,
    adopted,
    url: (role, database) => addressAt(socketFolder, role, database),
    stop: async () => {
      await stopPostmaster(pid)
      if (socketFolder.startsWith(SHORT_FOLDER)) await rmdir(socketFolder).catch(() => undefined)
    },
  }
}

/** The cluster's own folder (0700), or a short private one where its path is too long for a socket address. */
async function socketFolderFor(cluster: string, user: DatabaseUser | undefined): Promise<string> {
  if (Buffer.byteLength(`${cluster}/.s.PGSQL.${PORT}.lock`) <= SOCKET_PATH_LIMIT) return cluster
  const digest = createHash('sha256').update(cluster).digest('hex').slice(0, 12)
  const folder = `${SHORT_FOLDER}${user?.uid ?? process.getuid?.() ?? 0}-${digest}`
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  const stats = lstatSync(folder)
  const trusted = [user?.uid, process.getuid?.()]
  if (!stats.isDirectory() || !trusted.includes(stats.uid)) throw new Error(`${folder} belongs to somebody else`)
  if (user) await chown(folder, user.uid, user.gid)
  await chmod(folder, 0o700)
  return folder
}

function settings(socketFolder: string, durable: boolean): string[] {
  const wanted: Record<string, string> = {
    listen_addresses: '',
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
    port: String(PORT),
    max_connections: '60',
    shared_buffers: '128MB',
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    effective_cache_size: '512MB',
    random_page_cost: '1.1',
    jit: 'off',
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_wal_size: '512MB',
    timezone: 'Asia/Shanghai',
    log_timezone: 'Asia/Shanghai',
    // Errors of statements reach the program anyway; the file is for the server's own life and holds no data.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' }),
  }
  return Object.entries(wanted).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
}
