import * as fc from 'fast-check'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { unwrap } from './outcome.ts'
import {
  addForeign,
  addYuan,
  asForeignCents,
  asYuan,
  foreignIn,
  fromWan,
  fromYi,
  parseForeign,
  parseYuan,
  subtractYuan,
  type Yuan,
  YuanAmount,
  yuanIn,
} from './yuan.ts'

const anyYuan = fc.integer({ min: -(10 ** 14), max: 10 ** 14 }).map(asYuan)
const codesOf = (outcome: ReturnType<typeof fromYi>): readonly string[] =>
  outcome.ok ? [] : outcome.problems.map((each) => each.code)

describe('whole yuan', () => {
  it.each([
    ['166.5', 16_650_000_000],
    ['1010', 101_000_000_000],
    ['0.07', 7_000_000],
    ['1,010.00', 101_000_000_000],
    ['-2.3', -230_000_000],
    ['1.00000001', 100_000_001],
  ] as const)('%s 亿 is %i', (text, yuan) => {
    expect(fromYi(text)).toEqual({ ok: true, value: yuan })
  })

  it('converts numbers by their shortest decimal, where binary arithmetic would miss', () => {
    expect(1.1 * 1e8).not.toBe(110_000_000)
    expect(fromYi(1.1)).toEqual({ ok: true, value: 110_000_000 })
    expect(0.0003 * 1e4).not.toBe(3)
    expect(fromWan(0.0003)).toEqual({ ok: true, value: 3 })
    expect(fromWan(1e-4)).toEqual({ ok: true, value: 1 })
  })

  it('refuses a part of a yuan unless told to round it half up', () => {
    expect(codesOf(fromWan('0.00005'))).toEqual(['kernel.yuan_fraction'])
    expect(fromWan('0.00005', 'half_up')).toEqual({ ok: true, value: 1 })
    expect(fromWan('-0.00005', 'half_up')).toEqual({ ok: true, value: -1 })
    expect(fromWan(33.333_333_333_33, 'half_up')).toEqual({ ok: true, value: 333_333 })
  })

  it.each(['', '.', '亿', '1,0', '1.2.3', '0x10', 'NaN', 'Infinity', '1e999999'])(
    'refuses what is no decimal: %j',
    (text) => {
      expect(codesOf(fromYi(text))).toEqual(['kernel.money_invalid'])
    },
  )

  it('refuses what a ledger cannot hold', () => {
    expect(codesOf(fromYi('90071993'))).toEqual(['kernel.money_too_large'])
    expect(() => addYuan(asYuan(Number.MAX_SAFE_INTEGER), asYuan(1))).toThrow(RangeError)
    expect(() => asYuan(1.5)).toThrow(RangeError)
    expect(() => asYuan('9007199254740993')).toThrow(RangeError)
    expect(() => asYuan('')).toThrow(RangeError)
    expect(YuanAmount.safeParse(2 ** 53).success).toBe(false)
    expect(YuanAmount.safeParse(0.5).success).toBe(false)
  })

  it('reads back in every unit what it writes', () => {
    fc.assert(
      fc.property(anyYuan, fc.constantFrom('yuan', 'wan', 'yi'), (amount, unit) => {
        expect(parseYuan(yuanIn(amount, unit), unit)).toEqual({ ok: true, value: amount })
        expect(asYuan(String(amount))).toBe(amount)
      }),
    )
  })

  it('adds and takes away inversely', () => {
    fc.assert(
      fc.property(anyYuan, anyYuan, (left, right) => {
        expect(subtractYuan(addYuan(left, right), right)).toBe(left)
        expect(addYuan(left, right)).toBe(addYuan(right, left))
      }),
    )
    expect(addYuan()).toBe(0)
  })
})

describe('foreign money', () => {
  it('is kept in cents: 1亿美元 is 10 000万美元', () => {
    expect(parseForeign('1', 'yi')).toEqual(parseForeign('10000', 'wan'))
    expect(parseForeign('1', 'yi')).toEqual({ ok: true, value: 10_000_000_000 })
    expect(foreignIn(unwrap(parseForeign('0.01', 'yuan')), 'yuan')).toBe('0.01')
    expect(foreignIn(addForeign(asForeignCents(100), asForeignCents(50)), 'yuan')).toBe('1.5')
  })

  it('is another type than yuan', () => {
    // @ts-expect-error foreign cents are not yuan
    addYuan(asYuan(1), asForeignCents(1))
    expectTypeOf<Yuan>().not.toEqualTypeOf(asForeignCents(1))
  })
})
