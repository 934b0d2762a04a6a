import type { Browser, BrowserContext, Page } from '@playwright/test'
import { createProject } from '../../src/capabilities/key-projects/contract.ts'
import {
  assignItem,
  listItems,
  needLevelAbove,
  reportItem,
  showItem,
  verifyItem,
} from '../../src/capabilities/obstacles/contract.ts'
import { obstaclesMessages } from '../../src/capabilities/obstacles/messages/index.ts'
import { listUnits } from '../../src/capabilities/organisation/contract.ts'
import { overviewMessages } from '../../src/capabilities/overview/messages/index.ts'
import type { OperationSpec, OutputOf, SentOf } from '../../src/kernel/operation.ts'
import { requestOf } from '../../src/ui/request.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { signIn } from './support/door.ts'
import { expect, SAMPLE_PASSWORD, test, watch } from './support/journey.ts'
import { settled } from './support/page.ts'

const { items: words } = obstaclesMessages['zh-CN']
const { leader: leaderWords } = overviewMessages['zh-CN']

let server: TestServer
const faults: string[] = []
const contexts: BrowserContext[] = []

/** A page of somebody who signs in anew: days have passed since, and nobody's session lives that long. */
async function openAs(browser: Browser, account: string, path: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.address })
  contexts.push(context)
  watch(context, server.address, faults)
  const page = await context.newPage()
  await page.goto(path)
  await signIn(page, account, SAMPLE_PASSWORD)
  await settled(page)
  return page
}

/** Calls an operation as an account, over HTTP. */
async function run<S extends OperationSpec>(account: string, spec: S, input: SentOf<S>): Promise<OutputOf<S>> {
  const signedIn = await fetch(`${server.address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account, password: SAMPLE_PASSWORD, bearer: true }),
  })
  const { token } = (await signedIn.json()) as { readonly token: string }
  const { method, url, headers, body } = requestOf(spec, input, 'zh-CN')
  const answer = await fetch(server.address + url, {
    method,
    headers: { ...headers, authorization: `Bearer ${token}` },
    ...(typeof body === 'string' ? { body } : {}),
  })
  if (!answer.ok) throw new Error(`${spec.id} as ${account}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as OutputOf<S>
}

test.describe('a region whose clock is moved', () => {
  test.beforeAll(async () => {
    server = await startServer([], { isClockMoved: true })
  })
  test.afterAll(async () => {
    for (const context of contexts) await context.close()
    await server.stop()
  })

  test('an obstacle left alone climbs the ladder to the page of the chief leader', async ({ browser }) => {
    // Five weeks pass, and each who looks in signs in anew.
    test.slow()
    // A Tuesday, so that what is due tomorrow belongs to this week's list.
    server.moveDays((9 - new Date().getDay()) % 7)
    const unitNamed = async (search: string) => (await run('project', listUnits, { search })).items[0]?.id ?? ''
    const [town, bureau] = [await unitNamed('示例东河镇'), await unitNamed('示例发展和改革局')]
    const name = '示例久拖不决项目'
    const title = '示例铁路涵洞迟迟不批'
    const project = await run('project', createProject, { name, unitId: town })
    const reported = await run('town', reportItem, {
      unitId: town,
      body: {
        class: 'permits',
        severity: 'a',
        title,
        text: '示例：涵洞方案报了三次，没有回音',
        desiredResult: '示例：月底前批复涵洞方案',
        subject: { kind: 'key_project', id: project.id, title: name },
      },
    })
    const { id: itemId } = reported
    const place = async () => ({ itemId, expectedVersion: (await run('project', showItem, { itemId })).version })
    await run('project', verifyItem, await place())
    await run('project', assignItem, {
      ...(await place()),
      assignment: { leadUnitId: bureau, closingStandard: '示例：取得涵洞批复', closingProof: 'document' },
    })

    const owed = await openAs(browser, 'dept', '/')
    await expect(owed.getByRole('listitem').filter({ hasText: title })).toContainText(words.actions.sign)
    await owed.goto(`/obstacles/${itemId}`)
    await expect(owed.getByRole('button', { name: words.actions.sign, exact: true })).toBeVisible()

    for (const tier of [3, 4]) {
      server.moveDays(21)
      const desk = await openAs(browser, 'supervise', '/obstacles/desk?part=overdue')
      await desk.getByRole('button', { name: words.desk.sweep }).click()
      await expect(desk.getByText(/巡查完毕/)).toBeVisible()
      await desk.goto(`/obstacles/${itemId}`)
      await settled(desk)
      await expect(desk.getByRole('heading', { level: 1 })).toContainText(words.tierNames[tier] ?? '')
      const ladder = desk.getByRole('region', { name: words.page.ladder })
      await expect(ladder.getByRole('listitem').filter({ hasText: words.tierNames[2] ?? '' })).toContainText(
        words.page.answerable,
      )
    }

    // Items of the sample climbed as well; the page has room for one of them.
    const climbed = await run('leader', listItems, { tier: [4, 5], open: true })
    for (const { id, version } of climbed.items.filter((each) => each.id !== itemId))
      await run('leader', needLevelAbove, {
        itemId: id,
        expectedVersion: version,
        body: '示例：省厅',
        ask: '示例：请求协调',
      })
    const leader = await openAs(browser, 'leader', '/leader')
    const card = leader.getByRole('article').filter({ has: leader.getByRole('heading', { name: title }) })
    await expect(card).toContainText('T4')
    await card.getByRole('link', { name: leaderWords.open }).click()
    await expect(leader.getByRole('heading', { level: 1 })).toContainText(title)
    await leader.getByRole('button', { name: words.page.packageOpen }).click()
    const paper = leader.getByRole('dialog', { name: words.page.package })
    await expect(paper).toContainText('示例：月底前批复涵洞方案')
    await leader.keyboard.press('Escape')
    await expect(paper).toHaveCount(0)
    await leader.getByRole('button', { name: words.actions.decide, exact: true }).click()
    const box = leader.getByRole('form', { name: words.actions.decide })
    await box.getByLabel(words.fields.decision).fill('示例：发改局三天内跑一趟铁路局，书面回话')
    await box.getByRole('button', { name: words.actions.decide, exact: true }).click()
    await expect(leader.getByRole('region', { name: words.page.history })).toContainText(
      '示例：发改局三天内跑一趟铁路局',
    )
    expect(faults).toEqual([])
  })
})
