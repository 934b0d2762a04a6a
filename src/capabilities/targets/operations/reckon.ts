import { compareDays, type Day, dayOf } from '../../../kernel/day.ts'
import { exact, toNumber } from '../../../kernel/exact.ts'
import { asPeriod, lastDay } from '../../../kernel/period.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { judgeAndKeep, type ShownLight } from '../../lights/public.ts'
import type { Indicator } from '../contract.ts'
import { type KnownFigure, type Standing, type StandingInput, standingsOf } from '../rules/standings.ts'
import * as actuals from '../store/actuals.ts'
import * as indicators from '../store/indicators.ts'
import { LIGHT_ORDER } from '../store/list.ts'
import { listStandings, type NewStanding, replaceStandings, type StandingRow } from '../store/standings.ts'
import * as targets from '../store/targets.ts'
import { listClosedYears } from '../store/years.ts'
import { curveIn, curvesByCode } from './curves.ts'

/** The kind by which neighbours refer to a target. */
export const SUBJECT = 'target'

/** Lights are judged once a target binds: drafts have none. */
const JUDGED_STATES: readonly targets.TargetRecord['state'][] = ['issued', 'settled', 'archived']

/** The figure of a cell as it is seen: by everybody the last one released by `today`, before that by leaders and its source unit. */
export function figureSeen(
  chain: readonly actuals.ActualRow[],
  today: Day,
  beforeRelease: boolean,
): actuals.ActualRow | undefined {
  return beforeRelease
    ? chain.at(-1)
    : chain.findLast((each) => each.released_on !== null && compareDays(each.released_on as Day, today) <= 0)
}

/** Figures of a series as a reader sees them, one a period. */
export function figuresSeen(
  chains: ReadonlyMap<string, readonly actuals.ActualRow[]>,
  { indicatorId, unitId }: actuals.Series,
  today: Day,
  beforeRelease: boolean,
): readonly KnownFigure[] {
  const prefix = actuals.cellKey(indicatorId, unitId, '')
  return [...chains].flatMap(([key, chain]) => {
    const row = key.startsWith(prefix) ? figureSeen(chain, today, beforeRelease) : undefined
    return row
      ? [{ period: asPeriod(row.period), value: row.value, growthPercent: row.growth_percent, rank: row.rank }]
      : []
  })
}

/**
 * Reckons anew where targets stand at the end of every period, judges each by the rule in force and keeps it; announces every light that
 * turned. Targets of a closed year keep the light they were closed with. Call it after anything a standing is made of has changed: figures, goals, curves, states.
 */
export async function reckonTargets(ctx: OperationContext, all: readonly targets.TargetRecord[]): Promise<void> {
  const closed = await listClosedYears(
    ctx,
    all.map((each) => each.year),
  )
  const records = all.filter((each) => !closed.has(each.year))
  if (records.length === 0) return
  const known = await factsOf(ctx, records)
  const before = new Map(
    (
      await listStandings(
        ctx,
        records.map((each) => each.id),
      )
    )
      .filter((row) => row.is_latest)
      .map((row) => [`${row.target_id}/${row.is_unreleased}`, row]),
  )
  const judged = records.filter((each) => JUDGED_STATES.includes(each.state))
  const open = judged.map((record) => ({ record, standings: standingsOf(known.inputOf(record, false)) }))
  const inside = judged.map((record) => ({ record, standings: standingsOf(known.inputOf(record, true)) }))
  const differing = inside.filter(({ standings }, index) => !isSame(standings, open[index]?.standings ?? []))
  const openLights = await lightsOf(ctx, open, '')
  const insideLights = await lightsOf(ctx, differing, ':unreleased')
  const rows = judged.flatMap((record, index) => {
    const seen = open[index]?.standings ?? []
    const own = differing.find((each) => each.record.id === record.id)
    return [
      ...rowsOf(ctx, record.id, false, seen, openLights.get(record.id) ?? [], before),
      ...rowsOf(
        ctx,
        record.id,
        true,
        own?.standings ?? seen,
        (own ? insideLights : openLights).get(record.id) ?? [],
        before,
      ),
    ]
  })
  await replaceStandings(
    ctx,
    records.map((each) => each.id),
    rows,
  )
  for (const row of rows)
    if (row.is_latest && !row.is_unreleased && row.changed_at === ctx.now)
      ctx.announce('targets.light_turned', {
        subject: { kind: SUBJECT, id: row.target_id },
        before: { light: row.changed_from },
        after: { light: row.light, period: row.period },
      })
}

type Reckoned = { readonly record: targets.TargetRecord; readonly standings: readonly Standing[] }

