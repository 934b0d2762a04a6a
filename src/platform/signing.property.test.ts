import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fingerprintOf, isSignedBy, newSigningKeys, signText } from './signing.ts'

const keys = newSigningKeys()

it('signs what its key verifies, and nothing else', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, other) => {
      const signature = signText(keys.privateKey, text)
      expect(isSignedBy(keys.publicKey, text, signature)).toBe(true)
      expect(isSignedBy(keys.publicKey, other, signature)).toBe(other === text)
      expect(isSignedBy(newSigningKeys().publicKey, text, signature)).toBe(false)
    }),
    { numRuns: 20 },
  )
})

it('takes what is no key or no signature for a wrong one', () => {
  expect(isSignedBy('', 'text', '')).toBe(false)
  expect(isSignedBy('AAAA', 'text', 'AAAA')).toBe(false)
  expect(fingerprintOf(keys.publicKey)).toMatch(/^[0-9a-f]{64}$/)
})
