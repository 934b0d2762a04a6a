import { Converter } from 'opencc-js/t2cn'

const HAN = /[\u3400-\u9FFF\uF900-\uFAFF]/g

let converter: ((text: string) => string) | undefined

/** Simplified text of the same meaning and, for whole lines of equal length, the same length; Taiwan standard to mainland. */
export function toSimplified(text: string): string {
  converter ??= Converter({ from: 'tw', to: 'cn' })
  return converter(text)
}

/**
 * Converts a line without changing its length, so that offsets hold: where a phrase changes length, each
 * character is converted by itself, and one that has no single counterpart stays.
 */
export function simplifyLine(line: string): string {
  const whole = toSimplified(line)
  if (whole.length === line.length) return whole
  let out = ''
  for (const char of line) {
    const single = toSimplified(char)
    out += single.length === char.length ? single : char
  }
  return out
}

/** Characters both scripts write; alone they do not tell traditional text. */
const SHARED = new Set('著乾藉瞭徵夥摺於後里松云面斗后余')

/** Share of Han characters that conversion would change: 0 for simplified text, about a third for traditional text. */
export function traditionalShare(text: string): number {
  const han = text.match(HAN)?.length ?? 0
  if (han === 0) return 0
  const converted = simplifyLine(text)
  let changed = 0
  for (let i = 0; i < text.length; i += 1) if (text[i] !== converted[i] && !SHARED.has(text.charAt(i))) changed += 1
  return changed / han
}
