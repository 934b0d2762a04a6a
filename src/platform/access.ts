import {
  type Permission,
  PERMISSIONS,
  permissionRow,
  type Reach,
  reachOf,
  type Role,
  speaksForUnitsBelow,
  widerReach,
} from '../kernel/permissions.ts'
import { problem } from '../kernel/problem.ts'
import { refuse } from '../kernel/refusal.ts'
import type { OperationSpec } from '../kernel/operation.ts'

/** A post a person holds today, of their own or by delegation. */
export interface HeldPost {
  readonly id: string
  readonly role: Role
  /** The unit of the post. */
  readonly unitId: string
  /** That unit and every unit under it, today. */
  readonly unitIds: readonly string[]
  /** Whose post it is, when this person acts by delegation. */
  readonly onBehalfOf?: { readonly personId: string; readonly name: string }
}

/** A signed-in person with the posts they hold today. */
export interface Actor {
  readonly personId: string
  readonly name: string
  /** The tenant of the person's session (GB/T 2260). */
  readonly region: string
  readonly posts: readonly HeldPost[]
}

/** Who calls: nobody signed in, a person, or the system itself (jobs, first start, sample) working in a region. */
export type Caller =
  | { readonly kind: 'anonymous'; readonly region?: string }
  | {
      readonly kind: 'person'
      readonly actor: Actor /** A region below the own one, for readers whose reach allows it. */
      readonly region?: string
    }
  | { readonly kind: 'system'; readonly name: string; readonly region: string }

/** How far the operation under way may reach. Every statement passes `region`; `unit` reach narrows to `unitIds`, `self` to the person. */
export interface Scope {
  readonly region: string
  readonly reach: Exclude<Reach, 'below'>
  readonly unitIds: readonly string[]
}

/** What access decides: the scope, and whose name stands beside the actor's when a delegated post gave the right. */
export interface Grant {
  readonly scope: Scope
  readonly onBehalfOf?: { readonly personId: string; readonly name: string }
}

/** Who acts, as a handler sees it. `personId` is the system's own name when no person called. */
export interface ActingPerson {
  readonly personId: string
  readonly name: string
  readonly onBehalfOf?: { readonly personId: string; readonly name: string }
  /** Whether this person has another permission too, for a row of one of `units` where given: what `actions` are made of. */
  may(permission: Permission, units?: readonly (string | null)[]): boolean
  /** How far this person may read by another permission, or `undefined` where they do not have it: for pages over several rooms. */
  scopeOf(permission: Permission): Scope | undefined
  /** Whether a unit is that of one of this person's posts, or under one that speaks for the units below, however far their permissions reach. */
  isOf(unitId: string | null): boolean
}

/**
 * Decides whether a caller may perform an operation and how far. Refuses `unauthenticated` without a needed session, `forbidden`
 * where no post of the caller has the permission or the region is not within reach.
 */
export function grantFor(spec: Pick<OperationSpec, 'kind' | 'permission'>, caller: Caller): Grant {
  if (caller.kind === 'system') return { scope: { region: caller.region, reach: 'region', unitIds: [] } }
  const row = permissionRow(spec.permission)
  if (caller.kind === 'anonymous') {
    if (row === 'anyone') return { scope: { region: caller.region ?? '', reach: 'self', unitIds: [] } }
    return refuse('unauthenticated', problem('access.sign_in_first'))
  }
  const { actor } = caller
  const region = caller.region ?? actor.region
  if (row === 'anyone' || row === 'signed_in') {
    if (region !== actor.region) refuse('forbidden', problem('access.wrong_region'))
    return { scope: { region, reach: 'self', unitIds: [] } }
  }
  return grantByPosts(spec, actor, region)
}

