import type { OutputOf } from '../../../kernel/operation.ts'
import {
  type Deviation,
  type Network,
  type NodeCharged,
  type PlanChange,
  type PlannedNode,
  type ScheduledNode,
  type whatIfPlan,
  type WorkingPlan,
  PlanNode,
} from '../contract.ts'
import { predecessorTexts } from './wording.ts'

/** What is tried out and not kept yet. */
export interface Trial {
  readonly changes: readonly PlanChange[]
  readonly charges: readonly NodeCharged[]
}

/** What a what-if answered. */
export type WhatIfAnswer = OutputOf<typeof whatIfPlan>

/** One line of the table of nodes: the node as it is or as a what-if would have it, and how it differs. */
export interface PlanLine {
  readonly node: PlannedNode
  readonly after: string
  /** Against the chosen baseline. */
  readonly deviation: Deviation | undefined
  /** By the what-if. */
  readonly moved: Deviation | undefined
}

const NOBODY = {
  unitId: null,
  unitName: null,
  postId: null,
  postTitle: null,
  note: '',
  slipReason: '',
  version: 1,
  actions: [],
}

/** The lines of a plan in its order, or of a what-if where one is being tried out; nodes it would remove are gone. */
export function linesOf(
  plan: WorkingPlan,
  whatIf: WhatIfAnswer | undefined,
  deviations: readonly Deviation[],
): readonly PlanLine[] {
  const network = whatIf?.network ?? { nodes: plan.nodes, links: plan.links }
  const texts = predecessorTexts(network)
  const byId = new Map(deviations.map((each) => [each.id, each]))
  const moves = new Map(whatIf?.moved.map((each) => [each.id, each]))
  return nodesOf(plan, whatIf).map((node) => ({
    node,
    after: texts.get(node.id) ?? '',
    deviation: byId.get(node.id),
    moved: moves.get(node.id),
  }))
}

function nodesOf(plan: WorkingPlan, whatIf: WhatIfAnswer | undefined): readonly PlannedNode[] {
  if (!whatIf) return plan.nodes
  const known = new Map(plan.nodes.map((node) => [node.id, node]))
  const days = new Map(whatIf.after.nodes.map((node): [string, ScheduledNode] => [node.id, node]))
  return whatIf.network.nodes.flatMap((node) => {
    const computed = days.get(node.id)
    return computed ? [{ ...NOBODY, ...known.get(node.id), ...node, ...computed, actions: [] }] : []
  })
}

/** The network of a plan as it is kept, without what is computed from it. */
export function networkOf(plan: WorkingPlan): Network {
  return { nodes: plan.nodes.map((node) => PlanNode.parse(node)), links: plan.links }
}
