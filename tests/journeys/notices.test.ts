import { assignItem, reportItem, showItem, verifyItem } from '../../src/capabilities/obstacles/contract.ts'
import { tellPeople } from '../../src/capabilities/notices/contract.ts'
import { noticesMessages } from '../../src/capabilities/notices/messages/index.ts'
import { listPosts, listUnits } from '../../src/capabilities/organisation/contract.ts'
import { overviewMessages } from '../../src/capabilities/overview/messages/index.ts'
import { choose } from './support/fields.ts'
import { expect, type House, test } from './support/journey.ts'
import { settled } from './support/page.ts'

const words = noticesMessages['zh-CN']
const english = noticesMessages.en
const { owed } = overviewMessages['zh-CN']

async function townPerson(house: House): Promise<string> {
  const { items } = await house.run('project', listPosts, { role: 'township', limit: 200 })
  const units = await house.run('project', listUnits, { search: '示例东河镇' })
  return items.find(({ unitId }) => unitId === units.items[0]?.id)?.personId ?? ''
}

const tell = async (house: House, title: string) =>
  house.run('supervise', tellPeople, {
    tellings: [
      {
        key: title,
        group: 'told',
        kind: 'notices.by_hand',
        words: { 'zh-CN': '督查室通知', en: 'The supervision office says' },
        title,
        path: '/notices',
        personIds: [await townPerson(house)],
      },
    ],
  })

test('what is told comes to the bell by itself, once, and is marked as read', async ({ house }) => {
  const title = house.unique('示例周五报送')
  const page = await house.open('town', '/')
  const bell = page.getByRole('link', { name: /^通知，/ })
  const unread = async () => Number(/(\d+) 条未读/.exec((await bell.getAttribute('aria-label')) ?? '')?.[1] ?? 0)
  await expect(bell).toBeVisible()
  const before = await unread()
  await tell(house, title)
  await tell(house, title)
  // Others may be told something in the same minute: what is counted is this one, below.
  await expect.poll(unread).toBeGreaterThan(before)
  await bell.click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(words.inbox.title)
  const line = page.getByRole('listitem').filter({ hasText: title })
  await expect(line).toHaveCount(1)
  await line.getByRole('button', { name: words.inbox.read }).click()
  await expect(line.getByRole('button', { name: words.inbox.read })).toHaveCount(0)
  await page.reload()
  await expect(line).toHaveCount(1)
  await expect(line.getByRole('button', { name: words.inbox.read })).toHaveCount(0)
})

test('a person says how to hear, in English too', async ({ house }) => {
  const page = await house.open('town', '/notices/preferences', { locale: 'en-GB' })
  const form = page.getByRole('form', { name: english.preferences.title })
  await form.getByLabel(english.preferences.email).fill('town@example.cn')
  await form.getByRole('button', { name: english.preferences.save }).click()
  await expect(form.getByText(english.preferences.saved)).toBeVisible()
  await page.reload()
  await expect(form.getByLabel(english.preferences.email)).toHaveValue('town@example.cn')
})

test('an administrator adds a webhook, sees its secret once and puts a trial in line', async ({ house }) => {
  const name = house.unique('示例对接')
  const page = await house.open('admin', '/notice-channels')
  await page.getByRole('button', { name: words.channels.add }).click()
  const form = page.getByRole('form', { name: words.channels.add })
  await choose(page, form.getByLabel(words.channels.kind), words.channels.kinds.webhook)
  await form.getByLabel(words.channels.name).fill(name)
  await form.getByLabel(words.channels.url).fill('ftp://example.cn/')
  await form.getByRole('button', { name: '保存' }).click()
  await expect(form.getByRole('alert').first()).toContainText('https://')
  await expect(form.getByLabel(words.channels.name)).toHaveValue(name)
  await form.getByLabel(words.channels.url).fill('http://127.0.0.1:9/hook')
  await form.getByRole('button', { name: '保存' }).click()
  const secret = page.getByRole('dialog', { name: words.channels.secretTitle })
  await expect(secret.getByText(/^whsec_/)).toBeVisible()
  await page.keyboard.press('Escape')
  await settled(page)
  const row = page.getByRole('table', { name: words.channels.title }).getByRole('row', { name })
  await row.getByRole('button', { name: words.channels.actions.test }).click()
  const trial = page.getByRole('dialog', { name: words.channels.testTitle(name) })
  await trial.getByRole('button', { name: words.channels.actions.test }).click()
  await expect(trial.getByText(words.channels.testSent)).toBeVisible()
  await page.keyboard.press('Escape')
  const log = page.getByRole('table', { name: words.deliveries.title })
  await expect(log.getByRole('row').filter({ hasText: name }).first()).toBeVisible()
  expect(await page.content()).not.toContain('whsec_')
})

test('the load meter shows what units are asked for, and takes a limit with its source', async ({ house }) => {
  const source = house.unique('示例县委办发文')
  const page = await house.open('supervise', '/load')
  await settled(page)
  await page.getByRole('button', { name: words.load.set }).click()
  const form = page.getByRole('form', { name: words.load.set })
  await choose(page, form.getByLabel(words.load.kind), words.load.kinds.meeting)
  await form.getByLabel(words.load.most).fill('9')
  await form.getByLabel(words.load.source).fill(source)
  await form.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('table', { name: words.load.limits })).toContainText(source)
})

test('an item is signed for in the list of the week, with the keyboard alone', async ({ house }) => {
  const title = house.unique('示例签收事项')
  const unitOf = async (search: string) => (await house.run('project', listUnits, { search })).items[0]?.id ?? ''
  const bureau = await unitOf('示例发展和改革局')
  const made = await house.run('project', reportItem, {
    unitId: await unitOf('示例东河镇'),
    body: {
      kind: 'obstacle',
      origin: 'direct',
      class: 'utilities_roads',
      severity: 'b',
      title,
      text: '示例：变压器已到场，等待停电计划',
      desiredResult: '示例：本月底前通电',
    },
  })
  const verified = await house.run('project', verifyItem, { itemId: made.id, expectedVersion: made.version })
  await house.run('project', assignItem, {
    itemId: made.id,
    expectedVersion: verified.version,
    assignment: { leadUnitId: bureau, days: 1, closingStandard: '示例：现场通电', closingProof: 'statement' },
  })
  const page = await house.open('dept', '/')
  await settled(page)
  const line = page.getByRole('button', { name: title })
  await expect(line).toBeVisible()
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press('j')
    if (await line.evaluate((each) => each === document.activeElement)) break
  }
  await expect(line).toBeFocused()
  await page.keyboard.press('Enter')
  const box = page.getByRole('dialog')
  await expect(box).toContainText('示例：现场通电')
  await expect(box.getByRole('button', { name: owed.acts.sign })).toBeEnabled()
  await box.getByRole('button', { name: owed.acts.sign }).press('Enter')
  await expect(box).toHaveCount(0)
  const item = await house.run('dept', showItem, { itemId: made.id })
  expect(item.state).toBe('signed')
  await expect(page.getByRole('link', { name: title })).toContainText(
    owed.sentences['obstacles.item_to_answer']?.({}) ?? '',
  )
})
