import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LIGHTS } from '../contract.ts'
import { lightOfMonthAfterMakeUp, listMissedMonths, reasonOfMakeUp } from './made-up.ts'
import { severity } from './severity.ts'

describe('a month made up later', () => {
  it('turns red to yellow, never to green, for that month', () => {
    expect(LIGHTS.map(lightOfMonthAfterMakeUp)).toEqual(['green', 'yellow', 'yellow', 'none'])
  })

  it('is never better than yellow where it was missed, never worse than it was, and the same however often made up', () => {
    fc.assert(
      fc.property(fc.constantFrom(...LIGHTS), (light) => {
        const after = lightOfMonthAfterMakeUp(light)
        expect(severity(after)).toBeLessThanOrEqual(severity(light))
        expect(after === 'green').toBe(light === 'green')
        expect(lightOfMonthAfterMakeUp(after)).toBe(after)
      }),
    )
  })

  it('says what it was and when it was made up', () => {
    expect(reasonOfMakeUp('red', '2026-M05')).toEqual({
      code: 'lights.reason_made_up',
      values: { was: 'red', madeUpIn: '2026-M05' },
    })
  })

  it('is made up by the first later month whose cumulative figure reaches its due', () => {
    const months = [
      { period: '2026-M03', due: '25', done: '20' },
      { period: '2026-M04', due: '33.3', done: null },
      { period: '2026-M05', due: '41.7', done: '25.0' },
      { period: '2026-M06', due: '50', done: '50' },
      { period: '2026-M07', due: '58.3', done: '51' },
    ]
    expect(listMissedMonths(months)).toEqual([
      { period: '2026-M03', madeUpIn: '2026-M05' },
      { period: '2026-M05', madeUpIn: '2026-M06' },
      { period: '2026-M07', madeUpIn: null },
    ])
  })

  it('stays missed for as long as nothing later reaches it', () => {
    const amount = fc.integer({ min: 0, max: 20 })
    const month = fc.record({ due: amount, done: fc.option(amount, { nil: null }) })
    fc.assert(
      fc.property(fc.array(month, { maxLength: 12 }), (figures) => {
        const months = figures.map(({ due, done }, index) => ({
          period: String(index),
          due: String(due),
          done: done === null ? null : String(done),
        }))
        const missed = listMissedMonths(months)
        expect(missed.map((each) => Number(each.period))).toEqual(
          figures.flatMap(({ due, done }, index) => (done !== null && done < due ? [index] : [])),
        )
        for (const { period, madeUpIn } of missed) {
          const due = figures[Number(period)]?.due ?? 0
          const reached = figures.map(({ done }, index) => index > Number(period) && done !== null && done >= due)
          expect(madeUpIn).toBe(reached.includes(true) ? String(reached.indexOf(true)) : null)
        }
      }),
    )
  })
})
