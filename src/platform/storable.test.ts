import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { storable } from './storable.ts'

describe('what arrives', () => {
  it('loses what no database can hold, and nothing else', () => {
    expect(storable({ name: 'a\0b', list: ['\ud800x', 1, null, { 'k\0': '😀\udc00' }] })).toEqual({
      name: 'ab',
      list: ['\ufffdx', 1, null, { k: '😀\ufffd' }],
    })
  })

  it('is the same value where nothing had to be mended', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => {
        expect(storable(value)).toEqual(value)
        if (!JSON.stringify(value).includes('\\u0000')) expect(storable(value)).toBe(value)
      }),
      { examples: [[{ a: ['b', { c: null }] }]] },
    )
  })

  it('can always be stored, and needs no second mending', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const kept = storable(value)
        expect(JSON.stringify(kept)).not.toMatch(/\\u0000|\\ud[89a-f]/)
        expect(storable(kept)).toBe(kept)
      }),
    )
  })

  it('keeps bytes and days as they are', () => {
    const odd = { bytes: new Uint8Array(2), at: new Date(0) }
    expect(storable(odd)).toBe(odd)
  })
})
