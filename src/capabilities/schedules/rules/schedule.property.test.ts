import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asDay, type Day, dayFromNumber, dayNumber } from '../../../kernel/day.ts'
import { unwrap } from '../../../kernel/outcome.ts'
import { isWorkday, NATIONAL_WORK_CALENDAR } from '../../../kernel/work-calendar.ts'
import { LINK_TYPES, Network, PlanFrame, type PlanLink, type PlanNode, type Schedule } from '../contract/network.ts'
import { scheduleNetwork } from './schedule.ts'

const CALENDAR = NATIONAL_WORK_CALENDAR
const START = dayNumber(asDay('2026-08-20'))

const nodes = fc.array(
  fc.record({
    days: fc.integer({ min: 1, max: 8 }),
    dayKind: fc.constantFrom('working' as const, 'calendar' as const),
    calendar: fc.constantFrom('standard' as const, 'outdoor' as const, 'continuous' as const),
    notBefore: fc.option(fc.integer({ min: 0, max: 30 }), { nil: null, freq: 6 }),
    finishNotBefore: fc.option(fc.integer({ min: 0, max: 40 }), { nil: null, freq: 6 }),
    notAfter: fc.option(fc.integer({ min: 40, max: 90 }), { nil: null, freq: 6 }),
  }),
  { minLength: 1, maxLength: 6 },
)

const pairs = fc.array(
  fc.record({
    one: fc.nat(5),
    other: fc.nat(5),
    type: fc.constantFrom(...LINK_TYPES),
    lag: fc.integer({ min: -4, max: 6 }),
    lagKind: fc.constantFrom('working' as const, 'calendar' as const),
  }),
  { maxLength: 9 },
)

const day = (offset: number | null): Day | null => (offset === null ? null : dayFromNumber(START + offset))

const networks = fc.record({ nodes, pairs }).map(({ nodes: drawn, pairs: bonds }) => {
  const seen = new Set<string>()
  return Network.parse({
    nodes: drawn.map((node, index) => ({
      ...node,
      id: `n${index}`,
      name: `节点${index}`,
      notBefore: day(node.notBefore),
      finishNotBefore: day(node.finishNotBefore),
      notAfter: day(node.notAfter),
    })),
    links: bonds.flatMap(({ one, other, ...bond }) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other)]
      const key = `${from} ${to} ${bond.type}`
      if (from === to || to >= drawn.length || seen.has(key)) return []
      seen.add(key)
      return [{ ...bond, from: `n${from}`, to: `n${to}` }]
    }),
  })
})

const frame = PlanFrame.parse({
  openOn: dayFromNumber(START + 110),
  startOn: dayFromNumber(START),
  winterStop: { from: '09-20', through: '10-12' },
  closures: [{ from: '2026-11-02', through: '2026-11-05' }],
})

/** The second implementation: sets of days, counted one by one, and nodes pushed until every rule holds. */
function goesOn(node: Pick<PlanNode, 'calendar' | 'dayKind'>, number: number): boolean {
  const on = dayFromNumber(number)
  if (node.calendar === 'continuous') return true
  if (on >= '2026-11-02' && on <= '2026-11-05') return false
  if (node.calendar === 'outdoor' && on.slice(5) >= '09-20' && on.slice(5) <= '10-12') return false
  return node.dayKind === 'calendar' || isWorkday(CALENDAR, on)
}

interface Placed {
  readonly start: number
  readonly finish: number
}

const STEPS = 400

function placeFrom(node: PlanNode, from: number): Placed {
  let start = from
  while (!goesOn(node, start)) start += 1
  let [finish, left] = [start, node.days - 1]
  while (left > 0) {
    finish += 1
    if (goesOn(node, finish)) left -= 1
  }
  return { start, finish }
}

function placeTo(node: PlanNode, to: number): Placed {
  let finish = to
  while (!goesOn(node, finish)) finish -= 1
  let [start, left] = [finish, node.days - 1]
  while (left > 0) {
    start -= 1
    if (goesOn(node, start)) left -= 1
  }
  return { start, finish }
}

