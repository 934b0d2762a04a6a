import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ITEM_ACTIONS, ITEM_ACTORS, ITEM_STATES, type ItemActor, type ItemState } from '../contract.ts'
import { actorsOf, availableActions, ENDED_STATES, ITEM_TABLE, type ItemRights, nextState } from './states.ts'

const states = fc.constantFrom(...ITEM_STATES)
const actions = fc.constantFrom(...ITEM_ACTIONS)
const rights = fc.record<ItemRights>({
  mayReport: fc.boolean(),
  mayAssign: fc.boolean(),
  mayHandle: fc.boolean(),
  mayConsent: fc.boolean(),
  mayLead: fc.boolean(),
  mayLookBack: fc.boolean(),
  isSystem: fc.boolean(),
  isOfProposer: fc.boolean(),
  isOfHandler: fc.boolean(),
  isOfAssistant: fc.boolean(),
})
const NOTHING_BROKEN = new Set<never>()

/** Every state that acts can bring an item to from a draft; a suspended one may have been left in any state it can be suspended in. */
function reachable(): ReadonlySet<ItemState> {
  const seen = new Set<ItemState>(['draft'])
  for (let size = 0; size !== seen.size; ) {
    size = seen.size
    for (const state of seen)
      for (const action of ITEM_ACTIONS) {
        const to = nextState(state, action, 'in_hand')
        if (to) seen.add(to)
      }
  }
  return seen
}

describe('the table of the closed loop', () => {
  it('brings an item to every state there is', () => {
    expect([...reachable()].toSorted()).toEqual([...ITEM_STATES].toSorted())
  })

  it('offers an act exactly where the table leads somewhere and one of its actors stands there', () => {
    fc.assert(
      fc.property(states, actions, fc.subarray([...ITEM_ACTORS]), (state, action, actors) => {
        const isOffered = availableActions(state, actors, NOTHING_BROKEN).includes(action)
        const leads = nextState(state, action, 'in_hand') !== undefined
        expect(isOffered).toBe(leads && ITEM_TABLE[action].actors.some((actor) => actors.includes(actor)))
      }),
    )
  })

  it('offers nothing whose guard is broken', () => {
    fc.assert(
      fc.property(states, actions, (state, action) => {
        const { guards } = ITEM_TABLE[action]
        fc.pre(guards.length > 0)
        expect(availableActions(state, [...ITEM_ACTORS], new Set(guards))).not.toContain(action)
      }),
    )
  })

  it('closes by one way alone: both agreed, then the assigner or the time to rate that is over', () => {
    const closing = ITEM_ACTIONS.filter((action) => Object.values(ITEM_TABLE[action].from).includes('closed'))
    expect(closing).toEqual(['close'])
    expect(Object.keys(ITEM_TABLE.close.from)).toEqual(['agreed'])
    expect(ITEM_TABLE.close.actors).toEqual(['assigner', 'system'])
    const agreeing = ITEM_ACTIONS.filter((action) => Object.values(ITEM_TABLE[action].from).includes('agreed'))
    expect(agreeing).toEqual(['agree_as_proposer', 'agree_as_assigner'])
    expect(ITEM_TABLE.agree_as_proposer.from).toMatchObject({ assigner_agreed: 'agreed' })
    expect(ITEM_TABLE.agree_as_assigner.from).toMatchObject({ proposer_agreed: 'agreed' })
  })

  it('lets nobody but a county leader suspend, resume, or say that the level above is needed', () => {
    for (const action of ['suspend', 'resume', 'need_level_above'] as const)
      expect(ITEM_TABLE[action].actors).toEqual(['leader'])
  })

  it('leads back where it was left when a suspended item is taken up again', () => {
    for (const left of Object.keys(ITEM_TABLE.suspend.from) as ItemState[])
      expect(nextState('suspended', 'resume', left)).toBe(left)
  })

  it('lets an ended item change by nothing but a reopening, a rating, or, above the county, its own ledger', () => {
    const everybody = [...ITEM_ACTORS]
    const after = Object.fromEntries(
      ENDED_STATES.map((state) => [state, availableActions(state, everybody, NOTHING_BROKEN)]),
    )
    expect(after).toEqual({
      closed: ['rate', 'reopen'],
      merged: [],
      withdrawn: [],
      level_above: ['note', 'resume', 'hand_over', 'write_package'],
    })
  })
})

describe('the parts people play', () => {
  it('give no consent and no closing to who handles or assists, whatever else they may', () => {
    const consent = new Set([
      'agree_as_proposer',
      'agree_as_assigner',
      'close',
      'rate',
      'send_back',
      'decide_extension',
    ])
    fc.assert(
      fc.property(rights, states, (held, state) => {
        fc.pre(!held.isSystem && (held.isOfHandler || held.isOfAssistant))
        const offered = availableActions(state, actorsOf(held), NOTHING_BROKEN)
        expect(offered.filter((action) => consent.has(action))).toEqual([])
      }),
    )
  })

  it('give a reader without any right nothing to do', () => {
    fc.assert(
      fc.property(rights, (held) => {
        const none = {
          mayReport: false,
          mayAssign: false,
          mayHandle: false,
          mayConsent: false,
          mayLead: false,
          mayLookBack: false,
          isSystem: false,
        }
        expect(actorsOf({ ...held, ...none })).toEqual([])
      }),
    )
  })

  it('grow with rights: who may more plays every part he played before', () => {
    fc.assert(
      fc.property(
        rights,
        fc.constantFrom('mayReport', 'mayAssign', 'mayConsent', 'mayLead', 'mayLookBack'),
        (held, more) => {
          fc.pre(!held.isSystem)
          const before: readonly ItemActor[] = actorsOf(held)
          expect(actorsOf({ ...held, [more]: true })).toEqual(expect.arrayContaining([...before]))
        },
      ),
    )
  })
})
