import { type Day, dayOf } from '../../../kernel/day.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { standingOfDecision, standingOfPromise } from '../rules/meetings.ts'
import * as lines from '../store/meeting-lines.ts'

/** What became of the promises and decisions on an agenda by now, by the id of their line. */
export async function standingsOf(ctx: OperationContext, agenda: readonly lines.AgendaRow[]) {
  const owed = agenda.filter((line) => line.kind === 'promise' || line.kind === 'decided')
  const results = new Map(
    (
      await lines.listResultsById(
        ctx,
        owed.flatMap((line) => line.subject_id ?? []),
      )
    ).map((row) => [row.result_id, row]),
  )
  return new Map(
    owed.flatMap((line) => {
      const row = results.get(line.subject_id)
      return row ? [[line.id, becameOf(row, dayOf(ctx.now))] as const] : []
    }),
  )
}

/** What became of one promise or decision; a promise whose day was moved counts by its new day. */
export function becameOf(row: lines.ResultRow, today: Day) {
  if (row.kind === 'promise') {
    const dueOn = row.promise_due_on
    const state = row.promise_state ?? 'withdrawn'
    return { standing: standingOfPromise({ state, dueOn }, today), settledOn: row.kept_on, dueOn }
  }
  const closedOn = row.item_closed_at && row.item_state === 'closed' ? dayOf(row.item_closed_at) : null
  const isGivenUp = row.item_state === 'withdrawn' || row.item_state === 'level_above'
  return {
    standing: standingOfDecision({ dueOn: row.due_on, closedOn, isGivenUp }, today),
    settledOn: closedOn,
    dueOn: row.due_on,
  }
}
