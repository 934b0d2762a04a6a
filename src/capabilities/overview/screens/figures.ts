import { asDay } from '../../../kernel/day.ts'
import { formatDay, formatMoney, formatMoneyIn, formatNumber, formatPercent } from '../../../kernel/format.ts'
import type { Locale } from '../../../kernel/language.ts'
import type { Ratio } from '../../../kernel/ratio.ts'
import { asYuan } from '../../../kernel/yuan.ts'
import type { RedLine } from '../contract.ts'
import type { overviewMessages } from '../messages/index.ts'

/** The words of this room in one language. */
export type Words = (typeof overviewMessages)['zh-CN']

/** A sum as digits and unit apart, in 亿元 or billions: for figures that are read from afar. */
export function moneyParts(yuan: number, locale: Locale): readonly [digits: string, unit: string] {
  return locale === 'en'
    ? [formatNumber(yuan / 1_000_000_000, { places: 2 }), 'bn']
    : [
        formatMoneyIn(asYuan(yuan), 'yi', { places: yuan === 0 || yuan >= 100_000_000_000 ? 0 : 1 }),
        locale === 'zh-TW' ? '億元' : '亿元',
      ]
}

/** A difference of money with its sign, for reading. */
export function signedMoney(yuan: number, locale: Locale): string {
  return `${yuan > 0 ? '+' : yuan < 0 ? '−' : ''}${formatMoney(asYuan(Math.abs(yuan)), locale)}`
}

/** A difference of counts or points with its sign. */
export function signed(value: number, places = 0): string {
  const text = formatNumber(Math.abs(value), { places })
  return Number(text.replaceAll(',', '')) === 0 ? '0' : `${value > 0 ? '+' : '−'}${text}`
}

/** A ratio in percent with one decimal; a dash where it is not known. */
export function percent(ratio: number | null): string {
  return ratio === null ? '—' : formatPercent(ratio as Ratio, { places: 1 })
}

/** Percentage points without a sign, one decimal. */
export function pointsOf(points: number): string {
  return formatNumber(Math.abs(points), { places: 1 })
}

/** Month and day of a day; the year goes without saying on a board of this week. */
export function shortDay(day: string, locale: Locale): string {
  const whole = formatDay(asDay(day), locale)
  return locale === 'en' ? whole.replace(/ \d{4}$/, '') : whole.replace(/^\d{4}年/, '')
}

/** Why a thing is red, in facts that can be checked: what is done, the pace, the gap, and the money or the streak behind it. */
export function whyRed(line: RedLine, words: Words, locale: Locale): string {
  const { completion, pace, gapPoints, behind, streak } = line
  const lead =
    completion !== null && pace !== null
      ? words.reasons.behind(percent(completion), percent(pace), pointsOf((completion - pace) * 100))
      : gapPoints !== null && gapPoints < 0
        ? words.reasons.gap(pointsOf(gapPoints))
        : words.reasons.notMet
  return [
    lead,
    behind === null ? '' : words.reasons.money(formatMoney(asYuan(behind), locale)),
    streak === null ? '' : words.reasons.streak(streak),
  ]
    .filter(Boolean)
    .join(locale === 'en' ? '; ' : '；')
}

/** Where the rows behind a figure of projects are listed. */
export function projectsPath(filter: Readonly<Record<string, string>> = {}): `/${string}` {
  const query = new URLSearchParams(filter).toString()
  return query === '' ? '/key-projects' : `/key-projects?${query}`
}

/** The targets in force of one light. */
export function targetsPath(light: string): `/${string}` {
  return `/targets?light=${light}&state=issued&state=settled&state=archived`
}
