import { sql } from 'kysely'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { Goal, IndicatorBody, Progress, ShownLight } from '../contract.ts'

type Context = Pick<OperationContext, 'tx' | 'scope'>

/** A target that binds, with the last standing and figure everybody may see by a day. */
export interface TargetToTell extends Pick<IndicatorBody, 'direction' | 'measure' | 'statistical' | 'frequency'> {
  readonly id: string
  readonly code: string
  readonly indicator: string
  readonly unitText: string
  readonly firstMonths: IndicatorBody['firstMonths']
  readonly unitId: string
  readonly ownerUnitId: string
  readonly parentId: string | null
  readonly goal: Goal
  /** The period of the last standing; the figures below are of it. */
  readonly period: string | null
  readonly progress: Progress | null
  readonly light: ShownLight['light'] | null
  readonly value: string | null
  readonly growthPercent: string | null
}

/**
 * Targets of a year that bind, by code, the headline ones before their parts: each with its last standing of that year by `until`, made of what
 * was released by `today`. `code` narrows them to one indicator.
 */
export async function listTargetsToTell(
  { tx, scope }: Context,
  wanted: { readonly year: number; readonly until: string; readonly today: string; readonly code?: string | undefined },
): Promise<readonly TargetToTell[]> {
  const { year, until, today, code } = wanted
  const { rows } = await sql<TargetToTell>`
    with standing as (
      select distinct on (target_id) target_id, period, progress, light
      from target_standings
      where region_code = ${scope.region} and not is_unreleased and period_end between ${`${year}-01-01`}::date and ${until}::date
      order by target_id, period_end desc, period desc
    ), figure as (
      select distinct on (indicator_id, unit_id, period) indicator_id, unit_id, period, value, growth_percent
      from actual_versions
      where region_code = ${scope.region} and year = ${year} and released_on <= ${today}::date
      order by indicator_id, unit_id, period, number desc
    )
    select t.id, i.code, i.name as indicator, i.unit_text as "unitText", i.direction, i.measure, i.statistical, i.frequency,
      i.first_months as "firstMonths", t.unit_id as "unitId", t.owner_unit_id as "ownerUnitId", t.parent_id as "parentId", t.goal,
      s.period, s.progress, s.light, f.value, f.growth_percent as "growthPercent"
    from targets t
    join indicators i on i.region_code = ${scope.region} and i.id = t.indicator_id
    left join standing s on s.target_id = t.id
    left join figure f on f.indicator_id = t.indicator_id and f.unit_id = t.unit_id and f.period = s.period
    where t.region_code = ${scope.region} and t.year = ${year} and t.state in ('issued', 'settled', 'archived')
      and ${code === undefined ? sql`true` : sql`i.code = ${code}`}
    order by i.code, t.parent_id nulls first, t.id`.execute(tx)
  return rows
}

/** Indicators that have a target binding in a year, by code. */
export async function listIndicatorsWithTargets(
  { tx, scope }: Context,
  year: number,
): Promise<readonly { readonly code: string; readonly name: string }[]> {
  const { rows } = await sql<{ code: string; name: string }>`
    select distinct i.code, i.name from indicators i
    join targets t on t.region_code = ${scope.region} and t.indicator_id = i.id
    where i.region_code = ${scope.region} and t.year = ${year} and t.state in ('issued', 'settled', 'archived')
    order by i.code, i.name`.execute(tx)
  return rows
}
