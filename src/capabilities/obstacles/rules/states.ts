import { ITEM_ACTIONS, type ItemAction, type ItemActor, type ItemEventKind, type ItemState } from '../contract.ts'

/** A condition of an act that is read from the item, its clock or what is handed in; each has a rule of its name in `rules/guards.ts`. */
export type ItemGuard =
  | 'handler_differs'
  | 'return_open'
  | 'not_returned_yet'
  | 'extension_asked'
  | 'no_extension_asked'
  | 'before_deadline'
  | 'extensions_left'
  | 'not_statutory'
  | 'proof_handed_in'
  | 'rating_asked'
  | 'rating_settled'
  | 'reopen_open'
  | 'review_ahead'
  | 'tier_above'
  | 'not_systemic'

/** Where an act leads: a state by its name, `same` where it stays, `left` the state it was suspended in. */
type Target = ItemState | 'same' | 'left'

/** One line of the table: the event it writes, who may, on which conditions, and from which state to which. */
export interface ItemRule {
  readonly event: ItemEventKind
  readonly actors: readonly ItemActor[]
  readonly guards: readonly ItemGuard[]
  readonly from: Readonly<Partial<Record<ItemState, Target>>>
}

const HANDLED = { signed: 'same', in_hand: 'same' } as const
const ANSWERED = {
  answered: 'in_hand',
  proposer_agreed: 'in_hand',
  assigner_agreed: 'in_hand',
  agreed: 'in_hand',
} as const
const UNDER_WAY = {
  reported: 'same',
  verified: 'same',
  assigned: 'same',
  signed: 'same',
  in_hand: 'same',
  answered: 'same',
  proposer_agreed: 'same',
  assigner_agreed: 'same',
  agreed: 'same',
} as const satisfies Partial<Record<ItemState, Target>>

/**
 * The table of the closed loop: every act there is, on every state it can be done in. An act that is not named for a state cannot be done
 * there; `nextState` is therefore total. The handler never closes: consent belongs to who proposed and who assigned, and a handling unit
 * is neither (`actorsOf`). Only a county leader suspends, and suspending is the only thing that stops a clock.
 * Sources: the problem lists of 永康 2021 (own matters go back to their unit), the supervision rules of one province (lead unit answers in
 * writing, late without extension counts by the first date); the closing standard, both consents and reopening are our own defaults.
 */
export const ITEM_TABLE: Readonly<Record<ItemAction, ItemRule>> = {
  edit: { event: 'edited', actors: ['proposer'], guards: [], from: { draft: 'same', given_back: 'same' } },
  send: { event: 'reported', actors: ['proposer'], guards: [], from: { draft: 'reported', given_back: 'reported' } },
  withdraw: {
    event: 'withdrawn',
    actors: ['proposer', 'assigner'],
    guards: [],
    from: {
      draft: 'withdrawn',
      reported: 'withdrawn',
      given_back: 'withdrawn',
      verified: 'withdrawn',
      assigned: 'withdrawn',
    },
  },
  verify: { event: 'verified', actors: ['assigner'], guards: [], from: { reported: 'verified' } },
  give_back: {
    event: 'given_back',
    actors: ['assigner'],
    guards: ['not_systemic'],
    from: { reported: 'given_back', verified: 'given_back' },
  },
  join: {
    event: 'merged',
    actors: ['assigner'],
    guards: ['not_systemic'],
    from: { reported: 'merged', verified: 'merged', assigned: 'merged', signed: 'merged', in_hand: 'merged' },
  },
  assign: { event: 'assigned', actors: ['assigner'], guards: ['handler_differs'], from: { verified: 'assigned' } },
  sign: { event: 'signed', actors: ['handler'], guards: [], from: { assigned: 'signed' } },
  return: {
    event: 'returned',
    actors: ['handler'],
    guards: ['return_open', 'not_returned_yet'],
    from: { signed: 'verified' },
  },
  start: { event: 'started', actors: ['handler'], guards: [], from: { signed: 'in_hand' } },
  note: {
    event: 'noted',
    actors: ['handler', 'assistant'],
    guards: [],
    from: { ...HANDLED, suspended: 'same', level_above: 'same' },
  },
  ask_extension: {
    event: 'extension_asked',
    actors: ['handler'],
    guards: ['no_extension_asked', 'before_deadline', 'extensions_left', 'not_statutory'],
    from: HANDLED,
  },
  // Granted it writes `extension_granted`, refused `extension_refused`.
  decide_extension: {
    event: 'extension_granted',
    actors: ['assigner'],
    guards: ['extension_asked'],
    from: HANDLED,
  },
  answer: {
    event: 'answered',
    actors: ['handler'],
    guards: ['proof_handed_in'],
    from: { signed: 'answered', in_hand: 'answered' },
  },
  send_back: { event: 'sent_back', actors: ['assigner'], guards: [], from: ANSWERED },
  agree_as_proposer: {
    event: 'proposer_agreed',
    actors: ['proposer'],
    guards: [],
    from: { answered: 'proposer_agreed', assigner_agreed: 'agreed' },
  },
  agree_as_assigner: {
    event: 'assigner_agreed',
    actors: ['assigner'],
    guards: [],
    from: { answered: 'assigner_agreed', proposer_agreed: 'agreed' },
  },
  contradict: { event: 'contradicted', actors: ['proposer'], guards: [], from: ANSWERED },
  rate: {
    event: 'rated',
    actors: ['proposer'],
    guards: ['rating_asked'],
    from: { agreed: 'same', closed: 'same' },
  },
  close: { event: 'closed', actors: ['assigner', 'system'], guards: ['rating_settled'], from: { agreed: 'closed' } },
  reopen: {
    event: 'reopened',
    actors: ['proposer', 'inspector'],
    guards: ['reopen_open'],
    from: { closed: 'in_hand' },
  },
  suspend: {
    event: 'suspended',
    actors: ['leader'],
    guards: ['review_ahead', 'not_statutory'],
    from: { verified: 'suspended', assigned: 'suspended', signed: 'suspended', in_hand: 'suspended' },
  },
  resume: { event: 'resumed', actors: ['leader'], guards: [], from: { suspended: 'left', level_above: 'left' } },
  need_level_above: {
    event: 'level_above_needed',
    actors: ['leader'],
    guards: [],
    from: { verified: 'level_above', assigned: 'level_above', signed: 'level_above', in_hand: 'level_above' },
  },
  escalate: {
    event: 'escalated',
    actors: ['handler', 'assigner', 'proposer', 'system'],
    guards: ['tier_above'],
    from: { assigned: 'same', signed: 'same', in_hand: 'same' },
  },
  decide: {
    event: 'decided',
    actors: ['leader'],
    guards: [],
    from: { assigned: 'same', signed: 'same', in_hand: 'same' },
  },
  hand_over: {
    event: 'handed_over',
    actors: ['assigner', 'system'],
    guards: ['handler_differs'],
    from: {
      assigned: 'same',
      signed: 'same',
      in_hand: 'same',
      answered: 'same',
      suspended: 'same',
      level_above: 'same',
    },
  },
  write_package: {
    event: 'package_written',
    actors: ['handler', 'assigner', 'proposer'],
    guards: [],
    from: { ...UNDER_WAY, suspended: 'same', level_above: 'same' },
  },
}

