import { addDays, type Day, daysBetween, isDay, lastDayOfMonth, monthOf, weekday, yearOf } from '../../../kernel/day.ts'
import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import { problem } from '../../../kernel/problem.ts'
import {
  AGENDA_KINDS,
  type AgendaKind,
  type MeetingAction,
  type MeetingState,
  type PromiseState,
  type Standing,
} from '../contract.ts'

const ACTIONS = {
  planned: ['edit', 'collect', 'write', 'finish', 'cancel'],
  finished: [],
  cancelled: [],
} as const satisfies Record<MeetingState, readonly MeetingAction[]>

/**
 * What may be done to a meeting: the screen shows it, the commands check it. Minutes are written, and the meeting ended, from its day on;
 * a finished meeting is frozen.
 */
export function actionsOnMeeting(
  meeting: { readonly state: MeetingState; readonly heldOn: string },
  today: Day,
  mayManage: boolean,
): readonly MeetingAction[] {
  if (!mayManage) return []
  const isHeld = meeting.heldOn <= today
  return ACTIONS[meeting.state].filter((action) => isHeld || (action !== 'write' && action !== 'finish'))
}

/** What became of a promise on a day, as a meeting asks: withdrawn ones are nobody's any more and have none. */
export function standingOfPromise(
  promise: { readonly state: PromiseState; readonly dueOn: string | null },
  today: Day,
): Standing | null {
  if (promise.state === 'withdrawn') return null
  if (promise.state !== 'open') return promise.state
  return promise.dueOn !== null && promise.dueOn < today ? 'overdue' : 'open'
}

/**
 * What became of a decision with a day, from when its item was closed (null: it is not): `late` where that was after the day. A decision
 * is never `broken` by itself; `isGivenUp` (withdrawn, or ended for the level above) makes it so.
 */
export function standingOfDecision(
  decision: { readonly dueOn: string | null; readonly closedOn: string | null; readonly isGivenUp: boolean },
  today: Day,
): Standing {
  const { dueOn, closedOn } = decision
  if (closedOn !== null) return dueOn !== null && closedOn > dueOn ? 'late' : 'kept'
  if (decision.isGivenUp) return 'broken'
  return dueOn !== null && dueOn < today ? 'overdue' : 'open'
}

/** Calendar days a promise was or is late: after its last day until it was kept, or until today while it is not; 0 in time. */
export function daysLate(
  promise: { readonly dueOn: Day; readonly keptOn: Day | null; readonly standing: Standing },
  today: Day,
): number {
  const { dueOn, keptOn, standing } = promise
  if (standing === 'open' || standing === 'kept') return 0
  return Math.max(0, daysBetween(dueOn, keptOn ?? today))
}

/** A line as it is drawn for an agenda, before it has a place. */
export interface DrawnLine {
  readonly kind: AgendaKind
  readonly subject: { readonly kind: string; readonly id: string; readonly title: string }
}

/** A line that stands on an agenda. */
export interface StandingLine {
  readonly id: string
  readonly subject: { readonly kind: string; readonly id: string } | null
  readonly dropped: 'person' | 'settled' | null
  readonly hasMinutes: boolean
}

/** What drawing an agenda anew does: the lines it has from now on, each matter once, and the ids of lines that go. */
export interface AgendaChange<L extends DrawnLine> {
  readonly lines: readonly L[]
  readonly settled: readonly string[]
}

/**
 * Compares an agenda with what is drawn now. One matter has one line, whatever it is drawn for: the first of its kinds in the order of an
 * agenda counts. Lines put there by hand, left out by hand, or spoken about already stay; others that are drawn no more go.
 */
export function redrawAgenda<L extends DrawnLine>(
  standing: readonly StandingLine[],
  drawn: readonly L[],
): AgendaChange<L> {
  const wanted = new Map<string, L>()
  for (const line of inAgendaOrder(drawn)) if (!wanted.has(keyOf(line.subject))) wanted.set(keyOf(line.subject), line)
  return {
    lines: [...wanted.values()],
    settled: standing.flatMap(({ id, subject, dropped, hasMinutes }) =>
      subject && dropped === null && !hasMinutes && !wanted.has(keyOf(subject)) ? [id] : [],
    ),
  }
}

function keyOf({ kind, id }: { readonly kind: string; readonly id: string }): string {
  return `${kind}:${id}`
}

/** Lines in the order a meeting takes them: what was promised and decided last time first, then what climbed, then red lights, then the rest. */
export function inAgendaOrder<L extends { readonly kind: AgendaKind }>(lines: readonly L[]): readonly L[] {
  return lines.toSorted((one, other) => AGENDA_KINDS.indexOf(one.kind) - AGENDA_KINDS.indexOf(other.kind))
}

