import { sql } from 'kysely'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { AssessmentTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>

/** The rounds whose period ends in a year, each with its last settled edition, in the order of their periods, shorter ones first. */
export async function listSettledRounds({ tx, scope }: Context, year: number) {
  return tx
    .withTables<AssessmentTables>()
    .selectFrom('assessment_rounds as round')
    .innerJoin('assessment_editions as edition', (join) =>
      join
        .onRef('edition.region_code', '=', 'round.region_code')
        .onRef('edition.round_id', '=', 'round.id')
        .onRef('edition.edition', '=', 'round.edition'),
    )
    .innerJoin('assessment_schemes as scheme', (join) =>
      join.onRef('scheme.region_code', '=', 'round.region_code').onRef('scheme.id', '=', 'round.scheme_id'),
    )
    .select([
      'round.id',
      'round.scheme_id',
      'round.level',
      'round.period',
      'scheme.name as scheme_name',
      'edition.export',
      'edition.ranking',
    ])
    .where('round.region_code', '=', scope.region)
    .where('round.period_end', '>=', `${year}-01-01`)
    .where('round.period_end', '<=', `${year}-12-31`)
    .orderBy('round.period_end')
    .orderBy(sql`case round.level when 'month' then 1 when 'quarter' then 2 else 3 end`)
    .orderBy('round.id')
    .execute()
}
