import { lazy } from 'react'
import { labelOf } from '../../../ui/language.tsx'
import { operationNamesOf } from '../../../ui/operation-names.ts'
import type { CapabilityScreens } from '../../../ui/screens.ts'
import { progressReportsMessages } from '../messages/index.ts'

/** The pages of progress reports: the month desk, one's own reports, one report, many by Excel; and a part of the project's record. */
export const progressReportsScreens: CapabilityScreens = {
  operations: operationNamesOf(progressReportsMessages),
  routes: [
    {
      path: '/progress-reports',
      permission: 'progress_reports.view',
      component: lazy(() => import('./desk-page.tsx')),
    },
    {
      path: '/progress-reports/own',
      permission: 'progress_reports.fill',
      component: lazy(() => import('./own-page.tsx')),
    },
    {
      path: '/progress-reports/sheet',
      permission: 'progress_reports.fill',
      component: lazy(() => import('./sheet-page.tsx')),
    },
    {
      path: '/progress-reports/$projectId/$period',
      permission: 'progress_reports.view',
      component: lazy(() => import('./report-page.tsx')),
    },
  ],
  menu: [
    {
      group: 'work',
      path: '/progress-reports',
      label: labelOf(progressReportsMessages, (words) => words.menu.desk),
      permission: 'progress_reports.view',
      order: 20,
    },
    {
      group: 'work',
      path: '/progress-reports/own',
      label: labelOf(progressReportsMessages, (words) => words.menu.own),
      permission: 'progress_reports.fill',
      order: 21,
    },
  ],
  panels: [
    {
      subjectKind: 'key_project',
      id: 'progress-reports',
      title: labelOf(progressReportsMessages, (words) => words.panel.title),
      permission: 'progress_reports.view',
      component: lazy(() => import('./reports-panel.tsx')),
    },
  ],
}
