import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, chainedHash, firstHash, verifyAudit } from './audit-chain.ts'

function exported(entries: readonly Record<string, unknown>[], young: readonly Record<string, unknown>[] = []): string {
  let hash = firstHash('370786')
  const lines = entries.map((entry, index) => {
    hash = chainedHash(hash, index + 1, entry)
    return { position: index + 1, hash, entry }
  })
  const head = {
    kind: 'clarion-audit',
    version: 1,
    region: '370786',
    exportedAt: '2026-01-01T00:00:00.000Z',
    startHash: firstHash('370786'),
    sealed: entries.length,
  }
  return [head, ...lines, ...young.map((entry) => ({ position: null, hash: null, entry }))]
    .map((line) => JSON.stringify(line))
    .join('\n')
}

const entry = fc.record({ id: fc.uuid(), operation: fc.string(), input: fc.jsonValue() })
const entries = fc.array(entry, { minLength: 2, maxLength: 12 })

describe('the audit chain', () => {
  it('stands on SM3 as GB/T 32905-2016 example 1 gives it', () => {
    expect(createHash('sm3').update('abc').digest('hex')).toBe(
      '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    )
  })

  it('writes names in order', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: true })).toBe('{"a":true,"b":[1,{"c":"x","d":null}]}')
  })

  it('finds an untouched export sound, and counts what is too young to be sealed', () => {
    fc.assert(
      fc.property(entries, fc.array(entry, { maxLength: 3 }), (sealed, young) => {
        expect(verifyAudit(exported(sealed, young))).toMatchObject({
          sound: true,
          sealed: sealed.length,
          young: young.length,
        })
      }),
    )
  })

  it('finds any changed, dropped or swapped line', () => {
    fc.assert(
      fc.property(entries, fc.nat(), fc.constantFrom('change', 'drop', 'swap'), (sealed, at, how) => {
        const lines = exported(sealed).split('\n')
        const index = 1 + (at % (sealed.length - 1))
        if (how === 'change') lines[index] = (lines[index] ?? '').replace('"entry":{', '"entry":{"added":1,')
        if (how === 'drop') lines.splice(index, 1)
        if (how === 'swap') [lines[index], lines[index + 1]] = [lines[index + 1] ?? '', lines[index] ?? '']
        expect(verifyAudit(lines.join('\n'))).toMatchObject({ sound: false })
      }),
    )
  })

  it('does not take any other file for an export', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(verifyAudit(text)).toMatchObject({ sound: false })
      }),
    )
  })

  it('writes the same value the same way whatever the order of its names', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).toReversed())
        expect(canonicalJson(turned)).toBe(canonicalJson(value))
      }),
    )
  })
})
