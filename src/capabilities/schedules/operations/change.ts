import { problem } from '../../../kernel/problem.ts'
import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import { implement, type OperationContext, orNotFound } from '../../../platform/run-operation.ts'
import { requireOpenUnits, titlesOfPosts } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { applyChanges } from '../rules/change.ts'
import { planDifferences } from '../rules/differences.ts'
import { networkFromTemplate } from '../rules/templates.ts'
import { schedulesMessages } from '../messages/index.ts'
import { insertPlan, type KeptNode, type KeptPlan, type PlanToKeep, updateFacts, updatePlan } from '../store/plans.ts'
import { existing, openProject, openToPlan, scheduled, SUBJECT, unitsOf } from './open-plan.ts'

/** More differences than these are counted, not told one by one. */
const MOST_TOLD = 200

/** The operations that write a plan. */
export const changeOperations = [
  implement(contract.makePlan, async (ctx, input) => {
    const { projectId, template, locale, openOn, startOn, unitId, expectedVersion, reason } = input
    await requireOpenUnits(ctx, [{ field: 'unitId', id: unitId }])
    const { network, winterStop } = template
      ? orRefuse(networkFromTemplate(template, locale))
      : { network: emptyNetwork(locale), winterStop: null }
    const charge = { unitId, postId: null, note: '', slipReason: '' }
    const version = await keepWholePlan(ctx, projectId, expectedVersion, {
      network,
      frame: contract.PlanFrame.parse({ openOn, startOn, winterStop }),
      kept: new Map(network.nodes.map(({ id }) => [id, charge])),
      template,
      ...(reason ? { reason } : {}),
    })
    return { projectId, version }
  }),

  implement(contract.changePlan, async (ctx, { projectId, expectedVersion, changes, charges, reason }) => {
    const opened = await openToPlan(ctx, projectId)
    const plan = existing(opened)
    if (plan.row.version !== expectedVersion) refuse('conflict', problem('schedules.plan_changed_since'))
    await requireAnswerable(ctx, charges)
    const wanted = orRefuse(applyChanges(plan.network, plan.frame, withKeptFacts(plan, changes)))
    const kept = chargedNodes(wanted.network, plan, charges)
    const { nodes: _nodes, ...schedule } = scheduled(ctx, wanted)
    const version = await updatePlan(ctx, plan, expectedVersion, { ...wanted, kept, template: plan.row.template })
    announceChange(ctx, 'schedules.changed', plan, { ...wanted, kept }, reason)
    return { projectId, version, schedule }
  }),

  implement(contract.recordFacts, async (ctx, { projectId, nodeId, expectedVersion, slipReason, ...facts }) => {
    const { project, plan } = await openProject(ctx, projectId)
    const charge = orNotFound(plan?.kept.get(nodeId))
    if (!plan || project.withdrawn || !ctx.actor.may('schedules.record', [charge.unitId, ...unitsOf(project)]))
      refuse('forbidden', problem('schedules.node_not_yours'))
    const { version, schedule } = await recordNode(ctx, plan, nodeId, expectedVersion, { ...facts, slipReason })
    return { nodeId, version, verdict: schedule.nodes.find(({ id }) => id === nodeId)?.verdict ?? 'waiting' }
  }),
]

/** Takes a whole plan into keeping: the first one of a project, or one in the place of the plan at `expectedVersion`, whose baselines stay. */
export async function keepWholePlan(
  ctx: OperationContext,
  projectId: string,
  expectedVersion: number | null,
  { reason, ...wanted }: PlanToKeep & { readonly reason?: string },
): Promise<number> {
  const { project, plan } = await openToPlan(ctx, projectId)
  scheduled(ctx, wanted)
  if (!plan) {
    const version = await insertPlan(ctx, projectId, wanted)
    ctx.announce('schedules.made', {
      subject: { kind: SUBJECT, id: projectId },
      after: { nodes: wanted.network.nodes.length, links: wanted.network.links.length, ...wanted.frame },
      data: reason ? { reason } : {},
    })
    return version
  }
  if (expectedVersion === null) refuse('rule_broken', problem('schedules.plan_there', { name: project.name }))
  const version = await updatePlan(ctx, plan, expectedVersion, wanted)
  announceChange(ctx, 'schedules.remade', plan, wanted, reason)
  return version
}

