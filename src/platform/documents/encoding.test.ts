import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeText } from './encoding.ts'

const SENTENCE = '全县重点项目183个，总投资1010亿元。'
/** The same sentence in GB18030: two bytes a character. */
const IN_GB = Buffer.from('c8abcfd8d6d8b5e3cfeec4bf313833b8f6a3acd7dccdb6d7ca31303130d2dad4aaa1a3', 'hex')

describe('decodeText', () => {
  it('reads UTF-8 with and without a mark, UTF-16 with one, and GB18030', () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(SENTENCE, 'utf16le')])
    for (const bytes of [Buffer.from(SENTENCE), Buffer.from(`\ufeff${SENTENCE}`), utf16, IN_GB]) {
      expect(decodeText(bytes)?.replace('\ufeff', '')).toBe(SENTENCE)
    }
  })

  it('keeps a UTF-8 text with broken bytes in UTF-8 and marks them', () => {
    const hurt = Buffer.concat([Buffer.from(SENTENCE), Buffer.from([0xe9, 0x87]), Buffer.from(SENTENCE)])
    expect(decodeText(hurt)).toBe(`${SENTENCE}\ufffd${SENTENCE}`)
  })

  it('refuses a picture', () => {
    expect(
      decodeText(Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex')),
    ).toBeUndefined()
  })

  it('reads any text in UTF-8 as it is', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((each) => !/\p{Cc}/u.test(each))
    fc.assert(
      fc.property(text, (each) => {
        expect(decodeText(Buffer.from(`字${each}`))).toBe(`字${each}`)
      }),
    )
  })
})
