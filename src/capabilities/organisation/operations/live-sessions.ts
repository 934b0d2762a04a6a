import { type Permission, reachOf, type Role } from '../../../kernel/permissions.ts'
import { asRegionCode } from '../../../kernel/region-code.ts'
import { dayOf } from '../../../kernel/day.ts'
import { type Actor, permissionsOf } from '../../../platform/access.ts'
import { digestOf } from '../../../platform/identity/tokens.ts'
import type { OidcProvider } from '../../../platform/identity/oidc.ts'
import type { Vault } from '../../../platform/identity/vault.ts'
import type { Logger } from '../../../platform/log.ts'
import type { House } from '../../../platform/run-operation.ts'
import { inRegion } from '../../../platform/transaction.ts'
import { mustChangePassword, sessionHolds, type SignInSettings } from '../rules/sign-in.ts'
import { unitsUnder } from '../rules/unit-tree.ts'
import { listTenantsBelow } from '../store/regions.ts'
import { findSession, listActingPosts, touchSession } from '../store/sign-in.ts'
import { listUnitEdges } from '../store/unit-edges.ts'

/** What sign-in works with. */
export interface SignInDeps {
  readonly database: House['database']
  readonly clock: () => Date
  /** Whether the server speaks TLS: the cookie is then sent over TLS only. */
  readonly secure: boolean
  readonly settings: SignInSettings
  /** Seals the secrets of one-time codes. */
  readonly vault: Vault
  readonly log: Logger
  /** Single sign-on, when configured. */
  readonly oidc?: OidcProvider
  /** The first set-up, while no tenant exists: the code printed on the console, and what its operation runs in. */
  readonly setUp?: { readonly code: string; readonly house: House }
}

/** A session that holds, with all that a request needs to know of it. */
export interface LiveSession {
  readonly token: string
  readonly tokenHash: string
  readonly actor: Actor
  readonly account: string
  readonly regionName: string
  readonly isSample: boolean
  readonly mustChangePassword: boolean
  readonly totpEnabled: boolean
  /** Tenants below, where a post of theirs reads them. */
  readonly regionsBelow: readonly { readonly code: string; readonly name: string }[]
  readonly posts: readonly {
    readonly id: string
    readonly role: Role
    readonly unitId: string
    readonly unitName: string
    readonly onBehalfOf?: { readonly id: string; readonly name: string }
  }[]
}

const FRESH_MS = 5_000
const MOST_KEPT = 20_000
const TOUCH_EVERY_MS = 60_000
const TOKEN = /^(\d{6})\.[\w-]{43}$/

interface Kept {
  readonly until: number
  readonly session: Promise<LiveSession | undefined>
}

/**
 * The sessions in use, kept for at most five seconds, so that most requests ask the database nothing. What changes about a person is
 * therefore in force everywhere within five seconds, and at once for what they change themselves here.
 */
export class LiveSessions {
  readonly #deps: Pick<SignInDeps, 'database' | 'clock' | 'settings'>
  readonly #kept = new Map<string, Kept>()

  constructor(deps: Pick<SignInDeps, 'database' | 'clock' | 'settings'>) {
    this.#deps = deps
  }

  /** The session of a token, or nothing when there is none or it no longer holds. */
  find(token: string): Promise<LiveSession | undefined> {
    const now = this.#deps.clock().getTime()
    const kept = this.#kept.get(token)
    if (kept && now < kept.until) return kept.session
    const session = this.#load(token)
    session.catch(() => this.#kept.delete(token))
    this.#kept.delete(token)
    this.#kept.set(token, { until: now + FRESH_MS, session })
    if (this.#kept.size > MOST_KEPT) this.#forgetOldest()
    return session
  }

  /** Forgets one session, to be read anew. */
  forget(token: string): void {
    this.#kept.delete(token)
  }

  /** Forgets everything kept. */
  forgetAll(): void {
    this.#kept.clear()
  }

  #forgetOldest(): void {
    const oldest = this.#kept.keys().next().value
    if (oldest !== undefined) this.#kept.delete(oldest)
  }

  async #load(token: string): Promise<LiveSession | undefined> {
    const region = TOKEN.exec(token)?.[1]
    if (region === undefined) return undefined
    const { database, clock, settings } = this.#deps
    const now = clock()
    const tokenHash = digestOf(token)
    const found = await inRegion(database, region, 'read', async (tx) => {
      const session = await findSession(tx, region, tokenHash)
      if (!session?.isActive || !sessionHolds(session, now, settings)) return undefined
      const day = dayOf(now)
      const posts = await listActingPosts(tx, region, session.personId, day)
      const edges = posts.length > 0 ? await listUnitEdges(tx, region, day) : []
      const readsBelow = posts.some((post) => reachOf(post.role, 'overview.view') === 'below')
      const regionsBelow = readsBelow ? await listTenantsBelow(tx, asRegionCode(region)) : []
      return { session, posts, edges, regionsBelow }
    })
    if (!found) return undefined
    const { session, posts, edges, regionsBelow } = found
    if (now.getTime() - session.seenAt.getTime() >= TOUCH_EVERY_MS)
      await inRegion(database, region, 'write', (tx) => touchSession(tx, region, tokenHash, now))
    const under = unitsUnder(
      edges,
      posts.map((post) => post.unitId),
    )
    const behalf = (post: (typeof posts)[number]) => post.ownerId !== session.personId
    return {
      token,
      tokenHash,
      actor: {
        personId: session.personId,
        name: session.name,
        region,
        posts: posts.map((post) => ({
          id: post.id,
          role: post.role,
          unitId: post.unitId,
          unitIds: under.get(post.unitId) ?? [post.unitId],
          ...(behalf(post) ? { onBehalfOf: { personId: post.ownerId, name: post.ownerName } } : {}),
        })),
      },
      account: session.account,
      regionName: session.regionName,
      isSample: session.isSample,
      mustChangePassword: mustChangePassword(session, now, settings),
      totpEnabled: session.totpEnabled,
      regionsBelow,
      posts: posts.map((post) => ({
        id: post.id,
        role: post.role,
        unitId: post.unitId,
        unitName: post.unitName,
        ...(behalf(post) ? { onBehalfOf: { id: post.ownerId, name: post.ownerName } } : {}),
      })),
    }
  }
}

/** What `GET /api/session` answers. */
export function sessionInfo(session: LiveSession) {
  const permissions: Partial<Record<Permission, string>> = permissionsOf(session.actor.posts)
  return {
    person: { id: session.actor.personId, name: session.actor.name, account: session.account },
    region: { code: session.actor.region, name: session.regionName },
    posts: session.posts,
    permissions,
    mustChangePassword: session.mustChangePassword,
    totpEnabled: session.totpEnabled,
    regionsBelow: session.regionsBelow,
    sample: session.isSample,
  }
}

const shared = new WeakMap<object, LiveSessions>()

/** The sessions in use of one database: the same for everybody in this process who asks with that database. */
export function liveSessionsOf(deps: SignInDeps): LiveSessions {
  const known = shared.get(deps.database) ?? new LiveSessions(deps)
  shared.set(deps.database, known)
  return known
}
