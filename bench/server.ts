import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'

/** A server under measurement, from the built bundle, on a data folder of its own. */
export interface MeasuredServer {
  readonly address: string
  readonly pid: number
  /** Milliseconds from spawn to the first answer of `/readyz`. */
  readonly startedIn: number
  readonly password: string
  readonly stop: () => Promise<void>
}

/** Starts a built server, `dist/server.mjs` unless another is named, and waits until it answers; `options` are more words of its command line. */
export async function startMeasured(
  folder: string,
  port: number,
  program = join('dist', 'server.mjs'),
  options: readonly string[] = [],
): Promise<MeasuredServer> {
  const begun = performance.now()
  const child: ChildProcess = spawn(
    process.execPath,
    [program, '--port', String(port), '--data', folder, '--log-level', 'warn', ...options],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let printed = ''
  child.stdout?.on('data', (part: Buffer) => {
    printed += part.toString()
  })
  const address = `http://127.0.0.1:${port}`
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
    const isReady = await fetch(`${address}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (isReady) break
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const startedIn = performance.now() - begun
  while (!printed.includes('Ctrl-C')) await new Promise((resolve) => setTimeout(resolve, 5))
  return {
    address,
    pid: child.pid ?? 0,
    startedIn,
    password: /password: (\S+)/.exec(printed)?.[1] ?? '',
    stop: async () => {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}

/** Signs in and answers the bearer token. */
export async function signIn({ address, password }: MeasuredServer, account: string): Promise<string> {
  const answer = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account, password, bearer: true }),
  })
  const { token } = (await answer.json()) as { token: string }
  return token
}

/** CPU milliseconds and resident megabytes of the server's own process and of the embedded database's processes. */
export interface Consumption {
  readonly serverCpu: number
  readonly databaseCpu: number
  readonly serverMemory: number
  readonly databaseMemory: number
}

const TICK_MS = 1000 / Number(execFileSync('getconf', ['CLK_TCK']).toString())

/** What the server and its database have used up to now. Ended database processes count with their parent. */
export function consumptionOf(server: MeasuredServer, folder: string): Consumption {
  const postmaster = Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  const database = [postmaster, ...childrenOf(postmaster)]
  return {
    serverCpu: cpuOf(server.pid, false),
    databaseCpu: cpuOf(postmaster, true) + childrenOf(postmaster).reduce((total, pid) => total + cpuOf(pid, false), 0),
    serverMemory: memoryOf(server.pid),
    databaseMemory: database.reduce((total, pid) => total + memoryOf(pid), 0),
  }
}

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)
}

/** CPU milliseconds of a process up to now, with its ended children where asked. */
export function cpuOf(pid: number, withEnded = false): number {
  const fields = statOf(pid)
  const own = Number(fields[11]) + Number(fields[12])
  return (own + (withEnded ? Number(fields[13]) + Number(fields[14]) : 0)) * TICK_MS
}

function statOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
  } catch {
    return []
  }
}

/** Proportional set size: shared pages count once between the processes that share them. */
function memoryOf(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}
