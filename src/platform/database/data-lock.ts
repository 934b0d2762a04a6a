import { linkSync, readFileSync, readlinkSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartFailure } from '../start-failure.ts'
import { isAlive } from './postmaster.ts'

/** Who holds a data folder. */
interface Holder {
  readonly pid: number
  /** Moment the process began, by the system's clock of processes: tells a process from a later one of the same number. */
  readonly began: string
  /** Machine, boot and process namespace: outside it a process number says nothing. */
  readonly place: string
}

const HEARTBEAT_MS = 5_000
const SILENCE_MS = 20_000

/**
 * Takes the data folder for this process by `clarion.lock`; returns how to give it back. A lock left behind by kill -9 is
 * taken over: at once on the same machine, after twenty silent seconds where another container or host wrote it.
 * Refuses `data_in_use`; lets the file system's own errors through.
 */
export async function lockDataFolder(folder: string, silenceMs: number = SILENCE_MS): Promise<() => void> {
  const file = resolve(folder, 'clarion.lock')
  const own = `${file}.${process.pid}`
  const me: Holder = { pid: process.pid, began: beganAt(process.pid), place: place() }
  writeFileSync(own, JSON.stringify(me))
  try {
    while (!tryLink(own, file)) await removeStale(file, folder, silenceMs)
  } finally {
    rmSync(own, { force: true })
  }
  const heartbeat = setInterval(() => touch(file), HEARTBEAT_MS).unref()
  return () => {
    clearInterval(heartbeat)
    if (read(file)?.pid === me.pid) rmSync(file, { force: true })
  }
}

function tryLink(own: string, file: string): boolean {
  try {
    linkSync(own, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

async function removeStale(file: string, folder: string, silenceMs: number): Promise<void> {
  const holder = read(file)
  const before = statSync(file, { throwIfNoEntry: false })
  if (!before) return
  if (holder?.place === place()) {
    if (isHolding(holder)) throw new StartFailure('data_in_use', { folder, pid: holder.pid })
  } else {
    const silence = Date.now() - before.mtimeMs
    await sleep(Math.max(0, Math.min(silenceMs, silenceMs - silence)))
    if (statSync(file, { throwIfNoEntry: false })?.mtimeMs !== before.mtimeMs) {
      throw new StartFailure('data_in_use', {
        folder,
        pid: `${holder?.pid ?? '?'} @ ${holder?.place.split(' ')[0] ?? '?'}`,
      })
    }
  }
  discard(file, before.ino)
}

/** Takes exactly the file that was judged stale out of the way; a younger one, put there meanwhile, goes back. */
function discard(file: string, inode: number): void {
  const aside = `${file}.stale-${process.pid}`
  try {
    renameSync(file, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  if (statSync(aside).ino !== inode) tryLink(aside, file)
  rmSync(aside, { force: true })
}

function isHolding(holder: Holder): boolean {
  return isAlive(holder.pid) && beganAt(holder.pid) === holder.began
}

function read(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder
  } catch {
    return undefined
  }
}

function touch(file: string): void {
  try {
    utimesSync(file, new Date(), new Date())
  } catch {
    // The folder may be gone for a moment (network storage); the next beat tries again.
  }
}

function beganAt(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

function place(): string {
  return [
    hostname(),
    textOf(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    textOf(() => readlinkSync('/proc/self/ns/pid')),
  ].join(' ')
}

function textOf(read: () => string): string {
  try {
    return read()
  } catch {
    return '-'
  }
}
