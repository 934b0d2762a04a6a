import { lazy } from 'react'
import { labelOf } from '../../../ui/language.tsx'
import { operationNamesOf } from '../../../ui/operation-names.ts'
import type { CapabilityScreens, MenuEntry } from '../../../ui/screens.ts'
import { obstaclesMessages } from '../messages/index.ts'

type Menu = (typeof obstaclesMessages)['zh-CN']['items']['menu']

const entry = (
  path: MenuEntry['path'],
  word: keyof Menu,
  order: number,
  permission: MenuEntry['permission'] = 'items.view',
): MenuEntry => ({
  group: 'work',
  path,
  label: labelOf(obstaclesMessages, (words) => words.items.menu[word]),
  permission,
  order,
})

/** The pages of the closed loop: reporting, the ledger, one item, the desk of the offices, statistics, look-backs, the ladder; and promises. */
export const obstaclesScreens: CapabilityScreens = {
  operations: operationNamesOf(obstaclesMessages),
  routes: [
    { path: '/obstacles', permission: 'items.view', component: lazy(() => import('./ledger-page.tsx')) },
    { path: '/obstacles/report', permission: 'items.report', component: lazy(() => import('./report-page.tsx')) },
    { path: '/obstacles/desk', permission: 'items.assign', component: lazy(() => import('./desk-page.tsx')) },
    { path: '/obstacles/statistics', permission: 'items.view', component: lazy(() => import('./statistics-page.tsx')) },
    { path: '/obstacles/look-backs', permission: 'items.view', component: lazy(() => import('./look-backs-page.tsx')) },
    { path: '/obstacles/ladder', permission: 'items.view', component: lazy(() => import('./ladder-page.tsx')) },
    { path: '/obstacles/import', permission: 'items.report', component: lazy(() => import('./items-import-page.tsx')) },
    { path: '/obstacles/papers', permission: 'items.view', component: lazy(() => import('./paper-words-page.tsx')) },
    { path: '/obstacles/$itemId', permission: 'items.view', component: lazy(() => import('./item-page.tsx')) },
    { path: '/meetings', permission: 'meetings.view', component: lazy(() => import('./meetings-page.tsx')) },
    { path: '/meetings/$meetingId', permission: 'meetings.view', component: lazy(() => import('./meeting-page.tsx')) },
    {
      path: '/promises/tracker',
      permission: 'promises.view',
      component: lazy(() => import('./promise-tracker-page.tsx')),
    },
    { path: '/promises', permission: 'promises.view', component: lazy(() => import('./promises-page.tsx')) },
    {
      path: '/promises/$promiseId',
      permission: 'promises.view',
      component: lazy(() => import('./promise-page.tsx')),
    },
  ],
  menu: [
    entry('/obstacles', 'ledger', 40),
    entry('/obstacles/report', 'report', 41, 'items.report'),
    entry('/obstacles/desk', 'desk', 42, 'items.assign'),
    entry('/obstacles/statistics', 'statistics', 43),
    entry('/obstacles/look-backs', 'lookBacks', 44),
    { ...entry('/obstacles/ladder', 'ladder', 62), group: 'manage' },
    {
      group: 'work',
      path: '/promises',
      label: labelOf(obstaclesMessages, (words) => words.promises.menu),
      permission: 'promises.view',
      order: 48,
    },
    {
      group: 'work',
      path: '/promises/tracker',
      label: labelOf(obstaclesMessages, (words) => words.tracker.menu),
      permission: 'promises.view',
      order: 49,
    },
    {
      group: 'work',
      path: '/meetings',
      label: labelOf(obstaclesMessages, (words) => words.meetings.menu),
      permission: 'meetings.view',
      order: 47,
    },
    {
      group: 'manage',
      path: '/obstacles/papers',
      label: labelOf(obstaclesMessages, (words) => words.words.menu),
      permission: 'items.view',
      order: 63,
    },
  ],
  panels: [
    ...(['key_project', 'target'] as const).map((subjectKind) => ({
      subjectKind,
      id: `obstacles.items.${subjectKind}`,
      title: labelOf(obstaclesMessages, (words) => words.items.panel.title),
      permission: 'items.view' as const,
      component: lazy(() => import('./items-panel.tsx')),
    })),
    {
      subjectKind: 'item',
      id: 'obstacles.papers',
      title: labelOf(obstaclesMessages, (words) => words.papers.title),
      permission: 'items.view',
      component: lazy(() => import('./papers-panel.tsx')),
    },
  ],
  subjects: [
    {
      kind: 'promise',
      label: labelOf(obstaclesMessages, (words) => words.promises.menu),
      permission: 'promises.view',
      find: async (text) => (await import('./find-subjects.ts')).findPromises(text),
      titleOf: async (id) => (await import('./find-subjects.ts')).titleOfPromise(id),
      pathOf: (id) => `/promises/${id}`,
    },
    {
      kind: 'item',
      label: labelOf(obstaclesMessages, (words) => words.items.subjects),
      permission: 'items.view',
      find: async (text) => (await import('./find-subjects.ts')).findItems(text),
      titleOf: async (id) => (await import('./find-subjects.ts')).titleOfItem(id),
      pathOf: (id) => `/obstacles/${id}`,
    },
    {
      kind: 'meeting',
      label: labelOf(obstaclesMessages, (words) => words.meetings.menu),
      permission: 'meetings.view',
      find: async (text) => (await import('./find-meetings.ts')).findMeetings(text),
      titleOf: async (id) => (await import('./find-meetings.ts')).titleOfMeeting(id),
      pathOf: (id) => `/meetings/${id}`,
    },
  ],
}
