import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { screens } from '../../src/apps/web/registry.ts'
import { draftSchemeVersion, listRounds, listSchemes, showRound } from '../../src/capabilities/assessment/contract.ts'
import { listBulletins, listTemplates } from '../../src/capabilities/bulletins/contract.ts'
import { listContests, listStops } from '../../src/capabilities/contests/contract.ts'
import { acceptRows, readPasted, showDispatch } from '../../src/capabilities/dispatches/contract.ts'
import { listEvents, listFrozenLists, listProjects } from '../../src/capabilities/key-projects/contract.ts'
import { draftRule, listBuiltInRules, listRuleSets } from '../../src/capabilities/lights/contract.ts'
import {
  listItems,
  listMeetings,
  listPromises,
  planMeeting,
  reportItem,
} from '../../src/capabilities/obstacles/contract.ts'
import { listUnits } from '../../src/capabilities/organisation/contract.ts'
import { listTargets } from '../../src/capabilities/targets/contract.ts'
import { dayOf } from '../../src/kernel/day.ts'
import { periodOf, previousPeriod } from '../../src/kernel/period.ts'
import { type Permission, reachOf, type Role } from '../../src/kernel/permissions.ts'
import { expect, type House, test } from './support/journey.ts'
import { frameWords } from './support/door.ts'
import { settled } from './support/page.ts'

/** Sample accounts by role, the most privileged first: each page is opened by the first one who may. */
const ACCOUNTS: readonly (readonly [account: string, role: Role])[] = [
  ['project', 'project_office'],
  ['admin', 'administrator'],
  ['stats', 'statistics_bureau'],
  ['assess', 'assessment_office'],
  ['leader', 'chief_leader'],
  ['supervise', 'supervision_office'],
]

/** A record for each `$name` of a path. The sample reads no dispatch and has no light rule of its own: these are made. */
const RECORDS: Readonly<Record<string, (house: House, path: string) => Promise<string | undefined>>> = {
  targetId: async (house) => (await house.run('project', listTargets, { year: new Date().getFullYear() })).items[0]?.id,
  projectId: async (house) => (await house.run('project', listProjects, {})).items[0]?.id,
  promiseId: async (house) => (await house.run('project', listPromises, {})).items[0]?.id ?? (await makePromise(house)),
  itemId: async (house) => (await house.run('project', listItems, {})).items[0]?.id ?? (await reportedItem(house)),
  meetingId: async (house) =>
    (await house.run('project', listMeetings, {})).items[0]?.id ??
    (await house.run('project', planMeeting, { title: '示例调度会', heldOn: dayOf(new Date()) })).id,
  dispatchId: async (house) => (await house.run('project', readPasted, { holdsNoSecrets: true, text: REPORT })).id,
  listId: async (house) => (await house.run('project', listFrozenLists, {})).items[0]?.id,
  eventId: async (house) => (await house.run('project', listEvents, {})).items[0]?.id,
  period: async () => previousPeriod(periodOf(dayOf(new Date()), 'month')),
  code: draftedRule,
  schemeId: (house, path) => schemeFor(house, path.endsWith('/draft')),
  roundId: publishedRound,
  unitId: async (house) => {
    const roundId = (await publishedRound(house)) ?? ''
    return (await house.run('assess', showRound, { roundId })).units[0]?.unitId
  },
  contestId: (house, path) => contestFor(house, path),
  stopId: async (house, path) => {
    const contestId = (await contestFor(house, path)) ?? ''
    return (await house.run('project', listStops, { contestId })).items[0]?.id
  },
  key: async (house) => (await house.run('project', listTemplates, {})).items[0]?.key,
  bulletinId: async (house) => (await house.run('project', listBulletins, {})).items[0]?.id,
}

/** The scheme of the sample, with a draft of its next version where the page writes one. */
async function schemeFor(house: House, isDraftWanted: boolean): Promise<string | undefined> {
  const scheme = (await house.run('assess', listSchemes, {})).items[0]
  if (scheme && isDraftWanted && scheme.draft === null)
    await house.run('assess', draftSchemeVersion, { schemeId: scheme.id, number: scheme.frozen ?? 1 })
  return scheme?.id
}

/** The round whose ranking is published: the pages of a round show most of it. */
async function publishedRound(house: House): Promise<string | undefined> {
  return (await house.run('assess', listRounds, { state: 'published' })).items[0]?.id
}

