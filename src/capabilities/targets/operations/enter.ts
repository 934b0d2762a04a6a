import { dayOf } from '../../../kernel/day.ts'
import { asPeriod, firstDay, type Period, periodYear } from '../../../kernel/period.ts'
import { type Problem, problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { namesOfUnits } from '../../organisation/public.ts'
import type { ActualCell, ActualVersion, CellEntry, Indicator } from '../contract.ts'
import { checkMayEnter } from '../rules/entry.ts'
import { checkPeriodDue } from '../rules/indicators.ts'
import { addActual } from '../rules/revisions.ts'
import * as store from '../store/actuals.ts'
import { listIndicatorsById } from '../store/indicators.ts'
import { listTargetsOfSeries } from '../store/targets.ts'
import { listClosedYears } from '../store/years.ts'
import { reckonTargets, SUBJECT } from './reckon.ts'
import { entryRights } from './rights.ts'

/** Cells that were saved, and those somebody changed meanwhile: what stands there, and what was to be entered. */
export interface Entered {
  readonly saved: readonly ActualCell[]
  readonly conflicts: readonly { readonly index: number; readonly theirs: ActualCell; readonly mine: string | null }[]
}

/** Where figures came from, besides a person's hands. */
export interface Origin {
  readonly importId?: string
  readonly claimId?: string
}

/**
 * Enters figures: refuses all of them where one breaks a rule (each problem at `cells`, its place, its field), saves those nobody changed
 * meanwhile, and turns the lights of every target they belong to.
 */
export async function enterCells(
  ctx: OperationContext,
  cells: readonly CellEntry[],
  origin: Origin = {},
): Promise<Entered> {
  const { problems, versions, late, chains, years } = await checkCells(ctx, cells)
  const [first, ...rest] = problems
  if (first) refuse('rule_broken', first, ...rest)
  const kept = await keepVersions(ctx, versions, origin)
  const savedKeys = new Set(kept.map((row) => store.cellKey(row.indicator_id, row.unit_id, row.period)))
  const overtaken = cells.flatMap((cell, index) =>
    !late.includes(index) && !savedKeys.has(keyOf(cell)) ? [index] : [],
  )
  const now = overtaken.length === 0 ? chains : store.chainsOf(await store.listVersionsOfSeries(ctx, cells, years))
  return {
    saved: kept.map((row) => cellOf(row)),
    conflicts: [...late, ...overtaken].flatMap((index) => {
      const cell = cells[index]
      if (!cell) return []
      const theirs = now.get(keyOf(cell))?.at(-1)
      return [{ index, theirs: theirs ? cellOf(theirs) : emptyCell(cell), mine: cell.entry.value }]
    }),
  }
}

/** What entering cells would do: every problem at `cells`, its place and field; the versions to keep; the cells somebody changed meanwhile. */
export interface CheckedCells {
  readonly problems: readonly Problem[]
  readonly versions: readonly store.NewVersion[]
  readonly late: readonly number[]
  readonly chains: ReadonlyMap<string, readonly store.ActualRow[]>
  readonly years: readonly number[]
}

/** Checks cells against rights, periods, closed years and the chains that stand, without keeping anything. */
export async function checkCells(ctx: OperationContext, cells: readonly CellEntry[]): Promise<CheckedCells> {
  const known = await listIndicatorsById(
    ctx,
    cells.map((cell) => cell.indicatorId),
  )
  const units = await namesOfUnits(
    ctx,
    cells.map((cell) => cell.unitId),
  )
  const years = [...new Set(cells.map((cell) => periodYear(cell.period)))]
  const closed = await listClosedYears(ctx, years)
  const chains = store.chainsOf(await store.listVersionsOfSeries(ctx, cells, years))
  const seen = new Set<string>()
  const problems: Problem[] = []
  const versions: store.NewVersion[] = []
  const late: number[] = []
  cells.forEach((cell, index) => {
    const key = keyOf(cell)
    const year = periodYear(cell.period)
    const indicator = known.get(cell.indicatorId)
    const faults = [
      ...(seen.has(key) ? [problem('targets.cell_twice', { period: cell.period }, ['period'])] : []),
      ...(units.has(cell.unitId) ? [] : [problem('targets.unit_unknown', undefined, ['unitId'])]),
      ...(closed.has(year) ? [problem('targets.year_closed', { year }, ['period'])] : []),
      ...(indicator
        ? faultsOfCell(ctx, indicator, cell)
        : [problem('targets.indicator_unknown', undefined, ['indicatorId'])]),
    ]
    seen.add(key)
    const chain = chains.get(key) ?? []
    if (faults.length === 0 && (chain.at(-1)?.number ?? 0) !== cell.expectedVersion) late.push(index)
    else if (faults.length === 0) {
      const added = addActual(chain.map(store.recordedOf), cell.entry)
      if (added.ok) versions.push({ ...seriesOf(cell), period: cell.period, version: last(added.value) })
      else faults.push(...added.problems.map((each) => ({ ...each, path: ['entry', ...(each.path ?? [])] })))
    }
    problems.push(...faults.map((found) => ({ ...found, path: ['cells', index, ...(found.path ?? [])] })))
  })
  return { problems, versions, late, chains, years }
}

/** Keeps versions whose rules were checked, turns lights and says what was entered. */
export async function keepVersions(
  ctx: OperationContext,
  versions: readonly store.NewVersion[],
  origin: Origin,
): Promise<readonly store.ActualRow[]> {
  const kept = await store.insertVersions(ctx, versions, {
    id: ctx.actor.personId,
    name: ctx.actor.name,
    onBehalfOf: ctx.actor.onBehalfOf?.name ?? null,
    at: ctx.now,
    importId: origin.importId ?? null,
    claimId: origin.claimId ?? null,
  })
  if (kept.length === 0) return kept
  const series = kept.map((row) => ({ indicatorId: row.indicator_id, unitId: row.unit_id }))
  const years = [...new Set(kept.map((row) => row.year))]
  const concerned = await listTargetsOfSeries(ctx, series, years)
  await reckonTargets(ctx, concerned)
  for (const row of kept) {
    const target = concerned.find(
      (each) => each.indicator_id === row.indicator_id && each.unit_id === row.unit_id && each.year === row.year,
    )
    const isOut = row.released_on !== null && row.released_on <= dayOf(ctx.now)
    ctx.announce('targets.actual_entered', {
      subject: target ? { kind: SUBJECT, id: target.id } : { kind: 'indicator', id: row.indicator_id },
      data: {
        period: row.period,
        number: row.number,
        status: row.status,
        reason: row.reason,
        ...(isOut ? { value: row.value } : {}),
        ...origin,
      },
    })
  }
  return kept
}

function faultsOfCell(ctx: OperationContext, indicator: Indicator, cell: CellEntry): readonly Problem[] {
  const allowed = checkMayEnter(indicator, entryRights(ctx, indicator.sourceUnitId))
  const due = checkPeriodDue(indicator, cell.period, periodYear(cell.period))
  const today = dayOf(ctx.now)
  return [
    ...(allowed.ok ? [] : allowed.problems),
    ...(due.ok ? [] : due.problems),
    ...(firstDay(cell.period) > today
      ? [problem('targets.period_not_begun', { period: cell.period }, ['period'])]
      : []),
    ...(cell.entry.asOf > today
      ? [problem('targets.as_of_in_future', { asOf: cell.entry.asOf }, ['entry', 'asOf'])]
      : []),
  ]
}

/** A cell of the grid with the figure that stands there. */
export function cellOf(row: store.ActualRow, lockedBy: string | null = null): ActualCell {
  return {
    indicatorId: row.indicator_id,
    unitId: row.unit_id,
    period: asPeriod(row.period),
    current: store.recordedOf(row),
    version: row.number,
    lockedBy,
  }
}

function emptyCell(cell: CellEntry): ActualCell {
  return { ...seriesOf(cell), period: cell.period, current: null, version: 0, lockedBy: null }
}

function keyOf(cell: { readonly indicatorId: string; readonly unitId: string; readonly period: Period }): string {
  return store.cellKey(cell.indicatorId, cell.unitId, cell.period)
}

function seriesOf({ indicatorId, unitId }: store.Series): store.Series {
  return { indicatorId, unitId }
}

function last(chain: readonly ActualVersion[]): ActualVersion {
  const found = chain.at(-1)
  if (!found) throw new Error('an added chain is not empty')
  return found
}