/** Days of a lag's kind from the morning of `from` to the morning of `until`, negative backwards. */
function mornings(kind: PlanLink['lagKind'], from: number, until: number): number {
  const counter =
    kind === 'calendar'
      ? ({ calendar: 'continuous', dayKind: 'calendar' } as const)
      : ({ calendar: 'standard', dayKind: 'working' } as const)
  let count = 0
  for (let number = Math.min(from, until); number < Math.max(from, until); number += 1)
    if (goesOn(counter, number)) count += 1
  return from <= until ? count : -count
}

function holds(link: PlanLink, earlier: PlanNode, one: Placed, other: Placed): boolean {
  const { type, lag, lagKind } = link
  if (lag === 0) {
    if (type === 'FS') return other.start > one.finish
    if (type === 'SS') return other.start >= one.start
    if (type === 'FF') return other.finish >= one.finish
    let before = one.start - 1
    while (!goesOn(earlier, before)) before -= 1
    return other.finish >= before
  }
  const from = type === 'FS' || type === 'FF' ? one.finish + 1 : one.start
  const until = type === 'FS' || type === 'SS' ? other.start : other.finish + 1
  return mornings(lagKind, from, until) >= lag
}

function naive(network: Network, end: number): { early: Placed[]; late: Placed[] } {
  const at = (id: string): number => network.nodes.findIndex((node) => node.id === id)
  const number = (on: Day | null, otherwise: number): number => (on ? dayNumber(on) : otherwise)
  const early = network.nodes.map((node) => placeFrom(node, Math.max(START, number(node.notBefore, START))))
  const late = network.nodes.map((node) => placeTo(node, Math.min(end, number(node.notAfter, end))))
  for (let moved = true; moved; ) {
    moved = false
    network.nodes.forEach((node, index) => {
      const into = network.links.filter(({ to }) => to === node.id)
      const out = network.links.filter(({ from }) => from === node.id)
      const fitsEarly = (place: Placed): boolean =>
        place.finish >= number(node.finishNotBefore, 0) &&
        into.every((link) =>
          holds(link, network.nodes[at(link.from)] as PlanNode, early[at(link.from)] as Placed, place),
        )
      const fitsLate = (place: Placed): boolean =>
        out.every((link) => holds(link, node, place, late[at(link.to)] as Placed))
      for (let step = 0; step < STEPS && !fitsEarly(early[index] as Placed); step += 1) {
        early[index] = placeFrom(node, (early[index] as Placed).start + 1)
        moved = true
      }
      for (let step = 0; step < STEPS && !fitsLate(late[index] as Placed); step += 1) {
        late[index] = placeTo(node, (late[index] as Placed).finish - 1)
        moved = true
      }
    })
  }
  return { early, late }
}

function run(network: Network, at = frame): Schedule {
  return unwrap(scheduleNetwork(network, at, CALENDAR))
}

function text(placed: Placed | undefined): string {
  return placed ? `${dayFromNumber(placed.start)}…${dayFromNumber(placed.finish)}` : ''
}

