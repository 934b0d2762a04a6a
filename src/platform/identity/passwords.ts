import { hash, verify } from '@node-rs/argon2'
import { randomInt } from 'node:crypto'

/** argon2id, 19 MiB, two passes, one lane: the first recommendation of the OWASP password storage page. */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** How many passwords are computed at once; more would only share the same processors and hold more memory. */
const AT_ONCE = 4
/** How many may wait before a further one is turned away. */
const MOST_WAITING = 500

const waiting: (() => void)[] = []
let running = 0

/** The hash of a password, salted, with its costs inside; to be kept. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(normalized(password), COST))
}

/**
 * Whether a password belongs to a hash. Without a hash (unknown account) the same work is done and the answer is no, so that the time
 * an answer takes tells nothing.
 */
export async function verifyPassword(stored: string | undefined, password: string): Promise<boolean> {
  const against = stored ?? (await nobodysHash())
  const fits = await inTurn(() => verify(against, normalized(password)))
  return fits && stored !== undefined
}

let nobody: Promise<string> | undefined
function nobodysHash(): Promise<string> {
  nobody ??= hashPassword('nobody has this password')
  return nobody
}

/** Whether so many passwords wait to be checked that a further one had better be turned away. */
export function passwordsAreBusy(): boolean {
  return waiting.length >= MOST_WAITING
}

const LETTERS = 'abcdefghjkmnpqrstuvwxyz'
const CAPITALS = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
const DIGITS = '23456789'

/**
 * A one-time password that can be read out over the telephone: four groups of three, without characters that look alike; about 62
 * bits.
 */
export function newFirstPassword(): string {
  const one = (alphabet: string) => alphabet[randomInt(alphabet.length)] ?? ''
  const groups = Array.from({ length: 4 }, () => one(CAPITALS) + one(LETTERS) + one(DIGITS))
  return groups.join('-')
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else running += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

function normalized(password: string): string {
  return password.normalize('NFKC')
}
