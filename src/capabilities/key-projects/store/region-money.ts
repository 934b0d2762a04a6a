import { type RawBuilder, sql } from 'kysely'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { Ledger, MoneyView } from '../contract.ts'
import type { KeyProjectTables } from '../tables.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>

/** Whether a project lies in the scope: kept by, led by or worked on by one of its units. */
function inScope({ scope }: Context): RawBuilder<boolean> {
  const units = sql`${[...scope.unitIds]}::text[]`
  return scope.reach === 'region'
    ? sql<boolean>`true`
    : sql<boolean>`(project.unit_id = any(${units}) or project.lead_unit_id = any(${units}) or project.task_force_id = any(${units}))`
}

/** What a month added to a ledger over every project in scope, and how many projects reported in it. Yuan; by month. */
export interface MonthOfLedger {
  readonly ledger: Ledger
  readonly period: string
  readonly added: number
  readonly projects: number
}

/** What every month of a year added to both ledgers: each project's latest figure of the month above its figure of an earlier month. */
export async function sumMonths(ctx: Context, year: number): Promise<readonly MonthOfLedger[]> {
  const { region } = ctx.scope
  const { rows } = await sql<MonthOfLedger>`
    with latest as (
      select distinct on (month.project_id, month.ledger, month.period) month.project_id, month.ledger, month.period, month.this_year
      from key_project_months as month
      join key_projects as project on project.region_code = ${region} and project.id = month.project_id
      where month.region_code = ${region} and project.withdrawn_at is null and ${inScope(ctx)}
        and month.period between ${`${year}-M01`} and ${`${year}-M12`}
      order by month.project_id, month.ledger, month.period, month.number desc
    ), added as (
      select ledger, period, this_year - coalesce(lag(this_year) over (partition by project_id, ledger order by period), 0) as amount
      from latest where this_year is not null
    )
    select ledger, period, sum(amount)::bigint as added, count(*)::int as projects from added
    group by ledger, period order by ledger, period`.execute(ctx.tx)
  return rows
}

const LINE = [
  'project.id',
  'project.number',
  'project.name',
  'project.unit_id',
  'project.total_investment',
  'project.invested_before_year',
  'project.year_plan',
  'project.invested_this_year',
  'project.invested_as_of',
  'project.statistical_this_year',
  'project.statistical_as_of',
  'project.investment_registered_on',
  'project.physical_percent',
  'project.money_alarm',
] as const

const reportedOf = (year: number) =>
  sql<number>`case when project.invested_as_of like ${`${year}-%`} then project.invested_this_year end`
const statisticalOf = (year: number) =>
  sql<number>`case when project.statistical_as_of like ${`${year}-%`} then project.statistical_this_year end`

const VIEWS = {
  all: () => sql<boolean>`true`,
  alarm: () => sql<boolean>`project.money_alarm is not null`,
  reported_only: (year: number) => sql<boolean>`${reportedOf(year)} > 0 and coalesce(${statisticalOf(year)}, 0) = 0`,
  gap: (year: number) => sql<boolean>`${reportedOf(year)} <> ${statisticalOf(year)}`,
} as const satisfies Record<MoneyView, (year: number) => RawBuilder<boolean>>

/** Projects in scope with the money of a year, by number, from after `cursor`. */
export async function listMoneyLines(
  ctx: Context,
  wanted: {
    readonly year: number
    readonly view: MoneyView
    readonly cursor?: string | undefined
    readonly limit: number
  },
) {
  let rows = ctx.tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_projects as project')
    .select([...LINE, reportedOf(wanted.year).as('reported'), statisticalOf(wanted.year).as('statistical')])
    .where('project.region_code', '=', ctx.scope.region)
    .where('project.withdrawn_at', 'is', null)
    .where(inScope(ctx))
    .where(VIEWS[wanted.view](wanted.year))
    .orderBy('project.number')
    .limit(wanted.limit + 1)
  if (wanted.cursor !== undefined) rows = rows.where('project.number', '>', wanted.cursor)
  const found = await rows.execute()
  const items = found.slice(0, wanted.limit)
  return { items, nextCursor: found.length > wanted.limit ? (items.at(-1)?.number ?? null) : null }
}

/** Sums of a year over every project in scope. */
export async function sumMoney(ctx: Context, year: number) {
  const sum = (amount: RawBuilder<number>) => sql<number>`coalesce(sum(${amount}), 0)::bigint`
  return ctx.tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_projects as project')
    .select([
      sql<number>`count(*)::int`.as('projects'),
      sum(sql<number>`case when project.plan_year = ${year} then project.year_plan end`).as('yearPlan'),
      sum(reportedOf(year)).as('reported'),
      sum(statisticalOf(year)).as('statistical'),
      sql<number>`count(project.investment_registered_on)::int`.as('registered'),
      sql<number>`count(project.money_alarm)::int`.as('alarms'),
    ])
    .where('project.region_code', '=', ctx.scope.region)
    .where('project.withdrawn_at', 'is', null)
    .where(inScope(ctx))
    .executeTakeFirstOrThrow()
}

/** Projects in scope that are in the investment statistics, by the day they came in. */
export async function listRegistered(ctx: Context) {
  return ctx.tx
    .withTables<KeyProjectTables>()
    .selectFrom('key_projects as project')
    .select([...LINE, 'project.project_codes', 'project.statistical_code', 'project.statistical_total'])
    .where('project.region_code', '=', ctx.scope.region)
    .where('project.withdrawn_at', 'is', null)
    .where('project.investment_registered_on', 'is not', null)
    .where(inScope(ctx))
    .orderBy('project.investment_registered_on')
    .orderBy('project.number')
    .execute()
}
