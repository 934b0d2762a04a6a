import { Facts, Section } from '../../../ui/kit/page.tsx'
import { DayText } from '../../../ui/kit/texts.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { sentenceOf } from '../../../kernel/language.ts'
import type { PlanFrame, Schedule, WorkingPlan } from '../contract.ts'
import { schedulesMessages } from '../messages/index.ts'

const WARNINGS_SHOWN = 20

/** How a plan stands in one glance: the day it must open, the day it will, what lies between, and what to watch. */
export function PlanSummary({
  schedule,
  frame,
  plan,
}: {
  readonly schedule: Omit<Schedule, 'nodes'>
  readonly frame: PlanFrame
  readonly plan: WorkingPlan
}) {
  const words = useMessages(schedulesMessages)
  const { locale } = useLocale()
  const { whole } = words
  const { winterStop } = frame
  const isProvisional = schedule.openOn > schedule.publishedThrough || schedule.finishOn > schedule.publishedThrough
  return (
    <Section title={words.panel}>
      <Facts
        items={[
          { label: whole.openOn, value: <DayText day={frame.openOn} /> },
          { label: whole.finishOn, value: <DayText day={schedule.finishOn} /> },
          {
            label: whole.margin,
            value: <b className={schedule.feasible ? undefined : 'k-error'}>{whole.marginDays(schedule.margin)}</b>,
          },
          { label: whole.counts, value: whole.countsText(plan.counts) },
          { label: whole.trouble, value: whole.troubleText(plan.counts) },
          { label: whole.criticalLabel, value: whole.critical(plan.counts.critical) },
          { label: whole.startOn, value: <DayText day={frame.startOn} /> },
          {
            label: whole.winterStop,
            value: winterStop ? whole.winterText(winterStop.from, winterStop.through) : whole.noWinter,
          },
        ]}
      />
      {isProvisional ? <p className="k-quiet schedules-note">{whole.provisional(schedule.publishedThrough)}</p> : null}
      {schedule.warnings.length > 0 ? (
        <details className="schedules-warnings">
          <summary>
            {whole.warnings} ({schedule.warnings.length})
          </summary>
          <ul>
            {[...new Set(schedule.warnings.map((each) => sentenceOf(problemOf(each), locale, [schedulesMessages])))]
              .slice(0, WARNINGS_SHOWN)
              .map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
          </ul>
        </details>
      ) : null}
    </Section>
  )
}

function problemOf({ code, params }: Schedule['warnings'][number]) {
  return { code, ...(params ? { params } : {}) }
}
