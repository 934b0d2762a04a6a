import { lazy } from 'react'
import { labelOf } from '../../../ui/language.tsx'
import { operationNamesOf } from '../../../ui/operation-names.ts'
import type { CapabilityScreens, MenuEntry } from '../../../ui/screens.ts'
import { projectSupportMessages } from '../messages/index.ts'

type Menu = (typeof projectSupportMessages)['zh-CN']['menu']

const entry = (path: MenuEntry['path'], word: keyof Menu, order: number): MenuEntry => ({
  group: 'work',
  path,
  label: labelOf(projectSupportMessages, (words) => words.menu[word]),
  permission: 'project_support.view',
  order,
})

/** The pages of project support: the leader's card, visits, needs and their balance; and their parts on the record of a project. */
export const projectSupportScreens: CapabilityScreens = {
  operations: operationNamesOf(projectSupportMessages),
  routes: [
    {
      path: '/leader-card',
      permission: 'project_support.view',
      component: lazy(() => import('./leader-card-page.tsx')),
    },
    { path: '/project-visits', permission: 'project_support.view', component: lazy(() => import('./visits-page.tsx')) },
    { path: '/factor-needs', permission: 'project_support.view', component: lazy(() => import('./needs-page.tsx')) },
    {
      path: '/factor-balance',
      permission: 'project_support.view',
      component: lazy(() => import('./balance-page.tsx')),
    },
  ],
  menu: [
    entry('/leader-card', 'card', 30),
    entry('/project-visits', 'visits', 32),
    entry('/factor-needs', 'needs', 34),
    entry('/factor-balance', 'balance', 36),
  ],
  panels: [
    {
      subjectKind: 'key_project',
      id: 'project_support.visits',
      title: labelOf(projectSupportMessages, (words) => words.panels.visits),
      permission: 'project_support.view',
      component: lazy(() => import('./visits-panel.tsx')),
    },
    {
      subjectKind: 'key_project',
      id: 'project_support.needs',
      title: labelOf(projectSupportMessages, (words) => words.panels.needs),
      permission: 'project_support.view',
      component: lazy(() => import('./needs-panel.tsx')),
    },
  ],
}
