import { asSquareMetres, toMu } from '../../../kernel/area.ts'
import { formatDay, formatMoney, formatNumber, formatPeriod } from '../../../kernel/format.ts'
import { isDay } from '../../../kernel/day.ts'
import type { Locale } from '../../../kernel/language.ts'
import type { Period } from '../../../kernel/period.ts'
import { asYuan } from '../../../kernel/yuan.ts'
import type { Difference, LedgerRecord, RowValues } from '../contract.ts'
import type { dispatchesMessages } from '../messages/index.ts'

/** The words of this capability in one language. */
export type Words = (typeof dispatchesMessages)['zh-CN']

type Target = Extract<RowValues, { kind: 'target' }>

/** A figure in words: 不低于 560 亿元, 增长 6.4 %, 从 25 降至 9 天. */
export function figureText(values: Target, words: Words): string {
  const { comparator, value, value2, unit, from } = values
  const upper = value2 === null ? '' : `–${formatNumber(value2)}`
  const figure = value === null ? '' : `${formatNumber(value)}${upper}`
  const before = from === null ? '' : `${formatNumber(from)} → `
  return [before + words.comparators[comparator], figure, value === null ? '' : (unit ?? '')]
    .filter((part) => part !== '')
    .join(' ')
}

/** Land in 亩 for reading. */
export function areaText(squareMetres: number | null, words: Words): string {
  if (squareMetres === null) return '—'
  return `${formatNumber(String(Math.round(toMu(asSquareMetres(squareMetres)) * 100) / 100))} ${words.areaUnit}`
}

/** A difference between ledger and text, its values as people read them. */
export function differenceText({ field, ledger, text }: Difference, words: Words, locale: Locale): string {
  const shown = (value: string): string => {
    if (value === '') return ''
    if (field === 'investment') return formatMoney(asYuan(Number(value)), locale)
    if (field === 'area') return areaText(Number(value), words)
    if (field === 'stage') return words.stages[value] ?? value
    if (field === 'dueOn') return isDay(value) ? formatDay(value, locale) : value
    const [comparator = '', figure = ''] = value.split(' ')
    return field === 'goal' || field === 'value'
      ? `${(words.comparators as Readonly<Record<string, string>>)[comparator] ?? comparator} ${figure}`.trim()
      : value
  }
  const label = (words.values as Readonly<Record<string, string>>)[field] ?? field
  return `${label}: ${words.ledgerSays(shown(ledger), shown(text))}`
}

/** The time of a figure: its own, else the year of the dispatch. */
export function periodText(period: string | null, year: number | null, words: Words, locale: Locale): string {
  if (period !== null) return formatPeriod(period as Period, locale)
  return year === null ? words.rows.noPeriod : words.rows.dispatchYear(year)
}

/** Where a record of the ledger is shown. */
export function recordPath({ kind, id }: LedgerRecord): string {
  if (kind === 'key_project') return `/key-projects/${id}`
  if (kind === 'promise') return `/promises/${id}`
  return kind === 'target' ? `/targets/${id}` : '/claims'
}
