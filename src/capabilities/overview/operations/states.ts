import { z } from 'zod'
import { asDay, type Day, dayOf, yearOf } from '../../../kernel/day.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { listProjectStandings, type ProjectStanding } from '../../key-projects/public.ts'
import { Light } from '../../lights/contract.ts'
import { paceOfTargets, type TargetPace } from '../../targets/public.ts'
import { Stage } from '../contract.ts'
import type { EarlierDay } from '../rules/changes.ts'
import type { ProjectState, TargetState } from '../rules/figures.ts'
import type { KeptDay } from '../store.ts'
import { inPublic, roomOf } from './rooms.ts'

/** A project as it stands, with what boards need beyond its state. */
export type StandingProject = ProjectState & ProjectStanding

/** The projects the reader may see, `undefined` where none. */
export async function projectsSeen(ctx: OperationContext): Promise<readonly StandingProject[] | undefined> {
  const room = roomOf(ctx, 'key_projects.view')
  return room && (await listProjectStandings(room)).map((row) => ({ ...row, ...stateOfProject(row) }))
}

function stateOfProject(row: ProjectStanding): ProjectState {
  return {
    id: row.id,
    name: row.name,
    stage: row.stage,
    light: row.light,
    unitIds: [row.unitId, ...[row.leadUnitId, row.taskForceId].filter((id): id is string => id !== null)],
    totalInvestment: row.totalInvestment,
    yearPlan: row.yearPlan,
    invested: row.investedThisYear,
    pace: row.pace,
  }
}

/** States in which a target binds somebody. */
const BINDING: readonly TargetPace['state'][] = ['issued', 'settled', 'archived']

/** This year's targets that bind, as released so far, `undefined` where the reader may see none. */
export async function targetsSeen(ctx: OperationContext): Promise<readonly TargetPace[] | undefined> {
  const room = roomOf(ctx, 'targets.view')
  if (!room) return undefined
  const rows = await paceOfTargets(inPublic(room), { year: yearOf(dayOf(ctx.now)) })
  return rows.filter((row) => BINDING.includes(row.state))
}

/** A target by the name boards give it: its unit before its indicator. */
export function stateOfTarget(row: TargetPace): TargetState {
  return { id: row.id, name: [row.unitName, row.indicator].filter(Boolean).join(' · '), light: row.light }
}

const KeptProjects = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    stage: Stage,
    light: Light,
    unitIds: z.array(z.string()),
    totalInvestment: z.number().nullable(),
    yearPlan: z.number().nullable(),
    invested: z.number().nullable(),
    pace: z.number().nullable(),
  }),
)
const KeptTargets = z.array(z.object({ id: z.string(), name: z.string(), light: Light }))

/** What is kept of a day. */
export function stateToKeep(projects: readonly StandingProject[], targets: readonly TargetPace[]) {
  return { projects: KeptProjects.parse(projects), targets: KeptTargets.parse(targets.map(stateOfTarget)) }
}

/** A kept day as far as the reader sees into it: projects of their units, targets where they may see any. */
export function dayAsSeen(ctx: OperationContext, kept: KeptDay): EarlierDay & { readonly day: Day } {
  const scope = ctx.actor.scopeOf('key_projects.view')
  const isSeen = ({ unitIds }: ProjectState): boolean =>
    scope !== undefined && (scope.reach === 'region' || unitIds.some((id) => scope.unitIds.includes(id)))
  return {
    day: asDay(kept.day),
    isOpening: kept.isOpening,
    projects: KeptProjects.parse(kept.projects ?? []).filter(isSeen),
    targets: ctx.actor.scopeOf('targets.view') ? KeptTargets.parse(kept.targets ?? []) : [],
  }
}
