import { lazy } from 'react'
import { labelOf } from '../../../ui/language.tsx'
import { operationNamesOf } from '../../../ui/operation-names.ts'
import type { CapabilityScreens } from '../../../ui/screens.ts'
import { noticesMessages } from '../messages/index.ts'

const label = (word: 'inbox' | 'channels' | 'load') => labelOf(noticesMessages, (words) => words.menu[word])

/** The bell in the header, the own notices, how one hears, the ways out, and the load meter. */
export const noticesScreens: CapabilityScreens = {
  routes: [
    { path: '/notices', permission: 'notices.view', component: lazy(() => import('./inbox-page.tsx')), frame: 'light' },
    {
      path: '/notices/preferences',
      permission: 'notices.view',
      component: lazy(() => import('./preferences-page.tsx')),
    },
    { path: '/notice-channels', permission: 'notices.manage', component: lazy(() => import('./channels-page.tsx')) },
    { path: '/load', permission: 'notices.load', component: lazy(() => import('./load-page.tsx')) },
  ],
  menu: [
    { group: 'look', path: '/notices', label: label('inbox'), permission: 'notices.view', order: 5 },
    { group: 'look', path: '/load', label: label('load'), permission: 'notices.load', order: 6 },
    { group: 'manage', path: '/notice-channels', label: label('channels'), permission: 'notices.manage', order: 60 },
  ],
  operations: operationNamesOf(noticesMessages),
  panels: [],
  header: [{ id: 'notices.bell', permission: 'notices.view', component: lazy(() => import('./bell.tsx')) }],
}
