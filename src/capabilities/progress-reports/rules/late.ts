import { type Day, daysBetween } from '../../../kernel/day.ts'
import { lastDay, type Period } from '../../../kernel/period.ts'
import type { WorkCalendar } from '../../../kernel/work-calendar.ts'
import defaults from '../data/defaults.json' with { type: 'json' }
import { dueDay, owedPeriods, owesReport, type Reporting } from './periods.ts'

/** A project as alarms look at it. `createdOn` is the day it entered the library, `lastSentOn` the day its latest report was sent. */
export interface Watched extends Reporting {
  readonly id: string
  readonly createdOn: Day
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
 * which nothing was heard for more than 60 days (our default, kept as data), counted from its last report, the period of its last
 * figure or its entry into the library, whichever is latest.
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
    const isSilent = defaults.silentStages.includes(project.stage) && daysBetween(heardOn, today) > defaults.silentDays
    return isSilent ? [...late, { projectId: project.id, kind: 'silent', period: null, since: heardOn }] : late
  })
}

/** The last day on which a project told anything: a figure's period, a report, or its entry into the library. */
export function lastHeardOn({ createdOn, investedAsOf, lastSentOn }: Watched): Day {
  const figure = investedAsOf === null ? null : lastDay(investedAsOf as Period)
  return [createdOn, figure, lastSentOn].reduce<Day>(
    (latest, day) => (day !== null && day > latest ? day : latest),
    createdOn,
  )
}
