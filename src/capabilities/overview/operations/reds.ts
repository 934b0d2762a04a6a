import { exact, toNumber } from '../../../kernel/exact.ts'
import { asPeriod } from '../../../kernel/period.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { namesOfUnits, titlesOfPosts } from '../../organisation/public.ts'
import type { TargetPace } from '../../targets/public.ts'
import type { RedLine } from '../contract.ts'
import { moneyBehind, shortfallOf } from '../rules/reddest.ts'
import type { StandingProject } from './states.ts'

/** Projects as red lines: how far behind, whose. */
export async function redProjects(
  ctx: OperationContext,
  rows: readonly StandingProject[],
): Promise<readonly RedLine[]> {
  const units = await namesOfUnits(
    ctx,
    rows.map((row) => row.unitId),
  )
  const posts = await titlesOfPosts(
    ctx,
    rows.map((row) => row.sponsorPostId),
  )
  return rows.map((row) => {
    const unitName = units.get(row.unitId)?.shortName ?? ''
    const sponsor = row.sponsorPostId === null ? undefined : posts.get(row.sponsorPostId)?.title
    return {
      subject: { kind: 'key_project' as const, id: row.id },
      title: row.name,
      unitName,
      ownerName: sponsor ?? '',
      hasOwner: sponsor !== undefined,
      period: row.investedAsOf === null ? null : asPeriod(row.investedAsOf),
      completion: row.completion,
      pace: row.pace,
      gapPoints: row.completion === null || row.pace === null ? null : (row.completion - row.pace) * 100,
      shortfall: shortfallOf(row.completion, row.pace),
      behind: moneyBehind(row.yearPlan, row.investedThisYear, row.pace),
      streak: null,
      path: `/key-projects/${row.id}`,
    }
  })
}

/** Targets as red lines. */
export function redTargets(rows: readonly TargetPace[]): readonly RedLine[] {
  return rows.map((row) => {
    const [completion, pace] = [numberOf(row.completion), numberOf(row.pace)]
    const times = row.reason?.code === 'lights.reason_streak' ? row.reason.values['times'] : undefined
    return {
      subject: { kind: 'target' as const, id: row.id },
      title: row.indicator,
      unitName: row.unitName,
      ownerName: row.owner,
      hasOwner: true,
      period: row.period,
      completion,
      pace,
      gapPoints: numberOf(row.gapPoints),
      shortfall: shortfallOf(completion, pace),
      behind: null,
      streak: typeof times === 'number' ? times : null,
      path: `/targets/${row.id}`,
    }
  })
}

/** An exact figure as a number, for drawing and ordering. */
export function numberOf(text: string | null): number | null {
  return text === null ? null : toNumber(exact(text))
}
