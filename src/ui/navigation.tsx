import { Link, useLocation, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { ComponentProps, ReactNode } from 'react'
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

/** A link inside the product: the page changes without loading anew. */
export function AppLink({ to, ...rest }: AppLinkProps) {
  return <Link to={to as '/'} {...rest} />
}

/** Goes to a path of the product; `replace` leaves no step in the browser's history. */
export function useGo(): (to: string, options?: { readonly replace?: boolean }) => void {
  const navigate = useNavigate()
  return (to, { replace = false } = {}) => void navigate({ href: to, replace })
}

/** The `$name` segments of the page's path. */
export function usePathFields<K extends string>(...names: readonly K[]): Readonly<Record<K, string>> {
  const params = useParams({ strict: false }) as Readonly<Record<string, string | undefined>>
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
  const search = useSearch({ strict: false }) as SearchParams
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
