import fc from 'fast-check'
import { expect, it } from 'vitest'
import { plainText } from './plain-text.ts'

it('leaves words, blanks, line ends and broken-byte marks as they are', () => {
  expect(plainText('\ufeff一\r\n二\r三\t四\u0000\u0007五\ufffd𠮷')).toBe('一\n二\n三\t四五\ufffd𠮷')
})

it('gives text that survives UTF-8 and changes no more the second time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(0xffff), (text, code) => {
      const plain = plainText(text + String.fromCharCode(code))
      expect(Buffer.from(plain).toString()).toBe(plain)
      expect(plainText(plain.replace(/^\ufeff/, ''))).toBe(plain.replace(/^\ufeff/, ''))
    }),
  )
})
