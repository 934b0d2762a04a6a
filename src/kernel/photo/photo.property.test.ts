import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joined } from './bytes.ts'
import { cleanPhoto } from './photo.ts'

const SECRET = 'SECRET'
const text = (value: string) => Uint8Array.from(value, (letter) => letter.charCodeAt(0))
const has = (bytes: Uint8Array, value: string) => Buffer.from(bytes).includes(value)
const segment = (marker: number, body: Uint8Array) =>
  joined([new Uint8Array([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff]), body])

const JFIF = segment(0xe0, new Uint8Array([0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]))
const FRAME = segment(0xc0, new Uint8Array([8, 0, 2, 0, 3, 1, 1, 0x11, 0]))
const SCAN = joined([
  segment(0xda, new Uint8Array([1, 1, 0, 0, 0x3f, 0])),
  new Uint8Array([1, 2, 0xff, 0, 3, 0xff, 0xd0, 4]),
])

/** EXIF by hand: orientation 6, taken on 12 October 2026, at 36.5°N 119.25°E (or the other side). */
function exif(isLittle: boolean, sides = 'NE'): Uint8Array {
  const bytes = new Uint8Array(230)
  const view = new DataView(bytes.buffer)
  bytes.set(text(isLittle ? 'II' : 'MM'), 0)
  view.setUint16(2, 42, isLittle)
  view.setUint32(4, 8, isLittle)
  const entry = (at: number, tag: number, kind: number, count: number, value: number, isWord = false) => {
    view.setUint16(at, tag, isLittle)
    view.setUint16(at + 2, kind, isLittle)
    view.setUint32(at + 4, count, isLittle)
    if (isWord) view.setUint16(at + 8, value, isLittle)
    else view.setUint32(at + 8, value, isLittle)
  }
  view.setUint16(8, 3, isLittle)
  entry(10, 0x0112, 3, 1, 6, true)
  entry(22, 0x8769, 4, 1, 60)
  entry(34, 0x8825, 4, 1, 80)
  view.setUint16(60, 1, isLittle)
  entry(62, 0x9003, 2, 20, 200)
  bytes.set(text('2026:10:12 09:30:00\0'), 200)
  view.setUint16(80, 4, isLittle)
  const side = (at: number, tag: number, letter: string) => {
    entry(at, tag, 2, 2, 0)
    bytes.set(text(letter), at + 8)
  }
  side(82, 1, sides[0] ?? 'N')
  entry(94, 2, 5, 3, 140)
  side(106, 3, sides[1] ?? 'E')
  entry(118, 4, 5, 3, 164)
  const fractions = [36, 1, 30, 1, 0, 1, 119, 1, 15, 1, 0, 1]
  for (const [index, value] of fractions.entries()) view.setUint32(140 + index * 4, value, isLittle)
  return bytes
}

const exifSegment = (isLittle: boolean, sides?: string) =>
  segment(0xe1, joined([text('Exif\0\0'), exif(isLittle, sides)]))
const jpeg = (...more: readonly Uint8Array[]) =>
  joined([new Uint8Array([0xff, 0xd8]), JFIF, ...more, FRAME, SCAN, new Uint8Array([0xff, 0xd9])])
const clean = (bytes: Uint8Array) => {
  const result = cleanPhoto(bytes)
  if (!result.ok) throw new Error(result.problems[0]?.code)
  return result.value
}
const codeOf = (bytes: Uint8Array) => {
  const result = cleanPhoto(bytes)
  return result.ok ? 'fine' : result.problems[0]?.code
}

const chunk = (name: string, body: Uint8Array) => {
  const head = new Uint8Array(8)
  new DataView(head.buffer).setUint32(0, body.length)
  head.set(text(name), 4)
  return joined([head, body, new Uint8Array(4)])
}
const PNG = text('\u0089PNG\r\n\u001a\n')
const IHDR = chunk('IHDR', new Uint8Array([0, 0, 0, 3, 0, 0, 0, 2, 8, 0, 0, 0, 0]))
const png = (...more: readonly Uint8Array[]) =>
  joined([PNG, IHDR, ...more, chunk('IDAT', new Uint8Array([1, 2, 3])), chunk('IEND', new Uint8Array())])

const riff = (name: string, body: Uint8Array) => {
  const head = new Uint8Array(8)
  head.set(text(name), 0)
  new DataView(head.buffer).setUint32(4, body.length, true)
  return joined([head, body, new Uint8Array(body.length % 2)])
}
const webp = (...chunks: readonly Uint8Array[]) => {
  const content = joined(chunks)
  const size = new Uint8Array(4)
  new DataView(size.buffer).setUint32(0, content.length + 4, true)
  return joined([text('RIFF'), size, text('WEBP'), content])
}
const EXTENDED = riff('VP8X', new Uint8Array([0b0010_1100, 0, 0, 0, 2, 0, 0, 1, 0, 0]))
const PICTURE = riff('VP8 ', new Uint8Array([0, 0, 0, 0x9d, 1, 0x2a, 3, 0, 2, 0]))

