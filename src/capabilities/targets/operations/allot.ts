import type { z } from 'zod'
import { refuse } from '../../../kernel/refusal.ts'
import { problem } from '../../../kernel/problem.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { allotTarget as declared } from '../contract.ts'
import * as store from '../store/targets.ts'
import { changeTarget, createTarget } from './change.ts'

type Child = z.output<typeof declared.input>['children'][number]

/**
 * Splits a target down to units, all or none: a child that is named is changed, others are drafted with the indicator, year, campaign and
 * curve of their parent. Refuses `conflict` where the parent changed meanwhile.
 */
export async function allotTarget(
  ctx: OperationContext,
  targetId: string,
  expectedVersion: number,
  children: readonly Child[],
): Promise<readonly { readonly id: string; readonly version: number }[]> {
  const parent = await store.getTarget(ctx, targetId)
  if (parent.version !== expectedVersion) refuse('conflict', problem('operation.conflict'))
  const known = new Map((await store.listChildren(ctx, targetId)).map((each) => [each.id, each]))
  const changed: { id: string; version: number }[] = []
  for (const { childId, ...child } of children) {
    const existing = childId === undefined ? undefined : known.get(childId)
    if (childId !== undefined && !existing) refuse('not_found', problem('record.not_found', undefined, ['children']))
    const body = {
      ...store.bodyOf(existing ?? parent),
      ...child,
      parentId: targetId,
      groupKey: existing?.group_key ?? null,
      assessingUnitId: existing?.assessing_unit_id ?? parent.assessing_unit_id,
    }
    changed.push(
      existing
        ? { id: existing.id, version: await changeTarget(ctx, existing.id, existing.version, body) }
        : await createTarget(ctx, body),
    )
  }
  return changed
}
