import { dayOf } from '../../../kernel/day.ts'
import { type Frequency, type Period, periodOf, previousPeriod } from '../../../kernel/period.ts'

const COUNTS = { day: 14, week: 20, month: 18, quarter: 8, half: 6, year: 4 } as const satisfies Record<
  Frequency,
  number
>

/** The running period of a kind and those before it, the newest first. */
export function recentPeriods(kind: Frequency): readonly Period[] {
  const periods = [periodOf(dayOf(new Date()), kind)]
  for (let last = periods[0]; last && periods.length < COUNTS[kind]; ) {
    last = previousPeriod(last)
    periods.push(last)
  }
  return periods
}

/** The period a paper is usually written of: the one that ended last, of days and weeks the running one. */
export function usualPeriod(kind: Frequency): Period {
  const running = periodOf(dayOf(new Date()), kind)
  return kind === 'day' || kind === 'week' ? running : previousPeriod(running)
}
