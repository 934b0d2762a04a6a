import { type Day, daysBetween } from '../../../kernel/day.ts'
import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import { problem } from '../../../kernel/problem.ts'
import type { PromiseAction, PromiseState } from '../contract.ts'

const ACTIONS = {
  open: ['edit', 'keep', 'break', 'withdraw'],
  kept: ['reopen', 'withdraw'],
  late: ['reopen', 'withdraw'],
  broken: ['reopen', 'keep', 'withdraw'],
  withdrawn: ['restore'],
} as const satisfies Record<PromiseState, readonly PromiseAction[]>

/** What may be done to a promise in a state, by a post that may or may not manage it: the screen shows it, the commands check it. */
export function availableActions(state: PromiseState, mayManage: boolean): readonly PromiseAction[] {
  return mayManage ? ACTIONS[state] : []
}

/** The facts a promise's state follows from. Days; `keptOn` null until it is kept. */
export interface PromiseFacts {
  readonly dueOn: string | null
  readonly keptOn: string | null
  readonly isBroken: boolean
  readonly isWithdrawn: boolean
}

/**
 * The state of a promise by its facts alone, so that one that is restored is again what it was: withdrawn before everything, kept or
 * late by the day, broken, else open. A promise kept after it was broken is late, whatever its last day.
 */
export function stateOf({ dueOn, keptOn, isBroken, isWithdrawn }: PromiseFacts): PromiseState {
  if (isWithdrawn) return 'withdrawn'
  if (keptOn !== null) return isBroken || (dueOn !== null && keptOn > dueOn) ? 'late' : 'kept'
  return isBroken ? 'broken' : 'open'
}

/** Whether a promise is still open after its last day. */
export function isOverdue(state: PromiseState, dueOn: string | null, today: Day): boolean {
  return state === 'open' && dueOn !== null && dueOn < today
}

/** Calendar days until the last day: 0 on it, below zero after it; null where the promise is not open or has no last day. */
export function daysLeft(state: PromiseState, dueOn: Day | null, today: Day): number | null {
  return state === 'open' && dueOn !== null ? daysBetween(today, dueOn) : null
}

/** The day a promise was kept. Refuses `obstacles.kept_in_future` after today, `obstacles.kept_before_made` before it was given. */
export function keptDay(keptOn: Day, facts: { readonly madeOn: string | null; readonly today: Day }): Outcome<Day> {
  if (keptOn > facts.today) return fail(problem('obstacles.kept_in_future', { day: keptOn }, ['keptOn']))
  if (facts.madeOn !== null && keptOn < facts.madeOn)
    return fail(problem('obstacles.kept_before_made', { day: keptOn, made: facts.madeOn }, ['keptOn']))
  return ok(keptOn)
}

/** The fields of a promise that differ between two of its states, as its history shows them. */
export function changedFields(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[] {
  return Object.keys(after)
    .filter((field) => (before[field] ?? null) !== (after[field] ?? null))
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }))
}
