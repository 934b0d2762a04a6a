import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TargetState, type TargetAction } from '../contract.ts'
import { availableActions, PERMISSION_OF_ACTION, stateAfter } from './states.ts'

const ACTIONS = Object.keys(PERMISSION_OF_ACTION) as TargetAction[]
const ALL = ['targets.manage', 'targets.approve']

describe('the states of a target', () => {
  it('lead from draft to archive', () => {
    const road: readonly TargetAction[] = ['consult', 'approve', 'issue', 'revise', 'settle', 'archive']
    let state: TargetState = 'draft'
    const seen = road.map((action) => {
      const next = stateAfter(state, action)
      if (next.ok) state = next.value
      return state
    })
    expect(seen).toEqual(['consulting', 'approved', 'issued', 'issued', 'settled', 'archived'])
  })

  it('bring a restored target back to where it was withdrawn', () => {
    expect(stateAfter('withdrawn', 'restore', 'issued')).toEqual({ ok: true, value: 'issued' })
    expect(stateAfter('withdrawn', 'restore')).toEqual({ ok: true, value: 'draft' })
  })

  it('show exactly the actions that can be taken, and none without the permission it needs', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TargetState.options), fc.subarray(ALL), (state, permissions) => {
        const actions = availableActions(state, permissions)
        for (const action of ACTIONS) {
          const isPossible = stateAfter(state, action).ok
          expect(actions.includes(action)).toBe(isPossible && permissions.includes(PERMISSION_OF_ACTION[action]))
        }
      }),
    )
  })

  it('let nothing bind without the approving body, and nothing issued be edited', () => {
    expect(availableActions('draft', ['targets.manage'])).not.toContain('approve')
    expect(availableActions('issued', ALL)).toEqual(['revise', 'settle', 'withdraw'])
    expect(availableActions('archived', ALL)).toEqual([])
  })
})
