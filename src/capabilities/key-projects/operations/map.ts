import { implement } from '../../../platform/run-operation.ts'
import { namesOfUnits } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { listWhole } from '../store/list.ts'

/** The operations on the map of projects. */
export const mapOperations = [
  implement(contract.mapProjects, async (ctx, filter) => {
    const rows = await listWhole(ctx, filter, { sort: 'number', descending: false })
    const units = await namesOfUnits(
      ctx,
      rows.map((row) => row.unit_id),
    )
    const items = rows.flatMap(({ longitude, latitude, ...row }) =>
      longitude === null || latitude === null
        ? []
        : [
            {
              id: row.id,
              number: row.number,
              name: row.name,
              longitude,
              latitude,
              light: row.light,
              stage: row.stage,
              unitId: row.unit_id,
              unitName: units.get(row.unit_id)?.shortName ?? '',
              place: row.place,
              totalInvestment: row.total_investment as contract.MapPoint['totalInvestment'],
            },
          ],
    )
    return {
      items: items.slice(0, contract.MOST_ON_MAP),
      unlocated: rows.length - items.length,
      isCut: items.length > contract.MOST_ON_MAP,
    }
  }),
]
