import { dayOf } from '../../../kernel/day.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { listProjectsForMatching } from '../../key-projects/public.ts'
import { listPromisesForMatching } from '../../obstacles/public.ts'
import { listOpenUnits, listPublishedRegions, listTenants } from '../../organisation/public.ts'
import { listIndicatorsForMatching } from '../../targets/public.ts'
import { type Gazetteer, makeGazetteer } from '../rules/gazetteer.ts'
import { knownIndicator, knownProject, knownPromise, type Ledger, rootUnit } from '../rules/ledger.ts'
import { comparable } from '../rules/likeness.ts'

let gazetteer: Gazetteer | undefined

/** The places of the nation, made once. */
export function nationalGazetteer(): Gazetteer {
  gazetteer ??= makeGazetteer(listPublishedRegions().map(({ code, name }) => [code, name]))
  return gazetteer
}

/** Everything of the region that rows of a dispatch are matched with; `year` is the one it speaks from. */
export async function loadLedger(
  ctx: OperationContext,
  year: number | null,
  more: readonly number[] = [],
): Promise<Ledger> {
  const around = year === null ? [] : [year - 1, year, year + 1]
  const units = await listOpenUnits(ctx, dayOf(ctx.now))
  const known = units.map((unit) => ({
    id: unit.id,
    names: [comparable(unit.name), comparable(unit.shortName)],
  }))
  const name = await regionName(ctx)
  const root = rootUnit(units, { code: ctx.scope.region, name })
  return {
    regionName: name,
    year,
    units: known,
    root: known.find(({ id }) => id === root),
    projects: (await listProjectsForMatching(ctx)).map((project) =>
      knownProject([project.name, project.shortName, ...project.formerNames], {
        id: project.id,
        rowId: null,
        enterprise: project.enterprise,
        stage: project.stage,
        totalInvestment: project.totalInvestment,
        land: project.land,
        unitId: project.unitId,
        version: project.version,
      }),
    ),
    indicators: (await listIndicatorsForMatching(ctx, [...new Set([...around, ...more])])).map((indicator) =>
      knownIndicator({
        id: indicator.id,
        name: indicator.name,
        unitText: indicator.unitText,
        measure: indicator.measure,
        targets: indicator.targets.map((target) => ({ ...target, rowId: null })),
        claims: indicator.claims.map((claim) => ({ ...claim, rowId: null })),
      }),
    ),
    promises: (await listPromisesForMatching(ctx)).map((promise) => knownPromise({ ...promise, rowId: null })),
  }
}

/** The name of the tenant. */
export async function regionName(ctx: OperationContext): Promise<string> {
  const tenants = await listTenants(ctx.tx)
  return tenants.find((tenant) => tenant.region_code === ctx.scope.region)?.name ?? ''
}
