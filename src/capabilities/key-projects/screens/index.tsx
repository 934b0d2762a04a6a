import { lazy } from 'react'
import { labelOf } from '../../../ui/language.tsx'
import type { CapabilityScreens } from '../../../ui/screens.ts'
import { keyProjectsMessages } from '../messages/index.ts'

/** The pages of key projects: the library, one project, its forms, and the import of ledgers. */
export const keyProjectsScreens: CapabilityScreens = {
  routes: [
    { path: '/key-projects', permission: 'key_projects.view', component: lazy(() => import('./list-page.tsx')) },
    {
      path: '/key-projects/new',
      permission: 'key_projects.manage',
      component: lazy(() => import('./create-page.tsx')),
    },
    {
      path: '/key-projects/import',
      permission: 'key_projects.manage',
      component: lazy(() => import('./import-page.tsx')),
    },
    {
      path: '/key-projects/$projectId',
      permission: 'key_projects.view',
      component: lazy(() => import('./project-page.tsx')),
    },
    {
      path: '/key-projects/$projectId/edit',
      permission: 'key_projects.manage',
      component: lazy(() => import('./edit-page.tsx')),
    },
  ],
  menu: [
    {
      group: 'work',
      path: '/key-projects',
      label: labelOf(keyProjectsMessages, (words) => words.menu.projects),
      permission: 'key_projects.view',
      order: 10,
    },
    {
      group: 'work',
      path: '/key-projects/import',
      label: labelOf(keyProjectsMessages, (words) => words.menu.import),
      permission: 'key_projects.manage',
      order: 15,
    },
  ],
  panels: [],
}
