import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cleanDispatch } from '../rules/clean.ts'
import { runsOf } from '../rules/map-runs.ts'
import { cleanedSpan, segmentsOf } from './segments.ts'

const raw = fc
  .array(fc.constantFrom('示例縣', '項目(mù)', ',,', '，', '\n', '投資12億元', ' ', '責任編輯：甲\n'), { minLength: 1 })
  .map((parts) => parts.join(''))
const span = fc.tuple(fc.nat(80), fc.nat(80)).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }))

it('segments tile the text and carry every row over its whole place', () => {
  fc.assert(
    fc.property(raw, fc.array(span, { maxLength: 5 }), (text, spans) => {
      const rows = spans
        .filter(({ start, end }) => start < end && end <= text.length)
        .map((each, index) => ({ id: String(index), ...each }))
      const segments = segmentsOf(text, cleanDispatch(text).steps, rows)
      expect(segments.map((each) => each.text).join('')).toBe(text)
      for (const row of rows) {
        const lit = segments.filter(({ rowIds }) => rowIds.includes(row.id)).map((each) => each.text)
        expect(lit.join('')).toBe(text.slice(row.start, row.end))
      }
    }),
  )
})

it('a removing step wins over one that only changes', () => {
  const steps = [
    { kind: 'script' as const, start: 0, end: 4, before: '縣(mù)', after: '县(mù)' },
    { kind: 'gloss' as const, start: 1, end: 4, before: '(mù)', after: '' },
  ]
  expect(segmentsOf('縣(m)', steps, []).map((each) => each.step?.kind)).toEqual(['script', 'gloss'])
})

it('a place in the cleaned text holds what the original place became', () => {
  const text = '示例縣項目(mù),,投資12億元。'
  const cleaned = cleanDispatch(text)
  const map = runsOf(cleaned)
  const of = (words: string) => {
    const start = text.indexOf(words)
    const { start: from, end } = cleanedSpan(map, start, start + words.length)
    return cleaned.text.slice(from, end)
  }
  expect(of('投資12億元')).toBe('投资12亿元')
  expect(of('項目(mù)')).toBe('项目')
  expect(of('(mù)')).toBe('')
})
