import { type Day, dayOf } from '../../../kernel/day.ts'
import { comparePeriods, firstDay, type Period } from '../../../kernel/period.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { namesOfUnits } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { checkMayEnter } from '../rules/entry.ts'
import { periodsDue } from '../rules/indicators.ts'
import * as store from '../store/actuals.ts'
import { getIndicator, listAllIndicators } from '../store/indicators.ts'
import { listTargetsOfYears } from '../store/targets.ts'
import { listClosedYears } from '../store/years.ts'
import { enterCells } from './enter.ts'
import { figureSeen } from './reckon.ts'
import { entryRights, seesUnreleased } from './rights.ts'

/** Series entered by the day or week fill a page alone: they show only when one indicator is asked for. */
const PAGE_FREQUENCIES: readonly contract.Indicator['frequency'][] = ['year', 'half', 'quarter', 'month']

/** The operations on actual figures. */
export const actualOperations = [
  implement(contract.showGrid, async (ctx, { year, sourceUnitId, indicatorId, unitId, onlyMine }) => {
    const lockOf = (indicator: contract.Indicator): string | null => {
      const allowed = checkMayEnter(indicator, entryRights(ctx, indicator.sourceUnitId))
      return allowed.ok ? null : (allowed.problems[0]?.code ?? null)
    }
    const indicators = (await listAllIndicators(ctx)).filter(
      (each) =>
        (indicatorId === undefined ? PAGE_FREQUENCIES.includes(each.frequency) : each.id === indicatorId) &&
        (sourceUnitId === undefined || each.sourceUnitId === sourceUnitId) &&
        (!onlyMine || lockOf(each) === null),
    )
    const targets = await listTargetsOfYears(ctx, [year])
    const chains = store.chainsOf(
      await store.listVersionsOfIndicators(
        ctx,
        indicators.map((each) => each.id),
        year,
      ),
    )
    const series = seriesOf(indicators, targets, [...chains.values()], unitId)
    const units = await namesOfUnits(
      ctx,
      series.map((each) => each.unitId),
    )
    const isClosed = (await listClosedYears(ctx, [year])).has(year)
    const today = dayOf(ctx.now)
    const cells = series.flatMap(({ indicator, unitId: unit }) => {
      const sees = seesUnreleased(ctx, indicator)
      const lock = isClosed ? 'targets.year_closed' : lockOf(indicator)
      return periodsDue(indicator, year).map((period) => {
        const chain = chains.get(store.cellKey(indicator.id, unit, period)) ?? []
        const row = figureSeen(chain, today, sees)
        return {
          indicatorId: indicator.id,
          unitId: unit,
          period,
          current: row ? store.recordedOf(row) : null,
          version: row?.number ?? 0,
          lockedBy: lock ?? lockOfPeriod(period, today),
        }
      })
    })
    const shown = indicators.filter((each) => series.some(({ indicator }) => indicator.id === each.id))
    return {
      indicators: shown,
      units: [...units.values()].map(({ id, shortName }) => ({ id, name: shortName })),
      periods: [...new Set(shown.flatMap((each) => periodsDue(each, year)))].toSorted(comparePeriods),
      cells,
      mayEnter: cells.some((cell) => cell.lockedBy === null),
    }
  }),

  implement(contract.enterActuals, async (ctx, { cells }) => {
    const { saved, conflicts } = await enterCells(ctx, cells)
    return { saved: [...saved], conflicts: [...conflicts] }
  }),

  implement(contract.showActual, async (ctx, { indicatorId, unitId, period }) => ({
    chain: (await chainSeen(ctx, indicatorId, unitId, period)).map(store.recordedOf),
  })),
]

/** The chain of a figure up to the last version the reader may see. */
async function chainSeen(ctx: OperationContext, indicatorId: string, unitId: string, period: Period) {
  const indicator = await getIndicator(ctx, indicatorId)
  const chain = await store.listChain(ctx, { indicatorId, unitId }, period)
  const until = figureSeen(chain, dayOf(ctx.now), seesUnreleased(ctx, indicator))
  return chain.filter((each) => until !== undefined && each.number <= until.number)
}

function seriesOf(
  indicators: readonly contract.Indicator[],
  targets: Awaited<ReturnType<typeof listTargetsOfYears>>,
  chains: readonly (readonly store.ActualRow[])[],
  unitId: string | undefined,
) {
  return indicators.flatMap((indicator) => {
    const ofTargets = targets.filter((each) => each.indicator_id === indicator.id).map((each) => each.unit_id)
    const ofFigures = chains.flatMap((chain) => (chain[0]?.indicator_id === indicator.id ? [chain[0].unit_id] : []))
    return [...new Set([...ofTargets, ...ofFigures])]
      .filter((each) => unitId === undefined || each === unitId)
      .map((each) => ({ indicator, unitId: each }))
  })
}

function lockOfPeriod(period: Period, today: Day): string | null {
  return firstDay(period) > today ? 'targets.period_not_begun' : null
}
