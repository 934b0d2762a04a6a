import { addDays, dayOf, startOfDay } from '../../../kernel/day.ts'
import { workdaysBetween } from '../../../kernel/work-calendar.ts'
import { implement } from '../../../platform/run-operation.ts'
import { namesOfUnits } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { type CountedItem, figuresBy, figuresOf } from '../rules/statistics.ts'
import { listClosingsOf, listCounted } from '../store/item-figures.ts'
import { groupedBy } from './grouped.ts'
import { isOverdue } from './item-show.ts'

/** What items add up to. */
export const itemFiguresOperations = [
  implement(contract.showItemStatistics, async (ctx, { from, to, by, ...filter }) => {
    const span = { from: startOfDay(from), until: startOfDay(addDays(to, 1)) }
    const rows = await listCounted(ctx, filter, span)
    const closings = groupedBy(
      await listClosingsOf(
        ctx,
        rows.map(({ id }) => id),
        span,
      ),
      ({ item_id }) => item_id,
    )
    const items = rows.map(
      (row): CountedItem => ({
        leadUnitId: row.lead_unit_id,
        kind: row.kind,
        class: row.class,
        tier: row.tier,
        state: row.state,
        isAssigned: row.assigned_at !== null,
        isOverdue: isOverdue(row, ctx.now),
        isLate: row.is_late || isOverdue(row, ctx.now),
        ageDays: row.assigned_at && workdaysBetween(ctx.calendar, dayOf(row.assigned_at), dayOf(ctx.now)).workdays,
        returns: row.returns,
        extensions: row.extensions,
        escalations: row.escalations,
        reopenings: row.round,
        rating: row.rating,
        closings: (closings.get(row.id) ?? []).map((closing) => ({
          usedDays: closing.used_days,
          isLate: closing.is_late,
          isFalse: closing.false_at !== null,
        })),
      }),
    )
    const groups = figuresBy(items, by)
    const names =
      by === 'unit'
        ? await namesOfUnits(
            ctx,
            groups.map(({ key }) => key),
          )
        : new Map<string, never>()
    return {
      from,
      to,
      asOf: ctx.now.toISOString(),
      by,
      total: figuresOf(items),
      rows: groups.map(({ key, figures }) => ({ key, name: names.get(key)?.shortName ?? '', figures })),
    }
  }),
]
