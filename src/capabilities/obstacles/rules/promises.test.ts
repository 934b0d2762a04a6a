import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asDay, dayFromNumber } from '../../../kernel/day.ts'
import { PROMISE_STATES } from '../contract.ts'
import { availableActions, daysLeft, isOverdue, keptDay, stateOf } from './promises.ts'

const day = fc.integer({ min: 18_000, max: 22_000 }).map(dayFromNumber)
const facts = fc.record({
  dueOn: fc.option(day),
  keptOn: fc.option(day),
  isBroken: fc.boolean(),
  isWithdrawn: fc.boolean(),
})

describe('the state of a promise', () => {
  it('is kept on its last day and late the day after', () => {
    const kept = { dueOn: '2026-06-30', isBroken: false, isWithdrawn: false }
    expect(stateOf({ ...kept, keptOn: '2026-06-30' })).toBe('kept')
    expect(stateOf({ ...kept, keptOn: '2026-07-01' })).toBe('late')
    expect(stateOf({ ...kept, keptOn: null })).toBe('open')
  })

  it('is late, not kept, once it was broken', () => {
    expect(stateOf({ dueOn: '2026-06-30', keptOn: '2026-06-01', isBroken: true, isWithdrawn: false })).toBe('late')
  })

  it('comes back as it was when a withdrawal is undone', () => {
    fc.assert(
      fc.property(facts, (each) => {
        expect(stateOf({ ...each, isWithdrawn: true })).toBe('withdrawn')
        expect(stateOf({ ...each, isWithdrawn: false })).not.toBe('withdrawn')
      }),
    )
  })

  it('never gets better when the last day moves forward in time', () => {
    fc.assert(
      fc.property(facts, day, (each, other) => {
        const [early, late] = each.dueOn !== null && each.dueOn < other ? [each.dueOn, other] : [other, each.dueOn]
        const before = stateOf({ ...each, dueOn: early })
        const after = stateOf({ ...each, dueOn: late })
        if (after === 'late') expect(before).toBe('late')
      }),
    )
  })
})

describe('an open promise', () => {
  it('is overdue only after its last day, and the days left say so', () => {
    fc.assert(
      fc.property(day, day, (dueOn, today) => {
        const left = daysLeft('open', dueOn, today)
        expect(isOverdue('open', dueOn, today)).toBe((left ?? 0) < 0)
      }),
    )
    expect(daysLeft('kept', asDay('2026-06-30'), asDay('2026-07-02'))).toBeNull()
    expect(isOverdue('kept', '2026-06-30', asDay('2026-07-02'))).toBe(false)
    expect(isOverdue('open', null, asDay('2026-07-02'))).toBe(false)
  })

  it('cannot be kept in the future or before it was made', () => {
    const today = asDay('2026-03-16')
    expect(keptDay(asDay('2026-03-17'), { madeOn: null, today })).toMatchObject({
      problems: [{ code: 'obstacles.kept_in_future' }],
    })
    expect(keptDay(asDay('2026-02-01'), { madeOn: '2026-02-02', today })).toMatchObject({
      problems: [{ code: 'obstacles.kept_before_made' }],
    })
    expect(keptDay(today, { madeOn: '2026-02-02', today })).toEqual({ ok: true, value: today })
  })
})

describe('actions', () => {
  it('are none for somebody who may not manage, and some in every state for somebody who may', () => {
    for (const state of PROMISE_STATES) {
      expect(availableActions(state, false)).toEqual([])
      expect(availableActions(state, true).length).toBeGreaterThan(0)
    }
  })
})
