import { addDays, type Day, daysBetween, monthOf } from '../../../kernel/day.ts'
import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import {
  firstDay,
  lastDay,
  nextPeriod,
  type Period,
  periodIndex,
  periodKind,
  periodOf,
  periodYear,
  previousPeriod,
} from '../../../kernel/period.ts'
import { problem } from '../../../kernel/problem.ts'
import { isWorkday, type WorkCalendar } from '../../../kernel/work-calendar.ts'
import type { ReportKind } from '../contract.ts'
import defaults from '../data/defaults.json' with { type: 'json' }

/** The kind of report a period has. Refuses `progress_reports.period_kind` for anything but a month or a week. */
export function reportKindOf(period: Period): Outcome<ReportKind> {
  const kind = periodKind(period)
  return kind === 'month' || kind === 'week'
    ? ok(kind)
    : fail(problem('progress_reports.period_kind', { period }, ['period']))
}

/**
 * The last day to send the report of a period: a month by the 5th of the next one, a week by its Friday, moved to the next working day
 * (our defaults, kept as data).
 */
export function dueDay(period: Period, calendar: WorkCalendar): Day {
  const isWeek = periodKind(period) === 'week'
  const wanted = isWeek
    ? addDays(firstDay(period), defaults.week.dueWeekday - 1)
    : addDays(lastDay(period), defaults.month.dueDay)
  let day = wanted
  while (!isWorkday(calendar, day)) day = addDays(day, 1)
  return day
}

/** The first day on which a report of a period can be sent: a week from its Monday, a month from a few days before its end. */
export function opensOn(period: Period): Day {
  return periodKind(period) === 'week' ? firstDay(period) : addDays(lastDay(period), -defaults.month.opensDaysBeforeEnd)
}

/** The day after which a confirmed report of a period is locked. */
export function locksOn(period: Period, calendar: WorkCalendar): Day {
  const days = periodKind(period) === 'week' ? defaults.week.lockDaysAfterDue : defaults.month.lockDaysAfterDue
  return addDays(dueDay(period, calendar), days)
}

/** The periods that are owed on a day: the month that ended last, this week and the one before. */
export function owedPeriods(today: Day): readonly Period[] {
  const week = periodOf(today, 'week')
  return [previousPeriod(periodOf(today, 'month')), previousPeriod(week), week]
}

/** The period before, of the same kind. */
export const periodBefore = previousPeriod

/** The period after, of the same kind. */
export const periodAfter = nextPeriod

/** What decides whether a project owes a report. */
export interface Reporting {
  readonly stage: string
  readonly planYear: number | null
  readonly yearPlan: number | null
  readonly taskForceId: string | null
}

/**
 * Whether a project owes the report of a period: a month while money of a plan is being spent, a week while it is being built and a task
 * force stands beside it (which stages: our defaults, kept as data).
 */
export function owesReport(project: Reporting, period: Period): boolean {
  const isPlanned = (project.yearPlan ?? 0) > 0 && (project.planYear ?? periodYear(period)) === periodYear(period)
  if (!isPlanned) return false
  const isWeek = periodKind(period) === 'week'
  const { stages } = isWeek ? defaults.week : defaults.month
  return stages.includes(project.stage) && !(isWeek && defaults.week.needsTaskForce && project.taskForceId === null)
}

/** Calendar days a report is late on a day: 0 up to its due day. */
export function daysLate(dueOn: Day, today: Day): number {
  return Math.max(0, daysBetween(dueOn, today))
}

/** The month of the year, 1–12, in which a period ends. */
export function monthIndex(period: Period): number {
  return periodKind(period) === 'month' ? periodIndex(period) : monthOf(lastDay(period))
}

/** Whether a period is the first of its kind in its year. */
export function isFirstOfYear(period: Period): boolean {
  return periodYear(previousPeriod(period)) !== periodYear(period)
}

/** The periods of a kind up to a day that a person may choose from, the latest first. */
export function periodsToChoose(kind: ReportKind, today: Day, count: number): readonly Period[] {
  const periods: Period[] = []
  let each = periodOf(today, kind)
  if (opensOn(each) > today) each = previousPeriod(each)
  for (let index = 0; index < count; index += 1) {
    periods.push(each)
    each = previousPeriod(each)
  }
  return periods
}
