import { parseExact } from '../../../kernel/exact.ts'
import type { Dimension, Interval, RuleBody, Span } from '../contract.ts'

/** An interval as it is added: everything above the last end, green. */
export function newInterval(intervals: readonly Interval[]): Interval {
  const last = intervals.at(-1)
  const from = last?.to ?? null
  return { from, to: null, fromClosed: from !== null && last?.toClosed !== true, toClosed: false, light: 'green' }
}

/** A dimension as it is added: on pace, with one end at zero, under a key nobody has. */
export function newDimension(body: RuleBody): Dimension {
  const keys = new Set(body.dimensions.map((each) => each.key))
  const number = Array.from({ length: 7 }, (_, index) => index + 1).find((each) => !keys.has(`measure_${each}`)) ?? 1
  return {
    key: `measure_${number}`,
    base: 'gap_points',
    intervals: [
      { from: '0', to: null, fromClosed: true, toClosed: false, light: 'green' },
      { from: null, to: '0', fromClosed: false, toClosed: false, light: 'red' },
    ],
    streak: null,
    recoverAfter: 1,
    excuses: [],
  }
}

/** Ends that are typed and are no numbers: nothing can be proved or drawn with them. */
export function badEnds(body: RuleBody): readonly string[] {
  const spans: readonly Span[] = [...body.dimensions.flatMap((each) => each.intervals), ...body.conditions]
  const ends = spans.flatMap(({ from, to }) => [from, to]).filter((end) => end !== null)
  return [...new Set(ends.filter((end) => !isDecimal(end)))]
}

/** A dimension whose ends can all be read. */
export function isReadable({ intervals }: Pick<Dimension, 'intervals'>): boolean {
  return intervals.every(({ from, to }) => (from === null || isDecimal(from)) && (to === null || isDecimal(to)))
}

function isDecimal(text: string): boolean {
  return /^-?\d{1,15}(\.\d{1,12})?$/.test(text) && parseExact(text) !== undefined
}

/** An end as it was typed: blank is no limit, and a limit without a number belongs to nothing. */
export function endOf(typed: string): string | null {
  const text = typed.normalize('NFKC').trim()
  return text === '' ? null : text
}
