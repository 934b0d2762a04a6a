import type { Day } from '../../../kernel/day.ts'
import { lastDay, type Period, periodKind } from '../../../kernel/period.ts'
import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import { problem } from '../../../kernel/problem.ts'
import { addWorkdays, type WorkCalendar, workdaysBetween } from '../../../kernel/work-calendar.ts'
import type { Level } from '../contract.ts'

/** Working days in which assessed units look at their figures and may object. */
export const CHECK_WORKDAYS = 5

/** Working days in which an objection is answered. */
export const ANSWER_WORKDAYS = 5

/** The last day on which assessed units may object to figures laid before them on `from`; that day is not counted. */
export function checkDueOn(calendar: WorkCalendar, from: Day): Day {
  return addWorkdays(calendar, from, CHECK_WORKDAYS).day
}

/** The last day of the answer to an objection raised on `from`; that day is not counted. */
export function answerDueOn(calendar: WorkCalendar, from: Day): Day {
  return addWorkdays(calendar, from, ANSWER_WORKDAYS).day
}

/** Working days left until a day; 0 on the day itself, negative after it. */
export function workdaysLeft(calendar: WorkCalendar, today: Day, dueOn: Day): number {
  return workdaysBetween(calendar, today, dueOn).workdays
}

/** Whether assessed units may still object: on the last day too. */
export function isCheckOpen(dueOn: string | null, today: Day): boolean {
  return dueOn !== null && today <= dueOn
}

/**
 * The period of a round, if it can be opened today: a month, quarter or year of its level that is over. Refuses `assessment.period_kind` and
 * `assessment.period_running`: what is not over cannot be ranked.
 */
export function roundPeriod(level: Level, period: Period, year: number, today: Day): Outcome<Period> {
  if (periodKind(period) !== level || Number(period.slice(0, 4)) !== year)
    return fail(problem('assessment.period_kind', { period, level, year }, ['period']))
  return lastDay(period) < today
    ? ok(period)
    : fail(problem('assessment.period_running', { period, day: lastDay(period) }, ['period']))
}
