import { compareDays, type Day, dayOfMonth, firstDayOfMonth, isDay, lastDayOfMonth } from '../../../kernel/day.ts'

/** A stretch of days, both ends included. */
export interface Span {
  readonly startOn: Day
  readonly finishOn: Day
}

/**
 * The twelve cells of a year in which a node is planned, as the 倒排工期表 writes them: `10日起` in the month it begins, `●` in months it fills,
 * `20日止` in the month it ends, `10—20日` where it begins and ends in one month, `20日` for a single day, nothing in the others.
 */
export function monthCells({ startOn, finishOn }: Span, year: number): readonly string[] {
  return Array.from({ length: 12 }, (_, index) => {
    const [first, last] = [firstDayOfMonth(year, index + 1), lastDayOfMonth(year, index + 1)]
    if (finishOn < first || startOn > last) return ''
    const [begins, ends] = [startOn >= first, finishOn <= last]
    const [from, to] = [dayOfMonth(startOn), dayOfMonth(finishOn)]
    if (begins && ends) return from === to ? `${to}日` : `${from}—${to}日`
    if (begins) return `${from}日起`
    return ends ? `${to}日止` : '●'
  })
}

/**
 * The stretch twelve cells stand for, read back: any mark means that month. Days in our own form count; a mark in other words (完成基础) takes
 * the whole month. Answers nothing where no month is marked.
 */
export function spanOfCells(cells: readonly string[], year: number): Span | undefined {
  const marked = cells.flatMap((cell, index) => (cell.trim() === '' ? [] : [{ cell: cell.trim(), month: index + 1 }]))
  const [first, last] = [marked[0], marked.at(-1)]
  if (!first || !last) return undefined
  const startOn = dayIn(year, first.month, edgesIn(first.cell).from) ?? firstDayOfMonth(year, first.month)
  const finishOn = dayIn(year, last.month, edgesIn(last.cell).to) ?? lastDayOfMonth(year, last.month)
  return compareDays(startOn, finishOn) <= 0
    ? { startOn, finishOn }
    : { startOn: firstDayOfMonth(year, first.month), finishOn: lastDayOfMonth(year, last.month) }
}

const BOTH = /^(\d{1,2})日?[—–\-~至到](\d{1,2})日$/
const FROM = /^(\d{1,2})日(?:起|开始)$/
const TO = /^(\d{1,2})日(?:止|前|完成)?$/

function edgesIn(cell: string): { readonly from?: number; readonly to?: number } {
  const both = BOTH.exec(cell)
  if (both) return { from: Number(both[1]), to: Number(both[2]) }
  const from = FROM.exec(cell)
  if (from) return { from: Number(from[1]) }
  const to = TO.exec(cell)
  if (!to) return {}
  const isSingle = cell.endsWith('日')
  return isSingle ? { from: Number(to[1]), to: Number(to[1]) } : { to: Number(to[1]) }
}

function dayIn(year: number, month: number, date: number | undefined): Day | undefined {
  if (date === undefined) return undefined
  const text = `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
  return isDay(text) ? text : undefined
}
