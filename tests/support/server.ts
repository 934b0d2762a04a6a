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
  /** Stops it as Ctrl-C does and removes its data. */
  readonly stop: () => Promise<void>
}

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const START_MS = 120_000
const STOP_MS = 15_000

/** Starts `dist/server.mjs`; `options` are more words of its command line. Fails with what it printed where it does not answer. */
export async function startServer(options: readonly string[] = []): Promise<TestServer> {
  const program = join(ROOT, 'dist', 'server.mjs')
  if (!existsSync(program)) throw new Error('dist/server.mjs is missing: node bin/build.mjs makes it')
  const dataFolder = mkdtempSync(join(tmpdir(), 'clarion-server-'))
  // Started by root the database runs as somebody else, who must be able to pass through.
  chmodSync(dataFolder, 0o711)
  const child = spawn(process.execPath, [program, '--port', '0', '--data', dataFolder, ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  let printed = ''
  const take = (chunk: Buffer) => (printed += chunk.toString())
  child.stdout.on('data', take)
  child.stderr.on('data', take)
  const stop = async () => {
    await end(child)
    rmSync(dataFolder, { recursive: true, force: true })
  }
  try {
    const address = await addressIn(child, () => printed)
    return { address, dataFolder, printed: () => printed, stop }
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