describe('a JPEG', () => {
  it('keeps its picture and loses everything else, whatever was written and wherever', () => {
    const told = fc.record({
      marker: fc.constantFrom(0xe0, 0xe1, 0xe2, 0xe3, 0xe7, 0xec, 0xed, 0xef, 0xfe),
      body: fc.uint8Array({ maxLength: 40 }),
    })
    fc.assert(
      fc.property(fc.array(told, { maxLength: 6 }), fc.boolean(), (segments, isAfter) => {
        const secrets = segments.map(({ marker, body }) => segment(marker, joined([text(SECRET), body])))
        const tail = isAfter ? text(`${SECRET}ftypmp42`) : new Uint8Array()
        const { bytes, width, height } = clean(joined([jpeg(...secrets), tail]))
        expect(has(bytes, SECRET)).toBe(false)
        expect([width, height]).toEqual([3, 2])
        expect(Buffer.from(bytes).includes(Buffer.from(joined([FRAME, SCAN])))).toBe(true)
        expect(Array.from(bytes.slice(-2))).toEqual([0xff, 0xd9])
      }),
    )
  })

  it('hands back day and place and keeps only the orientation, in both byte orders', () => {
    for (const isLittle of [true, false]) {
      const { bytes, facts } = clean(jpeg(exifSegment(isLittle)))
      expect(facts).toEqual({ orientation: 6, takenOn: '2026-10-12', latitude: 36.5, longitude: 119.25 })
      expect(has(bytes, '2026:10:12')).toBe(false)
      expect(clean(bytes).facts).toEqual({ orientation: 6, takenOn: null, latitude: null, longitude: null })
    }
    expect(clean(jpeg(exifSegment(true, 'SW'))).facts).toMatchObject({ latitude: -36.5, longitude: -119.25 })
  })

  it('once clean stays as it is, byte for byte', () => {
    const once = clean(jpeg(exifSegment(true), segment(0xfe, text(SECRET)))).bytes
    expect(clean(once).bytes).toEqual(once)
  })

  it('loses the small picture inside its head', () => {
    const head = segment(0xe0, joined([JFIF.slice(4, 16), new Uint8Array([1, 2]), text(SECRET)]))
    const whole = joined([new Uint8Array([0xff, 0xd8]), head, FRAME, SCAN, new Uint8Array([0xff, 0xd9])])
    expect(has(clean(whole).bytes, SECRET)).toBe(false)
  })

  it('cut short is refused', () => {
    const whole = jpeg()
    for (let length = 3; length < whole.length; length += 1)
      expect(codeOf(whole.slice(0, length))).toBe('kernel.photo_broken')
  })
})

describe('a PNG', () => {
  it('loses texts, times, EXIF and what stands behind its end', () => {
    const secrets = ['tEXt', 'zTXt', 'iTXt', 'tIME', 'xxXx'].map((name) => chunk(name, text(SECRET)))
    const { bytes, width, height, facts } = clean(joined([png(...secrets, chunk('eXIf', exif(false))), text(SECRET)]))
    expect(has(bytes, SECRET)).toBe(false)
    expect([width, height, facts.takenOn]).toEqual([3, 2, '2026-10-12'])
    expect(bytes).toEqual(png())
  })

  it('keeps the colours it says it has', () => {
    const colour = chunk('gAMA', new Uint8Array([0, 0, 1, 1]))
    expect(clean(png(colour)).bytes).toEqual(png(colour))
  })
})

describe('a WebP', () => {
  it('loses EXIF and XMP, and no longer says it has them', () => {
    const whole = webp(EXTENDED, PICTURE, riff('EXIF', exif(true)), riff('XMP ', text(SECRET)))
    const { bytes, width, height, facts } = clean(whole)
    expect(has(bytes, SECRET)).toBe(false)
    expect([width, height, facts.latitude]).toEqual([3, 2, 36.5])
    expect(bytes[20]).toBe(0b0010_0000)
    expect(new DataView(bytes.buffer).getUint32(4, true)).toBe(bytes.length - 8)
    expect(clean(bytes).bytes).toEqual(bytes)
  })
})

describe('what is no photo', () => {
  it('is told from one by what it is, not by its name', () => {
    expect(codeOf(text('\0\0\0\u0018ftypheic\0\0\0\0'))).toBe('kernel.photo_heic')
    expect(codeOf(text('<svg onload=alert(1)>'))).toBe('kernel.photo_unknown')
    expect(codeOf(text('GIF89a'))).toBe('kernel.photo_unknown')
    expect(codeOf(new Uint8Array())).toBe('kernel.photo_unknown')
  })

  it('never throws, whatever the bytes', () => {
    const heads = [new Uint8Array([0xff, 0xd8, 0xff]), PNG, webp(EXTENDED), jpeg(exifSegment(true)), new Uint8Array()]
    fc.assert(
      fc.property(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 400 }), fc.nat(), (head, bytes, cut) => {
        const whole = joined([head, bytes])
        expect(() => cleanPhoto(whole)).not.toThrow()
        const bent = whole.slice()
        if (bent.length > 0) bent[cut % bent.length] = (bent[cut % bent.length] ?? 0) ^ 0xff
        expect(() => cleanPhoto(bent)).not.toThrow()
      }),
    )
  })

  it('is a picture of more points than a screen can hold', () => {
    const huge = segment(0xc0, new Uint8Array([8, 0xff, 0xff, 0xff, 0xff, 1, 1, 0x11, 0]))
    const whole = joined([new Uint8Array([0xff, 0xd8]), huge, SCAN, new Uint8Array([0xff, 0xd9])])
    expect(codeOf(whole)).toBe('kernel.photo_too_many_pixels')
  })
})
