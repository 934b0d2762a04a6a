import { lazy } from 'react'
import { labelOf } from '../../../ui/language.tsx'
import { operationNamesOf } from '../../../ui/operation-names.ts'
import type { CapabilityScreens } from '../../../ui/screens.ts'
import { organisationMessages } from '../messages/index.ts'

const label = (pick: (words: (typeof organisationMessages)['zh-CN']) => string) => labelOf(organisationMessages, pick)

/** The pages of the organisation, and the security part of one's own account page. */
export const organisationScreens: CapabilityScreens = {
  operations: operationNamesOf(organisationMessages),
  routes: [
    { path: '/organisation/units', permission: 'organisation.view', component: lazy(() => import('./units-page.tsx')) },
    {
      path: '/organisation/people',
      permission: 'organisation.view',
      component: lazy(() => import('./people-page.tsx')),
    },
    { path: '/organisation/posts', permission: 'organisation.view', component: lazy(() => import('./posts-page.tsx')) },
    {
      path: '/organisation/delegations',
      permission: 'organisation.delegate',
      component: lazy(() => import('./delegations-page.tsx')),
    },
    {
      path: '/organisation/permissions',
      permission: 'organisation.view',
      component: lazy(() => import('./permissions-page.tsx')),
    },
    {
      path: '/organisation/calendar',
      permission: 'organisation.view',
      component: lazy(() => import('./calendar-page.tsx')),
    },
    {
      path: '/organisation/import',
      permission: 'organisation.manage',
      component: lazy(() => import('./import-page.tsx')),
    },
    { path: '/organisation/audit', permission: 'audit.view', component: lazy(() => import('./audit-page.tsx')) },
  ],
  menu: [
    {
      group: 'manage',
      path: '/organisation/units',
      label: label((words) => words.menu.units),
      permission: 'organisation.view',
      order: 10,
    },
    {
      group: 'manage',
      path: '/organisation/people',
      label: label((words) => words.menu.people),
      permission: 'organisation.view',
      order: 11,
    },
    {
      group: 'manage',
      path: '/organisation/posts',
      label: label((words) => words.menu.posts),
      permission: 'organisation.view',
      order: 12,
    },
    {
      group: 'manage',
      path: '/organisation/delegations',
      label: label((words) => words.menu.delegations),
      permission: 'organisation.delegate',
      order: 13,
    },
    {
      group: 'manage',
      path: '/organisation/permissions',
      label: label((words) => words.menu.permissions),
      permission: 'organisation.view',
      order: 14,
    },
    {
      group: 'manage',
      path: '/organisation/calendar',
      label: label((words) => words.menu.calendar),
      permission: 'organisation.view',
      order: 15,
    },
    {
      group: 'manage',
      path: '/organisation/import',
      label: label((words) => words.menu.import),
      permission: 'organisation.manage',
      order: 16,
    },
    {
      group: 'manage',
      path: '/organisation/audit',
      label: label((words) => words.menu.audit),
      permission: 'audit.view',
      order: 17,
    },
  ],
  panels: [
    {
      subjectKind: 'account',
      id: 'organisation.security',
      title: label((words) => words.menu.security),
      permission: 'session.own',
      component: lazy(() => import('./security-panel.tsx')),
    },
  ],
}
