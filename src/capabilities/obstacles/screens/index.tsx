import { lazy } from 'react'
import { labelOf } from '../../../ui/language.tsx'
import { operationNamesOf } from '../../../ui/operation-names.ts'
import type { CapabilityScreens } from '../../../ui/screens.ts'
import { obstaclesMessages } from '../messages/index.ts'

/** The pages of the closed-loop ledger: promises. */
export const obstaclesScreens: CapabilityScreens = {
  operations: operationNamesOf(obstaclesMessages),
  routes: [
    { path: '/promises', permission: 'promises.view', component: lazy(() => import('./promises-page.tsx')) },
    {
      path: '/promises/$promiseId',
      permission: 'promises.view',
      component: lazy(() => import('./promise-page.tsx')),
    },
  ],
  menu: [
    {
      group: 'work',
      path: '/promises',
      label: labelOf(obstaclesMessages, (words) => words.promises.menu),
      permission: 'promises.view',
      order: 40,
    },
  ],
  panels: [],
}
