import type { Locator, Page } from '@playwright/test'
import { createProject } from '../../src/capabilities/key-projects/contract.ts'
import {
  listItemHistory,
  listItems,
  reportItem,
  showItem,
  showItemStatistics,
} from '../../src/capabilities/obstacles/contract.ts'
import { obstaclesMessages } from '../../src/capabilities/obstacles/messages/index.ts'
import { listUnits } from '../../src/capabilities/organisation/contract.ts'
import { dayOf } from '../../src/kernel/day.ts'
import { frameWords } from './support/door.ts'
import { choose } from './support/fields.ts'
import { expect, type House, test } from './support/journey.ts'
import { settled } from './support/page.ts'

const { items: words } = obstaclesMessages['zh-CN']
const frame = frameWords()

const TOWN = '示例东河镇'
const BUREAU = '示例发展和改革局'

async function unitNamed(house: House, search: string): Promise<string> {
  return (await house.run('project', listUnits, { search })).items[0]?.id ?? ''
}

/** A project of the town, for obstacles to stand in the way of. */
async function newProject(house: House, name: string): Promise<string> {
  const body = { name, unitId: await unitNamed(house, TOWN), leadUnitId: await unitNamed(house, BUREAU) }
  return (await house.run('project', createProject, body)).id
}

/** Presses an act on an item's page, fills its box and sends it. */
async function act(page: Page, action: keyof typeof words.actions, fill: (form: Locator) => Promise<void> = nothing) {
  await page.getByRole('button', { name: words.actions[action], exact: true }).first().click()
  const box = page.getByRole('dialog', { name: words.actions[action] })
  const form = box.getByRole('form', { name: words.actions[action] })
  await fill(form)
  await form.getByRole('button', { name: words.actions[action], exact: true }).click()
  await expect(box).toHaveCount(0)
}

const nothing = async (): Promise<void> => undefined

const stateOf = (page: Page) => page.getByRole('heading', { level: 1 })

test('an obstacle goes from a phone in the town to a closing both sides agreed to, and is seen everywhere', async ({
  house,
}) => {
  // Three people take turns, each in a browser of their own.
  test.slow()
  const name = house.unique('示例堵点项目')
  const title = house.unique('示例临时用电没有接通')
  const projectId = await newProject(house, name)

  const town = await house.open('town', `/key-projects/${projectId}`)
  const panel = town.getByRole('region', { name: words.panel.title }).first()
  await expect(panel).toContainText(words.panel.empty)
  await panel.getByRole('link', { name: words.panel.report }).click()
  const report = town.getByRole('form', { name: words.report.title })
  await expect(report.getByText(name)).toBeVisible()
  await report.getByLabel(words.report.titleLabel).fill(title)
  await report.getByLabel(words.report.text).fill('示例：变压器已到场，等待停电计划')
  await report.getByLabel(words.report.desired).fill('示例：本月底前通电')
  await report.getByRole('button', { name: words.report.send, exact: true }).click()
  await expect(report.getByText(`${words.report.class}: ${frame.form.required}`)).toBeVisible()
  await expect(report.getByLabel(words.report.titleLabel)).toHaveValue(title)
  await choose(town, report.getByLabel(words.report.class), words.classes.utilities_roads)
  await report.locator('input[type=file]').setInputFiles({
    name: '示例现场.png',
    mimeType: 'image/png',
    buffer: Buffer.from(PICTURE, 'base64'),
  })
  await report.getByRole('button', { name: words.report.send, exact: true }).click()
  await expect(stateOf(town)).toContainText(words.states.reported)
  await expect(town.getByRole('region', { name: words.page.files })).toContainText('示例现场.png')
  const path = new URL(town.url()).pathname
  const itemId = path.split('/').at(-1) ?? ''

  const office = await house.open('project', path)
  await settled(office)
  await act(office, 'verify')
  await expect(stateOf(office)).toContainText(words.states.verified)
  await act(office, 'assign', async (form) => {
    await choose(office, form.getByLabel(words.fields.leadUnit), BUREAU)
    await form.getByLabel(words.fields.closingStandard).fill('示例：现场通电并有送电单')
    await choose(office, form.getByLabel(words.fields.closingProof), words.proofs.photo)
  })
  await expect(stateOf(office)).toContainText(words.states.assigned)

  const bureau = await house.open('dept', path)
  await settled(bureau)
  await act(bureau, 'sign')
  await expect(stateOf(bureau)).toContainText(words.states.signed)
  await expect(bureau.getByRole('region', { name: words.page.clock })).toContainText(words.page.clockStates.running)
  await act(bureau, 'start', async (form) =>
    form.getByLabel(words.fields.measures).fill('示例：协调供电公司排停电计划'),
  )
  await bureau.getByRole('button', { name: words.actions.answer, exact: true }).first().click()
  const answer = bureau.getByRole('form', { name: words.actions.answer })
  await answer.getByLabel(words.fields.answer).fill('示例：已经通电')
  await answer.getByLabel(words.fields.approvedBy).fill('示例·局长')
  await answer.getByRole('button', { name: words.actions.answer, exact: true }).click()
  await expect(answer.getByRole('alert').first()).toContainText(words.proofs.photo)
  await expect(answer.getByLabel(words.fields.answer)).toHaveValue('示例：已经通电')
  await answer.locator('input[type=file]').setInputFiles({
    name: '示例送电.png',
    mimeType: 'image/png',
    buffer: Buffer.from(PICTURE, 'base64'),
  })
  await expect(answer.getByText('示例送电.png')).toBeVisible()
  await answer.getByRole('button', { name: words.actions.answer, exact: true }).click()
  await expect(stateOf(bureau)).toContainText(words.states.answered)
  await expect(bureau.getByRole('button', { name: words.actions.close, exact: true })).toHaveCount(0)
  await expect(bureau.getByRole('button', { name: words.actions.agree_as_assigner, exact: true })).toHaveCount(0)

  await office.goto(path)
  await settled(office)
  await act(office, 'agree_as_assigner')
  await expect(stateOf(office)).toContainText(words.states.assigner_agreed)
  await town.goto(path)
  await settled(town)
  await act(town, 'agree_as_proposer')
  await expect(stateOf(town)).toContainText(words.states.closed)

  const history = (await house.run('project', listItemHistory, { itemId })).items.map(({ kind }) => kind)
  for (const kind of ['reported', 'verified', 'assigned', 'signed', 'started', 'answered', 'closed'] as const)
    expect(history).toContain(kind)
  await office.goto(`/key-projects/${projectId}`)
  const seen = office.getByRole('region', { name: words.panel.title }).first()
  await expect(seen.getByRole('listitem').filter({ hasText: title })).toContainText(words.states.closed)
  await office.goto(`/obstacles?view=closed&text=${encodeURIComponent(title)}`)
  await expect(office.getByRole('table', { name: words.ledger.title }).getByRole('row', { name: title })).toBeVisible()
  await office.goto('/obstacles/statistics')
  await settled(office)
  const figures = await statisticsOf(house)
  expect(figures.closed).toBeGreaterThan(0)
  const total = office.getByRole('table', { name: words.statistics.title }).locator('tfoot tr')
  await expect(total).toContainText(words.statistics.part(figures.closing.numerator, figures.closing.denominator))
})

