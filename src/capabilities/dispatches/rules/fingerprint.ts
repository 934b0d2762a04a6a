import { bareText } from './likeness.ts'

const SHINGLE = 6
const HASHES = 64
const ROWS_OF_BAND = 4
const MASK = 0xffff_ffff

/** Above this share of common passages two dispatches are called near. */
export const NEAR_FROM = 0.5

function mix(value: number): number {
  let hash = value | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d)
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b)
  return (hash ^ (hash >>> 16)) >>> 0
}

const SEEDS = Array.from({ length: HASHES }, (_, index) => mix(index * 0x9e37_79b9 + 1))

/**
 * What a text is recognised by when it comes again a little changed: for each of 64 hash functions the smallest value over all
 * passages of six characters (MinHash, Broder 1997), as signed 32-bit integers. An empty text has zeros.
 */
export function fingerprintOf(text: string): readonly number[] {
  const bare = bareText(text)
  const least = Array.from({ length: HASHES }, () => MASK)
  const seen = new Set<number>()
  for (let at = 0; at < Math.max(1, bare.length - SHINGLE + 1); at += 1) {
    let hash = 0x811c_9dc5
    for (let k = at; k < Math.min(bare.length, at + SHINGLE); k += 1)
      hash = Math.imul(hash ^ bare.charCodeAt(k), 0x0100_0193)
    if (seen.has(hash)) continue
    seen.add(hash)
    for (let k = 0; k < HASHES; k += 1) {
      const value = mix(hash ^ (SEEDS[k] ?? 0))
      if (value < (least[k] ?? 0)) least[k] = value
    }
  }
  return least.map((value) => value | 0)
}

/** Estimated share of common passages of two fingerprints (Jaccard), 0–1. */
export function similarityOf(one: readonly number[], other: readonly number[]): number {
  if (one.length !== other.length || one.length === 0) return 0
  return one.filter((value, index) => value === other[index]).length / one.length
}

/**
 * The bands of a fingerprint, 16 integers: near texts share at least one (0.9998 of the time at a similarity of 0.8, 0.64 at 0.5),
 * so that an index finds them without comparing with every dispatch.
 */
export function bandsOf(fingerprint: readonly number[]): readonly number[] {
  const bands: number[] = []
  for (let start = 0; start + ROWS_OF_BAND <= fingerprint.length; start += ROWS_OF_BAND) {
    const band = fingerprint
      .slice(start, start + ROWS_OF_BAND)
      .reduce((hash, value) => mix(hash ^ value), mix(start + 1))
    bands.push(band | 0)
  }
  return bands
}
