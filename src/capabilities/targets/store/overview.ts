import { sql } from 'kysely'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { ShownLight, TargetState } from '../contract.ts'
import type { Sight } from './list.ts'

type Light = ShownLight['light']
type LightReason = NonNullable<ShownLight['reason']>
type Context = Pick<OperationContext, 'tx' | 'scope'>

/** The pace of one target, as screens over everything show it. */
export interface PaceLine {
  readonly id: string
  readonly indicator_id: string
  readonly indicator_name: string
  readonly unit_text: string
  readonly source_unit_id: string
  readonly unit_id: string
  readonly owner_unit_id: string
  readonly owner_post_id: string | null
  readonly parent_id: string | null
  readonly campaign_id: string | null
  readonly state: TargetState
  readonly is_sample: boolean
  readonly period: string | null
  readonly actual: string | null
  readonly plan: string | null
  readonly completion: string | null
  readonly pace: string | null
  readonly gap_points: string | null
  readonly forecast: string | null
  readonly light: Light
  readonly reason: LightReason | null
  readonly made_up_from: Light | null
  readonly changed_from: Light | null
  readonly changed_at: Date | null
}

/** Which lines are wanted. */
export interface PaceFilter {
  readonly year: number
  readonly campaignId?: string | undefined
  readonly light?: Light
  readonly roots?: boolean
  readonly unitIds?: readonly string[]
  readonly changedSince?: Date
  readonly order?: 'indicator' | 'worst'
  readonly limit?: number
}

/** Where every target of a year stands by its latest figure, in one statement. */
export async function listPaceLines(
  { tx, scope }: Context,
  sight: Sight,
  filter: PaceFilter,
): Promise<readonly PaceLine[]> {
  const sees = sight.all ? sql`true` : sql`i.source_unit_id = any(${[...sight.sourceUnitIds]}::text[])`
  const conditions = [
    sql`t.region_code = ${scope.region}`,
    sql`t.year = ${filter.year}`,
    sql`t.state <> 'withdrawn'`,
    ...(filter.campaignId === undefined ? [] : [sql`t.campaign_id = ${filter.campaignId}`]),
    ...(filter.light === undefined ? [] : [sql`coalesce(s.light, 'none') = ${filter.light}`]),
    ...(filter.roots ? [sql`t.parent_id is null`] : []),
    ...(filter.unitIds
      ? [
          sql`(t.unit_id = any(${[...filter.unitIds]}::text[]) or t.owner_unit_id = any(${[...filter.unitIds]}::text[]))`,
        ]
      : []),
    ...(filter.changedSince ? [sql`s.changed_at >= ${filter.changedSince}`] : []),
  ]
  const order =
    filter.order === 'worst'
      ? sql`coalesce(s.light_order, 3), s.gap_points nulls last, t.id`
      : sql`i.code, t.parent_id nulls first, t.id`
  const { rows } = await sql<PaceLine>`
    select t.id, t.indicator_id, i.name as indicator_name, i.unit_text, i.source_unit_id, t.unit_id, t.owner_unit_id, t.owner_post_id, t.parent_id,
      t.campaign_id, t.state, t.is_sample, s.period, s.progress->>'actual' as actual, s.progress->>'plan' as plan,
      s.progress->>'completion' as completion, s.progress->>'pace' as pace, s.progress->>'gapPoints' as gap_points,
      s.progress->>'forecast' as forecast, coalesce(s.light, 'none') as light, s.light_reason as reason, s.made_up_from, s.changed_from, s.changed_at
    from targets t
    join indicators i on i.region_code = ${scope.region} and i.id = t.indicator_id
    left join target_standings s on s.region_code = ${scope.region} and s.target_id = t.id and s.is_latest and s.is_unreleased = (${sees})
    where ${sql.join(conditions, sql` and `)}
    order by ${order}
    limit ${filter.limit ?? 5000}`.execute(tx)
  return rows
}

/** Figures entered or revised since an instant, the latest first, with the one that stood before. */
export async function listFiguresSince({ tx, scope }: Context, since: Date, limit: number) {
  const { rows } = await sql<{
    indicator_id: string
    indicator_name: string
    unit_text: string
    source_unit_id: string
    unit_id: string
    period: string
    value: string | null
    before: string | null
    number: number
    released_on: string | null
    entered_at: Date
    target_id: string | null
  }>`
    select v.indicator_id, i.name as indicator_name, i.unit_text, i.source_unit_id, v.unit_id, v.period, v.value,
      p.value as before, v.number, v.released_on, v.entered_at, t.id as target_id
    from actual_versions v
    join indicators i on i.region_code = ${scope.region} and i.id = v.indicator_id
    left join actual_versions p on p.region_code = ${scope.region} and p.indicator_id = v.indicator_id and p.unit_id = v.unit_id
      and p.period = v.period and p.number = v.number - 1
    left join targets t on t.region_code = ${scope.region} and t.indicator_id = v.indicator_id and t.unit_id = v.unit_id
      and t.year = v.year and t.state <> 'withdrawn'
    where v.region_code = ${scope.region} and v.entered_at >= ${since}
    order by v.entered_at desc, v.indicator_id, v.unit_id, v.period, v.number
    limit ${limit}`.execute(tx)
  return rows
}

/** Which periods have a figure, for the series of source units' targets in a year. */
export async function listEnteredPeriods({ tx, scope }: Context, sourceUnitIds: readonly string[], year: number) {
  const { rows } = await sql<{ target_id: string; indicator_id: string; unit_id: string; periods: readonly string[] }>`
    select t.id as target_id, t.indicator_id, t.unit_id, coalesce(array_agg(distinct v.period) filter (where v.period is not null), '{}') as periods
    from targets t
    join indicators i on i.region_code = ${scope.region} and i.id = t.indicator_id
    left join actual_versions v on v.region_code = ${scope.region} and v.indicator_id = t.indicator_id and v.unit_id = t.unit_id and v.year = t.year
    where t.region_code = ${scope.region} and t.year = ${year} and t.state in ('issued', 'settled')
      and i.source_unit_id = any(${[...sourceUnitIds]}::text[])
    group by t.id, t.indicator_id, t.unit_id
    order by t.id`.execute(tx)
  return rows
}

/**
 * Open claims of figures reached or standing that wait for some source units, the oldest first; a claim whose indicator nobody named yet
 * waits for the unit it speaks of. Those of closed years wait no more.
 */
export async function listWaitingClaims({ tx, scope }: Context, unitIds: readonly string[]) {
  const { rows } = await sql<{
    id: string
    indicator_id: string | null
    indicator_name: string
    statistical: boolean | null
    source_unit_id: string | null
    unit_id: string
    period: string
    created_at: Date
  }>`
    select c.id, c.indicator_id, coalesce(i.name, c.indicator_name) as indicator_name, i.statistical, i.source_unit_id, c.unit_id, c.period, c.created_at
    from published_claims c
    left join indicators i on i.region_code = ${scope.region} and i.id = c.indicator_id
    left join target_years y on y.region_code = ${scope.region} and y.year = c.year
    where c.region_code = ${scope.region} and c.state = 'open' and c.status <> 'planned' and y.is_closed is not true
      and coalesce(i.source_unit_id, c.unit_id) = any(${[...unitIds]}::text[])
    order by c.id`.execute(tx)
  return rows
}
