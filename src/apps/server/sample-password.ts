import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const FILE = 'sample-password'
const ON_THIS_MACHINE = 'shili-2026'
const LOOPBACK = /^(127\.|::1$|localhost$)/

/** The password of the sample people, and whether those who are there already still have the well-known one and must be given it. */
export interface SamplePassword {
  readonly password: string
  readonly isRenewed: boolean
}

/**
 * The password of the sample people: a well-known one where only this machine can reach the server, otherwise a random one that
 * is kept in the data folder, readable by its owner alone. A folder made on this machine and served to others later gets a random one.
 */
export function samplePassword(folder: string, host: string): SamplePassword {
  const kept = readKept(join(folder, FILE))
  const isHere = LOOPBACK.test(host)
  if (kept && (isHere || kept !== ON_THIS_MACHINE)) return { password: kept, isRenewed: false }
  const password = isHere ? ON_THIS_MACHINE : randomBytes(9).toString('base64url')
  if (kept === undefined) keepSamplePassword(folder, password)
  return { password, isRenewed: kept !== undefined }
}

/** Keeps the password of the sample people in the data folder; a renewed one once they have it, so that a start cut short does it again. */
export function keepSamplePassword(folder: string, password: string): void {
  writeFileSync(join(folder, FILE), password, { mode: 0o600 })
}

function readKept(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim() || undefined
  } catch {
    return undefined
  }
}
