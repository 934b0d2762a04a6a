import type { Day } from '../../../kernel/day.ts'
import { ok, type Outcome } from '../../../kernel/outcome.ts'
import type { WorkCalendar } from '../../../kernel/work-calendar.ts'
import type { Network, PlanChange, PlanFrame, PlanLink, PlanNode, Repair, Schedule } from '../contract/network.ts'
import defaults from '../data/repairs.json' with { type: 'json' }
import { applyChanges, type PlanDraft } from './change.ts'
import { scheduleNetwork } from './schedule.ts'

/** Cheapest first, where two repairs help alike: paper before money, money before the promise. Ours, as all of `data/repairs.json`. */
const rankOf = (kind: Repair['kind']): number => defaults.order.indexOf(kind)

/**
 * Ways out of a plan that cannot be kept; none where it can. Each is tried by scheduling once more: `gainDays` is what its margin improves
 * by, and repairs without effect are left out. Those that make the plan possible come first, then by effect, then the cheaper kind.
 * `together` is a shortest run of such repairs that makes it possible, where none does alone. Refuses as `scheduleNetwork` does.
 */
export function findRepairs(
  network: Network,
  frame: PlanFrame,
  calendar: WorkCalendar,
  today?: Day,
): Outcome<readonly Repair[]> {
  const before = scheduleNetwork(network, frame, calendar, today)
  if (!before.ok) return before
  if (before.value.feasible) return ok([])
  const tryOut = makeTrial(calendar, today)
  const draft = { network, frame }
  const single = worthwhile(candidates(draft, before.value).flatMap((each) => tryOut(draft, before.value, each)))
  const together = single.some(({ marginAfter }) => marginAfter >= 0) ? [] : combine(draft, before.value, tryOut)
  const moved = frame.openOn ? tryOut(draft, before.value, moveOpening(before.value)) : []
  return ok([...single.slice(0, defaults.mostShown), ...worthwhile([...together, ...moved])].toSorted(byWorth))
}

interface Candidate {
  readonly kind: Repair['kind']
  readonly changes: readonly [PlanChange, ...PlanChange[]]
  readonly nodes: readonly PlanNode[]
  readonly params: Repair['params']
}

/** A candidate tried out: the repair as shown, and the plan it leads to. */
interface Tried {
  readonly repair: Repair
  readonly draft: PlanDraft
  readonly schedule: Schedule
}

type Trial = (draft: PlanDraft, before: Schedule, candidate: Candidate) => readonly Tried[]

function makeTrial(calendar: WorkCalendar, today: Day | undefined): Trial {
  return ({ network, frame }, before, { kind, changes, nodes, params }) => {
    const draft = applyChanges(network, frame, changes)
    if (!draft.ok) return []
    const after = scheduleNetwork(draft.value.network, draft.value.frame, calendar, today)
    if (!after.ok) return []
    const repair: Repair = {
      kind,
      changes: [...changes],
      gainDays: Math.max(0, after.value.margin - before.margin),
      marginAfter: after.value.margin,
      finishOnAfter: after.value.finishOn,
      nodes: nodes.map(({ id, name }) => ({ id, name })),
      params,
    }
    return [{ repair, draft: draft.value, schedule: after.value }]
  }
}

/** Repairs that gain something, the best first. */
function worthwhile(tried: readonly Tried[]): readonly Repair[] {
  return tried
    .map(({ repair }) => repair)
    .filter(({ gainDays }) => gainDays > 0)
    .toSorted(byWorth)
}

function byWorth(left: Repair, right: Repair): number {
  const solves = (each: Repair): number => (each.marginAfter >= 0 ? 0 : 1)
  const moves = (each: Repair): number => (each.kind === 'move_opening' ? 1 : 0)
  return (
    moves(left) - moves(right) ||
    solves(left) - solves(right) ||
    right.gainDays - left.gainDays ||
    rankOf(left.kind) - rankOf(right.kind) ||
    left.changes.length - right.changes.length
  )
}