function grantByPosts(spec: Pick<OperationSpec, 'kind' | 'permission'>, actor: Actor, region: string): Grant {
  const giving = actor.posts
    .map((post) => ({ post, reach: reachOf(post.role, spec.permission) }))
    .filter((each): each is { post: HeldPost; reach: Reach } => each.reach !== undefined)
  const own = giving.filter((each) => !each.post.onBehalfOf)
  const used = own.length > 0 ? own : giving
  const [first] = used
  if (!first) return refuse('forbidden', problem('access.not_allowed', { permission: spec.permission }))
  const reach = used.map((each) => each.reach).reduce(widerReach)
  if (region !== actor.region && !(reach === 'below' && spec.kind === 'query' && isBelow(region, actor.region)))
    refuse('forbidden', problem('access.wrong_region'))
  return {
    scope: {
      region,
      reach: reach === 'below' ? 'region' : reach,
      unitIds: [...new Set(used.filter((each) => each.reach === 'unit').flatMap((each) => each.post.unitIds))],
    },
    ...(first.post.onBehalfOf ? { onBehalfOf: first.post.onBehalfOf } : {}),
  }
}

/** Whether `region` lies under `above` in the GB/T 2260 tree. */
function isBelow(region: string, above: string): boolean {
  const stem = above.replace(/(00)+$/, '')
  return region !== above && region.startsWith(stem)
}

/** The reach of every permission the posts give: what the web shows and hides by. */
export function permissionsOf(posts: readonly HeldPost[]): Partial<Record<Permission, Reach>> {
  const all: Partial<Record<Permission, Reach>> = {}
  for (const permission of Object.keys(PERMISSIONS) as Permission[]) {
    if (permissionRow(permission) === 'anyone' || permissionRow(permission) === 'signed_in') all[permission] = 'self'
    for (const post of posts) {
      const reach = reachOf(post.role, permission)
      if (reach) all[permission] = widerReach(all[permission] ?? reach, reach)
    }
  }
  return all
}

/** Whether a row of `unitId` lies within the scope: what stores ask before they change one row. */
export function unitInScope(scope: Scope, unitId: string | null): boolean {
  if (scope.reach === 'region') return true
  return unitId !== null && scope.unitIds.includes(unitId)
}

/**
 * Whether a caller has a permission for a row: what records' `actions` are made of. `units` are the units of the row; the permission
 * must reach the whole region or one of them. Without units, having the permission at all is enough.
 */
export function may(
  caller: Caller,
  region: string,
  permission: Permission,
  units?: readonly (string | null)[],
): boolean {
  if (caller.kind !== 'person') return caller.kind === 'system'
  if (caller.actor.region !== region) return false
  const reaches = caller.actor.posts.flatMap((post) => {
    const reach = reachOf(post.role, permission)
    return reach ? [{ reach, unitIds: post.unitIds }] : []
  })
  if (!units) return reaches.length > 0
  return reaches.some(
    ({ reach, unitIds }) =>
      reach === 'region' ||
      reach === 'below' ||
      (reach === 'unit' && units.some((unit) => unit !== null && unitIds.includes(unit))),
  )
}

/** Whether a unit of a region is that of one of a caller's posts, or under one that speaks for the units below; never of the system. */
export function isOf(caller: Caller, region: string, unitId: string | null): boolean {
  if (caller.kind !== 'person' || caller.actor.region !== region || unitId === null) return false
  return caller.actor.posts.some(
    (post) => post.unitId === unitId || (speaksForUnitsBelow(post.role) && post.unitIds.includes(unitId)),
  )
}

/**
 * How far a caller may read in a region by a permission, or `undefined` where no post of theirs gives it there: what a page over several
 * rooms narrows each room by.
 */
export function scopeFor(caller: Caller, region: string, permission: Permission): Scope | undefined {
  if (caller.kind === 'system') return { region: caller.region, reach: 'region', unitIds: [] }
  if (caller.kind === 'anonymous') return undefined
  const { actor } = caller
  const reaches = actor.posts.map((post) => reachOf(post.role, permission))
  const isReadable =
    region === actor.region
      ? reaches.some((reach) => reach !== undefined)
      : isBelow(region, actor.region) && reaches.includes('below')
  return isReadable ? grantFor({ kind: 'query', permission }, { ...caller, region }).scope : undefined
}
