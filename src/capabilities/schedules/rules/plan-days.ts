import { addDays, type Day } from '../../../kernel/day.ts'
import type { WorkCalendar } from '../../../kernel/work-calendar.ts'
import type { PlanFrame, PlanNode } from '../contract/network.ts'
import { everyDay, startOfDayTick, type WorkedDays, withDays, withoutSeason, workdaysOf } from './clock.ts'

/** Number of the clock of standard working days, in which lags of working days are counted too. */
export const STANDARD = 0
/** Number of the clock of every day. */
export const CONTINUOUS = 4
const OPEN_DAYS = 1
const OUTDOOR = 2
const OUTDOOR_DAYS = 3

/** What each clock is for, in the order of their numbers. */
export const CLOCK_KINDS = [
  { calendar: 'standard', dayKind: 'working' },
  { calendar: 'standard', dayKind: 'calendar' },
  { calendar: 'outdoor', dayKind: 'working' },
  { calendar: 'outdoor', dayKind: 'calendar' },
  { calendar: 'continuous', dayKind: 'calendar' },
] as const satisfies readonly Pick<PlanNode, 'calendar' | 'dayKind'>[]

/** Whether days are counted by the notices of holidays, so that a count beyond the published years is provisional. */
export function countsWorkdays(clock: number): boolean {
  return clock === STANDARD || clock === OUTDOOR
}

/** The clock a node counts on, by number. */
export function clockNumber({ calendar, dayKind }: PlanNode): number {
  if (calendar === 'continuous') return CONTINUOUS
  if (calendar === 'outdoor') return dayKind === 'working' ? OUTDOOR : OUTDOOR_DAYS
  return dayKind === 'working' ? STANDARD : OPEN_DAYS
}

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

/** Days off the week, neighbours of one kind together. */
export interface OddDays {
  readonly first: Day
  readonly last: Day
  readonly isWorked: boolean
}

/** The stretches between two days in which other days are worked than `regular` says. */
export function oddDays(days: WorkedDays, regular: WorkedDays, from: Day, through: Day): readonly OddDays[] {
  const [first, last] = [startOfDayTick(from) >> 1, startOfDayTick(through) >> 1]
  const found: { first: Day; last: Day; isWorked: boolean }[] = []
  for (let index = first, since = -1; index <= last + 1; index += 1) {
    const isOdd = index <= last && days[index] !== regular[index]
    if (since >= 0 && !(isOdd && days[index] === days[since])) {
      found.push({
        first: addDays(from, since - first),
        last: addDays(from, index - 1 - first),
        isWorked: days[since] === 1,
      })
      since = -1
    }
    if (isOdd && since < 0) since = index
  }
  return found
}
