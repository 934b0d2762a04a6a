import { lazy } from 'react'
import { labelOf } from '../../../ui/language.tsx'
import { operationNamesOf } from '../../../ui/operation-names.ts'
import type { CapabilityScreens } from '../../../ui/screens.ts'
import { contestsMessages } from '../messages/index.ts'

/** The pages of contests. A judge's page and the board open by a link of their own, outside the house. */
export const contestsScreens: CapabilityScreens = {
  operations: operationNamesOf(contestsMessages),
  routes: [
    { path: '/contests', permission: 'contests.view', component: lazy(() => import('./contests-page.tsx')) },
    { path: '/contests/$contestId', permission: 'contests.view', component: lazy(() => import('./contest-page.tsx')) },
    {
      path: '/contests/$contestId/rules',
      permission: 'contests.view',
      component: lazy(() => import('./rules-page.tsx')),
    },
    {
      path: '/contests/$contestId/seats',
      permission: 'contests.view',
      component: lazy(() => import('./seats-page.tsx')),
    },
    {
      path: '/contests/$contestId/cards',
      permission: 'contests.manage',
      component: lazy(() => import('./cards-page.tsx')),
    },
    {
      path: '/contests/$contestId/desk',
      permission: 'contests.manage',
      component: lazy(() => import('./desk-page.tsx')),
    },
    {
      path: '/contests/$contestId/papers',
      permission: 'contests.papers',
      component: lazy(() => import('./papers-page.tsx')),
    },
    {
      path: '/contests/$contestId/supervision',
      permission: 'contests.supervise',
      component: lazy(() => import('./supervision-page.tsx')),
    },
    {
      path: '/contests/$contestId/result',
      permission: 'contests.view',
      component: lazy(() => import('./result-page.tsx')),
    },
    {
      path: '/contests/$contestId/tour',
      permission: 'contests.view',
      component: lazy(() => import('./tour-page.tsx')),
    },
    {
      path: '/contests/$contestId/tour/$stopId',
      permission: 'contests.view',
      component: lazy(() => import('./stop-page.tsx')),
    },
  ],
  menu: [
    {
      group: 'compare',
      path: '/contests',
      permission: 'contests.view',
      label: labelOf(contestsMessages, (words) => words.menu),
      order: 40,
    },
  ],
  panels: [],
  subjects: [
    {
      kind: 'contest',
      label: labelOf(contestsMessages, (words) => words.menu),
      permission: 'contests.view',
      find: async (text) => (await import('./find-contests.ts')).findContests(text),
      titleOf: async (id) => (await import('./find-contests.ts')).nameOfContest(id),
      pathOf: (id) => `/contests/${id}`,
    },
  ],
}
