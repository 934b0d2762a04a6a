import type { Ask, AskCount, AskWanted } from '../../../kernel/ask.ts'
import { ASK_KINDS } from '../../../kernel/ask.ts'
import { dayOf, yearOf } from '../../../kernel/day.ts'
import { unitInScope } from '../../../platform/access.ts'
import { type Implementation, implement, type OperationContext } from '../../../platform/run-operation.ts'
import { namesOfUnits, requireOpenUnits } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { addCounts, cellsOf, type Limit } from '../rules/load.ts'
import * as store from '../store/limits.ts'

/** What a capability that asks units for things tells the load meter; the whole region, whatever the reach of the reader. */
export interface AskTeller {
  readonly count: (ctx: OperationContext, year: number) => Promise<readonly AskCount[]>
  readonly find: (ctx: OperationContext, wanted: AskWanted) => Promise<readonly Ask[]>
}

const MOST_HELD = 20

/** The operations of the load meter over everybody who asks units for things. */
export function loadOperations(tellers: readonly AskTeller[]): readonly Implementation[] {
  const countAll = async (ctx: OperationContext, year: number) => {
    const counts: AskCount[] = []
    for (const teller of tellers) counts.push(...(await teller.count(inRegion(ctx), year)))
    return addCounts(counts)
  }
  return [
    implement(contract.showLoad, async (ctx, { year }) => {
      const counts = await countAll(ctx, year)
      const lastYear = await countAll(ctx, year - 1)
      const rows = await store.listLimits(ctx, year)
      const limits = rows.map(limitOf)
      const unitIds = [...new Set(counts.map((each) => each.unitId))].filter((id) => unitInScope(ctx.scope, id))
      const names = await namesOfUnits(ctx, [...unitIds, ...limits.map((each) => each.unitId)])
      const shown = unitIds.map((unitId) => {
        const cells = [...cellsOf(unitId, counts, lastYear, limits)]
        return {
          unitId,
          unitName: names.get(unitId)?.name ?? '',
          asked: cells.reduce((sum, cell) => sum + cell.asked, 0),
          cells,
        }
      })
      return {
        year,
        asOf: dayOf(ctx.now),
        kinds: [...ASK_KINDS],
        rows: shown.toSorted((one, other) => other.asked - one.asked || (one.unitName < other.unitName ? -1 : 1)),
        limits: rows.map((row) => ({
          ...limitOf(row),
          id: row.id,
          year: row.year,
          unitName: names.get(row.unit_key)?.name ?? '',
          version: row.version,
        })),
        maySet: ctx.actor.may('notices.manage'),
      }
    }),

    implement(contract.setLimit, async (ctx, { limit, ...wanted }) => {
      if (limit !== null) await requireOpenUnits(ctx, [{ field: 'unitId', id: wanted.unitId }])
      const version = limit === null ? 0 : await store.saveLimit(ctx, { ...wanted, limit }, ctx.now)
      if (limit === null) await store.deleteLimit(ctx, wanted)
      ctx.announce('notices.limit_set', {
        subject: { kind: 'load_limit', id: `${wanted.year}.${wanted.kind}.${wanted.unitId ?? ''}` },
        after: { limit, source: wanted.source },
      })
      return { version }
    }),

    implement(contract.findHeld, async (ctx, { unitId, subjectKind, subjectId, period, text }) => {
      const subject = subjectKind && subjectId ? { kind: subjectKind, id: subjectId } : undefined
      const asks: Ask[] = []
      if (subject || text)
        for (const { find } of tellers) asks.push(...(await find(inRegion(ctx), { unitId, subject, period, text })))
      const found = asks.filter((each) => unitInScope(ctx.scope, each.unitId)).slice(0, MOST_HELD)
      const names = await namesOfUnits(
        ctx,
        found.map((each) => each.unitId),
      )
      const items = found.map(({ unitId: of, ...ask }) => ({ ...ask, unitName: names.get(of)?.name ?? '' }))
      return { items, over: unitId && unitInScope(ctx.scope, unitId) ? await overLimit(ctx, unitId, countAll) : [] }
    }),
  ]
}

/** The kinds of which a unit was already asked for all that its limits allow. */
async function overLimit(
  ctx: OperationContext,
  unitId: string,
  countAll: (ctx: OperationContext, year: number) => Promise<readonly AskCount[]>,
) {
  const year = yearOf(dayOf(ctx.now))
  const limits = (await store.listLimits(ctx, year)).map(limitOf)
  const cells = cellsOf(unitId, await countAll(ctx, year), await countAll(ctx, year - 1), limits)
  return cells.filter(({ asked, limit }) => limit !== null && asked >= limit)
}

function limitOf(row: store.LimitRow): Limit {
  return { kind: row.kind, unitId: row.unit_key === '' ? null : row.unit_key, limit: row.most, source: row.source }
}

/** Burden is counted over the whole region; what of it is shown keeps to the reach of the reader. */
function inRegion(ctx: OperationContext): OperationContext {
  return { ...ctx, scope: { region: ctx.scope.region, reach: 'region', unitIds: [] } }
}
