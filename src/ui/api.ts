import {
  type InfiniteData,
  keepPreviousData,
  type QueryClient,
  type QueryKey,
  type UseMutationResult,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useRef } from 'react'
import type { z } from 'zod'
import type { OperationSpec } from '../kernel/operation.ts'
import {
  ApiRefusal,
  type CallOptions,
  fileNameOf,
  newIdempotencyKey,
  offlineRefusal,
  refusalOf,
  requestLocale,
  requestOf,
} from './request.ts'

type Spec<I extends z.ZodObject, O extends z.ZodType> = OperationSpec<I, O>

/**
 * Calls an operation and gives its output as declared; every failure is an `ApiRefusal` (an unreachable server is `unavailable` with
 * code `ui.offline`). An aborted call rejects with the abort itself.
 */
export async function callOperation<I extends z.ZodObject, O extends z.ZodType>(
  spec: Spec<I, O>,
  input: z.input<I>,
  options: CallOptions = {},
): Promise<z.output<O>> {
  const response = await sendOperation(spec, input, options)
  if (response.status === 204) return undefined as z.output<O>
  return (await response.json()) as z.output<O>
}

/** Runs an operation that answers with a file and hands the file to the browser under the name the server gave it. */
export async function downloadOperation<I extends z.ZodObject, O extends z.ZodType>(
  spec: Spec<I, O>,
  input: z.input<I>,
  options: CallOptions = {},
): Promise<string> {
  const response = await sendOperation(spec, input, options)
  const name = fileNameOf(response.headers.get('Content-Disposition'), spec.id)
  const url = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
  return name
}

async function sendOperation<I extends z.ZodObject, O extends z.ZodType>(
  spec: Spec<I, O>,
  input: z.input<I>,
  options: CallOptions,
): Promise<Response> {
  const { url, ...request } = requestOf(spec, input, requestLocale(), options)
  return sendRequest(url, { ...request, ...(options.signal ? { signal: options.signal } : {}) })
}

type Listener = (refusal: ApiRefusal) => void
const unauthenticatedListeners = new Set<Listener>()

/** Tells the listener whenever the server no longer knows the session; gives the function that stops it. */
export function onUnauthenticated(listener: Listener): () => void {
  unauthenticatedListeners.add(listener)
  return () => unauthenticatedListeners.delete(listener)
}

/** Sends a request to our own server; a bad answer and a dead network become an `ApiRefusal`. */
export async function sendRequest(url: string, init: RequestInit): Promise<Response> {
  const locale = requestLocale()
  let response: Response
  try {
    response = await fetch(url, { credentials: 'same-origin', ...init })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw offlineRefusal(locale)
  }
  if (response.ok) return response
  const body: unknown = await response.json().catch(() => undefined)
  const refusal = refusalOf(response.status, body, locale)
  if (refusal.kind === 'unauthenticated') for (const listener of unauthenticatedListeners) listener(refusal)
  throw refusal
}

/** The cache key of an operation's answer: its id first, so that a topic's capability prefix finds it. */
export function keyOf(spec: Pick<OperationSpec, 'id'>, input: unknown): QueryKey {
  return [spec.id, input]
}

/** Options of `useOperation`. `keepPrevious` shows the last answer while a changed input loads. */
export interface UseOperationOptions {
  readonly enabled?: boolean
  readonly staleMs?: number
  readonly keepPrevious?: boolean
}

/** The answer of a query operation, cached under `[spec.id, input]` and refreshed when its capability announces a change. */
export function useOperation<I extends z.ZodObject, O extends z.ZodType>(
  spec: Spec<I, O>,
  input: z.input<I>,
  { enabled = true, staleMs = 15_000, keepPrevious = false }: UseOperationOptions = {},
): UseQueryResult<z.output<O>, ApiRefusal> {
  return useQuery<z.output<O>, ApiRefusal>({
    queryKey: keyOf(spec, input),
    queryFn: ({ signal }) => callOperation(spec, input, { signal }),
    enabled,
    staleTime: staleMs,
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
  })
}

interface Page<R> {
  readonly items: readonly R[]
  readonly nextCursor?: string | null | undefined
}

/** Rows of a list with all that a table needs to show its states. */
export interface TableSource<R> {
  readonly rows: readonly R[]
  readonly isLoading: boolean
  readonly isRefreshing: boolean
  readonly refusal: ApiRefusal | null
  readonly hasMore: boolean
  readonly isLoadingMore: boolean
  readonly loadMore: () => void
  readonly reload: () => void
}

type RowOf<O extends z.ZodType> = z.output<O> extends Page<infer R> ? R : never

/** Loads a keyset list page by page; `input` is the list's input without its cursor. */
export function usePages<I extends z.ZodObject, O extends z.ZodType<Page<unknown>>>(
  spec: Spec<I, O>,
  input: Omit<z.input<I>, 'cursor'>,
  { enabled = true, staleMs = 15_000 }: Omit<UseOperationOptions, 'keepPrevious'> = {},
): TableSource<RowOf<O>> {
  const query = useInfiniteQuery<z.output<O>, ApiRefusal, InfiniteData<z.output<O>>, QueryKey, string | undefined>({
    queryKey: [spec.id, 'pages', input],
    queryFn: ({ signal, pageParam }) =>
      callOperation(spec, { ...input, ...(pageParam ? { cursor: pageParam } : {}) } as z.input<I>, { signal }),
    initialPageParam: undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    enabled,
    staleTime: staleMs,
    placeholderData: keepPreviousData,
  })
  return {
    rows: (query.data?.pages ?? []).flatMap((page) => page.items as readonly RowOf<O>[]),
    isLoading: query.isPending && enabled,
    isRefreshing: query.isFetching && !query.isPending && !query.isFetchingNextPage,
    refusal: query.error,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
    reload: () => void query.refetch(),
  }
}

