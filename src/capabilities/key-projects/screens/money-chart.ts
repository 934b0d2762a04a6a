import { formatMoneyIn, formatPeriod, moneyUnitName } from '../../../kernel/format.ts'
import type { Locale } from '../../../kernel/language.ts'
import type { Period } from '../../../kernel/period.ts'
import { asYuan } from '../../../kernel/yuan.ts'
import type { ProjectMonth } from '../contract.ts'
import type { Words } from './project-columns.tsx'

const YUAN_IN_WAN = 10_000

/** A share of a plan needs no yuan: whole 万元, still in yuan. */
export function inWholeWan(yuan: number | null): number | null {
  return yuan === null ? null : Math.round(yuan / YUAN_IN_WAN) * YUAN_IN_WAN
}

interface Curve {
  readonly name: string
  readonly values: readonly (number | null)[]
  readonly isDashed?: boolean
}

/** Curves over months in 万元 with the same figures as a table; the first curve may be the plan, dashed. */
function curves(periods: readonly Period[], lines: readonly Curve[], monthWord: string, locale: Locale) {
  const unit = moneyUnitName('wan', locale)
  return {
    option: {
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', data: periods.map((period) => formatPeriod(period, locale)) },
      yAxis: { type: 'value', name: unit },
      series: lines.map(({ name, values, isDashed = false }) => ({
        name,
        type: 'line',
        connectNulls: true,
        ...(isDashed ? { symbol: 'none', lineStyle: { type: 'dashed' } } : { symbolSize: 7 }),
        data: values.map((value) => (value === null ? null : value / YUAN_IN_WAN)),
      })),
    },
    table: {
      headings: [monthWord, ...lines.map(({ name }) => `${name} (${unit})`)],
      rows: periods.map((period, index) => [
        formatPeriod(period, locale),
        ...lines.map(({ values }) => {
          const value = values[index] ?? null
          return value === null ? '—' : formatMoneyIn(asYuan(value), 'wan')
        }),
      ]),
    },
  }
}

/** Plan and both ledgers of one project, cumulative, month by month. */
export function ledgerChart(months: readonly ProjectMonth[], words: Words['money'], locale: Locale) {
  return curves(
    months.map((month) => month.period),
    [
      { name: words.planned, values: months.map((month) => inWholeWan(month.planned)), isDashed: true },
      { name: words.reported, values: months.map((month) => month.reported?.thisYear ?? null) },
      { name: words.statistical, values: months.map((month) => month.statistical?.thisYear ?? null) },
    ],
    words.period,
    locale,
  )
}

/** Both ledgers of the region, cumulative, month by month; the table says how many projects stand behind each month. */
export function regionChart(
  months: readonly {
    readonly period: Period
    readonly reported: number
    readonly statistical: number
    readonly projects: number
  }[],
  words: Words['money'],
  locale: Locale,
) {
  const { option, table } = curves(
    months.map((month) => month.period),
    [
      { name: words.reported, values: months.map((month) => month.reported) },
      { name: words.statistical, values: months.map((month) => month.statistical) },
    ],
    words.period,
    locale,
  )
  const headings = [...table.headings, words.projectsReporting]
  return { option, table: { headings, rows: table.rows.map((row, index) => [...row, months[index]?.projects ?? 0]) } }
}
