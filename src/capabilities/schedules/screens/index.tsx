import { lazy } from 'react'
import { labelOf } from '../../../ui/language.tsx'
import { operationNamesOf } from '../../../ui/operation-names.ts'
import type { CapabilityScreens } from '../../../ui/screens.ts'
import { schedulesMessages } from '../messages/index.ts'

/** The pages of backward schedules: the plan of a project, and the nodes of all projects. */
export const schedulesScreens: CapabilityScreens = {
  operations: operationNamesOf(schedulesMessages),
  routes: [
    { path: '/wall-chart', permission: 'schedules.view', component: lazy(() => import('./chart-page.tsx')) },
    { path: '/schedules', permission: 'schedules.view', component: lazy(() => import('./nodes-page.tsx')) },
    {
      path: '/key-projects/$projectId/plan',
      permission: 'schedules.view',
      component: lazy(() => import('./plan-page.tsx')),
    },
  ],
  menu: [
    {
      group: 'work',
      path: '/wall-chart',
      label: labelOf(schedulesMessages, (words) => words.chart.menu),
      permission: 'schedules.view',
      order: 15,
    },
    {
      group: 'work',
      path: '/schedules',
      label: labelOf(schedulesMessages, (words) => words.menu),
      permission: 'schedules.view',
      order: 20,
    },
  ],
  panels: [
    {
      subjectKind: 'key_project',
      id: 'schedules.plan',
      title: labelOf(schedulesMessages, (words) => words.panel),
      permission: 'schedules.view',
      component: lazy(() => import('./plan-panel.tsx')),
    },
  ],
}
