import type { Problem } from './problem.ts'
import type { Outcome } from './outcome.ts'

/** The eight kinds of refusal. A ninth does not compile until every table below and at the edges has it. */
export const REFUSAL_KINDS = [
  'invalid',
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'rule_broken',
  'too_many',
  'unavailable',
] as const
export type RefusalKind = (typeof REFUSAL_KINDS)[number]

/** HTTP status of each kind. */
export const STATUS_OF_REFUSAL = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  rule_broken: 422,
  too_many: 429,
  unavailable: 503,
} as const satisfies Record<RefusalKind, number>

/** Exit code of the command line for each kind. */
export const EXIT_CODE_OF_REFUSAL = {
  invalid: 2,
  unauthenticated: 3,
  forbidden: 4,
  not_found: 5,
  conflict: 6,
  rule_broken: 7,
  too_many: 8,
  unavailable: 9,
} as const satisfies Record<RefusalKind, number>

/** How an operation says no: a kind and at least one problem. Edges translate it; nothing else may be thrown on purpose. */
export class Refusal extends Error {
  readonly kind: RefusalKind
  readonly problems: readonly Problem[]

  constructor(kind: RefusalKind, problems: readonly Problem[]) {
    super(`${kind}: ${problems.map((each) => each.code).join(', ')}`)
    this.name = 'Refusal'
    this.kind = kind
    this.problems = problems
  }
}

/** Refuses the operation under way. */
export function refuse(kind: RefusalKind, ...problems: readonly [Problem, ...Problem[]]): never {
  throw new Refusal(kind, problems)
}

/** The value of an outcome, or a refusal with all its problems (`rule_broken` unless another kind is given). */
export function orRefuse<T>(outcome: Outcome<T>, kind: RefusalKind = 'rule_broken'): T {
  if (outcome.ok) return outcome.value
  throw new Refusal(kind, outcome.problems)
}
