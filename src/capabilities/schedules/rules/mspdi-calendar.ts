import { at, BEYOND, type Clock } from './clock.ts'
import { DAY_MINUTES, dayIndex, parseMinute, partsOfIndex, weekdayOfIndex } from './mspdi-time.ts'
import { child, textOf, type XmlElement } from './xml.ts'

/** Working times of a day: minutes of the day from and to, ascending. */
type Hours = readonly (readonly [number, number])[]

interface Stretch {
  readonly first: number
  readonly last: number
  readonly hours: Hours
  /** Whether a day of the stretch is meant: an exception that recurs means only some. */
  readonly isMeant: (index: number) => boolean
}

/** A calendar of the file: its own week by day (1 = Sunday), weeks and exceptions, laid over those of its base. */
export interface MspdiCalendar {
  readonly uid: string
  readonly name: string
  readonly base: string
  readonly week: ReadonlyMap<number, Hours>
  readonly weeks: readonly {
    readonly first: number
    readonly last: number
    readonly week: ReadonlyMap<number, Hours>
  }[]
  readonly exceptions: readonly Stretch[]
}

const STANDARD_HOURS: Hours = [
  [480, 720],
  [780, 1020],
]
/** The axis of days, 1900–2199. */
const DAYS = 109_573

/** Reads the calendars of a project. What cannot be read of one is left out; its base then holds. */
export function readCalendars(project: XmlElement): ReadonlyMap<string, MspdiCalendar> {
  const calendars = (child(project, 'Calendars')?.children ?? []).map((element): MspdiCalendar => {
    const days = child(element, 'WeekDays')?.children ?? []
    const named = child(element, 'Exceptions')?.children ?? []
    const old = days.filter((day) => textOf(day, 'DayType') === '0')
    return {
      uid: textOf(element, 'UID'),
      name: textOf(element, 'Name'),
      base: textOf(element, 'BaseCalendarUID'),
      week: readWeek(days),
      weeks: (child(element, 'WorkWeeks')?.children ?? []).flatMap(readWorkWeek),
      // Newer files say every exception twice, once in the old way.
      exceptions: (named.length > 0 ? named : old).flatMap(readException),
    }
  })
  return new Map(calendars.map((calendar) => [calendar.uid, calendar]))
}

function readWeek(days: readonly XmlElement[]): ReadonlyMap<number, Hours> {
  return new Map(
    days.flatMap((day) => {
      const type = Number(textOf(day, 'DayType'))
      return type >= 1 && type <= 7 ? [[type, readHours(day)] as const] : []
    }),
  )
}

function readHours(day: XmlElement): Hours {
  if (textOf(day, 'DayWorking') !== '1') return []
  return (child(day, 'WorkingTimes')?.children ?? [])
    .flatMap((time) => {
      const [from, to] = [minuteOfDay(textOf(time, 'FromTime')), minuteOfDay(textOf(time, 'ToTime'))]
      if (from === undefined || to === undefined) return []
      // Midnight at the end of a day is written as its beginning.
      return [[from, to <= from ? DAY_MINUTES : to] as const]
    })
    .toSorted(([left], [right]) => left - right)
}

function minuteOfDay(text: string): number | undefined {
  const match = /^(\d{2}):(\d{2})/.exec(text)
  return match ? Number(match[1]) * 60 + Number(match[2]) : undefined
}

function readPeriod(element: XmlElement): { readonly first: number; readonly last: number } | undefined {
  const period = child(element, 'TimePeriod')
  const [from, to] = [parseMinute(textOf(period, 'FromDate')), parseMinute(textOf(period, 'ToDate'))]
  return from === undefined || to === undefined ? undefined : { first: dayIndex(from), last: dayIndex(to) }
}

function readWorkWeek(element: XmlElement): MspdiCalendar['weeks'] {
  const period = readPeriod(element)
  return period ? [{ ...period, week: readWeek(child(element, 'WeekDays')?.children ?? []) }] : []
}

function readException(element: XmlElement): readonly Stretch[] {
  const period = readPeriod(element)
  return period ? [{ ...period, hours: readHours(element), isMeant: recurrence(element, period.first) }] : []
}

const EVERY_DAY = (): boolean => true

/**
 * Which days of its period an exception means. Types of the format: 1 every so many days, 2 and 3 yearly by date and by position in the month,
 * 4 and 5 monthly likewise, 6 weekly on the days of a mask (1 = Sunday, 2 = Monday, …).
 */
function recurrence(element: XmlElement, first: number): (index: number) => boolean {
  const number = (name: string): number => Number(textOf(element, name) || 0)
  const every = Math.max(1, number('Period'))
  const [month, monthDay, mask] = [number('Month') + 1, number('MonthDay'), number('DaysOfWeek')]
  const start = partsOfIndex(first)
  const months = (index: number): number => {
    const { year, month: now } = partsOfIndex(index)
    return (year - start.year) * 12 + now - start.month
  }
  const inPosition = (index: number): boolean => isInPosition(index, number('MonthItem'), number('MonthPosition'))
  switch (textOf(element, 'Type')) {
    case '1':
      return every === 1 ? EVERY_DAY : (index) => (index - first) % every === 0
    case '2':
      return (index) => partsOfIndex(index).month === month && partsOfIndex(index).day === monthDay
    case '3':
      return (index) => partsOfIndex(index).month === month && inPosition(index)
    case '4':
      return (index) => partsOfIndex(index).day === monthDay && months(index) % every === 0
    case '5':
      return (index) => months(index) % every === 0 && inPosition(index)
    case '6': {
      const sunday = first - (weekdayOfIndex(first) - 1)
      return (index) =>
        (mask & (1 << (weekdayOfIndex(index) - 1))) !== 0 && Math.floor((index - sunday) / 7) % every === 0
    }
    default:
      return EVERY_DAY
  }
}

