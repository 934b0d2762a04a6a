import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reachOf, ROLES } from '../../../kernel/permissions.ts'
import { adoptClaim, checkMayEnter, type EntryRights } from './entry.ts'

const OWN = { entersFigures: true, entersStatistics: false } as const
const BUREAU = { entersFigures: true, entersStatistics: true } as const
const NOBODY = { entersFigures: false, entersStatistics: false } as const
const anyRights = fc.record({ entersFigures: fc.boolean(), entersStatistics: fc.boolean() })

function codes(statistical: boolean, rights: EntryRights) {
  const checked = checkMayEnter({ statistical }, rights)
  return checked.ok ? [] : checked.problems.map((each) => each.code)
}

describe('who may enter an actual figure', () => {
  it('is the source unit alone, and of statistical indicators the statistics bureau alone', () => {
    expect(codes(false, OWN)).toEqual([])
    expect(codes(false, NOBODY)).toEqual(['targets.not_source_unit'])
    expect(codes(true, BUREAU)).toEqual([])
    expect(codes(true, OWN)).toEqual(['targets.statistics_only'])
  })

  it('is in the matrix the statistics bureau alone for statistics, never beyond its unit, and no leader or office for any figure', () => {
    expect(ROLES.filter((role) => reachOf(role, 'targets.enter_statistics'))).toEqual(['statistics_bureau'])
    for (const role of ROLES) expect(reachOf(role, 'targets.enter_actual') ?? 'unit').toBe('unit')
    expect(ROLES.filter((role) => reachOf(role, 'targets.enter_actual'))).toEqual([
      'statistics_bureau',
      'department',
      'township',
    ])
  })
})

describe('adopting a published claim', () => {
  const adopt = (
    comparator: '=' | '>' | '~',
    exactValue: string | null,
    rights: EntryRights = OWN,
    state: 'open' | 'adopted' = 'open',
  ) => adoptClaim({ state, comparator, value: '150', upper: null }, exactValue, { statistical: false }, rights)

  it('takes the figure published, or the exact one where the words gave a bound', () => {
    expect(adopt('=', null)).toEqual({ ok: true, value: '150' })
    expect(adopt('>', '151.2')).toEqual({ ok: true, value: '151.2' })
    expect(adopt('>', null).ok).toBe(false)
    expect(adopt('~', null).ok).toBe(false)
  })

  it('is for the source unit alone, and once', () => {
    expect(adopt('=', null, NOBODY).ok).toBe(false)
    expect(adopt('=', null, OWN, 'adopted').ok).toBe(false)
  })

  it('never gives a value to anybody who could not have entered it', () => {
    fc.assert(
      fc.property(anyRights, fc.boolean(), (rights, statistical) => {
        const adopted = adoptClaim(
          { state: 'open', comparator: '=', value: '1', upper: null },
          null,
          { statistical },
          rights,
        )
        expect(adopted.ok).toBe(codes(statistical, rights).length === 0)
      }),
    )
  })
})
