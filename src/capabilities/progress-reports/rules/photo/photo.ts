import { fail, ok, type Outcome } from '../../../../kernel/outcome.ts'
import { problem } from '../../../../kernel/problem.ts'
import defaults from '../../data/defaults.json' with { type: 'json' }
import { lettersAt } from './bytes.ts'
import type { CleanPhoto } from './exif.ts'
import { cleanJpeg } from './jpeg.ts'
import { cleanPng } from './png.ts'
import { cleanWebp } from './webp.ts'

const HEIF_BRANDS = new Set(['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1', 'avif'])

/**
 * Takes everything but the picture out of a photo, by what the file is and not by what it is called; its day and place are handed back
 * beside it. Refuses `progress_reports.photo_heic` with the way out, `progress_reports.photo_unknown`, `progress_reports.photo_broken`,
 * `progress_reports.photo_too_many_pixels`.
 */
export function cleanPhoto(bytes: Uint8Array): Outcome<CleanPhoto> {
  const clean = byKind(bytes)
  if (!clean.ok) return clean
  const pixels = clean.value.width * clean.value.height
  return pixels > defaults.photo.mostPixels
    ? fail(problem('progress_reports.photo_too_many_pixels', { width: clean.value.width, height: clean.value.height }))
    : ok(clean.value)
}

function byKind(bytes: Uint8Array): Outcome<CleanPhoto> {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return cleanJpeg(bytes)
  if (lettersAt(bytes, 0, 8) === '\u0089PNG\r\n\u001a\n') return cleanPng(bytes)
  if (lettersAt(bytes, 0, 4) === 'RIFF' && lettersAt(bytes, 8, 4) === 'WEBP') return cleanWebp(bytes)
  if (lettersAt(bytes, 4, 4) === 'ftyp' && HEIF_BRANDS.has(lettersAt(bytes, 8, 4)))
    return fail(problem('progress_reports.photo_heic'))
  return fail(problem('progress_reports.photo_unknown'))
}
