import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { listItems, listMeetings, listPromises } from '../../src/capabilities/obstacles/contract.ts'
import { obstaclesMessages } from '../../src/capabilities/obstacles/messages/index.ts'
import { sentenceOf } from '../../src/kernel/language.ts'
import { frameWords } from './support/door.ts'
import { expect, test } from './support/journey.ts'
import { settled } from './support/page.ts'

const words = obstaclesMessages['zh-CN']
const { meetings, tracker, papers } = words
const frame = frameWords()

const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
const inDays = (count: number) => new Date(Date.now() + (8 + 24 * count) * 3_600_000)
const spoken = (count: number) => `${inDays(count).getUTCMonth() + 1}月${inDays(count).getUTCDate()}日`

async function isClean(page: Page): Promise<void> {
  await settled(page)
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([])
  const isWide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
  expect(isWide).toBe(false)
}

/** Plans a meeting for today through the page and stays on it. */
async function plan(page: Page, title: string): Promise<void> {
  await page.goto('/meetings')
  await page.getByRole('button', { name: meetings.plan }).click()
  const form = page.getByRole('form', { name: meetings.plan })
  await form.getByLabel(meetings.name).fill(title)
  await form.getByLabel(meetings.place).fill('示例第一会议室')
  await form.getByLabel(meetings.startsAt).fill('09:00')
  await form.getByRole('button', { name: frame.actions.save }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(title)
}

test('a meeting draws its agenda, its minutes enter the ledger line by line, the next one opens with them', async ({
  house,
}) => {
  const title = house.unique('示例周调度会')
  const decision = house.unique('迁移杆线并恢复路面')
  const promise = house.unique('补齐环评材料')
  const page = await house.open('supervise', '/meetings')
  await plan(page, title)
  const agenda = page.getByRole('region', { name: meetings.agenda, exact: true })
  await expect(agenda.getByText(meetings.kinds.red_light).first()).toBeVisible()

  const minutes = page.getByRole('region', { name: meetings.minutes, exact: true })
  const entry = minutes.getByLabel(meetings.entry, { exact: true })
  await entry.fill(`${decision}，尽快`)
  await entry.press('Control+Enter')
  await expect(minutes.getByRole('alert')).toContainText(
    sentenceOf({ code: 'obstacles.minute_needs_unit' }, 'zh-CN', [obstaclesMessages]),
  )
  await expect(entry).toHaveValue(`${decision}，尽快`)
  await entry.fill(`示例发展和改革局${spoken(9)}前${decision}`)
  await entry.press('Control+Enter')
  await expect(minutes.getByText(meetings.saved.item)).toBeVisible()
  await expect(entry).toHaveValue('')
  await entry.fill(`示例东河镇${spoken(5)}前${promise}`)
  await entry.press('Shift+Enter')
  await expect(minutes.getByText(meetings.saved.promise)).toBeVisible()
  await entry.fill('会议强调按月调度')
  await entry.press('Enter')
  await expect(minutes.getByRole('listitem')).toHaveCount(3)
  await isClean(page)

  const { items } = await house.run('supervise', listItems, { text: decision })
  expect(items).toMatchObject([{ kind: 'decision', origin: 'meeting', state: 'assigned', tier: 2 }])
  const promised = await house.run('supervise', listPromises, { text: promise })
  expect(promised.items).toMatchObject([{ unitName: '示例东河镇', dueOn: inDays(5).toISOString().slice(0, 10) }])

  await page.getByRole('button', { name: meetings.actions.finish }).click()
  await page.getByRole('dialog').getByRole('button', { name: meetings.actions.finish }).click()
  await expect(page.getByRole('button', { name: meetings.file })).toBeVisible()
  await expect(entry).toHaveCount(0)
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: meetings.file }).click()
  expect((await downloading).suggestedFilename()).toBe(`${title}纪要.docx`)

  await plan(page, house.unique('示例周调度会'))
  const next = page.getByRole('region', { name: meetings.agenda, exact: true })
  const line = next.getByRole('listitem').filter({ hasText: promise })
  await expect(line).toContainText(meetings.standings.open)
  await expect(next.getByRole('listitem').filter({ hasText: decision })).toContainText(meetings.standings.open)
  await line.getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(promise)
})

test('a department reads a meeting and its minutes and has nothing to press there', async ({ house }) => {
  const { items } = await house.run('dept', listMeetings, { state: ['finished'] })
  const page = await house.open('dept', `/meetings/${items[0]?.id ?? ''}`)
  await expect(page.getByRole('button', { name: meetings.file })).toBeVisible()
  await expect(page.getByRole('button', { name: meetings.actions.finish })).toHaveCount(0)
  await expect(page.getByLabel(meetings.entry, { exact: true })).toHaveCount(0)
  await isClean(page)
})

test('the tracker counts promises by unit and by who promised, and shows them one by one', async ({ house }) => {
  const page = await house.open('supervise', '/promises/tracker')
  await expect(page.getByRole('heading', { level: 1 })).toContainText(tracker.title)
  await page.getByRole('button', { name: tracker.show }).first().click()
  await expect(page.getByRole('region', { name: /逐条$/ }).first()).toBeVisible()
  await isClean(page)
  const english = await house.open('supervise', `/promises/tracker?from=${today()}`, { locale: 'en' })
  await expect(english.getByRole('heading', { level: 1 })).toContainText(obstaclesMessages.en.tracker.title)
})

test('a paper on an item is issued with its number and can be had again', async ({ house }) => {
  const { items } = await house.run('supervise', listItems, { kind: ['decision'], state: ['assigned'] })
  const page = await house.open('supervise', `/obstacles/${items[0]?.id ?? ''}`)
  const panel = page.getByRole('region', { name: papers.title, exact: true })
  await panel.getByRole('button', { name: papers.issue }).click()
  await expect(panel.getByText(/交办〔\d{4}〕\d+号/).first()).toBeVisible()
  const downloading = page.waitForEvent('download')
  await panel
    .getByRole('button', { name: new RegExp(`^${papers.download}`) })
    .first()
    .click()
  expect((await downloading).suggestedFilename()).toMatch(/^交办单.*\.docx$/)
  await isClean(page)
})

test('the ledgers go out as workbooks, and the words of papers are shown', async ({ house }) => {
  const page = await house.open('supervise', '/obstacles')
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: words.exchange.download(words.sheets.problems) }).click()
  expect((await downloading).suggestedFilename()).toMatch(/^问题台账-.*\.xlsx$/)
  await page.getByRole('link', { name: words.exchange.import }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(words.exchange.title)
  await isClean(page)
  await page.goto('/obstacles/papers')
  await expect(page.getByText(words.words.colours)).toBeVisible()
  await isClean(page)
})
