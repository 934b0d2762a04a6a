import { type Day, dayOf } from '../../../kernel/day.ts'
import { problem } from '../../../kernel/problem.ts'
import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import { unitInScope } from '../../../platform/access.ts'
import { type OperationContext, orNotFound } from '../../../platform/run-operation.ts'
import { type ProjectFacts, readProject } from '../../key-projects/public.ts'
import type { Network, PlanFrame, Schedule } from '../contract.ts'
import { scheduleNetwork } from '../rules/schedule.ts'
import { findPlan, type KeptPlan } from '../store/plans.ts'

/** The kind by which the history of a plan is found; its id is that of the project. */
export const SUBJECT = 'project_plan'

/** A project somebody may see, with its plan if it has one. */
export interface OpenedProject {
  readonly project: ProjectFacts
  readonly plan: KeptPlan | undefined
}

/** The units of a project: those that keep it, lead it and work on it. */
export function unitsOf(project: ProjectFacts): readonly (string | null)[] {
  return [project.unitId, project.leadUnitId, project.taskForceId]
}

/** A project within reach, or one with a node that a unit within reach answers for; refuses `not_found` otherwise. */
export async function openProject(ctx: OperationContext, projectId: string): Promise<OpenedProject> {
  const plan = await findPlan(ctx, projectId)
  const isCharged = plan !== undefined && [...plan.kept.values()].some(({ unitId }) => unitInScope(ctx.scope, unitId))
  return { project: await readProject(isCharged ? inWholeRegion(ctx) : ctx, projectId), plan }
}

/** A project within reach whose plan may be changed; refuses where it was withdrawn. */
export async function openToPlan(ctx: OperationContext, projectId: string): Promise<OpenedProject> {
  const project = await readProject(ctx, projectId)
  if (project.withdrawn) refuse('rule_broken', problem('schedules.project_withdrawn', { name: project.name }))
  return { project, plan: await findPlan(ctx, projectId) }
}

/** The plan itself; refuses where the project has none yet. */
export function existing({ project, plan }: OpenedProject): KeptPlan {
  return plan ?? refuse('rule_broken', problem('schedules.no_plan', { name: project.name }))
}

/** The plan of a project somebody may see; refuses `not_found` where there is none. */
export async function openPlan(
  ctx: OperationContext,
  projectId: string,
): Promise<{ readonly project: ProjectFacts; readonly plan: KeptPlan }> {
  const { project, plan } = await openProject(ctx, projectId)
  return { project, plan: orNotFound(plan) }
}

/** The schedule of a network as it stands today; refuses with everything that is wrong with it. */
export function scheduled(
  ctx: Pick<OperationContext, 'calendar' | 'now'>,
  { network, frame }: { readonly network: Network; readonly frame: PlanFrame },
): Schedule {
  return orRefuse(scheduleNetwork(network, frame, ctx.calendar, dayOf(ctx.now)))
}

/** Today, where the region is. */
export function today(ctx: Pick<OperationContext, 'now'>): Day {
  return dayOf(ctx.now)
}

/** The same operation, reading the whole region: for what was found to concern the reader. */
export function inWholeRegion(ctx: OperationContext): OperationContext {
  return { ...ctx, scope: { ...ctx.scope, reach: 'region' } }
}
