import type { z } from 'zod'
import type { Permission } from './permissions.ts'

/** The methods an operation may be reached by. A query is a GET; a command is anything else. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH'

/** Method and path, e.g. `POST /key-projects/:projectId/reschedule`; `:name` segments are fields of the input. */
export type Route = `${Method} /${string}`

/** What an uploaded file may be. `types` are file name endings without the dot. */
export interface FileIn {
  readonly types: readonly string[]
  readonly maxBytes: number
}

/**
 * One thing the product can do, said once. The HTTP route, the OpenAPI entry, the typed client, the command of the CLI, the audit name
 * and the permission row are derived from it.
 */
export interface OperationSpec<I extends z.ZodObject = z.ZodObject, O extends z.ZodType = z.ZodType> {
  readonly kind: 'query' | 'command'
  /** `<capability>.<verb>` in snake_case; the audit trail and the CLI use it. */
  readonly id: `${string}.${string}`
  /** One English sentence for the API page and the CLI's help. */
  readonly summary: string
  readonly route: Route
  readonly permission: Permission
  readonly input: I
  readonly output: O
  /** Writes an audit row for a query too (personal data, exports). Commands are always audited. */
  readonly audited?: boolean
  /** The operation takes one uploaded file beside its input. */
  readonly fileIn?: FileIn
  /** The operation answers with a file of this MIME type; its output schema is then `FileAnswer`. */
  readonly fileOut?: string
  /** The operation is a stream of server-sent events; its output schema is that of one event. */
  readonly stream?: string
  /** Fields of the input that the audit trail must never hold; `body.phone` names a field inside another. */
  readonly secret?: readonly string[]
}

type Declared<I extends z.ZodObject, O extends z.ZodType> = Omit<OperationSpec<I, O>, 'kind'>

/** Declares an operation that changes something: audited, idempotent by key, in one transaction. */
export function command<I extends z.ZodObject, O extends z.ZodType>(spec: Declared<I, O>): OperationSpec<I, O> {
  return { ...spec, kind: 'command' }
}

/** Declares an operation that only reads. Its route must be a GET. */
export function query<I extends z.ZodObject, O extends z.ZodType>(
  spec: Declared<I, O> & { readonly route: `GET /${string}` },
): OperationSpec<I, O> {
  return { ...spec, kind: 'query' }
}

/** What a handler is given, after parsing. */
export type InputOf<S> = S extends OperationSpec<infer I> ? z.output<I> : never
/** What a handler returns and a caller gets. */
export type OutputOf<S> = S extends OperationSpec<z.ZodObject, infer O> ? z.output<O> : never
/** What a caller sends, before defaults are filled in. */
export type SentOf<S> = S extends OperationSpec<infer I> ? z.input<I> : never

/** Method and path of a route. */
export function routeParts(route: Route): { readonly method: Method; readonly path: string } {
  const space = route.indexOf(' ')
  return { method: route.slice(0, space) as Method, path: route.slice(space + 1) }
}

/** The names of the `:name` segments of a path, in order. */
export function pathFields(path: string): readonly string[] {
  return [...path.matchAll(/:([A-Za-z]+)/g)].map((match) => match[1] ?? '')
}
