import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, asDay } from '../../../kernel/day.ts'
import { unwrap } from '../../../kernel/outcome.ts'
import { NATIONAL_WORK_CALENDAR } from '../../../kernel/work-calendar.ts'
import { Network, PlanFrame } from '../contract/network.ts'
import { baselineOf } from './compare.ts'
import { planDifferences } from './differences.ts'
import { countNodes, isOwed, nodeDueOn, nodeHits } from './nodes.ts'
import { isOwnNode } from './own-nodes.ts'
import { scheduleNetwork } from './schedule.ts'
import { templateFor } from './suggest.ts'
import { planTemplates } from './templates.ts'

const today = asDay('2026-03-16')
const frame = PlanFrame.parse({ openOn: '2026-12-31' })

/** A chain of nodes that take the days given, the first `done` of them finished in order before today. */
function chain(days: readonly number[], done: number): Network {
  return Network.parse({
    nodes: days.map((each, at) => ({
      id: `n${at}`,
      name: `节点${at}`,
      days: each,
      facts:
        at < done ? { startedOn: '2026-03-02', finishedOn: addDays(asDay('2026-03-02'), at), remainingDays: null } : {},
    })),
    links: days.slice(1).map((_, at) => ({ from: `n${at}`, to: `n${at + 1}` })),
  })
}
const chains = fc
  .tuple(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 2, maxLength: 8 }), fc.nat(8))
  .map(([days, done]) => chain(days, Math.min(done, days.length - 1)))
const scheduleOf = (network: Network) => unwrap(scheduleNetwork(network, frame, NATIONAL_WORK_CALENDAR, today))

describe('nodes owed', () => {
  it('are owed by their latest start until begun, then by their latest finish, and never once finished', () => {
    fc.assert(
      fc.property(chains, (network) => {
        const { nodes } = scheduleOf(network)
        for (const [at, node] of network.nodes.entries()) {
          const days = nodes[at]
          if (!days) throw new Error('no days')
          expect(nodeDueOn(node, days)).toBe(node.facts.startedOn === null ? days.lateStart : days.lateFinish)
          const { finishedOn } = node.facts
          const owed = { finishedOn, dueOn: nodeDueOn(node, days), verdict: days.verdict }
          expect(isOwed(owed, asDay('2030-01-01'))).toBe(finishedOn === null)
          expect(isOwed(owed, addDays(owed.dueOn, -1))).toBe(finishedOn === null && days.verdict === 'late')
        }
      }),
    )
  })

  it('are counted once each, whatever becomes of them', () => {
    fc.assert(
      fc.property(chains, (network) => {
        const schedule = scheduleOf(network)
        const { all, done, doneLate, running, due, late, willBeLate } = countNodes(schedule)
        const waiting = schedule.nodes.filter(({ verdict }) => verdict === 'waiting').length
        expect(done + doneLate + running + due + late + willBeLate + waiting).toBe(all)
        expect(done + doneLate).toBe(network.nodes.filter(({ facts }) => facts.finishedOn !== null).length)
      }),
    )
  })
})

describe('node hits', () => {
  it('are counted by the reference baseline: re-planning never turns a miss into a hit', () => {
    const network = chain([10, 10, 10], 0)
    const reference = baselineOf(network, scheduleOf(network))
    const [first] = reference
    if (!first) throw new Error('no baseline')
    const later = PlanFrame.parse({ openOn: '2027-12-31' })
    const moved = unwrap(scheduleNetwork(network, later, NATIONAL_WORK_CALENDAR, today))
    const after = addDays(first.finishOn, 1)
    const span = { first: asDay('2026-01-01'), last: asDay('2026-12-31'), today: after }
    expect(nodeHits(network, moved, reference, span)[0]).toMatchObject({ plannedOn: first.finishOn, isHit: false })
    expect(nodeHits(network, moved, [], span)).toEqual([])
  })

  it('are a hit up to the planned day itself, and open until it is over', () => {
    const network = chain([10, 10], 1)
    const plannedOn = asDay('2026-03-02')
    const span = { first: plannedOn, last: plannedOn, today: plannedOn }
    const reference = [
      { id: 'n0', name: '', startOn: plannedOn, finishOn: plannedOn },
      { id: 'n1', name: '', startOn: plannedOn, finishOn: plannedOn },
    ]
    const hits = nodeHits(network, scheduleOf(network), reference, span)
    expect(hits.map(({ isHit }) => isHit)).toEqual([true, null])
  })
})

