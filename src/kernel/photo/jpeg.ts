import { fail, ok, type Outcome } from '../outcome.ts'
import { problem } from '../problem.ts'
import { joined, lettersAt, wordAt } from './bytes.ts'
import { type CleanPhoto, exifOfOrientation, NO_FACTS, type PhotoFacts, readExif } from './exif.ts'

const BROKEN = fail(problem('kernel.photo_broken'))
const [START, END, SCAN, APP0, APP1, APP2, APP14, APP15, COMMENT] = [
  0xd8, 0xd9, 0xda, 0xe0, 0xe1, 0xe2, 0xee, 0xef, 0xfe,
]

/** Frame headers (SOF) hold the size: C0–CF but for DHT, JPG and DAC. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}

/** What of the application segments belongs to the picture itself: JFIF, colour profile, Adobe's transform. */
function belongs(marker: number, body: Uint8Array): boolean {
  if (marker === APP0) return lettersAt(body, 0, 5) === 'JFIF\0'
  if (marker === APP2) return lettersAt(body, 0, 12) === 'ICC_PROFILE\0'
  if (marker === APP14) return lettersAt(body, 0, 5) === 'Adobe'
  return !(marker >= APP0 && marker <= APP15) && marker !== COMMENT
}

/** JFIF without its thumbnail: a small picture of what was cut away may lie there. */
function withoutThumbnail(body: Uint8Array): Uint8Array {
  const short = body.slice(0, 14)
  short.set([0, 0], 12)
  return short
}

/**
 * A JPEG without anything but its picture: no EXIF, XMP, IPTC, comments, thumbnails, second pictures or bytes behind the end. The
 * orientation stays, so that the picture stands upright. Refuses `kernel.photo_broken`. Source: ITU-T T.81, JFIF 1.02.
 */
export function cleanJpeg(bytes: Uint8Array): Outcome<CleanPhoto> {
  const reader = { bytes, isLittle: false }
  const kept: Uint8Array[] = [bytes.slice(0, 2)]
  let facts: PhotoFacts = NO_FACTS
  let [width, height] = [0, 0]
  let hasExif = false
  let at = 2
  for (;;) {
    if (bytes[at] !== 0xff) return BROKEN
    while (bytes[at + 1] === 0xff) at += 1
    const marker = bytes[at + 1]
    if (marker === undefined || marker === START || marker === 0) return BROKEN
    if (marker === END) break
    const length = wordAt(reader, at + 2)
    if (length === undefined || length < 2 || at + 2 + length > bytes.length) return BROKEN
    const body = bytes.subarray(at + 4, at + 2 + length)
    if (marker === APP1 && !hasExif && lettersAt(body, 0, 6) === 'Exif\0\0') {
      hasExif = true
      facts = readExif(body.subarray(6))
    }
    if (isFrame(marker)) {
      height = wordAt({ bytes: body, isLittle: false }, 1) ?? 0
      width = wordAt({ bytes: body, isLittle: false }, 3) ?? 0
    }
    if (belongs(marker, body))
      kept.push(marker === APP0 ? segment(APP0, withoutThumbnail(body)) : bytes.slice(at, at + 2 + length))
    at += 2 + length
    if (marker === SCAN) {
      const end = endOfScan(bytes, at)
      kept.push(bytes.slice(at, end))
      at = end
    }
  }
  if (width === 0 || height === 0) return BROKEN
  const upright = facts.orientation === 1 ? [] : [segment(APP1, exifOfOrientation(facts.orientation))]
  const head = kept[1] && kept[1][1] === APP0 ? 2 : 1
  return ok({
    type: 'image/jpeg',
    bytes: joined([...kept.slice(0, head), ...upright, ...kept.slice(head), new Uint8Array([0xff, END])]),
    width,
    height,
    facts,
  })
}

function segment(marker: number, body: Uint8Array): Uint8Array {
  const length = body.length + 2
  return joined([new Uint8Array([0xff, marker, length >> 8, length & 0xff]), body])
}

/** Where the coded picture ends: the next marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from
  while (at + 1 < bytes.length) {
    const next = bytes[at + 1] ?? 0
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
    at += 1
  }
  return bytes.length
}
