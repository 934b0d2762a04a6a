import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ShortMemory } from './short-memory.ts'

const nameOf = (key: string) => `name of ${key}`
const reading = (asked: string[][]) => async (missing: readonly string[]) => {
  asked.push([...missing])
  return new Map(missing.filter((key) => key !== 'nobody').map((key) => [key, nameOf(key)]))
}

describe('a short memory', () => {
  it('asks only for what it does not know, in one call', async () => {
    const memory = new ShortMemory<string>(60_000, 100)
    const asked: string[][] = []
    await memory.recall('370786', ['a', 'b'], reading(asked))
    const found = await memory.recall('370786', ['a', 'b', 'c'], reading(asked))
    expect([...found]).toEqual([
      ['a', nameOf('a')],
      ['b', nameOf('b')],
      ['c', nameOf('c')],
    ])
    expect(asked).toEqual([['a', 'b'], ['c']])
  })

  it('never shows one region what it learnt in another, nor remembers that nobody was there', async () => {
    const memory = new ShortMemory<string>(60_000, 100)
    const asked: string[][] = []
    await memory.recall('370786', ['a', 'nobody'], reading(asked))
    await memory.recall('371525', ['a'], reading(asked))
    await memory.recall('370786', ['nobody'], reading(asked))
    expect(asked).toEqual([['a', 'nobody'], ['a'], ['nobody']])
  })

  it('answers like the store itself for any series of questions, however small it is', async () => {
    const keys = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'nobody'), { maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(fc.array(keys, { maxLength: 8 }), fc.integer({ min: 0, max: 4 }), async (questions, most) => {
        const memory = new ShortMemory<string>(60_000, most)
        for (const question of questions) {
          const found = await memory.recall('370786', question, reading([]))
          const expected = new Map(question.filter((key) => key !== 'nobody').map((key) => [key, nameOf(key)]))
          expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected))
        }
      }),
    )
  })
})
