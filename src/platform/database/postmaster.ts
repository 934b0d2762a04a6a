import { readFile, readlink } from 'node:fs/promises'
import { execFile } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { resolve } from 'node:path'

/** A PostgreSQL server process, by what it wrote into `postmaster.pid`. */
export interface Postmaster {
  readonly pid: number
  readonly socketFolder: string
}

/** The server that says it runs `cluster`, if a process of that number lives and is a PostgreSQL; stale files give nothing. */
export async function findPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const lines = (await readFile(resolve(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 1 || !isAlive(pid)) return undefined
  if (!/postgres/.test(await commandOf(pid))) return undefined
  return { pid, socketFolder: lines[4]?.trim() || cluster }
}

/** Whether the server of this number says that it takes connections: it writes so into the eighth line of `postmaster.pid`. */
export async function isReady(cluster: string, pid: number): Promise<boolean> {
  const lines = (await readFile(resolve(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready'
}

/** Whether a process of this number exists, ours or another account's. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function commandOf(pid: number): Promise<string> {
  if (process.platform === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  const { stdout } = await promisify(execFile)('ps', ['-p', String(pid), '-o', 'comm=']).catch(() => ({ stdout: '' }))
  return stdout
}

/** Whether the program file of a running server has been replaced since (a new installation): such a one is not adopted. */
export async function isProgramGone(pid: number): Promise<boolean> {
  return (await readlink(`/proc/${pid}/exe`).catch(() => '')).endsWith(' (deleted)')
}

/** Stops a server within five seconds: fast, then at once (recovers at the next start), then by force. */
export async function stopPostmaster(pid: number): Promise<void> {
  const steps = [
    ['SIGINT', 3_500],
    ['SIGQUIT', 1_000],
    ['SIGKILL', 500],
  ] as const
  for (const [signal, patience] of steps) {
    if (!signalProcess(pid, signal)) return
    if (await isGoneWithin(pid, patience)) return
  }
}

function signalProcess(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    return false
  }
}

/** Waits until the process is gone; false when it is still there after `patience` milliseconds. */
export async function isGoneWithin(pid: number, patience: number): Promise<boolean> {
  const until = Date.now() + patience
  while (isAlive(pid)) {
    if (Date.now() > until) return false
    await sleep(10)
  }
  return true
}