/** Writes what happened to a node; refuses what contradicts the rest of the plan. Answers the plan as it then stands. */
export async function recordNode(
  ctx: OperationContext,
  plan: KeptPlan,
  nodeId: string,
  expectedVersion: number,
  { slipReason, ...facts }: contract.NodeFacts & { readonly slipReason: string },
) {
  const wanted = orRefuse(applyChanges(plan.network, plan.frame, [{ kind: 'set_facts', nodeId, facts }]))
  const schedule = scheduled(ctx, wanted)
  const version = await updateFacts(
    ctx,
    { projectId: plan.row.project_id, nodeId, expectedVersion },
    {
      started_on: facts.startedOn,
      finished_on: facts.finishedOn,
      remaining_days: facts.remainingDays,
      slip_reason: slipReason,
    },
  )
  const kept = new Map(plan.kept)
  const charge = plan.kept.get(nodeId)
  if (charge) kept.set(nodeId, { ...charge, slipReason })
  announceChange(ctx, 'schedules.recorded', plan, { ...wanted, kept })
  return { version, schedule }
}

/** Says what changed in a plan: in the audit trail field by field, in its history with the names people know. */
export function announceChange(
  ctx: OperationContext,
  topic: `schedules.${string}`,
  before: KeptPlan,
  after: Parameters<typeof planDifferences>[1],
  reason?: string,
): void {
  const differences = planDifferences(before, after)
  const told = differences.slice(0, MOST_TOLD)
  const side = (of: 'before' | 'after') =>
    Object.fromEntries(told.map((each, at) => [`${at + 1} ${each.field}`, each[of]]))
  ctx.announce(topic, {
    subject: { kind: SUBJECT, id: before.row.project_id },
    before: side('before'),
    after: side('after'),
    data: { differences: told, count: differences.length, ...(reason ? { reason } : {}) },
  })
}

/** A node that is set anew keeps what really happened to it: facts are recorded, never drawn. */
function withKeptFacts(plan: KeptPlan, changes: readonly contract.PlanChange[]): readonly contract.PlanChange[] {
  const facts = new Map(plan.network.nodes.map((node) => [node.id, node.facts]))
  return changes.map((change) => {
    const known = change.kind === 'set_node' ? facts.get(change.node.id) : undefined
    return change.kind === 'set_node' && known ? { ...change, node: { ...change.node, facts: known } } : change
  })
}

function chargedNodes(
  network: contract.Network,
  plan: KeptPlan,
  charges: readonly contract.NodeCharged[],
): ReadonlyMap<string, Omit<KeptNode, 'version'>> {
  const named = new Map(charges.map(({ nodeId, ...charge }) => [nodeId, charge]))
  const known = new Set(network.nodes.map(({ id }) => id))
  const stranger = charges.find(({ nodeId }) => !known.has(nodeId))
  if (stranger) refuse('rule_broken', problem('schedules.unknown_node', { node: stranger.nodeId }, ['charges']))
  const nobody = { unitId: null, postId: null, note: '' }
  return new Map(
    network.nodes.map(({ id }) => {
      const kept = plan.kept.get(id)
      return [id, { ...nobody, slipReason: '', ...kept, ...named.get(id) }]
    }),
  )
}

async function requireAnswerable(ctx: OperationContext, charges: readonly contract.NodeCharged[]): Promise<void> {
  await requireOpenUnits(
    ctx,
    charges.map(({ unitId }) => ({ field: 'unitId', id: unitId })),
  )
  const named = charges.flatMap(({ postId }) => postId ?? [])
  const posts = await titlesOfPosts(ctx, named)
  if (named.some((id) => !posts.has(id))) refuse('rule_broken', problem('schedules.post_unknown', {}, ['postId']))
}

/** What a plan without a template begins with: its end. */
function emptyNetwork(locale: 'zh' | 'en'): contract.Network {
  const name = schedulesMessages[locale === 'zh' ? 'zh-CN' : 'en'].opening
  return contract.Network.parse({ nodes: [{ id: 'open', name, days: 0, milestone: true }], links: [] })
}
