import { fail, ok, type Outcome } from './outcome.ts'
import { type ParsedText, parsedText } from './parsed-text.ts'
import { problem } from './problem.ts'

/** Levels of a GB/T 2260 code, widest first. */
export const REGION_LEVELS = ['province', 'city', 'county'] as const

/** One of `REGION_LEVELS`. */
export type RegionLevel = (typeof REGION_LEVELS)[number]

const PROVINCES: ReadonlySet<string> = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82'.split(' '),
)

/** Shape of a GB/T 2260 code: six digits, a known province, no county directly under `PP00`. */
export const RegionCodeText = parsedText<'RegionCode'>(parseRegionCode, /^\d{6}$/, '370786')

/**
 * Six digits of GB/T 2260: two of the province, two of the city, two of the county. Whether the region exists on a date is
 * a matter of the organisation's register, not of the code (茌平 was 371523 until 2019, 371503 since).
 */
export type RegionCode = ParsedText<'RegionCode'>

/** Reads a code. Refuses `kernel.region_code_invalid`. */
export function parseRegionCode(text: string): Outcome<RegionCode> {
  const trimmed = text.trim()
  return isRegionCode(trimmed) ? ok(trimmed) : fail(problem('kernel.region_code_invalid', { text }))
}

/** Takes a constant or a value already checked as a code; throws where it is none. */
export function asRegionCode(text: string): RegionCode {
  if (!isRegionCode(text)) throw new RangeError(`not a region code: ${text}`)
  return text
}

/** The level the digits say: `370000` province, `370700` city, `370786` county. */
export function regionLevel(code: RegionCode): RegionLevel {
  if (code.endsWith('0000')) return 'province'
  return code.endsWith('00') ? 'city' : 'county'
}

/**
 * The code one level up; none above a province. Counties directly under a province (429004) answer the placeholder the
 * standard keeps for them (429000).
 */
export function parentRegion(code: RegionCode): RegionCode | undefined {
  const level = regionLevel(code)
  if (level === 'province') return undefined
  return (level === 'city' ? `${code.slice(0, 2)}0000` : `${code.slice(0, 4)}00`) as RegionCode
}

/**
 * The half-open range of codes in a scope, for `>= from and < to`: province `37`–`38`, city `3707`–`3708`, county
 * `370786`–`370787` (itself alone).
 */
export function scopeRange(scope: RegionCode): { readonly from: string; readonly to: string } {
  const from = scope.slice(0, 2 * (REGION_LEVELS.indexOf(regionLevel(scope)) + 1))
  return { from, to: String(Number(from) + 1) }
}

/** Whether `code` is `scope` itself or lies under it. */
export function regionContains(scope: RegionCode, code: RegionCode): boolean {
  const { from, to } = scopeRange(scope)
  return code >= from && code < to
}

function isRegionCode(text: string): text is RegionCode {
  return /^\d{6}$/.test(text) && PROVINCES.has(text.slice(0, 2)) && !/^..00(?!00)/.test(text)
}
