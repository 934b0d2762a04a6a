import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'

const SRC = join(import.meta.dirname, '..')
const IN_BROWSER = /^(?:ui|apps\/web|capabilities\/[^/]+\/screens)\/(?!.*\.test\.).*\.tsx?$/
/** Another language than the one that is always there, taken out of a room's words by hand; types may be. */
const REACHED = /(?<!typeof )\b\w+Messages(?:\.en\b|\[(?!'zh-CN'\]))/

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

describe('a language that is still on its way', () => {
  it('is stood in for by simplified Chinese', () => {
    expect(late.wordsOf({ 'zh-CN': '保存' } as never, 'en')).toBe('保存')
  })

  it('is never reached past the words of the screen', () => {
    const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((path) => IN_BROWSER.test(path))
    expect(files.length).toBeGreaterThan(200)
    const reached = files.filter((path) => REACHED.test(readFileSync(join(SRC, path), 'utf8')))
    expect(reached).toEqual([])
  })
})
