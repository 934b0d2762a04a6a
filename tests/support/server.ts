import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A built Clarion that runs for a test, on a free port of this machine and with a data folder that goes away. */
export interface TestServer {
  readonly address: string
  readonly dataFolder: string
  /** What it has printed so far: the banner with the accounts of the sample region, then the log. */
  readonly printed: () => string
  /** Moves its clock ahead by so many days; only a server started with `isClockMoved` hears it. */
  readonly moveDays: (days: number) => void
  /** Stops it as Ctrl-C does and removes its data. */
  readonly stop: () => Promise<void>
}

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const START_MS = 120_000
const STOP_MS = 15_000

/** Loaded before a server whose clock a test moves: everything that asks for the time is told one that is ahead. */
const MOVED_CLOCK = `
let ahead = 0
process.on('message', ({ days }) => { ahead += days * 86_400_000 })
process.channel?.unref()
const Told = globalThis.Date
globalThis.Date = new Proxy(Told, {
  construct: (_, given) => (given.length > 0 ? new Told(...given) : new Told(Told.now() + ahead)),
  apply: () => new Told(Told.now() + ahead).toString(),
  get: (target, name) => (name === 'now' ? () => Told.now() + ahead : Reflect.get(target, name)),
})`

/**
 * Starts `dist/server.mjs`; `options` are more words of its command line, `isClockMoved` lets the test move its clock ahead. Fails with
 * what it printed where it does not answer.
 */
export async function startServer(
  options: readonly string[] = [],
  { isClockMoved = false }: { readonly isClockMoved?: boolean } = {},
): Promise<TestServer> {
  const program = join(ROOT, 'dist', 'server.mjs')
  if (!existsSync(program)) throw new Error('dist/server.mjs is missing: node bin/build.mjs makes it')
  const dataFolder = mkdtempSync(join(tmpdir(), 'clarion-server-'))
  // Started by root the database runs as somebody else, who must be able to pass through.
  chmodSync(dataFolder, 0o711)
  const before = isClockMoved ? ['--import', `data:text/javascript,${encodeURIComponent(MOVED_CLOCK)}`] : []
  const child = spawn(process.execPath, [...before, program, '--port', '0', '--data', dataFolder, ...options], {
    stdio: ['ignore', 'pipe', 'pipe', isClockMoved ? 'ipc' : 'ignore'],
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  let printed = ''
  const take = (chunk: Buffer) => (printed += chunk.toString())
  child.stdout?.on('data', take)
  child.stderr?.on('data', take)
  const stop = async () => {
    await end(child)
    rmSync(dataFolder, { recursive: true, force: true })
  }
  try {
    const address = await addressIn(child, () => printed)
    return { address, dataFolder, printed: () => printed, moveDays: (days) => child.send({ days }), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function addressIn(child: ChildProcess, printed: () => string): Promise<string> {
  for (const until = Date.now() + START_MS; Date.now() < until; await pause(50)) {
    const address = /Address\s+(https?:\/\/\S+)/.exec(printed())?.[1]
    if (address && (await fetch(`${address}/readyz`).catch(() => undefined))?.ok) return address
    if (hasEnded(child)) throw new Error(`the server ended before it answered:\n${printed()}`)
  }
  throw new Error(`the server did not answer within ${START_MS / 1000} s:\n${printed()}`)
}

async function end(child: ChildProcess): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', STOP_MS],
    ['SIGKILL', STOP_MS],
  ] as const) {
    if (!hasEnded(child)) child.kill(signal)
    for (const until = Date.now() + patience; !hasEnded(child) && Date.now() < until; ) await pause(20)
  }
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