describe('a plan on calendars', () => {
  it('has the days a count over sets of days comes to', () => {
    fc.assert(
      fc.property(networks, (network) => {
        const schedule = run(network)
        const { early, late } = naive(network, START + 110)
        schedule.nodes.forEach((node, index) => {
          expect(`${node.earlyStart}…${node.earlyFinish}`).toBe(text(early[index]))
          expect(`${node.lateStart}…${node.lateFinish}`).toBe(text(late[index]))
        })
      }),
      { numRuns: 300 },
    )
  })

  it('counts float in the days of the node itself', () => {
    fc.assert(
      fc.property(networks, (network) => {
        run(network).nodes.forEach((dates, index) => {
          const node = network.nodes[index] as PlanNode
          const [from, to] = [dayNumber(dates.earlyStart), dayNumber(dates.lateStart)]
          let count = 0
          for (let number = Math.min(from, to); number < Math.max(from, to); number += 1)
            if (goesOn(node, number)) count += 1
          expect(dates.totalFloat).toBe(from <= to ? count : -count)
          expect(dates.freeFloat).toBeGreaterThanOrEqual(0)
          if (dates.totalFloat >= 0) expect(dates.freeFloat).toBeLessThanOrEqual(dates.totalFloat)
        })
      }),
    )
  })

  it('moves no other early day while a node slips within its free float', () => {
    fc.assert(
      fc.property(networks, fc.nat(5), (drawn, pick) => {
        const network = { ...drawn, nodes: drawn.nodes.map((node) => ({ ...node, notAfter: null })) }
        const schedule = run(network)
        const index = pick % network.nodes.length
        const [node, dates] = [network.nodes[index] as PlanNode, schedule.nodes[index]]
        fc.pre((dates?.freeFloat ?? 0) > 0)
        let [later, left] = [dayNumber(dates?.earlyStart as Day), dates?.freeFloat ?? 0]
        while (left > 0) {
          later += 1
          if (goesOn(node, later)) left -= 1
        }
        const slipped = {
          ...network,
          nodes: network.nodes.map((each) => (each === node ? { ...each, notBefore: dayFromNumber(later) } : each)),
        }
        const after = run(slipped)
        expect(after.nodes[index]?.earlyStart).toBe(dayFromNumber(later))
        after.nodes.forEach((each, other) => {
          if (other !== index) expect(each.earlyStart).toBe(schedule.nodes[other]?.earlyStart)
        })
      }),
    )
  })

  it('has no float below nothing where only its own finish bounds it, and a chain from end to end', () => {
    fc.assert(
      fc.property(networks, (network) => {
        const unbound = { ...network, nodes: network.nodes.map((node) => ({ ...node, notAfter: null })) }
        const schedule = run(unbound, { ...frame, openOn: null })
        expect(schedule.feasible).toBe(true)
        expect(schedule.margin).toBe(0)
        for (const node of schedule.nodes) expect(node.totalFloat).toBeGreaterThanOrEqual(0)
        expect(schedule.nodes.some(({ critical, earlyFinish }) => critical && earlyFinish === schedule.finishOn)).toBe(
          true,
        )
      }),
    )
  })

  it('never finishes earlier by another link', () => {
    fc.assert(
      fc.property(
        networks,
        fc.nat(4),
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom(...LINK_TYPES),
        (network, one, other, type) => {
          const [from, to] = [`n${Math.min(one, other)}`, `n${Math.max(one, other)}`]
          fc.pre(from !== to && Math.max(one, other) < network.nodes.length)
          fc.pre(!network.links.some((link) => link.from === from && link.to === to && link.type === type))
          const more = Network.parse({ ...network, links: [...network.links, { from, to, type }] })
          expect(run(more).finishOn >= run(network).finishOn).toBe(true)
        },
      ),
    )
  })

  it('moves every latest day by a week with an opening day a week of plain weekdays later', () => {
    fc.assert(
      fc.property(networks, fc.integer({ min: 0, max: 300 }), (network, offset) => {
        // Beyond the published years every week is plain, and no winter stop or closure lies in the way.
        const first = dayNumber(asDay('2031-03-03')) + offset
        const plain = {
          ...network,
          nodes: network.nodes.map((node) => ({ ...node, notBefore: null, finishNotBefore: null, notAfter: null })),
        }
        const at = (number: number): Schedule => run(plain, PlanFrame.parse({ openOn: dayFromNumber(number) }))
        const [one, other] = [at(first), at(first + 7)]
        other.nodes.forEach((node, index) => {
          const before = one.nodes[index]
          expect(dayNumber(node.lateStart) - dayNumber(before?.lateStart ?? asDay('2031-01-01'))).toBe(7)
          expect(dayNumber(node.lateFinish) - dayNumber(before?.lateFinish ?? asDay('2031-01-01'))).toBe(7)
        })
      }),
    )
  })

  it('begins with the longest chain where only the opening day is given', () => {
    fc.assert(
      fc.property(networks, (network) => {
        const free = {
          ...network,
          nodes: network.nodes.map((node) => ({ ...node, notBefore: null, finishNotBefore: null })),
        }
        const schedule = run(free, { ...frame, startOn: null })
        expect(schedule.startOn).toBe(schedule.nodes.map(({ lateStart }) => lateStart).toSorted()[0])
        for (const { totalFloat } of schedule.nodes) expect(totalFloat).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
