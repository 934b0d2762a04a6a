import { fail, ok, type Outcome } from '../outcome.ts'
import { problem } from '../problem.ts'
import { joined, lettersAt, longAt, numberAt, wordAt } from './bytes.ts'
import { type CleanPhoto, NO_FACTS, type PhotoFacts, readExif } from './exif.ts'

const BROKEN = fail(problem('kernel.photo_broken'))
const KEPT = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ICCP', 'ANIM', 'ANMF'])
/** Flags of VP8X that say "EXIF" and "XMP". */
const SAYS_MORE = 0b0000_1100

/**
 * A WebP without anything but its picture: no EXIF, XMP or unknown chunks. Refuses `kernel.photo_broken`.
 * Source: RFC 9649.
 */
export function cleanWebp(bytes: Uint8Array): Outcome<CleanPhoto> {
  const reader = { bytes, isLittle: true }
  const size = longAt(reader, 4)
  if (size === undefined || size + 8 > bytes.length + 1) return BROKEN
  const end = Math.min(bytes.length, size + 8)
  const kept: Uint8Array[] = []
  let facts: PhotoFacts = NO_FACTS
  let extent: readonly [width: number, height: number] | undefined
  for (let at = 12; at + 8 <= end; ) {
    const name = lettersAt(bytes, at, 4)
    const length = longAt(reader, at + 4) ?? 0
    const next = at + 8 + length + (length % 2)
    if (at + 8 + length > end) return BROKEN
    const body = bytes.subarray(at + 8, at + 8 + length)
    if (name === 'EXIF') facts = readExif(withoutName(body))
    extent ??= extentOf(name, body)
    if (KEPT.has(name)) kept.push(padded(bytes.slice(at, Math.min(next, end)), name))
    at = next
  }
  if (!extent || extent[0] === 0 || extent[1] === 0) return BROKEN
  const content = joined(kept)
  const head = new Uint8Array(12)
  head.set(bytes.subarray(0, 12))
  new DataView(head.buffer).setUint32(4, content.length + 4, true)
  return ok({ type: 'image/webp', bytes: joined([head, content]), width: extent[0], height: extent[1], facts })
}

/** Some writers put `Exif\0\0` in front here too. */
function withoutName(body: Uint8Array): Uint8Array {
  return lettersAt(body, 0, 6) === 'Exif\0\0' ? body.subarray(6) : body
}

function padded(chunk: Uint8Array, name: string): Uint8Array {
  if (name === 'VP8X') chunk[8] = (chunk[8] ?? 0) & ~SAYS_MORE
  return chunk.length % 2 === 0 ? chunk : joined([chunk, new Uint8Array(1)])
}

function extentOf(name: string, body: Uint8Array): readonly [number, number] | undefined {
  const reader = { bytes: body, isLittle: true }
  if (name === 'VP8X') return [(numberAt(reader, 4, 3) ?? -1) + 1, (numberAt(reader, 7, 3) ?? -1) + 1]
  if (name === 'VP8 ') return [(wordAt(reader, 6) ?? 0) & 0x3fff, (wordAt(reader, 8) ?? 0) & 0x3fff]
  if (name !== 'VP8L') return undefined
  const bits = longAt(reader, 1)
  return bits === undefined ? undefined : [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1]
}
