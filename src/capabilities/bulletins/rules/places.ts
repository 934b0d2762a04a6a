import { type Day, yearOf } from '../../../kernel/day.ts'
import { formatCumulativePeriod, formatDay, formatPeriod } from '../../../kernel/format.ts'
import { lastDay, nextPeriod, type Period, previousPeriod, yearEarlier } from '../../../kernel/period.ts'
import type { Binding, BoundWhen, Piece } from '../contract.ts'

/** Names in braces that are filled by what a bulletin is about, not by a number. */
export const FIXED_PLACES = ['地区', '全域', '期', '累计', '截至', '下期', '上期', '年', '收件', '原件'] as const
export type FixedPlace = (typeof FIXED_PLACES)[number]

/** What a bulletin is about. */
export interface About {
  readonly regionName: string
  readonly period: Period
  readonly recipient: string
  /** Title and number of what a correction notice is about; empty in everything else. */
  readonly original: string
  /** The day it is signed on. */
  readonly day: Day
}

const PLACE = /\{([\p{L}\p{N}_]{1,20})\}/gu

/** The names in braces of a text, in their order. */
export function placesOf(text: string): readonly string[] {
  return [...text.matchAll(PLACE)].map((match) => match[1] ?? '')
}

/** Whether a name in braces is one of the fixed ones. */
export function isFixedPlace(name: string): name is FixedPlace {
  return FIXED_PLACES.some((each) => each === name)
}

/** The period a number is asked for, seen from that of its bulletin. */
export function periodAsked(period: Period, when: BoundWhen): Period {
  if (when === 'previous') return previousPeriod(period)
  return when === 'year_earlier' ? yearEarlier(period) : period
}

function fixedText(name: FixedPlace, { regionName, period, recipient, original, day }: About): string {
  const end = lastDay(period)
  switch (name) {
    case '地区':
      return regionName
    case '期':
      return formatPeriod(period, 'zh-CN')
    case '累计':
      return formatCumulativePeriod(period, 'zh-CN')
    case '截至':
      return formatDay(end < day ? end : day, 'zh-CN')
    case '下期':
      return formatPeriod(nextPeriod(period), 'zh-CN')
    case '上期':
      return formatPeriod(previousPeriod(period), 'zh-CN')
    case '年':
      return `${yearOf(end)}年`
    case '全域':
      return `全${Array.from(regionName).at(-1) ?? ''}`
    case '原件':
      return original
    default:
      return recipient
  }
}

/** A text with its fixed names filled in; names of numbers stay. Filled once: what is filled in is not read again. */
export function withFixed(text: string, about: About): string {
  return text.replace(PLACE, (whole, name: string) => (isFixedPlace(name) ? fixedText(name, about) : whole))
}

/**
 * A text as the paper says it, in pieces: plain words, and the shown number of each binding under its name. A number nobody knows shows as `—`;
 * a name that is neither fixed nor bound stays in its braces.
 */
export function piecesOf(text: string, about: About, shown: ReadonlyMap<string, string>): readonly Piece[] {
  const pieces: Piece[] = []
  let plain = ''
  let from = 0
  for (const match of text.matchAll(PLACE)) {
    const name = match[1] ?? ''
    plain += text.slice(from, match.index)
    from = match.index + match[0].length
    const number = shown.get(name)
    if (number !== undefined) {
      if (plain !== '') pieces.push({ text: plain, number: null })
      pieces.push({ text: number === '' ? '—' : number, number: name })
      plain = ''
    } else plain += isFixedPlace(name) ? fixedText(name, about) : match[0]
  }
  plain += text.slice(from)
  return plain === '' ? pieces : [...pieces, { text: plain, number: null }]
}

/** A text in one string, as the paper says it. */
export function plainOf(pieces: readonly Piece[]): string {
  return pieces.map((each) => each.text).join('')
}

/** Whether two bindings ask the same question and write it the same way. */
export function isSameBinding(one: Binding, other: Binding): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
