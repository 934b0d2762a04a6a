import { fail, ok, type Outcome } from '../outcome.ts'
import { problem } from '../problem.ts'
import { joined, lettersAt, longAt } from './bytes.ts'
import { type CleanPhoto, NO_FACTS, type PhotoFacts, readExif } from './exif.ts'

const BROKEN = fail(problem('kernel.photo_broken'))
const KEPT = new Set('IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT pHYs bKGD'.split(' '))

/**
 * A PNG without anything but its picture: no texts, times, EXIF, further frames or bytes behind the end. Refuses
 * `kernel.photo_broken`. Source: W3C PNG specification, third edition.
 */
export function cleanPng(bytes: Uint8Array): Outcome<CleanPhoto> {
  const reader = { bytes, isLittle: false }
  const kept: Uint8Array[] = [bytes.slice(0, 8)]
  const [width, height] = [longAt(reader, 16) ?? 0, longAt(reader, 20) ?? 0]
  if (lettersAt(bytes, 12, 4) !== 'IHDR' || width === 0 || height === 0) return BROKEN
  let facts: PhotoFacts = NO_FACTS
  let hasPicture = false
  let at = 8
  for (;;) {
    const length = longAt(reader, at)
    if (length === undefined || at + 12 + length > bytes.length) return BROKEN
    const name = lettersAt(bytes, at + 4, 4)
    const end = at + 12 + length
    if (name === 'eXIf') facts = readExif(bytes.subarray(at + 8, at + 8 + length))
    if (name === 'IDAT') hasPicture = true
    if (KEPT.has(name)) kept.push(bytes.slice(at, end))
    if (name === 'IEND') break
    at = end
  }
  return hasPicture ? ok({ type: 'image/png', bytes: joined(kept), width, height, facts }) : BROKEN
}
