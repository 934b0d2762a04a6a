import type { Day } from '../../../kernel/day.ts'
import type { WorkCalendar } from '../../../kernel/work-calendar.ts'
import type { PlanFrame, PlanNode } from '../contract/network.ts'
import { everyDay, startOfDayTick, type WorkedDays, withDays, withoutSeason, workdaysOf } from './clock.ts'

/** The days on which a node of a kind can go on in a plan. `workdays` are those of the notices unless a file brings its own. */
export function planDays(
  { calendar, dayKind }: Pick<PlanNode, 'calendar' | 'dayKind'>,
  { closures, winterStop }: PlanFrame,
  notices: WorkCalendar,
  workdays: WorkedDays = workdaysOf(notices),
): WorkedDays {
  if (calendar === 'continuous') return everyDay()
  const days = dayKind === 'working' ? workdays : everyDay()
  const open = closures.reduce((left, { from, through }) => withDays(left, from, through, 0), days)
  return calendar === 'outdoor' && winterStop ? withoutSeason(open, winterStop.from, winterStop.through) : open
}

/** Whether a day is among them. */
export function isWorkedTick(days: WorkedDays, day: Day): boolean {
  return days[startOfDayTick(day) >> 1] === 1
}
