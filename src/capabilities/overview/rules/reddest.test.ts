import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asDay } from '../../../kernel/day.ts'
import type { LeaderItem } from '../contract.ts'
import { byRedness, decisionFor, moneyBehind, moneyPerMonth, pickThree, shortfallOf } from './reddest.ts'

const anyItem: fc.Arbitrary<LeaderItem> = fc
  .record({
    kind: fc.constantFrom('key_project', 'target', 'promise'),
    id: fc.uuid(),
    title: fc.string({ minLength: 1, maxLength: 6 }),
    shortfall: fc.option(fc.double({ min: -1, max: 1, noNaN: true }), { nil: null }),
    behind: fc.option(fc.integer({ min: 1, max: 1_000_000_000 }), { nil: null }),
    due: fc.integer({ min: 1, max: 28 }),
  })
  .map(({ kind, id, due, ...rest }) => ({
    subject: { kind: kind as 'key_project', id },
    unitName: '示例镇',
    ownerName: '包靠领导',
    hasOwner: true,
    period: null,
    completion: null,
    pace: null,
    gapPoints: null,
    streak: null,
    path: `/x/${id}`,
    decision: 'set_catch_up_day',
    dueOn: kind === 'promise' ? asDay(`2026-02-${String(due).padStart(2, '0')}`) : null,
    perMonth: null,
    tier: null,
    ...rest,
  }))
const anyItems = fc.uniqueArray(anyItem, { selector: ({ subject }) => subject.id, maxLength: 12 })

describe('redness', () => {
  it('is the share of the pace that is missing', () => {
    expect(shortfallOf(0.6, 0.8)).toBeCloseTo(0.25)
    expect(shortfallOf(0.9, 0.8)).toBeLessThan(0)
    expect(shortfallOf(0.5, 0)).toBeNull()
    expect(shortfallOf(null, 0.8)).toBeNull()
  })

  it('orders alike however the things arrive, what is not known last', () => {
    fc.assert(
      fc.property(anyItems, fc.func(fc.double({ noNaN: true })), (items, key) => {
        const shuffled = items.toSorted((one, other) => key(one.subject.id) - key(other.subject.id))
        expect(byRedness(shuffled)).toEqual(byRedness(items))
        const known = byRedness(items).map(({ shortfall }) => shortfall !== null)
        expect(known).toEqual(known.toSorted((one, other) => Number(other) - Number(one)))
      }),
    )
  })
})

describe('the money of a project behind', () => {
  it('is what is missing to be on pace', () => {
    expect(moneyBehind(1_200, 300, 0.5)).toBe(300)
    expect(moneyBehind(1_200, 600, 0.5)).toBeNull()
  })

  it('is spread over the months that are left of its plan year', () => {
    expect(moneyPerMonth(2026, 1_200, 300, '2026-M09')).toBe(300)
    expect(moneyPerMonth(2026, 1_200, 300, '2026-M12')).toBeNull()
    expect(moneyPerMonth(2026, 1_200, 300, '2025-M09')).toBeNull()
    expect(moneyPerMonth(2026, 1_200, 1_200, '2026-M09')).toBeNull()
  })
})

describe('the three things of a leader', () => {
  it('are at most three of those given, one of each kind there is', () => {
    fc.assert(
      fc.property(anyItems, (items) => {
        const three = pickThree(items)
        expect(three.length).toBe(Math.min(3, items.length))
        expect(items).toEqual(expect.arrayContaining([...three]))
        expect(new Set(three.map(({ subject }) => subject.kind)).size).toBe(
          new Set(items.map(({ subject }) => subject.kind)).size,
        )
      }),
    )
  })

  it('ask one decision each, the most pressing that fits', () => {
    const line = { subject: { kind: 'key_project' as const, id: '' }, hasOwner: true, streak: null, shortfall: 0.2 }
    expect(decisionFor(line)).toBe('set_catch_up_day')
    expect(decisionFor({ ...line, shortfall: 0.5 })).toBe('call_on_site')
    expect(decisionFor({ ...line, shortfall: 0.5, streak: 3 })).toBe('escalate_streak')
    expect(decisionFor({ ...line, streak: 3, hasOwner: false })).toBe('name_owner')
    expect(decisionFor({ ...line, subject: { kind: 'promise', id: '' }, hasOwner: false })).toBe('settle_promise')
  })
})
