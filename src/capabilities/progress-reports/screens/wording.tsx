import { formatDay, formatPercent, formatPeriod } from '../../../kernel/format.ts'
import { asDay, type Day, dayOf } from '../../../kernel/day.ts'
import { type Period, periodKind } from '../../../kernel/period.ts'
import { asRatio } from '../../../kernel/ratio.ts'
import { Mark } from '../../../ui/kit/marks.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import type { ReportKind, ReportState } from '../contract.ts'
import { progressReportsMessages } from '../messages/index.ts'

/** The words of this room in one language. */
export type Words = (typeof progressReportsMessages)['zh-CN']

const TONES = {
  due: 'calm',
  submitted: 'notice',
  unit_checked: 'notice',
  returned: 'bad',
  confirmed: 'good',
  locked: 'good',
} as const satisfies Record<ReportState, string>

/** How far a report is, and how late. */
export function StateMarks({ state, daysLate = 0 }: { readonly state: ReportState; readonly daysLate?: number }) {
  const words = useMessages(progressReportsMessages)
  return (
    <>
      <Mark tone={TONES[state]}>{words.states[state]}</Mark>{' '}
      {daysLate > 0 ? <Mark tone="bad">{words.late(daysLate)}</Mark> : null}
    </>
  )
}

/** Today, where the region is. */
export function today(): Day {
  return dayOf(new Date())
}

/** The kind of report a period has. */
export function kindOf(period: string): ReportKind {
  return periodKind(period as Period) === 'week' ? 'week' : 'month'
}

/** A period, a day and a share in the reader's language. */
export function useTexts() {
  const { locale } = useLocale()
  const words = useMessages(progressReportsMessages)
  return {
    period: (period: string) => formatPeriod(period as Period, locale),
    report: (period: string) => words.report.title(words.kinds[kindOf(period)], formatPeriod(period as Period, locale)),
    day: (day: string | null) => (day === null ? '' : formatDay(asDay(day), locale)),
    share: (part: number, whole: number) => (whole === 0 ? '—' : formatPercent(asRatio(part / whole), { places: 0 })),
  }
}
