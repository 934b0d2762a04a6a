import { type Query, useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react'
import type { Permission, Reach, Role } from '../kernel/permissions.ts'
import { invalidateAnswers, onUnauthenticated, sendRequest } from './api.ts'
import { lookAt } from './looked-at.ts'
import { ApiRefusal, requestLocale } from './request.ts'

/** A post the signed-in person holds, or acts for. */
export interface SessionPost {
  readonly id: string
  readonly role: Role
  readonly unitId: string
  readonly unitName: string
  readonly onBehalfOf?: { readonly id: string; readonly name: string }
}

/** Who is signed in, and what they may do: the answer of `GET /api/session`. */
export interface SessionInfo {
  readonly person: { readonly id: string; readonly name: string; readonly account: string }
  readonly region: { readonly code: string; readonly name: string }
  readonly posts: readonly SessionPost[]
  readonly permissions: Partial<Record<Permission, Reach>>
  readonly mustChangePassword: boolean
  readonly totpEnabled: boolean
  readonly locale?: string
  /** Tenants below, where the person's post reads them. */
  readonly regionsBelow?: readonly { readonly code: string; readonly name: string }[]
  /** The region holds sample data. */
  readonly sample: boolean
}

/** What a person types to sign in. */
export interface Credentials {
  readonly account: string
  readonly password: string
  readonly totp?: string
}

/** The ways of signing in that this installation offers: the answer of `GET /api/session/means`. */
export interface SignInMeans {
  readonly password: boolean
  readonly oidc: { readonly label: string } | null
  /** No region is opened yet: the first set-up comes before any sign-in. */
  readonly setUp: boolean
}

/** The ways of signing in; `undefined` until they are known. */
export function useSignInMeans(): SignInMeans | undefined {
  return useQuery<SignInMeans>({
    queryKey: ['session.means'],
    queryFn: async () => (await (await send('GET', '/api/session/means')).json()) as SignInMeans,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  }).data
}

const SESSION_KEY = ['session'] as const

function send(method: string, path: string, body?: unknown): Promise<Response> {
  return sendRequest(path, {
    method,
    headers: {
      'Accept-Language': requestLocale(),
      'X-Clarion': '1',
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

/** Everything answered to a person: all but the session, which the page that shows it keeps watching. */
const isAnswer = ({ queryKey }: Query): boolean => queryKey[0] !== SESSION_KEY[0]

async function fetchSession(): Promise<SessionInfo | null> {
  try {
    return (await (await send('GET', '/api/session')).json()) as SessionInfo
  } catch (error) {
    if (error instanceof ApiRefusal && error.kind === 'unauthenticated') return null
    throw error
  }
}

interface SessionState {
  readonly session: SessionInfo | null
  readonly isLoading: boolean
  readonly refusal: ApiRefusal | null
  /** The server forgot the session while somebody was working: what is on screen stays, and they are asked to sign in over it. */
  readonly isExpired: boolean
  readonly signIn: (credentials: Credentials) => Promise<void>
  readonly signOut: (everywhere?: boolean) => Promise<void>
  readonly changePassword: (change: { readonly currentPassword: string; readonly newPassword: string }) => Promise<void>
  readonly reload: () => Promise<void>
}

const SessionContext = createContext<SessionState | undefined>(undefined)

/** Keeps the session of this browser: read once, renewed after sign-in, and watched for expiry. */
export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient()
  const [isExpired, setExpired] = useState(false)
  const query = useQuery<SessionInfo | null, ApiRefusal>({
    queryKey: SESSION_KEY,
    queryFn: fetchSession,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  const session = query.data ?? null
  useEffect(
    () =>
      onUnauthenticated(() => {
        if (client.getQueryData<SessionInfo | null>(SESSION_KEY)) setExpired(true)
      }),
    [client],
  )
  const state = useMemo<SessionState>(() => {
    const take = async (): Promise<void> => {
      const before = client.getQueryData<SessionInfo | null>(SESSION_KEY)
      const next = await fetchSession()
      client.setQueryData(SESSION_KEY, next)
      if (before && next && before.person.id !== next.person.id) void client.resetQueries({ predicate: isAnswer })
      setExpired(false)
      await invalidateAnswers(client)
    }
    return {
      session,
      isLoading: query.isPending,
      refusal: query.error,
      isExpired,
      signIn: async (credentials) => {
        await send('POST', '/api/session', credentials)
        await take()
      },
      signOut: async (everywhere = false) => {
        await send('DELETE', everywhere ? '/api/sessions' : '/api/session')
        lookAt(undefined)
        client.setQueryData(SESSION_KEY, null)
        client.removeQueries({ predicate: isAnswer })
        setExpired(false)
      },
      changePassword: async (change) => {
        await send('POST', '/api/session/password', change)
        await take()
      },
      reload: take,
    }
  }, [client, session, query.isPending, query.error, isExpired])
  return <SessionContext value={state}>{children}</SessionContext>
}

/** The session and what can be done with it. */
export function useSessionState(): SessionState {
  const state = use(SessionContext)
  if (!state) throw new Error('useSessionState needs a SessionProvider above it')
  return state
}

/** Who is signed in; only for screens behind sign-in. */
export function useSession(): SessionInfo {
  const { session } = useSessionState()
  if (!session) throw new Error('this screen needs a session')
  return session
}

/** Whether the signed-in person has a permission at all. What may be done to one record is said by its `actions`. */
export function useMay(permission: Permission): boolean {
  const { session } = useSessionState()
  return session !== null && holds(session, permission)
}

/** Whether a session has a permission. `session.*` rows are held by everybody signed in. */
export function holds(session: Pick<SessionInfo, 'permissions'>, permission: Permission): boolean {
  return permission.startsWith('session.') || session.permissions[permission] !== undefined
}
