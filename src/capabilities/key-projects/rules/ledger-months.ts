import { type Period, periodIndex, periodYear } from '../../../kernel/period.ts'
import { monthOfYear } from './money.ts'

/** What a column of a ledger says of one month: money since January, or of the month alone. */
export interface MonthColumn {
  readonly month: number
  readonly kind: 'cumulative' | 'month'
}

/** An amount of such a column in one row, whole yuan. */
export interface MonthAmount extends MonthColumn {
  readonly amount: number
}

/** A cumulative figure of a past month, whole yuan. */
export interface HistoryMonth {
  readonly period: Period
  readonly thisYear: number
}

const PLANNED = /计划|目标|任务|预计|拟/
const SINCE_JANUARY =
  /(?:^|\/)(?:\d{4}年)?(?:(?:1|一)[-至到]|截[至止]?到?|至)(\d{1,2})月[底末]?(?:份)?(?:累计|完成|投资|实际|$)/
const CUMULATIVE = /(?:^|\/)(?:\d{4}年)?(\d{1,2})月[底末]?(?:份)?累计/
const ALONE = /(?:^|\/)(?:\d{4}年)?(\d{1,2})月(?:份)?(?:当月)?(?:完成|实际|投资)?(?:投资|完成)?(?:额|数)?$/
const DONE = /完成|实际/

/**
 * Which month a heading counts, with the merged headings above it joined by `/`: `1—3月累计`, `4月累计完成`, `分月完成投资/5月`. Nothing for
 * plans, and for a bare `5月` under no word of doing.
 */
export function readMonthHeading(heading: string): MonthColumn | undefined {
  const plain = heading
    .normalize('NFKC')
    .replace(/[\s()[\]万亿元:,]/g, '')
    .replace(/[—–―−~]/g, '-')
  if (PLANNED.test(plain)) return undefined
  const sinceJanuary = SINCE_JANUARY.exec(plain) ?? CUMULATIVE.exec(plain)
  if (sinceJanuary) return column(sinceJanuary[1], 'cumulative')
  const alone = DONE.test(plain) ? ALONE.exec(plain) : null
  return alone ? column(alone[1], 'month') : undefined
}

function column(text: string | undefined, kind: MonthColumn['kind']): MonthColumn | undefined {
  const month = Number(text)
  return month >= 1 && month <= 12 ? { month, kind } : undefined
}

/**
 * The past months one row of a ledger tells, each as money since January: cumulative columns as they stand, months alone added up from
 * January without a gap, and the month before the figure where the ledger says what its last month added (本月完成). Only months before
 * `asOf`, the month of the row's own figure; a cumulative column goes before what is added up.
 */
export function historyOf(
  amounts: readonly MonthAmount[],
  own: { readonly asOf: Period; readonly thisYear: number | undefined; readonly thisMonth: number | undefined },
): readonly HistoryMonth[] {
  const year = periodYear(own.asOf)
  const last = periodIndex(own.asOf)
  const months = new Map<number, number>()
  const before = own.thisYear !== undefined && own.thisMonth !== undefined ? own.thisYear - own.thisMonth : -1
  if (before >= 0 && last > 1) months.set(last - 1, before)
  for (const [month, thisYear] of addedUp(amounts)) if (month < last) months.set(month, thisYear)
  for (const { month, kind, amount } of amounts) if (kind === 'cumulative' && month < last) months.set(month, amount)
  return [...months]
    .toSorted(([one], [other]) => one - other)
    .map(([month, thisYear]) => ({ period: monthOfYear(year, month), thisYear }))
}

/** Months alone, added up from the first column on, which is January or stands for 1—2月, as long as no month is missing. */
function addedUp(amounts: readonly MonthAmount[]): readonly (readonly [month: number, thisYear: number])[] {
  const alone = amounts.filter((each) => each.kind === 'month').toSorted((one, other) => one.month - other.month)
  if (alone[0] === undefined || alone[0].month > 2) return []
  const sums: [number, number][] = []
  let next = alone[0].month
  let sum = 0
  for (const { month, amount } of alone) {
    if (month !== next) break
    sum += amount
    sums.push([month, sum])
    next += 1
  }
  return sums
}
