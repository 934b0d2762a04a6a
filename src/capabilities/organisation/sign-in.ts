import { z } from 'zod'
import { problem } from '../../kernel/problem.ts'
import { Refusal, refuse } from '../../kernel/refusal.ts'
import type { Caller } from '../../platform/access.ts'
import type { OidcChecks } from '../../platform/identity/oidc.ts'
import { runOperation } from '../../platform/run-operation.ts'
import type { WebReply, WebRequest, WebServer } from '../../platform/http/web.ts'
import { refusingUnavailable } from '../../platform/refusing-unavailable.ts'
import { digestOf } from '../../platform/identity/tokens.ts'
import { problemsOfShape } from '../../platform/shape.ts'
import { storable } from '../../platform/storable.ts'
export { sealTotpSecrets } from './operations/own-account.ts'
import { type LiveSession, liveSessionsOf, sessionInfo, type SignInDeps } from './operations/live-sessions.ts'
import { DEFAULT_SIGN_IN_SETTINGS, type SignInSettings } from './rules/sign-in.ts'
import { openSession, openSessionByOidc } from './operations/open-session.ts'
import * as own from './operations/own-account.ts'
import { setUpOperation } from './operations/regions.ts'
import { setUp } from './contract.ts'
import { listTenants } from './store/regions.ts'

/** What sign-in works with; `settings` fills up `DEFAULT_SIGN_IN_SETTINGS`. */
export type SignInOptions = Omit<SignInDeps, 'settings'> & { readonly settings?: Partial<SignInSettings> }

const complete = (options: SignInOptions): SignInDeps => ({
  ...options,
  settings: { ...DEFAULT_SIGN_IN_SETTINGS, ...options.settings },
})

const COOKIE = 'clarion_session'
const OIDC_COOKIE = 'clarion_oidc'
const SIGN_INS_PER_MINUTE = 300
const OIDC_MINUTES = 10
const REGION = /^\d{6}$/

const password = z.string().min(1).max(1000)
const Opening = z.object({
  account: z.string().min(1).max(100),
  password,
  totp: z.string().max(20).optional(),
  /** Answers the token in the body instead of a cookie: for programs. */
  bearer: z.boolean().default(false),
})
const PasswordChange = z.object({ currentPassword: password, newPassword: password })
const PasswordProof = z.object({ password })
const Code = z.object({ code: z.string().min(1).max(20) })
const SetUp = setUp.input.omit({ isSample: true }).extend({ code: z.string().min(1).max(100) })
const Checks = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() })

const plain = {} as const
const limited = { ...plain, config: { rateLimit: { max: SIGN_INS_PER_MINUTE, timeWindow: 60_000 } } } as const

type Handler = (request: WebRequest, reply: WebReply) => Promise<unknown>
const routes =
  (app: WebServer) =>
  (method: 'GET' | 'POST' | 'DELETE', url: string, options: typeof plain | typeof limited, handler: Handler): void => {
    app.route({ method, url, ...options, handler })
  }

/**
 * Mounts sign-in, the one road beside the operations: the cookie is set by the edge, the password is computed outside a transaction, a
 * failure is counted whatever the answer. Routes: `POST GET DELETE /api/session`, `DELETE /api/sessions`, `GET /api/session/means`,
 * `GET /api/session/list`, `POST /api/session/password`, `POST /api/session/totp[/confirm|/disable]` and, with a provider configured,
 * `GET /api/session/oidc[/callback]`; while no tenant exists `POST /api/set-up` with the code from the console opens the first.
 */
export function mountSignIn(app: WebServer, options: SignInOptions): void {
  const deps = complete(options)
  const sessions = liveSessionsOf(deps)
  const on = routes(app)
  const signedIn = async (request: WebRequest): Promise<LiveSession> =>
    (await findSession(deps, request)) ?? refuse('unauthenticated', problem('access.sign_in_first'))

  on('GET', '/api/session/means', plain, async () => ({
    password: true,
    oidc: deps.oidc ? { label: deps.oidc.label } : null,
    setUp: await isSetUpOpen(deps),
  }))

  on('POST', '/api/set-up', limited, async (request) => {
    const { code, ...input } = shaped(SetUp, request.body)
    if (!deps.setUp || !(await isSetUpOpen(deps))) return refuse('conflict', problem('organisation.set_up_done'))
    if (digestOf(code.trim()) !== digestOf(deps.setUp.code))
      return refuse('forbidden', problem('organisation.set_up_code_wrong', undefined, ['code']))
    const caller = { kind: 'system', name: 'system', region: input.regionCode } as const
    return runOperation(deps.setUp.house, setUpOperation, { caller, input, requestId: request.id })
  })

  on('POST', '/api/session', limited, async (request, reply) => {
    const { bearer, ...attempt } = shaped(Opening, request.body)
    const token = await refusingUnavailable(openSession(deps, { ...attempt, requestId: request.id }))
    const session = await sessions.find(token)
    if (!session) return refuse('unauthenticated', problem('access.sign_in_first'))
    if (!bearer) setSessionCookie(reply, deps, token)
    return { ...sessionInfo(session), ...(bearer ? { token } : {}) }
  })

  on('GET', '/api/session', plain, async (request) => sessionInfo(await signedIn(request)))

  on('DELETE', '/api/session', plain, async (request, reply) => {
    const session = await findSession(deps, request)
    if (session) await refusingUnavailable(own.endOwnSessions(deps, session, 'this', request.id))
    void reply.clearCookie(COOKIE, { path: '/' })
    return {}
  })

  on('GET', '/api/session/list', plain, async (request) => ({
    items: await refusingUnavailable(own.listOwnSessions(deps, await signedIn(request))),
  }))

  on('DELETE', '/api/sessions', plain, async (request, reply) => {
    await refusingUnavailable(own.endOwnSessions(deps, await signedIn(request), 'all', request.id))
    void reply.clearCookie(COOKIE, { path: '/' })
    return {}
  })

  on('POST', '/api/session/password', limited, async (request) => {
    const session = await signedIn(request)
    const change = shaped(PasswordChange, request.body)
    await refusingUnavailable(own.changeOwnPassword(deps, session, change, request.id))
    return {}
  })

  on('POST', '/api/session/totp', limited, async (request) => {
    const session = freeSession(await signedIn(request))
    return refusingUnavailable(own.beginTotp(deps, session, shaped(PasswordProof, request.body).password))
  })

  on('POST', '/api/session/totp/confirm', limited, async (request) => {
    const session = freeSession(await signedIn(request))
    await refusingUnavailable(own.confirmTotp(deps, session, shaped(Code, request.body).code, request.id))
    return {}
  })

  on('POST', '/api/session/totp/disable', limited, async (request) => {
    const session = freeSession(await signedIn(request))
    const proof = shaped(PasswordProof, request.body)
    await refusingUnavailable(own.disableTotp(deps, session, proof.password, request.id))
    return {}
  })

  mountOidc(app, deps)
}

