import { lazy } from 'react'
import { labelOf } from '../../../ui/language.tsx'
import { operationNamesOf } from '../../../ui/operation-names.ts'
import type { CapabilityScreens } from '../../../ui/screens.ts'
import { lightsMessages } from '../messages/index.ts'

/** The pages of light rules: all rule sets, one with its versions, and the editor of a draft. */
export const lightsScreens: CapabilityScreens = {
  operations: operationNamesOf(lightsMessages),
  routes: [
    { path: '/lights', permission: 'lights.view', component: lazy(() => import('./rules-page.tsx')) },
    { path: '/lights/$code', permission: 'lights.view', component: lazy(() => import('./rule-page.tsx')) },
    { path: '/lights/$code/draft', permission: 'lights.manage', component: lazy(() => import('./draft-page.tsx')) },
  ],
  menu: [
    {
      group: 'manage',
      path: '/lights',
      label: labelOf(lightsMessages, (words) => words.title),
      permission: 'lights.view',
      order: 30,
    },
  ],
  panels: [],
}
