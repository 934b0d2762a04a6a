import { newId } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type * as contract from '../contract.ts'
import { differencesBetween, placeOnList } from '../rules/lists.ts'
import { insertAdjustments, listFrozenKeys } from '../store/lists.ts'

/**
 * Keeps what a change of a project does to frozen lists. `before` or `after` is null where the project is not in the library. Refuses
 * `key_projects.list_frozen` where a frozen list changes and no reason is given.
 */
export async function keepAdjustments(
  ctx: OperationContext,
  projectId: string,
  change: {
    readonly before: contract.ProjectBody | null
    readonly after: contract.ProjectBody | null
    readonly reason: string | undefined
  },
): Promise<void> {
  const { before, after, reason } = change
  if (!touchesLists(before, after)) return
  const adjustments = (await listFrozenKeys(ctx)).flatMap(({ id, level, year }) => {
    const placeOf = (body: contract.ProjectBody | null) => body ?? undefined
    const [was, is] = [placeOf(before), placeOf(after)].map((body) => body && placeOnList(projectId, body, level, year))
    return differencesBetween(projectId, was, is).map(({ kind, before: from, after: to }) => ({
      list: { level, year },
      row: { list_id: id, project_id: projectId, kind, before: from, after: to },
    }))
  })
  const [first] = adjustments
  if (!first) return
  if (reason === undefined || reason === '')
    return refuse('rule_broken', problem('key_projects.list_frozen', { ...first.list }, ['reason']))
  await insertAdjustments(
    ctx,
    adjustments.map(({ row }) => ({
      ...row,
      id: newId(ctx.now),
      reason,
      at: ctx.now,
      person_id: ctx.actor.personId,
      person_name: ctx.actor.name,
    })),
  )
}

/** Most changes leave every list as it is; those ask the database nothing. */
function touchesLists(before: contract.ProjectBody | null, after: contract.ProjectBody | null): boolean {
  if (!before || !after) return (before ?? after)?.memberships.length !== 0
  return (
    before.yearPlan !== after.yearPlan ||
    before.planYear !== after.planYear ||
    JSON.stringify(before.memberships) !== JSON.stringify(after.memberships)
  )
}
