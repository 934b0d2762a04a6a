import { dayOf } from '../../../kernel/day.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { reckonReleased } from '../contract.ts'
import { listSeriesReleasedBetween } from '../store/actuals.ts'
import { listTargetsOfSeries } from '../store/targets.ts'
import { reckonTargets } from './reckon.ts'
import type { Day } from '../../../kernel/day.ts'

/** Reckons anew the targets of figures released after a day and by today, which time alone has opened; answers how many. */
export async function openReleasedFigures(ctx: OperationContext, after: Day): Promise<number> {
  const series = await listSeriesReleasedBetween(ctx, after, dayOf(ctx.now))
  const targets = await listTargetsOfSeries(
    ctx,
    series.map((each) => ({ indicatorId: each.indicator_id, unitId: each.unit_id })),
    series.map((each) => each.year),
  )
  await reckonTargets(ctx, targets)
  return targets.length
}

/** The operation on releases. */
export const releaseOperation = implement(reckonReleased, async (ctx, { after }) => ({
  reckoned: await openReleasedFigures(ctx, after),
}))
