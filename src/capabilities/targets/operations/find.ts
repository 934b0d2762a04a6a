import type { FoundSubject } from '../../../kernel/duty.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { namesOfUnits } from '../../organisation/public.ts'
import type { TargetState } from '../contract.ts'
import { listIndicatorsById } from '../store/indicators.ts'
import { listTargets } from '../store/list.ts'
import { listTargetsOfYears } from '../store/targets.ts'
import { indicatorIn } from './reckon.ts'

/** How many targets of a year wait in each state that somebody has to move on from. */
export async function countWaiting(
  ctx: OperationContext,
  year: number,
): Promise<Readonly<Record<'draft' | 'consulting' | 'approved', number>>> {
  const records = await listTargetsOfYears(ctx, [year])
  const count = (state: TargetState) => records.filter((each) => each.state === state).length
  return { draft: count('draft'), consulting: count('consulting'), approved: count('approved') }
}

/** Targets of a year a search finds by the name of their indicator: characters, pinyin or initials. */
export async function findTargets(
  ctx: OperationContext,
  text: string,
  year: number,
  limit: number,
): Promise<readonly FoundSubject[]> {
  const { items } = await listTargets(
    ctx,
    { all: false, sourceUnitIds: [] },
    { year, search: text.toLowerCase() },
    { sort: 'indicator', descending: false, limit },
  )
  const indicators = await listIndicatorsById(
    ctx,
    items.map((row) => row.indicator_id),
  )
  const units = await namesOfUnits(
    ctx,
    items.map((row) => row.unit_id),
  )
  return items.map((row) => ({
    kind: 'target',
    id: row.id,
    title: indicatorIn(indicators, row.indicator_id).name,
    note: [units.get(row.unit_id)?.shortName, String(row.year)].filter(Boolean).join(' · '),
    path: `/targets/${row.id}`,
  }))
}
