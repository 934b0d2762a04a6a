import fc from 'fast-check'
import { expect, it } from 'vitest'
import { newSealKeys, openSealed, sealText } from './seal.ts'

const anyText = fc.string({ unit: 'grapheme', maxLength: 300 })

it('opens with the private key what was sealed with the public one', async () => {
  const keys = await newSealKeys()
  await fc.assert(
    fc.asyncProperty(anyText, anyText, async (text, bound) => {
      expect(await openSealed(keys.privateKey, await sealText(keys.publicKey, text, bound), bound)).toBe(text)
    }),
    { numRuns: 50 },
  )
})

it('says nothing of the text, and never the same twice', async () => {
  const { publicKey } = await newSealKeys()
  const [one, other] = await Promise.all([sealText(publicKey, '95', 'a'), sealText(publicKey, '95', 'a')])
  for (const part of ['publicKey', 'iv', 'text'] as const) expect(one[part]).not.toBe(other[part])
})

it('stays closed for another key, another binding and any changed character', async () => {
  const [keys, others] = await Promise.all([newSealKeys(), newSealKeys()])
  const letter = await sealText(keys.publicKey, '9.5', 'ballot one')
  expect(await openSealed(others.privateKey, letter, 'ballot one')).toBeUndefined()
  expect(await openSealed(keys.privateKey, letter, 'ballot two')).toBeUndefined()
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('publicKey', 'iv', 'text'), fc.nat(), async (part, draw) => {
      const text = letter[part]
      const at = draw % text.length
      const changed = { ...letter, [part]: `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}` }
      expect(await openSealed(keys.privateKey, changed, 'ballot one')).toBeUndefined()
    }),
    { numRuns: 80 },
  )
})

it('takes what is no letter for a broken one', async () => {
  const { privateKey } = await newSealKeys()
  for (const text of ['', '%', 'abc', 'Ā'])
    expect(await openSealed(privateKey, { publicKey: text, iv: text, text }, '')).toBeUndefined()
})
