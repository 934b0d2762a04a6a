import { type Day, isDay } from '../day.ts'
import { byteAt, lettersAt, longAt, type Reader, wordAt } from './bytes.ts'

/** What a camera wrote beside the picture, as far as we look at it. `orientation` is 1–8 as in EXIF, 1 the picture as it lies. */
export interface PhotoFacts {
  readonly orientation: number
  readonly takenOn: Day | null
  readonly longitude: number | null
  readonly latitude: number | null
}

/** A picture and nothing else, with what the file said beside it before. */
export interface CleanPhoto {
  readonly type: 'image/jpeg' | 'image/png' | 'image/webp'
  readonly bytes: Uint8Array
  readonly width: number
  readonly height: number
  readonly facts: PhotoFacts
}

/** A photo of which nothing is written. */
export const NO_FACTS: PhotoFacts = { orientation: 1, takenOn: null, longitude: null, latitude: null }

const ORIENTATION = 0x0112
const CHANGED_AT = 0x0132
const TAKEN_AT = 0x9003
const MORE = 0x8769
const PLACE = 0x8825
const MOST_ENTRIES = 500

/** One entry of a directory: where its value stands. */
interface Entry {
  readonly kind: number
  readonly count: number
  readonly at: number
}

/**
 * Reads orientation, day and place out of EXIF (TIFF 6.0 layout, without the `Exif\0\0` in front). Anything broken, out of bounds or out of
 * range is taken as not there; it never throws. Source of the tags: CIPA DC-008, Exif 2.32.
 */
export function readExif(tiff: Uint8Array): PhotoFacts {
  const order = lettersAt(tiff, 0, 2)
  if (order !== 'II' && order !== 'MM') return NO_FACTS
  const reader: Reader = { bytes: tiff, isLittle: order === 'II' }
  const first = directoryAt(reader, longAt(reader, 4))
  const more = directoryAt(reader, pointerOf(reader, first.get(MORE)))
  const place = directoryAt(reader, pointerOf(reader, first.get(PLACE)))
  const orientation = wordOf(reader, first.get(ORIENTATION)) ?? 1
  const latitude = degreesOf(reader, place.get(2), place.get(1), 'S', 90)
  const longitude = degreesOf(reader, place.get(4), place.get(3), 'W', 180)
  const isPlace = latitude !== null && longitude !== null && !(latitude === 0 && longitude === 0)
  return {
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    takenOn: dayOfEntry(reader, more.get(TAKEN_AT)) ?? dayOfEntry(reader, first.get(CHANGED_AT)),
    latitude: isPlace ? latitude : null,
    longitude: isPlace ? longitude : null,
  }
}

function directoryAt(reader: Reader, at: number | undefined): ReadonlyMap<number, Entry> {
  const entries = new Map<number, Entry>()
  const count = at === undefined ? undefined : wordAt(reader, at)
  if (at === undefined || count === undefined || count > MOST_ENTRIES) return entries
  for (let index = 0; index < count; index += 1) {
    const from = at + 2 + index * 12
    const [tag, kind, length] = [wordAt(reader, from), wordAt(reader, from + 2), longAt(reader, from + 4)]
    if (tag === undefined || kind === undefined || length === undefined) return entries
    entries.set(tag, { kind, count: length, at: from + 8 })
  }
  return entries
}

function pointerOf(reader: Reader, entry: Entry | undefined): number | undefined {
  return entry && longAt(reader, entry.at)
}

function wordOf(reader: Reader, entry: Entry | undefined): number | undefined {
  return entry?.kind === 3 ? wordAt(reader, entry.at) : undefined
}

/** `2026:10:12 09:30:00`, as Exif writes it. */
function dayOfEntry(reader: Reader, entry: Entry | undefined): Day | null {
  if (!entry || entry.kind !== 2 || entry.count < 10) return null
  const at = entry.count > 4 ? longAt(reader, entry.at) : entry.at
  if (at === undefined) return null
  const text = lettersAt(reader.bytes, at, 10).replaceAll(':', '-')
  return isDay(text) ? text : null
}

/** Degrees, minutes and seconds as three fractions; below zero on the side named. */
function degreesOf(
  reader: Reader,
  entry: Entry | undefined,
  side: Entry | undefined,
  below: string,
  most: number,
): number | null {
  if (!entry || entry.kind !== 5 || entry.count !== 3) return null
  const at = longAt(reader, entry.at)
  if (at === undefined) return null
  const parts = [0, 8, 16].map((offset) => {
    const [over, under] = [longAt(reader, at + offset), longAt(reader, at + offset + 4)]
    return over === undefined || !under ? Number.NaN : over / under
  })
  const [degrees = Number.NaN, minutes = 0, seconds = 0] = parts
  const size = degrees + (Number.isNaN(minutes) ? 0 : minutes / 60) + (Number.isNaN(seconds) ? 0 : seconds / 3600)
  if (!(size >= 0 && size <= most)) return null
  const isBelow = side !== undefined && byteAt(reader, side.at) === below.charCodeAt(0)
  const rounded = Math.round(size * 1e6) / 1e6
  return isBelow ? -rounded : rounded
}

/** The shortest EXIF that keeps a picture upright: an orientation and nothing else, with `Exif\0\0` in front. */
export function exifOfOrientation(orientation: number): Uint8Array {
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0]
  const tiff = [0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1]
  const entry = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]
  return new Uint8Array([...exif, ...tiff, ...entry, 0, 0, 0, 0])
}
