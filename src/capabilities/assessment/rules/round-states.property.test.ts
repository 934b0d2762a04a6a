import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ROUND_ACTIONS, ROUND_STATES, type RoundState } from '../contract.ts'
import { nextRoundState, type RoundActor, roundActions, type RoundGuard } from './round-states.ts'

const ACTORS: readonly RoundActor[] = ['office', 'source', 'assessed', 'publisher']
const GUARDS: readonly RoundGuard[] = ['check_window_open', 'signed', 'settleable']
const walks = fc.array(fc.constantFrom(...ROUND_ACTIONS), { maxLength: 40 })

/** Walks a round from its opening; acts that cannot be done where it stands are passed over. */
function walked(acts: readonly (typeof ROUND_ACTIONS)[number][]) {
  let state: RoundState = 'open'
  let editions = 0
  let published = 0
  for (const act of acts) {
    const next = nextRoundState(state, act, published > 0)
    if (next === undefined) continue
    if (act === 'settle') editions += 1
    if (act === 'publish') published = editions
    state = next
  }
  return { state, editions, published }
}

describe('a round', () => {
  it('is published only in the edition that was settled last, and what was published is never taken back', () => {
    fc.assert(
      fc.property(walks, walks, (before, after) => {
        const [then, now] = [walked(before), walked([...before, ...after])]
        expect(now.published).toBeGreaterThanOrEqual(then.published)
        if (now.state === 'published') expect(now.published).toBe(now.editions)
        if (now.state === 'correcting') expect(now.published).toBeGreaterThan(0)
        if (now.state === 'checking' || now.state === 'open') expect(now.published).toBe(0)
      }),
    )
  })

  it('lets figures change only while they come in, are checked or are corrected', () => {
    for (const state of ROUND_STATES)
      for (const action of [
        'collect',
        'enter',
        'correct',
        'add_entry',
        'reverse_entry',
        'add_veto',
        'lift_veto',
      ] as const)
        if (state === 'settled' || state === 'published') expect(nextRoundState(state, action, true)).toBeUndefined()
    expect(nextRoundState('checking', 'enter', false)).toBeUndefined()
  })

  it('shows exactly the acts that can be done: by this actor, from this state, with no guard broken', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ROUND_STATES),
        fc.subarray([...ACTORS]),
        fc.subarray([...GUARDS]),
        (state, actors, broken) => {
          const shown = roundActions(state, actors, new Set(broken))
          for (const action of shown) expect(nextRoundState(state, action, false)).toBeDefined()
          expect(shown.includes('publish')).toBe(state === 'settled' && actors.includes('publisher'))
          expect(shown.includes('settle')).toBe(
            (state === 'checking' || state === 'correcting') &&
              actors.includes('office') &&
              !broken.includes('settleable'),
          )
          expect(shown.includes('object')).toBe(
            state === 'checking' && actors.includes('assessed') && !broken.includes('check_window_open'),
          )
          if (!actors.includes('source')) expect(shown).not.toContain('sign')
        },
      ),
    )
  })
})
