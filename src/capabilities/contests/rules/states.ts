import { problem } from '../../../kernel/problem.ts'
import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import type { ContestAction, ContestState } from '../contract.ts'

/** What may be done in each state, and the state it leads to; `null` stays. The table is total: what is not listed is refused. */
export const NEXT = {
  draft: { edit: null, freeze: 'frozen', seats: null, cancel: 'cancelled', copy: null },
  frozen: { seats: null, draw: null, start: 'running', cancel: 'cancelled', copy: null },
  running: { host: null, deduct: null, papers: null, void: null, close: 'closed', cancel: 'cancelled', copy: null },
  closed: { deduct: null, papers: null, void: null, count: 'counted', cancel: 'cancelled', copy: null },
  counted: { send_back: 'closed', sign: 'signed', copy: null },
  signed: { reveal_places: null, publish: 'published', decide: null, copy: null },
  published: { reveal_places: null, decide: null, copy: null },
  cancelled: { copy: null },
} as const satisfies Record<ContestState, Partial<Record<ContestAction, ContestState | null>>>

/** Who may do what: each action is of the desk, of the supervisor, or of both (paper ballots and voids). */
const DOERS = {
  edit: ['manage'],
  freeze: ['manage'],
  seats: ['manage'],
  draw: ['manage'],
  start: ['manage'],
  host: ['manage'],
  deduct: ['manage'],
  papers: ['manage', 'supervise'],
  void: ['supervise'],
  close: ['manage'],
  count: ['manage'],
  send_back: ['supervise'],
  sign: ['supervise'],
  reveal_places: ['manage'],
  publish: ['manage'],
  decide: ['manage'],
  cancel: ['manage'],
  copy: ['manage'],
} as const satisfies Record<ContestAction, readonly Doer[]>

type Doer = 'manage' | 'supervise'

/** What a person who may manage or supervise contests may do to one in a state; a rehearsal is never published. */
export function availableActions(
  contest: { readonly state: ContestState; readonly isRehearsal: boolean },
  may: Readonly<Record<Doer, boolean>>,
): readonly ContestAction[] {
  const actions = Object.keys(NEXT[contest.state]) as ContestAction[]
  return actions
    .filter((action) => DOERS[action].some((doer) => may[doer]))
    .filter((action) => !(contest.isRehearsal && action === 'publish'))
}

/**
 * The state an action leads to from a state. Refuses `contests.rules_frozen` for a change of rules after the freeze, `contests.rehearsal_only` for the
 * publication of a rehearsal and `contests.not_in_state` for everything else that is out of turn.
 */
export function stateAfter(
  { state, isRehearsal }: { readonly state: ContestState; readonly isRehearsal: boolean },
  action: ContestAction,
): Outcome<ContestState> {
  if (action === 'publish' && isRehearsal) return fail(problem('contests.rehearsal_only'))
  const next = (NEXT[state] as Partial<Record<ContestAction, ContestState | null>>)[action]
  if (next === undefined)
    return fail(
      (action === 'edit' || action === 'freeze') && state !== 'cancelled'
        ? problem('contests.rules_frozen')
        : problem('contests.not_in_state', { action, state }),
    )
  return ok(next ?? state)
}
