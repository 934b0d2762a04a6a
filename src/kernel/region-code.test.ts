import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  asRegionCode,
  parentRegion,
  parseRegionCode,
  type RegionCode,
  RegionCodeText,
  regionContains,
  regionLevel,
  scopeRange,
} from './region-code.ts'

const pair = fc.integer({ min: 1, max: 99 }).map((number) => String(number).padStart(2, '0'))
const anyCode = fc
  .tuple(fc.constantFrom('11', '37', '42', '65', '82'), pair, pair, fc.constantFrom(1, 2, 3))
  .map(([province, city, county, level]) =>
    asRegionCode((province + (level > 1 ? city : '') + (level > 2 ? county : '')).padEnd(6, '0')),
  )

describe('a region code', () => {
  it.each([
    ['370000', 'province', undefined],
    ['370700', 'city', '370000'],
    ['370786', 'county', '370700'],
    ['429004', 'county', '429000'],
  ] as const)('%s is a %s under %s', (text, level, parent) => {
    const code = asRegionCode(text)
    expect(regionLevel(code)).toBe(level)
    expect(parentRegion(code)).toBe(parent)
  })

  it.each(['37078', '3707860', '37078a', '000000', '990000', '370086', '３７０７８６', ''])(
    'is refused: %j',
    (text) => {
      expect(parseRegionCode(text)).toEqual({
        ok: false,
        problems: [{ code: 'kernel.region_code_invalid', params: { text } }],
      })
      expect(RegionCodeText.safeParse(text).success).toBe(false)
      expect(() => asRegionCode(text)).toThrow(RangeError)
    },
  )

  it('opens a range of the codes under it', () => {
    expect(scopeRange(asRegionCode('370000'))).toEqual({ from: '37', to: '38' })
    expect(scopeRange(asRegionCode('370700'))).toEqual({ from: '3707', to: '3708' })
    expect(scopeRange(asRegionCode('370786'))).toEqual({ from: '370786', to: '370787' })
    expect(scopeRange(asRegionCode('379900'))).toEqual({ from: '3799', to: '3800' })
  })

  it('holds itself and exactly its descendants', () => {
    const ancestors = (code: RegionCode): readonly RegionCode[] => {
      const parent = parentRegion(code)
      return parent ? [code, ...ancestors(parent)] : [code]
    }
    fc.assert(
      fc.property(anyCode, anyCode, (scope, code) => {
        expect(regionContains(scope, code)).toBe(ancestors(code).includes(scope))
        expect(ancestors(code).every((each) => regionContains(each, code))).toBe(true)
        expect(RegionCodeText.parse(code)).toBe(code)
      }),
      { numRuns: 500 },
    )
  })
})
