import { type Day, dayOf, daysBetween } from '../../../kernel/day.ts'
import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import { type Problem, problem } from '../../../kernel/problem.ts'
import type { WorkCalendar } from '../../../kernel/work-calendar.ts'
import type { ClosingProof, LoopSettings, Rating } from '../contract.ts'
import type { ClockReading } from './clock.ts'
import { deadlineAfter } from './deadlines.ts'
import { TOP_TIER } from './ladder.ts'
import type { ItemGuard } from './states.ts'

const LONGEST_SUSPENSION_DAYS = 366
const PICTURE = /^image\//

/** What the guards of an item are read from. Instants; null where it has not come to that. */
export interface GuardFacts {
  readonly isSystemic: boolean
  readonly wasReturned: boolean
  readonly signedAt: Date | null
  readonly extensionAsked: boolean
  readonly extensions: number
  readonly isStatutory: boolean
  readonly tier: number | null
  /** An enterprise proposed it, so that a rating is waited for. */
  readonly asksForRating: boolean
  readonly rating: Rating | null
  readonly agreedAt: Date | null
  readonly closedAt: Date | null
  readonly clock: Pick<ClockReading, 'dueAt' | 'total'>
  readonly settings: LoopSettings
  readonly calendar: WorkCalendar
  readonly now: Date
}

/** What holds where: a table, so that a new guard must say it. Those that depend on what is handed in have rules of their own below. */
const HOLDS: Readonly<Record<ItemGuard, (facts: GuardFacts) => boolean>> = {
  handler_differs: () => true,
  proof_handed_in: () => true,
  review_ahead: () => true,
  not_systemic: ({ isSystemic }) => !isSystemic,
  not_returned_yet: ({ wasReturned }) => !wasReturned,
  return_open: (facts) =>
    facts.signedAt !== null && facts.now <= within(facts.signedAt, facts.settings.returnDays, facts),
  extension_asked: ({ extensionAsked }) => extensionAsked,
  no_extension_asked: ({ extensionAsked }) => !extensionAsked,
  before_deadline: ({ clock, now }) => clock.total !== null && clock.dueAt !== null && now <= clock.dueAt,
  extensions_left: ({ extensions, settings }) => extensions < settings.mostExtensions,
  not_statutory: ({ isStatutory }) => !isStatutory,
  rating_asked: ({ asksForRating, rating }) => asksForRating && rating === null,
  rating_settled: (facts) => !awaitsRating(facts) && !(facts.asksForRating && facts.rating === 'not_satisfied'),
  reopen_open: ({ closedAt, now, settings }) =>
    closedAt !== null && daysBetween(dayOf(closedAt), dayOf(now)) <= settings.reopenDays,
  tier_above: ({ tier }) => tier !== null && tier < TOP_TIER,
}

const CODES: Readonly<Record<ItemGuard, `obstacles.${string}`>> = {
  handler_differs: 'obstacles.handler_is_proposer',
  proof_handed_in: 'obstacles.proof_missing',
  review_ahead: 'obstacles.review_not_ahead',
  not_systemic: 'obstacles.is_systemic',
  not_returned_yet: 'obstacles.returned_once',
  return_open: 'obstacles.return_too_late',
  extension_asked: 'obstacles.no_extension_asked',
  no_extension_asked: 'obstacles.extension_already_asked',
  before_deadline: 'obstacles.deadline_passed',
  extensions_left: 'obstacles.no_extensions_left',
  not_statutory: 'obstacles.statutory_stands',
  rating_asked: 'obstacles.rating_not_asked',
  rating_settled: 'obstacles.rating_not_settled',
  reopen_open: 'obstacles.reopen_too_late',
  tier_above: 'obstacles.top_tier',
}

/** The guards that do not hold for an item just now; those that depend on what is handed in are taken to hold. */
export function brokenGuards(facts: GuardFacts): ReadonlySet<ItemGuard> {
  return new Set((Object.keys(HOLDS) as ItemGuard[]).filter((guard) => !HOLDS[guard](facts)))
}

/** What is wrong where a guard does not hold. */
export function problemOfGuard(guard: ItemGuard): Problem {
  return problem(CODES[guard])
}

/** Whether an enterprise may still rate before an item both agreed to is closed. */
export function awaitsRating(
  facts: Pick<GuardFacts, 'asksForRating' | 'rating' | 'agreedAt' | 'settings' | 'calendar' | 'now'>,
): boolean {
  if (!facts.asksForRating || facts.rating !== null) return false
  return facts.agreedAt === null || facts.now <= within(facts.agreedAt, facts.settings.ratingDays, facts)
}

/**
 * The lead unit of an assignment. Refuses `obstacles.handler_is_proposer` where it proposed the item itself (own matters are settled at
 * home) and `obstacles.lead_assists` where it is named as an assistant too.
 */
export function checkedLead(
  leadUnitId: string,
  others: { readonly proposerUnitIds: readonly string[]; readonly assistantUnitIds: readonly string[] },
): Outcome<string> {
  if (others.proposerUnitIds.includes(leadUnitId))
    return fail(problem('obstacles.handler_is_proposer', {}, ['leadUnitId']))
  if (others.assistantUnitIds.includes(leadUnitId))
    return fail(problem('obstacles.lead_assists', {}, ['assistantUnitIds']))
  return ok(leadUnitId)
}

/** Whether an answer brings the proof agreed: a picture for a photo, a file for all but a statement. Refuses `obstacles.proof_missing`. */
export function checkedProof(
  proof: ClosingProof | null,
  files: readonly { readonly type: string }[],
): Outcome<ClosingProof | null> {
  const isThere =
    proof === null ||
    proof === 'statement' ||
    (proof === 'photo' ? files.some(({ type }) => PICTURE.test(type)) : files.length > 0)
  return isThere ? ok(proof) : fail(problem('obstacles.proof_missing', { proof }, ['fileIds']))
}

/** The day a suspension is looked at again: after today, within a year. Refuses `obstacles.review_not_ahead`. */
export function checkedReview(reviewOn: Day, today: Day): Outcome<Day> {
  const ahead = daysBetween(today, reviewOn)
  return ahead > 0 && ahead <= LONGEST_SUSPENSION_DAYS
    ? ok(reviewOn)
    : fail(problem('obstacles.review_not_ahead', { day: reviewOn }, ['reviewOn']))
}

/** A day a leader decides on: after today. Refuses `obstacles.decided_day_past`. */
export function checkedDecision(dueOn: Day, today: Day): Outcome<Day> {
  return dueOn > today ? ok(dueOn) : fail(problem('obstacles.decided_day_past', { day: dueOn }, ['dueOn']))
}

function within(
  since: Date,
  workdays: number,
  { settings, calendar }: Pick<GuardFacts, 'settings' | 'calendar'>,
): Date {
  return deadlineAfter(since, workdays, settings, calendar).at
}
