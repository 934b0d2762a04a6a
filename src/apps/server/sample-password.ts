import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const ON_THIS_MACHINE = 'shili-2026'
const LOOPBACK = /^(127\.|::1$|localhost$)/

/**
 * The password of the sample people: a well-known one where only this machine can reach the server, otherwise a random one that
 * is kept in the data folder, readable by its owner alone.
 */
export function samplePassword(folder: string, host: string): string {
  const file = join(folder, 'sample-password')
  const kept = readKept(file)
  if (kept) return kept
  const password = LOOPBACK.test(host) ? ON_THIS_MACHINE : randomBytes(9).toString('base64url')
  writeFileSync(file, password, { mode: 0o600 })
  return password
}

function readKept(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim() || undefined
  } catch {
    return undefined
  }
}
