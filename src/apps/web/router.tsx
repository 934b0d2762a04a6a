import { createRootRoute, createRoute, createRouter, Outlet } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { Loading } from '../../ui/kit/states.tsx'
import { House } from '../../ui/layout/house.tsx'
import { Wall } from '../../ui/layout/wall.tsx'
import type { CapabilityScreens, ScreenRoute } from '../../ui/screens.ts'
import { parseSearch, stringifySearch } from '../../ui/url-state.ts'
import { StartPage } from './start-page.tsx'
import { NotFoundPage, RefusedPage } from './message-pages.tsx'
import { Gate } from './sign-in/gate.tsx'
import { holds, useSession } from '../../ui/session.tsx'

const AntdHouse = lazy(() => import('../../ui/layout/antd-house.tsx'))
const AccountPage = lazy(() => import('./sign-in/account-page.tsx'))

/** Pages of the house itself; a capability that claims one of their paths takes it over. */
const OWN_ROUTES: readonly ScreenRoute[] = [
  { path: '/', permission: 'session.own', component: StartPage, frame: 'light' },
  { path: '/account', permission: 'session.own', component: AccountPage, frame: 'light' },
]

/** The router of all screens: everything behind the gate of sign-in; pages in the house, walls on their own. */
export function makeRouter(screens: readonly CapabilityScreens[]) {
  const root = createRootRoute({
    component: () => (
      <Gate>
        <Outlet />
      </Gate>
    ),
    notFoundComponent: () => (
      <House>
        <NotFoundPage />
      </House>
    ),
  })
  const routes = screens.flatMap((each) => each.routes)
  const claimed = new Set(routes.map(({ path }) => path))
  const own = OWN_ROUTES.filter(({ path }) => !claimed.has(path))
  const tree = root.addChildren(
    [...own, ...routes].map((route) =>
      createRoute({ getParentRoute: () => root, path: route.path, component: () => <Framed route={route} /> }),
    ),
  )
  return createRouter({
    routeTree: tree,
    parseSearch,
    stringifySearch,
    defaultPendingComponent: () => <Loading />,
    scrollRestoration: true,
  })
}

function Framed({ route }: { readonly route: ScreenRoute }) {
  const session = useSession()
  const Page = route.component
  if (!holds(session, route.permission))
    return (
      <House>
        <RefusedPage permission={route.permission} />
      </House>
    )
  if (route.frame === 'wall')
    return (
      <Wall>
        <Page />
      </Wall>
    )
  if (route.frame === 'light')
    return (
      <House>
        <Page />
      </House>
    )
  return (
    <House>
      <Suspense fallback={<Loading />}>
        <AntdHouse>
          <Page />
        </AntdHouse>
      </Suspense>
    </House>
  )
}
