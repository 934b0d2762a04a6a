import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reasonsZh } from '../messages/reasons.zh-CN.ts'
import { readableParams } from './reason-numbers.ts'

describe('a reason for reading', () => {
  it('separates the thousands of its numbers, shortened and negative ones too, and leaves names alone', () => {
    const params = { actual: '完成投资', done: '25000000', target: '2026', due: '100000000', ratio: '0.25' }
    expect(reasonsZh.ratio(readableParams(params))).toBe('完成投资 25,000,000 ÷ 2026 100,000,000 = 0.25')
    expect(readableParams({ result: '≈-1234.333333', names: '1234', is: 'above', points: '27.40' })).toEqual({
      result: '≈-1,234.333333',
      names: '1234',
      is: 'above',
      points: '27.40',
    })
  })

  it('changes no digit of any number', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.nat(99_999), (whole, rest) => {
        const value = `${whole}.${rest}`
        expect(String(readableParams({ value })['value']).replaceAll(',', '')).toBe(value)
      }),
    )
  })
})
