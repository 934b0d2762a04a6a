import type { Id } from './id.ts'

/** Makes ids for instants in milliseconds since 1970; each id is greater, as text, than every one made before it. */
export type IdSource = (atMs: number) => Id

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const COUNTER_LIMIT = 2 ** 32

/**
 * A source of UUIDv7 (RFC 9562): 48 bits of time, a 32-bit counter that starts at random below 2³¹ in every new millisecond and
 * rises within it, 42 random bits. Where the clock stands still or goes back, the last millisecond is kept, so that ids never fall.
 * `fill` fills an array with random bytes; the platform's generator unless told (samples and tests pass a seeded one).
 */
export function makeIdSource(
  fill: (bytes: Uint8Array<ArrayBuffer>) => void = (bytes) => crypto.getRandomValues(bytes),
): IdSource {
  const random = new Uint8Array(10)
  let lastMs = 0
  let counter = 0
  return (atMs) => {
    fill(random)
    counter += 1
    if (atMs > lastMs || counter >= COUNTER_LIMIT) {
      lastMs = atMs > lastMs ? Math.floor(atMs) : lastMs + 1
      counter = ((at(random, 6) & 0x7f) << 24) | (at(random, 7) << 16) | (at(random, 8) << 8) | at(random, 9)
    }
    return write(lastMs, counter, random)
  }
}

const shared = makeIdSource()

/** A new id, later than every id this process made before. `at` is the operation's instant; the clock's where none is at hand. */
export function newId(at: Date = new Date()): Id {
  return shared(at.getTime())
}

/** The instant an id was made at, to the millisecond. */
export function instantOfId(id: Id): Date {
  return new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16))
}

function write(ms: number, counter: number, random: Uint8Array): Id {
  const time = ms.toString(16).padStart(12, '0')
  const high = (counter >>> 20).toString(16).padStart(3, '0')
  const middle = (0x8000 | ((counter >>> 6) & 0x3fff)).toString(16)
  const low = hex(((counter & 0x3f) << 2) | (at(random, 0) & 0x03))
  const tail = hex(at(random, 1)) + hex(at(random, 2)) + hex(at(random, 3)) + hex(at(random, 4)) + hex(at(random, 5))
  return `${time.slice(0, 8)}-${time.slice(8)}-7${high}-${middle}-${low}${tail}`
}

function hex(byte: number): string {
  return HEX[byte] ?? ''
}

function at(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0
}
