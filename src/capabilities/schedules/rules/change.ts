import type { Day } from '../../../kernel/day.ts'
import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import { type Problem, problem } from '../../../kernel/problem.ts'
import type { WorkCalendar } from '../../../kernel/work-calendar.ts'
import type { Network, PlanChange, PlanFrame, PlanLink, PlanNode, WhatIf } from '../contract/network.ts'
import { baselineOf, compareSchedules } from './compare.ts'
import { scheduleNetwork } from './schedule.ts'

/** A plan before it is computed. */
export interface PlanDraft {
  readonly network: Network
  readonly frame: PlanFrame
}

/**
 * Applies changes in order; nothing is kept anywhere. Refuses, at the number of the change: `schedules.unknown_node`, `schedules.unknown_link`
 * where a link to remove or to overlap is not there, `schedules.not_deferrable` for a permit whose paper may not follow later.
 */
export function applyChanges(
  network: Network,
  frame: PlanFrame,
  changes: readonly PlanChange[],
): Outcome<{ network: Network; frame: PlanFrame }> {
  let draft: PlanDraft = { network, frame }
  for (const [index, change] of changes.entries()) {
    const next = applyChange(draft, change)
    if (isProblem(next)) return fail(problem(next.code, next.params, ['changes', index]))
    draft = next
  }
  return ok(draft)
}

function isProblem(value: PlanDraft | Problem): value is Problem {
  return 'code' in value
}

type Apply<Kind extends PlanChange['kind']> = (
  draft: PlanDraft,
  change: Extract<PlanChange, { kind: Kind }>,
) => PlanDraft | Problem

const APPLY: { readonly [Kind in PlanChange['kind']]: Apply<Kind> } = {
  set_days: (draft, { nodeId, days }) => withNode(draft, nodeId, { days, milestone: days === 0 }),
  set_not_before: (draft, { nodeId, on }) => withNode(draft, nodeId, { notBefore: on }),
  set_not_after: (draft, { nodeId, on }) => withNode(draft, nodeId, { notAfter: on }),
  set_facts: (draft, { nodeId, facts }) => withNode(draft, nodeId, { facts }),
  set_node: (draft, { node }) => setNode(draft, node),
  remove_node: (draft, { nodeId }) => removeNode(draft, nodeId),
  set_link: (draft, { link }) => setLink(draft, link),
  remove_link: (draft, gone) => removeLink(draft, gone),
  overlap: (draft, pair) => overlap(draft, pair),
  defer_permit: (draft, { nodeId }) => deferPermit(draft, nodeId),
  set_open_on: (draft, { on }) => withFrame(draft, { openOn: on }),
  set_start_on: (draft, { on }) => withFrame(draft, { startOn: on }),
  set_winter_stop: (draft, { winterStop }) => withFrame(draft, { winterStop }),
}

function applyChange(draft: PlanDraft, change: PlanChange): PlanDraft | Problem {
  if ('nodeId' in change && !draft.network.nodes.some((node) => node.id === change.nodeId))
    return problem('schedules.unknown_node', { node: change.nodeId })
  const apply = APPLY[change.kind] as Apply<PlanChange['kind']>
  return apply(draft, change)
}

function withFrame({ network, frame }: PlanDraft, fields: Partial<PlanFrame>): PlanDraft {
  return { network, frame: { ...frame, ...fields } }
}

function withNode({ network, frame }: PlanDraft, id: string, fields: Partial<PlanNode>): PlanDraft {
  const nodes = network.nodes.map((node) => (node.id === id ? { ...node, ...fields } : node))
  return { network: { ...network, nodes }, frame }
}

function withLinks({ network, frame }: PlanDraft, links: PlanLink[]): PlanDraft {
  return { network: { ...network, links }, frame }
}

