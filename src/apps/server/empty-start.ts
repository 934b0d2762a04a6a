import { randomInt } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const REMOVED = 'sample-removed'
/** Letters and digits nobody confuses. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** A code for the first set-up, as the terminal prints it: `XXXX-XXXX-XXXX`, 60 bits. */
export function newSetUpCode(): string {
  const letters = Array.from({ length: 12 }, () => ALPHABET[randomInt(ALPHABET.length)] ?? '')
  return [0, 4, 8].map((at) => letters.slice(at, at + 4).join('')).join('-')
}

/** Remembers in the data folder that the sample was taken away, so that an empty installation stays empty. */
export function rememberSampleRemoved(folder: string): void {
  writeFileSync(join(folder, REMOVED), `${new Date().toISOString()}\n`)
}

/** Whether the sample was taken away from this data folder. */
export function isSampleRemoved(folder: string): boolean {
  return existsSync(join(folder, REMOVED))
}
