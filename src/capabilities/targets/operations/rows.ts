import { type Day, dayOf } from '../../../kernel/day.ts'
import { exact } from '../../../kernel/exact.ts'
import { asPeriod, lastDay, type Period } from '../../../kernel/period.ts'
import type { Rounding } from '../../../kernel/ratio.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { namesOfUnits, titlesOfPosts } from '../../organisation/public.ts'
import type { Indicator, Progress, RankRow, TargetRow } from '../contract.ts'
import { periodsDue } from '../rules/indicators.ts'
import { showProgress } from '../rules/progress.ts'
import { rankWithin } from '../rules/rank.ts'
import { standingAt } from '../rules/standings.ts'
import { availableActions } from '../rules/states.ts'
import * as actuals from '../store/actuals.ts'
import { namesOfCampaigns } from '../store/campaigns.ts'
import { listIndicatorsById } from '../store/indicators.ts'
import { listMembers, listRankFigures } from '../store/list.ts'
import { listStandings, type StandingRow } from '../store/standings.ts'
import { bodyOf, type TargetRecord } from '../store/targets.ts'
import { curveIn, curvesByCode } from './curves.ts'
import { draftVersion, figureSeen, indicatorIn } from './reckon.ts'
import { seesUnreleased } from './rights.ts'

/** How rows are to be shown: at the end of which period, and how figures are printed. */
export interface Showing {
  readonly period?: Period | undefined
  readonly places: number
  readonly rounding: Rounding
}

/** Targets as a list or a page shows them, in the order given; a fixed number of statements whatever their number. */
export async function targetRows(
  ctx: OperationContext,
  records: readonly TargetRecord[],
  showing: Showing,
): Promise<readonly TargetRow[]> {
  if (records.length === 0) return []
  const indicators = await listIndicatorsById(
    ctx,
    records.map((each) => each.indicator_id),
  )
  const units = await namesOfUnits(
    ctx,
    records.flatMap((each) => [each.unit_id, each.owner_unit_id, each.assessing_unit_id]),
  )
  const posts = await titlesOfPosts(
    ctx,
    records.map((each) => each.owner_post_id),
  )
  const campaigns = await namesOfCampaigns(
    ctx,
    records.map((each) => each.campaign_id),
  )
  const curves = await curvesByCode(ctx)
  const standings = await listStandings(
    ctx,
    records.map((each) => each.id),
  )
  const chains = actuals.chainsOf(
    await actuals.listVersionsOfSeries(
      ctx,
      records.map((each) => ({ indicatorId: each.indicator_id, unitId: each.unit_id })),
      records.map((each) => each.year),
    ),
  )
  const places = await placesOf(ctx, records, indicators)
  const permissions = (['targets.manage', 'targets.approve'] as const).filter((each) => ctx.actor.may(each))
  const today = dayOf(ctx.now)
  return records.map((record) => {
    const indicator = indicatorIn(indicators, record.indicator_id)
    const sees = seesUnreleased(ctx, indicator)
    const own = standings.filter((each) => each.target_id === record.id && each.is_unreleased === sees)
    const until = showing.period === undefined ? undefined : lastDay(showing.period)
    const shown = own.findLast((each) => until === undefined || each.period_end <= until)
    const period = shown ? asPeriod(shown.period) : (showing.period ?? latestDue(indicator, record.year, today))
    const progress =
      shown?.progress ??
      standingAt(
        { indicator, versions: [draftVersion(record)], curve: curveIn(curves, record.curve_code), figures: [] },
        period,
      )?.progress ??
      emptyProgress(period)
    const chain = chains.get(actuals.cellKey(record.indicator_id, record.unit_id, period)) ?? []
    const figure = figureSeen(chain, today, sees)
    const released = figureSeen(chain, today, false)
    return {
      ...bodyOf(record),
      id: record.id,
      indicator,
      unitName: units.get(record.unit_id)?.shortName ?? '',
      ownerName: [
        units.get(record.owner_unit_id)?.shortName,
        record.owner_post_id && posts.get(record.owner_post_id)?.title,
      ]
        .filter(Boolean)
        .join(' '),
      assessingUnitName: (record.assessing_unit_id && units.get(record.assessing_unit_id)?.shortName) || null,
      campaignName: (record.campaign_id && campaigns.get(record.campaign_id)) || null,
      state: record.state,
      progress,
      shown: showProgress(progress, showing.places, showing.rounding),
      light: {
        light: shown?.light ?? 'none',
        reason: shown?.light_reason ?? null,
        rule: shown?.light_rule ?? null,
        madeUpFrom: shown?.made_up_from ?? null,
      },
      isUnreleased: figure !== undefined && figure.number !== released?.number,
      rank: shown ? (places(record, sees, shown) ?? null) : null,
      actual: figure ? actuals.recordedOf(figure) : null,
      trend: own.filter((each) => until === undefined || each.period_end <= until).map(trendPoint),
      source: record.source,
      isSample: record.is_sample,
      withdrawnReason: record.withdrawn_reason,
      version: record.version,
      actions: [...availableActions(record.state, permissions)],
    }
  })
}

