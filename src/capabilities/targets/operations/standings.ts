import { dayOf } from '../../../kernel/day.ts'
import type { FoundSubject } from '../../../kernel/duty.ts'
import { exact, toNumber } from '../../../kernel/exact.ts'
import { asPeriod, lastDay, type Period, periodYear } from '../../../kernel/period.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { LightReason } from '../../lights/contract.ts'
import { namesOfUnits, titlesOfPosts } from '../../organisation/public.ts'
import type { Goal, Indicator, TargetState } from '../contract.ts'
import { checkMayEnter } from '../rules/entry.ts'
import { missingPeriods, periodsDue } from '../rules/indicators.ts'
import * as actuals from '../store/actuals.ts'
import { listAllIndicators, listIndicatorsById } from '../store/indicators.ts'
import { listTargets } from '../store/list.ts'
import { listStandings } from '../store/standings.ts'
import { listTargetsOfYears } from '../store/targets.ts'
import { indicatorIn } from './reckon.ts'
import { entryRights } from './rights.ts'

type Context = Pick<OperationContext, 'tx' | 'scope' | 'now'>

/** States in which a target binds somebody and shows a light. */
const BINDING: readonly TargetState[] = ['issued', 'settled', 'archived']

/** Where a binding target stands by the figures released so far. Ratios are unrounded, the gap is in percentage points. */
export interface TargetStanding {
  readonly id: string
  readonly name: string
  readonly unitText: string
  readonly unitId: string
  readonly unitName: string
  readonly parentId: string | null
  readonly ownerUnitId: string
  readonly ownerPostId: string | null
  readonly ownerName: string
  readonly comparator: Goal['comparator']
  readonly goal: string | null
  readonly upper: string | null
  readonly actual: string | null
  readonly period: Period | null
  readonly completion: number | null
  readonly pace: number | null
  readonly gapPoints: number | null
  readonly light: 'green' | 'yellow' | 'red' | 'none'
  readonly reason: LightReason | null
}

/** Every binding target of a year with its last released standing, the worst light first, then the widest gap. */
export async function listYearStandings(ctx: Context, year: number): Promise<readonly TargetStanding[]> {
  const records = (await listTargetsOfYears(ctx, [year])).filter((each) => BINDING.includes(each.state))
  const ids = records.map((each) => each.id)
  const indicators = await listIndicatorsById(
    ctx,
    records.map((each) => each.indicator_id),
  )
  const units = await namesOfUnits(
    ctx,
    records.flatMap((each) => [each.unit_id, each.owner_unit_id]),
  )
  const posts = await titlesOfPosts(
    ctx,
    records.map((each) => each.owner_post_id),
  )
  const latest = new Map(
    (await listStandings(ctx, ids))
      .filter((row) => row.is_latest && !row.is_unreleased)
      .map((row) => [row.target_id, row]),
  )
  const rows = records.map((record) => {
    const indicator = indicatorIn(indicators, record.indicator_id)
    const row = latest.get(record.id)
    const owner = [
      units.get(record.owner_unit_id)?.shortName,
      record.owner_post_id && posts.get(record.owner_post_id)?.title,
    ]
    return {
      id: record.id,
      name: indicator.name,
      unitText: indicator.unitText,
      unitId: record.unit_id,
      unitName: units.get(record.unit_id)?.shortName ?? '',
      parentId: record.parent_id,
      ownerUnitId: record.owner_unit_id,
      ownerPostId: record.owner_post_id,
      ownerName: owner.filter(Boolean).join(' '),
      comparator: record.goal.comparator,
      goal: record.goal.value,
      upper: record.goal.upper,
      actual: row?.progress.actual ?? null,
      period: row ? asPeriod(row.period) : null,
      completion: row?.completion ?? null,
      pace: row?.progress.pace ? toNumber(exact(row.progress.pace)) : null,
      gapPoints: row?.gap_points ?? null,
      light: row?.light ?? ('none' as const),
      reason: row?.light_reason ?? null,
      order: row?.light_order ?? 3,
    }
  })
  return rows
    .toSorted((one, other) => one.order - other.order || (one.gapPoints ?? 0) - (other.gapPoints ?? 0))
    .map(({ order, ...standing }) => standing)
}

