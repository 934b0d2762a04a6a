import { lazy } from 'react'
import { labelOf } from '../../../ui/language.tsx'
import { operationNamesOf } from '../../../ui/operation-names.ts'
import type { CapabilityScreens } from '../../../ui/screens.ts'
import { contestsMessages } from '../messages/index.ts'

/** The screens of contests. */
export const contestsScreens: CapabilityScreens = {
  operations: operationNamesOf(contestsMessages),
  routes: [{ path: '/contests', permission: 'contests.view', component: lazy(() => import('./list-page.tsx')) }],
  menu: [
    {
      group: 'work',
      path: '/contests',
      permission: 'contests.view',
      label: labelOf(contestsMessages, (words) => words.title),
    },
  ],
  panels: [],
}
