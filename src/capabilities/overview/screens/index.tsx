import { lazy } from 'react'
import { labelOf } from '../../../ui/language.tsx'
import { operationNamesOf } from '../../../ui/operation-names.ts'
import type { CapabilityScreens } from '../../../ui/screens.ts'
import { overviewMessages } from '../messages/index.ts'

const label = (pick: (words: (typeof overviewMessages)['zh-CN']) => string) => labelOf(overviewMessages, pick)

/** The first page of everybody, the wall, the leader's page and the search: all without antd, so that they stand at once. */
export const overviewScreens: CapabilityScreens = {
  operations: operationNamesOf(overviewMessages),
  routes: [
    { path: '/', permission: 'session.own', component: lazy(() => import('./home-page.tsx')), frame: 'light' },
    { path: '/wall', permission: 'overview.view', component: lazy(() => import('./wall-page.tsx')), frame: 'wall' },
    {
      path: '/leader',
      permission: 'overview.view',
      component: lazy(() => import('./leader-page.tsx')),
      frame: 'light',
    },
    {
      path: '/search',
      permission: 'overview.view',
      component: lazy(() => import('./search-page.tsx')),
      frame: 'light',
    },
  ],
  menu: [
    { group: 'look', path: '/', label: label((words) => words.menu.home), permission: 'session.own', order: 1 },
    { group: 'look', path: '/wall', label: label((words) => words.menu.wall), permission: 'overview.view', order: 2 },
    {
      group: 'look',
      path: '/leader',
      label: label((words) => words.menu.leader),
      permission: 'overview.view',
      order: 3,
    },
    {
      group: 'look',
      path: '/search',
      label: label((words) => words.menu.search),
      permission: 'overview.view',
      order: 4,
    },
  ],
  panels: [],
}
