import { lazy } from 'react'
import { labelOf } from '../../../ui/language.tsx'
import { operationNamesOf } from '../../../ui/operation-names.ts'
import type { CapabilityScreens, MenuEntry } from '../../../ui/screens.ts'
import { assessmentMessages } from '../messages/index.ts'

type Menu = (typeof assessmentMessages)['zh-CN']['screens']['menu']

const entry = (
  path: MenuEntry['path'],
  word: keyof Menu,
  order: number,
  permission: MenuEntry['permission'] = 'assessment.view',
): MenuEntry => ({
  group: 'compare',
  path,
  label: labelOf(assessmentMessages, (words) => words.screens.menu[word]),
  permission,
  order,
})

/** The pages of assessment: ranking, a unit explained, rounds and their desk, figures and signatures, objections, lists, schemes, the wall. */
export const assessmentScreens: CapabilityScreens = {
  operations: operationNamesOf(assessmentMessages),
  routes: [
    { path: '/assessment', permission: 'assessment.view', component: lazy(() => import('./ranking-page.tsx')) },
    { path: '/assessment/rounds', permission: 'assessment.view', component: lazy(() => import('./rounds-page.tsx')) },
    {
      path: '/assessment/rounds/$roundId',
      permission: 'assessment.view',
      component: lazy(() => import('./desk-page.tsx')),
    },
    {
      path: '/assessment/rounds/$roundId/units/$unitId',
      permission: 'assessment.view',
      component: lazy(() => import('./unit-page.tsx')),
    },
    { path: '/assessment/figures', permission: 'assessment.view', component: lazy(() => import('./figures-page.tsx')) },
    {
      path: '/assessment/objections',
      permission: 'assessment.view',
      component: lazy(() => import('./objections-page.tsx')),
    },
    {
      path: '/assessment/rounds/$roundId/stability',
      permission: 'assessment.view',
      component: lazy(() => import('./stability-page.tsx')),
    },
    { path: '/assessment/lists', permission: 'assessment.view', component: lazy(() => import('./lists-page.tsx')) },
    { path: '/assessment/schemes', permission: 'assessment.view', component: lazy(() => import('./schemes-page.tsx')) },
    {
      path: '/assessment/schemes/$schemeId',
      permission: 'assessment.view',
      component: lazy(() => import('./scheme-page.tsx')),
    },
    {
      path: '/assessment/schemes/$schemeId/draft',
      permission: 'assessment.manage',
      component: lazy(() => import('./draft-page.tsx')),
    },
    {
      path: '/assessment/schemes/$schemeId/sandbox',
      permission: 'assessment.try',
      component: lazy(() => import('./sandbox-page.tsx')),
    },
    {
      path: '/assessment/wall',
      permission: 'assessment.view',
      component: lazy(() => import('./wall-page.tsx')),
      frame: 'wall',
    },
  ],
  menu: [
    entry('/assessment', 'ranking', 10),
    entry('/assessment/rounds', 'rounds', 12),
    entry('/assessment/figures', 'figures', 13, 'assessment.sign'),
    entry('/assessment/objections', 'objections', 14),
    entry('/assessment/lists', 'lists', 15),
    entry('/assessment/schemes', 'schemes', 16),
  ],
  panels: [],
}