/** A table's source from an answer that holds all its rows. */
export function sourceOf<T, R>(
  query: UseQueryResult<T, ApiRefusal>,
  rowsOf: (answer: T) => readonly R[],
): TableSource<R> {
  return {
    rows: query.data === undefined ? [] : rowsOf(query.data),
    isLoading: query.isPending,
    isRefreshing: query.isFetching && !query.isPending,
    refusal: query.error,
    hasMore: false,
    isLoadingMore: false,
    loadMore: () => undefined,
    reload: () => void query.refetch(),
  }
}

/** A table's source from rows already at hand. */
export function sourceOfRows<R>(rows: readonly R[]): TableSource<R> {
  const nothing = (): void => undefined
  return {
    rows,
    isLoading: false,
    isRefreshing: false,
    refusal: null,
    hasMore: false,
    isLoadingMore: false,
    loadMore: nothing,
    reload: nothing,
  }
}

/** Makes the answers of every operation whose id starts with one of the prefixes stale, and refetches those on screen. */
export async function invalidatePrefixes(client: QueryClient, prefixes: readonly string[]): Promise<void> {
  await client.invalidateQueries({
    predicate: ({ queryKey: [id] }) => typeof id === 'string' && prefixes.some((prefix) => id.startsWith(prefix)),
  })
}

/** Makes every answer of an operation stale, and refetches those on screen; the session itself is left alone. */
export async function invalidateAnswers(client: QueryClient): Promise<void> {
  await client.invalidateQueries({
    predicate: ({ queryKey: [id] }) => typeof id === 'string' && id.includes('.') && !id.startsWith('session.'),
  })
}

/** Options of `useCommand`: prefixes of operation ids that change with it besides those of its own capability. */
export interface UseCommandOptions<O extends z.ZodType> {
  readonly onSuccess?: (output: z.output<O>) => void
  readonly invalidates?: readonly string[]
}

/**
 * Runs a command: `mutate(input)` or `await mutateAsync(input)`; `error` is the refusal. A repeat of the same input after an outage
 * carries the same idempotency key, so that pressing the button again never does the thing twice.
 */
export function useCommand<I extends z.ZodObject, O extends z.ZodType>(
  spec: Spec<I, O>,
  options: UseCommandOptions<O> = {},
): UseMutationResult<z.output<O>, ApiRefusal, z.input<I>> {
  const intent = useIntent()
  return useSending(spec, options, async (input: z.input<I>) => {
    const idempotencyKey = intent.keyFor(JSON.stringify(input))
    try {
      const output = await callOperation(spec, input, { idempotencyKey })
      intent.settle()
      return output
    } catch (error) {
      if (!(error instanceof ApiRefusal && error.kind === 'unavailable')) intent.settle()
      throw error
    }
  })
}

/** Like `useCommand` for an operation that takes a file: `mutate({ input, file })`. */
export function useUpload<I extends z.ZodObject, O extends z.ZodType>(
  spec: Spec<I, O>,
  options: UseCommandOptions<O> = {},
): UseMutationResult<z.output<O>, ApiRefusal, { readonly input: z.input<I>; readonly file: File }> {
  return useSending(spec, options, ({ input, file }: { readonly input: z.input<I>; readonly file: File }) =>
    callOperation(spec, input, { file, idempotencyKey: newIdempotencyKey() }),
  )
}

/** A download on a button: `mutate(input)` saves the file; `error` is the refusal. */
export function useDownload<I extends z.ZodObject, O extends z.ZodType>(
  spec: Spec<I, O>,
): UseMutationResult<string, ApiRefusal, z.input<I>> {
  return useMutation<string, ApiRefusal, z.input<I>>({ mutationFn: (input) => downloadOperation(spec, input) })
}

function useSending<I extends z.ZodObject, O extends z.ZodType, V>(
  spec: Spec<I, O>,
  { onSuccess, invalidates = [] }: UseCommandOptions<O>,
  send: (variables: V) => Promise<z.output<O>>,
): UseMutationResult<z.output<O>, ApiRefusal, V> {
  const client = useQueryClient()
  return useMutation<z.output<O>, ApiRefusal, V>({
    mutationFn: send,
    onSuccess: (output) => {
      void invalidatePrefixes(client, [`${spec.id.slice(0, spec.id.indexOf('.'))}.`, ...invalidates])
      onSuccess?.(output)
    },
  })
}

/** One key for one intended command, kept until the server has answered it. */
function useIntent() {
  const open = useRef<{ readonly of: string; readonly key: string } | undefined>(undefined)
  return {
    keyFor: (of: string): string => {
      if (open.current?.of !== of) open.current = { of, key: newIdempotencyKey() }
      return open.current.key
    },
    settle: (): void => {
      open.current = undefined
    },
  }
}
