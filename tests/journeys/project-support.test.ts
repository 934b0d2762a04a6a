import type { Page } from '@playwright/test'
import { createProject, listProjectPeople, showProject } from '../../src/capabilities/key-projects/contract.ts'
import { keyProjectsMessages } from '../../src/capabilities/key-projects/messages/index.ts'
import { listPromises } from '../../src/capabilities/obstacles/contract.ts'
import { listPosts, listUnits } from '../../src/capabilities/organisation/contract.ts'
import { showBalance } from '../../src/capabilities/project-support/contract.ts'
import { projectSupportMessages } from '../../src/capabilities/project-support/messages/index.ts'
import { frameWords } from './support/door.ts'
import { choose, writeDay } from './support/fields.ts'
import { expect, type House, test } from './support/journey.ts'
import { settled } from './support/page.ts'

const words = projectSupportMessages['zh-CN']
const projectWords = keyProjectsMessages['zh-CN']
const frame = frameWords()
const PHONE = '05367001234'

/** A project of the office with a sponsoring leader, a lead unit, a contact and a place on the map. */
async function newProject(house: House, name: string): Promise<string> {
  const { items } = await house.run('project', listUnits, { search: '示例东河镇' })
  const { items: posts } = await house.run('project', listPosts, { role: 'sponsoring_leader', limit: 50 })
  const body = {
    name,
    unitId: items[0]?.id ?? '',
    sponsorPostId: posts.find(({ title }) => title === '包靠领导（一）')?.id ?? null,
    responsiblePerson: '示例责任人',
    responsiblePhone: PHONE,
    longitude: 119.41,
    latitude: 36.86,
  }
  return (await house.run('project', createProject, body)).id
}

const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true }).first()
const day = (offset: number) => new Date(Date.now() + (8 + 24 * offset) * 3_600_000).toISOString().slice(0, 10)

test('a leader visits a project, writes one sentence and a promise, and finds both on the card', async ({ house }) => {
  const name = house.unique('示例走访项目')
  const action = house.unique('示例接通临时用电')
  const projectId = await newProject(house, name)
  const page = await house.open('sponsor', `/key-projects/${projectId}`)
  const visits = panel(page, words.panels.visits)
  await visits.getByRole('button', { name: words.visits.record }).click()
  const form = page.getByRole('form', { name: words.visits.record })
  await expect(form.getByText('包靠领导（一）')).toBeVisible()
  await form.getByLabel(words.visits.sentence).fill('示例：设备基础浇筑完毕，等电')
  await choose(page, form.getByLabel(words.visits.outcome), words.outcomes.handed_over)
  await form.getByRole('button', { name: frame.actions.save }).click()
  await expect(form.getByText(`${words.visits.problem}: ${frame.form.required}`)).toBeVisible()
  await form.getByLabel(words.visits.problem).fill('示例：临时用电没接通')
  await form.getByRole('button', { name: words.visits.addPromise }).click()
  await form.getByLabel(words.visits.promiseAction).fill(action)
  await writeDay(form.getByLabel(words.visits.promiseDue), day(20))
  await form.getByRole('button', { name: frame.actions.save }).click()
  await expect(form).toHaveCount(0)
  await expect(visits).toContainText('示例：临时用电没接通')
  await expect(visits.getByRole('link', { name: action })).toBeVisible()

  await page.goto('/leader-card')
  await settled(page)
  const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) })
  await expect(card).toContainText('示例：设备基础浇筑完毕，等电')
  await expect(card).toContainText('示例：临时用电没接通')
  await card.getByRole('link', { name: action }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(action)
  const { items } = await house.run('supervise', listPromises, { text: action })
  expect(items).toMatchObject([{ ownerText: '包靠领导（一）', dueOn: day(20), state: 'open' }])
})

test('the log of visits is kept in English too and goes out as a workbook', async ({ house }) => {
  const english = projectSupportMessages.en
  const page = await house.open('project', '/project-visits', { locale: 'en' })
  await expect(page.getByRole('heading', { level: 1 })).toContainText(english.visits.title)
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: english.visits.export }).click()
  expect((await downloading).suggestedFilename()).toMatch(/包联日志.*\.xlsx$/)
})

