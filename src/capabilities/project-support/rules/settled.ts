import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import type { Problem } from '../../../kernel/problem.ts'

/** The value where nothing is broken, else every problem that was found. */
export function settled<T>(value: T, broken: readonly Problem[]): Outcome<T> {
  const [first, ...rest] = broken
  return first ? fail(first, ...rest) : ok(value)
}
