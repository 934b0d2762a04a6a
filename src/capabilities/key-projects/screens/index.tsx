import { lazy } from 'react'
import { labelOf } from '../../../ui/language.tsx'
import { operationNamesOf } from '../../../ui/operation-names.ts'
import type { CapabilityScreens } from '../../../ui/screens.ts'
import { keyProjectsMessages } from '../messages/index.ts'

/** The pages of key projects: the library, one project, its forms, and the import of ledgers. */
export const keyProjectsScreens: CapabilityScreens = {
  operations: operationNamesOf(keyProjectsMessages),
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
      path: '/key-projects/statistics',
      permission: 'key_projects.view',
      component: lazy(() => import('./statistics-page.tsx')),
    },
    {
      path: '/key-projects/statistics/$listId',
      permission: 'key_projects.view',
      component: lazy(() => import('./frozen-list-page.tsx')),
    },
    {
      path: '/key-projects/events',
      permission: 'key_projects.view',
      component: lazy(() => import('./events-page.tsx')),
    },
    {
      path: '/key-projects/events/new',
      permission: 'key_projects.lists',
      component: lazy(() => import('./event-create-page.tsx')),
    },
    {
      path: '/key-projects/events/$eventId',
      permission: 'key_projects.view',
      component: lazy(() => import('./event-page.tsx')),
    },
    {
      path: '/key-projects/events/$eventId/edit',
      permission: 'key_projects.lists',
      component: lazy(() => import('./event-edit-page.tsx')),
    },
    {
      path: '/key-projects/duplicates',
      permission: 'key_projects.lists',
      component: lazy(() => import('./duplicates-page.tsx')),
    },
    {
      path: '/key-projects/bureaus',
      permission: 'key_projects.lists',
      component: lazy(() => import('./bureaus-page.tsx')),
    },
    {
      path: '/key-projects/money',
      permission: 'key_projects.view',
      component: lazy(() => import('./money-page.tsx')),
    },
    {
      path: '/key-projects/excuses',
      permission: 'key_projects.view',
      component: lazy(() => import('./excuses-page.tsx')),
    },
    { path: '/key-projects/map', permission: 'key_projects.view', component: lazy(() => import('./map-page.tsx')) },
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
      path: '/key-projects/map',
      label: labelOf(keyProjectsMessages, (words) => words.map.menu),
      permission: 'key_projects.view',
      order: 14,
    },
    {
      group: 'work',
      path: '/key-projects/statistics',
      label: labelOf(keyProjectsMessages, (words) => words.lists.menu),
      permission: 'key_projects.view',
      order: 11,
    },
    {
      group: 'work',
      path: '/key-projects/events',
      label: labelOf(keyProjectsMessages, (words) => words.events.menu),
      permission: 'key_projects.view',
      order: 12,
    },
    {
      group: 'work',
      path: '/key-projects/duplicates',
      label: labelOf(keyProjectsMessages, (words) => words.duplicates.menu),
      permission: 'key_projects.lists',
      order: 13,
    },
    {
      group: 'manage',
      path: '/key-projects/bureaus',
      label: labelOf(keyProjectsMessages, (words) => words.bureaus.menu),
      permission: 'key_projects.lists',
      order: 60,
    },
    {
      group: 'work',
      path: '/key-projects',
      label: labelOf(keyProjectsMessages, (words) => words.menu.projects),
      permission: 'key_projects.view',
      order: 10,
    },
    {
      group: 'work',
      path: '/key-projects/money',
      label: labelOf(keyProjectsMessages, (words) => words.money.menu),
      permission: 'key_projects.view',
      order: 13,
    },
    {
      group: 'work',
      path: '/key-projects/excuses',
      label: labelOf(keyProjectsMessages, (words) => words.excuses.menu),
      permission: 'key_projects.view',
      order: 14,
    },
    {
      group: 'work',
      path: '/key-projects/import',
      label: labelOf(keyProjectsMessages, (words) => words.menu.import),
      permission: 'key_projects.manage',
      order: 15,
    },
  ],
  panels: [
    {
      subjectKind: 'key_project',
      id: 'key_projects.lights',
      title: labelOf(keyProjectsMessages, (words) => words.excuses.panel),
      permission: 'key_projects.view',
      component: lazy(() => import('./lights-panel.tsx')),
    },
    {
      subjectKind: 'key_project',
      id: 'key_projects.money',
      title: labelOf(keyProjectsMessages, (words) => words.money.title),
      permission: 'key_projects.view',
      component: lazy(() => import('./money-panel.tsx')),
    },
  ],
  subjects: [
    {
      kind: 'key_project',
      label: labelOf(keyProjectsMessages, (words) => words.subjects),
      permission: 'key_projects.view',
      find: async (text) => (await import('./find-projects.ts')).findProjects(text),
      titleOf: async (id) => (await import('./find-projects.ts')).nameOfProject(id),
      pathOf: (id) => `/key-projects/${id}`,
    },
  ],
}
