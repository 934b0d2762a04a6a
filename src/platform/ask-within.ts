import { fail, ok, type Outcome } from '../kernel/outcome.ts'
import { problem } from '../kernel/problem.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Implementation, OperationContext } from './run-operation.ts'

/**
 * Asks another query inside a running operation: by its own permission and scope, its own shapes, in the same transaction. What it refuses
 * comes back as problems, so that one refusal need not stop the whole; `access.not_allowed` where the person may not ask it at all.
 */
export async function askWithin(
  ctx: OperationContext,
  { spec, handle }: Implementation,
  input: unknown,
): Promise<Outcome<unknown>> {
  const scope = ctx.actor.scopeOf(spec.permission)
  if (!scope) return fail(problem('access.not_allowed', { permission: spec.permission }))
  try {
    return ok(spec.output.parse(await handle({ ...ctx, scope }, spec.input.parse(input) as never)))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const [first = problem('operation.conflict'), ...rest] = error.problems
    return fail(first, ...rest)
  }
}
