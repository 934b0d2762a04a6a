import { LOCALES, type Locale } from '../kernel/language.ts'
import { type OperationSpec, pathFields, routeParts } from '../kernel/operation.ts'
import { permissionRow } from '../kernel/permissions.ts'
import type { Problem } from '../kernel/problem.ts'
import { REFUSAL_KINDS, type RefusalKind } from '../kernel/refusal.ts'
import { wordsOf } from './late-words.ts'
import { lookedAtRegion } from './looked-at.ts'
import { uiMessages } from './messages/index.ts'

/** A problem as the server sends it: with its sentence in the reader's language. */
export interface SaidProblem extends Problem {
  readonly message: string
}

/** How the server said no. `bug` is a fault of ours (500): only then is the reference all a person can use. */
export class ApiRefusal extends Error {
  readonly kind: RefusalKind | 'bug'
  readonly problems: readonly SaidProblem[]
  readonly reference: string | undefined

  constructor(kind: RefusalKind | 'bug', problems: readonly SaidProblem[], reference?: string) {
    super(problems.map((each) => each.message).join(' ') || kind)
    this.name = 'ApiRefusal'
    this.kind = kind
    this.problems = problems
    this.reference = reference
  }
}

/** An HTTP request that carries an operation, before it is sent. */
export interface OperationRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | FormData | undefined
}

/** What may accompany a call. */
export interface CallOptions {
  readonly signal?: AbortSignal
  readonly idempotencyKey?: string
  readonly file?: File
}

/**
 * The request of an operation: `:name` segments are filled from the input, the other fields go into the query string of a GET (lists as
 * repeated keys, nested objects as JSON, absent ones left out) or into the JSON body; with a file, into the part `input` of a form.
 */
export function requestOf(
  spec: Pick<OperationSpec, 'kind' | 'route' | 'permission'>,
  input: Readonly<Record<string, unknown>>,
  locale: Locale,
  options: CallOptions = {},
): OperationRequest {
  const { method, path } = routeParts(spec.route)
  const inPath = new Set(pathFields(path))
  const filled = path.replaceAll(/:([A-Za-z]+)/g, (_, name: string) => encodeURIComponent(textOf(input[name])))
  const rest = Object.fromEntries(
    Object.entries(input).filter(([name, value]) => !inPath.has(name) && value !== undefined),
  )
  const headers: Record<string, string> = { 'Accept-Language': locale, 'X-Clarion': '1' }
  const region = lookedAtRegion()
  if (region && spec.kind === 'query' && typeof permissionRow(spec.permission) !== 'string')
    headers['X-Clarion-Region'] = region
  if (options.idempotencyKey) headers['Idempotency-Key'] = options.idempotencyKey
  if (method === 'GET') return { method, url: `/api${filled}${queryString(rest)}`, headers, body: undefined }
  if (options.file) {
    const form = new FormData()
    form.append('input', JSON.stringify(rest))
    form.append('file', options.file, options.file.name)
    return { method, url: `/api${filled}`, headers, body: form }
  }
  headers['Content-Type'] = 'application/json'
  return { method, url: `/api${filled}`, headers, body: JSON.stringify(rest) }
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return value === undefined || value === null ? '' : JSON.stringify(value)
}

function queryString(fields: Readonly<Record<string, unknown>>): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each === null || each === undefined || each === '') continue
      params.append(name, textOf(each))
    }
  }
  const text = params.toString()
  return text ? `?${text}` : ''
}

/**
 * The refusal a bad answer stands for. A body that is not one of ours (a proxy's page, an empty answer) becomes `unavailable` or `bug`
 * by its status, with a sentence of our own, so that a person always reads something.
 */
export function refusalOf(status: number, body: unknown, locale: Locale): ApiRefusal {
  const words = wordsOf(uiMessages, locale).problems
  const said = isRecord(body) ? body : {}
  const reference = typeof said['reference'] === 'string' ? said['reference'] : undefined
  const kind = REFUSAL_KINDS.find((each) => each === said['kind']) ?? kindOfStatus(status)
  const problems = Array.isArray(said['problems']) ? said['problems'].filter(isSaidProblem) : []
  if (problems.length > 0) return new ApiRefusal(kind, problems, reference)
  const code = kind === 'bug' ? 'ui.bug' : kind === 'unauthenticated' ? 'ui.sign_in_again' : 'ui.unavailable'
  return new ApiRefusal(kind, [{ code, message: words[code]() }], reference)
}

/** The refusal that stands for a network that does not answer. */
export function offlineRefusal(locale: Locale): ApiRefusal {
  const message = wordsOf(uiMessages, locale).problems['ui.offline']()
  return new ApiRefusal('unavailable', [{ code: 'ui.offline', message }])
}

const KIND_OF_STATUS: Readonly<Record<number, RefusalKind>> = {
  400: 'invalid',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  413: 'invalid',
  422: 'rule_broken',
  429: 'too_many',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
}

function kindOfStatus(status: number): RefusalKind | 'bug' {
  return KIND_OF_STATUS[status] ?? (status >= 500 ? 'bug' : 'unavailable')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isSaidProblem(value: unknown): value is SaidProblem {
  return isRecord(value) && typeof value['code'] === 'string' && typeof value['message'] === 'string'
}

/**
 * The file name of a download: the extended name of `Content-Disposition` (RFC 6266) where it is there and well formed, else the plain
 * one, else the fallback.
 */
export function fileNameOf(disposition: string | null, fallback: string): string {
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1]
  try {
    if (extended) return decodeURIComponent(extended)
  } catch {
    return fallback
  }
  return /filename="?([^";]+)"?/i.exec(disposition ?? '')?.[1] ?? fallback
}

/** A random key for one intended command. Works on plain HTTP too, where `crypto.randomUUID` is missing. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

let currentLocale: Locale = 'zh-CN'

/** The language in which the server is asked to answer. */
export function requestLocale(): Locale {
  return currentLocale
}

/** Sets the language of the requests that follow; the locale provider calls it. */
export function setRequestLocale(locale: Locale): void {
  currentLocale = LOCALES.includes(locale) ? locale : 'zh-CN'
}