async function statisticsOf(house: House) {
  const today = dayOf(new Date())
  const { total } = await house.run('project', showItemStatistics, { from: `${today.slice(0, 4)}-01-01`, to: today })
  return total
}

test('what is typed is kept, and what was reported before is shown while typing', async ({ house }) => {
  const title = house.unique('示例北环路管线没有迁改')
  const unitId = await unitNamed(house, TOWN)
  const first = await house.run('town', reportItem, {
    unitId,
    body: { class: 'site_conditions', title, text: '示例：通信管线挡在路基上' },
  })
  const page = await house.open('town', '/obstacles/report')
  const form = page.getByRole('form', { name: words.report.title })
  await form.getByLabel(words.report.titleLabel).fill(title)
  const similar = form.getByRole('region', { name: words.similar.title })
  await expect(similar).toContainText(title)
  await form.getByLabel(words.report.text).fill('示例：写了一半')
  await page.goto('/obstacles')
  await page.goto('/obstacles/report')
  await expect(page.getByRole('note')).toContainText(words.report.kept)
  await expect(form.getByLabel(words.report.text)).toHaveValue('示例：写了一半')
  await similar.getByRole('link', { name: words.similar.open }).first().click()
  await expect(page).toHaveURL(new RegExp(`/obstacles/${first.id}$`))
})

test('the office assigns many at once; one that is refused stops no other', async ({ house }) => {
  const town = await unitNamed(house, TOWN)
  const titles = [house.unique('示例一并交办甲'), house.unique('示例一并交办乙')]
  for (const title of titles)
    await house.run('town', reportItem, { unitId: town, body: { class: 'permits', title, text: '示例：卡在规划许可' } })
  const page = await house.open('project', '/obstacles/desk')
  await settled(page)
  const listed = page.getByRole('table', { name: words.desk.parts.verify })
  for (const title of titles) await listed.getByRole('row', { name: title }).getByRole('checkbox').check()
  await page.getByRole('button', { name: words.desk.verifyMany(2) }).click()
  await expect(page.getByRole('status').filter({ hasText: words.desk.did(2) })).toBeVisible()
  await page.getByRole('button', { name: words.desk.parts.assign }).click()
  const verified = page.getByRole('table', { name: words.desk.parts.assign })
  for (const title of titles) await verified.getByRole('row', { name: title }).getByRole('checkbox').check()
  await page.getByRole('button', { name: words.desk.assignMany(2) }).click()
  const form = page.getByRole('form', { name: words.desk.assignMany(2) })
  await choose(page, form.getByLabel(words.fields.leadUnit), BUREAU)
  await form.getByLabel(words.fields.closingStandard).fill('示例：取得规划许可')
  await choose(page, form.getByLabel(words.fields.closingProof), words.proofs.permit)
  await form.getByRole('button', { name: words.desk.assignMany(2) }).click()
  await expect(page.getByRole('status').filter({ hasText: words.desk.did(2) })).toBeVisible()
  for (const title of titles) {
    const [item] = (await house.run('project', listItems, { text: title })).items
    expect(item).toMatchObject({ state: 'assigned', leadUnit: { name: BUREAU } })
    const whole = await house.run('project', showItem, { itemId: item?.id ?? '' })
    expect(whole.closingStandard).toBe('示例：取得规划许可')
  }
})

const PICTURE = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
