import { describe, expect, it } from 'vitest'
import { labelOf, localeOfBrowser, wordsOf } from './language.tsx'
import { uiMessages } from './messages/index.ts'

describe('the language of the screen', () => {
  it.each([
    [['zh-HK', 'en'], 'zh-TW'],
    [['zh-Hant-TW'], 'zh-TW'],
    [['zh-CN', 'en'], 'zh-CN'],
    [['fr', 'en-GB'], 'en'],
    [['fr'], 'zh-CN'],
    [[], 'zh-CN'],
  ])('%j speaks %s', (asked, locale) => expect(localeOfBrowser(asked)).toBe(locale))

  it('reads the traditional words where the build put them, else the simplified', () => {
    const built = { 'zh-CN': '总览', 'zh-TW': '總覽', en: 'Overview' }
    expect(wordsOf(built, 'zh-TW')).toBe('總覽')
    expect(wordsOf({ 'zh-CN': '总览', en: 'Overview' }, 'zh-TW')).toBe('总览')
  })

  it('labels an entry in each language', () => {
    const label = labelOf(uiMessages, (words) => words.actions.save)
    expect([label('zh-CN'), label('en')]).toEqual(['保存', 'Save'])
  })
})