async function factsOf(ctx: OperationContext, records: readonly targets.TargetRecord[]) {
  const today = dayOf(ctx.now)
  const ofTargets = await indicators.listIndicatorsById(
    ctx,
    records.map((each) => each.indicator_id),
  )
  const references = await referencesOf(ctx, records)
  const versions = await targets.listVersions(
    ctx,
    records.map((each) => each.id),
  )
  const curves = await curvesByCode(ctx)
  const series = records.flatMap((each) => {
    const reference = each.goal.reference === null ? undefined : references.get(each.goal.reference)
    return [
      { indicatorId: each.indicator_id, unitId: each.unit_id },
      ...(reference ? [{ indicatorId: reference.id, unitId: each.unit_id }] : []),
    ]
  })
  const chains = actuals.chainsOf(
    await actuals.listVersionsOfSeries(
      ctx,
      series,
      records.map((each) => each.year),
    ),
  )
  const inputOf = (record: targets.TargetRecord, beforeRelease: boolean): StandingInput => {
    const own = versions.filter((each) => each.target_id === record.id).map(targets.versionOf)
    const ofSeries = (indicatorId: string) =>
      figuresSeen(chains, { indicatorId, unitId: record.unit_id }, today, beforeRelease).filter((each) =>
        each.period.startsWith(String(record.year)),
      )
    const reference = record.goal.reference === null ? undefined : references.get(record.goal.reference)
    return {
      indicator: indicatorIn(ofTargets, record.indicator_id),
      versions: own.length > 0 ? own : [draftVersion(record)],
      curve: curveIn(curves, record.curve_code),
      figures: ofSeries(record.indicator_id),
      reference: new Map(
        reference
          ? ofSeries(reference.id).flatMap((each) => (each.value === null ? [] : [[each.period, each.value]]))
          : [],
      ),
    }
  }
  return { inputOf }
}

/** The goal of a target that was not issued yet, as if it had been in force all year. */
export function draftVersion(record: targets.TargetRecord): StandingInput['versions'][number] {
  return { goal: record.goal, effectiveOn: `${record.year}-01-01` as Day }
}

/** The indicator of a target; every target has one, by foreign key. */
export function indicatorIn(all: ReadonlyMap<string, Indicator>, id: string): Indicator {
  const found = all.get(id)
  if (!found) throw new Error(`no indicator ${id}`)
  return found
}

async function referencesOf(ctx: OperationContext, records: readonly targets.TargetRecord[]) {
  const named = new Set(records.flatMap((each) => each.goal.reference ?? []))
  if (named.size === 0) return new Map<string, Indicator>()
  const all = await indicators.listAllIndicators(ctx)
  return new Map(
    [...named].flatMap((name) => {
      const found = all.find((each) => each.code === name || each.name === name)
      return found ? [[name, found] as const] : []
    }),
  )
}

async function lightsOf(
  ctx: OperationContext,
  reckoned: readonly Reckoned[],
  suffix: string,
): Promise<ReadonlyMap<string, readonly ShownLight[]>> {
  const shown = await judgeAndKeep(
    ctx,
    SUBJECT,
    reckoned.flatMap(({ record, standings }) =>
      standings.map(({ period, measures, madeUpIn }) => ({
        subjectId: record.id + suffix,
        period,
        measures,
        madeUpIn,
      })),
    ),
  )
  const byTarget = new Map<string, ShownLight[]>()
  for (const light of shown) {
    const id = suffix === '' ? light.subjectId : light.subjectId.slice(0, -suffix.length)
    byTarget.set(id, [...(byTarget.get(id) ?? []), light])
  }
  return byTarget
}

function rowsOf(
  ctx: OperationContext,
  targetId: string,
  isUnreleased: boolean,
  standings: readonly Standing[],
  lights: readonly ShownLight[],
  before: ReadonlyMap<string, StandingRow>,
): readonly NewStanding[] {
  const latest = before.get(`${targetId}/${isUnreleased}`)
  return standings.map(({ period, progress, due }, index) => {
    const light = lights.find((each) => each.period === period)
    const colour = light?.light ?? 'none'
    const isLatest = index === standings.length - 1
    const hasTurned = isLatest && (latest?.light ?? 'none') !== colour
    return {
      target_id: targetId,
      is_unreleased: isUnreleased,
      period,
      period_end: lastDay(period),
      is_latest: isLatest,
      progress: JSON.stringify(progress),
      due,
      completion: progress.completion === null ? null : toNumber(exact(progress.completion)),
      gap_points: progress.gapPoints === null ? null : toNumber(exact(progress.gapPoints)),
      light: colour,
      light_order: LIGHT_ORDER[colour],
      light_reason: light ? JSON.stringify(light.reason) : null,
      light_rule: light ? JSON.stringify(light.rule) : null,
      made_up_from: light?.madeUpFrom ?? null,
      changed_from: hasTurned ? (latest?.light ?? 'none') : isLatest ? (latest?.changed_from ?? null) : null,
      changed_at: hasTurned ? ctx.now : isLatest ? (latest?.changed_at ?? null) : null,
      reckoned_at: ctx.now,
    }
  })
}

function isSame(one: readonly Standing[], other: readonly Standing[]): boolean {
  return (
    one.length === other.length &&
    one.every((each, index) => JSON.stringify(each.progress) === JSON.stringify(other[index]?.progress))
  )
}
