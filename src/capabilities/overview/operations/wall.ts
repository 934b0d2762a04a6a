import { addDays, type Day, dayOf, yearOf } from '../../../kernel/day.ts'
import { asPeriod, comparePeriods } from '../../../kernel/period.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { listOpenUnits, listTenants } from '../../organisation/public.ts'
import type { TargetPace } from '../../targets/public.ts'
import * as contract from '../contract.ts'
import defaults from '../data/defaults.json' with { type: 'json' }
import { changesSince, type RegionState } from '../rules/changes.ts'
import { countLights, headlineOf, levelsOf, stagesOf, tilesOf } from '../rules/figures.ts'
import { byRedness } from '../rules/reddest.ts'
import { findDayToCompare, type KeptDay } from '../store.ts'
import { numberOf, redProjects, redTargets } from './reds.ts'
import { dayAsSeen, projectsSeen, type StandingProject, stateOfTarget, targetsSeen } from './states.ts'

/** The board of the region. */
export const wallOperations = [
  implement(contract.showWall, async (ctx) => {
    const today = dayOf(ctx.now)
    const region = (await listTenants(ctx.tx)).find((each) => each.region_code === ctx.scope.region)
    const projects = await projectsSeen(ctx)
    const targets = await targetsSeen(ctx)
    const reds = [
      ...(await redProjects(ctx, (projects ?? []).filter(isRed))),
      ...redTargets((targets ?? []).filter(isRed)),
    ]
    const now = { projects: projects ?? [], targets: (targets ?? []).map(stateOfTarget) }
    const yesterday = await findDayToCompare(ctx, addDays(today, -1))
    const lastWeek = await findDayToCompare(ctx, addDays(today, -7))
    return {
      regionName: region?.name ?? '',
      year: yearOf(today),
      asOf: ctx.now.toISOString(),
      projects: projects ? await projectPart(ctx, projects, today) : null,
      targets: targets ? targetPart(targets) : null,
      reddest: byRedness(reds).slice(0, defaults.redsShown),
      reds: reds.length,
      yesterday: yesterday ? differences(ctx, yesterday, now) : null,
      lastWeek: lastWeek && lastWeek.day !== yesterday?.day ? differences(ctx, lastWeek, now) : null,
    } as contract.Wall
  }),
]

function isRed({ light }: { readonly light: contract.Light }): boolean {
  return light === 'red'
}

function differences(ctx: OperationContext, kept: KeptDay, now: RegionState): contract.Changes {
  return changesSince(dayAsSeen(ctx, kept), now, defaults.movesShown)
}

async function projectPart(ctx: OperationContext, rows: readonly StandingProject[], today: Day) {
  const isWhole = ctx.actor.scopeOf('key_projects.view')?.reach === 'region'
  const own = new Set(rows.flatMap(({ unitIds }) => unitIds))
  const units = (await listOpenUnits(ctx, today)).filter(({ id }) => isWhole || own.has(id))
  const periods = rows.flatMap((row) => (row.investedAsOf === null ? [] : [asPeriod(row.investedAsOf)]))
  return {
    headline: headlineOf(rows),
    asOfPeriod: periods.toSorted(comparePeriods).at(-1) ?? null,
    stages: stagesOf(rows),
    levels: levelsOf(rows),
    units: tilesOf(
      units.map(({ id, shortName, name, kind }) => ({ id, name: shortName || name, kind })),
      rows,
    ),
  }
}

const ORDER = { red: 0, yellow: 1, green: 2, none: 3 } as const satisfies Record<contract.Light, number>

function targetPart(rows: readonly TargetPace[]) {
  const items = rows
    .map((row) => ({
      id: row.id,
      name: row.indicator,
      unitText: row.unitText,
      unitName: row.unitName,
      ownerName: row.owner,
      isRoot: row.parentId === null,
      period: row.period,
      actual: row.actual,
      plan: row.plan,
      completion: numberOf(row.completion),
      pace: numberOf(row.pace),
      gapPoints: numberOf(row.gapPoints),
      light: row.light,
      path: `/targets/${row.id}`,
    }))
    .toSorted(
      (one, other) =>
        Number(other.isRoot) - Number(one.isRoot) ||
        ORDER[one.light] - ORDER[other.light] ||
        (one.gapPoints ?? 0) - (other.gapPoints ?? 0),
    )
  const { targetsShown } = defaults
  return {
    lights: countLights(rows),
    items: items.slice(0, targetsShown),
    more: Math.max(0, items.length - targetsShown),
  }
}
