import { type Day, yearOf } from '../../../kernel/day.ts'
import { asPeriod, type Period } from '../../../kernel/period.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { namesOfUnits, titlesOfPosts } from '../../organisation/public.ts'
import type { Light, LightReason } from '../../lights/contract.ts'
import type { TargetState } from '../contract.ts'
import { periodsOwed } from '../rules/due.ts'
import { checkMayEnter } from '../rules/entry.ts'
import { listIndicatorsById } from '../store/indicators.ts'
import * as store from '../store/overview.ts'
import { dayOf } from '../../../kernel/day.ts'
import { indicatorIn } from './reckon.ts'
import { entryRights, seesUnreleased, sightOf } from './rights.ts'

/** Where one target stands, exact figures as text; `light` with its reason, `owner` as unit and post. */
export interface TargetPace {
  readonly id: string
  readonly indicator: string
  readonly unitText: string
  readonly unitId: string
  readonly unitName: string
  readonly owner: string
  readonly ownerUnitId: string
  readonly parentId: string | null
  readonly campaignId: string | null
  readonly state: TargetState
  readonly period: Period | null
  readonly actual: string | null
  readonly plan: string | null
  readonly completion: string | null
  readonly pace: string | null
  readonly gapPoints: string | null
  readonly forecast: string | null
  readonly light: Light
  readonly reason: LightReason | null
  readonly madeUpFrom: Light | null
  readonly changedFrom: Light | null
  readonly changedAt: string | null
  readonly isSample: boolean
}

/** Where targets of a year stand, by a filter; figures not released yet only for those who may see them. */
export async function listPace(ctx: OperationContext, filter: store.PaceFilter): Promise<readonly TargetPace[]> {
  const rows = await store.listPaceLines(ctx, await sightOf(ctx), filter)
  const units = await namesOfUnits(
    ctx,
    rows.flatMap((row) => [row.unit_id, row.owner_unit_id]),
  )
  const posts = await titlesOfPosts(
    ctx,
    rows.map((row) => row.owner_post_id),
  )
  return rows.map((row) => ({
    id: row.id,
    indicator: row.indicator_name,
    unitText: row.unit_text,
    unitId: row.unit_id,
    unitName: units.get(row.unit_id)?.shortName ?? '',
    owner: [units.get(row.owner_unit_id)?.shortName, row.owner_post_id && posts.get(row.owner_post_id)?.title]
      .filter(Boolean)
      .join(' '),
    ownerUnitId: row.owner_unit_id,
    parentId: row.parent_id,
    campaignId: row.campaign_id,
    state: row.state,
    period: row.period === null ? null : asPeriod(row.period),
    actual: row.actual,
    plan: row.plan,
    completion: row.completion,
    pace: row.pace,
    gapPoints: row.gap_points,
    forecast: row.forecast,
    light: row.light,
    reason: row.reason,
    madeUpFrom: row.made_up_from,
    changedFrom: row.changed_from,
    changedAt: row.changed_at?.toISOString() ?? null,
    isSample: row.is_sample,
  }))
}

/** A figure entered or revised, `before` what stood there; figures not released yet only for those who may see them. */
export interface FigureChange {
  readonly targetId: string | null
  readonly indicator: string
  readonly unitText: string
  readonly unitName: string
  readonly period: Period
  readonly value: string | null
  readonly before: string | null
  readonly isRevision: boolean
  readonly at: string
}

/** Figures entered or revised since an instant, the latest first, at most `limit`. */
export async function listFigureChanges(
  ctx: OperationContext,
  since: Date,
  limit: number,
): Promise<readonly FigureChange[]> {
  const today = dayOf(ctx.now)
  const rows = (await store.listFiguresSince(ctx, since, limit)).filter(
    (row) =>
      (row.released_on !== null && row.released_on <= today) ||
      seesUnreleased(ctx, { sourceUnitId: row.source_unit_id }),
  )
  const units = await namesOfUnits(
    ctx,
    rows.map((row) => row.unit_id),
  )
  return rows.map((row) => ({
    targetId: row.target_id,
    indicator: row.indicator_name,
    unitText: row.unit_text,
    unitName: units.get(row.unit_id)?.shortName ?? '',
    period: asPeriod(row.period),
    value: row.value,
    before: row.before,
    isRevision: row.number > 1,
    at: row.entered_at.toISOString(),
  }))
}

/** A figure a source unit owes. */
export interface OwedFigure {
  readonly targetId: string
  readonly indicatorId: string
  readonly indicator: string
  readonly sourceUnitId: string
  readonly unitId: string
  readonly unitName: string
  readonly period: Period
  readonly dueOn: Day
  readonly isOverdue: boolean
}

/** The figures units owe as source units on a day, the longest due first: periods that are over and have none. */
export async function listOwedFigures(
  ctx: OperationContext,
  unitIds: readonly string[],
  today: Day,
): Promise<readonly OwedFigure[]> {
  if (unitIds.length === 0) return []
  const year = yearOf(today)
  const series = [
    ...(await store.listEnteredPeriods(ctx, unitIds, year)).map((each) => ({ ...each, year })),
    ...(today.slice(5) < '02-01'
      ? (await store.listEnteredPeriods(ctx, unitIds, year - 1)).map((each) => ({ ...each, year: year - 1 }))
      : []),
  ]
  const indicators = await listIndicatorsById(
    ctx,
    series.map((each) => each.indicator_id),
  )
  const units = await namesOfUnits(
    ctx,
    series.map((each) => each.unit_id),
  )
  return series
    .flatMap((each) => {
      const indicator = indicatorIn(indicators, each.indicator_id)
      return periodsOwed(indicator, each.periods.map(asPeriod), each.year, today).map((owed) => ({
        targetId: each.target_id,
        indicatorId: indicator.id,
        indicator: indicator.name,
        sourceUnitId: indicator.sourceUnitId,
        unitId: each.unit_id,
        unitName: units.get(each.unit_id)?.shortName ?? '',
        ...owed,
      }))
    })
    .toSorted((one, other) => (one.dueOn < other.dueOn ? -1 : one.dueOn > other.dueOn ? 1 : 0))
}

/** A published figure that waits for its source unit: to be adopted as an actual one, or set aside. */
interface WaitingClaim {
  readonly id: string
  readonly indicator: string
  readonly unitId: string
  readonly unitName: string
  readonly period: Period
}

/** The published figures that wait for units, the oldest first; statistical ones wait for who may enter statistics. */
export async function listWaitingClaims(
  ctx: OperationContext,
  unitIds: readonly string[],
): Promise<readonly WaitingClaim[]> {
  if (unitIds.length === 0) return []
  const rows = (await store.listWaitingClaims(ctx, unitIds)).filter(
    (row) =>
      row.source_unit_id === null ||
      checkMayEnter({ statistical: row.statistical ?? false }, entryRights(ctx, row.source_unit_id)).ok,
  )
  const units = await namesOfUnits(
    ctx,
    rows.map((row) => row.unit_id),
  )
  return rows.map((row) => ({
    id: row.id,
    indicator: row.indicator_name,
    unitId: row.unit_id,
    unitName: units.get(row.unit_id)?.shortName ?? '',
    period: asPeriod(row.period),
  }))
}
