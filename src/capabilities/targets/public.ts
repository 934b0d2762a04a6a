import type { OperationContext } from '../../platform/run-operation.ts'
import type { Light } from '../lights/contract.ts'
import type { ClaimStatus, Comparator, Goal, Measure, TargetRow } from './contract.ts'
import { listFigureChanges, listPace, type FigureChange, type TargetPace } from './operations/overview.ts'
import { sightOf } from './operations/rights.ts'
import { targetRows } from './operations/rows.ts'
import { listClaims } from './store/claims.ts'
import { listAllIndicators } from './store/indicators.ts'
import { countLights, listTargets } from './store/list.ts'
import * as store from './store/targets.ts'

export { countWaiting, findTargets } from './operations/find.ts'
export {
  type FigureChange,
  listOwedFigures,
  listWaitingClaims,
  type OwedFigure,
  type TargetPace,
} from './operations/overview.ts'
export {
  type AcceptedTarget,
  acceptReadTarget,
  listEnteringUnits,
  type PublishedClaim,
  type Receipt,
  recordPublishedClaim,
  takeBackPublishedClaim,
  takeBackReadTarget,
} from './operations/read.ts'

export { requireOpenYears } from './store/years.ts'

export { targetsFigures, targetsLists } from './operations/figures.ts'

/** An indicator with its targets and claims, as a reader of documents compares what it found with them. */
export interface KnownIndicator {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly unitText: string
  readonly measure: Measure
  readonly statistical: boolean
  readonly targets: readonly {
    readonly id: string
    readonly year: number
    readonly unitId: string
    readonly goal: Goal
    readonly version: number
  }[]
  readonly claims: readonly {
    readonly id: string
    readonly unitId: string
    readonly period: string
    readonly comparator: Comparator
    readonly value: string | null
    readonly status: ClaimStatus
  }[]
}

/** Every indicator with its targets of some years that are not withdrawn, and its claims of those years that are not set aside. */
export async function listIndicatorsForMatching(
  ctx: OperationContext,
  years: readonly number[],
): Promise<readonly KnownIndicator[]> {
  const indicators = await listAllIndicators(ctx)
  const targets = await store.listTargetsOfYears(ctx, years)
  const claims = years.length === 0 ? [] : await listClaims(ctx, { years })
  return indicators.map((indicator) => ({
    id: indicator.id,
    code: indicator.code,
    name: indicator.name,
    unitText: indicator.unitText,
    measure: indicator.measure,
    statistical: indicator.statistical,
    targets: targets
      .filter((each) => each.indicator_id === indicator.id)
      .map((each) => ({
        id: each.id,
        year: each.year,
        unitId: each.unit_id,
        goal: each.goal,
        version: each.version,
      })),
    claims: claims
      .filter((each) => each.indicator_id === indicator.id && each.state !== 'set_aside')
      .map((each) => ({
        id: each.id,
        unitId: each.unit_id,
        period: each.period,
        comparator: each.comparator,
        value: each.value,
        status: each.status,
      })),
  }))
}

/** Headline targets of a year or a campaign: those split from no other, in the order of their codes, as lists show them, with their trend. */
export async function listHeadlines(
  ctx: OperationContext,
  filter: { readonly year: number; readonly campaignId?: string; readonly limit?: number },
): Promise<readonly TargetRow[]> {
  const { limit = 12, ...wanted } = filter
  const { items } = await listTargets(
    ctx,
    await sightOf(ctx),
    { ...wanted, roots: true, state: ['issued', 'settled', 'archived'] },
    { sort: 'indicator', descending: false, limit },
  )
  return targetRows(ctx, items, { places: 1, rounding: 'half_up' })
}

/** The pace of every target of a year in one statement, by indicator code; `campaignId` and `roots` narrow it. */
export function paceOfTargets(
  ctx: OperationContext,
  filter: { readonly year: number; readonly campaignId?: string; readonly roots?: boolean },
): Promise<readonly TargetPace[]> {
  return listPace(ctx, filter)
}

/** The reddest targets of a year, furthest behind first, each with its reason and owner; `unitIds` narrows to those a person answers for. */
export function reddestTargets(
  ctx: OperationContext,
  filter: { readonly year: number; readonly limit: number; readonly unitIds?: readonly string[] },
): Promise<readonly TargetPace[]> {
  return listPace(ctx, { ...filter, light: 'red', order: 'worst' })
}

/** How many targets of a year show each light. */
export async function countTargetLights(
  ctx: OperationContext,
  filter: { readonly year: number; readonly campaignId?: string },
): Promise<Readonly<Record<Light, number>>> {
  const counted = await countLights(ctx, await sightOf(ctx), filter)
  const of = (light: Light) => counted.find((each) => each.light === light)?.count ?? 0
  return { red: of('red'), yellow: of('yellow'), green: of('green'), none: of('none') }
}

/** What changed since an instant: lights that turned, figures entered or revised. */
export async function listTargetChanges(
  ctx: OperationContext,
  filter: { readonly since: Date; readonly year: number; readonly limit?: number },
): Promise<{ readonly lights: readonly TargetPace[]; readonly figures: readonly FigureChange[] }> {
  const { since, year, limit = 100 } = filter
  return {
    lights: await listPace(ctx, { year, changedSince: since, order: 'worst', limit }),
    figures: await listFigureChanges(ctx, since, limit),
  }
}
