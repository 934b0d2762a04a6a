import { asDay, type Day, dayOf, yearOf } from '../../../kernel/day.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { implement, type Implementation, type OperationContext } from '../../../platform/run-operation.ts'
import { namesOfUnits } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { daysLate, standingOfPromise } from '../rules/meetings.ts'
import { trackedLine, trackedTotal, worstFirst } from '../rules/promise-tracker.ts'
import * as store from '../store/promise-tracker.ts'

/** The days asked for, or the year of today. */
function daysOf(
  ctx: OperationContext,
  { from, to }: { readonly from?: Day | undefined; readonly to?: Day | undefined },
) {
  const year = yearOf(dayOf(ctx.now))
  const days = { from: from ?? asDay(`${year}-01-01`), to: to ?? asDay(`${year}-12-31`) }
  if (days.from > days.to) refuse('rule_broken', problem('obstacles.days_turned_round', {}, ['to']))
  return days
}

const track = implement(contract.trackPromises, async (ctx, { by, ...asked }) => {
  const days = daysOf(ctx, asked)
  const rows = await store.countTracked(ctx, { by, ...days }, dayOf(ctx.now))
  const units = await namesOfUnits(ctx, by === 'unit' ? rows.map((row) => row.key || null) : [])
  const owners = rows.map((row) => trackedLine(row, by === 'unit' ? (units.get(row.key)?.shortName ?? '') : row.key))
  return {
    ...days,
    owners: [...worstFirst(owners)],
    whole: trackedTotal(owners, ''),
    undated: await store.countUndated(ctx),
  }
})

const list = implement(contract.listTrackedPromises, async (ctx, { by, key, standing: wanted, ...asked }) => {
  const today = dayOf(ctx.now)
  const rows = await store.listTracked(ctx, { by, ...daysOf(ctx, asked) }, key)
  const units = await namesOfUnits(
    ctx,
    rows.map((row) => row.unit_id),
  )
  const items = rows.flatMap((row) => {
    const standing = standingOfPromise({ state: row.state, dueOn: row.due_on }, today)
    if (standing === null || row.due_on === null || (wanted?.length && !wanted.includes(standing))) return []
    const facts = { dueOn: row.due_on as Day, keptOn: row.kept_on as Day | null, standing }
    return {
      ...facts,
      id: row.id,
      action: row.action,
      ownerText: row.owner_text,
      unitName: (row.unit_id && units.get(row.unit_id)?.shortName) || null,
      state: row.state,
      daysLate: daysLate(facts, today),
      reason: row.reason,
    }
  })
  return { items }
})

/** The operations that count promises by who made them. */
export const promiseTrackerOperations: readonly Implementation[] = [track, list]
