import { asDay, isDay } from '../../../kernel/day.ts'
import { formatDay } from '../../../kernel/format.ts'
import type { Locale } from '../../../kernel/language.ts'
import type { Network, PlanChange, PlanLink, PlanNode } from '../contract.ts'
import type { schedulesMessages } from '../messages/index.ts'
import { linkText, nodeDifferences } from '../rules/differences.ts'

/** The words of this room in one language. */
export type Words = (typeof schedulesMessages)['zh-CN']

/** Writes days in the reader's language; what is no day stays as it is. */
export function dayWriter(locale: Locale): (day: string) => string {
  return (day) => (isDay(day) ? formatDay(asDay(day), locale) : day)
}

/** What a change does to a plan, in one clause. Nodes are named as the plan names them, new ones as the change does. */
export function changeText(
  change: PlanChange,
  network: Network,
  words: Words,
  added: readonly PlanNode[] = [],
): string {
  const nameOf = (id: string): string => [...network.nodes, ...added].find((node) => node.id === id)?.name ?? id
  return words.changes[change.kind](valuesOf(change, nameOf, { network, words }))
}

function valuesOf(
  change: PlanChange,
  nameOf: (id: string) => string,
  { network, words }: { readonly network: Network; readonly words: Words },
): Readonly<Record<string, string | number>> {
  switch (change.kind) {
    case 'set_link':
      return { to: nameOf(change.link.to), link: linkText(change.link, nameOf(change.link.from)) }
    case 'set_node':
      return { node: change.node.name, what: newFields(change.node, network, words) }
    case 'remove_link':
      return { from: nameOf(change.from), to: nameOf(change.to) }
    case 'overlap':
      return { from: nameOf(change.from), to: nameOf(change.to), days: change.days }
    case 'set_days':
      return { node: nameOf(change.nodeId), days: change.days }
    case 'set_open_on':
    case 'set_start_on':
      return { on: change.on ?? words.none }
    case 'set_not_before':
    case 'set_not_after':
      return { node: nameOf(change.nodeId), on: change.on ?? words.none }
    case 'set_winter_stop':
      return {}
    default:
      return { node: nameOf(change.nodeId) }
  }
}

/** The fields of a node a change sets anew: `工期 150 → 33`. */
function newFields(node: PlanNode, network: Network, words: Words): string {
  const old = network.nodes.find(({ id }) => id === node.id)
  if (!old) return ''
  return nodeDifferences(old, node)
    .map(
      ({ field, before, after }) =>
        `${words.history.fields[field] ?? field} ${valueText(before)} → ${valueText(after)}`,
    )
    .join('，')
}

function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return '—'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** What each node comes after, as planners write it. */
export function predecessorTexts({ nodes, links }: Network): ReadonlyMap<string, string> {
  const names = new Map(nodes.map((node) => [node.id, node.name]))
  const texts = new Map<string, string>()
  for (const link of links) {
    const text = shortLink(link, names.get(link.from) ?? link.from)
    texts.set(link.to, [texts.get(link.to), text].filter(Boolean).join('、'))
  }
  return texts
}

/** The plain link is the name alone; type and lag are said where they are anything else. */
function shortLink(link: PlanLink, fromName: string): string {
  return link.type === 'FS' && link.lag === 0 ? fromName : linkText(link, fromName)
}