/** An arena where the page is worked at on the day, else the tour that is over, with its route and its result. */
async function contestFor(house: House, path: string): Promise<string | undefined> {
  const isArena = /\/(?:desk|seats|papers|cards)$/.test(path)
  const wanted = isArena
    ? { kind: 'arena' as const, state: ['frozen' as const] }
    : { kind: 'tour' as const, state: ['published' as const] }
  return (await house.run('project', listContests, wanted)).items.at(-1)?.id
}

/** A rule set with a draft, made by the first page that needs one. */
async function draftedRule(house: House): Promise<string> {
  const code = 'shili_page'
  const { items } = await house.run('project', listRuleSets, {})
  if (items.some((each) => each.code === code)) return code
  const rule = (await house.run('project', listBuiltInRules, {})).items.find(({ complete }) => complete)
  if (!rule) throw new Error('no whole rule comes with the product')
  const { body, source } = rule
  await house.run('project', draftRule, {
    code,
    name: '示例亮灯草稿',
    subjectKind: 'key_project',
    source: source.slice(0, 300),
    body,
  })
  return code
}

const REPORT = `昌邑市召开动员会
来源：示例日报　时间：2026-01-05 09:00
会议提出，全年示例林果产值要达到24亿元以上。示例东河镇党委书记表态：“确保6月底前完成示例大道改造。”
`

async function makePromise(house: House): Promise<string | undefined> {
  const { id: dispatchId } = await house.run('project', readPasted, { holdsNoSecrets: true, text: REPORT })
  const { rows } = await house.run('project', showDispatch, { dispatchId })
  const rowIds = rows.filter((row) => row.kind === 'commitment').map(({ id }) => id)
  const { records } = await house.run('project', acceptRows, { dispatchId, rowIds })
  return records[0]?.id
}

async function reportedItem(house: House): Promise<string> {
  const unitId = (await house.run('town', listUnits, { search: '示例东河镇' })).items[0]?.id ?? ''
  const body = { class: 'permits' as const, title: '示例规划许可没有办结', text: '示例：卡在规划许可' }
  return (await house.run('town', reportItem, { unitId, body })).id
}

const accountFor = (permission: Permission): string => {
  const found = ACCOUNTS.find(([, role]) => reachOf(role, permission) !== undefined)
  if (!found) throw new Error(`no sample account holds ${permission}`)
  return found[0]
}

const NOWHERE = '/no-such-page'
const PAGES: readonly { readonly path: string; readonly permission: Permission; readonly account?: string }[] = [
  ...screens.flatMap(({ routes }) => routes),
  { path: '/account', permission: 'session.own' },
  { path: NOWHERE, permission: 'session.own' },
  // The grid as those see it who enter figures.
  { path: '/actuals', permission: 'targets.enter_actual', account: 'town' },
  // Imports and years as those see them who may do something there.
  { path: '/actuals/import', permission: 'targets.manage', account: 'assess' },
  { path: '/actuals/import', permission: 'targets.enter_actual', account: 'stats' },
  { path: '/target-years', permission: 'data.export_all', account: 'admin' },
  { path: '/target-years', permission: 'targets.manage', account: 'assess' },
  // What a unit owes, which the office that looks after all does not.
  { path: '/progress-reports/own', permission: 'progress_reports.fill', account: 'town' },
]

for (const { path, permission, account = accountFor(permission) } of PAGES) {
  test(`${path} for ${account} has no serious fault, stays on its host and fits its width`, async ({ house }) => {
    const page = await house.look(account, await filled(path, house))
    await settled(page)
    await expect(page.getByRole('alert')).toHaveCount(0)
    if (path !== NOWHERE) await expect(page.getByRole('heading', { name: frameWords().pages.notFound })).toHaveCount(0)
    expect(await seriousFaults(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
  })
}

test('the door has no serious fault', async ({ house }) => {
  const page = await house.openDoor()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  expect(await seriousFaults(page)).toEqual([])
})

/** The path with a record of the sample for each of its names. */
async function filled(path: string, house: House): Promise<string> {
  let whole = path
  for (const [name = ''] of path.matchAll(/\$\w+/g)) {
    const id = await RECORDS[name.slice(1)]?.(house, path)
    if (!id) throw new Error(`the sample has no record for ${name} of ${path}`)
    whole = whole.replace(name, id)
  }
  return whole
}

async function seriousFaults(page: Page): Promise<readonly string[]> {
  // Colours are judged once, on the desk: they are the same on a phone, and the dearest thing to judge.
  const isPhone = (page.viewportSize()?.width ?? 0) < 600
  // Judged in the page itself and told by what is broken alone, in half the time; a frame would need the longer way.
  expect(page.frames()).toHaveLength(1)
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'], rules: { 'color-contrast': { enabled: !isPhone } } })
    .analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}