/** `item`: 0 any day, 1 weekday, 2 weekend day, 3 Sunday to 9 Saturday; `position`: 0 to 3 from the beginning of the month, 4 the last. */
function isInPosition(index: number, item: number, position: number): boolean {
  const fits = (day: number): boolean => {
    const weekday = weekdayOfIndex(day)
    const weekend = weekday === 1 || weekday === 7
    if (item === 0) return true
    if (item <= 2) return weekend === (item === 2)
    return weekday === item - 2
  }
  const { day, month } = partsOfIndex(index)
  if (!fits(index)) return false
  if (position === 4) {
    for (let later = index + 1; partsOfIndex(later).month === month; later += 1) if (fits(later)) return false
    return true
  }
  let before = 0
  for (let earlier = index - day + 1; earlier < index; earlier += 1) if (fits(earlier)) before += 1
  return before === position
}

/** The clock of working minutes of a calendar of the file; Monday to Friday from 8 to 12 and 13 to 17 where it is not there. */
export function minuteClock(calendars: ReadonlyMap<string, MspdiCalendar>, uid: string): Clock {
  const chain = ancestry(calendars, uid)
  const kinds: Hours[] = [[]]
  const kindOf = new Map<string, number>([['', 0]])
  const number = (hours: Hours): number => {
    const key = hours.join()
    const known = kindOf.get(key)
    if (known !== undefined) return known
    kinds.push(hours)
    kindOf.set(key, kinds.length - 1)
    return kinds.length - 1
  }
  const week = Array.from({ length: 8 }, (_, day) => {
    const own = chain.find((calendar) => calendar.week.has(day))?.week.get(day)
    return number(own ?? (day >= 2 && day <= 6 ? STANDARD_HOURS : []))
  })
  const kind = new Int32Array(DAYS)
  for (let index = 0; index < DAYS; index += 1) kind[index] = week[((index + 1) % 7) + 1] ?? 0
  const lay = (first: number, last: number, of: (index: number) => number | undefined): void => {
    for (let index = Math.max(0, first); index <= Math.min(DAYS - 1, last); index += 1) {
      const found = of(index)
      if (found !== undefined) kind[index] = found
    }
  }
  for (const { weeks } of chain.toReversed())
    for (const { first, last, week: days } of weeks)
      lay(first, last, (index) => {
        const hours = days.get(weekdayOfIndex(index))
        return hours && number(hours)
      })
  for (const { exceptions } of chain.toReversed())
    for (const { first, last, hours, isMeant } of exceptions)
      lay(first, last, (index) => (isMeant(index) ? number(hours) : undefined))
  return clockOfDays(kind, kinds)
}

function ancestry(calendars: ReadonlyMap<string, MspdiCalendar>, uid: string): readonly MspdiCalendar[] {
  const chain: MspdiCalendar[] = []
  let next = calendars.get(uid)
  while (next && !chain.includes(next)) {
    chain.push(next)
    next = calendars.get(next.base)
  }
  return chain
}

function clockOfDays(kind: Int32Array, kinds: readonly Hours[]): Clock {
  const lengths = kinds.map((hours) => hours.reduce((sum, [from, to]) => sum + to - from, 0))
  const before = new Int32Array(DAYS + 1)
  for (let day = 0; day < DAYS; day += 1) before[day + 1] = at(before, day) + (lengths[at(kind, day)] ?? 0)
  const total = at(before, DAYS)
  const hoursOf = (day: number): Hours => kinds[at(kind, day)] ?? []
  /** The last day before which less than `worked` minutes lie, or no more where `orEqual`. */
  const dayBefore = (worked: number, orEqual: boolean): number => {
    let [low, high] = [0, DAYS]
    while (low < high - 1) {
      const middle = (low + high) >> 1
      const sum = at(before, middle)
      if (sum < worked || (orEqual && sum === worked)) low = middle
      else high = middle
    }
    return low
  }
  return {
    workedBefore: (instant) => {
      if (instant < 0) return -BEYOND
      const day = Math.floor(instant / DAY_MINUTES)
      if (day >= DAYS) return BEYOND
      const minute = instant - day * DAY_MINUTES
      return hoursOf(day).reduce((sum, [from, to]) => sum + Math.max(0, Math.min(minute, to) - from), at(before, day))
    },
    startAt: (worked) => {
      if (worked < 0) return -BEYOND
      if (worked >= total) return BEYOND
      const day = dayBefore(worked, true)
      let left = worked - at(before, day)
      for (const [from, to] of hoursOf(day)) {
        if (left < to - from) return day * DAY_MINUTES + from + left
        left -= to - from
      }
      return BEYOND
    },
    finishAt: (worked) => {
      if (worked <= 0) return worked === 0 ? 0 : -BEYOND
      if (worked > total) return BEYOND
      const day = dayBefore(worked, false)
      let left = worked - at(before, day)
      for (const [from, to] of hoursOf(day)) {
        if (left <= to - from) return day * DAY_MINUTES + from + left
        left -= to - from
      }
      return BEYOND
    },
  }
}
