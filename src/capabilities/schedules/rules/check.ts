import type { Day } from '../../../kernel/day.ts'
import { type Problem, problem } from '../../../kernel/problem.ts'
import { LONGEST_DAYS, type Network, type PlanFrame, type PlanNode } from '../contract/network.ts'

/** More problems than a person reads at once are not told. */
export const MOST_PROBLEMS = 50

/**
 * What must be mended before nodes can be scheduled, all of it, each with its node named: no nodes, nodes twice, days that are none, dates that
 * contradict each other, facts that contradict each other or lie after `today`. Links are `readLinks`'s to check, circles `compute`'s to
 * find. `today` left out: facts are not compared with it.
 */
export function checkNodes({ nodes }: Network, frame: PlanFrame, today?: Day): readonly Problem[] {
  const problems: Problem[] = []
  if (nodes.length === 0) problems.push(problem('schedules.nothing_to_schedule'))
  if (frame.openOn && frame.startOn && frame.openOn < frame.startOn)
    problems.push(
      problem('schedules.opening_before_start', { start: frame.startOn, opening: frame.openOn }, ['openOn']),
    )
  const seen = new Set<string>()
  for (let index = 0; index < nodes.length; index += 1) {
    const node = nodes[index] as PlanNode
    if (seen.has(node.id))
      problems.push(problem('schedules.node_twice', { node: node.name, id: node.id }, ['nodes', index, 'id']))
    seen.add(node.id)
    for (const check of [dayProblems, dateProblems, factProblems])
      for (const { code, params, path = [] } of check(node, today))
        problems.push(problem(code, params, ['nodes', index, ...path]))
  }
  return problems
}

const NONE: readonly Problem[] = []

function dayProblems({ name, days, milestone }: PlanNode): readonly Problem[] {
  if (days > 0 && days <= LONGEST_DAYS && !milestone && Number.isInteger(days)) return NONE
  const said = { node: name, days }
  if (!Number.isInteger(days) || days < 0) return [problem('schedules.days_invalid', said, ['days'])]
  if (days > LONGEST_DAYS) return [problem('schedules.days_too_long', { ...said, longest: LONGEST_DAYS }, ['days'])]
  if (days === 0 && !milestone) return [problem('schedules.zero_days', { node: name }, ['days'])]
  return days > 0 && milestone ? [problem('schedules.milestone_with_days', said, ['days'])] : NONE
}

/** Pairs of dates of which the first may not lie after the second. */
const IN_ORDER = [
  ['notBefore', 'startNotAfter'],
  ['notBefore', 'notAfter'],
  ['finishNotBefore', 'notAfter'],
] as const satisfies readonly (readonly [keyof PlanNode, keyof PlanNode])[]

function dateProblems(node: PlanNode): readonly Problem[] {
  if (!node.notAfter && !node.startNotAfter) return NONE
  return IN_ORDER.flatMap(([first, second]) => {
    const [one, other] = [node[first], node[second]]
    if (!one || !other || one <= other) return []
    return [problem('schedules.dates_contradict', { node: node.name, first: one, second: other }, [second])]
  })
}

function factProblems({ name, facts }: PlanNode, today: Day | undefined): readonly Problem[] {
  const { startedOn, finishedOn, remainingDays } = facts
  if (!startedOn && !finishedOn && remainingDays === null) return NONE
  const contradict =
    (startedOn && finishedOn && finishedOn < startedOn) ||
    (remainingDays && finishedOn) ||
    (remainingDays !== null && !startedOn && !finishedOn)
  return [
    ...(contradict ? [problem('schedules.facts_contradict', { node: name }, ['facts'])] : []),
    ...(startedOn && today && startedOn > today
      ? [problem('schedules.started_in_future', { node: name, on: startedOn }, ['facts', 'startedOn'])]
      : []),
    ...(finishedOn && today && finishedOn > today
      ? [problem('schedules.finished_in_future', { node: name, on: finishedOn }, ['facts', 'finishedOn'])]
      : []),
  ]
}
