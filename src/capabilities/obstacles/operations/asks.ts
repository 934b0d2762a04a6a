import type { Ask, AskCount, AskWanted } from '../../../kernel/ask.ts'
import { dayOf } from '../../../kernel/day.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { listOpenUnits } from '../../organisation/public.ts'
import { countByLeadUnit, listAsked, listPresent } from '../store/asks.ts'

/** What units are asked for in items, for the load meter: an item counts for its lead unit, in the year it was assigned. */
export const itemAsks = {
  count: async (ctx: OperationContext, year: number): Promise<readonly AskCount[]> =>
    (await countByLeadUnit(ctx, year)).flatMap(({ unitId, asked, held }) =>
      unitId === null ? [] : [{ unitId, kind: 'item', asked, held }],
    ),
  find: async (ctx: OperationContext, { unitId, subject }: AskWanted): Promise<readonly Ask[]> => {
    if (!subject) return []
    return (await listAsked(ctx, subject, unitId)).flatMap((row): Ask[] => {
      const asked = row.lead_unit_id ?? row.proposer_unit_id
      if (asked === null) return []
      const at = row.assigned_at ?? row.reported_at
      return [
        {
          kind: 'item',
          unitId: asked,
          title: row.title,
          period: '',
          askedOn: at && dayOf(at),
          isHeld: row.isAnswered,
          path: `/obstacles/${row.id}`,
        },
      ]
    })
  },
}

/** How often units were called to dispatch meetings, for the load meter: held meetings whose minutes name the unit among those present. */
export const meetingAsks = {
  count: async (ctx: OperationContext, year: number): Promise<readonly AskCount[]> => {
    const meetings = await listPresent(ctx, year)
    if (meetings.length === 0) return []
    return (await listOpenUnits(ctx, dayOf(ctx.now))).flatMap(({ id, name, shortName }) => {
      const asked = meetings.filter(({ present }) => present.includes(name) || present.includes(shortName)).length
      return asked === 0 ? [] : [{ unitId: id, kind: 'meeting', asked, held: asked }]
    })
  },
  find: (): Promise<readonly Ask[]> => Promise.resolve([]),
}
