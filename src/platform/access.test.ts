import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PERMISSIONS, type Permission, permissionRow, reachOf, ROLES } from '../kernel/permissions.ts'
import { Refusal } from '../kernel/refusal.ts'
import { type Actor, type Caller, grantFor, isOf, may, permissionsOf, unitInScope } from './access.ts'

const HOME = '370700'
const post = fc.record({
  id: fc.uuid(),
  role: fc.constantFrom(...ROLES),
  unitId: fc.constantFrom('a', 'b', 'c'),
  delegated: fc.boolean(),
})
const actor = fc.array(post, { maxLength: 4 }).map(
  (posts): Actor => ({
    personId: 'p',
    name: '示例',
    region: HOME,
    posts: posts.map(({ delegated, ...each }) => ({
      ...each,
      unitIds: [each.unitId, `under ${each.unitId}`],
      ...(delegated ? { onBehalfOf: { personId: 'q', name: '示例乙' } } : {}),
    })),
  }),
)
const permission = fc.constantFrom(...(Object.keys(PERMISSIONS) as Permission[]))
const kind = fc.constantFrom('query' as const, 'command' as const)

function granted(spec: { kind: 'query' | 'command'; permission: Permission }, caller: Caller) {
  try {
    return grantFor(spec, caller)
  } catch (error) {
    if (error instanceof Refusal) return error.kind
    throw error
  }
}

describe('access', () => {
  it('grants what a post of the matrix gives, and refuses everything else', () => {
    fc.assert(
      fc.property(actor, permission, kind, (someone, wanted, way) => {
        const isGiven = someone.posts.some((each) => reachOf(each.role, wanted) !== undefined)
        const isOpen = typeof permissionRow(wanted) === 'string'
        const answer = granted({ kind: way, permission: wanted }, { kind: 'person', actor: someone })
        expect(answer === 'forbidden').toBe(!isGiven && !isOpen)
      }),
    )
  })

  it('reaches a unit only by a post in it, unless a post reaches the whole region', () => {
    fc.assert(
      fc.property(actor, permission, fc.constantFrom('a', 'b', 'c'), (someone, wanted, unit) => {
        const answer = granted({ kind: 'command', permission: wanted }, { kind: 'person', actor: someone })
        if (typeof answer === 'string' || typeof permissionRow(wanted) === 'string') return
        const own = someone.posts.filter((each) => !each.onBehalfOf && reachOf(each.role, wanted))
        const giving = own.length > 0 ? own : someone.posts.filter((each) => reachOf(each.role, wanted))
        const reaches = giving.map((each) => ({ reach: reachOf(each.role, wanted), unitId: each.unitId }))
        const isWhole = reaches.some(({ reach }) => reach === 'region' || reach === 'below')
        const isIn = reaches.some(({ reach, unitId }) => reach === 'unit' && unitId === unit)
        expect(unitInScope(answer.scope, unit)).toBe(isWhole || isIn)
      }),
    )
  })

  it('tells whose unit it is by the posts alone: an office at the top of the county is no party to all units below it', () => {
    fc.assert(
      fc.property(
        actor,
        fc.constantFrom('a', 'b', 'under a'),
        fc.constantFrom(HOME, '370100'),
        (someone, unit, region) => {
          const below = new Set<string>(['department', 'township', 'task_force', 'enterprise'])
          const isTheirs =
            region === HOME &&
            someone.posts.some(({ unitId, role }) => unitId === unit || (below.has(role) && `under ${unitId}` === unit))
          expect(isOf({ kind: 'person', actor: someone }, region, unit)).toBe(isTheirs)
          expect(isOf({ kind: 'system', name: 'system', region }, region, unit)).toBe(false)
        },
      ),
    )
  })

  it('looks into a region below only by a reading post whose reach says so', () => {
    fc.assert(
      fc.property(
        actor,
        permission,
        kind,
        fc.constantFrom('370786', '371525', '370000'),
        (someone, wanted, way, region) => {
          const answer = granted({ kind: way, permission: wanted }, { kind: 'person', actor: someone, region })
          if (typeof answer === 'string') return
          expect([way, region]).toEqual(['query', '370786'])
          expect(someone.posts.some((each) => reachOf(each.role, wanted) === 'below')).toBe(true)
        },
      ),
    )
  })

  it('names whose post it was when only a delegated one gave the right', () => {
    fc.assert(
      fc.property(actor, permission, (someone, wanted) => {
        const answer = granted({ kind: 'command', permission: wanted }, { kind: 'person', actor: someone })
        if (typeof answer === 'string' || typeof permissionRow(wanted) === 'string') return
        const hasOwn = someone.posts.some((each) => !each.onBehalfOf && reachOf(each.role, wanted))
        expect(answer.onBehalfOf !== undefined).toBe(!hasOwn)
      }),
    )
  })

  it('shows on screen what the server would grant', () => {
    fc.assert(
      fc.property(actor, permission, (someone, wanted) => {
        const shown = permissionsOf(someone.posts)[wanted] !== undefined
        const answer = granted({ kind: 'query', permission: wanted }, { kind: 'person', actor: someone })
        expect(shown).toBe(answer !== 'forbidden')
        if (typeof permissionRow(wanted) !== 'string')
          expect(may({ kind: 'person', actor: someone }, HOME, wanted)).toBe(shown)
      }),
    )
  })

  it('lets nobody in without a session but where the matrix says anyone', () => {
    fc.assert(
      fc.property(permission, kind, (wanted, way) => {
        const answer = granted({ kind: way, permission: wanted }, { kind: 'anonymous' })
        expect(answer === 'unauthenticated').toBe(permissionRow(wanted) !== 'anyone')
      }),
    )
  })
})
