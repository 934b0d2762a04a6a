import { type Day, dayOf, firstDayOfMonth } from '../../../kernel/day.ts'
import { lastDay, type Period, periodYear } from '../../../kernel/period.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { listLastLights } from '../../lights/public.ts'
import type { ListedProject, ProjectLight, ProjectLightReason } from '../contract.ts'
import { type CountedProject, countedIn, type LedgerMonth, type ListedRecord } from '../rules/figures.ts'
import { ledgerMonth } from '../rules/money.ts'
import * as store from '../store/figures.ts'

/** A project of the year as figures count it, with what lists say of it beside. */
export interface ToldProject extends CountedProject {
  readonly row: store.ProjectOfYear
  readonly reason: ProjectLightReason | null
}

/**
 * The projects on the lists of a period's year, by number, as its figures count them. The light of a period that is over is the one its
 * last month was given then, whatever was made up later; of a period that runs it is today's.
 */
export async function countProjects(ctx: OperationContext, period: Period): Promise<readonly ToldProject[]> {
  const [year, today] = [periodYear(period), dayOf(ctx.now)]
  const rows = await store.listOfYear(ctx, year)
  const months = await store.listMonthsTo(ctx, year, ledgerMonth(period))
  const ledgers = monthsByLedger(months)
  const isAnotherPlan = rows.some(({ plan_year }) => plan_year !== null && plan_year !== year)
  const plans = new Map(
    (isAnotherPlan ? await store.listFrozenPlans(ctx, year) : []).map((each) => [each.project_id, each.year_plan]),
  )
  const lights = lastDay(period) < today ? await lightsThen(ctx, rows, period) : undefined
  return rows.flatMap((row) => {
    const shown = lights ? lights.get(row.id) : { light: row.light, reason: row.light_reason }
    const counted = countedIn(
      recordOf(row),
      {
        reported: ledgers.get(`reported ${row.id}`) ?? [],
        statistical: ledgers.get(`statistical ${row.id}`) ?? [],
        frozenPlan: plans.get(row.id) ?? null,
        light: shown?.light ?? 'none',
      },
      period,
      today,
    )
    return counted ? { ...counted, row, reason: shown?.reason ?? null } : []
  })
}

function monthsByLedger(months: readonly store.MonthOfProject[]): ReadonlyMap<string, readonly LedgerMonth[]> {
  const found = new Map<string, LedgerMonth[]>()
  for (const { project_id, ledger, period, this_year } of months) {
    const key = `${ledger} ${project_id}`
    const known = found.get(key)
    const month = { period, thisYear: this_year }
    if (known) known.push(month)
    else found.set(key, [month])
  }
  return found
}

interface ShownThen {
  readonly light: ProjectLight
  readonly reason: ProjectLightReason | null
}

async function lightsThen(
  ctx: OperationContext,
  rows: readonly store.ProjectOfYear[],
  period: Period,
): Promise<ReadonlyMap<string, ShownThen>> {
  const lights = await listLastLights(ctx, 'key_project', {
    subjectIds: rows.map(({ id }) => id),
    from: firstDayOfMonth(periodYear(period), 1),
    until: lastDay(period),
  })
  return new Map(
    lights.map(({ subjectId, light, madeUpFrom, reason }) => [subjectId, { light: madeUpFrom ?? light, reason }]),
  )
}

function recordOf(row: store.ProjectOfYear): ListedRecord {
  return {
    id: row.id,
    memberships: row.memberships,
    planYear: row.plan_year,
    category: row.category as ListedProject['category'],
    industryCode: row.industry_code,
    unitId: row.unit_id,
    totalInvestment: row.total_investment as ListedProject['totalInvestment'],
    yearPlan: row.year_plan as ListedProject['yearPlan'],
    monthlyPlan: row.monthly_plan,
    stage: row.stage,
    stageLeft: row.stage_left,
    plannedStartOn: row.planned_start_on as Day | null,
    startedOn: row.started_on as Day | null,
    plannedCompletionOn: row.planned_completion_on as Day | null,
    completedOn: row.completed_on as Day | null,
    producedOn: row.produced_on as Day | null,
    registeredOn: row.investment_registered_on as Day | null,
  }
}
