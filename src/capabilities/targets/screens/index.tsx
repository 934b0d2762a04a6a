import { lazy } from 'react'
import { labelOf } from '../../../ui/language.tsx'
import { operationNamesOf } from '../../../ui/operation-names.ts'
import type { CapabilityScreens, MenuEntry } from '../../../ui/screens.ts'
import { targetsMessages } from '../messages/index.ts'

type Menu = (typeof targetsMessages)['zh-CN']['menu']

const entry = (
  path: MenuEntry['path'],
  word: keyof Menu,
  order: number,
  permission: MenuEntry['permission'] = 'targets.view',
): MenuEntry => ({
  group: 'set',
  path,
  label: labelOf(targetsMessages, (words) => words.menu[word]),
  permission,
  order,
})

/** The pages of targets: the table, one target, the month grid, places, published figures, and what the offices keep. */
export const targetsScreens: CapabilityScreens = {
  operations: operationNamesOf(targetsMessages),
  routes: [
    { path: '/targets', permission: 'targets.view', component: lazy(() => import('./targets-page.tsx')) },
    { path: '/targets/$targetId', permission: 'targets.view', component: lazy(() => import('./target-page.tsx')) },
    { path: '/actuals', permission: 'targets.view', component: lazy(() => import('./entry-page.tsx')) },
    {
      path: '/actuals/import',
      permission: 'targets.view',
      component: lazy(() => import('./imports-page.tsx')),
    },
    { path: '/ranks', permission: 'targets.view', component: lazy(() => import('./ranks-page.tsx')) },
    { path: '/claims', permission: 'targets.view', component: lazy(() => import('./claims-page.tsx')) },
    { path: '/indicators', permission: 'targets.view', component: lazy(() => import('./indicators-page.tsx')) },
    { path: '/campaigns', permission: 'targets.view', component: lazy(() => import('./campaigns-page.tsx')) },
    { path: '/target-years', permission: 'targets.view', component: lazy(() => import('./years-page.tsx')) },
  ],
  menu: [
    entry('/targets', 'targets', 10),
    entry('/actuals', 'entry', 20),
    entry('/ranks', 'ranks', 30),
    entry('/claims', 'claims', 40),
    entry('/indicators', 'indicators', 50),
    entry('/campaigns', 'campaigns', 60),
    entry('/target-years', 'years', 70, 'targets.manage'),
    { ...entry('/target-years', 'archive', 30, 'data.export_all'), group: 'manage' },
  ],
  panels: [],
  subjects: [
    {
      kind: 'target',
      label: labelOf(targetsMessages, (words) => words.subjects),
      permission: 'targets.view',
      find: async (text) => (await import('./find-targets.ts')).findTargets(text),
      titleOf: async (id) => (await import('./find-targets.ts')).titleOfTarget(id),
      pathOf: (id) => `/targets/${id}`,
    },
  ],
}
