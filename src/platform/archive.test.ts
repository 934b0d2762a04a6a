import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deflatedArchive } from '../../tests/support/deflated-archive.ts'
import { ARCHIVE_LIMITS, openArchive, packArchive } from './archive.ts'

const all = () => true

async function codeOf(bytes: Uint8Array, limits = ARCHIVE_LIMITS): Promise<string | undefined> {
  const opened = await openArchive(bytes, limits, all)
  return opened.ok ? undefined : opened.problems[0]?.code
}

describe('openArchive', () => {
  it('gives back what was packed, deflated or stored', async () => {
    const parts = fc.dictionary(fc.string({ minLength: 1, maxLength: 20 }), fc.uint8Array({ maxLength: 2_000 }), {
      noNullPrototype: true,
      maxKeys: 6,
    })
    await fc.assert(
      fc.asyncProperty(parts, async (entries) => {
        const sent = new Map(Object.entries(entries))
        const deflated = deflatedArchive([...sent].map(([name, content]) => ({ name, content })))
        for (const bytes of [packArchive(sent), deflated]) {
          const opened = await openArchive(bytes, ARCHIVE_LIMITS, all)
          expect(opened.ok).toBe(true)
          if (!opened.ok) continue
          expect([...opened.value.keys()].sort()).toEqual([...sent.keys()].sort())
          for (const [name, content] of sent) expect(Buffer.compare(opened.value.get(name)!, content)).toBe(0)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('never unpacks an entry past the size it declares', async () => {
    const bomb = deflatedArchive([{ name: 'a.xml', content: new Uint8Array(30_000_000), declaredSize: 1_000 }])
    expect(await codeOf(bomb)).toBe('archive.damaged')
  })

  it('refuses a bomb by its proportion, by its total and by its number of entries', async () => {
    const proportion = deflatedArchive([{ name: 'a.xml', content: new Uint8Array(30_000_000) }])
    expect(await codeOf(proportion)).toBe('archive.too_much_inside')
    const total = deflatedArchive(
      Array.from({ length: 5 }, (_, index) => ({ name: `${index}`, content: 'x'.repeat(900) })),
    )
    expect(await codeOf(total, { ...ARCHIVE_LIMITS, maxUnpackedBytes: 4_000 })).toBe('archive.too_much_inside')
    expect(await codeOf(total, { ...ARCHIVE_LIMITS, maxEntries: 4 })).toBe('archive.too_much_inside')
  })

  it('leaves unwanted entries packed, whatever they hold', async () => {
    const bytes = deflatedArchive([
      { name: 'wanted', content: 'yes' },
      { name: 'broken', content: 'no', declaredSize: 5_000 },
    ])
    const opened = await openArchive(bytes, ARCHIVE_LIMITS, (name) => name === 'wanted')
    expect(opened.ok && [...opened.value.keys()]).toEqual(['wanted'])
  })

  it('tells an encrypted archive, a file too large and no archive at all', async () => {
    expect(await codeOf(deflatedArchive([{ name: 'a', content: 'x', flags: 1 }]))).toBe('archive.encrypted')
    expect(await codeOf(new Uint8Array(100), { ...ARCHIVE_LIMITS, maxBytes: 99 })).toBe('file.too_large')
    expect(await codeOf(new TextEncoder().encode('这不是压缩包'))).toBe('archive.not_a_zip')
  })

  it('never throws, whatever bytes are changed or cut off', async () => {
    const sound = deflatedArchive([
      { name: 'one', content: 'x'.repeat(500) },
      { name: 'two', content: 'y'.repeat(500) },
    ])
    const changes = fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(changes, fc.nat(sound.length), async (bytes, length) => {
        const hurt = sound.slice()
        for (const [at, byte] of bytes) hurt[at] = byte
        const opened = await openArchive(hurt.slice(0, length), ARCHIVE_LIMITS, all)
        if (!opened.ok) expect(opened.problems[0]?.code).toMatch(/^archive\./)
      }),
      { numRuns: 300 },
    )
  })
})
