import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bigramsOf, searchableText, searchTerms } from './bigram.ts'

const anyText = fc
  .array(fc.constantFrom(...Array.from('重点项目冠县专班Ａa1ﬁ％%_\\ ，—·𠮷é亩')), { maxLength: 12 })
  .map((each) => each.join(''))

/** What a database does with the terms: the grams by GIN, then LIKE. */
const findsByGrams = (text: string, query: string): boolean => {
  const grams = new Set(bigramsOf(text))
  return searchTerms(query).grams.every((each) => grams.has(each))
}
const findsByPatterns = (text: string, query: string): boolean =>
  searchTerms(query).patterns.every((each) => searchableText(text).includes(each.slice(1, -1)))

describe('bigrams', () => {
  it('are the neighbouring pairs of each run, and its beginning', () => {
    expect(bigramsOf('重点项目，冠县')).toEqual(['^重', '重点', '点项', '项目', '^冠', '冠县'])
    expect(bigramsOf('ＡＢｃ 12')).toEqual(['^a', 'ab', 'bc', '^1', '12'])
    expect(bigramsOf('𠮷田')).toEqual(['^𠮷', '𠮷田'])
    expect(bigramsOf('，。 ')).toEqual([])
    expect(bigramsOf('项目项目')).toEqual(['^项', '项目', '目项'])
  })

  it('find a word anywhere, a single character where a run begins', () => {
    expect(searchTerms('专班 冠县')).toEqual({ grams: ['专班', '冠县'], patterns: ['%专班%', '%冠县%'] })
    expect(searchTerms('县')).toEqual({ grams: ['^县'], patterns: ['% 县%'] })
    expect(searchTerms(' %_ ')).toEqual({ grams: [], patterns: [] })
    expect([
      findsByGrams('冠县专班', '县专'),
      findsByGrams('冠县专班', '县'),
      findsByGrams('冠县 县专班', '县'),
    ]).toEqual([true, false, true])
  })

  it('never miss what the recheck would find', () => {
    fc.assert(
      fc.property(anyText, anyText, (text, query) => {
        if (findsByPatterns(text, query)) expect(findsByGrams(text, query)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('find every part of two characters or more of a run', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), fc.nat(), (text, start, length) => {
        const runs = searchableText(text)
          .trim()
          .split(' ')
          .map((run) => Array.from(run))
          .filter((run) => run.length >= 2)
        for (const run of runs) {
          const from = start % (run.length - 1)
          const part = run.slice(from, from + 2 + (length % run.length)).join('')
          expect(findsByGrams(text, part) && findsByPatterns(text, part)).toBe(true)
        }
      }),
    )
  })

  it('leave no sign that LIKE would read, and change nothing the second time', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.string({ unit: 'grapheme' })), (text) => {
        expect(searchableText(text)).not.toMatch(/[%_\\]/)
        expect(searchableText(searchableText(text))).toBe(searchableText(text))
      }),
      { numRuns: 1000 },
    )
  })
})
