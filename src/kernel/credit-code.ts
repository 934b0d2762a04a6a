import { fail, ok, type Outcome } from './outcome.ts'
import { type ParsedText, parsedText } from './parsed-text.ts'
import { problem } from './problem.ts'

/** The 31 characters of the code in the order of their values: digits and capitals without I, O, S, V, Z. */
const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
/** 3^(i−1) mod 31 for the places 1–17. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const
const SHAPE = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/

/** Shape of a unified social credit code: 18 characters in capitals with the right check digit. */
export const CreditCodeText = parsedText<'CreditCode'>(parseCreditCode, SHAPE, '91370786MA00DEM14W')

/**
 * 统一社会信用代码, GB 32100-2015: registration authority and category (2), region at registration (6, says nothing about where
 * the firm is now), organisation code (9), check digit (1).
 */
export type CreditCode = ParsedText<'CreditCode'>

/**
 * Reads a code as people type it: spaces dropped, small and full-width letters made capitals. Refuses `kernel.credit_code_length`
 * (`length` found), `kernel.credit_code_character` (first wrong `character` and its `position` from 1) or
 * `kernel.credit_code_check_digit` (`expected` and `given`).
 */
export function parseCreditCode(text: string): Outcome<CreditCode> {
  const code = text.normalize('NFKC').replace(/\s/g, '').toUpperCase()
  const characters = Array.from(code)
  if (characters.length !== 18) return fail(problem('kernel.credit_code_length', { length: characters.length }))
  const wrong = characters.findIndex(
    (each, index) => !CHARACTERS.includes(each) || (index >= 2 && index < 8 && !/\d/.test(each)),
  )
  if (wrong >= 0) {
    return fail(problem('kernel.credit_code_character', { character: characters[wrong] ?? '', position: wrong + 1 }))
  }
  const expected = creditCodeCheckDigit(code)
  const given = code.slice(17)
  return given === expected
    ? ok(code as CreditCode)
    : fail(problem('kernel.credit_code_check_digit', { expected, given }))
}

/** Takes a constant or a value already checked as a credit code; throws where it is none. */
export function asCreditCode(text: string): CreditCode {
  if (!isCreditCode(text)) throw new RangeError(`not a credit code: ${text}`)
  return text
}

/**
 * The check digit that follows the first 17 characters: C[(31 − Σ value × 3^(i−1) mod 31) mod 31]. Characters outside the
 * alphabet are the caller's bug and throw. Source: GB 32100-2015, 5.
 */
export function creditCodeCheckDigit(code: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * valueOf(code.charAt(index)), 0)
  return CHARACTERS.charAt((31 - (sum % 31)) % 31)
}

function valueOf(character: string): number {
  const value = character === '' ? -1 : CHARACTERS.indexOf(character)
  if (value < 0) throw new RangeError(`not a character of a credit code: ${character}`)
  return value
}

function isCreditCode(text: string): text is CreditCode {
  return SHAPE.test(text) && creditCodeCheckDigit(text) === text.slice(17)
}
