import type { ContestBody } from '../contract.ts'
import { groupsOf } from './ballots.ts'

/**
 * The order of each group, drawn from the committed seed and the word said aloud. The 128 bits of a generator (sfc32) are filled from the text
 * `seed|word|group` (FNV-1a with four starts), and the entrants, in the order of the rules, are shuffled from the last to the first (Fisher–Yates);
 * a number that would favour somebody is drawn again. Whoever has rules, seed and word gets the same order.
 */
export function orderOf(
  body: Pick<ContestBody, 'entrants'>,
  seed: string,
  publicWord: string,
): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    groupsOf(body.entrants).map(([group, keys]) => [
      group,
      shuffled(keys, numbersOf(`${seed}|${publicWord}|${group}`)),
    ]),
  )
}

function shuffled(keys: readonly string[], next: () => number): readonly string[] {
  const order = [...keys]
  for (let last = order.length - 1; last > 0; last -= 1) {
    const chosen = below(last + 1, next)
    const [one = '', other = ''] = [order[last], order[chosen]]
    order[last] = other
    order[chosen] = one
  }
  return order
}

const WORDS = 2 ** 32

/** A whole number from 0 on and below `limit`, each as likely as the others. */
function below(limit: number, next: () => number): number {
  const fair = WORDS - (WORDS % limit)
  for (;;) {
    const drawn = next()
    if (drawn < fair) return drawn % limit
  }
}

/** Where the four halves of the state begin; the first is the start FNV-1a has by itself, the others are its multiples. */
const STARTS = [0x811c9dc5, 0x1c9dc581, 0x9dc5811c, 0xc5811c9d] as const
const PRIME = 0x01000193
const WARM_UP = 16

/** A source of numbers from 0 to 2³² − 1 that a text settles (sfc32). */
function numbersOf(text: string): () => number {
  let [a, b, c, counter] = STARTS.map((start) => hashOf(text, start)) as [number, number, number, number]
  const next = () => {
    const drawn = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + drawn) | 0
    return drawn >>> 0
  }
  for (let turn = 0; turn < WARM_UP; turn += 1) next()
  return next
}

/** FNV-1a over the UTF-8 bytes of a text, from a start of one's own. */
function hashOf(text: string, start: number): number {
  return new TextEncoder().encode(text).reduce((hash, byte) => Math.imul(hash ^ byte, PRIME), start)
}
