import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ROLES, reachOf } from '../../../kernel/permissions.ts'
import { BULLETIN_KINDS, BULLETIN_STATES, RESTRICTED_KINDS } from '../contract.ts'
import { actionsOn, mayRead } from './states.ts'

it('leaves nothing to be done to what is published or set aside, whoever asks', () => {
  fc.assert(
    fc.property(fc.constantFrom(...BULLETIN_STATES), fc.boolean(), (state, may) => {
      const actions = actionsOn(state, () => may)
      expect(actions.length > 0).toBe(state === 'draft' && may)
    }),
  )
})

it('shows drafts to those who write or publish, and briefs and letters to offices, leaders and the recipient alone', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ROLES),
      fc.constantFrom(...BULLETIN_KINDS),
      fc.constantFrom(...BULLETIN_STATES),
      fc.boolean(),
      (role, kind, state, isRecipient) => {
        const isOffice = ['project_office', 'assessment_office', 'supervision_office', 'statistics_bureau'].includes(
          role,
        )
        const writes = isOffice || role === 'chief_leader'
        const hears = writes || role === 'sponsoring_leader' || role === 'discipline_inspection' || isRecipient
        const expected = state === 'published' ? !RESTRICTED_KINDS.includes(kind) || hears : writes
        const may = (permission: Parameters<typeof reachOf>[1]) => reachOf(role, permission) !== undefined
        expect(mayRead({ kind, state, isRecipient }, may)).toBe(expected)
      },
    ),
  )
})