test('a need goes from asked to allocated; beyond the balance only with a named approval', async ({ house }) => {
  const projectId = await newProject(house, house.unique('示例要素项目'))
  const year = Number(day(0).slice(0, 4))
  const left = async () =>
    (await house.run('project', showBalance, { year })).items.find(({ factor }) => factor === 'water')?.left ?? 0
  const amount = Math.max(0, await left()) + 100
  const page = await house.open('project', `/key-projects/${projectId}`)
  const needs = panel(page, words.panels.needs)
  await needs.getByRole('button', { name: words.needs.ask }).click()
  const asking = page.getByRole('form', { name: words.needs.ask })
  await choose(page, asking.getByLabel(words.needs.factor), words.factors.water)
  await asking.getByLabel(words.needs.amount).fill(String(amount))
  await choose(page, asking.getByLabel(words.needs.unit), '示例发展和改革局')
  await asking.getByRole('button', { name: frame.actions.save }).click()
  await expect(asking).toHaveCount(0)
  await needs.getByRole('row').nth(1).getByRole('button').first().click()

  await needs.getByRole('button', { name: words.needActions.verified, exact: true }).click()
  const verifying = page.getByRole('form', { name: new RegExp(`^${words.needActions.verified}`) })
  await verifying.getByRole('button', { name: words.needActions.verified, exact: true }).click()
  await expect(verifying).toHaveCount(0)
  await expect(needs).toContainText(words.states.verified)

  await needs.getByRole('button', { name: words.needActions.allocated, exact: true }).click()
  const allocating = page.getByRole('form', { name: new RegExp(`^${words.needActions.allocated}`) })
  await allocating.getByLabel(words.needs.basis).fill('示例〔2026〕9号')
  const send = allocating.getByRole('button', { name: words.needActions.allocated, exact: true })
  await send.click()
  await expect(allocating.getByRole('alert').first()).toContainText('透支')
  await expect(allocating.getByLabel(words.needs.basis)).toHaveValue('示例〔2026〕9号')
  await choose(page, allocating.getByLabel(words.needs.approvedBy), '主要负责同志 · 示例·主要负责同志')
  await allocating.getByLabel(words.needs.document).fill('示例会议纪要〔2026〕7号')
  await send.click()
  await expect(allocating).toHaveCount(0)
  await expect(needs).toContainText(words.states.covered)
  await expect(needs).toContainText('示例会议纪要〔2026〕7号')

  await page.goto('/factor-balance')
  await settled(page)
  const row = page.getByRole('table', { name: words.balance.title }).getByRole('row', { name: words.factors.water })
  await expect(row).toContainText(words.balance.overdrawn)
  await expect(row).toContainText('示例会议纪要〔2026〕7号')
})

test('people stand on the record with days; a contact is masked, and reading it is written down', async ({ house }) => {
  const projectId = await newProject(house, house.unique('示例人员项目'))
  const page = await house.open('project', `/key-projects/${projectId}`)
  const people = panel(page, projectWords.people.title)
  await expect(people).toContainText('*******1234')
  await expect(page.getByRole('main')).not.toContainText(PHONE)
  await people.getByRole('button', { name: projectWords.people.assign }).click()
  const form = page.getByRole('form', { name: projectWords.people.assign })
  await choose(page, form.getByLabel(projectWords.people.role), projectWords.people.roles.enterprise_contact)
  await form.getByLabel(projectWords.people.personName).fill('示例联系人')
  await form.getByLabel(projectWords.people.phone).fill('05367005678')
  await form.getByRole('button', { name: frame.actions.save }).click()
  await expect(people).toContainText('示****')

  const row = people.getByRole('row', { name: projectWords.people.roles.enterprise_contact })
  await row.getByRole('button', { name: projectWords.people.read }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('05367005678')
  await expect(dialog).toContainText(projectWords.people.readNote)
  await page.keyboard.press('Escape')
  const history = page.getByRole('region', { name: projectWords.record.history })
  await page.reload()
  await expect(history).toContainText(projectWords.topics['key_projects.contact_read'] ?? '')
  await expect(page.getByRole('main')).not.toContainText('05367005678')
  const { items } = await house.run('leader', listProjectPeople, { projectId })
  expect(JSON.stringify(items)).not.toContain('05367005678')
  expect((await house.run('project', showProject, { projectId })).responsiblePhone).toBe('*******1234')
})

test('the map shows a project by keyboard alone, and a table says the same', async ({ house }) => {
  const name = house.unique('示例地图项目')
  await newProject(house, name)
  const page = await house.open('leader', '/key-projects/map')
  await settled(page)
  const drawing = page.getByRole('group', { name: new RegExp(`^${projectWords.map.drawing}`) })
  await expect(drawing).toBeVisible()
  await expect(page.getByRole('table', { name: projectWords.map.table }).getByRole('link', { name })).toBeVisible()
  const crowds = drawing.getByRole('button')
  const before = await crowds.count()
  expect(before).toBeGreaterThan(0)
  await crowds.first().focus()
  await page.keyboard.press('Enter')
  await drawing.focus()
  await page.keyboard.press('0')
  await expect(crowds).toHaveCount(before)
  await drawing.getByRole('link').first().focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/key-projects\/[0-9a-f-]{36}$/)
})
