import { addDays, compareDays, type Day, weekday } from '../../../kernel/day.ts'
import type { Duty } from '../../../kernel/duty.ts'
import { addWorkdays, type WorkCalendar, workdaysBetween } from '../../../kernel/work-calendar.ts'
import type { OwedLine } from '../contract.ts'

/** The last day of the week a day lies in, its Sunday. */
export function endOfWeek(day: Day): Day {
  return addDays(day, 7 - weekday(day))
}

/** The last day the list of the week reaches to: its Sunday, and the next working day in any case, so that a weekend hides nothing. */
export function endOfList(today: Day, calendar: WorkCalendar): Day {
  const [sunday, next] = [endOfWeek(today), addWorkdays(calendar, today, 1).day]
  return compareDays(next, sunday) > 0 ? next : sunday
}

/**
 * What several rooms say somebody owes, as one list: nothing due after `until`, each duty once (the one due first, of two that are told
 * alike), overdue first, then by due day and by the working days to spare, those without a day last. What spares nobody tells otherwise is
 * counted to its day.
 */
export function mergeDuties(
  told: readonly Duty[],
  { today, until, calendar }: { readonly today: Day; readonly until: Day; readonly calendar: WorkCalendar },
): readonly OwedLine[] {
  const floatOf = ({ float, dueOn }: Duty): number | null =>
    float ?? (dueOn === null ? null : workdaysBetween(calendar, today, dueOn).workdays)
  const ordered = told
    .filter(({ dueOn, count }) => count > 0 && (dueOn === null || compareDays(dueOn, until) <= 0))
    .toSorted(
      (one, other) =>
        compareDue(one.dueOn, other.dueOn) ||
        (floatOf(one) ?? 0) - (floatOf(other) ?? 0) ||
        (one.key < other.key ? -1 : 1),
    )
  const once = new Map<string, Duty>()
  for (const duty of ordered) if (!once.has(duty.key)) once.set(duty.key, duty)
  return [...once.values()].map((duty) => lineOf(duty, floatOf(duty), today))
}

function lineOf(duty: Duty, float: number | null, today: Day): OwedLine {
  const { key, kind, title, unitName, dueOn, count, path, values } = duty
  return {
    key,
    kind,
    title,
    unitName,
    dueOn,
    isOverdue: dueOn !== null && compareDays(dueOn, today) < 0,
    count,
    path,
    values: { ...values },
    float,
  }
}

function compareDue(one: Day | null, other: Day | null): number {
  if (one === null || other === null) return (one === null ? 1 : 0) - (other === null ? 1 : 0)
  return compareDays(one, other)
}
