import { type Day, dayOf, startOfDay } from '../../../kernel/day.ts'
import { addWorkdays } from '../../../kernel/work-calendar.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { type ClockReading, readClock } from '../rules/clock.ts'
import type { LoggedEvent } from '../rules/clock-events.ts'
import { awaitsRating, brokenGuards, type GuardFacts } from '../rules/guards.ts'
import { nextSweepAt, type OwedFacts, owedOf } from '../rules/owed.ts'
import type { ItemGuard } from '../rules/states.ts'
import type { ItemChange, ItemRow } from '../store/items.ts'
import type { Loop } from './item-loop.ts'

type Clocking = Pick<OperationContext, 'calendar' | 'now'>

/** People are reminded at nine in the morning. */
const MORNING_MS = 9 * 3_600_000

/** What a clock is read from. */
export function clockFactsOf(
  { calendar, now }: Clocking,
  { settings, ladderOf }: Loop,
  row: Pick<ItemRow, 'ladder_number'>,
  log: readonly LoggedEvent[],
) {
  return { log, ladder: ladderOf(row.ladder_number), hours: settings, calendar, now }
}

/** What is owed on an item follows from this. */
export function owedFactsOf(
  ctx: Clocking,
  loop: Loop,
  row: ItemRow,
  log: readonly LoggedEvent[],
  clock: ClockReading = readClock(clockFactsOf(ctx, loop, row, log)),
): OwedFacts {
  const lastOf = (...kinds: readonly LoggedEvent['kind'][]) =>
    log.findLast(({ kind }) => kinds.includes(kind))?.at ?? null
  return {
    state: row.state,
    reportedAt: lastOf('reported'),
    verifiedAt: lastOf('verified', 'returned'),
    answeredAt: row.answered_at,
    agreedAt: row.agreed_at,
    asksForRating: asksForRating(row),
    isRated: row.rating !== null,
    reviewOn: row.suspension?.reviewOn ?? null,
    extensionAskedAt: row.extension ? new Date(row.extension.askedAt) : null,
    clock,
    settings: loop.settings,
    calendar: ctx.calendar,
  }
}

/** An enterprise brought the matter up: it is asked how it was served before the item is closed. */
function asksForRating(row: Pick<ItemRow, 'origin'>): boolean {
  return row.origin === 'enterprise_request'
}

/** What the guards of an item are read from. */
function guardFactsOf(ctx: Clocking, loop: Loop, row: ItemRow, clock: GuardFacts['clock']): GuardFacts {
  return {
    isSystemic: row.is_systemic,
    wasReturned: row.was_returned,
    signedAt: row.signed_at,
    extensionAsked: row.extension !== null,
    extensions: row.extensions,
    isStatutory: row.statutory_due_on !== null,
    tier: row.tier,
    asksForRating: asksForRating(row),
    rating: row.rating,
    agreedAt: row.agreed_at,
    closedAt: row.closed_at,
    clock,
    settings: loop.settings,
    calendar: ctx.calendar,
    now: ctx.now,
  }
}

/**
 * The guards that do not hold for an item as its row stands: what the actions of a list are made of. Its log is not asked; the deadline
 * kept in the row is the one the log led to when it was last written.
 */
export function brokenByRow(ctx: Clocking, loop: Loop, row: ItemRow): ReadonlySet<ItemGuard> {
  const isCounted = row.days !== null || loop.ladderOf(row.ladder_number).tiers[row.tier ?? 0]?.solveDays !== null
  return brokenGuards(guardFactsOf(ctx, loop, row, { dueAt: row.due_at, total: isCounted ? 1 : null }))
}

/** The guards that do not hold for an item by its log. */
export function brokenByLog(
  ctx: Clocking,
  loop: Loop,
  row: ItemRow,
  log: readonly LoggedEvent[],
): ReadonlySet<ItemGuard> {
  return brokenGuards(guardFactsOf(ctx, loop, row, readClock(clockFactsOf(ctx, loop, row, log))))
}

/** Whether an item both agreed to waits for its enterprise to rate it before it is closed. */
export function waitsForRating(ctx: Clocking, loop: Loop, row: ItemRow): boolean {
  return awaitsRating(guardFactsOf(ctx, loop, row, { dueAt: row.due_at, total: null }))
}

/**
 * The columns that follow from the log and the time: the tier, since when the clock runs, the instant whatever is owed just now is due,
 * whether it was ever late, and when the sweep has to look again.
 */
export function clockColumns(
  ctx: Clocking,
  loop: Loop,
  row: ItemRow,
  log: readonly LoggedEvent[],
): Pick<ItemChange, 'tier' | 'started_at' | 'due_at' | 'answer_due_at' | 'is_late' | 'sweep_at'> & {
  readonly tier: number | null
} {
  const facts = owedFactsOf(ctx, loop, row, log)
  const { clock } = facts
  const dueAt = owedOf(facts)?.dueAt ?? null
  const instants = [nextSweepAt(facts), ...remindersOf(ctx, loop, { ...row, due_at: dueAt }, log).map(({ at }) => at)]
  const times = instants.flatMap((at) => (at === null ? [] : [at.getTime()]))
  return {
    tier: clock.legs.at(-1)?.tier ?? row.tier,
    started_at: clock.startedAt,
    due_at: dueAt,
    answer_due_at: clock.answerDueAt,
    is_late: clock.isLate,
    sweep_at: times.length > 0 ? new Date(Math.min(...times)) : null,
  }
}

/** A morning on which somebody is reminded of a deadline, and how many working days before it that is. */
export interface Reminder {
  readonly at: Date
  readonly days: number
  readonly dueOn: Day
}

const REMINDED = ['assigned', 'signed', 'in_hand', 'suspended'] as const satisfies readonly ItemRow['state'][]

/**
 * The reminders still to be given of the deadline a row waits for, the nearest to it last: some working days before it and on its day; on
 * the day alone where a signature or a review is waited for. A later one makes those before it needless.
 */
export function remindersOf(
  { calendar, now }: Clocking,
  { settings }: Loop,
  row: Pick<ItemRow, 'state' | 'due_at'>,
  log: readonly LoggedEvent[],
): readonly Reminder[] {
  if (row.due_at === null || row.due_at <= now || !REMINDED.some((state) => state === row.state)) return []
  const dueOn = dayOf(row.due_at)
  const given = log.flatMap(({ kind, data }) =>
    kind === 'reminded' && data['dueOn'] === dueOn ? [Number(data['days'])] : [],
  )
  const isCounting = row.state === 'signed' || row.state === 'in_hand'
  const before = isCounting && settings.remindDays > 0 ? [settings.remindDays, 0] : [0]
  return before
    .filter((days) => !given.some((each) => each <= days))
    .map((days) => ({ at: morningOf(days === 0 ? dueOn : addWorkdays(calendar, dueOn, -days).day), days, dueOn }))
}

function morningOf(day: Day): Date {
  return new Date(startOfDay(day).getTime() + MORNING_MS)
}
