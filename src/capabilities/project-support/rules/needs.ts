import type { Day } from '../../../kernel/day.ts'
import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import { type Problem, problem } from '../../../kernel/problem.ts'
import { type EntryKind, type Movement, MOVEMENTS, type NeedAction, type NeedState } from '../contract.ts'
import { settled } from './settled.ts'

/** A line of the ledger as the sums need it; `parts` are whole smallest parts of the factor's unit. */
export interface LedgerLine {
  readonly id: string
  readonly kind: EntryKind
  readonly parts: number
  /** The line this one strikes out, of a `reversed` line. */
  readonly reversesId: string | null
}

/** What the lines of a need add up to, in smallest parts. `asked` and `verified` are the last word, the others sums; `verified` null until said. */
export interface Tally {
  readonly asked: number
  readonly verified: number | null
  readonly allocated: number
  readonly borrowed: number
  readonly delivered: number
}

const NOTHING: Tally = { asked: 0, verified: null, allocated: 0, borrowed: 0, delivered: 0 }

/** What each kind of line does to the sums: a table, so that a new kind must say it. */
const EFFECTS = {
  asked: (tally, parts) => ({ ...tally, asked: parts }),
  verified: (tally, parts) => ({ ...tally, verified: parts }),
  allocated: (tally, parts) => ({ ...tally, allocated: tally.allocated + parts }),
  borrowed: (tally, parts) => ({ ...tally, borrowed: tally.borrowed + parts }),
  delivered: (tally, parts) => ({ ...tally, delivered: tally.delivered + parts }),
  released: (tally, parts) => ({ ...tally, allocated: tally.allocated - parts }),
  returned: (tally, parts) => ({ ...tally, borrowed: tally.borrowed - parts }),
  repaid: (tally, parts) => ({
    ...tally,
    borrowed: tally.borrowed - parts,
    allocated: tally.allocated + parts,
  }),
  reversed: (tally) => tally,
} as const satisfies Record<EntryKind, (tally: Tally, parts: number) => Tally>

/** The sums of a ledger, lines in the order they were written; a line that was struck out counts as never written. */
export function tallyOf(lines: readonly LedgerLine[]): Tally {
  const struck = new Set(lines.flatMap(({ reversesId }) => reversesId ?? []))
  return lines
    .filter(({ id }) => !struck.has(id))
    .reduce<Tally>((tally, { kind, parts }) => EFFECTS[kind](tally, parts), NOTHING)
}

/** What is wanted: the verified amount, until then the asked one. */
export function wantedOf({ asked, verified }: Pick<Tally, 'asked' | 'verified'>): number {
  return verified ?? asked
}

/** What of the wanted amount is neither allocated nor borrowed. */
export function uncoveredOf(tally: Tally): number {
  return Math.max(0, wantedOf(tally) - tally.allocated - tally.borrowed)
}

/** What every ledger holds at any time, and the code of its breach. Covered: allocated and borrowed together. */
const HOLDS: readonly { readonly code: string; readonly holds: (tally: Tally) => boolean }[] = [
  { code: 'project_support.nothing_asked', holds: ({ asked }) => asked > 0 },
  { code: 'project_support.over_asked', holds: ({ asked, verified }) => verified === null || verified <= asked },
  {
    code: 'project_support.not_verified',
    holds: ({ verified, allocated, borrowed }) => verified !== null || allocated + borrowed === 0,
  },
  {
    code: 'project_support.over_verified',
    holds: ({ verified, allocated, borrowed }) => verified === null || allocated + borrowed <= verified,
  },
  { code: 'project_support.over_allocated', holds: ({ allocated }) => allocated >= 0 },
  { code: 'project_support.over_borrowed', holds: ({ borrowed }) => borrowed >= 0 },
  {
    code: 'project_support.over_covered',
    holds: ({ delivered, allocated, borrowed }) => delivered <= allocated + borrowed,
  },
]

/**
 * The sums with one more line. Refuses every law the ledger would break: `project_support.nothing_asked`, `over_asked` (verified beyond
 * asked), `not_verified` (covered before verified), `over_verified`, `over_allocated` (more released than allocated), `over_borrowed`
 * (more given back than borrowed), `over_covered` (more delivered than covered).
 */
export function tallyWith(lines: readonly LedgerLine[], line: LedgerLine): Outcome<Tally> {
  const tally = tallyOf([...lines, line])
  const broken: readonly Problem[] = HOLDS.filter(({ holds }) => !holds(tally)).map(({ code }) =>
    problem(code, {}, ['amount']),
  )
  return settled(tally, broken)
}

