import type { OperationContext } from '../../../platform/run-operation.ts'
import type { ProjectSupportTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>

/** The needs of a year, the one needed first first, those without a day at the end. */
export function listNeedsOfYear({ tx, scope }: Context, year: number) {
  return tx
    .withTables<ProjectSupportTables>()
    .selectFrom('factor_needs')
    .select(['id', 'project_id', 'factor', 'unit_id', 'needed_on', 'withdrawn_at', 'created_at'])
    .where('region_code', '=', scope.region)
    .where('year', '=', year)
    .orderBy('needed_on', (order) => order.asc().nullsLast())
    .orderBy('id')
    .execute()
}

/** The lines of the ledgers of a year's needs that were written before an instant, in their order. */
export function listLinesBefore({ tx, scope }: Context, year: number, before: Date) {
  return tx
    .withTables<ProjectSupportTables>()
    .selectFrom('factor_entries as entry')
    .innerJoin('factor_needs as need', (join) =>
      join.onRef('need.region_code', '=', 'entry.region_code').onRef('need.id', '=', 'entry.need_id'),
    )
    .select(['entry.id', 'entry.need_id', 'entry.kind', 'entry.amount', 'entry.reverses_id'])
    .where('entry.region_code', '=', scope.region)
    .where('need.year', '=', year)
    .where('entry.at', '<', before)
    .orderBy('entry.need_id')
    .orderBy('entry.id')
    .execute()
}
