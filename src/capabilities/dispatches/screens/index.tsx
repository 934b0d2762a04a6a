import { lazy } from 'react'
import { labelOf } from '../../../ui/language.tsx'
import { operationNamesOf } from '../../../ui/operation-names.ts'
import type { CapabilityScreens, RecordPanel } from '../../../ui/screens.ts'
import { dispatchesMessages } from '../messages/index.ts'

const SourcesPanel = lazy(() => import('./sources-panel.tsx'))

const sourcesOf = (subjectKind: string): RecordPanel => ({
  subjectKind,
  id: `dispatches.sources.${subjectKind}`,
  title: labelOf(dispatchesMessages, (words) => words.sources.title),
  permission: 'dispatches.view',
  component: SourcesPanel,
})

/** The pages of dispatches, and the sources shown on the record pages of what was read from them. */
export const dispatchesScreens: CapabilityScreens = {
  operations: operationNamesOf(dispatchesMessages),
  routes: [
    { path: '/dispatches', permission: 'dispatches.view', component: lazy(() => import('./list-page.tsx')) },
    { path: '/dispatches/new', permission: 'dispatches.accept', component: lazy(() => import('./read-page.tsx')) },
    {
      path: '/dispatches/$dispatchId',
      permission: 'dispatches.view',
      component: lazy(() => import('./dispatch-page.tsx')),
    },
  ],
  menu: [
    {
      group: 'write',
      path: '/dispatches',
      label: labelOf(dispatchesMessages, (words) => words.menu),
      permission: 'dispatches.view',
      order: 10,
    },
  ],
  panels: [sourcesOf('key_project'), sourcesOf('target'), sourcesOf('promise')],
}
