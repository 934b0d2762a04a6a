import { lazy } from 'react'
import { labelOf } from '../../../ui/language.tsx'
import { operationNamesOf } from '../../../ui/operation-names.ts'
import type { CapabilityScreens } from '../../../ui/screens.ts'
import { bulletinsMessages } from '../messages/index.ts'

const entry = (path: `/${string}`, word: 'bulletins' | 'lists' | 'templates', order: number) => ({
  group: 'write' as const,
  path,
  label: labelOf(bulletinsMessages, (words) => words.menu[word]),
  permission: word === 'templates' ? ('bulletins.write' as const) : ('bulletins.view' as const),
  order,
})

/** The screens of bulletins: the desk, one bulletin, templates, lists. */
export const bulletinsScreens: CapabilityScreens = {
  operations: operationNamesOf(bulletinsMessages),
  routes: [
    { path: '/bulletins', permission: 'bulletins.view', component: lazy(() => import('./desk-page.tsx')) },
    { path: '/bulletins/lists', permission: 'bulletins.view', component: lazy(() => import('./lists-page.tsx')) },
    {
      path: '/bulletins/templates',
      permission: 'bulletins.write',
      component: lazy(() => import('./templates-page.tsx')),
    },
    {
      path: '/bulletins/templates/$key',
      permission: 'bulletins.write',
      component: lazy(() => import('./template-page.tsx')),
    },
    {
      path: '/bulletins/$bulletinId',
      permission: 'bulletins.view',
      component: lazy(() => import('./bulletin-page.tsx')),
    },
  ],
  menu: [
    entry('/bulletins', 'bulletins', 60),
    entry('/bulletins/lists', 'lists', 61),
    entry('/bulletins/templates', 'templates', 62),
  ],
  panels: [],
}
