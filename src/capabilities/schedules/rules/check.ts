import type { Day } from '../../../kernel/day.ts'
import { type Problem, problem } from '../../../kernel/problem.ts'
import { LONGEST_DAYS, type Network, type PlanFrame, type PlanLink, type PlanNode } from '../contract/network.ts'

/** More problems than a person reads at once are not collected. */
const MOST_PROBLEMS = 50

/**
 * What must be mended before a network can be scheduled, all of it, each with its node named: no nodes, nodes or links twice, links to
 * unknown nodes or to themselves, days that are none, dates that contradict each other, facts that contradict each other or lie after
 * `today`. Circles are found by scheduling. `today` left out: facts are not compared with it.
 */
export function checkNetwork(network: Network, frame: PlanFrame, today?: Day): readonly Problem[] {
  const names = new Map(network.nodes.map((node) => [node.id, node.name]))
  const problems = [
    ...(network.nodes.length === 0 ? [problem('schedules.nothing_to_schedule')] : []),
    ...(frame.openOn && frame.startOn && frame.openOn < frame.startOn
      ? [problem('schedules.opening_before_start', { start: frame.startOn, opening: frame.openOn }, ['openOn'])]
      : []),
    ...twins(network.nodes),
    ...network.nodes.flatMap((node, index) => nodeProblems(node, today).map((each) => under(['nodes', index], each))),
    ...linkProblems(network.links, names),
  ]
  return problems.slice(0, MOST_PROBLEMS)
}

function under(path: readonly (string | number)[], { code, params, path: own = [] }: Problem): Problem {
  return problem(code, params, [...path, ...own])
}

function twins(nodes: readonly PlanNode[]): readonly Problem[] {
  const seen = new Set<string>()
  return nodes.flatMap(({ id, name }, index) => {
    const twice = seen.has(id)
    seen.add(id)
    return twice ? [problem('schedules.node_twice', { node: name, id }, ['nodes', index, 'id'])] : []
  })
}

function nodeProblems(node: PlanNode, today: Day | undefined): readonly Problem[] {
  return [...dayProblems(node), ...dateProblems(node), ...factProblems(node, today)]
}

function dayProblems({ name, days, milestone }: PlanNode): readonly Problem[] {
  const said = { node: name, days }
  if (!Number.isInteger(days) || days < 0) return [problem('schedules.days_invalid', said, ['days'])]
  if (days > LONGEST_DAYS) return [problem('schedules.days_too_long', { ...said, longest: LONGEST_DAYS }, ['days'])]
  if (days === 0 && !milestone) return [problem('schedules.zero_days', { node: name }, ['days'])]
  return days > 0 && milestone ? [problem('schedules.milestone_with_days', said, ['days'])] : []
}

/** Pairs of dates of which the first may not lie after the second. */
const IN_ORDER = [
  ['notBefore', 'startNotAfter'],
  ['notBefore', 'notAfter'],
  ['finishNotBefore', 'notAfter'],
] as const satisfies readonly (readonly [keyof PlanNode, keyof PlanNode])[]

function dateProblems(node: PlanNode): readonly Problem[] {
  return IN_ORDER.flatMap(([first, second]) => {
    const [one, other] = [node[first], node[second]]
    if (!one || !other || one <= other) return []
    return [problem('schedules.dates_contradict', { node: node.name, first: one, second: other }, [second])]
  })
}

function factProblems({ name, facts }: PlanNode, today: Day | undefined): readonly Problem[] {
  const { startedOn, finishedOn, remainingDays } = facts
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

function linkProblems(links: readonly PlanLink[], names: ReadonlyMap<string, string>): readonly Problem[] {
  const seen = new Set<string>()
  return links.flatMap((link, index) => {
    const key = `${link.from}\n${link.to}\n${link.type}`
    const twice = seen.has(key)
    seen.add(key)
    const [from, to] = [names.get(link.from), names.get(link.to)]
    if (from === undefined || to === undefined) {
      const side = from === undefined ? 'from' : 'to'
      return [problem('schedules.unknown_node', { node: link[side] }, ['links', index, side])]
    }
    if (link.from === link.to) return [problem('schedules.link_to_itself', { node: from }, ['links', index])]
    if (!Number.isInteger(link.lag) || Math.abs(link.lag) > LONGEST_DAYS)
      return [problem('schedules.lag_too_long', { from, to, longest: LONGEST_DAYS }, ['links', index, 'lag'])]
    return twice ? [problem('schedules.link_twice', { from, to }, ['links', index])] : []
  })
}
