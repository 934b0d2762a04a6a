import { formatNumber, formatPeriod } from '../../../kernel/format.ts'
import type { Locale } from '../../../kernel/language.ts'
import type { Period } from '../../../kernel/period.ts'
import type { TargetRow } from '../contract.ts'
import type { targetsMessages } from '../messages/index.ts'

/** The words of this capability in one language. */
export type Words = (typeof targetsMessages)['zh-CN']

/** Why a target shows its light, in a sentence. */
export function lightSentence(
  row: Pick<TargetRow, 'light' | 'shown' | 'progress'>,
  words: Words,
  locale: Locale,
): string {
  const { light, shown, progress } = row
  const { reason } = light
  if (reason === null) return progress.actual === null ? words.reason.noFigure : words.reason.none
  return reasonSentence()

  function reasonSentence(): string {
    if (light.madeUpFrom !== null)
      return words.reason.madeUp(
        words.lights[light.madeUpFrom],
        formatPeriod(String(reason?.values['madeUpIn'] ?? '') as Period, locale),
      )
    if (reason?.code === 'lights.reason_streak') return words.reason.streak(reason.values['times'] ?? '')
    if (reason?.code === 'lights.reason_excused') return words.reason.excused
    if (light.light === 'none') return words.reason.none
    if (shown.completionPercent !== null && shown.pacePercent !== null)
      return words.reason.pace(shown.completionPercent, shown.pacePercent, shown.gapPoints ?? '')
    if (shown.gapPoints !== null) return words.reason.points(shown.gapPoints)
    return progress.met ? words.reason.met : words.reason.missed
  }
}

/** An exact figure (a decimal or a fraction) as a number, for charts and bars. */
export function numberOf(text: string | null): number | null {
  if (text === null) return null
  const [numerator = '', denominator] = text.split('/')
  return denominator === undefined ? Number(numerator) : Number(numerator) / Number(denominator)
}

/** An exact figure for reading, with at most `upTo` decimals. */
export function figureText(text: string | null, upTo = 4): string {
  const value = numberOf(text)
  return value === null ? '—' : formatNumber(value, { upTo })
}

/** What was typed as a decimal, or nothing. */
export function decimalOf(text: string | null | undefined): string | null {
  const typed = (text ?? '').trim()
  return typed === '' ? null : typed
}
