import type { Problem } from './problem.ts'

/** What a rule returns: a value, or every problem found. A rule never throws for bad input. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** The good outcome. */
export function ok<T>(value: T): Outcome<T> {
  return { ok: true, value }
}

/** The bad outcome, with at least one problem. */
export function fail(...problems: readonly [Problem, ...Problem[]]): Outcome<never> {
  return { ok: false, problems }
}

/** Takes the value out where failure would be a bug of ours (constants, tests); throws with the codes otherwise. */
export function unwrap<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value
  throw new Error(`unexpected problems: ${outcome.problems.map((each) => each.code).join(', ')}`)
}