/** Where a need stands, from its sums alone; withdrawn before everything. */
export function stateOf(tally: Tally, isWithdrawn: boolean): NeedState {
  if (isWithdrawn) return 'withdrawn'
  if (tally.verified === null) return 'asked'
  const covered = tally.allocated + tally.borrowed
  if (covered === 0) return 'verified'
  if (covered < tally.verified) return 'partly_covered'
  return tally.delivered < tally.verified ? 'covered' : 'delivered'
}

/** Whether a need is still open after the day it is needed. */
export function isLate(state: NeedState, neededOn: string | null, today: Day): boolean {
  return state !== 'withdrawn' && state !== 'delivered' && neededOn !== null && neededOn < today
}

const ACTIONS = {
  asked: ['ask', 'verified', 'reverse', 'withdraw'],
  verified: ['ask', 'verified', 'allocated', 'borrowed', 'reverse', 'withdraw'],
  partly_covered: [
    'ask',
    'verified',
    'allocated',
    'borrowed',
    'delivered',
    'released',
    'returned',
    'repaid',
    'reverse',
  ],
  covered: ['ask', 'verified', 'delivered', 'released', 'returned', 'repaid', 'reverse'],
  delivered: ['ask', 'verified', 'repaid', 'reverse'],
  withdrawn: ['restore'],
} as const satisfies Record<NeedState, readonly NeedAction[]>

/** Who asks, as far as the actions on a need depend on it: the project's side asks, the answering unit's side moves amounts. */
export interface NeedRights {
  readonly mayAsk: boolean
  readonly mayAllocate: boolean
}

const ASKING: ReadonlySet<NeedAction> = new Set(['ask', 'withdraw', 'restore'])

/**
 * What may be done about a need just now: the same table tells the screen and guards the commands. What is allocated or borrowed can be
 * given back only where there is some.
 */
export function availableActions(state: NeedState, tally: Tally, rights: NeedRights): readonly NeedAction[] {
  return ACTIONS[state]
    .filter((action) => (ASKING.has(action) ? rights.mayAsk : rights.mayAllocate))
    .filter((action) => action !== 'released' || tally.allocated > 0)
    .filter((action) => (action !== 'returned' && action !== 'repaid') || tally.borrowed > 0)
}

/** Whether an action is a movement of the ledger. */
export function isMovement(action: NeedAction): action is Movement {
  return (MOVEMENTS as readonly string[]).includes(action)
}

/** What a movement must come with: the paper or reason of it, and of a loan the lender and the day it is to be given back. */
export interface MovementTerms {
  readonly kind: Movement
  readonly onDay: Day
  readonly basis: string
  readonly lender: string
  readonly dueOn: Day | null
}

/**
 * The terms of a movement, checked. Refuses `project_support.no_amount`, `in_future`, `basis_missing` (everything but verification needs
 * one), `lender_missing`, `due_missing` and `due_before_loan`.
 */
export function movementTerms(terms: MovementTerms, parts: number, today: Day): Outcome<MovementTerms> {
  const { kind, onDay, basis, lender, dueOn } = terms
  const isLoan = kind === 'borrowed'
  const broken: readonly Problem[] = [
    ...(parts === 0 && kind !== 'verified' ? [problem('project_support.no_amount', {}, ['amount'])] : []),
    ...(onDay > today ? [problem('project_support.in_future', { day: onDay }, ['onDay'])] : []),
    ...(basis === '' && kind !== 'verified' ? [problem('project_support.basis_missing', {}, ['basis'])] : []),
    ...(isLoan && lender === '' ? [problem('project_support.lender_missing', {}, ['lender'])] : []),
    ...(isLoan && dueOn === null ? [problem('project_support.due_missing', {}, ['dueOn'])] : []),
    ...(isLoan && dueOn !== null && dueOn < onDay
      ? [problem('project_support.due_before_loan', { day: dueOn, on: onDay }, ['dueOn'])]
      : []),
  ]
  return settled(terms, broken)
}

/**
 * Whether a balance may become what it would: it goes below nothing, or further below, only with a named approval.
 * Refuses `project_support.overdrawn`; `left` in smallest parts before and after. The caller adds the factor and the shortage in words.
 */
export function mayLeave(before: number, after: number, isApproved: boolean): Outcome<number> {
  return after >= 0 || after >= before || isApproved ? ok(after) : fail(problem('project_support.overdrawn'))
}
