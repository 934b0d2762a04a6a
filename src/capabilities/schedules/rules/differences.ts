import type { Network, PlanFrame, PlanLink, PlanNode } from '../contract/network.ts'

/** One thing that differs between two states of a plan: a field of a node, a node or link as a whole, or a field of the frame. */
export interface Difference {
  readonly nodeName: string | null
  readonly field: string
  readonly before: unknown
  readonly after: unknown
}

/** A state of a plan, with whatever else is kept of its nodes. */
export interface PlanState {
  readonly network: Network
  readonly frame: PlanFrame
  readonly kept: ReadonlyMap<string, object>
}

/** What differs between two states of a plan, in the order of the frame, the nodes and the links. A moved place in the list is no difference. */
export function planDifferences(before: PlanState, after: PlanState): readonly Difference[] {
  return [
    ...fieldDifferences(null, before.frame, after.frame),
    ...differencesOfNodes(before, after),
    ...linkDifferences(before.network, after.network),
  ]
}

function differencesOfNodes(before: PlanState, after: PlanState): readonly Difference[] {
  const stood = new Map(before.network.nodes.map((node) => [node.id, node]))
  const stands = new Map(after.network.nodes.map((node) => [node.id, node]))
  return [
    ...before.network.nodes
      .filter((node) => !stands.has(node.id))
      .map(({ name }) => ({ nodeName: name, field: 'node', before: name, after: null })),
    ...after.network.nodes.flatMap((node) => {
      const old = stood.get(node.id)
      if (!old) return [{ nodeName: node.name, field: 'node', before: null, after: node.name }]
      return fieldDifferences(node.name, flat(old, before.kept.get(node.id)), flat(node, after.kept.get(node.id)))
    }),
  ]
}

/** What differs between two states of one node; what happened to it is no part of how it is drawn. */
export function nodeDifferences(before: PlanNode, after: PlanNode): readonly Difference[] {
  return fieldDifferences(after.name, flat({ ...before, facts: after.facts }), flat(after))
}

function flat({ id: _id, facts, ...node }: PlanNode, kept: object = {}): Readonly<Record<string, unknown>> {
  const { version: _version, ...rest } = kept as { readonly version?: number }
  return { ...node, ...facts, ...rest }
}

function fieldDifferences(nodeName: string | null, before: object, after: object): readonly Difference[] {
  const [old, now] = [before as Readonly<Record<string, unknown>>, after as Readonly<Record<string, unknown>>]
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((field) => canonical(old[field]) !== canonical(now[field]))
    .map((field) => ({ nodeName, field, before: old[field] ?? null, after: now[field] ?? null }))
}

/** A value as text, whatever the order of its fields: what comes out of a jsonb column has another order than what went in. */
function canonical(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  return `{${Object.entries(value)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, each]) => `${key}:${canonical(each)}`)
    .join()}}`
}

function linkDifferences(before: Network, after: Network): readonly Difference[] {
  const [stood, stands] = [linksByKey(before), linksByKey(after)]
  return [...new Set([...stood.keys(), ...stands.keys()])]
    .filter((key) => stood.get(key)?.text !== stands.get(key)?.text)
    .map((key) => ({
      nodeName: stands.get(key)?.name ?? stood.get(key)?.name ?? null,
      field: 'link',
      before: stood.get(key)?.text ?? null,
      after: stands.get(key)?.text ?? null,
    }))
}

function linksByKey({ nodes, links }: Network) {
  const names = new Map(nodes.map((node) => [node.id, node.name]))
  return new Map(
    links.map((link) => [
      `${link.from}\n${link.to}\n${link.type}`,
      { name: names.get(link.to) ?? link.to, text: linkText(link, names.get(link.from) ?? link.from) },
    ]),
  )
}

/** A link as planners write it behind the name of the earlier node: `桩基施工 SS+5`, `w` or `d` after the lag for working or calendar days. */
export function linkText({ type, lag, lagKind }: Omit<PlanLink, 'from' | 'to'>, fromName: string): string {
  if (lag === 0) return `${fromName} ${type}`
  return `${fromName} ${type}${lag > 0 ? '+' : '−'}${Math.abs(lag)}${lagKind === 'calendar' ? 'd' : 'w'}`
}
