import { addDays, type Day } from '../../../kernel/day.ts'

/** An entry of a calendar: whole days, `through` included; the same `uid` is the same entry at the next reading of a feed. */
export interface CalendarEvent {
  readonly uid: string
  readonly summary: string
  readonly on: Day
  readonly through?: Day
  readonly description?: string
  readonly url?: string
}

const LINE_OCTETS = 75
const encoder = new TextEncoder()

/**
 * The text of an iCalendar file or feed (text/calendar, RFC 5545): entries of whole days that take nobody's time, lines folded at 75
 * octets without breaking a character. `madeAt` is stamped on every entry.
 */
export function writeICalendar(calendar: {
  readonly calendarName: string
  readonly events: readonly CalendarEvent[]
  readonly madeAt: Date
}): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Clarion//Schedules//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escapeText(calendar.calendarName)}`,
    'X-WR-TIMEZONE:Asia/Shanghai',
    ...calendar.events.flatMap((event) => eventLines(event, calendar.madeAt)),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${fold(line)}\r\n`).join('')
}

function eventLines(event: CalendarEvent, madeAt: Date): readonly string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escapeText(event.uid)}`,
    `DTSTAMP:${madeAt.toISOString().replace(/[-:]|\.\d+/g, '')}`,
    `DTSTART;VALUE=DATE:${compact(event.on)}`,
    // The end of an entry of whole days is the day after its last.
    `DTEND;VALUE=DATE:${compact(addDays(event.through ?? event.on, 1))}`,
    `SUMMARY:${escapeText(event.summary)}`,
    ...(event.description ? [`DESCRIPTION:${escapeText(event.description)}`] : []),
    ...(event.url ? [`URL:${event.url.replace(/[\r\n]/g, '')}`] : []),
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]
}

function compact(day: Day): string {
  return day.replaceAll('-', '')
}

function escapeText(text: string): string {
  return text
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/\p{Cc}/gu, ' ')
}

function fold(line: string): string {
  const parts: string[] = []
  let [part, octets] = ['', 0]
  for (const character of line) {
    const length = encoder.encode(character).length
    if (octets + length > LINE_OCTETS) {
      parts.push(part)
      ;[part, octets] = [' ', 1]
    }
    part += character
    octets += length
  }
  return [...parts, part].join('\r\n')
}
