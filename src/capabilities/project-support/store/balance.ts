import { type Insertable, type Selectable, sql } from 'kysely'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { Factor } from '../contract.ts'
import type { ProjectSupportTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>
/** A line of supply as it is read. */
export type SupplyRow = Selectable<ProjectSupportTables['factor_supplies']>

/** Which balance: a factor in a year. */
export interface FactorYear {
  readonly factor: Factor
  readonly year: number
}

/** Holds the balance of a factor and year until the transaction ends: movements of it come one after the other. */
export async function holdBalance({ tx, scope }: Context, { factor, year }: FactorYear): Promise<void> {
  await tx
    .withTables<ProjectSupportTables>()
    .insertInto('factor_years')
    .values({ region_code: scope.region, factor, year, movements: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['region_code', 'factor', 'year'])
        .doUpdateSet((row) => ({ movements: sql<number>`${row.ref('factor_years.movements')} + 1` })),
    )
    .execute()
}

/** Supply less what is allocated, in smallest parts. */
export async function readLeft(ctx: Context, of: FactorYear): Promise<number> {
  const [supplies, needs] = [await sumSupplies(ctx, of.year), await sumNeeds(ctx, of.year, '9999-12-31')]
  const supply = supplies.find(({ factor }) => factor === of.factor)?.supply ?? 0
  return supply - (needs.find(({ factor }) => factor === of.factor)?.allocated ?? 0)
}

/** The supply of each factor of a year. */
export async function sumSupplies({ tx, scope }: Context, year: number) {
  return tx
    .withTables<ProjectSupportTables>()
    .selectFrom('factor_supplies')
    .select(['factor', sql<number>`sum(amount)::bigint`.as('supply')])
    .where('region_code', '=', scope.region)
    .where('year', '=', year)
    .groupBy('factor')
    .orderBy('factor')
    .execute()
}

/** What the needs of each factor of a year add up to; withdrawn ones are left out. `late`: not delivered after their day. */
export async function sumNeeds({ tx, scope }: Context, year: number, today: string) {
  return tx
    .withTables<ProjectSupportTables>()
    .selectFrom('factor_needs')
    .select([
      'factor',
      sql<number>`count(*)`.as('needs'),
      sql<number>`count(*) filter (where state <> 'delivered' and needed_on < ${today}::date)`.as('late'),
      sql<number>`sum(asked)::bigint`.as('asked'),
      sql<number>`sum(coalesce(verified, asked))::bigint`.as('wanted'),
      sql<number>`sum(allocated)::bigint`.as('allocated'),
      sql<number>`sum(borrowed)::bigint`.as('borrowed'),
      sql<number>`sum(delivered)::bigint`.as('delivered'),
      sql<number>`sum(greatest(coalesce(verified, asked) - allocated - borrowed, 0))::bigint`.as('uncovered'),
    ])
    .where('region_code', '=', scope.region)
    .where('year', '=', year)
    .where('withdrawn_at', 'is', null)
    .groupBy('factor')
    .orderBy('factor')
    .execute()
}

/** The lines of a year's supply, newest first. */
export async function listSupplies(
  { tx, scope }: Context,
  year: number,
  factor: Factor | undefined,
): Promise<readonly SupplyRow[]> {
  let rows = tx
    .withTables<ProjectSupportTables>()
    .selectFrom('factor_supplies')
    .selectAll()
    .where('region_code', '=', scope.region)
    .where('year', '=', year)
  if (factor) rows = rows.where('factor', '=', factor)
  return rows.orderBy('id', 'desc').execute()
}

/** Lines of a year, of supply and of needs, that went below nothing with an approval, by day. */
export async function listApprovals({ tx, scope }: Context, year: number) {
  const bySupply = await tx
    .withTables<ProjectSupportTables>()
    .selectFrom('factor_supplies')
    .select(['factor', 'on_day', 'approval_post_id', 'approval_document', 'id'])
    .where('region_code', '=', scope.region)
    .where('year', '=', year)
    .where('approval_post_id', 'is not', null)
    .orderBy('id')
    .execute()
  const byNeed = await tx
    .withTables<ProjectSupportTables>()
    .selectFrom('factor_entries')
    .innerJoin('factor_needs', (join) =>
      join
        .onRef('factor_needs.region_code', '=', 'factor_entries.region_code')
        .onRef('factor_needs.id', '=', 'factor_entries.need_id'),
    )
    .select(['factor', 'on_day', 'approval_post_id', 'approval_document', 'factor_entries.id as id'])
    .where('factor_entries.region_code', '=', scope.region)
    .where('factor_needs.year', '=', year)
    .where('approval_post_id', 'is not', null)
    .orderBy('factor_entries.id')
    .execute()
  return [...bySupply, ...byNeed].toSorted((one, other) => (one.id < other.id ? -1 : 1))
}

/** Keeps a new line of supply. */
export async function insertSupply(
  { tx, scope }: Context,
  row: Omit<Insertable<ProjectSupportTables['factor_supplies']>, 'region_code'>,
): Promise<void> {
  await tx
    .withTables<ProjectSupportTables>()
    .insertInto('factor_supplies')
    .values({ ...row, region_code: scope.region })
    .execute()
}
