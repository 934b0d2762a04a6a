import { type Problem, problem } from '../../../kernel/problem.ts'
import { LINK_TYPES, LONGEST_DAYS, type Network, type PlanLink, type PlanNode } from '../contract/network.ts'
import { at } from './clock.ts'
import { groupByNode, type LinkColumns, makeLinkColumns } from './graph.ts'
import { CONTINUOUS, STANDARD } from './plan-days.ts'

const TYPE_NUMBERS = { FS: 0, SS: 1, FF: 2, SF: 3 } as const satisfies Record<PlanLink['type'], number>

/** The links of a network as columns, and what is wrong with them; where anything is, the columns are of no use. */
export function readLinks({ nodes, links }: Network): { readonly columns: LinkColumns; readonly problems: Problem[] } {
  const indexOf = new Map<string, number>()
  for (let index = 0; index < nodes.length; index += 1) indexOf.set(nodes[index]?.id ?? '', index)
  const columns = makeLinkColumns(links.length)
  const problems: Problem[] = []
  for (let index = 0; index < links.length; index += 1) {
    const link = links[index] as PlanLink
    const [from, to] = [indexOf.get(link.from), indexOf.get(link.to)]
    columns.from[index] = from ?? 0
    columns.to[index] = to ?? 0
    columns.type[index] = TYPE_NUMBERS[link.type]
    columns.lag[index] = link.lag
    columns.clock[index] = link.lagKind === 'calendar' ? CONTINUOUS : STANDARD
    if (from === undefined || to === undefined) {
      const side = from === undefined ? 'from' : 'to'
      problems.push(problem('schedules.unknown_node', { node: link[side] }, ['links', index, side]))
    } else if (from === to)
      problems.push(problem('schedules.link_to_itself', { node: nameOf(nodes, from) }, ['links', index]))
    else if (!Number.isInteger(link.lag) || Math.abs(link.lag) > LONGEST_DAYS) {
      const ends = { from: nameOf(nodes, from), to: nameOf(nodes, to) }
      problems.push(problem('schedules.lag_too_long', { ...ends, longest: LONGEST_DAYS }, ['links', index, 'lag']))
    }
  }
  if (problems.length === 0) problems.push(...twins(nodes, columns))
  return { columns, problems }
}

function nameOf(nodes: readonly PlanNode[], index: number): string {
  return nodes[index]?.name ?? ''
}

/** Links between the same nodes of the same type, the second of each: every node marks the ends its links have been to. */
function twins(nodes: readonly PlanNode[], columns: LinkColumns): readonly Problem[] {
  const [start, grouped] = groupByNode(nodes.length, columns.count, columns.from)
  const marks = new Int32Array(nodes.length * LINK_TYPES.length)
  const found: Problem[] = []
  for (let from = 0; from < nodes.length; from += 1) {
    for (let index = at(start, from); index < at(start, from + 1); index += 1) {
      const link = at(grouped, index)
      const [to, place] = [at(columns.to, link), at(columns.to, link) * LINK_TYPES.length + at(columns.type, link)]
      if (at(marks, place) === from + 1)
        found.push(
          problem('schedules.link_twice', { from: nameOf(nodes, from), to: nameOf(nodes, to) }, ['links', link]),
        )
      marks[place] = from + 1
    }
  }
  return found
}