function trendPoint(row: StandingRow): TargetRow['trend'][number] {
  return {
    period: asPeriod(row.period),
    value: row.progress.actual,
    due: row.due,
    completion: row.progress.completion,
    pace: row.progress.pace,
    light: row.light,
    madeUpFrom: row.made_up_from,
  }
}

/** The last period of a year that is over, or its first where none is. */
export function latestDue(indicator: Pick<Indicator, 'frequency' | 'firstMonths'>, year: number, today: Day): Period {
  const periods = periodsDue(indicator, year)
  return periods.findLast((each) => lastDay(each) < today) ?? periods[0] ?? asPeriod(String(year))
}

function emptyProgress(period: Period): Progress {
  return {
    period,
    method: 'compared',
    actual: null,
    plan: null,
    completion: null,
    pace: null,
    gapPoints: null,
    ratioToPace: null,
    relativeShortfall: null,
    remaining: null,
    forecast: null,
    met: null,
  }
}

type RankFigure = Awaited<ReturnType<typeof listRankFigures>>[number]

/** Answers the place of a target at the end of a period among those of its group: the same group key, else the same parent. */
async function placesOf(
  ctx: OperationContext,
  records: readonly TargetRecord[],
  indicators: ReadonlyMap<string, Indicator>,
) {
  const wanted = new Set(records.flatMap((each) => groupOf(each) ?? []))
  const members = (
    await listMembers(
      ctx,
      records.filter((each) => groupOf(each) !== null).map((each) => each.indicator_id),
      records.map((each) => each.year),
    )
  ).filter((each) => wanted.has(groupOf(each) ?? ''))
  const figures = await listRankFigures(
    ctx,
    members.map((each) => each.id),
  )
  const byTarget = new Map<string, RankFigure[]>()
  for (const each of figures) byTarget.set(each.target_id, [...(byTarget.get(each.target_id) ?? []), each])
  const kept = new Map<string, readonly RankRow[]>()
  const ranked = (
    group: string,
    indicator: Indicator,
    sees: boolean,
    at: Pick<RankFigure, 'period' | 'period_end'>,
    method: string,
  ) => {
    const key = `${group} ${sees} ${at.period} ${method}`
    const found = kept.get(key)
    if (found) return found
    const of = members.filter((each) => groupOf(each) === group)
    const ownFigures = (id: string) => (byTarget.get(id) ?? []).filter((each) => each.is_unreleased === sees)
    const before = of
      .flatMap((each) => ownFigures(each.id))
      .filter((each) => each.period_end < at.period_end)
      .toSorted((one, other) => (one.period_end < other.period_end ? 1 : -1))[0]
    const earlier: readonly RankRow[] = before ? ranked(group, indicator, sees, before, method) : []
    const rows = rankWithin(
      of.map((each) => {
        const figure = ownFigures(each.id).find((own) => own.period === at.period)
        const value = figure?.method === 'compared' ? figure.actual : (figure?.completion ?? null)
        return {
          key: each.id,
          value: value === null || value === undefined ? null : exact(value),
          isComparable: figure === undefined || figure.method === method,
          previousRank: earlier.find((row) => row.key === each.id)?.rank ?? null,
        }
      }),
      method === 'compared' ? indicator.direction : 'higher',
    )
    const answer = rows.ok ? rows.value : []
    kept.set(key, answer)
    return answer
  }
  return (record: TargetRecord, sees: boolean, shown: StandingRow): RankRow | undefined => {
    const group = groupOf(record)
    if (group === null) return undefined
    const indicator = indicatorIn(indicators, record.indicator_id)
    return ranked(group, indicator, sees, shown, shown.progress.method).find((row) => row.key === record.id)
  }
}

function groupOf(record: Pick<TargetRecord, 'indicator_id' | 'year' | 'group_key' | 'parent_id'>): string | null {
  const within = record.group_key === null ? record.parent_id : `group ${record.group_key}`
  return within === null ? null : `${record.indicator_id} ${record.year} ${within}`
}
