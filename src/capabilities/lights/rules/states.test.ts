import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RuleState } from '../contract.ts'
import { availableActions } from './states.ts'

describe('the actions on a version of a rule', () => {
  it('never revises or publishes a version that was published, and shows a mere reader nothing that changes it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...RuleState.options), fc.boolean(), (state, mayManage) => {
        const actions = availableActions(state, mayManage)
        if (state !== 'draft') expect(actions).not.toEqual(expect.arrayContaining(['revise']))
        expect(actions.includes('publish')).toBe(state === 'draft' && mayManage)
        if (!mayManage) expect(actions).toEqual(['checkCoverage', 'replay'])
      }),
    )
  })
})
