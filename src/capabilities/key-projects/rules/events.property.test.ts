import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EVENT_KINDS } from '../contract.ts'
import { countEntries, type HeldEvent, isRealAt } from './events.ts'
import { originsOf, type ProjectLink } from './lineage.ts'

const IDS = ['a', 'b', 'c', 'd', 'e'] as const
const day = fc.integer({ min: 1, max: 28 }).map((each) => `2026-02-${String(each).padStart(2, '0')}`)
const links: fc.Arbitrary<ProjectLink[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('merged', 'split', 'phase', 'investor'),
    fromId: fc.constantFrom(...IDS),
    toId: fc.constantFrom(...IDS),
    on: day,
    amount: fc.option(fc.nat(100), { nil: null }),
    insideScope: fc.boolean(),
  }),
  { maxLength: 4 },
)
const events: fc.Arbitrary<HeldEvent[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...EVENT_KINDS),
      heldOn: day,
      isCancelled: fc.boolean(),
      entries: fc
        .subarray([...IDS])
        .map((ids) => ids.map((projectId, index) => ({ projectId, amount: index === 0 ? null : index * 10 }))),
    }),
    { maxLength: 6 },
  )
  .map((all) => all.map((each, index) => ({ ...each, id: `event-${index}` })))
const COUNTING = new Set(['first', 'increment', 'new_investor'])

describe('counting at group events', () => {
  it('counts every undertaking at most once a kind, and what does not count adds no money', () => {
    fc.assert(
      fc.property(events, links, (held, tied) => {
        const originOf = originsOf(tied)
        const kindOf = new Map(held.map(({ id, kind }) => [id, kind]))
        const counted = countEntries(held, tied)
        const keys = counted
          .filter(({ count }) => COUNTING.has(count))
          .map(({ eventId, projectId }) => `${kindOf.get(eventId)} ${originOf(projectId)}`)
        expect(new Set(keys).size).toBe(keys.length)
        expect(counted.filter(({ count, amount }) => !COUNTING.has(count) && amount !== 0)).toEqual([])
        expect(counted).toHaveLength(held.reduce((sum, { entries }) => sum + entries.length, 0))
      }),
    )
  })

  it('does not depend on the order in which events were entered', () => {
    fc.assert(
      fc.property(events, links, (held, tied) => {
        expect(countEntries(held.toReversed(), tied)).toEqual(countEntries(held, tied))
      }),
    )
  })

  const signing = (id: string, heldOn: string, projectId: string, amount: number, isCancelled = false): HeldEvent => ({
    id,
    kind: 'signing',
    heldOn,
    isCancelled,
    entries: [{ projectId, amount }],
  })
  const link = (kind: ProjectLink['kind'], more: Partial<ProjectLink>): ProjectLink => ({
    kind,
    fromId: 'a',
    toId: 'b',
    on: '2026-03-01',
    amount: null,
    insideScope: false,
    ...more,
  })
  const first = signing('one', '2026-02-01', 'a', 100)

  it('counts a project at its first event; a later one, under whatever name, brings nothing', () => {
    const later = [signing('two', '2026-04-01', 'a', 200), signing('three', '2026-05-01', 'b', 300)]
    expect(countEntries([first, ...later], [link('merged', { fromId: 'b', toId: 'a' })])).toMatchObject([
      { count: 'first', amount: 100, ceremonies: 1 },
      { count: 'counted_before', amount: 0, beforeId: 'one', ceremonies: 2 },
      { count: 'counted_before', amount: 0, beforeId: 'one', ceremonies: 3 },
    ])
  })

  it('counts the increment of a further phase once, and nothing of one that was signed before', () => {
    const later = signing('two', '2026-04-01', 'b', 500)
    expect(countEntries([first, later], [link('phase', { amount: 40 })])[1]).toMatchObject({
      count: 'increment',
      amount: 40,
    })
    expect(countEntries([first, later], [link('phase', { amount: 40, insideScope: true })])[1]).toMatchObject({
      count: 'inside_scope',
      amount: 0,
    })
  })

  it("counts the signing of a new investor in the place of the old one's", () => {
    const later = signing('two', '2026-04-01', 'a', 120)
    const replaced = [link('investor', { toId: 'a' })]
    expect(countEntries([first, later], replaced)).toMatchObject([
      { count: 'investor_left', amount: 0 },
      { count: 'new_investor', amount: 120, beforeId: 'one' },
    ])
  })

  it('takes a cancelled event for none', () => {
    const cancelled = signing('zero', '2026-01-01', 'a', 100, true)
    expect(countEntries([cancelled, first], []).map(({ count }) => count)).toEqual(['cancelled', 'first'])
  })

  it('calls a ceremony no start: only the stage is', () => {
    expect(isRealAt('start', { stage: 'permits', stageLeft: null })).toBe(false)
    expect(isRealAt('start', { stage: 'started', stageLeft: null })).toBe(true)
    expect(isRealAt('start', { stage: 'paused', stageLeft: 'under_construction' })).toBe(true)
  })
})