function setNode(draft: PlanDraft, node: PlanNode): PlanDraft {
  if (draft.network.nodes.some((each) => each.id === node.id)) return withNode(draft, node.id, node)
  return { network: { ...draft.network, nodes: [...draft.network.nodes, node] }, frame: draft.frame }
}

function removeNode({ network, frame }: PlanDraft, id: string): PlanDraft {
  return {
    network: {
      nodes: network.nodes.filter((node) => node.id !== id),
      links: network.links.filter((link) => link.from !== id && link.to !== id),
    },
    frame,
  }
}

function isSameLink(link: PlanLink, { from, to, type }: Pick<PlanLink, 'from' | 'to' | 'type'>): boolean {
  return link.from === from && link.to === to && link.type === type
}

function setLink(draft: PlanDraft, link: PlanLink): PlanDraft | Problem {
  const { nodes, links } = draft.network
  const unknown = [link.from, link.to].find((id) => !nodes.some((node) => node.id === id))
  if (unknown !== undefined) return problem('schedules.unknown_node', { node: unknown })
  const known = links.some((each) => isSameLink(each, link))
  return withLinks(draft, known ? links.map((each) => (isSameLink(each, link) ? link : each)) : [...links, link])
}

function removeLink(draft: PlanDraft, gone: Pick<PlanLink, 'from' | 'to' | 'type'>): PlanDraft | Problem {
  const kept = draft.network.links.filter((link) => !isSameLink(link, gone))
  if (kept.length === draft.network.links.length)
    return problem('schedules.unknown_link', { from: gone.from, to: gone.to })
  return withLinks(draft, kept)
}

function overlap(
  draft: PlanDraft,
  { from, to, days }: { from: string; to: string; days: number },
): PlanDraft | Problem {
  const found = draft.network.links.find((link) => isSameLink(link, { from, to, type: 'FS' }))
  if (!found) return problem('schedules.unknown_link', { from, to })
  const links = draft.network.links.map((link) => (link === found ? { ...link, lag: link.lag - days } : link))
  return withLinks(draft, links)
}

/**
 * On a written commitment the result is given at once (告知承诺): what waited for the permit begins a working day after it was asked for. The
 * examination goes on and must be finished by the opening day.
 */
function deferPermit(draft: PlanDraft, id: string): PlanDraft | Problem {
  const node = draft.network.nodes.find((each) => each.id === id)
  if (!node?.permit?.deferrable) return problem('schedules.not_deferrable', { node: node?.name ?? id })
  const { links } = draft.network
  const begins = (to: string): boolean => links.some((link) => isSameLink(link, { from: id, to, type: 'SS' }))
  const changed = links.flatMap((link): PlanLink[] => {
    if (link.from !== id || link.type !== 'FS') return [link]
    return begins(link.to) ? [] : [{ ...link, type: 'SS', lag: 1, lagKind: 'working' }]
  })
  return withLinks(draft, changed)
}

/**
 * What changes would do, without keeping them: the plan before, the plan after, and the nodes whose days move (latest days where both plans
 * have an opening day, otherwise earliest). Refuses as `applyChanges` and `scheduleNetwork` do.
 */
export function whatIf(
  network: Network,
  frame: PlanFrame,
  calendar: WorkCalendar,
  today: Day | undefined,
  changes: readonly PlanChange[],
): Outcome<WhatIf> {
  const before = scheduleNetwork(network, frame, calendar, today)
  if (!before.ok) return before
  const draft = applyChanges(network, frame, changes)
  if (!draft.ok) return draft
  const after = scheduleNetwork(draft.value.network, draft.value.frame, calendar, today)
  if (!after.ok) return after
  const isBackward = before.value.isBackward && after.value.isBackward
  const deviations = compareSchedules(
    baselineOf(network, { ...before.value, isBackward }),
    baselineOf(draft.value.network, { ...after.value, isBackward }),
    calendar,
  )
  return ok({ before: before.value, after: after.value, moved: deviations.filter(({ change }) => change !== 'same') })
}
