import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asCreditCode, CreditCodeText, creditCodeCheckDigit, parseCreditCode } from './credit-code.ts'

const ALPHABET = Array.from('0123456789ABCDEFGHJKLMNPQRTUWXY')
const digits = (length: number) =>
  fc.array(fc.nat({ max: 9 }), { minLength: length, maxLength: length }).map((each) => each.join(''))
const letters = (length: number) =>
  fc.array(fc.constantFrom(...ALPHABET), { minLength: length, maxLength: length }).map((each) => each.join(''))
const anyCode = fc.tuple(letters(2), digits(6), letters(9)).map((parts) => {
  const body = parts.join('')
  return body + creditCodeCheckDigit(body)
})

describe('a unified social credit code', () => {
  // Two codes their holders publish, three made for demonstrations
  it.each([
    '91330100799655058B',
    '9144030071526726XG',
    '91370786MA00DEM14W',
    '91371525MA00DEM22E',
    '91370400MA00DEM30G',
  ])('%s has its check digit', (code) => {
    expect(parseCreditCode(code)).toEqual({ ok: true, value: code })
    expect(creditCodeCheckDigit(code)).toBe(code.slice(17))
    expect(asCreditCode(code)).toBe(code)
  })

  it('is read in small, spaced and full-width letters', () => {
    expect(parseCreditCode(' 9133 0100 7996 5505 8b ')).toEqual({ ok: true, value: '91330100799655058B' })
    expect(parseCreditCode('９１３３０１００７９９６５５０５８Ｂ')).toEqual({ ok: true, value: '91330100799655058B' })
  })

  it.each([
    ['9133010079965505B', 'kernel.credit_code_length', { length: 17 }],
    ['', 'kernel.credit_code_length', { length: 0 }],
    ['91330100799O55058B', 'kernel.credit_code_character', { character: 'O', position: 12 }],
    ['913A0100799655058B', 'kernel.credit_code_character', { character: 'A', position: 4 }],
    ['91330100799655058A', 'kernel.credit_code_check_digit', { expected: 'B', given: 'A' }],
  ])('%j is refused with %s', (text, code, params) => {
    expect(parseCreditCode(text)).toEqual({ ok: false, problems: [{ code, params }] })
    expect(CreditCodeText.safeParse(text).success).toBe(false)
    expect(() => asCreditCode(text)).toThrow(RangeError)
  })

  it('shows every single wrong character and every swap of neighbours', () => {
    fc.assert(
      fc.property(anyCode, fc.nat({ max: 17 }), fc.constantFrom(...ALPHABET), (code, place, character) => {
        expect(CreditCodeText.parse(code)).toBe(code)
        const changed = code.slice(0, place) + character + code.slice(place + 1)
        expect(parseCreditCode(changed).ok).toBe(changed === code)
        const swapped = code.slice(0, place) + (code[place + 1] ?? '') + (code[place] ?? '') + code.slice(place + 2)
        expect(parseCreditCode(swapped).ok).toBe(swapped === code)
      }),
      { numRuns: 500 },
    )
  })
})
