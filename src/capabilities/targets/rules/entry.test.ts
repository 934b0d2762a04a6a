import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ROLES } from '../../../kernel/permissions.ts'
import { adoptClaim, checkMayEnter, maySeeUnreleased, type Standing } from './entry.ts'

const SOURCE = 'source'
const standing = fc.record({ unitId: fc.constantFrom(SOURCE, 'other'), role: fc.constantFrom(...ROLES) })

function codes(statistical: boolean, ...standings: readonly Standing[]) {
  const checked = checkMayEnter({ statistical, sourceUnitId: SOURCE }, standings)
  return checked.ok ? [] : checked.problems.map((each) => each.code)
}

describe('who may enter an actual figure', () => {
  it('is the source unit alone', () => {
    expect(codes(false, { unitId: SOURCE, role: 'department' })).toEqual([])
    expect(codes(false, { unitId: 'other', role: 'department' })).toEqual(['targets.not_source_unit'])
    expect(codes(false, { unitId: SOURCE, role: 'chief_leader' })).toEqual(['targets.not_source_unit'])
  })

  it('is the statistics bureau alone for statistical indicators, and only as their source', () => {
    expect(codes(true, { unitId: SOURCE, role: 'statistics_bureau' })).toEqual([])
    expect(codes(true, { unitId: SOURCE, role: 'department' })).toEqual(['targets.statistics_only'])
    expect(codes(true, { unitId: 'other', role: 'statistics_bureau' })).toEqual(['targets.not_source_unit'])
  })

  it('is never anybody without a post in the source unit, whatever other posts they hold', () => {
    fc.assert(
      fc.property(fc.array(standing, { maxLength: 5 }), fc.boolean(), (standings, statistical) => {
        const mayEnter = codes(statistical, ...standings).length === 0
        const roles = standings.filter((each) => each.unitId === SOURCE).map((each) => each.role)
        if (mayEnter) expect(roles.length).toBeGreaterThan(0)
        if (statistical) expect(mayEnter).toBe(roles.includes('statistics_bureau'))
      }),
    )
  })

  it('sees figures before release only as source unit or leader', () => {
    const indicator = { statistical: true, sourceUnitId: SOURCE }
    expect(maySeeUnreleased(indicator, [{ unitId: 'other', role: 'chief_leader' }])).toBe(true)
    expect(maySeeUnreleased(indicator, [{ unitId: SOURCE, role: 'statistics_bureau' }])).toBe(true)
    expect(maySeeUnreleased(indicator, [{ unitId: 'other', role: 'assessment_office' }])).toBe(false)
  })
})

describe('adopting a published claim', () => {
  const indicator = { statistical: false, sourceUnitId: SOURCE }
  const own: readonly Standing[] = [{ unitId: SOURCE, role: 'department' }]
  const adopt = (
    comparator: '=' | '>' | '~',
    exactValue: string | null,
    standings = own,
    state: 'open' | 'adopted' = 'open',
  ) => adoptClaim({ state, comparator, value: '150' }, exactValue, indicator, standings)

  it('takes the figure published, or the exact one where the words gave a bound', () => {
    expect(adopt('=', null)).toEqual({ ok: true, value: '150' })
    expect(adopt('>', '151.2')).toEqual({ ok: true, value: '151.2' })
    expect(adopt('>', null).ok).toBe(false)
    expect(adopt('~', null).ok).toBe(false)
  })

  it('is for the source unit alone, and once', () => {
    expect(adopt('=', null, [{ unitId: 'other', role: 'project_office' }]).ok).toBe(false)
    expect(adopt('=', null, own, 'adopted').ok).toBe(false)
  })

  it('never gives a value to anybody who could not have entered it', () => {
    fc.assert(
      fc.property(fc.array(standing, { maxLength: 4 }), fc.boolean(), (standings, statistical) => {
        const adopted = adoptClaim(
          { state: 'open', comparator: '=', value: '1' },
          null,
          { statistical, sourceUnitId: SOURCE },
          standings,
        )
        expect(adopted.ok).toBe(codes(statistical, ...standings).length === 0)
      }),
    )
  })
})
