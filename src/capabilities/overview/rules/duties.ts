import { compareDays, type Day, addDays, firstDayOfMonth, monthOf, weekday, yearOf } from '../../../kernel/day.ts'
import type { Duty } from '../../../kernel/duty.ts'
import { asPeriod, lastDay, type Period } from '../../../kernel/period.ts'
import type { OwedLine, Stage } from '../contract.ts'
import defaults from '../data/defaults.json' with { type: 'json' }

/** The last day of the week a day lies in, its Sunday. */
export function endOfWeek(day: Day): Day {
  return addDays(day, 7 - weekday(day))
}

/**
 * What several rooms say somebody owes, as one list: nothing due after `until`, each duty once (the one due first, of two that are told
 * alike), overdue first, then by due day, those without a day last.
 */
export function mergeDuties(told: readonly Duty[], today: Day, until: Day): readonly OwedLine[] {
  const ordered = told
    .filter(({ dueOn, count }) => count > 0 && (dueOn === null || compareDays(dueOn, until) <= 0))
    .toSorted((one, other) => compareDue(one.dueOn, other.dueOn) || (one.key < other.key ? -1 : 1))
  const once = new Map<string, Duty>()
  for (const duty of ordered) if (!once.has(duty.key)) once.set(duty.key, duty)
  return [...once.values()].map(({ key, kind, title, unitName, dueOn, count, path, values }) => ({
    key,
    kind,
    title,
    unitName,
    dueOn,
    isOverdue: dueOn !== null && compareDays(dueOn, today) < 0,
    count,
    path,
    values: { ...values },
  }))
}

function compareDue(one: Day | null, other: Day | null): number {
  if (one === null || other === null) return (one === null ? 1 : 0) - (other === null ? 1 : 0)
  return compareDays(one, other)
}

/** The month whose figures projects owe on a day, and the day they are due: the month before, by the 5th of this one (our default). */
export function figuresDue(today: Day): { readonly month: Period; readonly dueOn: Day } {
  const [year, month] = monthOf(today) === 1 ? [yearOf(today) - 1, 12] : [yearOf(today), monthOf(today) - 1]
  const begun = firstDayOfMonth(yearOf(today), monthOf(today))
  return {
    month: asPeriod(`${year}-M${String(month).padStart(2, '0')}`),
    dueOn: addDays(begun, defaults.projectFiguresDueOnDay - 1),
  }
}

/** Stages in which money is spent by a plan: before, nothing is due; after, nothing more. */
const SPENDING: readonly Stage[] = ['permits', 'started', 'under_construction', 'completed']

/** Whether a project with a plan for the month's year owes the figure of that month: its last one ends earlier, or there is none. */
export function owesFigure(
  project: {
    readonly stage: Stage
    readonly planYear: number | null
    readonly yearPlan: number | null
    readonly investedAsOf: string | null
  },
  month: Period,
): boolean {
  const year = Number(month.slice(0, 4))
  if ((project.yearPlan ?? 0) <= 0 || (project.planYear ?? year) !== year || !SPENDING.includes(project.stage))
    return false
  return project.investedAsOf === null || lastDay(asPeriod(project.investedAsOf)) < lastDay(month)
}
