import type { OperationContext } from '../../../platform/run-operation.ts'
import type { Indicator } from '../contract.ts'
import type { EntryRights } from '../rules/entry.ts'
import { listSourceUnits } from '../store/indicators.ts'
import type { Sight } from '../store/list.ts'

/** What the person may do with the figures of a source unit. */
export function entryRights({ actor }: OperationContext, sourceUnitId: string): EntryRights {
  return {
    entersFigures: actor.may('targets.enter_actual', [sourceUnitId]),
    entersStatistics: actor.may('targets.enter_statistics', [sourceUnitId]),
  }
}

/** Whether the person sees figures of an indicator before they are released. */
export function seesUnreleased(
  { actor }: OperationContext,
  { sourceUnitId }: Pick<Indicator, 'sourceUnitId'>,
): boolean {
  return actor.may('targets.view_unreleased', [sourceUnitId])
}

/** Whose figures the person sees before they are released, for statements over many indicators. */
export async function sightOf(ctx: OperationContext): Promise<Sight> {
  if (ctx.actor.may('targets.view_unreleased', [null])) return { all: true, sourceUnitIds: [] }
  if (!ctx.actor.may('targets.view_unreleased')) return { all: false, sourceUnitIds: [] }
  const units = await listSourceUnits(ctx)
  return { all: false, sourceUnitIds: units.filter((unit) => ctx.actor.may('targets.view_unreleased', [unit])) }
}
