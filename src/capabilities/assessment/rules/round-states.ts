import { ROUND_ACTIONS, type RoundAction, type RoundState } from '../contract.ts'

/** Who acts on a round: the assessment office, a source unit, an assessed unit, who publishes. */
export type RoundActor = 'office' | 'source' | 'assessed' | 'publisher'

/**
 * A condition of an act that is read from the round: `check_window_open` 核对期内, `signed` every signature that is owed is there and good,
 * `settleable` nothing stands in the way of a ranking.
 */
export type RoundGuard = 'check_window_open' | 'signed' | 'settleable'

/** Where an act leads: a state, `same` where it stays, `back` to where figures may change again. */
type Target = RoundState | 'same' | 'back'

/** One line of the table: who may, on which condition, and from which state to which. */
export interface RoundRule {
  readonly actors: readonly RoundActor[]
  readonly guards: readonly RoundGuard[]
  readonly from: Readonly<Partial<Record<RoundState, Target>>>
}

const COMING_IN = { open: 'same', checking: 'same', correcting: 'same' } as const
const LAID_OPEN = { checking: 'same', correcting: 'same' } as const

/**
 * The table of a round: every act there is, on every state it can be done in. Figures are entered freely only while the round is open; once
 * they are laid before the assessed units they are corrected by printed lines. What is published is never taken back: it is corrected, and
 * the edition that was published stands until the next one is.
 */
export const ROUND_TABLE: Readonly<Record<RoundAction, RoundRule>> = {
  collect: { actors: ['office'], guards: [], from: COMING_IN },
  enter: { actors: ['source'], guards: [], from: { open: 'same' } },
  sign: { actors: ['source'], guards: [], from: COMING_IN },
  add_entry: { actors: ['office'], guards: [], from: COMING_IN },
  reverse_entry: { actors: ['office'], guards: [], from: COMING_IN },
  add_veto: { actors: ['office'], guards: [], from: COMING_IN },
  lift_veto: { actors: ['office'], guards: [], from: COMING_IN },
  start_checking: { actors: ['office'], guards: ['signed'], from: { open: 'checking' } },
  confirm: { actors: ['assessed'], guards: ['check_window_open'], from: { checking: 'same' } },
  object: { actors: ['assessed'], guards: ['check_window_open'], from: { checking: 'same' } },
  answer: { actors: ['source', 'office'], guards: [], from: LAID_OPEN },
  correct: { actors: ['source'], guards: [], from: LAID_OPEN },
  settle: { actors: ['office'], guards: ['settleable'], from: { checking: 'settled', correcting: 'settled' } },
  reopen: { actors: ['office'], guards: [], from: { settled: 'back', published: 'correcting' } },
  publish: { actors: ['publisher'], guards: [], from: { settled: 'published' } },
}

/**
 * Where an act leads from a state, `undefined` where it cannot be done there. A settled round goes back to checking, or to correcting
 * where an edition of it was published before.
 */
export function nextRoundState(state: RoundState, action: RoundAction, wasPublished: boolean): RoundState | undefined {
  const target = ROUND_TABLE[action].from[state]
  if (target === 'same') return state
  if (target === 'back') return wasPublished ? 'correcting' : 'checking'
  return target
}

/** What these actors may do with a round in a state, where the guards in `broken` do not hold: screens show it, operations check it. */
export function roundActions(
  state: RoundState,
  actors: readonly RoundActor[],
  broken: ReadonlySet<RoundGuard>,
): readonly RoundAction[] {
  return ROUND_ACTIONS.filter((action) => {
    const rule = ROUND_TABLE[action]
    return (
      rule.from[state] !== undefined &&
      rule.actors.some((actor) => actors.includes(actor)) &&
      !rule.guards.some((guard) => broken.has(guard))
    )
  })
}
