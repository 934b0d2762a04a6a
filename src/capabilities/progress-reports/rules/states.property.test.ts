import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { REPORT_KINDS, REPORT_STATES, ReportAction } from '../contract.ts'
import { availableActions, COUNTS, SENT, type Side, stateAfter } from './states.ts'

const kinds = fc.constantFrom(...REPORT_KINDS)
const states = fc.constantFrom(...REPORT_STATES)
const sides = fc.subarray<Side>(['filler', 'checker', 'office'])
const actions = fc.constantFrom(...ReportAction.options)

describe('the way of a report', () => {
  it('leads every action somebody has to a state, and no other', () => {
    fc.assert(
      fc.property(kinds, states, actions, fc.boolean(), (kind, state, action, hasChecker) => {
        const everybody = { sides: ['filler', 'checker', 'office'] as const, isOwn: false }
        const isOffered = availableActions(kind, state, everybody).includes(action)
        expect(stateAfter(kind, state, action, hasChecker) !== undefined).toBe(isOffered)
      }),
    )
  })

  it('never lets a side do what another side alone does', () => {
    fc.assert(
      fc.property(kinds, states, sides, fc.boolean(), (kind, state, own, isOwn) => {
        const offered = availableActions(kind, state, { sides: own, isOwn })
        if (!own.includes('office')) expect(offered).not.toContain('lock')
        if (!own.includes('filler')) expect(offered).not.toContain('submit')
        if (own.length === 0) expect(offered).toEqual([])
        if (kind === 'month' && !own.includes('office')) expect(offered).not.toContain('confirm')
      }),
    )
  })

  it('lets nobody but the office look at their own', () => {
    fc.assert(
      fc.property(kinds, states, sides, (kind, state, own) => {
        fc.pre(!own.includes('office'))
        const offered = availableActions(kind, state, { sides: own, isOwn: true })
        expect(offered).not.toContain('check')
        expect(offered).not.toContain('confirm')
      }),
    )
  })

  it('never changes what counts but by a correction', () => {
    for (const kind of REPORT_KINDS)
      for (const state of COUNTS)
        for (const action of ReportAction.options) {
          const to = stateAfter(kind, state, action, true)
          if (to !== undefined && action !== 'correct') expect(COUNTS).toContain(to)
        }
  })

  it('goes from the first to the last state by sending, looking, confirming and locking', () => {
    const walk = (kind: 'month' | 'week', hasChecker: boolean, steps: readonly ReportAction[]) =>
      steps.reduce<(typeof REPORT_STATES)[number] | undefined>(
        (state, action) => state && stateAfter(kind, state, action, hasChecker),
        'due',
      )
    expect(walk('month', true, ['submit', 'check', 'confirm', 'lock'])).toBe('locked')
    expect(walk('month', false, ['submit', 'confirm', 'lock'])).toBe('locked')
    expect(walk('week', true, ['submit', 'confirm', 'lock'])).toBe('locked')
    expect(walk('month', true, ['submit', 'return', 'submit'])).toBe('submitted')
    expect(walk('month', true, ['submit', 'confirm'])).toBeUndefined()
    expect(SENT).not.toContain('returned')
  })
})
