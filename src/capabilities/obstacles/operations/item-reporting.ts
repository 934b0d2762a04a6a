import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { unitInScope } from '../../../platform/access.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { requireOpenUnits } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { columnsOfItemBody, gramsOfItem, replaceGrams } from '../store/items.ts'
import { movedOf, perform } from './item-act.ts'
import { enterItem, numberOf } from './item-enter.ts'

/** What a reporter does: report, change, send, withdraw. */
export const itemReportingOperations = [
  implement(contract.reportItem, async (ctx, { body, unitId, send }) => {
    if (!unitInScope(ctx.scope, unitId)) refuse('forbidden', problem('obstacles.item_unit_not_yours', {}, ['unitId']))
    await requireOpenUnits(ctx, [
      { field: 'unitId', id: unitId },
      { field: 'suggestedUnitId', id: body.suggestedUnitId },
    ])
    return movedOf(await enterItem(ctx, { body: asReported(ctx, body), unitId, isDraft: !send }))
  }),

  implement(contract.editItem, async (ctx, { body, ...place }) => {
    await requireOpenUnits(ctx, [{ field: 'suggestedUnitId', id: body.suggestedUnitId }])
    const kept = asReported(ctx, body)
    const moved = await perform(ctx, place, { action: 'edit', change: columnsOfItemBody(kept) })
    await replaceGrams(ctx, moved.id, gramsOfItem(kept))
    return moved
  }),

  implement(contract.sendItem, (ctx, { fileIds, ...place }) =>
    perform(ctx, place, async ({ row }) => ({
      action: 'send',
      fileIds,
      change: row.number === null ? { number: await numberOf(ctx, row.kind) } : {},
    })),
  ),

  implement(contract.withdrawItem, (ctx, { reason, ...place }) =>
    perform(ctx, place, { action: 'withdraw', text: reason }),
  ),
]

/** What an enterprise reports is its request, whatever it is called: it is asked how it was served. */
function asReported({ actor }: OperationContext, body: contract.ItemBody): contract.ItemBody {
  const isEnterprise = !actor.may('items.handle') && !actor.may('items.assign')
  return isEnterprise ? { ...body, origin: 'enterprise_request' } : body
}
