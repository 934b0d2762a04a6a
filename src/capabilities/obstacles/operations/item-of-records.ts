import { type Day, dayOf } from '../../../kernel/day.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { ENDED_STATES } from '../rules/states.ts'
import { listOfSubjects } from '../store/items.ts'
import { asReader } from './item-open.ts'
import { isOverdue } from './item-show.ts'

/** An item that still stands in the way of a record, as a neighbour shows it beside the record. */
export interface OpenItemOf {
  readonly id: string
  readonly recordId: string
  readonly number: string
  readonly title: string
  readonly dueOn: Day | null
  readonly isOverdue: boolean
}

/** Items about some records of a kind (projects) that are not over, those the reader may see, the oldest first; none for who may not see items. */
export async function listOpenItemsOf(
  ctx: OperationContext,
  kind: string,
  recordIds: readonly string[],
): Promise<readonly OpenItemOf[]> {
  if (ctx.actor.scopeOf('items.view') === undefined) return []
  return (await listOfSubjects(asReader(ctx), kind, recordIds))
    .filter(({ state }) => !ENDED_STATES.includes(state))
    .map((row) => ({
      id: row.id,
      recordId: row.subject_id ?? '',
      number: row.number ?? '',
      title: row.title,
      dueOn: row.due_at && dayOf(row.due_at),
      isOverdue: isOverdue(row, ctx.now),
    }))
}
