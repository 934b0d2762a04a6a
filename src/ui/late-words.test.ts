import { beforeEach, describe, expect, it, vi } from 'vitest'

/** The module holds what was loaded: each law begins with a fresh one. */
let late: typeof import('./late-words.ts')
beforeEach(async () => {
  vi.resetModules()
  late = await import('./late-words.ts')
})

const english = () => Promise.resolve({ save: 'Save' })

describe('words that come later', () => {
  it('are there once they were loaded, and told of', async () => {
    const words = late.withLaterWords({ 'zh-CN': { save: '保存' } }, { en: english })
    let told = 0
    const stop = late.onWords(() => (told += 1))
    expect([late.hasWords('zh-CN'), late.hasWords('en'), late.hasWords('zh-TW')]).toEqual([true, false, true])
    await late.loadWords('en')
    expect(late.hasWords('en')).toBe(true)
    expect(words.en.save).toBe('Save')
    expect(told).toBe(1)
    stop()
  })

  it('are asked for once, however many ask', async () => {
    let asked = 0
    late.withLaterWords(
      { 'zh-CN': {} },
      {
        en: () => {
          asked += 1
          return english()
        },
      },
    )
    await Promise.all([late.loadWords('en'), late.loadWords('en')])
    await late.loadWords('en')
    expect(asked).toBe(1)
  })

  it('of a room that comes after the choice come by themselves', async () => {
    await late.loadWords('en')
    const words = late.withLaterWords<{ readonly save: string }>({ 'zh-CN': { save: '保存' } }, { en: english })
    expect(late.hasWords('en')).toBe(false)
    await vi.waitFor(() => expect(late.hasWords('en')).toBe(true))
    expect(words.en.save).toBe('Save')
  })

  it('that did not come can be asked for again', async () => {
    let isDown = true
    late.withLaterWords({ 'zh-CN': {} }, { en: () => (isDown ? Promise.reject(new Error('no network')) : english()) })
    await expect(late.loadWords('en')).rejects.toThrow('no network')
    expect(late.hasWords('en')).toBe(false)
    isDown = false
    await late.loadWords('en')
    expect(late.hasWords('en')).toBe(true)
  })
})
