import { exact, parseExact, subtract, toExactText } from '../../../kernel/exact.ts'
import { formatNumber, formatPeriod } from '../../../kernel/format.ts'
import type { Locale } from '../../../kernel/language.ts'
import type { Reason, RoundLine } from '../contract.ts'
import type { assessmentMessages } from '../messages/index.ts'
import { readableParams } from '../rules/reason-numbers.ts'

/** The words of this capability in one language. */
export type Words = (typeof assessmentMessages)['zh-CN']

type Say = (params: Reason['params']) => string

/** A reason as a sentence; one without words is shown by its code, so that nothing is hidden. */
export function reasonText(reason: Reason, words: Words): string {
  const sentences: Readonly<Record<string, Say | undefined>> = words.reasons
  return sentences[reason.code]?.(readableParams(reason.params)) ?? reason.code
}

/** Several reasons in one line. */
export function reasonsText(reasons: readonly Reason[], words: Words): string {
  return reasons.map((each) => reasonText(each, words)).join(words.methods.said.join)
}

/** What a check found as a sentence; one without words is shown by its code. */
export function findingText(
  found: { readonly code: string; readonly params?: Reason['params'] | undefined },
  words: Words,
): string {
  const sentences: Readonly<Record<string, Say | undefined>> = words.problems
  return sentences[found.code]?.(found.params ?? {}) ?? found.code
}

/** What a round is called: its scheme and its period. */
export function roundName(round: Pick<RoundLine, 'schemeName' | 'period'>, words: Words, locale: Locale): string {
  return words.screens.roundName(round.schemeName, formatPeriod(round.period, locale))
}

/** A figure for reading with thousands separated; a fraction is shown with four decimals. */
export function figureText(text: string): string {
  const value = parseExact(text)
  if (value === undefined) return text
  return text.includes('/')
    ? formatNumber(Number(value.numerator) / Number(value.denominator), { upTo: 4 })
    : formatNumber(text)
}

/** `one − other` of two decimals as text; empty where one of them is no number. */
export function differenceText(one: string, other: string): string {
  return parseExact(one) && parseExact(other) ? toExactText(subtract(exact(one), exact(other))) : ''
}

/** How much of its points a criterion gave, from 0 to 1, for a bar. */
export function shareOf(given: string, points: string): number {
  const whole = Number(points)
  return whole > 0 ? Math.min(Math.max(Number(given) / whole, 0), 1) : 0
}