/** Only what lies on a critical chain and is not finished can help. */
function candidates({ network }: PlanDraft, schedule: Schedule): readonly Candidate[] {
  const critical = new Set(schedule.nodes.filter((node) => node.critical).map(({ id }) => id))
  const nodes = new Map(network.nodes.map((node) => [node.id, node]))
  const open = network.nodes.filter((node) => critical.has(node.id))
  const needed = -schedule.margin
  const most = Math.max(
    defaults.leastTried,
    Math.min(defaults.mostTried, Math.floor(defaults.nodesTried / network.nodes.length)),
  )
  return [
    ...open.flatMap(deferral).slice(0, most),
    ...open
      .toSorted((left, right) => right.days - left.days)
      .slice(0, most)
      .flatMap((node) => shortening(node, needed)),
    ...schedule.criticalLinks
      .flatMap((index) => overlapping(network.links[index], nodes, needed))
      .slice(0, defaults.mostTried),
  ]
}

function deferral(node: PlanNode): readonly Candidate[] {
  if (!node.permit?.deferrable || node.facts.finishedOn) return []
  return [{ kind: 'defer_permit', changes: [{ kind: 'defer_permit', nodeId: node.id }], nodes: [node], params: {} }]
}

/** Cuts what is needed, at most down to the shortest the node can be; of what goes on, the days that remain. */
function shortening(node: PlanNode, needed: number): readonly Candidate[] {
  const { startedOn, remainingDays } = node.facts
  const now = remainingDays ?? node.days
  const shortest = Math.max(
    1,
    startedOn ? Math.ceil(now * (1 - defaults.cutShare)) : (node.minDays ?? Math.ceil(now * (1 - defaults.cutShare))),
  )
  const days = Math.max(shortest, now - needed)
  if (days >= now) return []
  const change: PlanChange =
    startedOn && remainingDays !== null
      ? { kind: 'set_facts', nodeId: node.id, facts: { ...node.facts, remainingDays: days } }
      : { kind: 'set_days', nodeId: node.id, days }
  return [{ kind: 'shorten', changes: [change], nodes: [node], params: { from: now, to: days, days: now - days } }]
}

/** Lets work begin before work is finished. A permit is no work: what waits for it may only be deferred. */
function overlapping(
  link: PlanLink | undefined,
  nodes: ReadonlyMap<string, PlanNode>,
  needed: number,
): readonly Candidate[] {
  const [from, to] = [nodes.get(link?.from ?? ''), nodes.get(link?.to ?? '')]
  if (!link || !from || !to || link.type !== 'FS' || from.permit || to.permit || to.facts.startedOn) return []
  const room = Math.floor(Math.min(from.days, to.days) * defaults.overlapShare) + Math.min(0, link.lag)
  const days = Math.min(room, needed)
  if (days < 1) return []
  const change: PlanChange = { kind: 'overlap', from: from.id, to: to.id, days }
  return [{ kind: 'overlap', changes: [change], nodes: [from, to], params: { days } }]
}

/**
 * The best repair, then the best for what is left, until the plan can be kept or nothing helps any more. A step counts by all the days of
 * lateness it takes away, since of several chains that are late alike, shortening one gains nothing alone.
 */
function combine(draft: PlanDraft, before: Schedule, tryOut: Trial): readonly Tried[] {
  const changes: PlanChange[] = []
  const touched: PlanNode[] = []
  let [now, schedule] = [draft, before]
  while (changes.length < defaults.mostTogether && schedule.margin < 0) {
    const fresh = candidates(now, schedule).filter(({ nodes }) => !nodes.every((node) => isAmong(touched, node)))
    const [best] = fresh
      .flatMap((candidate) => tryOut(now, schedule, candidate).map((tried) => ({ candidate, tried })))
      .toSorted((left, right) => lateness(left.tried.schedule) - lateness(right.tried.schedule))
    if (!best || lateness(best.tried.schedule) >= lateness(schedule)) break
    changes.push(...best.candidate.changes)
    touched.push(...best.candidate.nodes.filter((node) => !isAmong(touched, node)))
    ;[now, schedule] = [best.tried.draft, best.tried.schedule]
  }
  const [first, ...rest] = changes
  if (!first || rest.length === 0) return []
  return tryOut(draft, before, { kind: 'together', changes: [first, ...rest], nodes: touched, params: {} })
}

function isAmong(nodes: readonly PlanNode[], { id }: PlanNode): boolean {
  return nodes.some((node) => node.id === id)
}

function lateness({ nodes }: Schedule): number {
  return nodes.reduce((sum, { verdict, daysLate }) => (verdict === 'done_late' ? sum : sum + daysLate), 0)
}

function moveOpening(before: Schedule): Candidate {
  return {
    kind: 'move_opening',
    changes: [{ kind: 'set_open_on', on: before.finishOn }],
    nodes: [],
    params: { from: before.openOn, to: before.finishOn },
  }
}