/** How many of some lines became what. */
export function tallyOf(lines: readonly { readonly standing: Standing | null }[]): Record<Standing, number> {
  const count = (standing: Standing) => lines.filter((line) => line.standing === standing).length
  return {
    open: count('open'),
    overdue: count('overdue'),
    kept: count('kept'),
    late: count('late'),
    broken: count('broken'),
  }
}

/** The unit and day of a decision or promise. Refuses `obstacles.minute_needs_unit`, `obstacles.minute_needs_day`, `obstacles.minute_day_past`. */
export function settledMinute(
  minute: { readonly unitId: string | null; readonly dueOn: Day | null },
  heldOn: Day,
): Outcome<{ readonly unitId: string; readonly dueOn: Day }> {
  const { unitId, dueOn } = minute
  const problems = [
    ...(unitId === null ? [problem('obstacles.minute_needs_unit', {}, ['unitId'])] : []),
    ...(dueOn === null ? [problem('obstacles.minute_needs_day', {}, ['dueOn'])] : []),
    ...(dueOn !== null && dueOn < heldOn ? [problem('obstacles.minute_day_past', { day: dueOn }, ['dueOn'])] : []),
  ]
  const [first, ...rest] = problems
  if (first || unitId === null || dueOn === null) return fail(first ?? problem('obstacles.minute_needs_unit'), ...rest)
  return ok({ unitId, dueOn })
}

/** A unit a line may name. */
export interface NamedInText {
  readonly id: string
  readonly name: string
  readonly shortName: string
}

/** What a line of the minutes names: the unit that stands first, and the day. */
export interface ReadMinute {
  readonly unitId: string | null
  readonly dueOn: Day | null
}

/**
 * Reads unit and day out of a typed line, so that one line and one key are enough: `供电公司12月1日前完成线路迁改`. Of units the one named
 * first counts, of two that begin there the longer name. A day without year is the next one from the meeting on. Known: 2026年12月1日,
 * 2026-12-01, 12月1日, 12月底, 月底, 年底, 本周五, 下周五, 明天, 后天, 3天内, 10日内.
 */
export function readMinute(text: string, units: readonly NamedInText[], heldOn: Day): ReadMinute {
  const found = units
    .flatMap((unit) =>
      [unit.name, unit.shortName].flatMap((name) => {
        const at = name.length < 2 ? -1 : text.indexOf(name)
        return at < 0 ? [] : [{ id: unit.id, at, length: name.length }]
      }),
    )
    .toSorted((one, other) => one.at - other.at || other.length - one.length)
  return { unitId: found[0]?.id ?? null, dueOn: readDay(text, heldOn) }
}

const WEEKDAYS = '一二三四五六日'

/** The day a text names, looked for from the plainest way of saying it to the loosest; null where it names none. */
function readDay(text: string, from: Day): Day | null {
  const full = /(\d{4})\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})/.exec(text)
  if (full) return dayOrNull(Number(full[1]), Number(full[2]), Number(full[3]))
  const short = /(\d{1,2})月(\d{1,2})[日号]/.exec(text)
  if (short) return nextOn(from, Number(short[1]), Number(short[2]))
  const monthEnd = /(\d{1,2})月(?:底|末)/.exec(text)
  if (monthEnd) return endOfMonth(from, Number(monthEnd[1]))
  if (/月(?:底|末)/.test(text)) return endOfMonth(from, monthOf(from))
  if (/年(?:底|末)/.test(text)) return endOfMonth(from, 12)
  const week = /(本|这|下)(?:周|星期)([一二三四五六日天])/.exec(text)
  if (week) {
    const wanted = WEEKDAYS.indexOf((week[2] ?? '').replace('天', '日')) + 1
    return addDays(from, wanted - weekday(from) + (week[1] === '下' ? 7 : 0))
  }
  if (/后天/.test(text)) return addDays(from, 2)
  if (/明[天日]/.test(text)) return addDays(from, 1)
  const within = /(\d{1,3})\s*(?:天|日)(?:内|之内|以内)/.exec(text)
  return within ? addDays(from, Number(within[1])) : null
}

function dayOrNull(year: number, month: number, day: number): Day | null {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return isDay(text) ? text : null
}

function nextOn(from: Day, month: number, day: number): Day | null {
  const thisYear = dayOrNull(yearOf(from), month, day)
  if (thisYear !== null && thisYear >= from) return thisYear
  return dayOrNull(yearOf(from) + 1, month, day)
}

function endOfMonth(from: Day, month: number): Day | null {
  if (month < 1 || month > 12) return null
  const year = month < monthOf(from) ? yearOf(from) + 1 : yearOf(from)
  return lastDayOfMonth(year, month)
}
