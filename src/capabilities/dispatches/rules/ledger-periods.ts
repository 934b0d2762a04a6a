import { asDay, type Day, isDay } from '../../../kernel/day.ts'
import { lastDay, parsePeriod, type Period } from '../../../kernel/period.ts'

const two = (month: number): string => String(month).padStart(2, '0')

function periodOfText(text: string): Period | null {
  const parsed = parsePeriod(text)
  return parsed.ok ? parsed.value : null
}

/**
 * The ledger's period of a time as dispatches say it: `2023`, `2023H1`, `2023Q1`, `2023-06`, a day, or a range `2023-01/2023-06`. A range
 * from January is the stretch to its end (half, quarters, 1—2月, else the last month); another range is its last part; a length
 * without a start (`3y`) is none.
 */
export function periodOfNotation(notation: string | null): Period | null {
  if (notation === null) return null
  const [first = '', last] = notation.split('/')
  if (last !== undefined) return periodOfRange(first, last)
  if (isDay(first)) return periodOfText(first)
  return periodOfText(first.replace(/^(\d{4})([HQ])/, '$1-$2').replace(/^(\d{4})-(\d{2})$/, '$1-M$2'))
}

function periodOfRange(first: string, last: string): Period | null {
  const year = first.slice(0, 4)
  const month = Number(/^\d{4}-(\d{2})/.exec(last)?.[1] ?? 0)
  if (!first.endsWith('-01') || !last.startsWith(`${year}-`) || month === 0) return periodOfNotation(last)
  const whole: Readonly<Record<number, string>> = {
    2: `${year}-M01_02`,
    3: `${year}-Q1`,
    6: `${year}-H1`,
    12: year,
  }
  return periodOfText(whole[month] ?? `${year}-M${two(month)}`)
}

/** The last day on which a deadline said as a period is met; null where none was said. */
export function lastDayOfNotation(notation: string | null, yearOfText: number | null): Day | null {
  const length = /^(\d{1,2})y$/.exec(notation ?? '')?.[1]
  if (length !== undefined) {
    const year = (yearOfText ?? 0) + Number(length) - 1
    return yearOfText === null || year > 2199 ? null : asDay(`${year}-12-31`)
  }
  const period = periodOfNotation(notation)
  return period && lastDay(period)
}
