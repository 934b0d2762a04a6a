import { dayOf } from '../../../kernel/day.ts'
import { exact } from '../../../kernel/exact.ts'
import { type Period, periodYear } from '../../../kernel/period.ts'
import { orRefuse } from '../../../kernel/refusal.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { namesOfUnits } from '../../organisation/public.ts'
import type { RankRow } from '../contract.ts'
import { rankWithin } from '../rules/rank.ts'
import * as actuals from '../store/actuals.ts'
import { getIndicator } from '../store/indicators.ts'
import { listMembers, listRankFigures } from '../store/list.ts'
import { figureSeen } from './reckon.ts'
import { seesUnreleased } from './rights.ts'

/** What units are ranked by, in which period and group. */
export interface RankQuery {
  readonly indicatorId: string
  readonly period: Period
  readonly groupKey?: string | undefined
  readonly by: 'value' | 'completion' | 'growth'
}

/** Places of the units of a group by an indicator; without a group all units the target was split to, else every unit that has one. */
export async function rankUnits(
  ctx: OperationContext,
  { indicatorId, period, groupKey, by }: RankQuery,
): Promise<
  readonly (RankRow & { readonly unitId: string; readonly unitName: string; readonly groupKey: string | null })[]
> {
  const indicator = await getIndicator(ctx, indicatorId)
  const year = periodYear(period)
  const sees = seesUnreleased(ctx, indicator)
  const all = await listMembers(ctx, [indicatorId], [year])
  const grouped = all.filter((each) => each.group_key !== null || each.parent_id !== null)
  const members =
    groupKey === undefined ? (grouped.length > 0 ? grouped : all) : all.filter((each) => each.group_key === groupKey)
  const standings = (
    await listRankFigures(
      ctx,
      members.map((each) => each.id),
    )
  ).filter((each) => each.is_unreleased === sees)
  const chains = actuals.chainsOf(await actuals.listVersionsOfIndicators(ctx, [indicatorId], year))
  const ends = [...new Map(standings.map((each) => [each.period, each.period_end]))].toSorted((one, other) =>
    one[1] < other[1] ? -1 : 1,
  )
  const before = ends[ends.findIndex(([each]) => each === period) - 1]?.[0]
  const valueOf = (member: (typeof members)[number], at: string): string | null => {
    if (by === 'completion')
      return standings.find((each) => each.target_id === member.id && each.period === at)?.completion ?? null
    const figure = figureSeen(chains.get(actuals.cellKey(indicatorId, member.unit_id, at)) ?? [], dayOf(ctx.now), sees)
    return (by === 'growth' ? figure?.growth_percent : figure?.value) ?? null
  }
  const placesAt = (at: string, earlier: readonly RankRow[]) =>
    orRefuse(
      rankWithin(
        members.map((each) => {
          const value = valueOf(each, at)
          return {
            key: each.unit_id,
            value: value === null ? null : exact(value),
            isComparable: true,
            previousRank: earlier.find((row) => row.key === each.unit_id)?.rank ?? null,
          }
        }),
        by === 'value' ? indicator.direction : by === 'growth' && indicator.direction === 'lower' ? 'lower' : 'higher',
      ),
    )
  const rows = placesAt(period, before === undefined ? [] : placesAt(before, []))
  const units = await namesOfUnits(
    ctx,
    rows.map((row) => row.key),
  )
  const groups = new Map(members.map((each) => [each.unit_id, each.group_key]))
  return rows.map((row) => ({
    ...row,
    unitId: row.key,
    unitName: units.get(row.key)?.shortName ?? '',
    groupKey: groups.get(row.key) ?? null,
  }))
}
