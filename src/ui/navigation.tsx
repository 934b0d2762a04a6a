import { useBlocker, useLocation, useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { ComponentProps, MouseEvent, ReactNode } from 'react'
import {
  type Opened,
  readUrlState,
  type SearchParams,
  stringifySearch,
  type UrlState,
  writeUrlState,
} from './url-state.ts'

/** Props of `AppLink`: `to` is a finished path, search included if there is any. */
export interface AppLinkProps extends Omit<ComponentProps<'a'>, 'href'> {
  readonly to: string
  readonly children?: ReactNode
}

/** A link inside the product: the page changes without loading anew; with a modifier key it opens as the browser's own links do. */
export function AppLink({ to, onClick, ...rest }: AppLinkProps) {
  const router = useRouter()
  const follow = (event: MouseEvent<HTMLAnchorElement>): void => {
    onClick?.(event)
    const isOwn = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
    if (event.defaultPrevented || !isOwn || rest.target) return
    event.preventDefault()
    void router.navigate({ href: to })
  }
  return <a href={to} onClick={follow} {...rest} />
}

/** Goes to a path of the product; `replace` leaves no step in the browser's history. */
export function useGo(): (to: string, options?: { readonly replace?: boolean }) => void {
  const navigate = useNavigate()
  return useCallback((to, { replace = false } = {}) => void navigate({ href: to, replace }), [navigate])
}

/** The `$name` segments of the page's path. */
export function usePathFields<K extends string>(...names: readonly K[]): Readonly<Record<K, string>> {
  const params: Readonly<Record<string, string | undefined>> = useParams({ strict: false })
  return Object.fromEntries(names.map((name) => [name, params[name] ?? ''])) as Record<K, string>
}

/** The path of the page, without its search. */
export function usePath(): string {
  return useLocation({ select: (location) => location.pathname })
}

/**
 * State that lives in the address (filters, sorting, tabs), so that a page can be sent to a colleague: `[state, patch, reset]`.
 * Give `defaults` as a constant outside the component. Other parameters of the address stay as they are.
 */
export function useUrlState<D extends UrlState>(
  defaults: D,
): readonly [Opened<D>, (change: Partial<Opened<D>>) => void, () => void] {
  const search: SearchParams = useSearch({ strict: false })
  const path = usePath()
  const navigate = useNavigate()
  const state = readUrlState(defaults, search)
  const write = (next: Opened<D>): void => {
    const others = Object.fromEntries(Object.entries(search).filter(([key]) => !Object.hasOwn(defaults, key)))
    const text = stringifySearch({ ...others, ...writeUrlState(defaults, next) })
    void navigate({ href: `${path}${text}`, replace: true })
  }
  return [state, (change) => write({ ...state, ...change }), () => write(readUrlState(defaults, {}))]
}

/** Asks before a page with unsaved work is left, by a link of the product or by closing the tab. */
export function useUnsavedGuard(isDirty: boolean, question: string): void {
  useBlocker({
    // The question is the browser's own box: it stops everything, which is the point here.
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && !window.confirm(question),
    enableBeforeUnload: isDirty,
    disabled: !isDirty,
  })
}