async function isSetUpOpen(deps: SignInDeps): Promise<boolean> {
  return deps.setUp !== undefined && (await refusingUnavailable(listTenants(deps.database))).length === 0
}

function mountOidc(app: WebServer, deps: SignInDeps): void {
  const { oidc } = deps
  if (!oidc) return
  const on = routes(app)
  const path = '/api/session/oidc'

  on('GET', path, limited, async (_request, reply) => {
    const { url, checks } = await oidc.begin()
    const value = Buffer.from(JSON.stringify(checks)).toString('base64url')
    void reply.setCookie(OIDC_COOKIE, value, { ...cookieOptions(deps, reply), path, maxAge: OIDC_MINUTES * 60 })
    return reply.redirect(url)
  })

  on('GET', `${path}/callback`, limited, async (request, reply) => {
    void reply.clearCookie(OIDC_COOKIE, { path })
    const checks = checksOf(request.cookies[OIDC_COOKIE])
    if (!checks) return refuse('unauthenticated', problem('identity.oidc_failed'))
    const query = request.url.slice(request.url.indexOf('?'))
    const identity = await oidc.finish(query, checks)
    const token = await refusingUnavailable(openSessionByOidc(deps, identity, request.id))
    setSessionCookie(reply, deps, token)
    return reply.redirect('/')
  })
}

/**
 * Who calls, by cookie or bearer token; anonymous without a session that holds. A request that changes something and comes by cookie must
 * carry `X-Clarion: 1`, or is refused `forbidden` (`operation.cross_site`). `X-Clarion-Region` names a region below the own one for
 * readers whose reach allows it. Somebody who must change the password is refused everything but that.
 */
export function makeCallerOf(options: SignInOptions): (request: WebRequest) => Promise<Caller> {
  const deps = complete(options)
  return async (request) => {
    const session = await findSession(deps, request)
    if (!session) return { kind: 'anonymous' }
    const { actor } = freeSession(session)
    const header = request.headers['x-clarion-region']
    const region = typeof header === 'string' && REGION.test(header) ? header : undefined
    return { kind: 'person', actor, ...(region === undefined ? {} : { region }) }
  }
}

async function findSession(deps: SignInDeps, request: WebRequest): Promise<LiveSession | undefined> {
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  const token = bearer ?? request.cookies[COOKIE]
  if (!token) return undefined
  const isSafe = request.method === 'GET' || request.method === 'HEAD'
  if (bearer === undefined && !isSafe && request.headers['x-clarion'] !== '1')
    refuse('forbidden', problem('operation.cross_site'))
  return refusingUnavailable(liveSessionsOf(deps).find(token))
}

function freeSession(session: LiveSession): LiveSession {
  if (session.mustChangePassword) refuse('forbidden', problem('organisation.change_password_first'))
  return session
}

function setSessionCookie(reply: WebReply, deps: SignInDeps, token: string): void {
  void reply.setCookie(COOKIE, token, {
    ...cookieOptions(deps, reply),
    path: '/',
    maxAge: deps.settings.absoluteHours * 3600,
  })
}

/** Secure under TLS, be it our own or that of a trusted proxy. */
function cookieOptions(deps: SignInDeps, reply: WebReply) {
  return { httpOnly: true, sameSite: 'lax', secure: deps.secure || reply.request.protocol === 'https' } as const
}

function checksOf(cookie: string | undefined): OidcChecks | undefined {
  if (!cookie || cookie.length > 2000) return undefined
  const text = Buffer.from(cookie, 'base64url').toString()
  const parsed = z.string().transform(parseJson).pipe(Checks).safeParse(text)
  return parsed.success ? parsed.data : undefined
}

function parseJson(text: string, ctx: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text)
  } catch {
    ctx.addIssue({ code: 'custom', message: 'not JSON' })
    return z.NEVER
  }
}

function shaped<S extends z.ZodType>(shape: S, body: unknown): z.output<S> {
  const parsed = shape.safeParse(storable(body ?? {}))
  if (parsed.success) return parsed.data
  throw new Refusal('invalid', problemsOfShape(parsed.error))
}