describe('differences', () => {
  const state = (network: Network, kept: Record<string, object> = {}) => ({
    network,
    frame,
    kept: new Map(Object.entries(kept)),
  })

  it('are none between a plan and itself, whatever the order of the fields inside', () => {
    fc.assert(
      fc.property(chains, (network) => {
        const turned = JSON.parse(JSON.stringify(network), (_, value: unknown) =>
          value && typeof value === 'object' && !Array.isArray(value)
            ? Object.fromEntries(Object.entries(value).toReversed())
            : value,
        ) as Network
        expect(planDifferences(state(network), state(turned))).toEqual([])
      }),
    )
  })

  it('name the node and the field, nodes and links that came and went, and nothing of versions', () => {
    const before = chain([10, 20], 0)
    const after = Network.parse({
      nodes: [
        { ...before.nodes[0], days: 12 },
        { id: 'x', name: '新节点', days: 5 },
      ],
      links: [{ from: 'n0', to: 'x', type: 'SS', lag: 3, lagKind: 'calendar' }],
    })
    const kept = (version: number, note: string) => ({ n0: { version, note } })
    expect(planDifferences(state(before, kept(1, '')), state(after, kept(2, '示例')))).toEqual([
      { nodeName: '节点1', field: 'node', before: '节点1', after: null },
      { nodeName: '节点0', field: 'days', before: 10, after: 12 },
      { nodeName: '节点0', field: 'note', before: '', after: '示例' },
      { nodeName: '新节点', field: 'node', before: null, after: '新节点' },
      { nodeName: '节点1', field: 'link', before: '节点0 FS', after: null },
      { nodeName: '新节点', field: 'link', before: null, after: '节点0 SS+3d' },
    ])
  })
})

describe('whose node it is', () => {
  const posts = [{ id: 'p', unitId: 'u' }]
  it.each([
    [{ unitId: 'u', postId: 'p', sponsorPostId: null, isTurningPoint: false }, true],
    [{ unitId: 'u', postId: null, sponsorPostId: null, isTurningPoint: false }, true],
    [{ unitId: 'u', postId: 'q', sponsorPostId: null, isTurningPoint: true }, false],
    [{ unitId: 'v', postId: null, sponsorPostId: 'p', isTurningPoint: true }, true],
    [{ unitId: 'v', postId: null, sponsorPostId: 'p', isTurningPoint: false }, false],
  ])('%o concerns the holder: %s', (node, concerns) => {
    expect(isOwnNode(node, posts)).toBe(concerns)
    expect(isOwnNode(node, [])).toBe(false)
  })
})

describe('the template suggested', () => {
  it.each([
    ['示例装备制造项目', 'industry', 'new', 'industrial_plant'],
    ['示例装备制造项目', 'industry', 'renovation', 'technical_renovation'],
    ['示例高端化工项目', 'industry', 'new', 'chemical_plant'],
    ['示例海上风电项目', 'industry', 'new', 'offshore_wind'],
    ['示例园区道路项目', 'infrastructure', null, 'road'],
    ['示例学校项目', 'livelihood', null, 'public_building'],
    ['示例项目', null, null, null],
  ])('for %s (%s, %s) is %s', (name, category, nature, template) => {
    expect(templateFor({ name, category, nature })).toBe(template)
    if (template) expect(planTemplates.map(({ id }) => id)).toContain(template)
  })
})
