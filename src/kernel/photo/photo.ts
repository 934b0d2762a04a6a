import { fail, ok, type Outcome } from '../outcome.ts'
import { problem } from '../problem.ts'
import { lettersAt } from './bytes.ts'
import type { CleanPhoto } from './exif.ts'
import { cleanJpeg } from './jpeg.ts'
import { cleanPng } from './png.ts'
import { cleanWebp } from './webp.ts'

/** Pixels of the largest photo taken: a small file can hide a picture that fills the memory of whoever opens it. */
const MOST_PIXELS = 120_000_000

const HEIF_BRANDS = new Set(['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1', 'avif'])

/**
 * Takes everything but the picture out of a photo, by what the file is and not by what it is called; its day and place are handed back
 * beside it. Refuses `kernel.photo_heic` with the way out, `kernel.photo_unknown`, `kernel.photo_broken`,
 * `kernel.photo_too_many_pixels`.
 */
export function cleanPhoto(bytes: Uint8Array): Outcome<CleanPhoto> {
  const clean = byKind(bytes)
  if (!clean.ok) return clean
  const pixels = clean.value.width * clean.value.height
  return pixels > MOST_PIXELS
    ? fail(problem('kernel.photo_too_many_pixels', { width: clean.value.width, height: clean.value.height }))
    : ok(clean.value)
}

function byKind(bytes: Uint8Array): Outcome<CleanPhoto> {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return cleanJpeg(bytes)
  if (lettersAt(bytes, 0, 8) === '\u0089PNG\r\n\u001a\n') return cleanPng(bytes)
  if (lettersAt(bytes, 0, 4) === 'RIFF' && lettersAt(bytes, 8, 4) === 'WEBP') return cleanWebp(bytes)
  if (lettersAt(bytes, 4, 4) === 'ftyp' && HEIF_BRANDS.has(lettersAt(bytes, 8, 4)))
    return fail(problem('kernel.photo_heic'))
  return fail(problem('kernel.photo_unknown'))
}
