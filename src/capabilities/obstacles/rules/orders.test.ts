import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LoopSettings, ORDER_COLOURS } from '../contract.ts'
import type { CountedLeg } from './clock.ts'
import { FIRST_LADDER } from './ladder.ts'
import { dueOrders } from './orders.ts'

const SETTINGS = LoopSettings.parse({})
const leg = (tier: number, isExpired: boolean, round = 0): CountedLeg => ({
  tier,
  round,
  since: new Date('2026-03-02T01:00:00Z'),
  total: 5,
  isDecided: false,
  statutoryOn: null,
  reason: '',
  dueAt: new Date('2026-03-09T09:30:00Z'),
  dueOn: null,
  basis: 'close_of_business',
  expiredAt: isExpired ? new Date('2026-03-09T09:30:00Z') : null,
  used: 5,
  limit: 5,
})
const colours = (
  legs: readonly CountedLeg[],
  left: number | null,
  settings = SETTINGS,
  state: 'running' | 'suspended' = 'running',
) => dueOrders({ state, legs, left }, FIRST_LADDER.body, settings).map(({ colour }) => colour)

describe('orders in three colours', () => {
  it('remind three working days before the deadline, and not before, and not who stands suspended', () => {
    expect(colours([leg(2, false)], 4)).toEqual([])
    expect(colours([leg(2, false)], 3)).toEqual(['blue'])
    expect(colours([leg(2, false)], 3, SETTINGS, 'suspended')).toEqual([])
    expect(colours([leg(5, false)], null)).toEqual([])
  })

  it('warn after the first expiry and press after the second, with an interview', () => {
    expect(colours([leg(2, true), leg(3, false)], 5)).toEqual(['yellow'])
    const orders = dueOrders(
      { state: 'running', legs: [leg(2, true), leg(3, true), leg(4, false)], left: 9 },
      FIRST_LADDER.body,
      SETTINGS,
    )
    expect(orders).toMatchObject([
      { colour: 'yellow', tier: 2, needsInterview: false },
      { colour: 'red', tier: 3, needsInterview: true },
    ])
  })

  it('take the graver of what the ladder says of a tier and what the settings say of so many expiries', () => {
    expect(colours([leg(3, true), leg(4, false)], 9)).toEqual(['red'])
    const mild = LoopSettings.parse({
      orders: { blueDaysBefore: null, yellowAfterExpiries: null, redAfterExpiries: null, redNeedsInterview: false },
    })
    expect(colours([leg(1, true), leg(2, true), leg(3, false)], 1, mild)).toEqual(['yellow'])
  })

  it('count expiries anew after a false closing', () => {
    expect(colours([leg(1, true, 0), leg(1, true, 1), leg(2, false, 1)], 5)).toEqual(['yellow', 'yellow'])
  })

  it('have each a key of their own, so that none is issued twice', () => {
    const legs = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.boolean()), { maxLength: 6 })
    fc.assert(
      fc.property(legs, fc.nat(10), (steps, left) => {
        const climbed = [...new Map(steps).entries()].toSorted(([one], [other]) => one - other)
        const orders = dueOrders(
          { state: 'running', legs: climbed.map(([tier, isExpired]) => leg(tier, isExpired)), left },
          FIRST_LADDER.body,
          SETTINGS,
        )
        expect(new Set(orders.map(({ key }) => key)).size).toBe(orders.length)
        for (const { colour, needsInterview } of orders) {
          expect(ORDER_COLOURS).toContain(colour)
          expect(needsInterview).toBe(colour === 'red')
        }
      }),
    )
  })
})
