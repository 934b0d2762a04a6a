import { describe, expect, it } from 'vitest'
import { LEDGER_STATE, LEDGER_VIEWS, isNarrowedBy, ledgerFilter, viewOf } from './ledger-state.ts'

const OWN = ['01970000-0000-7000-8000-000000000001']
const filterOf = (change: Partial<Record<keyof typeof LEDGER_STATE, unknown>>) =>
  ledgerFilter({ ...LEDGER_STATE, ...change }, OWN)

describe('the address of the ledger', () => {
  it('opens on what is not closed, and an unknown view does the same', () => {
    expect(filterOf({})).toMatchObject({ open: true, overdue: false })
    expect(viewOf({ view: 'nonsense' })).toBe('open')
    expect(filterOf({ view: 'nonsense' })).toEqual(filterOf({}))
  })

  it('gives every view conditions of its own', () => {
    const said = LEDGER_VIEWS.map((view) => JSON.stringify(filterOf({ view })))
    expect(new Set(said).size).toBe(LEDGER_VIEWS.length)
    expect(filterOf({ view: 'mine' })).toMatchObject({ unitId: OWN, open: true })
    expect(filterOf({ view: 'level_above' })).toMatchObject({ state: ['level_above'], open: false })
  })

  it('shows a state that is asked for even where the view leaves it out', () => {
    expect(filterOf({ state: ['closed'] })).toMatchObject({ state: ['closed'], open: false })
  })

  it('reads tiers as numbers and leaves an address that is no filter aside', () => {
    expect(filterOf({ tier: ['3', '4'] }).tier).toEqual([3, 4])
    expect(isNarrowedBy(filterOf({ tier: ['9'] }))).toBe(false)
  })

  it('is narrowed by a condition and by no view that is only about what is open', () => {
    expect(isNarrowedBy(filterOf({}))).toBe(false)
    expect(isNarrowedBy(filterOf({ view: 'all' }))).toBe(false)
    expect(isNarrowedBy(filterOf({ text: '电' }))).toBe(true)
  })
})
