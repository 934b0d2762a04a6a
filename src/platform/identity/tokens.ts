import { createHash, randomBytes } from 'node:crypto'

/** A secret nobody guesses: 256 random bits as base64url. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a secret token: its SM3 digest (GB/T 32905), so that the table opens no door. */
export function digestOf(token: string): string {
  return createHash('sm3').update(token).digest('hex')
}
