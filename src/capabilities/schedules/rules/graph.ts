import { at } from './clock.ts'

/** Links as columns: from, to, type (an index into `LINK_TYPES`), lag in ticks of the clock named by `clock`. */
export interface LinkColumns {
  readonly count: number
  readonly from: Int32Array
  readonly to: Int32Array
  readonly type: Uint8Array
  readonly lag: Int32Array
  readonly clock: Uint8Array
}

/** `LINK_TYPES` by number. */
export const FS = 0
/** See `FS`. */
export const SS = 1
/** See `FS`. */
export const FF = 2
/** See `FS`. */
export const SF = 3

/** A network whose links can be walked both ways, with its nodes in an order in which no link leads back. */
export interface Graph {
  readonly links: LinkColumns
  readonly order: Int32Array
  /** The links into node `n` are `inLinks[inStart[n]]` up to `inLinks[inStart[n + 1] - 1]`; out of it likewise. */
  readonly inStart: Int32Array
  readonly inLinks: Int32Array
  readonly outStart: Int32Array
  readonly outLinks: Int32Array
}

/** Empty columns for so many links. */
export function makeLinkColumns(count: number): LinkColumns {
  return {
    count,
    from: new Int32Array(count),
    to: new Int32Array(count),
    type: new Uint8Array(count),
    lag: new Int32Array(count),
    clock: new Uint8Array(count),
  }
}

/** Orders the nodes 0 … count − 1, in their own order where links allow. Where links run in a circle, answers one circle, nodes in its order. */
export function buildGraph(count: number, links: LinkColumns): Graph | { readonly cycle: readonly number[] } {
  const [inStart, inLinks] = groupByNode(count, links.count, links.to)
  const [outStart, outLinks] = groupByNode(count, links.count, links.from)
  const waiting = new Int32Array(count)
  for (let node = 0; node < count; node += 1) waiting[node] = at(inStart, node + 1) - at(inStart, node)
  const order = new Int32Array(count)
  let known = 0
  for (let node = 0; node < count; node += 1) if (at(waiting, node) === 0) order[known++] = node
  for (let next = 0; next < known; next += 1) {
    const node = at(order, next)
    for (let index = at(outStart, node); index < at(outStart, node + 1); index += 1) {
      const to = at(links.to, at(outLinks, index))
      const left = at(waiting, to) - 1
      waiting[to] = left
      if (left === 0) order[known++] = to
    }
  }
  const graph = { links, order, inStart, inLinks, outStart, outLinks }
  return known === count ? graph : { cycle: findCycle(graph, waiting) }
}

/** Links in groups by the node at one end: the links of node `n` are those from the first column's `n` up to its `n + 1`, in the second. */
export function groupByNode(count: number, links: number, end: Int32Array): readonly [Int32Array, Int32Array] {
  const start = new Int32Array(count + 1)
  for (let link = 0; link < links; link += 1) {
    const node = at(end, link) + 1
    start[node] = at(start, node) + 1
  }
  for (let node = 0; node < count; node += 1) start[node + 1] = at(start, node + 1) + at(start, node)
  const next = start.slice()
  const grouped = new Int32Array(links)
  for (let link = 0; link < links; link += 1) {
    const node = at(end, link)
    const place = at(next, node)
    grouped[place] = link
    next[node] = place + 1
  }
  return [start, grouped]
}

/** Every node that still waits has a predecessor that waits: walking back must meet a node twice. */
function findCycle(graph: Graph, waiting: Int32Array): readonly number[] {
  const seenAt = new Map<number, number>()
  const path: number[] = []
  let node = waiting.findIndex((left) => left > 0)
  while (!seenAt.has(node)) {
    seenAt.set(node, path.length)
    path.push(node)
    node = waitingPredecessor(graph, waiting, node)
  }
  const circle = path.slice(seenAt.get(node)).toReversed()
  const first = circle.indexOf(Math.min(...circle))
  return [...circle.slice(first), ...circle.slice(0, first)]
}

function waitingPredecessor({ links, inStart, inLinks }: Graph, waiting: Int32Array, node: number): number {
  for (let index = at(inStart, node); index < at(inStart, node + 1); index += 1) {
    const from = at(links.from, at(inLinks, index))
    if (at(waiting, from) > 0) return from
  }
  return node
}