/** Figures of one indicator that are due and not entered: which period is the oldest, and how many cells are empty. */
export interface OwedFigures {
  readonly indicatorId: string
  readonly name: string
  readonly unitText: string
  readonly statistical: boolean
  readonly sourceUnitId: string
  readonly period: Period
  readonly cells: number
  readonly units: number
}

/** What the person who acts has to enter and has not: every indicator of theirs with a period that is over and has no figure. */
export async function listOwedFigures(ctx: OperationContext): Promise<readonly OwedFigures[]> {
  const today = dayOf(ctx.now)
  const year = Number(today.slice(0, 4))
  const mine = (await listAllIndicators(ctx)).filter(
    (each) => each.derivation === null && checkMayEnter(each, entryRights(ctx, each.sourceUnitId)).ok,
  )
  if (mine.length === 0) return []
  const years = today.slice(5, 7) === '01' ? [year - 1, year] : [year]
  const targets = (await listTargetsOfYears(ctx, years)).filter((each) => BINDING.includes(each.state))
  const entered = new Set(
    (
      await actuals.listVersionsOfSeries(
        ctx,
        targets.map((each) => ({ indicatorId: each.indicator_id, unitId: each.unit_id })),
        years,
      )
    ).map((row) => actuals.cellKey(row.indicator_id, row.unit_id, row.period)),
  )
  return mine.flatMap((indicator) => {
    const missing = targets
      .filter((each) => each.indicator_id === indicator.id)
      .flatMap((target) => missingOf(indicator, target, entered, today))
    const [oldest] = missing
      .map((each) => each.period)
      .toSorted((one, other) => (lastDay(one) < lastDay(other) ? -1 : 1))
    return oldest
      ? [
          {
            indicatorId: indicator.id,
            name: indicator.name,
            unitText: indicator.unitText,
            statistical: indicator.statistical,
            sourceUnitId: indicator.sourceUnitId,
            period: oldest,
            cells: missing.length,
            units: new Set(missing.map((each) => each.unitId)).size,
          },
        ]
      : []
  })
}

function missingOf(
  indicator: Indicator,
  target: { readonly unit_id: string; readonly year: number },
  entered: ReadonlySet<string>,
  today: string,
) {
  const over = periodsDue(indicator, target.year).findLast((period) => lastDay(period) < today)
  if (!over) return []
  const has = periodsDue(indicator, periodYear(over)).filter((period) =>
    entered.has(actuals.cellKey(indicator.id, target.unit_id, period)),
  )
  return missingPeriods(indicator, has, target.year, over).map((period) => ({ period, unitId: target.unit_id }))
}

/** How many targets of a year wait in each state that somebody has to move on. */
export async function countWaiting(
  ctx: Pick<Context, 'tx' | 'scope'>,
  year: number,
): Promise<Readonly<Record<'draft' | 'consulting' | 'approved', number>>> {
  const records = await listTargetsOfYears(ctx, [year])
  const count = (state: TargetState) => records.filter((each) => each.state === state).length
  return { draft: count('draft'), consulting: count('consulting'), approved: count('approved') }
}

/** Targets of a year a search finds by the name of their indicator: characters, pinyin or initials. */
export async function findTargets(
  ctx: Pick<Context, 'tx' | 'scope' | 'now'>,
  text: string,
  year: number,
  limit: number,
): Promise<readonly FoundSubject[]> {
  const nobody = { all: false, sourceUnitIds: [] }
  const page = { sort: 'indicator', descending: false, limit } as const
  const { items } = await listTargets(ctx, nobody, { year, search: text.toLowerCase() }, page)
  const indicators = await listIndicatorsById(
    ctx,
    items.map((row) => row.indicator_id),
  )
  const units = await namesOfUnits(
    ctx,
    items.map((row) => row.unit_id),
  )
  return items.map((row) => ({
    kind: 'target',
    id: row.id,
    title: indicatorIn(indicators, row.indicator_id).name,
    note: [units.get(row.unit_id)?.shortName, String(row.year)].filter(Boolean).join(' · '),
    path: `/targets/${row.id}`,
  }))
}
