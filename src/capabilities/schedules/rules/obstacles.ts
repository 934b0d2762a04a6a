import { addDays, compareDays, type Day } from '../../../kernel/day.ts'
import { ok, type Outcome } from '../../../kernel/outcome.ts'
import { type WorkCalendar, workdaysBetween } from '../../../kernel/work-calendar.ts'
import type { Network, PlanFrame, PlanNode } from '../contract/network.ts'
import { scheduleNetwork } from './schedule.ts'

/** An open obstacle on a node, and the last day on which it is still in the way. */
export interface NodeObstacle {
  readonly nodeId: string
  readonly inTheWayThrough: Day
}

/** What obstacles do to the finish of a plan. `days`: working days by which it comes later, 0 where the float takes them up. */
export interface ObstacleEffect {
  readonly finishOn: Day
  readonly days: number
  /** Working days to spare after it; negative: that many short. */
  readonly margin: number
}

/** The finish of a plan as it stands, with every obstacle, and with each of them alone, in their order. */
export interface ObstacleEffects {
  readonly before: ObstacleEffect
  readonly together: ObstacleEffect
  readonly each: readonly ObstacleEffect[]
}

/**
 * What open obstacles do to the finish of a plan, by scheduling once more: a node that has not begun begins after the obstacle is gone, one
 * that has is not finished while it stands. Obstacles on finished or unknown nodes do nothing. Refuses as `scheduleNetwork` does.
 */
export function obstacleEffects(
  { network, frame }: { readonly network: Network; readonly frame: PlanFrame },
  calendar: WorkCalendar,
  today: Day,
  obstacles: readonly NodeObstacle[],
): Outcome<ObstacleEffects> {
  const plain = scheduleNetwork(network, frame, calendar, today)
  if (!plain.ok) return plain
  const { finishOn: planned } = plain.value
  const effectOf = (some: readonly NodeObstacle[]): Outcome<ObstacleEffect> => {
    const hindered = scheduleNetwork(withObstacles(network, some), frame, calendar, today)
    if (!hindered.ok) return hindered
    const { finishOn, margin } = hindered.value
    return ok({ finishOn, days: workdaysBetween(calendar, planned, finishOn).workdays, margin })
  }
  const together = effectOf(obstacles)
  if (!together.ok) return together
  const each: ObstacleEffect[] = []
  for (const obstacle of obstacles) {
    const alone = effectOf([obstacle])
    if (!alone.ok) return alone
    each.push(alone.value)
  }
  return ok({ before: { finishOn: planned, days: 0, margin: plain.value.margin }, together: together.value, each })
}

function withObstacles(network: Network, obstacles: readonly NodeObstacle[]): Network {
  const through = new Map<string, Day>()
  for (const { nodeId, inTheWayThrough } of obstacles)
    through.set(nodeId, later(through.get(nodeId) ?? null, inTheWayThrough))
  const nodes = network.nodes.map((node) => {
    const day = through.get(node.id)
    return day === undefined || node.facts.finishedOn !== null ? node : hindered(node, day)
  })
  return { ...network, nodes }
}

/** A day it must be finished or begun by does not hold an obstacle back; it is left out where the two would contradict. */
function hindered(node: PlanNode, day: Day): PlanNode {
  if (node.facts.startedOn !== null) {
    const finishNotBefore = later(node.finishNotBefore, day)
    return { ...node, finishNotBefore, notAfter: unlessBefore(node.notAfter, finishNotBefore) }
  }
  const notBefore = later(node.notBefore, addDays(day, 1))
  return {
    ...node,
    notBefore,
    notAfter: unlessBefore(node.notAfter, notBefore),
    startNotAfter: unlessBefore(node.startNotAfter, notBefore),
  }
}

function unlessBefore(limit: Day | null, day: Day): Day | null {
  return limit !== null && compareDays(limit, day) < 0 ? null : limit
}

function later(one: Day | null, other: Day): Day {
  return one !== null && compareDays(one, other) > 0 ? one : other
}
