import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ROLES, type Role } from '../../../kernel/permissions.ts'
import { type Caller, scopeFor } from '../../../platform/access.ts'
import { figureSeen, groupsSeen, type Sight } from './round-sight.ts'

const REGION = '370786'
const UNITS = ['a', 'b', 'c', 'd', 'e', 'office', 'stranger'] as const
const GROUPS = [
  { key: 'towns', units: ['a', 'b'] },
  { key: 'parks', units: ['c'] },
  { key: 'bureaus', units: ['d', 'e'] },
]

const readers = fc.record({
  role: fc.constantFrom(...ROLES),
  unit: fc.constantFrom(...UNITS),
  below: fc.subarray([...UNITS]),
})
type Reader = typeof readers extends fc.Arbitrary<infer T> ? T : never

/** What the rule in words says, said once more: leaders, the assessment office and discipline inspection see all; a unit its own groups; others nothing. */
const SEE_ALL: readonly Role[] = ['chief_leader', 'sponsoring_leader', 'assessment_office', 'discipline_inspection']
const SEE_OWN: readonly Role[] = ['department', 'township', 'task_force']
function oracle({ role, unit, below }: Reader, group: (typeof GROUPS)[number]): boolean {
  if (SEE_ALL.includes(role)) return true
  return SEE_OWN.includes(role) && [unit, ...below].some((each) => group.units.includes(each))
}

function sightFor({ role, unit, below }: Reader): Sight {
  const post = { id: 'post', role, unitId: unit, unitIds: [unit, ...below] }
  const caller: Caller = { kind: 'person', actor: { personId: 'p', name: '示例', region: REGION, posts: [post] } }
  const scope = scopeFor(caller, REGION, 'assessment.view_unpublished')
  if (!scope) return new Set()
  return scope.reach === 'region' ? 'all' : new Set(scope.unitIds)
}

describe('sight into a round', () => {
  it('is, before publication, exactly what the rule in words says, for every role, unit and group; after it, everything', () => {
    fc.assert(
      fc.property(readers, (reader) => {
        const sight = sightFor(reader)
        const seen = groupsSeen(GROUPS, sight, false).map(({ key }) => key)
        expect(seen).toEqual(GROUPS.filter((group) => oracle(reader, group)).map(({ key }) => key))
        expect(groupsSeen(GROUPS, sight, true)).toEqual(GROUPS)
      }),
      { numRuns: 500 },
    )
  })

  it('shows who signs a criterion its figures of every unit, and of other criteria none but those of the groups he sees', () => {
    fc.assert(
      fc.property(fc.subarray([...UNITS]), fc.subarray(['x', 'y', 'z']), (units, signed) => {
        const seen = { units: new Set<string>(units), signed: new Set(signed) }
        for (const unitId of UNITS)
          for (const criterion of ['x', 'y', 'z'])
            expect(figureSeen({ unitId, criterion }, seen)).toBe(units.includes(unitId) || signed.includes(criterion))
      }),
    )
  })
})
