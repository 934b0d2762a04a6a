import { type Day, daysBetween } from '../../../kernel/day.ts'
import defaults from '../data/defaults.json' with { type: 'json' }

/** Which reminder of a deadline is due: three days before (or later, where it became known later), on the day itself, or none. */
export type Reminder = 'soon' | 'today'

/** How many days before a deadline the first reminder comes (our default, kept as data). */
export const REMINDED_DAYS_BEFORE = defaults.reminders.daysBefore

/** The reminder a deadline calls for on a day; what is overdue is not reminded, the ladder takes it. */
export function reminderOn(dueOn: Day | null, today: Day): Reminder | undefined {
  if (dueOn === null) return undefined
  const left = daysBetween(today, dueOn)
  if (left === 0) return 'today'
  return left > 0 && left <= REMINDED_DAYS_BEFORE ? 'soon' : undefined
}

/** The key under which a reminder is told once: a deadline that moves is another. */
export function reminderKey(dutyKey: string, dueOn: Day, reminder: Reminder): string {
  return `due:${dutyKey}:${dueOn}:${reminder}`
}