/** States in which nothing is owed any more; `level_above` is an end too, with a ledger of its own. */
export const ENDED_STATES: readonly ItemState[] = ['closed', 'merged', 'withdrawn', 'level_above']

/** States in which the handling unit's clock runs; only these and `suspended` belong to a handling unit that has signed or should. */
export const RUNNING_STATES: readonly ItemState[] = ['assigned', 'signed', 'in_hand']

/** Where an act leads from a state, `undefined` where it cannot be done there. `left` is the state a suspended item was left in. */
export function nextState(state: ItemState, action: ItemAction, left: ItemState | null): ItemState | undefined {
  const target = ITEM_TABLE[action].from[state]
  if (target === 'same') return state
  if (target === 'left') return left ?? undefined
  return target
}

/** What the reader of an item holds, and how the item's units stand to the reader's own. */
export interface ItemRights {
  readonly mayReport: boolean
  readonly mayAssign: boolean
  readonly mayHandle: boolean
  readonly mayConsent: boolean
  readonly mayLead: boolean
  readonly mayLookBack: boolean
  readonly isSystem: boolean
  /** One of the reader's units proposed the item, or one joined into it. */
  readonly isOfProposer: boolean
  /** One of the reader's units is the lead unit, or took over from it. */
  readonly isOfHandler: boolean
  /** One of the reader's units assists. */
  readonly isOfAssistant: boolean
}

/**
 * Which parts a reader plays on an item. Who handles or assists it never plays the proposer or the assigner, whatever else he may, so that
 * nobody consents to his own answer; the system plays its own part alone.
 */
export function actorsOf(rights: ItemRights): readonly ItemActor[] {
  if (rights.isSystem) return ['system']
  const handles = rights.mayHandle && rights.isOfHandler
  const assists = rights.mayHandle && rights.isOfAssistant
  const isFree = !rights.isOfHandler && !rights.isOfAssistant
  return [
    ...(rights.isOfProposer && isFree && (rights.mayReport || rights.mayConsent) ? (['proposer'] as const) : []),
    ...(rights.mayAssign && isFree ? (['assigner'] as const) : []),
    ...(handles ? (['handler'] as const) : []),
    ...(assists && !handles ? (['assistant'] as const) : []),
    ...(rights.mayLead ? (['leader'] as const) : []),
    ...(rights.mayLookBack && isFree ? (['inspector'] as const) : []),
  ]
}

/** What may be done to an item in a state by these actors, where the guards in `broken` do not hold: the screen shows it, the operations check it. */
export function availableActions(
  state: ItemState,
  actors: readonly ItemActor[],
  broken: ReadonlySet<ItemGuard>,
): readonly ItemAction[] {
  return ITEM_ACTIONS.filter((action) => {
    const rule = ITEM_TABLE[action]
    return (
      rule.from[state] !== undefined &&
      rule.actors.some((actor) => actors.includes(actor)) &&
      !rule.guards.some((guard) => broken.has(guard))
    )
  })
}
