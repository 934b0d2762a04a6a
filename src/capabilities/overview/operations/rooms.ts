import type { Permission } from '../../../kernel/permissions.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'

/** The operation under way as far as it may reach into a neighbour's room; `undefined` where the reader may not enter it. */
export function roomOf(ctx: OperationContext, permission: Permission): OperationContext | undefined {
  const scope = ctx.actor.scopeOf(permission)
  return scope && { ...ctx, scope }
}

/** The same, seeing only what was released: what hangs on a wall is read by everybody in the room. */
export function inPublic(ctx: OperationContext): OperationContext {
  const { actor } = ctx
  return {
    ...ctx,
    actor: {
      ...actor,
      may: (permission, units) => permission !== 'targets.view_unreleased' && actor.may(permission, units),
    },
  }
}
