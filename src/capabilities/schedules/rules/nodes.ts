import { compareDays, type Day } from '../../../kernel/day.ts'
import type { BaselineNode, Network, NodeVerdict, PlanNode, Schedule, ScheduledNode } from '../contract/network.ts'
import type { NodeCounts } from '../contract/plan.ts'

/** The day a node is owed by: until it began its latest start, from then on its latest finish. A milestone has only the latter. */
export function nodeDueOn(node: Pick<PlanNode, 'days' | 'facts'>, days: ScheduledNode): Day {
  return node.facts.startedOn === null && node.days > 0 ? days.lateStart : days.lateFinish
}

/** A node as far as it decides whether somebody owes it. */
export interface OwedNode {
  readonly finishedOn: Day | null
  readonly dueOn: Day
  readonly verdict: NodeVerdict
}

/** Whether somebody owes a node up to a day: it is not finished, and late or owed by then. */
export function isOwed({ finishedOn, dueOn, verdict }: OwedNode, until: Day): boolean {
  return finishedOn === null && (verdict === 'late' || compareDays(dueOn, until) <= 0)
}

const COUNTED: Readonly<Record<NodeVerdict, keyof NodeCounts | undefined>> = {
  done: 'done',
  done_late: 'doneLate',
  running: 'running',
  waiting: undefined,
  due: 'due',
  late: 'late',
  will_be_late: 'willBeLate',
}

/** How many nodes of a schedule stand how; nodes that wait are the rest. */
export function countNodes(schedule: Pick<Schedule, 'nodes'>): NodeCounts {
  const counts: Record<keyof NodeCounts, number> = {
    all: schedule.nodes.length,
    done: 0,
    doneLate: 0,
    running: 0,
    due: 0,
    late: 0,
    willBeLate: 0,
    critical: 0,
  }
  for (const { verdict, critical } of schedule.nodes) {
    const counted = COUNTED[verdict]
    if (counted) counts[counted] += 1
    if (critical) counts.critical += 1
  }
  return counts
}

/** A node that was planned to be finished within a stretch of days, and whether it was. */
export interface NodeHit {
  readonly nodeId: string
  readonly name: string
  /** By the reference baseline where it has the node, else the latest finish of the working plan. */
  readonly plannedOn: Day
  readonly finishedOn: Day | null
  /** Finished by that day. `null`: the day is not over and it is not finished. */
  readonly isHit: boolean | null
}

/**
 * Nodes planned to be finished from `first` to `last`, both included, in the order of their days. The reference baseline says what was
 * planned, so that re-planning never turns a miss into a hit; nodes made since stand by the working plan.
 */
export function nodeHits(
  network: Network,
  schedule: Pick<Schedule, 'nodes'>,
  reference: readonly BaselineNode[],
  span: { readonly first: Day; readonly last: Day; readonly today: Day },
): readonly NodeHit[] {
  const promised = new Map(reference.map((node) => [node.id, node.finishOn]))
  const computed = new Map(schedule.nodes.map((node) => [node.id, node.lateFinish]))
  return network.nodes
    .flatMap((node): NodeHit[] => {
      const plannedOn = promised.get(node.id) ?? computed.get(node.id)
      if (!plannedOn || plannedOn < span.first || plannedOn > span.last) return []
      const { finishedOn } = node.facts
      const isHit = finishedOn === null ? (plannedOn < span.today ? false : null) : finishedOn <= plannedOn
      return [{ nodeId: node.id, name: node.name, plannedOn, finishedOn, isHit }]
    })
    .toSorted((one, other) => compareDays(one.plannedOn, other.plannedOn) || (one.nodeId < other.nodeId ? -1 : 1))
}
