import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { isSealed, makeVault, openVault } from './vault.ts'

const folder = mkdtempSync(join(tmpdir(), 'clarion-vault-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('a vault', () => {
  it('gives back what was sealed, to its owner and by its key alone', () => {
    const [vault, other] = [makeVault(Buffer.alloc(32, 7)), makeVault(Buffer.alloc(32, 8))]
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.uuid(), (secret, owner) => {
        const kept = vault.seal(secret, owner)
        expect(isSealed(kept)).toBe(true)
        expect(vault.open(kept, owner)).toBe(secret)
        expect(vault.open(kept, `${owner}!`)).toBeUndefined()
        expect(other.open(kept, owner)).toBeUndefined()
        expect(vault.seal(secret, owner)).not.toBe(kept)
      }),
    )
  })

  it('opens nothing that was changed, and leaves what was never sealed as it is', () => {
    const vault = makeVault(Buffer.alloc(32, 7))
    const kept = vault.seal('JBSWY3DPEHPK3PXP', 'a')
    const at = kept.lastIndexOf('.') + 3
    const turned = `${kept.slice(0, at)}${kept[at] === 'A' ? 'B' : 'A'}${kept.slice(at + 1)}`
    expect(vault.open(turned, 'a')).toBeUndefined()
    expect(vault.open('JBSWY3DPEHPK3PXP', 'a')).toBe('JBSWY3DPEHPK3PXP')
  })

  it('keeps its key in the data folder for its owner alone, unless one is configured', () => {
    const kept = openVault(folder).seal('geheim', 'a')
    expect(openVault(folder).open(kept, 'a')).toBe('geheim')
    expect(statSync(join(folder, 'secret.key')).mode & 0o077).toBe(0)
    expect(readFileSync(join(folder, 'secret.key'), 'utf8')).toMatch(/^[0-9a-f]{64}\n$/)
    expect(openVault(folder, 'ab'.repeat(32)).open(kept, 'a')).toBeUndefined()
    expect(() => makeVault(Buffer.alloc(16))).toThrow(RangeError)
  })
})
