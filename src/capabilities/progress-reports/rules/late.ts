import { asDay, type Day, daysBetween } from '../../../kernel/day.ts'
import { lastDay, type Period } from '../../../kernel/period.ts'
import type { WorkCalendar } from '../../../kernel/work-calendar.ts'
import defaults from '../data/defaults.json' with { type: 'json' }
import { dueDay, owedPeriods, owesReport, type Reporting } from './periods.ts'

/** A project as alarms look at it. `lastSentOn` is the day its latest report was sent. */
export interface Watched extends Reporting {
  readonly id: string
  readonly investedAsOf: string | null
  readonly lastSentOn: Day | null
}

/** Something that is late or silent. A silence has no period. */
export interface FoundAlarm {
  readonly projectId: string
  readonly kind: 'late' | 'silent'
  readonly period: Period | null
  readonly since: Day
}

/**
 * Late reports and silent projects of a day. Late: the report of an owed period is not sent after its day. Silent: a project under way of
 * which nothing was heard for more than 60 days (our default, kept as data), counted from its last report or the period of its last
 * figure; where neither is known, from the first day of its plan's year.
 */
export function alarmsOf(
  projects: readonly Watched[],
  isSent: (projectId: string, period: Period) => boolean,
  today: Day,
  calendar: WorkCalendar,
): readonly FoundAlarm[] {
  const due = owedPeriods(today).map((period) => ({ period, dueOn: dueDay(period, calendar) }))
  return projects.flatMap((project) => {
    const late = due
      .filter(({ period, dueOn }) => dueOn < today && owesReport(project, period) && !isSent(project.id, period))
      .map(({ period, dueOn }): FoundAlarm => ({ projectId: project.id, kind: 'late', period, since: dueOn }))
    const heardOn = lastHeardOn(project)
    const isSilent =
      defaults.silentStages.includes(project.stage) &&
      heardOn !== null &&
      daysBetween(heardOn, today) > defaults.silentDays
    return isSilent ? [...late, { projectId: project.id, kind: 'silent', period: null, since: heardOn }] : late
  })
}

/** The last day on which a project told anything. */
export function lastHeardOn({ investedAsOf, lastSentOn, planYear }: Watched): Day | null {
  const figure = investedAsOf === null ? null : lastDay(investedAsOf as Period)
  const heard = [figure, lastSentOn].filter((day): day is Day => day !== null).toSorted()
  return heard.at(-1) ?? (planYear === null ? null : asDay(`${planYear}-01-01`))
}
